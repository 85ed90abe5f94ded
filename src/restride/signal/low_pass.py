"""A second-order low-pass that runs as the samples come: it looks back, never ahead.

Source: [butterworth1930] for the response; turned into steps from sample to sample by the bilinear
transform. Differs in: it starts settled at its first sample, so that a signal does not rise from
zero; a missing sample leaves it as it was.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPass:
    """A prepared filter. Its output is forward · inputs + back · outputs."""

    #: Of the newest input, the one before, and the one before that.
    forward_ratio: tuple[float, float, float]
    #: Of the last output, and the one before.
    back_ratio: tuple[float, float]
    #: By how much slow changes come out late.
    delay_s: float


#: What a filter remembers of one signal: two sums in its transposed form.
Memory = tuple[float, float]


def prepare_low_pass(cutoff_hz: float, *, sampling_rate_hz: float) -> LowPass:
    """Prepare a second-order Butterworth low-pass.

    Raises
    ------
    OptionError
        Where the cut-off does not lie below half the sampling rate.
    """
    if not 0 < cutoff_hz < sampling_rate_hz / 2:
        raise OptionError(
            f"A low-pass of {cutoff_hz:g} Hz needs more than {2 * cutoff_hz:g} samples a second, "
            f"and gets {sampling_rate_hz:g}. Choose a lower cut-off, or record faster."
        )
    bend = math.tan(math.pi * cutoff_hz / sampling_rate_hz)
    scale = 1 / (1 + math.sqrt(2) * bend + bend**2)
    first = bend**2 * scale
    return LowPass(
        forward_ratio=(first, 2 * first, first),
        back_ratio=(2 * (1 - bend**2) * scale, -(1 - math.sqrt(2) * bend + bend**2) * scale),
        delay_s=math.sqrt(2) / (2 * bend * sampling_rate_hz),
    )


def settled_at(low_pass: LowPass, value: float) -> Memory:
    """Tell the memory of a filter that has seen one value for ever."""
    late = (low_pass.forward_ratio[2] + low_pass.back_ratio[1]) * value
    early = (low_pass.forward_ratio[1] + low_pass.back_ratio[0]) * value + late
    return early, late


def low_pass_step(low_pass: LowPass, value: float, *, memory: Memory) -> tuple[float, Memory]:
    """Filter one sample: the output, and what to remember."""
    (first, second, third), (last, before) = low_pass.forward_ratio, low_pass.back_ratio
    output = first * value + memory[0]
    return output, (
        second * value + last * output + memory[1],
        third * value + before * output,
    )


def low_pass_block(
    low_pass: LowPass, signal: Sequence[float] | FloatArray, *, memory: Memory | None = None
) -> tuple[FloatArray, Memory]:
    """Filter a block, the same as step by step: outputs (n_samples,), and what to remember."""
    values = np.asarray(signal, dtype=float).tolist()
    if memory is None:
        memory = settled_at(low_pass, values[0]) if values else (0.0, 0.0)
    outputs = np.empty(len(values))
    for index, value in enumerate(values):
        outputs[index], memory = low_pass_step(low_pass, value, memory=memory)
    return outputs, memory
