"""From columns to the things of the field: bouts with their contacts, steps and strides."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.bouts import SIDE_CODES, BoutRules, JoinedBout, join_into_bouts
from restride.gait.lower_back.edges import EdgeSettings, keeps_rhythm, without_edge_steps
from restride.gait.lower_back.steps import Steps, Strides
from restride.gait.steady import is_steady, steady_span
from restride.gait.turns import turns_of_bouts
from restride.recording.events import Contact, Step, Stride, Turn, Walk, WalkingBout
from restride.recording.pieces import Piece
from restride.terms import ContactKind, EventSource, Side

_SIDES: dict[int, Side | None] = {code: side for side, code in SIDE_CODES.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BackStretch:
    """What was found between two gaps."""

    #: Seconds from the start of the recording to the first sample; all columns count from there.
    start_s: float
    steps: Steps
    strides: Strides
    turns: tuple[Turn, ...]


def walk_of(
    stretches: Sequence[BackStretch],
    *,
    pieces: Sequence[Piece],
    recording_end_s: float,
    length_factor_ratio: float,
    rules: BoutRules,
    edges: EdgeSettings | None = None,
    least_likeness: float = -1.0,
) -> Walk:
    """Join what was found in all stretches to one walk.

    Parameters
    ----------
    length_factor_ratio
        The person's own factor; 1 without one.
    least_likeness
        How alike the steps of a bout must be, as a correlation.
    """
    gaps_s = np.array(
        [(before.end_s, after.start_s) for before, after in pairwise(pieces)]
    ).reshape(-1, 2)
    kept = [
        _kept_bouts(
            stretch,
            length_factor_ratio,
            gaps_s=gaps_s,
            recording_end_s=recording_end_s,
            rules=rules,
            edges=edges,
            least_likeness=least_likeness,
        )
        for stretch in stretches
    ]
    all_turns = tuple(turn for stretch in stretches for turn in stretch.turns)
    turns = turns_of_bouts(all_turns, [bout for of_stretch in kept for bout in of_stretch])
    bouts: list[WalkingBout] = []
    for stretch, joined in zip(stretches, kept, strict=True):
        if joined:
            things = _things(stretch, joined, turns, length_factor_ratio)
            bouts.extend(_bout(each, stretch, things) for each in joined)
    return Walk(
        bouts=tuple(bouts),
        turns=turns,
        no_walking_reason=None if bouts else _why_none(stretches, rules),
    )


def _kept_bouts(
    stretch: BackStretch,
    length_factor_ratio: float,
    *,
    gaps_s: FloatArray,
    recording_end_s: float,
    rules: BoutRules,
    edges: EdgeSettings | None,
    least_likeness: float,
) -> list[JoinedBout]:
    """Join the strides of one stretch, take the edges off and keep what is walking."""
    strides, steps = stretch.strides, stretch.steps
    joined = join_into_bouts(
        strides.start_s + stretch.start_s,
        strides.end_s + stretch.start_s,
        length_m=strides.length_m * length_factor_ratio,
        sides=strides.side,
        gaps_s=gaps_s,
        recording_end_s=recording_end_s,
        rules=rules,
    )
    trimmed = (
        without_edge_steps(
            each, strides, steps=steps, start_s=stretch.start_s, rules=rules, settings=edges
        )
        for each in joined
    )
    return [
        each
        for each in trimmed
        if keeps_rhythm(each, strides, steps=steps, settings=edges)
        and steps.likeness.of_bout(*_first_and_last(each, stretch)) >= least_likeness
    ]


@dataclass(frozen=True, slots=True)
class _Things:
    contacts: list[Contact]
    lifts: list[Contact | None]
    steps: list[Step]
    strides: list[Stride]


def _things(
    stretch: BackStretch,
    joined: Sequence[JoinedBout],
    turns: Sequence[Turn],
    length_factor_ratio: float,
) -> _Things:
    steps = stretch.steps
    stride_is_steady, step_is_steady = _are_steady(stretch, joined, turns)
    contacts = initial_contacts_of(stretch)
    contacts_s = [contact.time_s for contact in contacts]
    sides = [contact.side for contact in contacts]
    lengths_m = _known(steps.step_length_m * length_factor_ratio)
    return _Things(
        contacts=contacts,
        lifts=_lifts(stretch, contacts),
        steps=[
            Step(side=side, start_s=start_s, end_s=end_s, length_m=length_m, is_steady=is_steady)
            for side, start_s, end_s, length_m, is_steady in zip(
                sides[1:],
                contacts_s[:-1],
                contacts_s[1:],
                lengths_m,
                step_is_steady.tolist(),
                strict=True,
            )
        ],
        strides=_strides(stretch, length_factor_ratio, stride_is_steady),
    )


def _are_steady(
    stretch: BackStretch, joined: Sequence[JoinedBout], turns: Sequence[Turn]
) -> tuple[BoolArray, BoolArray]:
    """Tell which strides and steps of the bouts are steady, before they become things."""
    contacts_s = stretch.steps.contacts_s + stretch.start_s
    stride_spans_s = np.tile([np.inf, -np.inf], (len(stretch.strides.first), 1))
    step_spans_s = np.tile([np.inf, -np.inf], (len(contacts_s) - 1, 1))
    for bout in joined:
        first, last = _first_and_last(bout, stretch)
        span_s = steady_span(contacts_s[first : last + 1])
        stride_spans_s[bout.stride_indices] = span_s
        step_spans_s[first:last] = span_s
    starts_s = stretch.strides.start_s + stretch.start_s
    ends_s = stretch.strides.end_s + stretch.start_s
    return (
        is_steady(starts_s, ends_s, spans_s=stride_spans_s, turns=turns),
        is_steady(contacts_s[:-1], contacts_s[1:], spans_s=step_spans_s, turns=turns),
    )


def _first_and_last(bout: JoinedBout, stretch: BackStretch) -> tuple[int, int]:
    """Find the contacts that bound a bout, as positions in the stretch."""
    first = int(stretch.strides.first[bout.stride_indices[0]])
    return first, int(stretch.strides.first[bout.stride_indices[-1]]) + 2


def initial_contacts_of(stretch: BackStretch) -> list[Contact]:
    """List the initial contacts of a stretch, at times of the recording."""
    steps = stretch.steps
    contacts_s = (steps.contacts_s + stretch.start_s).tolist()
    sides = [_SIDES[code] for code in steps.sides.tolist()]
    sureness = (steps.confidence * steps.side_confidence).tolist()
    return [
        Contact(
            time_s=time_s,
            kind=ContactKind.INITIAL,
            side=side,
            source=EventSource.LOWER_BACK,
            confidence=confidence,
        )
        for time_s, side, confidence in zip(contacts_s, sides, sureness, strict=True)
    ]


def _lifts(stretch: BackStretch, contacts: Sequence[Contact]) -> list[Contact | None]:
    lifts_s = _known(stretch.steps.other_lift_s + stretch.start_s)
    return [
        None
        if lift_s is None
        else Contact(
            time_s=lift_s,
            kind=ContactKind.FINAL,
            side=None if contact.side is None else contact.side.other,
            source=EventSource.LOWER_BACK,
            # A final contact shows less sharply than the initial contact it is told from.
            confidence=0.7 * contact.confidence,
        )
        for lift_s, contact in zip(lifts_s, contacts, strict=True)
    ]


def _strides(
    stretch: BackStretch, length_factor_ratio: float, is_steady: BoolArray
) -> list[Stride]:
    columns, shift_s = stretch.strides, stretch.start_s
    forward, sideways, vertical = (_known(column) for column in columns.harmonic_ratio.T)
    roll, pitch, yaw = (_known(column) for column in columns.trunk_range_deg.T)
    fields: dict[str, Sequence[Any]] = {
        "side": [_SIDES[side] for side in columns.side.tolist()],
        "start_s": (columns.start_s + shift_s).tolist(),
        "final_contact_s": _known(columns.final_contact_s + shift_s),
        "end_s": (columns.end_s + shift_s).tolist(),
        "length_m": _known(columns.length_m * length_factor_ratio),
        "double_support_s": _known(columns.double_support_s),
        "single_support_s": _known(columns.single_support_s),
        "turn_deg": _known(columns.turn_deg),
        "harmonic_ratio_forward": forward,
        "harmonic_ratio_sideways": sideways,
        "harmonic_ratio_vertical": vertical,
        "trunk_roll_range_deg": roll,
        "trunk_pitch_range_deg": pitch,
        "trunk_yaw_range_deg": yaw,
        "is_steady": is_steady.tolist(),
    }
    names = tuple(fields)
    rows = zip(*fields.values(), strict=True)
    return [Stride(**dict(zip(names, row, strict=True))) for row in rows]


def _known(values: FloatArray) -> list[float | None]:
    """List the values, None for the missing ones."""
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124


def _bout(joined: JoinedBout, stretch: BackStretch, things: _Things) -> WalkingBout:
    first, last = _first_and_last(joined, stretch)
    lifts = [lift for lift in things.lifts[first:last] if lift is not None]
    return WalkingBout(
        start_s=joined.start_s,
        end_s=joined.end_s,
        end_reason=joined.end_reason,
        initial_contacts=tuple(things.contacts[first : last + 1]),
        final_contacts=tuple(lifts),
        strides=tuple(things.strides[index] for index in joined.stride_indices.tolist()),
        steps=tuple(step for step in things.steps[first:last] if step.length_m is not None),
    )


def _why_none(stretches: Sequence[BackStretch], rules: BoutRules) -> str:
    contacts_count = sum(len(stretch.steps.contacts_s) for stretch in stretches)
    strides_count = sum(len(stretch.strides.start_s) for stretch in stretches)
    if not contacts_count:
        return (
            "Walking lets the trunk rise and sink with every step; here it nowhere moved like "
            "that. The person sat or stood still, or the sensor was not worn."
        )
    return (
        f"A walking bout needs at least {rules.fewest_strides_count} strides without a break of "
        f"more than {rules.longest_break_s:g} s; {contacts_count} movements like a step and "
        f"{strides_count} strides were found, and no stretch of them keeps the rules with steps "
        "that resemble each other."
    )
