"""The chart of one person, for those who care for them: what is known, measured, done and why."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from restride.clinical.precautions import Presence
from restride.records import clock
from restride.records.actors import Actor
from restride.records.models import Episode
from restride.records.queries.assessment_summary import SummaryLine, summarise_assessment
from restride.records.queries.assessments import list_assessments
from restride.records.queries.episodes import list_episodes
from restride.records.queries.people import read_patient
from restride.records.queries.safety import questions_of
from restride.visit.facts import age_on
from restride.visit.states import AssessmentState
from restride.web.pages.course_parts import course_parts
from restride.web.pages.showing import about, seen_by_actor, shown
from restride.web.pages.timeline import timeline_of
from restride.web.pages.words import mark_of, plain, verdict_words

_TESTED: Final = (AssessmentState.COMPLETED, AssessmentState.SIGNED, AssessmentState.AMENDED)


@seen_by_actor
def chart(request: HttpRequest, actor: Actor, patient_id: UUID) -> HttpResponse:
    """Show the chart."""
    patient = read_patient(actor, patient_id)
    episode = next(iter(list_episodes(actor, patient.pk, most_count=1).rows), None)
    parts: dict[str, Any] = {
        **about(actor),
        "patient": patient,
        "age_years": _age(patient.birth_date, clock.today(patient.time_zone)),
        "episode": episode,
        "timeline": timeline_of(actor, patient.pk, episode),
    }
    if episode is not None:
        parts |= _course(actor, episode)
    return shown(request, "chart", parts)


def _age(birth_date: str, today: date) -> int:
    return int(age_on(date.fromisoformat(birth_date), day=today))


def _course(actor: Actor, episode: Episode) -> dict[str, Any]:
    asked = questions_of(actor, episode.pk)
    conditions = [plain(str(each["condition"])) for each in episode.conditions]
    return {
        "conditions": ", ".join(conditions),
        "state": plain(episode.state),
        "precautions": [
            each.question.name for each in asked if each.answer.presence is Presence.PRESENT
        ],
        "unanswered_count": sum(each.answer.presence is Presence.UNANSWERED for each in asked),
        "measures": _measures(actor, episode),
        **course_parts(actor, episode),
    }


def _measures(actor: Actor, episode: Episode) -> list[dict[str, Any]]:
    """Give the newest tests with what they mean and how they changed."""
    rows = list_assessments(actor, episode.pk).rows
    newest = next((each for each in rows if each.state in _TESTED), None)
    if newest is None:
        return []
    found = summarise_assessment(actor, newest.pk)
    return [_measure(each) for each in found if each.score is not None or each.reason is None]


def _measure(line: SummaryLine) -> dict[str, Any]:
    kind, sign = mark_of(line.change)
    value = None if line.meaning is None else line.meaning.shown
    return {
        "name": line.name,
        "value": value or plain(line.state),
        "words": verdict_words(line.change),
        "kind": kind,
        "sign": sign,
        "last_on": line.last_on,
    }
