"""What moves in a recording: enough to tell what the person was probably asked to do.

No movement is measured here; that is done by what is proposed. Limits: docs/decisions/
0085-which-task-is-proposed.md
"""

from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.plates import Plate
from restride.recording.recording import Sensor
from restride.terms import Task

#: In trunk lengths: a foot that leaves its place by so much steps, hips that rise and sink by so
#: much squat or rise, and hands by so much do something. A step is a trunk length, a chair two
#: thirds of one.
_STEP: Final = 0.5
_HIPS_MOVED: Final = 0.2
_HANDS_MOVED: Final = 0.35
#: Fewer frames with the whole body tell nothing.
_LEAST_FRAMES_COUNT: Final = 10
#: The load is looked at in pieces of this length: single frames without load are faults.
_PIECE_S: Final = 0.3
#: Whoever sits down leaves less than the first part of the weight to the feet, whoever stands more
#: than the second; twice is no stepping on.
_SEATED_SHARE: Final = 0.4
_STANDING_SHARE: Final = 0.6
_RISES_COUNT: Final = 2
#: Squats change the load by more than this part of the weight, standing by a fiftieth.
_BOUNCE_SHARE: Final = 0.1
#: Steps over a plate are shorter.
_SHORTEST_S: Final = 5.0
#: A trunk that keeps so still in nearly every second stands or sits, in trials of these lengths.
_STILL_MPS2: Final = 0.1
_STILL_SHARE: Final = 0.95
_TRIAL_S: Final = (10.0, 600.0)


def task_of_landmarks(landmarks: Landmarks) -> Task:
    """Tell walking, a movement that is repeated, and standing still apart."""
    hips, ankles, wrists, shoulders = (
        _pair(landmarks, part) for part in ("hip", "ankle", "wrist", "shoulder")
    )
    middle, ground = hips.mean(axis=0), ankles.mean(axis=0)
    trunk = np.linalg.norm(shoulders.mean(axis=0) - middle, axis=1)
    known: BoolArray = np.isfinite(trunk) & (trunk > 0) & np.isfinite(ground).all(axis=1)
    if np.count_nonzero(known) < _LEAST_FRAMES_COUNT:
        return Task.WALK
    trunk = trunk[known]
    usual = float(np.median(trunk))
    if max(_spread(way) for ankle in ankles for way in ankle[:, :-1].T) > _STEP * usual:
        return Task.WALK
    hips_moved = _spread((middle - ground)[known, -1] / trunk)
    hands_moved = max(_spread((wrist - ground)[known, -1] / trunk) for wrist in wrists)
    is_moving = hips_moved > _HIPS_MOVED or hands_moved > _HANDS_MOVED
    return Task.REPETITIONS if is_moving else Task.POSTURE


def task_of_plates(plates: tuple[Plate, ...]) -> Task:
    """Tell rising from a chair, squatting and standing apart by the load of all plates."""
    loads_n = [each.vertical_force_n for each in plates if each.vertical_force_n is not None]
    if not loads_n or len({len(each) for each in loads_n}) > 1:
        return Task.QUIET_STANDING
    total_n = np.sum(loads_n, axis=0)
    total_n = total_n[np.isfinite(total_n)]
    rate_hz = plates[0].clock.sampling_rate_hz
    if len(total_n) < _SHORTEST_S * rate_hz:
        return Task.QUIET_STANDING
    pieces_n = np.median(_in_pieces(total_n, round(_PIECE_S * rate_hz)), axis=1)
    weight_n = float(np.percentile(pieces_n, 90))
    is_up = pieces_n > _STANDING_SHARE * weight_n
    is_clear = is_up | (pieces_n < _SEATED_SHARE * weight_n)
    if np.count_nonzero(np.diff(is_up[is_clear].astype(int)) > 0) >= _RISES_COUNT:
        return Task.SIT_TO_STAND
    low_n, middle_n, high_n = (float(each) for each in np.percentile(total_n, [2, 50, 98]))
    is_bouncing = low_n >= _SEATED_SHARE * weight_n and high_n - low_n > _BOUNCE_SHARE * middle_n
    return Task.REPETITIONS if is_bouncing else Task.QUIET_STANDING


def keeps_still(sensor: Sensor) -> bool:
    """Tell whether a trunk keeps so still, for so long, that the person may have stood on trial."""
    shortest_s, longest_s = _TRIAL_S
    if not shortest_s <= sensor.clock.duration_s <= longest_s:
        return False
    lengths = np.linalg.norm(sensor.acceleration_mps2, axis=1)
    is_still = _in_pieces(lengths, round(sensor.clock.sampling_rate_hz)).std(axis=1) < _STILL_MPS2
    return bool(is_still.mean() >= _STILL_SHARE)


def _in_pieces(values: FloatArray, length: int) -> FloatArray:
    """Cut into pieces of one length, (n_pieces, length); what is over at the end is left out."""
    length = max(1, length)
    return np.asarray(values[: len(values) // length * length].reshape(-1, length))


def _pair(landmarks: Landmarks, part: str) -> FloatArray:
    """Follow a part on the left and on the right, (2, n_samples, 2 or 3); NaN where unknown."""
    samples_count, _, axes_count = landmarks.positions.shape
    sides = []
    for side in ("left", "right"):
        point = Landmark(f"{side}-{part}")
        if point in landmarks.points:
            sides.append(landmarks.positions[:, landmarks.points.index(point)])
        else:
            sides.append(np.full((samples_count, axes_count), np.nan))
    return np.stack(sides)


def _spread(height: FloatArray) -> float:
    known = height[np.isfinite(height)]
    if not len(known):
        return 0.0
    low, high = np.percentile(known, [2, 98])
    return float(high - low)
