"""Steady walking: away from the first and the last steps of a bout, and from turns.

Source: House choice: docs/decisions/0005-uncertainty.md. Walkways commonly leave out two to three
steps at either end, because a walker speeds up and slows down there [lindemann2008].
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    starts_s = np.array([turn.start_s for turn in walk.turns])
    ends_s = np.array([turn.end_s for turn in walk.turns])
    bouts = []
    for bout in walk.bouts:
        near = np.flatnonzero((starts_s < bout.end_s) & (ends_s > bout.start_s))
        bouts.append(_mark_bout(bout, [walk.turns[index] for index in near], settings))
    return replace(walk, bouts=tuple(bouts))


def is_steady(
    start_s: FloatArray,
    end_s: FloatArray,
    *,
    contacts_s: FloatArray,
    turns: Sequence[Turn] = (),
    settings: SteadySettings | None = None,
) -> BoolArray:
    """Tell which strides, or steps, of one bout are steady.

    Parameters
    ----------
    start_s, end_s : (n_strides,)
        The initial contacts that bound each.
    contacts_s : (n_contacts,)
        All initial contacts of the bout, sorted: both feet where both are seen.
    turns
        Whatever overlaps one of them is not steady.
    """
    settings = settings or SteadySettings()
    left_out = settings.left_out_steps_count
    if len(contacts_s) <= 2 * left_out:
        return np.zeros(len(start_s), dtype=np.bool_)
    first_s, last_s = contacts_s[left_out], contacts_s[-1 - left_out]
    steady = (np.round(start_s - first_s, 6) >= 0) & (np.round(last_s - end_s, 6) >= 0)
    for turn in turns:
        steady &= (end_s <= turn.start_s) | (start_s >= turn.end_s)
    return np.asarray(steady)


def _mark_bout(bout: WalkingBout, turns: Sequence[Turn], settings: SteadySettings) -> WalkingBout:
    contacts_s = {contact.time_s for contact in bout.initial_contacts} or {
        time_s for stride in bout.strides for time_s in (stride.start_s, stride.end_s)
    }
    sorted_s = np.array(sorted(contacts_s))
    return replace(
        bout,
        strides=_mark(bout.strides, sorted_s, turns, settings),
        steps=_mark(bout.steps, sorted_s, turns, settings),
    )


def _mark(
    parts: tuple[_Part, ...],
    contacts_s: FloatArray,
    turns: Sequence[Turn],
    settings: SteadySettings,
) -> tuple[_Part, ...]:
    start_s = np.array([part.start_s for part in parts])
    end_s = np.array([part.end_s for part in parts])
    steady = is_steady(start_s, end_s, contacts_s=contacts_s, turns=turns, settings=settings)
    return tuple(
        part if keeps or not part.is_steady else replace(part, is_steady=False)
        for part, keeps in zip(parts, steady.tolist(), strict=True)
    )
