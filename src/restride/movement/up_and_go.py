"""The timed up and go: which rise, which turns and which sitting down belong together.

The phases are those of Salarian et al. 2010, doi:10.1109/TNSRE.2010.2047606 [salarian2010].
Differs in: the second turn and sitting down may overlap, as they do in life; nothing is forced
apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from restride.movement.back_sensor import TrunkStretch
from restride.movement.transitions import Transition
from restride.recording.events import Contact, Turn
from restride.recording.movements import Phase, UpAndGo
from restride.terms import PhaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGoSettings:
    """What belongs to a timed up and go. Argued in docs/decisions/0091-the-timed-up-and-go.md."""

    #: The turn at the far end is larger than this.
    least_turn_deg: float = 90.0
    #: The one before the chair too: some turn only half and step back.
    least_last_turn_deg: float = 60.0
    #: Turning to sit begins at most so long before the trunk begins to go down.
    longest_before_sitting_s: float = 6.0
    #: From rising to seated lasts no longer.
    longest_s: float = 180.0
    #: Steps count from this part of the rise on, and up to this part of sitting down.
    first_step_share: float = 0.5
    last_step_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUpAndGo:
    """One timed up and go, or the reason why none was found."""

    up_and_go: UpAndGo | None
    none_found_reason: str | None = None
    #: How many others of the kind the stretch holds.
    others_count: int = 0


def find_up_and_go(
    stretch: TrunkStretch,
    *,
    turns: Sequence[Turn],
    initial_contacts: Sequence[Contact],
    settings: UpAndGoSettings | None = None,
) -> FoundUpAndGo:
    """Put a timed up and go together from what was found in one stretch.

    Parameters
    ----------
    turns, initial_contacts
        Of the same stretch, at times of the recording, in order; a turn taken in two parts is one,
        see ``joined_turns``.
    """
    settings = settings or UpAndGoSettings()
    changes = [_moved(each, stretch.start_s) for each in stretch.transitions]
    candidates = list(_candidates(changes, turns, settings))
    if not candidates:
        return FoundUpAndGo(up_and_go=None, none_found_reason=_why_none(changes, turns, settings))
    best = max(candidates, key=lambda each: each.likeliness)
    others = [
        each
        for each in candidates
        if each.rise.start_s >= best.sit.end_s or each.sit.end_s <= best.rise.start_s
    ]
    return FoundUpAndGo(
        up_and_go=_put_together(best, initial_contacts, settings),
        others_count=len({each.rise.start_s for each in others}),
    )


def joined_turns(turns: Sequence[Turn], *, longest_rest_s: float) -> tuple[Turn, ...]:
    """Join turns one way with a short rest between them."""
    joined: list[Turn] = []
    for turn in turns:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.direction is turn.direction
            and turn.start_s - before.end_s <= longest_rest_s
        ):
            joined[-1] = _one_turn(before, turn)
        else:
            joined.append(turn)
    return tuple(joined)


def _one_turn(first: Turn, second: Turn) -> Turn:
    counts = (first.steps_count, second.steps_count)
    return replace(
        first,
        end_s=second.end_s,
        angle_deg=first.angle_deg + second.angle_deg,
        peak_angular_velocity_dps=max(
            first.peak_angular_velocity_dps, second.peak_angular_velocity_dps
        ),
        steps_count=None if None in counts else sum(each or 0 for each in counts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    rise: Transition
    far: Turn
    near: Turn
    sit: Transition

    @property
    def likeliness(self) -> float:
        """How well the parts fit: half turns, ways of equal length, clear rise and sitting."""
        out_s = max(0.1, self.far.start_s - self.rise.end_s)
        back_s = max(0.1, self.near.start_s - self.far.end_s)
        half_turns = sum(min(1.0, abs(turn.angle_deg) / 180.0) for turn in (self.far, self.near))
        evenness = min(out_s, back_s) / max(out_s, back_s)
        return half_turns + evenness + self.rise.confidence + self.sit.confidence


def _moved(change: Transition, by_s: float) -> Transition:
    return replace(change, start_s=change.start_s + by_s, end_s=change.end_s + by_s)


def _candidates(
    changes: Sequence[Transition], turns: Sequence[Turn], settings: UpAndGoSettings
) -> Iterator[_Candidate]:
    """Go through every rise and the sitting down that follows it, with two turns between."""
    for before, sit in pairwise(changes):
        if not before.is_rise or sit.is_rise or sit.end_s - before.start_s > settings.longest_s:
            continue
        between = [
            turn
            for turn in turns
            if before.start_s < _middle_s(turn) < sit.end_s and turn.end_s > before.end_s
        ]
        for far, near in product(between, between):
            if _fits(far, near, sit=sit, settings=settings):
                yield _Candidate(rise=before, far=far, near=near, sit=sit)


def _fits(far: Turn, near: Turn, *, sit: Transition, settings: UpAndGoSettings) -> bool:
    return (
        far.end_s <= near.start_s
        and abs(far.angle_deg) >= settings.least_turn_deg
        and abs(near.angle_deg) >= settings.least_last_turn_deg
        and sit.start_s - near.start_s <= settings.longest_before_sitting_s
        and near.start_s < sit.end_s
    )


def _middle_s(turn: Turn) -> float:
    return (turn.start_s + turn.end_s) / 2


def _put_together(
    parts: _Candidate, contacts: Sequence[Contact], settings: UpAndGoSettings
) -> UpAndGo:
    rise, far, near, sit = parts.rise, parts.far, parts.near, parts.sit
    out_s = (rise.end_s, max(rise.end_s, far.start_s))
    spans = {
        PhaseKind.RISE: (rise.start_s, rise.end_s),
        PhaseKind.WALK_OUT: out_s,
        PhaseKind.TURN: (far.start_s, far.end_s),
        PhaseKind.WALK_BACK: (far.end_s, near.start_s),
        PhaseKind.TURN_TO_SIT: (near.start_s, near.end_s),
        PhaseKind.SIT: (sit.start_s, sit.end_s),
    }
    first_s = rise.start_s + settings.first_step_share * (rise.end_s - rise.start_s)
    last_s = sit.start_s + settings.last_step_share * (sit.end_s - sit.start_s)
    return UpAndGo(
        phases=tuple(
            Phase(kind=kind, start_s=start_s, end_s=end_s)
            for kind, (start_s, end_s) in spans.items()
        ),
        turns=(far, near),
        initial_contacts=tuple(each for each in contacts if first_s <= each.time_s <= last_s),
        peak_rise_velocity_mps=rise.peak_velocity_mps,
        peak_sit_velocity_mps=sit.peak_velocity_mps,
        rise_lean_deg=rise.lean_deg,
        confidence=min(1.0, parts.likeliness / 5.0),
    )


def _why_none(
    changes: Sequence[Transition], turns: Sequence[Turn], settings: UpAndGoSettings
) -> str:
    rises_count = sum(each.is_rise for each in changes)
    wide_count = sum(abs(turn.angle_deg) >= settings.least_turn_deg for turn in turns)
    return (
        "A timed up and go needs a rise from a chair, two turns of at least "
        f"{settings.least_turn_deg:.0f} and {settings.least_last_turn_deg:.0f} degrees and sitting "
        f"down after them, and there are {rises_count} rises, {wide_count} such turns and "
        f"{len(changes) - rises_count} times of sitting down. Record from sitting still to sitting "
        "still, with the sensor on the lower back."
    )
