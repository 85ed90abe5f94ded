"""How long a gap may be that cannot hide a whole movement of this person.

Source: House choice: docs/decisions/0074.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.movement.settings import SeenSettings

#: A gap of up to this part of the person's own repetition cannot hide one. House choice:
#: docs/decisions/0074.
_BRIDGE_SHARE: Final = 0.5
#: How long a repetition lasts is known from so many. House choice.
_FEWEST_FOR_BRIDGE_COUNT: Final = 2


def longest_bridge_s(durations_s: Sequence[float], settings: SeenSettings) -> float:
    """Tell how long a gap may be that cannot hide a movement of this person out and back."""
    if len(durations_s) < _FEWEST_FOR_BRIDGE_COUNT:
        return settings.longest_gap_s
    wide_s = _BRIDGE_SHARE * float(np.median(durations_s))
    return float(np.clip(wide_s, settings.longest_gap_s, settings.longest_bridge_s))
