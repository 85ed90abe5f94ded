"""The frames between the poses of an exercise."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from restride.plan.figure.pose import Pose, blend
from restride.plan.figure.skeleton import Skeleton, skeleton_of

#: Frames of a whole way, at least; between them points go straight. House choice:
#: docs/decisions/0130-our-own-figures.md.
_FRAMES_COUNT: Final = 4


def frames_of(poses: Sequence[Pose]) -> list[Skeleton]:
    """Solve the poses and some between them, first and last included."""
    solved = [skeleton_of(pose) for pose in poses]
    each_count = max(_FRAMES_COUNT // max(len(poses) - 1, 1), 2)
    frames = [solved[0]]
    for first, second in pairwise(solved):
        shares = [number / each_count for number in range(1, each_count)]
        frames += [skeleton_of(blend(first.pose, second.pose, share=share)) for share in shares]
        frames.append(second)
    return frames


def times_of_round(there_count: int, back_count: int) -> list[float]:
    """Tell when each frame of a round is reached, as shares of the round.

    Start and end are held a moment, unless the movement goes on and on by a way back of its own,
    as walking does.
    """
    if back_count:
        last = there_count + back_count - 2
        return [number / last for number in range(last + 1)]
    steps = there_count - 1
    going = [0.1 + 0.36 * number / steps for number in range(steps + 1)]
    coming = [0.6 + 0.4 * number / steps for number in range(steps + 1)]
    return [0.0, *going, *coming]
