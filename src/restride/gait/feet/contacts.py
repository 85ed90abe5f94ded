"""Initial and final contacts of a foot, from its own sensor.

A foot leaves the ground while its push-off turning (toes down) gives way to the swing; the contact
is where that turning has fallen to a share of its peak. Landing begins where speed and turning of
the swing end; the contact is the onset of the shock that follows, seen in the size of the felt
force and in its direction.

Source: our own, docs/decisions/0003. That final contact lies at the end of the push-off turning and
initial contact at the end of the swing's is Sabatini et al. 2005 [sabatini2005].
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.feet.settings import ContactSettings
from restride.signal.strapdown import MoveBatch

#: The shock is looked at in steps of this time, at any sampling rate. House choice.
_STEP_S = 0.0025


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FootContacts:
    """One lift and one landing a move, (n_moves,) each; samples from the start of the signal."""

    #: Fastest turning of the push-off; NaN where there is no clear push-off.
    push_off_samples: FloatArray
    final_samples: FloatArray
    initial_samples: FloatArray
    final_confidence_ratio: FloatArray
    initial_confidence_ratio: FloatArray
    peak_speed_mps: FloatArray


def find_contacts(
    batch: MoveBatch,
    *,
    toes_up_dps: FloatArray,
    seen_toes_up_dps: FloatArray,
    acceleration_mps2: FloatArray,
    settings: ContactSettings | None = None,
) -> FootContacts:
    """Find the lift and the landing inside each move.

    Parameters
    ----------
    batch
        Moves of one foot; forward, left and up are the axes of its body.
    toes_up_dps : (n_samples,)
        Smoothed turning of the foot over the whole signal, toes up positive.
    seen_toes_up_dps : (n_samples,)
        The same as an eye sees it in the recording: about an axis nearer to one of the sensor's.
    acceleration_mps2 : (n_samples, 3)
        Felt force over the whole signal.
    """
    settings = settings or ContactSettings()
    speed_mps = np.hypot(batch.velocity_mps[:, 0], batch.velocity_mps[:, 1])
    rows = np.arange(len(speed_mps))[:, None]
    positions = np.minimum(batch.starts_samples + rows, batch.ends_samples)
    turning_dps, seen_dps = toes_up_dps[positions], seen_toes_up_dps[positions]
    peak_rows = np.argmax(speed_mps, axis=0)
    push_rows, lift_rows, lift_confidence = _lifts(
        turning_dps, speed_mps, peak_rows, seen_dps=seen_dps, settings=settings
    )
    near_rows, agrees = _landings(turning_dps, speed_mps, peak_rows, batch=batch, settings=settings)
    landing_samples, shock_share = _shock_onsets(
        batch.starts_samples + near_rows,
        acceleration_mps2,
        sampling_rate_hz=batch.sampling_rate_hz,
        settings=settings,
    )
    return FootContacts(
        push_off_samples=batch.starts_samples + push_rows,
        final_samples=batch.starts_samples + lift_rows,
        initial_samples=landing_samples,
        final_confidence_ratio=lift_confidence,
        initial_confidence_ratio=np.where(agrees, 0.6, 0.3) + 0.4 * shock_share,
        peak_speed_mps=speed_mps.max(axis=0),
    )


def _lifts(
    turning_dps: FloatArray,
    speed_mps: FloatArray,
    peak_rows: SampleArray,
    *,
    seen_dps: FloatArray,
    settings: ContactSettings,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Find the push-offs, the lifts and how sure they are."""
    rows = np.arange(len(speed_mps))[:, None]
    before = rows <= peak_rows
    push_dps = np.where(before, turning_dps, np.inf)
    push_rows = np.argmin(push_dps, axis=0)
    push_dps = np.min(push_dps, axis=0)
    level_dps = settings.lift_share * push_dps
    by_turning = _crossing(turning_dps - level_dps, (rows >= push_rows) & before, last=False)
    peak_mps = speed_mps.max(axis=0)
    by_speed = _crossing(speed_mps - settings.lift_speed_share * peak_mps, before, last=True)
    by_speed = np.where(np.isnan(by_speed), 0.0, by_speed)
    is_strong = (push_dps < -settings.weakest_push_dps) & ~np.isnan(by_turning)
    strength = np.clip(-push_dps / (4 * settings.weakest_push_dps), 0, 1)
    confidence = np.where(is_strong, 0.6 + 0.4 * strength, 0.4)
    first_rows = _first_peaks(np.where(before, -seen_dps, -np.inf), settings.equal_peak_share)
    return (
        np.where(is_strong, first_rows, np.nan),
        np.where(is_strong, by_turning, by_speed),
        confidence,
    )


