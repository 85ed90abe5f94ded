"""The virtual person filmed from the side: points in the picture as a pose estimator finds them.

A pinhole camera without distortion [hartley2004], level, that stands still, pans with the person or
goes along (as beside a treadmill). The estimator errs: white and lasting noise, a bias of each
point, points lost, the far leg hidden, left and right taken for each other where legs cross.
Sizes: docs/decisions/0023.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.recording import Recording
from restride.simulate.landmarks import (
    BoolArray,
    frame_times_s,
    lasting_errors,
    lost_frames,
    positions_at,
)
from restride.simulate.limits import refuse_outside
from restride.simulate.shapes import smoothed
from restride.simulate.skeleton import Skeleton, skeleton_of
from restride.simulate.walk import SimulatedWalk
from restride.terms import LengthUnit, Side

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "sampling_rate_hz": (5.0, 240.0),
    "distance_m": (1.0, 60.0),
    "height_m": (0.1, 4.0),
    "field_of_view_deg": (15.0, 120.0),
    "noise_px": (0.0, 60.0),
    "bias_px": (0.0, 60.0),
    "missing_share": (0.0, 0.9),
    "swaps_share": (0.0, 1.0),
    "seed": (0, 2**53),
}
_PICTURE_PX: Final = (64.0, 16384.0)
#: What an estimator of single pictures gives; the names of both sides.
_SIDED: Final = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")
_LEG: Final = ("knee", "ankle", "heel", "toe")
#: Part of the error that is new in every frame; the rest lasts.
_FRESH_SHARE: Final = 0.5
#: The far side is seen through the near one: its errors and its visibility over those of the near.
_FAR_NOISE_RATIO: Final = 1.5
_NEAR_SEEN_SHARE: Final = 0.96
_FAR_SEEN_SHARE: Final = 0.80
#: Legs cross where the ankles are closer in the picture than this part of the body's height.
_CROSSING_SHARE: Final = 0.05
_HIDDEN_SHARE: Final = 0.45


class CameraMotion(StrEnum):
    """What the camera does while the person walks."""

    STILL = "still"
    PANNING = "panning"
    #: Goes along, or the person walks on a treadmill.
    ALONGSIDE = "alongside"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSettings:
    """One camera at the side of the path, and what its estimator gets wrong."""

    sampling_rate_hz: float = 30.0
    picture_size_px: tuple[float, float] = (1920.0, 1080.0)
    field_of_view_deg: float = 60.0
    #: From the path, and above the ground.
    distance_m: float = 5.0
    height_m: float = 1.0
    #: Where along the path it stands; None for the middle of the whole way.
    along_m: float | None = None
    #: The side of the path, as the person begins to walk.
    side: Side = Side.RIGHT
    motion: CameraMotion = CameraMotion.STILL
    #: Pictures are flipped, as in a mirror, and the estimator takes right for left.
    is_mirrored: bool = False
    #: Standard deviation of the error of each coordinate, and of each point's lasting offset.
    noise_px: float = 3.0
    bias_px: float = 3.0
    missing_share: float = 0.01
    #: Part of the times the legs cross at which left and right are taken for each other.
    swaps_share: float = 0.05
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)
        low, high = _PICTURE_PX
        if not all(low <= length_px <= high for length_px in self.picture_size_px):
            raise OptionError(
                f"A picture is between {low:g} and {high:g} px wide and high, and got "
                f"{self.picture_size_px}. Choose a size within these limits."
            )

    @property
    def focal_length_px(self) -> float:
        """Picture elements of something as wide as it is far."""
        half_rad = np.deg2rad(self.field_of_view_deg / 2)
        return float(self.picture_size_px[0] / 2 / np.tan(half_rad))


def keypoints_of(walked: SimulatedWalk, *, camera: CameraSettings | None = None) -> Recording:
    """Film a simulated walk: its landmarks in the picture, on the clock of its truth.

    What is true of the walk stays true: ``walked.truth`` and ``walked.contacts``.
    """
    filmed = filmed_landmarks(skeleton_of(walked.body), camera or CameraSettings())
    return replace(
        walked.recording, name=f"{walked.recording.name}-filmed", sensors=(), landmarks=(filmed,)
    )


def filmed_landmarks(skeleton: Skeleton, camera: CameraSettings) -> Landmarks:
    """Tell where an estimator finds the points of the body in the picture."""
    random = np.random.default_rng([camera.seed, 27])
    points = _points()
    times_s = frame_times_s(skeleton, camera.sampling_rate_hz)
    positions_m = positions_at(skeleton, points, times_s=times_s)
    flat_px, depth_m = _projected(positions_m, skeleton, camera, times_s=times_s)
    is_far = _is_far(points, depth_m)
    crossing = _crossing(points, flat_px)
    found_px = flat_px + _errors(flat_px.shape, is_far, camera, random=random)
    seen_share = _seen_share(points, is_far, crossing, random=random)
    _swap_legs(found_px, points, crossing, camera=camera, random=random)
    width_px, height_px = camera.picture_size_px
    inside = (
        (flat_px[..., 0] >= 0)
        & (flat_px[..., 0] < width_px)
        & (flat_px[..., 1] >= 0)
        & (flat_px[..., 1] < height_px)
        & (depth_m > 0)
    )
    lost = lost_frames(
        (len(times_s), len(points)),
        camera.missing_share,
        sampling_rate_hz=camera.sampling_rate_hz,
        random=random,
    )
    absent = lost | ~inside
    found_px[absent] = np.nan
    seen_share[absent] = 0.0
    names = points
    if camera.is_mirrored:
        found_px[..., 0] = width_px - found_px[..., 0]
        names = tuple(_other(point) for point in points)
    return Landmarks(
        name="virtual person",
        clock=Clock(sampling_rate_hz=camera.sampling_rate_hz, samples_count=len(times_s)),
        points=names,
        positions=found_px,
        unit=LengthUnit.PICTURE_ELEMENTS,
        visibility_share=seen_share,
        picture_size_px=camera.picture_size_px,
    )


def _points() -> tuple[Landmark, ...]:
    sided = (Landmark(f"{side}-{part}") for part in _SIDED for side in Side)
    return (Landmark.NOSE, *sided)


def _other(point: Landmark) -> Landmark:
    side, _, part = point.partition("-")
    return Landmark(f"{Side(side).other}-{part}") if part else point


def _projected(
    positions_m: FloatArray, skeleton: Skeleton, camera: CameraSettings, *, times_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Project into the picture: (n_frames, n_points, 2), and how far each point is away."""
    body_m = positions_at(skeleton, (Landmark.PELVIS,), times_s=times_s)[:, 0]
    width = 2 * round(0.25 * camera.sampling_rate_hz) + 1
    followed_m = smoothed(body_m, width_samples=width)
    whole_m = skeleton.points[Landmark.PELVIS][:, 0]
    middle_m = float((whole_m.min() + whole_m.max()) / 2)
    along_m = np.full(len(times_s), middle_m if camera.along_m is None else camera.along_m)
    if camera.motion is CameraMotion.ALONGSIDE:
        along_m = followed_m[:, 0]
    # On the right of the path the picture's right is the way ahead; on the left it is the way back.
    hand = 1.0 if camera.side is Side.RIGHT else -1.0
    ahead_m = hand * (positions_m[..., 0] - along_m[:, None])
    depth_m = camera.distance_m + hand * positions_m[..., 1]
    if camera.motion is CameraMotion.PANNING:
        aim_rad = np.arctan2(
            hand * (followed_m[:, 0] - along_m), camera.distance_m + hand * followed_m[:, 1]
        )[:, None]
        ahead_m, depth_m = (
            np.cos(aim_rad) * ahead_m - np.sin(aim_rad) * depth_m,
            np.sin(aim_rad) * ahead_m + np.cos(aim_rad) * depth_m,
        )
    up_m = positions_m[..., 2] - camera.height_m
    width_px, height_px = camera.picture_size_px
    scale_px = camera.focal_length_px / np.maximum(depth_m, 0.1)
    flat_px = np.stack(
        [width_px / 2 + scale_px * ahead_m, height_px / 2 + scale_px * up_m], axis=-1
    )
    return flat_px, depth_m


