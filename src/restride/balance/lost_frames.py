"""Single frames that a plate lost: drawn over, and counted.

Source: House choice: docs/decisions/0086-single-lost-frames.md.
"""

from dataclasses import dataclass, replace

import numpy as np

from restride.balance.net_pressure import NetPressure
from restride.signal.tracks import filled


@dataclass(frozen=True, slots=True, kw_only=True)
class LostFrameSettings:
    """Which lost frames are drawn over."""

    #: Sway has nothing faster than 10 Hz: over this time it goes straight. docs/decisions/0086
    longest_s: float = 0.03
    #: More of the recording than this is no accident. docs/decisions/0086
    most_share: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bridged:
    """A centre of pressure without its single lost frames."""

    pressure: NetPressure
    #: Samples that were drawn over.
    filled_count: int


def without_lost_frames(
    pressure: NetPressure, *, settings: LostFrameSettings | None = None
) -> Bridged:
    """Draw straight lines over single lost frames; nothing where there are too many, or none."""
    settings = settings or LostFrameSettings()
    path_mm = pressure.centre_of_pressure_mm
    longest = round(settings.longest_s * pressure.clock.sampling_rate_hz)
    if longest < 1 or np.isfinite(path_mm).all():
        return Bridged(pressure=pressure, filled_count=0)
    whole_mm, is_filled = filled(path_mm, longest_gap_samples=longest)
    is_new = is_filled.any(axis=1)
    count = int(np.count_nonzero(is_new))
    if not 0 < count <= settings.most_share * len(path_mm):
        return Bridged(pressure=pressure, filled_count=0)
    force_n = pressure.vertical_force_n
    if force_n is not None:
        known = np.flatnonzero(~is_new)
        force_n = np.where(
            is_new, np.interp(np.arange(len(force_n)), known, force_n[known]), force_n
        )
    carried = replace(pressure, centre_of_pressure_mm=whole_mm, vertical_force_n=force_n)
    return Bridged(pressure=carried, filled_count=count)
