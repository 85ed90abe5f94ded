"""One plate's numbers as its file has them, before units, axes and clock are settled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.plate_notes import PlateAxes
from restride.signal.centre_of_pressure import PlateFrame
from restride.terms import Severity, Side

#: No force in newtons, moment in newton millimetres or length in millimetres is larger: a person
#: of a ton, a metre off, has 1e7. House choice.
_LARGEST: Final = 1e9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateChannels:
    """One plate as its file has it. Horizontal numbers come as the file's x and y."""

    name: str
    side: Side | None = None
    #: (n_samples, 2), in ``length_unit``; None where the file has only forces.
    centre_raw: FloatArray | None = None
    length_unit: str | None = None
    #: (n_samples,), in ``force_unit``, of either sign.
    vertical_raw: FloatArray | None = None
    #: (n_samples, 2), in ``force_unit``.
    horizontal_raw: FloatArray | None = None
    force_unit: str | None = None
    #: (n_samples, 2), about x and y, in ``moment_unit``.
    moment_raw: FloatArray | None = None
    moment_unit: str | None = None
    #: Where x and y point on the person; None where nobody says.
    axes: PlateAxes | None = None
    #: What the format leaves open about the axes, in words; None where it says all.
    axes_doubt: str | None = None
    #: Where the plate lies, from its corners; its axes then are those of the laboratory.
    frame: PlateFrame | None = None
    sensor_depth_mm: float | None = None
    #: Whether the file's third axis points up; None where only right-handedness tells.
    points_up: bool | None = None
    #: Length of the plate along x and along y, where the file gives it.
    size_mm: tuple[float, float] | None = None

    @property
    def samples_count(self) -> int:
        """How many samples the plate has."""
        given = self.centre_raw if self.centre_raw is not None else self.vertical_raw
        return 0 if given is None else len(given)

    @property
    def has_directions(self) -> bool:
        """Whether anything of the plate has a direction; a load alone has none."""
        return any(
            each is not None for each in (self.centre_raw, self.horizontal_raw, self.moment_raw)
        )

    def changed(self, change: Callable[[FloatArray], FloatArray]) -> "PlateChannels":
        """Change all signals in the same way."""

        def _changed(values: FloatArray | None) -> FloatArray | None:
            return None if values is None else change(values)

        return replace(
            self,
            centre_raw=_changed(self.centre_raw),
            vertical_raw=_changed(self.vertical_raw),
            horizontal_raw=_changed(self.horizontal_raw),
            moment_raw=_changed(self.moment_raw),
        )


def without_impossible(
    channels: PlateChannels,
) -> tuple[PlateChannels, tuple[QualityFinding, ...]]:
    """Take infinities, and numbers that no plate writes in any unit, as missing, and say so."""
    count = 0

    def _possible(values: FloatArray) -> FloatArray:
        nonlocal count
        beyond = np.abs(values) > _LARGEST
        if not beyond.any():
            return values
        count = max(count, int(np.count_nonzero(beyond.reshape(len(beyond), -1).any(axis=1))))
        return np.where(beyond, np.nan, values)

    possible = channels.changed(_possible)
    if not count:
        return channels, ()
    found = f"{count} samples hold infinities, or numbers beyond any plate."
    done = "They were taken as missing."
    return possible, (
        plate_finding(
            "infinite-values", channels.name, severity=Severity.WARNING, found=found, done=done
        ),
    )


def plate_finding(
    code: str, name: str | None, *, severity: Severity, found: str, done: str
) -> QualityFinding:
    """Write a finding about a plate that holds throughout."""
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=name,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
