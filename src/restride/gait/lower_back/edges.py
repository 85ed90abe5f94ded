"""Where a bout really begins and ends: the step that only sets off or closes is no walking step.

A person who stops brings the second foot beside the first, half a step, and may stand long before
it; the same as they set off. Such edge steps are taken off a bout, stride by stride.
"""

import math
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from restride.arrays import BoolArray
from restride.gait.bouts import BoutRules, JoinedBout
from restride.gait.lower_back.steps import Steps, Strides


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSettings:
    """What an edge step looks like. House choices: docs/decisions/0010-lower-back-contacts.md."""

    #: A closing step goes half as far as the others.
    shortest_step_ratio: float = 0.45
    #: A wait before a step, against the usual step of the bout.
    longest_step_ratio: float = 1.5
    #: A bout of fewer strides must keep its rhythm: its steps vary by no more than this share.
    short_bout_strides_count: int = 6
    most_variation_ratio: float = 0.25


def without_edge_steps(
    joined: JoinedBout,
    strides: Strides,
    *,
    steps: Steps,
    start_s: float,
    rules: BoutRules,
    settings: EdgeSettings | None = None,
) -> JoinedBout:
    """Take edge steps off a bout; a bout that would then be none is left as it is.

    Parameters
    ----------
    start_s
        Seconds from the start of the recording to the time that columns count from.
    """
    settings = settings or EdgeSettings()
    first = int(strides.first[joined.stride_indices[0]])
    last = int(strides.first[joined.stride_indices[-1]]) + 2
    keeps = _is_walking_step(steps, first, last, settings)
    inside = np.flatnonzero(keeps)
    if not len(inside) or keeps[[0, -1]].all():
        return joined
    new_first, new_last = first + int(inside[0]), first + int(inside[-1]) + 1
    begins = strides.first[joined.stride_indices]
    kept = joined.stride_indices[(begins >= new_first) & (begins + 2 <= new_last)]
    if len(kept) < rules.fewest_strides_count:
        return joined
    new_first = int(strides.first[kept[0]])
    new_last = int(strides.first[kept[-1]]) + 2
    return replace(
        joined,
        stride_indices=kept,
        start_s=float(steps.contacts_s[new_first]) + start_s,
        end_s=float(steps.contacts_s[new_last]) + start_s,
    )


def keeps_rhythm(
    joined: JoinedBout, strides: Strides, *, steps: Steps, settings: EdgeSettings | None = None
) -> bool:
    """Tell whether a bout is walking rather than a few steps here and there."""
    settings = settings or EdgeSettings()
    if len(joined.stride_indices) >= settings.short_bout_strides_count:
        return True
    first = int(strides.first[joined.stride_indices[0]])
    last = int(strides.first[joined.stride_indices[-1]]) + 2
    step_s = np.diff(steps.contacts_s[first : last + 1]).tolist()
    mean_s = sum(step_s) / len(step_s)
    squares = sum((each_s - mean_s) ** 2 for each_s in step_s)
    return bool(math.sqrt(squares / len(step_s)) <= settings.most_variation_ratio * mean_s)


def _is_walking_step(steps: Steps, first: int, last: int, settings: EdgeSettings) -> BoolArray:
    step_s = np.diff(steps.contacts_s[first : last + 1])
    length_m = steps.step_length_m[first:last]
    # A bout is mostly short, and numpy's medians are made for long arrays.
    usual_s = median(step_s.tolist())
    usual_m = median([length for length in length_m.tolist() if length == length] or [0.0])  # noqa: PLR0124
    is_long_enough = ~(length_m < settings.shortest_step_ratio * usual_m)
    return np.asarray(is_long_enough & (step_s <= settings.longest_step_ratio * usual_s))
