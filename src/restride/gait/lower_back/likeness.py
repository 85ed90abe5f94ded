"""How alike one step is to the next: what tells walking from moving about.

Steps of one walk resemble each other [moenilssen2004]; vibration, handling the sensor and housework
give places that look like a step, but no two alike.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.signal.smoothing import averaged_parts
from restride.signal.trunk import TrunkSignals

#: What is compared lies well below half of this.
_INNER_RATE_HZ: Final = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessSettings:
    """What is compared, and how alike it must be: docs/decisions/0010-lower-back-contacts.md."""

    #: So much of the vertical acceleration before and after each contact.
    before_s: float = 0.2
    after_s: float = 0.4
    #: Mean correlation of steps with the next, or the next but one, that a bout must reach.
    least_likeness: float = 0.36


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """Correlations of the vertical acceleration around contacts, -1 to 1."""

    #: (n_contacts - 1,), with the next step.
    step_likeness: FloatArray
    #: (n_contacts - 2,), with the next step of the same foot.
    stride_likeness: FloatArray

    def of_bout(self, first: int, last: int) -> float:
        """Tell the better mean of a bout from contact ``first`` to contact ``last``.

        A limping walker's steps are alike only foot by foot.
        """
        steps, strides = self.step_likeness[first:last], self.stride_likeness[first : last - 1]
        return float(max(steps.mean(), strides.mean()))


def likeness_of_steps(
    trunk: TrunkSignals, contacts_s: FloatArray, *, settings: LikenessSettings | None = None
) -> Likeness:
    """Compare the trunk's vertical movement around each contact with the next ones."""
    settings = settings or LikenessSettings()
    factor = max(1, int(trunk.sampling_rate_hz / _INNER_RATE_HZ + 1e-9))
    rate_hz = trunk.sampling_rate_hz / factor
    vertical = averaged_parts(trunk.vertical_mps2, factor)
    shares_s = np.arange(-settings.before_s, settings.after_s, 1 / rate_hz)
    at = (contacts_s[:, None] + shares_s) * rate_hz - (factor - 1) / 2 / factor
    seen = np.interp(at, np.arange(len(vertical)), vertical)
    seen -= seen.mean(axis=1, keepdims=True)
    seen /= np.maximum(np.sqrt(np.sum(seen**2, axis=1, keepdims=True)), 1e-9)
    return Likeness(
        step_likeness=np.sum(seen[1:] * seen[:-1], axis=1),
        stride_likeness=np.sum(seen[2:] * seen[:-2], axis=1),
    )
