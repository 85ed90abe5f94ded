"""Feet and lower back in one recording: whose values go into the one walk."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from restride.recording.events import Stride, Turn, Walk, WalkingBout
from restride.terms import Side

#: A stride of the back begins at the same contact as one of a foot if it begins no further from it
#: than this: less than half a quick step. House choice.
_SAME_CONTACT_S: Final = 0.2


def walk_with_trunk(feet: Walk, *, back: Walk) -> Walk:
    """Take turns and the trunk's values from the back, all else from the feet."""
    strides = sorted(
        (stride for bout in back.bouts for stride in bout.strides), key=lambda each: each.start_s
    )
    sides = {contact.side for bout in feet.bouts for contact in bout.initial_contacts}
    has_both = set(Side) <= sides
    return Walk(
        bouts=tuple(_bout_with_trunk(bout, strides) for bout in feet.bouts),
        # One foot alone would give half of the steps.
        turns=tuple(_turn_with_steps(turn, feet) if has_both else turn for turn in back.turns),
        no_walking_reason=feet.no_walking_reason,
    )


def _bout_with_trunk(bout: WalkingBout, back: Sequence[Stride]) -> WalkingBout:
    starts_s = [stride.start_s for stride in back]
    strides = tuple(
        _stride_with_trunk(stride, _beginning_near(stride.start_s, back, starts_s))
        for stride in bout.strides
    )
    return replace(bout, strides=strides)


def _beginning_near(
    start_s: float, strides: Sequence[Stride], starts_s: Sequence[float]
) -> Stride | None:
    """Find the stride that begins next to a time; None where none begins at the same contact."""
    after = bisect_left(starts_s, start_s)
    near = strides[max(0, after - 1) : after + 1]
    nearest = min(near, key=lambda each: abs(each.start_s - start_s), default=None)
    if nearest is None or abs(nearest.start_s - start_s) > _SAME_CONTACT_S:
        return None
    return nearest


def _stride_with_trunk(stride: Stride, back: Stride | None) -> Stride:
    if back is None:
        return stride
    return replace(
        stride,
        harmonic_ratio_vertical=back.harmonic_ratio_vertical,
        harmonic_ratio_forward=back.harmonic_ratio_forward,
        harmonic_ratio_sideways=back.harmonic_ratio_sideways,
        trunk_roll_range_deg=back.trunk_roll_range_deg,
        trunk_pitch_range_deg=back.trunk_pitch_range_deg,
        trunk_yaw_range_deg=back.trunk_yaw_range_deg,
    )


def _turn_with_steps(turn: Turn, feet: Walk) -> Turn:
    contacts_count = sum(
        turn.start_s <= contact.time_s < turn.end_s
        for bout in feet.bouts
        for contact in bout.initial_contacts
    )
    return replace(turn, steps_count=contacts_count)