def _first_peaks(values: FloatArray, share: float) -> SampleArray:
    """Find the first local peak of each column that is as good as its highest."""
    is_peak = (values[1:-1] >= values[:-2]) & (values[1:-1] > values[2:])
    is_peak &= values[1:-1] >= share * values.max(axis=0)
    highest: SampleArray = np.argmax(values, axis=0)
    return np.where(is_peak.any(axis=0), np.argmax(is_peak, axis=0) + 1, highest)


def _landings(
    turning_dps: FloatArray,
    speed_mps: FloatArray,
    peak_rows: SampleArray,
    *,
    batch: MoveBatch,
    settings: ContactSettings,
) -> tuple[FloatArray, BoolArray]:
    """Find about where each landing begins, and whether turning and speed agree on it."""
    rows = np.arange(len(speed_mps))[:, None]
    after = (rows >= peak_rows) & batch.is_inside
    peak_mps = speed_mps.max(axis=0)
    by_turning = _crossing(-turning_dps, after, last=False)
    by_speed = _crossing(settings.landing_speed_share * peak_mps - speed_mps, after, last=False)
    by_speed = np.where(np.isnan(by_speed), batch.ends_samples - batch.starts_samples, by_speed)
    agreement_rows = settings.agreement_s * batch.sampling_rate_hz
    agrees = np.abs(by_turning - by_speed) < agreement_rows
    return np.where(agrees, (by_turning + by_speed) / 2, by_speed), agrees


def _crossing(values: FloatArray, is_asked: BoolArray, *, last: bool) -> FloatArray:
    """Find where each column comes from below to zero or above, between rows; NaN where nowhere."""
    crosses = (values[:-1] < 0) & (values[1:] >= 0) & is_asked[:-1] & is_asked[1:]
    row = (
        len(crosses) - 1 - np.argmax(crosses[::-1], axis=0) if last else np.argmax(crosses, axis=0)
    )
    columns = np.arange(values.shape[1])
    below, above = values[row, columns], values[row + 1, columns]
    step = np.where(above > below, above - below, 1.0)
    return np.where(crosses.any(axis=0), row - below / step, np.nan)


def _shock_onsets(
    near_samples: FloatArray,
    acceleration_mps2: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: ContactSettings,
) -> tuple[FloatArray, FloatArray]:
    """Find where the shock near each moment begins, and how much it stands out, 0 to 1."""
    half = round(settings.shock_half_width_s / _STEP_S)
    before, near, late = (
        round(each / _STEP_S)
        for each in (settings.shock_before_s, settings.shock_after_s, settings.late_shock_after_s)
    )
    offsets_s = np.arange(-before - half, late + half + 1) * _STEP_S
    positions = near_samples + offsets_s[:, None] * sampling_rate_hz
    force = _interpolated(acceleration_mps2, positions)
    size = np.sqrt(np.sum(force**2, axis=-1))
    of_size = np.maximum(size[2 * half :] - size[: -2 * half], 0.0)
    of_force = np.sqrt(np.sum((force[2 * half :] - force[: -2 * half]) ** 2, axis=-1))
    width = before + near + 1
    first_rows = _first_rows(of_force, width, settings)
    rows = first_rows + np.arange(width)[:, None]
    of_size, of_force = (np.take_along_axis(each, rows, axis=0) for each in (of_size, of_force))
    onset = (_risen(of_size, settings.shock_share) + _risen(of_force, settings.shock_share)) / 2
    after_s = (first_rows + onset - before) * _STEP_S - settings.shock_rise_s
    stands_out = 1 - of_force.mean(axis=0) / np.maximum(of_force.max(axis=0), 1e-9)
    return near_samples + after_s * sampling_rate_hz, stands_out


def _first_rows(change_mps2: FloatArray, width: int, settings: ContactSettings) -> SampleArray:
    """Choose the window to look in: the first, or the one about a far stronger later shock."""
    peak_rows = np.argmax(change_mps2, axis=0)
    near_mps2 = change_mps2[:width].max(axis=0)
    is_late = change_mps2.max(axis=0) > settings.late_shock_ratio * near_mps2
    before_peak = round(settings.late_window_before_s / _STEP_S)
    return np.where(is_late, np.clip(peak_rows - before_peak, 0, len(change_mps2) - width), 0)


def _risen(change_mps2: FloatArray, share: float) -> SampleArray:
    rows: SampleArray = np.argmax(change_mps2 >= share * change_mps2.max(axis=0), axis=0)
    return rows


def _interpolated(signal: FloatArray, positions: FloatArray) -> FloatArray:
    inside = np.clip(positions, 0, len(signal) - 1.001)
    below = inside.astype(np.intp)
    share = (inside - below)[..., None]
    return np.asarray(signal[below] * (1 - share) + signal[below + 1] * share)
