"""The part of a sway path that can be measured: one whole stretch, never a bridged gap.

A centre of pressure is missing where nobody stands on the plate, or where the file holds no number.
A measure over a bridged gap would take the bridge for sway, so the longest stretch without a gap is
measured, and every number says so. See docs/decisions/0064-whole-stretches.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.balance.settings import StretchSettings
from restride.errors import SignalNotUsable, SignalTooShort

#: Two directions that agree better than this are one column twice. House choice: sway agrees to
#: 0.7 at the most in 60 public trials. docs/decisions/0064
_MOST_TOGETHER_RATIO: Final = 0.99999


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeStretch:
    """A stretch without a gap, [start, end) in samples of the recording."""

    start_samples: int
    end_samples: int
    #: Of the whole recording.
    recorded_samples: int
    sampling_rate_hz: float

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return (self.end_samples - self.start_samples) / self.sampling_rate_hz

    @property
    def is_all(self) -> bool:
        """Whether nothing of the recording is left out."""
        return self.end_samples - self.start_samples == self.recorded_samples

    @property
    def note(self) -> str | None:
        """Say what was left out; None where nothing was."""
        if self.is_all:
            return None
        start_s, end_s, recorded_s = (
            each / self.sampling_rate_hz
            for each in (self.start_samples, self.end_samples, self.recorded_samples)
        )
        return (
            f"From the longest stretch without a gap: {start_s:.1f} to {end_s:.1f} s of "
            f"{recorded_s:.1f} s."
        )


def longest_whole_stretch(
    path: FloatArray, *, sampling_rate_hz: float, settings: StretchSettings | None = None
) -> WholeStretch:
    """Find the longest stretch of a path (n_samples, 2) in which no number is missing.

    Raises
    ------
    SignalTooShort
        Where the recording is too short as a whole.
    SignalNotUsable
        Where nothing is there, the longest stretch is too small a part of the recording or too
        short, or the path does not move in two directions.
    """
    settings = settings or StretchSettings()
    recorded_s = len(path) / sampling_rate_hz
    # A recording of n samples may be cut to one less by rounding.
    if len(path) + 1 < settings.shortest_s * sampling_rate_hz:
        raise SignalTooShort(
            duration_s=recorded_s, needed_s=settings.shortest_s, analysis="Quiet standing"
        )
    is_there = np.asarray(np.isfinite(path).all(axis=1))
    start, end = _longest_run(is_there)
    stretch = WholeStretch(
        start_samples=start,
        end_samples=end,
        recorded_samples=len(path),
        sampling_rate_hz=sampling_rate_hz,
    )
    _refuse_scraps(stretch, is_there, settings)
    _refuse_stillness(path[start:end])
    return stretch


def _longest_run(is_there: BoolArray) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(is_there.astype(np.int8), prepend=0, append=0))
    if not len(edges):
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    longest = int(np.argmax(lengths))
    return int(edges[2 * longest]), int(edges[2 * longest + 1])


def _refuse_scraps(stretch: WholeStretch, is_there: BoolArray, settings: StretchSettings) -> None:
    recorded_s = stretch.recorded_samples / stretch.sampling_rate_hz
    missing_count = int(np.sum(~is_there))
    if missing_count == len(is_there):
        raise SignalNotUsable(
            f"Quiet standing needs a centre of pressure, and none of the {recorded_s:.1f} s of "
            "recording holds one. Check that somebody stood on this plate."
        )
    least_s = max(settings.shortest_s, settings.least_share * recorded_s)
    if stretch.duration_s < least_s - 1 / stretch.sampling_rate_hz:
        raise SignalNotUsable(
            f"Quiet standing needs one stretch of at least {least_s:.1f} s without a gap, and the "
            f"longest of this recording of {recorded_s:.1f} s lasts {stretch.duration_s:.1f} s; "
            f"{missing_count} samples have no centre of pressure. Cut the recording to the part "
            "where the person stands on the plate, or record again."
        )


def _refuse_stillness(path: FloatArray) -> None:
    ranges = np.ptp(path, axis=0)
    for name, extent in zip(("forward and back", "to the sides"), ranges, strict=True):
        if extent == 0:
            raise SignalNotUsable(
                f"Quiet standing needs a centre of pressure that moves, and it stays at one value "
                f"(a range of 0) {name}. Check the plate's channels and the file's columns."
            )
    forward, sideways = (path - path.mean(axis=0)).T
    together_ratio = abs(float(forward @ sideways)) / float(
        np.sqrt((forward @ forward) * (sideways @ sideways))
    )
    if together_ratio > _MOST_TOGETHER_RATIO:
        raise SignalNotUsable(
            "Quiet standing needs two directions, and forward and sideways move as one "
            f"(correlation {together_ratio:.6f}). Check that two different columns were named."
        )
