"""The phases of the timed up and go as bars; what overlaps is drawn as overlap."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from restride.recording.movements import Phase, UpAndGo
from restride.report import drawing
from restride.report.tasks.lanes import Strip
from restride.terms import PhaseKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PHASE_IN_WORDS: Final[dict[PhaseKind, str]] = {
    PhaseKind.RISE: "Rise",
    PhaseKind.WALK_OUT: "Walk out",
    PhaseKind.TURN: "Turn",
    PhaseKind.WALK_BACK: "Walk back",
    PhaseKind.TURN_TO_SIT: "Turn to sit",
    PhaseKind.SIT: "Sit down",
}
#: Told apart in grey too: chair, walking, turning.
_FACE: Final[dict[PhaseKind, tuple[str, str | None]]] = {
    PhaseKind.RISE: ("#4a5568", None),
    PhaseKind.WALK_OUT: ("#c3cbd6", None),
    PhaseKind.TURN: ("#ffffff", "////"),
    PhaseKind.WALK_BACK: ("#c3cbd6", None),
    PhaseKind.TURN_TO_SIT: ("#ffffff", "////"),
    PhaseKind.SIT: ("#4a5568", None),
}
_HEIGHT_IN: Final = 1.12
#: Heights of the rows of bars, and of the words above and below them.
_UPPER, _LOWER, _BAR = 1.7, 0.72, 0.8
#: Part of the width that a sign of the words takes, on a phone too.
_SIGN_SHARE: Final = 0.0145


def phase_strip(up_and_go: UpAndGo) -> Strip:
    """Draw the phases in one row, and sitting down in a row below, so that overlap shows."""

    def draw(axes: "Axes") -> None:
        axes.set_ylim(0, 3.75)
        for number, phase in enumerate(up_and_go.phases, start=1):
            _draw_phase(axes, phase, number=number)
        _name_phases(axes, up_and_go.phases[:-1])
        _name_sitting(axes, up_and_go.phases[-1])
        _draw_overlap(axes, up_and_go.phases)

    return Strip(height_in=_HEIGHT_IN, draw=draw)


def _row_of(phase: Phase) -> float:
    return _LOWER if phase.kind is PhaseKind.SIT else _UPPER


def _draw_phase(axes: "Axes", phase: Phase, *, number: int) -> None:
    face, hatch = _FACE[phase.kind]
    row = _row_of(phase)
    axes.broken_barh(
        [(phase.start_s, phase.duration_s)],
        (row, _BAR),
        facecolor=face,
        edgecolor=drawing.INK,
        hatch=hatch,
        linewidth=0.7,
        zorder=3,
        clip_on=False,
    )
    middle_s = (phase.start_s + phase.end_s) / 2
    axes.text(
        middle_s,
        row + _BAR / 2,
        str(number),
        ha="center",
        va="center",
        fontsize=8.5,
        fontweight="bold",
        color="white" if face == "#4a5568" else drawing.INK,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2} if hatch else None,
        zorder=4,
    )


def _name_phases(axes: "Axes", phases: Sequence[Phase]) -> None:
    """Write name and time above a bar where there is room; the number and the table say it too."""
    start_s, end_s = axes.get_xlim()
    last_s = -float("inf")
    for phase in phases:
        name, time = PHASE_IN_WORDS[phase.kind], f"{phase.duration_s:.1f} s"
        middle_s = (phase.start_s + phase.end_s) / 2
        half_s = max(len(name), len(time)) * _SIGN_SHARE * (end_s - start_s) / 2
        if middle_s - half_s < last_s:
            continue
        last_s = middle_s + half_s
        axes.text(
            middle_s,
            _UPPER + _BAR + 0.1,
            f"{name}\n{time}",
            ha="center",
            va="bottom",
            fontsize=8,
            linespacing=1.05,
        )


def _name_sitting(axes: "Axes", phase: Phase) -> None:
    axes.text(
        phase.end_s,
        _LOWER - 0.08,
        f"{PHASE_IN_WORDS[phase.kind]} {phase.duration_s:.1f} s",
        ha="right",
        va="top",
        fontsize=8,
    )


def _draw_overlap(axes: "Axes", phases: Sequence[Phase]) -> None:
    turn, sit = phases[-2], phases[-1]
    first_s, last_s = max(turn.start_s, sit.start_s), min(turn.end_s, sit.end_s)
    if last_s <= first_s:
        return
    foot, top = _LOWER, _UPPER + _BAR
    axes.vlines(
        (first_s, last_s), foot, top, color=drawing.INK, linewidth=1.0, linestyle=":", zorder=5
    )
    axes.annotate(
        f"{last_s - first_s:.1f} s together",
        (first_s, _LOWER + _BAR / 2),
        (-4, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=8,
    )


def phases_in_words(up_and_go: UpAndGo) -> str:
    """Say in words what the bars show."""
    said = [
        f"{PHASE_IN_WORDS[phase.kind].lower()} from {phase.start_s:.1f} s for "
        f"{phase.duration_s:.1f} s"
        for phase in up_and_go.phases
    ]
    return "; ".join(said) + (
        f". Turning to sit and sitting down run together for {up_and_go.overlap_s:.1f} s."
    )