def _is_far(points: tuple[Landmark, ...], depth_m: FloatArray) -> BoolArray:
    """Tell which points lie on the far side of the body, (n_frames, n_points)."""
    left, right = (depth_m[:, points.index(Landmark(f"{side}-hip"))] for side in Side)
    far = np.zeros(depth_m.shape, dtype=bool)
    for column, point in enumerate(points):
        if point.startswith(Side.LEFT):
            far[:, column] = left > right
        elif point.startswith(Side.RIGHT):
            far[:, column] = right > left
    return far


def _crossing(points: tuple[Landmark, ...], flat_px: FloatArray) -> BoolArray:
    """Tell when one ankle passes the other, (n_frames,)."""
    left, right = (flat_px[:, points.index(Landmark(f"{side}-ankle"))] for side in Side)
    tall_px = flat_px[:, points.index(Landmark.NOSE), 1] - np.minimum(left, right)[:, 1]
    close: BoolArray = np.abs(left[:, 0] - right[:, 0]) < _CROSSING_SHARE * tall_px
    return close


def _errors(
    shape: tuple[int, ...],
    is_far: BoolArray,
    camera: CameraSettings,
    *,
    random: np.random.Generator,
) -> FloatArray:
    lasting = lasting_errors(shape, sampling_rate_hz=camera.sampling_rate_hz, random=random)
    fresh = random.standard_normal(shape)
    both = np.sqrt(1 - _FRESH_SHARE) * lasting + np.sqrt(_FRESH_SHARE) * fresh
    worse = np.where(is_far, _FAR_NOISE_RATIO, 1.0)[..., None]
    bias_px = camera.bias_px * random.standard_normal((1, *shape[1:]))
    errors_px: FloatArray = camera.noise_px * worse * both + bias_px
    return errors_px


def _seen_share(
    points: tuple[Landmark, ...],
    is_far: BoolArray,
    crossing: BoolArray,
    *,
    random: np.random.Generator,
) -> FloatArray:
    share = np.where(is_far, _FAR_SEEN_SHARE, _NEAR_SEEN_SHARE)
    is_leg = np.array([point.partition("-")[2] in _LEG for point in points])
    share = np.where(is_far & is_leg & crossing[:, None], _HIDDEN_SHARE, share)
    share = share + 0.04 * random.standard_normal(share.shape)
    clipped: FloatArray = np.clip(share, 0.05, 1.0)
    return clipped


def _swap_legs(
    found_px: FloatArray,
    points: tuple[Landmark, ...],
    crossing: BoolArray,
    *,
    camera: CameraSettings,
    random: np.random.Generator,
) -> None:
    """Take the left leg for the right at some crossings, in place."""
    starts = np.flatnonzero(crossing & ~np.r_[False, crossing[:-1]])
    for start in starts[random.random(len(starts)) < camera.swaps_share]:
        lasts_s = float(random.uniform(0.05, 0.2))
        span = slice(int(start), int(start + max(1, round(lasts_s * camera.sampling_rate_hz))))
        for part in _LEG:
            left, right = (points.index(Landmark(f"{side}-{part}")) for side in Side)
            kept = found_px[span, left].copy()
            found_px[span, left] = found_px[span, right]
            found_px[span, right] = kept
