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
#: Rows the page has room for: of one sensor, of two.
_ROWS_COUNT: Final = (4, 3)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """All stretches that are shown, in order of time."""

    rows: tuple[Stretch, ...]
    #: Seconds that each of them spans.
    row_s: float
    #: Whether nothing of the recording is left out.
    is_whole: bool


def shown_stretches(
    walk: Walk, *, start_s: float, end_s: float, sensors_count: int = 1
) -> Stretches:
    """Choose what is shown large of a recording that lasts from start to end."""
    whole_s = end_s - start_s
    rows_needed = max(1, ceil(whole_s / _STRETCHED_ROW_S - 1e-9))
    rows_count = _ROWS_COUNT[0] if sensors_count < 2 else _ROWS_COUNT[1]
    is_whole = rows_needed <= rows_count
    row_s = max(_ROW_S, whole_s / rows_needed) if is_whole else _ROW_S
    if is_whole:
        chosen = [(start_s + row * row_s, "") for row in range(rows_needed)]
    elif walk.bouts:
        telling = _telling(walk, rows_count=rows_count)
        last_s = end_s - row_s
        chosen = [(min(max(floor(at_s), start_s), last_s), what) for at_s, what in telling]
    else:
        spacing_s = (whole_s - row_s) / (rows_count - 1)
        chosen = [(start_s + floor(row * spacing_s), "") for row in range(rows_count)]
    rows = tuple(
        Stretch(letter="ABCD"[index], start_s=at_s, end_s=at_s + row_s, what=what)
        for index, (at_s, what) in enumerate(sorted(chosen))
    )
    return Stretches(rows=rows, row_s=row_s, is_whole=is_whole)


def _telling(walk: Walk, *, rows_count: int) -> list[tuple[float, str]]:
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
        if is_apart and len(chosen) < rows_count:
            chosen.append((at_s, what))
    return chosen


def _middle_s(bout: WalkingBout) -> float:
    return max((bout.start_s + bout.end_s - _ROW_S) / 2, bout.start_s - _LEAD_S)
