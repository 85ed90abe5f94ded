"""Where in a recording a person stands still.

Source: House choice: docs/decisions/0079.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import SignalNotUsable
from restride.movement.body_track import BodyTrack, body_length, segment_length
from restride.movement.even_signals import point_speed
from restride.movement.settings import StanceSettings
from restride.signal.tracks import stretches


@dataclass(frozen=True, slots=True, kw_only=True)
class StillStretch:
    """A half-open stretch of samples in which a person stands still."""

    first: int
    last: int

    @property
    def samples(self) -> slice:
        """The stretch as a cut."""
        return slice(self.first, self.last)


def still_stretches(
    track: BodyTrack, *, settings: StanceSettings, least_s: float
) -> tuple[StillStretch, ...]:
    """Find every stretch of standing that is still for long enough, in order of time."""
    length = body_length(track)
    if length is None:
        raise SignalNotUsable(
            "A stance needs shoulders, hips, knees and ankles, and they are never all seen. Film "
            "the whole person, and check what was found with `restride info`."
        )
    speed = np.fmax(_speed(track, "shoulder", settings), _speed(track, "hip", settings)) / length
    is_still = (speed <= settings.still_per_s) & is_upright(track, settings=settings)
    least = least_s * track.clock.sampling_rate_hz
    return tuple(
        StillStretch(first=first, last=last)
        for first, last in stretches(is_still)
        if last - first >= least
    )


def quiet_stance(track: BodyTrack, *, settings: StanceSettings) -> StillStretch:
    """Take the longest stretch in which the person stands still.

    Raises
    ------
    SignalNotUsable
        Where the person is never seen whole, or never stands still for long enough.
    """
    found = still_stretches(track, settings=settings, least_s=0.0)
    longest = max(found, key=lambda each: each.last - each.first, default=None)
    longest_s = 0.0
    if longest is not None:
        longest_s = (longest.last - longest.first) / track.clock.sampling_rate_hz
    if longest is None or longest_s < settings.stance_s:
        raise SignalNotUsable(
            f"Posture is measured from {settings.stance_s:g} s of standing still, and the longest "
            f"such stretch lasts {longest_s:.2f} s. Record the person standing still, upright and "
            "in view from head to feet."
        )
    return longest


def is_upright(track: BodyTrack, *, settings: StanceSettings) -> BoolArray:
    """Tell where the hips stand nearly a leg's length above the ankles, (n_samples,)."""
    leg = sum(segment_length(track, *way) or 0.0 for way in (("hip", "knee"), ("knee", "ankle")))
    height = track.height("hip") - track.height("ankle")
    return np.asarray(height >= settings.upright_share * leg)


def _speed(track: BodyTrack, part: str, settings: StanceSettings) -> FloatArray:
    return point_speed(
        track.middle(part),
        bell_s=settings.bell_s,
        sampling_rate_hz=track.clock.sampling_rate_hz,
    )
