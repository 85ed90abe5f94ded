"""What assessments need to know: conditions of last time, and what goals and findings rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from uuid import UUID

from restride.clinical.battery_proposal import (
    BatteryAnswers,
    ProposedBattery,
    candidate_of,
    chosen_battery,
    retest_battery,
)
from restride.clinical.circumstances import Circumstances
from restride.clinical.findings.observing import RECORDING
from restride.clinical.instrument import instruments
from restride.records.actors import Actor
from restride.records.cases import open_goals
from restride.records.documents import opened
from restride.records.models import Assessment, Episode, TestResult
from restride.records.plan_situations import accepted_findings, today_of
from restride.records.queries.facts import facts_of, person_of
from restride.records.scopes import owned

#: The battery that is made of what goals and findings rest on.
RETEST = "retest"
#: Told with each test anew: minutes since a dose say nothing of another hour.
_OF_THE_HOUR = ("since_dose_min",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A condition that differs from the one a test was done under last time."""

    instrument: str
    #: Name of a field of ``Circumstances``.
    condition: str
    before: str | None
    now: str | None


def cut_battery(
    actor: Actor, episode: Episode, *, battery: str, answers: BatteryAnswers
) -> ProposedBattery:
    """Cut a battery to a person as of today.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    today = today_of(episode)
    candidate = candidate_of(person_of(episode, day=today), answers, day=today)
    if battery == RETEST:
        return retest_battery(tied_instruments(actor, episode), candidate)
    return chosen_battery(battery, candidate)


def tied_instruments(actor: Actor, episode: Episode) -> tuple[str, ...]:
    """List the tests that open goals and accepted findings rest on."""
    measures = [each.measure for each in open_goals(actor, episode)]
    of_goals = [each.instrument for each in measures if each is not None]
    of_findings = [
        seen.instrument
        for finding in accepted_findings(actor, episode)
        for seen in finding.observed
        if seen.instrument != RECORDING
    ]
    known = instruments()
    return tuple(each for each in dict.fromkeys((*of_goals, *of_findings)) if each in known)


def usual_circumstances(actor: Actor, episode: Episode) -> Circumstances:
    """Give the conditions of the last assessment; before the first, those of the facts."""
    rows = owned(actor, Assessment).filter(patient_id=episode.patient_id).exclude(circumstances={})
    last = rows.order_by("-made_at", "-pk").first()
    if last is not None:
        told = opened(Circumstances, last.circumstances)
        return replace(told, **dict.fromkeys(_OF_THE_HOUR))
    facts = facts_of(episode)
    usual = facts.circumstances
    return replace(
        usual, aid=usual.aid or facts.aid, assistance=usual.assistance or facts.assistance
    )


def filled(own: Circumstances, usual: Circumstances) -> Circumstances:
    """Take the usual conditions where a test does not name its own."""
    names = [each.name for each in fields(Circumstances)]
    told = {name: getattr(own, name) for name in names if getattr(own, name) is not None}
    return replace(usual, **told)


def last_results(
    actor: Actor, *, patient_id: UUID, named: Iterable[str], besides: Assessment | None = None
) -> dict[str, TestResult]:
    """Give the newest result of each test that nothing stands in the place of."""
    rows = owned(actor, TestResult).filter(
        patient_id=patient_id,
        instrument__in=list(named),
        corrected_by__isnull=True,
        scored__isnull=False,
    )
    if besides is not None:
        rows = rows.exclude(assessment=besides)
    ordered = rows.order_by("tested_on", "made_at", "pk")
    return {each.instrument: each for each in ordered}


def mismatches(now: Circumstances, before: Sequence[TestResult]) -> tuple[Mismatch, ...]:
    """List what is said to be otherwise than last time; what is not said yet is no difference."""
    found = []
    for row in before:
        last = opened(Circumstances, row.circumstances)
        for name in (each.name for each in fields(Circumstances)):
            told, then = getattr(now, name), getattr(last, name)
            if told is not None and told != then and name not in _OF_THE_HOUR:
                found.append(
                    Mismatch(
                        instrument=row.instrument,
                        condition=name,
                        before=_word(then),
                        now=_word(told),
                    )
                )
    return tuple(found)


def _word(value: object) -> str | None:
    return None if value is None else str(value)
