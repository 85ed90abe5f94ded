"""Leans towards targets as a picture from above: what was reached, beside what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from markupsafe import Markup

from restride.balance.limits import Lean, unit_vector
from restride.report import drawing
from restride.terms import LeanDirection

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE_IN: Final = 3.7
#: Rings, in shares of the target.
_RINGS: Final = (0.25, 0.5, 0.75, 1.0)
#: From the middle to the edge of the picture, targets being at one.
_REACH_SHARE: Final = 1.42
_DIRECTION_IN_WORDS: Final = {
    each: each.replace("backward", "back").replace("-", "\n") for each in LeanDirection
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far one lean went, in shares of its target; None where nobody moved."""

    direction: LeanDirection
    endpoint_share: float | None
    maximum_share: float | None


def reached_of(leans: Sequence[Lean]) -> tuple[Reached, ...]:
    """Read off each lean how far it went."""
    return tuple(
        Reached(
            direction=lean.direction,
            endpoint_share=_value(lean, "endpoint_excursion_share"),
            maximum_share=_value(lean, "maximum_excursion_share"),
        )
        for lean in leans
    )


def _value(lean: Lean, key: str) -> float | None:
    return next((m.value for m in lean.measures if m.definition.key == key), None)


def limits_drawing(leans: Sequence[Lean]) -> Markup:
    """Draw every direction as a spoke: target at the ring, endpoint as a bar, maximum as a mark."""
    reached = reached_of(leans)
    figure = drawing.new_figure(width_in=_SIZE_IN, height_in=_SIZE_IN)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_aspect("equal")
    furthest = max((each.maximum_share or 0.0 for each in reached), default=1.0)
    reach = max(_REACH_SHARE, furthest + 0.3)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)
    _draw_rings(axes)
    for each in reached:
        _draw_lean(axes, each)
    for direction in LeanDirection:
        _name(axes, direction, is_done=any(each.direction is direction for each in reached))
    return drawing.inline_svg(
        figure,
        name="limits",
        title="How far each lean went",
        description="; ".join(_said(each) for each in reached) or "No lean.",
    )


def _draw_rings(axes: "Axes") -> None:
    turn = np.linspace(0, 2 * np.pi, 121)
    for share in _RINGS:
        is_target = share == 1
        axes.plot(
            share * np.sin(turn),
            share * np.cos(turn),
            color=drawing.INK if is_target else drawing.GRID,
            linewidth=1.2 if is_target else 0.6,
            zorder=1,
        )
        axes.text(
            0.02,
            share + 0.01,
            f"{100 * share:.0f} %",
            fontsize=6.5,
            color=drawing.FAINT,
            va="bottom",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.75},
        )


def _draw_lean(axes: "Axes", each: Reached) -> None:
    forward, right = unit_vector(each.direction)
    axes.plot((0, right), (0, forward), color=drawing.GRID, linewidth=0.6, zorder=1)
    axes.plot(right, forward, "s", color="white", markeredgecolor=drawing.INK, markersize=7)
    if each.endpoint_share is not None:
        far = max(0.0, each.endpoint_share)
        axes.plot(
            (0, far * right),
            (0, far * forward),
            color="#4a5568",
            linewidth=6,
            solid_capstyle="butt",
            zorder=2,
        )
    if each.maximum_share is not None:
        far = each.maximum_share
        axes.plot(
            far * right, far * forward, "D", color="#0b5394", markersize=5.5, zorder=4,
            markeredgecolor="white",
        )  # fmt: skip


def _name(axes: "Axes", direction: LeanDirection, *, is_done: bool) -> None:
    forward, right = unit_vector(direction)
    words = _DIRECTION_IN_WORDS[direction]
    axes.text(
        1.22 * right,
        1.2 * forward,
        words if is_done else f"{words}\n(not done)",
        ha="center",
        va="center",
        fontsize=8,
        color=drawing.INK if is_done else drawing.FAINT,
        linespacing=1.0,
    )


def _said(each: Reached) -> str:
    words = each.direction.replace("-", " ")
    if each.maximum_share is None:
        return f"{words}: no movement"
    first = "" if each.endpoint_share is None else f"first {100 * each.endpoint_share:.0f} %, "
    return f"{words}: {first}at most {100 * each.maximum_share:.0f} % of the target"
