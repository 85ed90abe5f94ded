"""The array types that signatures speak of."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

#: Any real signal; single precision where a recording is long, double where it is not.
FloatArray: TypeAlias = npt.NDArray[np.floating]
#: Positions inside an array, in samples from its start.
SampleArray: TypeAlias = npt.NDArray[np.intp]
#: One yes or no a sample.
BoolArray: TypeAlias = npt.NDArray[np.bool_]
