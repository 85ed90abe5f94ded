"""Phases of care: which holds, what it allows, and what must be so before the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from restride.clinical.conditions import conditions
from restride.plan.phases.phase_now import PhaseNow
from restride.plan.phases.phase_status import CriterionState, CriterionStatus
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import signed_text

CRITERION_SIGN: Final[Mapping[CriterionState, str]] = {
    CriterionState.MET: "✓ met",
    CriterionState.NOT_MET: "✕ not met",
    CriterionState.UNKNOWN: "? not known",
    CriterionState.TOO_OLD: "◷ too old",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """What must be so, and what is known of it."""

    words: str
    sign: str
    why: str
    is_required: bool
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePart:
    """The phases of one condition."""

    condition: str
    title: str
    #: "2 of 4"; all of them in their order.
    place: str
    weeks: str
    allowed: tuple[str, ...]
    avoided: tuple[str, ...]
    criteria: tuple[CriterionRow, ...]
    proposal: str
    notes: tuple[str, ...]


def phase_part(now: PhaseNow, citations: Citations) -> PhasePart:
    """Word the phase that holds."""
    phase = now.current.phase
    titles = [each.title for each in now.template.phases]
    number = titles.index(phase.title) + 1
    most = phase.weeks_max_count
    weeks = f"{phase.weeks_min_count}" if most is None else f"{phase.weeks_min_count} to {most}"
    return PhasePart(
        condition=conditions()[now.condition].name,
        title=phase.title,
        place=f"phase {number} of {len(titles)}",
        weeks=f"usually {weeks} weeks" + (" or more" if most is None else ""),
        allowed=phase.allowed,
        avoided=phase.avoided,
        criteria=tuple(_criterion(each, citations) for each in now.current.criteria),
        proposal=_proposal(now),
        notes=tuple(signed_text(each) for each in now.notes),
    )


def _criterion(status: CriterionStatus, citations: Citations) -> CriterionRow:
    return CriterionRow(
        words=signed_text(status.criterion.words),
        sign=CRITERION_SIGN[status.state],
        why=signed_text(status.words),
        is_required=status.criterion.required,
        cited=citations.of(status.criterion.evidence),
    )


def _proposal(now: PhaseNow) -> str:
    if now.proposed_next is not None:
        return f"Proposed next: {now.proposed_next.title}. The therapist decides."
    if now.usual_by_time is not None and now.usual_by_time is not now.current.phase:
        return f"Usual at this time: {now.usual_by_time.title}."
    return ""
