"""In which phase a person is, by what is known and by time; and whether they are stuck in it.

See docs/decisions/0139-versions-and-phases.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import ContentError
from restride.plan.phases.phase_status import (
    CriterionState,
    PhaseAnswer,
    PhaseStatus,
    phase_status,
)
from restride.plan.phases.phases import CarePhase, ChosenTemplate, PhaseTemplate, templates_for

_WEEK_DAYS_COUNT: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEntered:
    """A phase that a therapist has decided on."""

    phase: str
    since: date
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseNow:
    """The phases of one condition, and the one that holds."""

    template: PhaseTemplate
    condition: str
    #: Of every phase, the first one first.
    statuses: tuple[PhaseStatus, ...]
    current: PhaseStatus
    #: The next one, where the current may be left: a proposal to the therapist.
    proposed_next: CarePhase | None
    #: Why this one.
    because: str
    #: The phase that is usual so long after onset, injury or surgery; None where that is not known,
    #: or where the weeks do not run from there.
    usual_by_time: CarePhase | None
    #: That the phase is stuck, or that it cannot be told; empty where all is as expected.
    notes: tuple[str, ...]


def phases_now(
    patient: Patient,
    *,
    results: Sequence[Result],
    day: date,
    reports: Sequence[PhaseAnswer] = (),
    checks: Sequence[PhaseAnswer] = (),
    entered: Sequence[PhaseEntered] = (),
) -> tuple[PhaseNow, ...]:
    """Tell the phase of each condition that phases are known for.

    A phase that a therapist has decided on holds. Else it is the first that may not be left: what
    is not known keeps a person where they are.

    Parameters
    ----------
    entered
        The phases that were decided on; of one condition the newest counts.

    Raises
    ------
    ContentError
        An answer or a phase that belongs to none of the person's conditions.
    """
    chosen = templates_for(patient)
    _refuse_unknown(chosen, answers=[*reports, *checks], entered=entered)
    return tuple(
        _now(
            each,
            statuses=tuple(
                phase_status(
                    phase,
                    results=results,
                    reports=reports,
                    checks=checks,
                    patient=patient,
                    day=day,
                    condition=each.condition,
                )
                for phase in each.template.phases
            ),
            entered=_newest(entered, each.template, day=day),
            day=day,
            days_since=_days_since(each, patient, day=day),
        )
        for each in chosen
    )


def _now(
    chosen: ChosenTemplate,
    *,
    statuses: tuple[PhaseStatus, ...],
    entered: PhaseEntered | None,
    day: date,
    days_since: int | None,
) -> PhaseNow:
    phases = chosen.template.phases
    place, because = _place(statuses, entered)
    current = statuses[place]
    following = phases[place + 1] if place + 1 < len(phases) else None
    return PhaseNow(
        template=chosen.template,
        condition=chosen.condition,
        statuses=statuses,
        current=current,
        proposed_next=following if current.may_be_left else None,
        because=because,
        usual_by_time=None if days_since is None else _usual(phases, days_since),
        notes=_notes(phases, current, place, entered=entered, day=day, days_since=days_since),
    )


def _days_since(chosen: ChosenTemplate, patient: Patient, *, day: date) -> int | None:
    """Tell the days that the weeks of a template are counted in; None where they are not known."""
    if not chosen.template.counted_from_first_day:
        return None
    return patient.days_since(chosen.condition, day=day)


def _place(statuses: Sequence[PhaseStatus], entered: PhaseEntered | None) -> tuple[int, str]:
    if entered is not None:
        ids = [each.phase.id for each in statuses]
        by = "" if entered.who is None else f" by {entered.who}"
        return ids.index(entered.phase), f"decided on {entered.since.isoformat()}{by}"
    for place, each in enumerate(statuses):
        if not each.may_be_left:
            return place, _because(each)
    return len(statuses) - 1, "every criterion before it is met"


def _because(status: PhaseStatus) -> str:
    if not status.open:
        return "every required criterion before it is met"
    parts = "; ".join(
        f"{each.criterion.words}: {each.state} ({each.words})" for each in status.open
    )
    return f"proposed, to be confirmed: before the next phase, {parts}"


def _usual(phases: Sequence[CarePhase], days_since: int) -> CarePhase:
    """Tell the phase by time alone: each lasts its most weeks."""
    end_days = 0
    for each in phases[:-1]:
        end_days += (each.weeks_max_count or 0) * _WEEK_DAYS_COUNT
        if days_since <= end_days:
            return each
    return phases[-1]


def _notes(
    phases: Sequence[CarePhase],
    current: PhaseStatus,
    place: int,
    *,
    entered: PhaseEntered | None,
    day: date,
    days_since: int | None,
) -> tuple[str, ...]:
    """Say where a phase lasts longer than is usual, at least a day over its most weeks."""
    most = current.phase.weeks_max_count
    if most is None or current.may_be_left:
        return ()
    if entered is not None:
        days, weeks, counted = (day - entered.since).days, most, "in this phase"
    elif days_since is not None:
        weeks = sum(each.weeks_max_count or 0 for each in phases[: place + 1])
        days, counted = days_since, "since the first day"
    else:
        return ()
    if days <= weeks * _WEEK_DAYS_COUNT:
        return ()
    return (_stuck(current, f"{days} days {counted}, usually at most {weeks * _WEEK_DAYS_COUNT}"),)


def _stuck(current: PhaseStatus, time: str) -> str:
    failed = [each for each in current.open if each.state is CriterionState.NOT_MET]
    unclear = [each for each in current.open if each.state is not CriterionState.NOT_MET]
    if failed:
        names = "; ".join(each.criterion.words for each in failed)
        return f"phase stuck: {time}; not met: {names}"
    names = "; ".join(each.criterion.words for each in unclear)
    return f"whether the phase is stuck is not known: {time}; to be tested or asked: {names}"


def _newest(
    entered: Sequence[PhaseEntered], template: PhaseTemplate, *, day: date
) -> PhaseEntered | None:
    own = {each.id for each in template.phases}
    begun = [each for each in entered if each.phase in own and each.since <= day]
    return max(begun, key=lambda each: each.since, default=None)


def _refuse_unknown(
    chosen: Sequence[ChosenTemplate],
    *,
    answers: Sequence[PhaseAnswer],
    entered: Sequence[PhaseEntered],
) -> None:
    phases = [phase for each in chosen for phase in each.template.phases]
    criteria = [criterion.id for phase in phases for criterion in phase.exit]
    for answer in answers:
        _refuse("An answer about a phase", answer.criterion, known=criteria)
    for each in entered:
        _refuse("A phase", each.phase, known=[phase.id for phase in phases])


def _refuse(what: str, word: str, *, known: Sequence[str]) -> None:
    if word not in known:
        raise ContentError(
            f"{what} must be one of {', '.join(known) or 'none'}, as the person's conditions have "
            f"them, and is {word!r}. Correct or remove it."
        )
