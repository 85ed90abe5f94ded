"""Where a movement was last slow before it began."""

import numpy as np

from restride.arrays import FloatArray


def last_still(signal: FloatArray, leaves: int, *, moving_share: float) -> int:
    """Find the last sample up to ``leaves`` at which a speed is slow, or else slowest.

    Parameters
    ----------
    signal : (n_samples,)
        A speed, from before the movement into it.
    leaves
        The movement is on its way here.
    moving_share
        Of the highest speed: less is slow.
    """
    known = np.where(np.isfinite(signal), signal, 0.0)
    before = known[: leaves + 1]
    slow = np.flatnonzero(before <= moving_share * known.max())
    return int(slow[-1]) if len(slow) else int(np.argmin(before))
