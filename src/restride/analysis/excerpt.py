"""The part of a long recording that is worth drawing: its longest walk."""

from collections.abc import Iterable
from typing import Final

from restride.analysis.analysis import WalkAnalysis
from restride.analysis.following import follow_on
from restride.analysis.places import with_assumed_place
from restride.errors import MissingChannel
from restride.recording.recording import Recording

#: Shown before and after the walk. House choice.
_AROUND_S: Final = 10.0
#: Shown where nobody walks. House choice.
_WITHOUT_WALK_S: Final = 60.0


def excerpt_of(blocks: Iterable[Recording], *, analysis: WalkAnalysis) -> Recording:
    """Go through the blocks of a recording once more, and keep those around its longest bout."""
    start_s, end_s = _limits_s(analysis)
    kept: Recording | None = None
    for block in blocks:
        part = with_assumed_place(block).between(start_s, end_s)
        if any(sensor.clock.samples_count for sensor in part.sensors):
            kept = part if kept is None else follow_on(kept, part)
        elif kept is not None:
            break
    if kept is None:
        raise MissingChannel(
            f"The signal from {start_s:.0f} to {end_s:.0f} s is needed for the drawing, and no "
            "block holds it. Read the file from its start again."
        )
    return kept


def _limits_s(analysis: WalkAnalysis) -> tuple[float, float]:
    bouts = analysis.walk.bouts
    if not bouts:
        start_s = min((sensor.start_s for sensor in analysis.recording.sensors), default=0.0)
        return start_s, start_s + _WITHOUT_WALK_S
    longest = max(bouts, key=lambda bout: bout.duration_s)
    return longest.start_s - _AROUND_S, longest.end_s + _AROUND_S
