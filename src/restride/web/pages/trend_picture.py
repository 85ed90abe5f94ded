"""A trend as a small picture: points over time, the band of error around the first, the target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from restride.records.queries.progress import Trend

WIDTH_PX: Final = 260
HEIGHT_PX: Final = 84
_EDGE_PX: Final = 10
_ONE_DAY_COUNT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A value in the picture."""

    x_px: float
    y_px: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPicture:
    """Where everything lies; None is not drawn."""

    dots: tuple[Dot, ...]
    line: str
    band_top_px: float | None
    band_height_px: float | None
    target_px: float | None


def picture_of(trend: Trend) -> TrendPicture | None:
    """Draw a trend; None where there is no number."""
    known = [each for each in trend.points if each.value is not None]
    if not known:
        return None
    first = known[0].tested_on
    span = max((known[-1].tested_on - first).days, _ONE_DAY_COUNT)
    values = [each.value for each in known if each.value is not None]
    low, high = _range(values, trend)

    def y_px(value: float) -> float:
        share = (value - low) / (high - low)
        return round(HEIGHT_PX - _EDGE_PX - share * (HEIGHT_PX - 2 * _EDGE_PX), 1)

    dots = tuple(
        Dot(
            x_px=round(
                _EDGE_PX + (each.tested_on - first).days / span * (WIDTH_PX - 2 * _EDGE_PX), 1
            ),
            y_px=y_px(value),
            words=f"{each.tested_on:%-d %b}: {value:g} {trend.unit}",
        )
        for each, value in zip(known, values, strict=True)
    )
    band = _band(trend, y_px)
    return TrendPicture(
        dots=dots,
        line=" ".join(f"{each.x_px},{each.y_px}" for each in dots),
        band_top_px=None if band is None else band[0],
        band_height_px=None if band is None else band[1],
        target_px=None if trend.target is None else y_px(trend.target),
    )


def _range(values: Sequence[float], trend: Trend) -> tuple[float, float]:
    more = (trend.baseline_low, trend.baseline_high, trend.target)
    every = [*values, *(each for each in more if each is not None)]
    low, high = min(every), max(every)
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def _band(trend: Trend, y_px: Callable[[float], float]) -> tuple[float, float] | None:
    if trend.baseline_low is None or trend.baseline_high is None:
        return None
    top = y_px(trend.baseline_high)
    return top, round(y_px(trend.baseline_low) - top, 1)
