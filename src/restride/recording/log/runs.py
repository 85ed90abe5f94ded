"""The blocks of one sensor in the order of their samples, each sample once.

Radio links lose blocks, send them twice and late; devices begin to count anew, and their clocks are
set while they run. What fits neither the count of samples nor the arrival of the blocks begins a
new run, placed behind the one before by when it arrived.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray
from restride.recording.log.blocks import SampleBlock

#: How far the device's time may be off what the count of samples says: stamps that jump about.
#: House choice: docs/decisions/0160-recording-log.md, as are the next two.
_COUNT_WITHIN_S: Final = 0.5
#: And off it by this part of the time that went by: rates that are not the stated one.
_COUNT_WITHIN_SHARE: Final = 0.02
#: How far it may be off what the arrival says: what a radio link may hold a block back.
_ARRIVAL_WITHIN_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Blocks of one unbroken count of samples, in its order, none overlapping another."""

    blocks: tuple[SampleBlock, ...]
    #: What its device's times are moved by to follow on the run before.
    moved_s: float
    #: Samples that came again and were left out.
    doubled_count: int


def runs_of(blocks: Iterable[SampleBlock], *, sampling_rate_hz: float) -> tuple[Run, ...]:
    """Put blocks, given as they arrived, into runs."""
    runs: list[_GrowingRun] = []
    for block in blocks:
        if runs and runs[-1].takes(block):
            continue
        moved_s = runs[-1].moved_on_to_s(block) if runs else 0.0
        runs.append(_GrowingRun(block, rate_hz=sampling_rate_hz, moved_s=moved_s))
    return tuple(each.grown() for each in runs)


class _GrowingRun:
    """A run while its blocks come in; kept in order, so that a late one is put in its place."""

    def __init__(self, block: SampleBlock, *, rate_hz: float, moved_s: float) -> None:
        self._rate_hz = rate_hz
        self._moved_s = moved_s
        self._blocks = [block]
        self._latest = block
        self._doubled_count = 0

    def takes(self, block: SampleBlock) -> bool:
        """Add a block, or what of it is new; tell whether it belongs here."""
        if not (self._fits_count(block) or self._fits_arrival(block)):
            return False
        if block.first_sample >= self._blocks[-1].end_sample:
            self._blocks.append(block)
        else:
            overlapping = list(self._overlapping(block))
            if not all(_are_same(known, block) for known in overlapping):
                return False
            self._add_new(block, overlapping)
        self._latest = block
        return True

    def moved_on_to_s(self, block: SampleBlock) -> float:
        """Tell what the times of a new run that begins with this block are moved by."""
        last = self._blocks[-1]
        end_s = last.device_time_s + len(last.values) / self._rate_hz
        start_s = end_s
        if block.first_sample != last.end_sample:
            waited_s = block.arrival_s - self._latest.arrival_s
            start_s = max(end_s, self._latest.device_time_s + waited_s)
        return self._moved_s + start_s - block.device_time_s

    def grown(self) -> Run:
        return Run(
            blocks=tuple(self._blocks), moved_s=self._moved_s, doubled_count=self._doubled_count
        )

    def _fits_count(self, block: SampleBlock) -> bool:
        counted_s = self._counted_s(block)
        allowed_s = _COUNT_WITHIN_S + _COUNT_WITHIN_SHARE * abs(counted_s)
        return abs(self._stepped_s(block) - counted_s) <= allowed_s

    def _fits_arrival(self, block: SampleBlock) -> bool:
        """Tell whether a step of the device's time is one that was lived through."""
        stepped_s = self._stepped_s(block)
        off_s = abs(stepped_s - (block.arrival_s - self._latest.arrival_s))
        # Where the count says as much against the step as the arrival does, nobody lived it.
        is_nearer = off_s <= abs(stepped_s - self._counted_s(block)) / 2
        goes_on = block.first_sample >= self._latest.end_sample and stepped_s > 0
        return goes_on and is_nearer and off_s <= _ARRIVAL_WITHIN_S

    def _counted_s(self, block: SampleBlock) -> float:
        return (block.first_sample - self._latest.first_sample) / self._rate_hz

    def _stepped_s(self, block: SampleBlock) -> float:
        return block.device_time_s - self._latest.device_time_s

    def _overlapping(self, block: SampleBlock) -> Iterator[SampleBlock]:
        at = max(0, bisect_left(self._blocks, block.first_sample, key=_first) - 1)
        for known in self._blocks[at:]:
            if known.first_sample >= block.end_sample:
                return
            if known.end_sample > block.first_sample:
                yield known

    def _add_new(self, block: SampleBlock, overlapping: list[SampleBlock]) -> None:
        is_new: BoolArray = np.ones(len(block.values), dtype=bool)
        for known in overlapping:
            first = max(0, known.first_sample - block.first_sample)
            is_new[first : max(0, known.end_sample - block.first_sample)] = False
        self._doubled_count += int(np.count_nonzero(~is_new))
        edges = np.flatnonzero(np.diff(is_new, prepend=False, append=False))
        for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            part = replace(
                block,
                first_sample=block.first_sample + first,
                device_time_s=block.device_time_s + first / self._rate_hz,
                values=block.values[first:end],
            )
            insort(self._blocks, part, key=_first)


def _first(block: SampleBlock) -> int:
    return block.first_sample


def _are_same(known: SampleBlock, block: SampleBlock) -> bool:
    """Tell whether two blocks hold the same where they overlap."""
    first = max(known.first_sample, block.first_sample)
    end = min(known.end_sample, block.end_sample)
    return np.array_equal(
        known.values[first - known.first_sample : end - known.first_sample],
        block.values[first - block.first_sample : end - block.first_sample],
        equal_nan=True,
    )
