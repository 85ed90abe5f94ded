"""The axes of a foot, found from how it stands and how it swings: any mounting will do.

Up is the force felt at rest. The foot swings about its left-right axis, which is the main axis of
turning across up. Which end of it is left is told by where the foot goes: a swinging foot goes
forward.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.feet.rests import Moves

#: How far about a rest gravity is averaged to find up. House choice.
_REACH_S = 0.03


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FootAxes:
    """Where forward, left and up of the foot lie in the axes of its sensor."""

    #: (3, 3), rows forward, left, up; a rotation.
    rotation_ratio: FloatArray
    #: How much of the turning across up is about the one axis: from half, no more, to all of it.
    main_axis_share: float

    def turned_about(self) -> "FootAxes":
        """Exchange front and back, and with it left and right."""
        return FootAxes(
            rotation_ratio=self.rotation_ratio * np.array([[-1.0], [-1.0], [1.0]]),
            main_axis_share=self.main_axis_share,
        )


def find_axes_but_front(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray,
    *,
    moves: Moves,
    sampling_rate_hz: float,
) -> FootAxes:
    """Find the axes of a foot, front and back still to be told apart.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        In the axes of the sensor, bias of the gyroscope taken off.
    moves
        At least one.
    """
    rests = np.concatenate((moves.starts_samples, moves.ends_samples))
    up = _up(acceleration_mps2, rests, max(1, round(_REACH_S * sampling_rate_hz)))
    is_moving = np.zeros(len(angular_velocity_dps) + 1, dtype=np.intp)
    np.add.at(is_moving, moves.starts_samples, 1)
    np.add.at(is_moving, moves.ends_samples, -1)
    turning = angular_velocity_dps[np.cumsum(is_moving)[:-1] > 0]
    across_up = np.eye(3) - np.outer(up, up)
    sizes, directions = np.linalg.eigh(
        across_up @ np.einsum("ij,ik->jk", turning, turning) @ across_up
    )
    forward = np.cross(directions[:, -1], up)
    forward /= np.linalg.norm(forward)
    return FootAxes(
        rotation_ratio=np.stack((forward, np.cross(up, forward), up)),
        main_axis_share=float(sizes[-1] / np.sum(sizes)) if np.sum(sizes) > 0 else 0.5,
    )


def _up(acceleration_mps2: FloatArray, rests: SampleArray, reach_samples: int) -> FloatArray:
    window = np.arange(-reach_samples, reach_samples + 1)
    positions = np.clip(rests[:, None] + window, 0, len(acceleration_mps2) - 1)
    up = np.median(acceleration_mps2[positions].mean(axis=1, dtype=float), axis=0)
    return np.asarray(up / np.linalg.norm(up))
