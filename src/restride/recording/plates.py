"""What a force plate or balance board recorded: where the weight stood, and how much of it.

Axes of the person: forward, and to the right, as stabilograms are drawn [scoppa2013]. Where a
plate's own axes point is settled once, by its reader.
"""

from dataclasses import dataclass, replace

from restride.arrays import FloatArray
from restride.recording.clock import Clock
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plate:
    """One plate's part of a recording. Samples without load, or missing, are NaN."""

    name: str
    clock: Clock
    #: (n_samples, 2), forward and right. NaN where nobody stands on the plate.
    centre_of_pressure_mm: FloatArray
    #: (n_samples,), weight on the plate, positive; None where the file gives only the centre of
    #: pressure. It goes on where the plate is unloaded.
    vertical_force_n: FloatArray | None = None
    #: (n_samples, 2), of the ground on the person, forward and right; None where not recorded.
    horizontal_force_n: FloatArray | None = None
    #: Whose foot stands on it; None for both feet, or where nobody says. One without a side beside
    #: a left and a right one is their net, as the file itself gives it: it is never added to them.
    side: Side | None = None

    @property
    def arrays(self) -> tuple[FloatArray | None, ...]:
        """All signals, for the hash of the content."""
        return (self.centre_of_pressure_mm, self.vertical_force_n, self.horizontal_force_n)

    @property
    def marks(self) -> tuple[str, ...]:
        """What else tells this plate from another, for the hash of the content."""
        return ("plate", str(self.side))

    def between(self, start_s: float, end_s: float) -> "Plate":
        """Cut to the half-open range of time, sharing memory."""
        first, last = self.clock.samples_at(start_s), self.clock.samples_at(end_s)
        vertical, horizontal = self.vertical_force_n, self.horizontal_force_n
        return replace(
            self,
            clock=self.clock.between(first, last),
            centre_of_pressure_mm=self.centre_of_pressure_mm[first:last],
            vertical_force_n=None if vertical is None else vertical[first:last],
            horizontal_force_n=None if horizontal is None else horizontal[first:last],
        )
