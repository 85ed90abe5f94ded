"""How sway is measured from a sensor on the back: settings, each with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BackSwaySettings:
    """How the acceleration is smoothed, and which frequencies count."""

    #: Low-pass of the acceleration, run both ways so that nothing is delayed. [mancini2012]
    cutoff_hz: float = 3.5
    #: Of the Butterworth filter, each way. House choice: the paper gives none.
    filter_order_count: int = 4
    #: Slower is drift of the posture, not sway. [prieto1996]
    lowest_hz: float = 0.15
    #: The filter leaves nothing above. [mancini2012]
    highest_hz: float = 3.5
    #: Of the spectrum. [prieto1996]
    tapers_count: int = 8
    #: Of the prediction ellipse. [santos2016]
    ellipse_share: float = 0.95
    #: Shorter recordings are not measured: the same as from a plate. House choice:
    #: docs/decisions/0064.
    least_s: float = 10.0
