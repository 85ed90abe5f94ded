"""Who is stuck in a phase, of many episodes at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import ContentError
from restride.plan.phases.phase_now import PhaseEntered, PhaseNow, phases_now
from restride.plan.phases.phase_status import PhaseAnswer
from restride.records.actors import Actor
from restride.records.cases import CHECKED, ENTERED, REPORTED
from restride.records.documents import opened
from restride.records.models import PhaseRecord, TestResult
from restride.records.scopes import owned
from restride.visit.states import TestState


def stuck_phases(actor: Actor, people: Mapping[UUID, Patient], *, day: date) -> dict[UUID, str]:
    """Tell, by episode, why its phase lasts longer than usual: two questions, however many.

    Parameters
    ----------
    people
        By episode: whose it is; conditions with their sides and days are enough.
    """
    rows: defaultdict[UUID, list[PhaseRecord]] = defaultdict(list)
    known = owned(actor, PhaseRecord).filter(episode__in=list(people), happened_on__lte=day)
    for each in known.order_by("happened_on", "made_at", "pk"):
        rows[each.episode_id].append(each)
    # Tests only ever open the way out: who is not stuck without any is not stuck.
    perhaps = [
        episode_id
        for episode_id, person in people.items()
        if _notes(person, rows[episode_id], results=(), day=day)
    ]
    results = _results(actor, perhaps, day=day)
    found = {}
    for episode_id in perhaps:
        held = tuple(results[episode_id])
        notes = _notes(people[episode_id], rows[episode_id], results=held, day=day)
        if notes:
            found[episode_id] = "; ".join(notes)
    return found


def _now(
    person: Patient, rows: Iterable[PhaseRecord], *, results: tuple[Result, ...], day: date
) -> tuple[PhaseNow, ...]:
    kept = list(rows)
    return phases_now(
        person,
        results=results,
        day=day,
        reports=[_answer(each) for each in kept if each.kind == REPORTED],
        checks=[_answer(each) for each in kept if each.kind == CHECKED],
        entered=[
            PhaseEntered(phase=each.phase, since=each.happened_on)
            for each in kept
            if each.kind == ENTERED
        ],
    )


def _answer(row: PhaseRecord) -> PhaseAnswer:
    return PhaseAnswer(criterion=row.criterion, holds=bool(row.is_met), answered_on=row.happened_on)


def _notes(
    person: Patient, rows: Iterable[PhaseRecord], *, results: tuple[Result, ...], day: date
) -> list[str]:
    try:
        phases = _now(person, rows, results=results, day=day)
    except ContentError as error:
        # Of one person: the conditions were changed after the phase was entered. The others' lines
        # must stand all the same, and somebody must look at this one.
        return [f"the phase cannot be told: {error}"]
    return [note for each in phases for note in each.notes]


def _results(actor: Actor, episodes: list[UUID], *, day: date) -> Mapping[UUID, list[Result]]:
    found: defaultdict[UUID, list[Result]] = defaultdict(list)
    rows = owned(actor, TestResult).filter(
        assessment__episode__in=episodes, corrected_by__isnull=True, tested_on__lte=day
    )
    held = rows.exclude(state=TestState.DISCARDED).select_related("assessment")
    for each in held.order_by("tested_on", "made_at", "pk"):
        if each.scored is not None:
            found[each.assessment.episode_id].append(opened(Result, each.scored))
    return found
