"""What each measure of quiet standing means, one row each: report and files follow from them."""

from typing import Final

from restride.balance.path_definitions import AREA_ROWS, CORE_ROWS, PATH_ROWS
from restride.balance.pattern_definitions import BOUNDARY_ROWS, DIFFUSION_ROWS, ENTROPY_ROWS
from restride.balance.spectrum_definitions import PIECES_ROWS, TAPERS_ROWS
from restride.measure import MeasureDefinition

__all__ = ["BALANCE_MEASURES", "CORE_ROWS"]

#: Every measure of quiet standing on a plate, by its key, in the order people read them.
BALANCE_MEASURES: Final[dict[str, MeasureDefinition]] = {
    each.key: each
    for rows in (
        CORE_ROWS,
        PATH_ROWS,
        AREA_ROWS,
        PIECES_ROWS,
        TAPERS_ROWS,
        DIFFUSION_ROWS,
        ENTROPY_ROWS,
        BOUNDARY_ROWS,
    )
    for each in rows
}
