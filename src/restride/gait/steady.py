"""Steady walking: away from the first and the last steps of a bout, and from turns.

Source: House choice: docs/decisions/0005-uncertainty.md. Walkways commonly leave out two to three
steps at either end, because a walker speeds up and slows down there [lindemann2008].
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.events import Step, Stride, Turn, Walk, WalkingBout

_Part = TypeVar("_Part", Stride, Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadySettings:
    """What is left out of steady walking."""

    #: Steps at either end of a bout. House choice: docs/decisions/0005-uncertainty.md
    left_out_steps_count: int = 2


def mark_steady(walk: Walk, *, settings: SteadySettings | None = None) -> Walk:
    """Mark the strides and steps of a walk that are not steady; the others keep their mark."""
    settings = settings or SteadySettings()
    spans_s = np.array([_span(bout, settings.left_out_steps_count) for bout in walk.bouts])
    strides = _marked([bout.strides for bout in walk.bouts], spans_s, walk.turns)
    steps = _marked([bout.steps for bout in walk.bouts], spans_s, walk.turns)
    return replace(
        walk,
        bouts=tuple(
            replace(bout, strides=own_strides, steps=own_steps)
            for bout, own_strides, own_steps in zip(walk.bouts, strides, steps, strict=True)
        ),
    )


def is_steady(
    start_s: FloatArray, end_s: FloatArray, *, spans_s: FloatArray, turns: Sequence[Turn] = ()
) -> BoolArray:
    """Tell which strides, or steps, are steady.

    Parameters
    ----------
    start_s, end_s : (n_strides,)
        The initial contacts that bound each.
    spans_s : (n_strides, 2)
        Start and end of the steady part of the bout that each belongs to.
    turns
        Whatever overlaps one of them is not steady.
    """
    steady = (np.round(start_s - spans_s[:, 0], 6) >= 0) & (np.round(spans_s[:, 1] - end_s, 6) >= 0)
    if not turns:
        return np.asarray(steady)
    times_s = np.array(sorted((turn.start_s, turn.end_s) for turn in turns))
    last = np.searchsorted(times_s[:, 0], end_s) - 1
    turned_until_s = np.maximum.accumulate(times_s[:, 1])[np.maximum(last, 0)]
    return np.asarray(steady & ((last < 0) | (turned_until_s <= start_s)))


def steady_span(
    contacts_s: FloatArray, *, settings: SteadySettings | None = None
) -> tuple[float, float]:
    """Find the contacts that bound the steady part of a bout; an empty span in a short one.

    Parameters
    ----------
    contacts_s : (n_contacts,)
        Initial contacts of the bout, in order.
    """
    left_out_count = (settings or SteadySettings()).left_out_steps_count
    if len(contacts_s) <= 2 * left_out_count:
        return np.inf, -np.inf
    return float(contacts_s[left_out_count]), float(contacts_s[-1 - left_out_count])


def _span(bout: WalkingBout, left_out_count: int) -> tuple[float, float]:
    """Find the contacts that bound the steady part; an empty span where there are too few."""
    contacts_s = sorted(
        {contact.time_s for contact in bout.initial_contacts}
        or {time_s for stride in bout.strides for time_s in (stride.start_s, stride.end_s)}
    )
    if len(contacts_s) <= 2 * left_out_count:
        return np.inf, -np.inf
    return contacts_s[left_out_count], contacts_s[-1 - left_out_count]


def _marked(
    parts: Sequence[tuple[_Part, ...]], spans_s: FloatArray, turns: Sequence[Turn]
) -> list[tuple[_Part, ...]]:
    times_s = np.array([(part.start_s, part.end_s) for own in parts for part in own])
    times_s = times_s.reshape(-1, 2)
    spans_s = np.repeat(spans_s.reshape(-1, 2), [len(own) for own in parts], axis=0)
    steady = iter(is_steady(times_s[:, 0], times_s[:, 1], spans_s=spans_s, turns=turns).tolist())
    return [
        tuple(
            part if keeps or not part.is_steady else replace(part, is_steady=False)
            for part, keeps in zip(own, islice(steady, len(own)), strict=True)
        )
        for own in parts
    ]
