"""When the other foot leaves the ground, seen from the lower back.

Shortly after one foot lands, the weight has passed to it and the other foot lifts: the fall of the
vertical acceleration after landing bends back upwards there [mccamley2012].
Differs in: looked for near the share of the step that double support usually takes, because the
trunk shows a final contact far less sharply than an initial one.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.signal.smoothing import averaged_parts, bell_curvature
from restride.signal.trunk import TrunkSignals


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalContactSettings:
    """How final contacts are told; chosen as docs/decisions/0010-lower-back-contacts.md tells."""

    #: Double support takes about this share of a step, and varies by so much.
    usual_share: float = 0.23
    spread_share: float = 0.07
    #: The bell leaves nothing above half of this.
    inner_rate_hz: float = 50.0
    #: Bell over the acceleration.
    smoothing_s: float = 0.03
    #: The bend comes so long before the foot is off.
    bend_lead_s: float = 0.028
    #: Window after the initial contact, as shares of the step.
    earliest_share: float = 0.06
    latest_share: float = 0.45
    #: What the bend counts against the usual share, at its own largest.
    bend_weight: float = 2.0
    longest_step_s: float = 1.6


def find_final_contacts(
    trunk: TrunkSignals, contacts_s: FloatArray, *, settings: FinalContactSettings | None = None
) -> FloatArray:
    """Find, for each initial contact, when the other foot then lifts.

    Parameters
    ----------
    contacts_s : (n_contacts,)
        Initial contacts in order, from the first sample of the signal.

    Returns
    -------
    (n_contacts,)
        NaN for the last contact and where no step follows.
    """
    settings = settings or FinalContactSettings()
    found = np.full(len(contacts_s), np.nan)
    if len(contacts_s) < 2:
        return found
    step_s = np.diff(contacts_s)
    has_step = step_s <= settings.longest_step_s
    start_s, step_s = contacts_s[:-1][has_step], step_s[has_step]
    factor = max(1, int(trunk.sampling_rate_hz / settings.inner_rate_hz + 1e-9))
    rate_hz = trunk.sampling_rate_hz / factor
    bend = bell_curvature(
        averaged_parts(trunk.vertical_mps2, factor),
        width_s=settings.smoothing_s,
        sampling_rate_hz=rate_hz,
    )
    middle_s = (factor - 1) / 2 / trunk.sampling_rate_hz
    shares = np.linspace(settings.earliest_share, settings.latest_share, 40)
    places = (
        start_s[:, None] + shares * step_s[:, None] - settings.bend_lead_s - middle_s
    ) * rate_hz
    seen = np.interp(places, np.arange(len(bend)), bend)
    seen = np.maximum(seen, 0.0) / np.maximum(seen.max(axis=1, keepdims=True), 1e-9)
    off = (shares - settings.usual_share) / settings.spread_share
    best = np.argmax(settings.bend_weight * seen - off**2 / 2, axis=1)
    found[:-1][has_step] = start_s + shares[best] * step_s
    return found
