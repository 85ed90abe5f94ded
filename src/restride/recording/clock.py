"""When samples were taken: an even clock, or one with its own times."""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clock:
    """When the samples were taken, in seconds from the start of the recording.

    An even clock needs no array; an uneven one carries its own times.
    """

    #: Nominal or measured rate; the median one where the clock is uneven.
    sampling_rate_hz: float
    samples_count: int
    start_s: float = 0.0
    #: (n_samples,), finite and never decreasing. None for an even clock.
    stamps_s: FloatArray | None = None

    @property
    def times_s(self) -> FloatArray:
        """Time of each sample, (n_samples,)."""
        if self.stamps_s is not None:
            return self.stamps_s
        return self.start_s + np.arange(self.samples_count) / self.sampling_rate_hz

    @property
    def end_s(self) -> float:
        """Time one sample after the last."""
        if self.stamps_s is not None and self.samples_count:
            return float(self.stamps_s[-1]) + 1 / self.sampling_rate_hz
        return self.start_s + self.samples_count / self.sampling_rate_hz

    @property
    def duration_s(self) -> float:
        """From the first sample to one sample after the last."""
        return self.end_s - self.first_s

    @property
    def first_s(self) -> float:
        """Time of the first sample."""
        if self.stamps_s is not None and self.samples_count:
            return float(self.stamps_s[0])
        return self.start_s

    def between(self, start_samples: int, end_samples: int) -> "Clock":
        """Cut to the half-open range of samples; times stay what they are."""
        if self.stamps_s is not None:
            stamps_s = self.stamps_s[start_samples:end_samples]
            return replace(self, samples_count=len(stamps_s), stamps_s=stamps_s)
        return replace(
            self,
            start_s=self.start_s + start_samples / self.sampling_rate_hz,
            samples_count=max(0, min(end_samples, self.samples_count) - start_samples),
        )

    def samples_at(self, time_s: float) -> int:
        """Count the samples taken before a time."""
        if self.stamps_s is not None:
            return int(np.searchsorted(self.stamps_s, time_s))
        position = np.ceil((time_s - self.start_s) * self.sampling_rate_hz - 1e-6)
        return int(np.clip(position, 0, self.samples_count))
