"""The day of whoever looks: each role sees what its permissions let it read, and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from restride.records.actors import Actor
from restride.records.models import Patient
from restride.records.queries.attention import read_attention
from restride.records.queries.day import Day, read_day
from restride.records.queries.people import find_patients
from restride.records.queries.trail import read_trail
from restride.records.roles import Role
from restride.visit.attention import AttentionLine
from restride.web.pages.own_page import own_parts
from restride.web.pages.showing import about, seen_by_actor, shown
from restride.web.pages.words import KIND_WORDS, SEVERITY_WORDS, STEP_WORDS, due_words, plain

_CARERS: Final = frozenset({Role.THERAPIST, Role.ASSISTANT})
_SEES_CHARTS: Final = _CARERS | {Role.VIEWER}
_HAS_DAY: Final = _CARERS | {Role.FRONT_DESK, Role.ADMINISTRATOR}
_READS_TRAIL: Final = frozenset({Role.ADMINISTRATOR, Role.VIEWER})
_LINES_COUNT: Final = 25


@seen_by_actor
def day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the day."""
    parts: dict[str, Any] = about(actor)
    if actor.is_personal:
        return shown(request, "own", {**parts, **own_parts(actor)})
    people = sorted(find_patients(actor).rows, key=_name)
    names = {each.pk: _name(each) for each in people}
    parts["people"] = people
    parts["sees_charts"] = not actor.roles.isdisjoint(_SEES_CHARTS)
    if not actor.roles.isdisjoint(_HAS_DAY):
        parts |= _day(read_day(actor))
    if not actor.roles.isdisjoint(_CARERS):
        found = read_attention(actor)
        parts["attention"] = [_attention(each, names) for each in found.lines]
        parts["more_words"] = found.more_words
        parts["has_attention"] = True
    if not actor.roles.isdisjoint(_READS_TRAIL):
        parts["trail"] = read_trail(actor, most_count=_LINES_COUNT).lines
    return shown(request, "day", parts)


def _name(patient: Patient) -> str:
    return f"{patient.family_name}, {patient.given_name}"


def _day(found: Day) -> dict[str, Any]:
    lines = [
        {
            "at": each.appointment.starts_at,
            "patient": each.appointment.patient,
            "kind": plain(each.appointment.kind),
            "state": plain(each.appointment.state),
            "due": _listed(each.due),
        }
        for each in found.lines
    ]
    also = [{"patient": each.patient, "due": _listed(each.due)} for each in found.also_due]
    return {
        "has_day": True,
        "day": found.day,
        "lines": lines,
        "also_due": also,
        "unsigned_count": found.unsigned_count,
    }


def _listed(due: Iterable[Any]) -> str:
    return ", ".join(due_words(each) for each in due)


def _attention(line: AttentionLine, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "patient_id": line.patient_id,
        "name": names.get(line.patient_id, "another person"),
        "kind": KIND_WORDS[line.kind],
        "rule": None if line.rule is None else plain(line.rule),
        "step": STEP_WORDS[line.step],
        "severity": SEVERITY_WORDS[line.severity],
        "since": line.since,
        "words": line.words,
    }
