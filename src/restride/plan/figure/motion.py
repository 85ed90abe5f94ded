"""The frames between the poses of an exercise."""

from collections.abc import Sequence
from typing import Final

from restride.plan.figure.content import Figure
from restride.plan.figure.pose import Pose, blend
from restride.plan.figure.skeleton import Skeleton, skeleton_of

#: Frames of a whole way, at least; between them points go straight. House choice:
#: docs/decisions/0130-our-own-figures.md.
_FRAMES_COUNT: Final = 6


def frames_of(poses: Sequence[Pose]) -> list[Skeleton]:
    """Solve the poses and some between them, first and last included."""
    solved = [skeleton_of(pose) for pose in poses]
    each_count = max(_FRAMES_COUNT // max(len(poses) - 1, 1), 2)
    frames = [solved[0]]
    for first, second in zip(solved[:-1], solved[1:], strict=True):
        shares = [number / each_count for number in range(1, each_count)]
        frames += [skeleton_of(blend(first.pose, second.pose, share=share)) for share in shares]
        frames.append(second)
    return frames


def there_and_back(figure: Figure) -> tuple[list[Skeleton], list[float]]:
    """Give the frames of a whole round, and when each is reached, as shares of the round.

    Start and end are held a moment, unless the movement goes on and on, as walking does.
    """
    there = frames_of(figure.way)
    if figure.way_back:
        frames = [*there, *frames_of(figure.way_back)[1:]]
        return frames, [number / (len(frames) - 1) for number in range(len(frames))]
    steps = len(there) - 1
    going = [0.1 + 0.36 * number / steps for number in range(steps + 1)]
    coming = [0.6 + 0.4 * number / steps for number in range(steps + 1)]
    return [there[0], *there, *there[::-1]], [0.0, *going, *coming]
