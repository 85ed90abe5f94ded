"""Every swing of one foot in a piece of signal without gaps: when, how far, how high, which way."""

from dataclasses import dataclass, fields

import numpy as np
from scipy.ndimage import gaussian_filter1d

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.feet.axes import FootAxes, find_axes_but_front
from restride.gait.feet.bias import standing_bias_dps
from restride.gait.feet.contacts import FootContacts, find_contacts
from restride.gait.feet.rests import Moves, find_moves
from restride.gait.feet.settings import FeetSettings
from restride.signal.columns import along_axis, turned_by
from restride.signal.strapdown import MoveBatch, integrate_moves

#: So many moves, evenly chosen, are enough to tell the front of a foot from its back. House choice.
_MOVES_FOR_FRONT_COUNT = 128
#: Half a turn about up: front and back, left and right change places.
_ABOUT_UP = np.array([-1.0, -1.0, 1.0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Swings:
    """Moves of one foot from rest to rest, in order, (n_swings,) each; times in the recording."""

    rest_before_s: FloatArray
    rest_after_s: FloatArray
    #: Fastest toes-down turning of the push-off; NaN where there is no clear push-off.
    push_off_s: FloatArray
    final_contact_s: FloatArray
    initial_contact_s: FloatArray
    final_confidence_ratio: FloatArray
    initial_confidence_ratio: FloatArray
    peak_speed_mps: FloatArray
    #: Level way from rest to rest: along the foot's direction at the first rest, and to its left.
    forward_m: FloatArray
    left_m: FloatArray
    #: Level distance from rest to rest.
    length_m: FloatArray
    height_change_m: FloatArray
    turn_deg: FloatArray
    clearance_m: FloatArray
    #: Largest way to the left of the straight line between the rests, less the largest to the right
    #: where that is larger.
    bow_left_m: FloatArray
    contact_angle_deg: FloatArray
    lift_angle_deg: FloatArray

    def chosen(self, which: BoolArray | SampleArray) -> "Swings":
        """Keep some of the swings, by a mask or by positions."""
        return Swings(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


def join_swings(pieces: list[Swings]) -> Swings:
    """Put the swings of several pieces one after another."""
    return Swings(
        **{
            each.name: np.concatenate(
                [getattr(piece, each.name) for piece in pieces] or [np.zeros(0)]
            )
            for each in fields(Swings)
        }
    )


def find_swings(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray,
    *,
    sampling_rate_hz: float,
    start_s: float = 0.0,
    settings: FeetSettings | None = None,
) -> tuple[Swings, FootAxes | None]:
    """Find every move of a foot and what a swing it is.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        One piece without gaps, evenly sampled, in any right-handed axes.
    start_s
        Time of the first sample.

    Returns
    -------
    Swings
        All moves, shuffles and fidgets too; empty where the foot rests throughout.
    FootAxes | None
        None where there is no move to find them from.
    """
    settings = settings or FeetSettings()
    turning_dps = angular_velocity_dps - standing_bias_dps(
        angular_velocity_dps, sampling_rate_hz=sampling_rate_hz
    )
    moves = find_moves(
        acceleration_mps2, turning_dps, sampling_rate_hz=sampling_rate_hz, settings=settings.rests
    )
    if not len(moves.starts_samples):
        return join_swings([]), None
    axes, force, body_dps = _in_body_axes(
        acceleration_mps2, turning_dps, moves, sampling_rate_hz=sampling_rate_hz
    )
    width_samples = settings.contacts.smoothing_s * sampling_rate_hz
    seen_toes_up_dps = gaussian_filter1d(-along_axis(turning_dps, _seen_axis(axes)), width_samples)
    toes_up_dps = gaussian_filter1d(-body_dps[:, 1], width_samples)
    found = []
    for some in _alike(moves, settings.moves_at_once_count):
        batch = integrate_moves(
            force,
            body_dps,
            starts_samples=some.starts_samples,
            ends_samples=some.ends_samples,
            sampling_rate_hz=sampling_rate_hz,
        )
        contacts = find_contacts(
            batch,
            toes_up_dps=toes_up_dps,
            seen_toes_up_dps=seen_toes_up_dps,
            acceleration_mps2=force,
            settings=settings.contacts,
        )
        found.append(_measured(batch, contacts, start_s))
    swings = join_swings(found)
    return swings.chosen(np.argsort(swings.rest_before_s, kind="stable")), axes


def _in_body_axes(
    acceleration_mps2: FloatArray,
    turning_dps: FloatArray,
    moves: Moves,
    *,
    sampling_rate_hz: float,
) -> tuple[FootAxes, FloatArray, FloatArray]:
    """Find the axes of the foot and turn the signal to them."""
    axes = find_axes_but_front(
        acceleration_mps2, turning_dps, moves=moves, sampling_rate_hz=sampling_rate_hz
    )
    force = turned_by(acceleration_mps2, axes.rotation_ratio)
    body_dps = turned_by(turning_dps, axes.rotation_ratio)
    if _goes_forward(force, body_dps, moves, sampling_rate_hz):
        return axes, force, body_dps
    return axes.turned_about(), force * _ABOUT_UP, body_dps * _ABOUT_UP


def _alike(moves: Moves, most_count: int) -> list[Moves]:
    """Split moves into groups of about one length, so that none waits for a longer one."""
    order = np.argsort(moves.ends_samples - moves.starts_samples, kind="stable")
    groups = [order[first : first + most_count] for first in range(0, len(order), most_count)]
    return [
        Moves(starts_samples=moves.starts_samples[some], ends_samples=moves.ends_samples[some])
        for some in groups
    ]


def _goes_forward(
    force: FloatArray, body_dps: FloatArray, moves: Moves, sampling_rate_hz: float
) -> bool:
    """Tell whether the foot mostly goes to where front was taken to be."""
    step = max(1, len(moves.starts_samples) // _MOVES_FOR_FRONT_COUNT)
    batch = integrate_moves(
        force,
        body_dps,
        starts_samples=moves.starts_samples[::step],
        ends_samples=moves.ends_samples[::step],
        sampling_rate_hz=sampling_rate_hz,
    )
    return bool(np.sum(batch.position_m[-1, 0]) >= 0)


def _seen_axis(axes: FootAxes) -> FloatArray:
    """Find the axis half way between the foot's left and the sensor's own axis nearest to it."""
    left = axes.rotation_ratio[1]
    nearest = np.zeros(3)
    index = int(np.argmax(np.abs(left)))
    nearest[index] = np.sign(left[index])
    return np.asarray((left + nearest) / np.linalg.norm(left + nearest))


def _measured(batch: MoveBatch, contacts: FootContacts, start_s: float) -> Swings:
    rate_hz = batch.sampling_rate_hz
    columns = np.arange(len(batch.starts_samples))
    last = batch.position_m[-1]
    length_m = np.maximum(np.hypot(last[0], last[1]), 1e-9)
    steps = np.arange(len(batch.position_m))[:, None]
    share = np.minimum(steps / (batch.ends_samples - batch.starts_samples), 1.0)
    rise_m = batch.position_m[:, 2] - share * last[2]
    leftward_m = (last[0] * batch.position_m[:, 1] - last[1] * batch.position_m[:, 0]) / length_m
    most_left, most_right = leftward_m.max(axis=0), -leftward_m.min(axis=0)
    pitch_deg = _pitch_deg(batch.orientation_ratio)
    pitch_deg -= pitch_deg[0] + share * (pitch_deg[-1] - pitch_deg[0])
    return Swings(
        rest_before_s=start_s + batch.starts_samples / rate_hz,
        rest_after_s=start_s + batch.ends_samples / rate_hz,
        push_off_s=start_s + contacts.push_off_samples / rate_hz,
        final_contact_s=start_s + contacts.final_samples / rate_hz,
        initial_contact_s=start_s + contacts.initial_samples / rate_hz,
        final_confidence_ratio=contacts.final_confidence_ratio,
        initial_confidence_ratio=contacts.initial_confidence_ratio,
        peak_speed_mps=contacts.peak_speed_mps,
        forward_m=last[0],
        left_m=last[1],
        length_m=length_m,
        height_change_m=last[2],
        turn_deg=_heading_deg(batch.orientation_ratio[-1]),
        clearance_m=rise_m.max(axis=0),
        bow_left_m=np.where(most_left >= most_right, most_left, -most_right),
        contact_angle_deg=pitch_deg[_rows(contacts.initial_samples, batch), columns],
        lift_angle_deg=pitch_deg[_rows(contacts.final_samples, batch), columns],
    )


def _rows(samples: FloatArray, batch: MoveBatch) -> SampleArray:
    longest = batch.ends_samples - batch.starts_samples
    rows: SampleArray = np.clip(np.rint(samples - batch.starts_samples), 0, longest).astype(np.intp)
    return rows


def _pitch_deg(orientation_ratio: FloatArray) -> FloatArray:
    """Tell how far the body's first axis points up."""
    w, x, y, z = (orientation_ratio[:, part] for part in range(4))
    return np.asarray(np.rad2deg(np.arcsin(np.clip(2 * (x * z - w * y), -1, 1))))


def _heading_deg(orientation_ratio: FloatArray) -> FloatArray:
    w, x, y, z = orientation_ratio
    return np.asarray(np.rad2deg(np.arctan2(2 * (x * y + w * z), 1 - 2 * (y * y + z * z))))


def foot_path(swings: Swings) -> FloatArray:
    """Chain all moves of a foot to its way over the ground, (n_moves + 1, 3): forward, left, up.

    It begins at the first rest, along the foot as it stands there. Between a move and the next the
    foot is taken to stand still.
    """
    heading_rad = np.deg2rad(np.concatenate(([0.0], np.cumsum(swings.turn_deg)[:-1])))
    cosine, sine = np.cos(heading_rad), np.sin(heading_rad)
    steps_m = np.stack(
        (
            cosine * swings.forward_m - sine * swings.left_m,
            sine * swings.forward_m + cosine * swings.left_m,
            swings.height_change_m,
        ),
        axis=1,
    )
    return np.concatenate((np.zeros((1, 3)), np.cumsum(steps_m, axis=0)))
