"""Which stretches of the signal are shown large.

A short recording is shown whole. Of a longer one a few stretches stand for the rest, chosen by a
rule that the page states, never by how they look.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from restride.recording.events import Walk, WalkingBout

#: Seconds in a row: at 7 inches across, a step is about as wide as a thumb nail.
_ROW_S: Final = 10.0
_ROWS_COUNT: Final = 4
#: A row takes this much more rather than leave a scrap for the next one.
_STRETCHED_ROW_S: Final = 11.0
#: Shown before the first contact of a bout, so that its beginning can be judged.
_LEAD_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the recording, with the letter that the time line knows it by."""

    letter: str
    start_s: float
    end_s: float
    #: Why it is shown.
    what: str


def is_shown_whole(*, start_s: float, end_s: float) -> bool:
    """Tell whether the rows have room for the whole recording."""
    return _rows_needed(end_s - start_s) <= _ROWS_COUNT


def row_length_s(*, start_s: float, end_s: float) -> float:
    """Tell how many seconds a row spans."""
    whole_s = end_s - start_s
    if not is_shown_whole(start_s=start_s, end_s=end_s):
        return _ROW_S
    return max(_ROW_S, whole_s / _rows_needed(whole_s))


def _rows_needed(whole_s: float) -> int:
    return max(1, ceil(whole_s / _STRETCHED_ROW_S - 1e-9))


def shown_stretches(walk: Walk, *, start_s: float, end_s: float) -> tuple[Stretch, ...]:
    """Choose what is shown large of a recording that lasts from start to end."""
    row_s = row_length_s(start_s=start_s, end_s=end_s)
    if is_shown_whole(start_s=start_s, end_s=end_s):
        rows = _rows_needed(end_s - start_s)
        chosen = [(start_s + row * row_s, "") for row in range(rows)]
    elif walk.bouts:
        last_s = end_s - row_s
        chosen = [(min(max(floor(at_s), start_s), last_s), what) for at_s, what in _telling(walk)]
    else:
        spacing_s = (end_s - start_s - row_s) / (_ROWS_COUNT - 1)
        chosen = [(start_s + row * spacing_s, "evenly spaced") for row in range(_ROWS_COUNT)]
    return tuple(
        Stretch(letter="ABCD"[index], start_s=at_s, end_s=at_s + row_s, what=what)
        for index, (at_s, what) in enumerate(sorted(chosen))
    )


def _telling(walk: Walk) -> list[tuple[float, str]]:
    """Wish for these stretches in this order, and leave out what would overlap."""
    by_length = sorted(walk.bouts, key=lambda bout: (-bout.duration_s, bout.start_s))
    longest, median = by_length[0], by_length[len(by_length) // 2]
    wished = [(longest.start_s - _LEAD_S, "start of the longest bout")]
    turn = max(walk.turns, key=lambda each: (abs(each.angle_deg), -each.start_s), default=None)
    if turn is not None:
        wished.append(((turn.start_s + turn.end_s - _ROW_S) / 2, "largest turn"))
    wished += [
        (_middle_s(longest), "middle of the longest bout"),
        (_middle_s(median), "middle of a bout of median length"),
        (longest.end_s - _ROW_S + _LEAD_S, "end of the longest bout"),
        (walk.bouts[-1].end_s - _ROW_S + _LEAD_S, "end of the last bout"),
        *((bout.start_s - _LEAD_S, "start of another long bout") for bout in by_length[1:9]),
    ]
    chosen: list[tuple[float, str]] = []
    for at_s, what in wished:
        is_apart = all(abs(at_s - other_s) >= _ROW_S for other_s, _ in chosen)
        if is_apart and len(chosen) < _ROWS_COUNT:
            chosen.append((at_s, what))
    return chosen


def _middle_s(bout: WalkingBout) -> float:
    return max((bout.start_s + bout.end_s - _ROW_S) / 2, bout.start_s - _LEAD_S)
