"""Short Physical Performance Battery: points of stances, walk and chair stands.

Source: Guralnik et al. 1994 [guralnik1994]; cut points as read in [sppb_table2008] and
[sppb_norm_4m], the boundary of 6.20 s from memory.
"""

import re
from typing import Final

from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.clinical.scoring.stances import HELD_S, stage_times
from restride.errors import ContentError

_STAGES: Final = ("feet_together_s", "semi_tandem_s", "tandem_s")
#: The only course these cut points are for. [sppb_norm_4m]
_COURSE_M: Final = 4.0
#: Slowest time for 4, 3 and 2 points of the 4 m walk; slower has 1. [sppb_norm_4m]
_WALK_UP_TO_S: Final = ((4.81, 4), (6.20, 3), (8.70, 2))
#: Slowest time for 4, 3, 2 and 1 points of five chair stands; slower has 0. [sppb_table2008]
_CHAIR_UP_TO_S: Final = ((11.19, 4), (13.69, 3), (16.69, 2), (60.0, 1))
#: Shortest tandem stance that has a point. [sppb_table2008]
_TANDEM_POINT_S: Final = 3.0
#: A length in the words of a protocol: "4 m", "4-metre", "4 meters", not "43 cm" or "4 min".
_LENGTH: Final = re.compile(r"(\d+(?:[.,]\d+)?)[ -]?m(?:et(?:re|er)s?)?(?![a-z])", re.IGNORECASE)


def sppb(entry: Entry, instrument: Instrument) -> Scored:
    """Score the three parts, and the total where all three were tested.

    Raises
    ------
    ContentError
        The course is not 4 m, or entries contradict each other.
    """
    _refuse_other_course(entry)
    parts = {
        "balance_points": _balance_points(entry, instrument),
        "walk_points": _timed_points(
            entry, "walk_4m_s", unable="walk_unable", up_to=_WALK_UP_TO_S, slowest=1
        ),
        "chair_points": _timed_points(
            entry, "chair_5_s", unable="chair_unable", up_to=_CHAIR_UP_TO_S, slowest=0
        ),
    }
    missing = [name for name, points in parts.items() if points is None]
    total = None if missing else float(sum(points or 0 for points in parts.values()))
    note = f"no total: {', '.join(missing)} not tested" if missing else None
    return Scored(
        scores=(
            ScoreValue(score="total_points", value=total, origin=COMPUTED, note=note),
            *(
                ScoreValue(
                    score=name,
                    value=None if points is None else float(points),
                    origin=COMPUTED,
                    note="not tested" if points is None else None,
                )
                for name, points in parts.items()
            ),
        )
    )


def _refuse_other_course(entry: Entry) -> None:
    protocol = entry.circumstances.protocol or ""
    lengths_m = {float(each.replace(",", ".")) for each in _LENGTH.findall(protocol)}
    if lengths_m != {_COURSE_M}:
        raise ContentError(
            f"sppb, circumstances, protocol: a walk of {_COURSE_M:g} m is needed, such as '4 m "
            f"course', and there is {protocol!r}. The points of other courses differ: walk "
            f"{_COURSE_M:g} m, or enter finished points with the course in the reason."
        )


def _balance_points(entry: Entry, instrument: Instrument) -> int | None:
    together_s, semi_s, tandem_s = stage_times(entry, instrument, stages=_STAGES)
    if together_s is None:
        return None
    if together_s < HELD_S:
        return 0
    if semi_s is None:
        return None
    if semi_s < HELD_S:
        return 1
    if tandem_s is None:
        return None
    return 2 + (tandem_s >= _TANDEM_POINT_S) + (tandem_s >= HELD_S)


def _timed_points(
    entry: Entry,
    item_id: str,
    *,
    unable: str,
    up_to: tuple[tuple[float, int], ...],
    slowest: int,
) -> int | None:
    tries = entry.tries(item_id)
    if entry.item(unable) == 1:
        if tries:
            raise ContentError(
                f"sppb: {unable} is 1, and {item_id} has a time. Keep the one that is right."
            )
        return 0
    if not tries:
        return None
    time_s = round(min(tries), 2)
    return next((points for limit_s, points in up_to if time_s <= limit_s), slowest)
