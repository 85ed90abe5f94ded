"""Points of the body over time: from any pose estimator in pictures, or from markers in space."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from restride.arrays import FloatArray
from restride.recording.clock import Clock
from restride.terms import LengthUnit


class Landmark(StrEnum):
    """A named point of the body. Left and right are the person's own."""

    NOSE = "nose"
    LEFT_EYE = "left-eye"
    RIGHT_EYE = "right-eye"
    LEFT_EAR = "left-ear"
    RIGHT_EAR = "right-ear"
    NECK = "neck"
    #: Spinous process of the seventh cervical vertebra.
    C7 = "c7"
    LEFT_SHOULDER = "left-shoulder"
    RIGHT_SHOULDER = "right-shoulder"
    LEFT_ELBOW = "left-elbow"
    RIGHT_ELBOW = "right-elbow"
    LEFT_WRIST = "left-wrist"
    RIGHT_WRIST = "right-wrist"
    #: Tip of the middle finger, where an estimator gives hands.
    LEFT_FINGER = "left-finger"
    RIGHT_FINGER = "right-finger"
    PELVIS = "pelvis"
    LEFT_HIP = "left-hip"
    RIGHT_HIP = "right-hip"
    #: Anterior and posterior superior iliac spines, from markers.
    LEFT_FRONT_PELVIS = "left-front-pelvis"
    RIGHT_FRONT_PELVIS = "right-front-pelvis"
    LEFT_BACK_PELVIS = "left-back-pelvis"
    RIGHT_BACK_PELVIS = "right-back-pelvis"
    LEFT_KNEE = "left-knee"
    RIGHT_KNEE = "right-knee"
    LEFT_ANKLE = "left-ankle"
    RIGHT_ANKLE = "right-ankle"
    LEFT_HEEL = "left-heel"
    RIGHT_HEEL = "right-heel"
    #: Tip of the foot: the big toe, or the head of a metatarsal bone.
    LEFT_TOE = "left-toe"
    RIGHT_TOE = "right-toe"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Landmarks:
    """The landmarks of one person. What was not seen in a frame is NaN there."""

    name: str
    clock: Clock
    #: Which point each column of ``positions`` is, each once.
    points: tuple[Landmark, ...]
    #: (n_frames, n_points, 2) in a picture: to the right in the picture, and up.
    #: (n_frames, n_points, 3) in space: two level axes, and up last; right-handed.
    positions: FloatArray
    unit: LengthUnit
    #: (n_frames, n_points), 0 to 1, as the estimator says; None where it does not.
    visibility_share: FloatArray | None = None
    #: Width and height of the picture; None in space, or where nobody says.
    picture_size_px: tuple[float, float] | None = None

    @property
    def is_flat(self) -> bool:
        """Whether the landmarks lie in a picture."""
        return bool(self.positions.shape[2] == 2)

    @property
    def arrays(self) -> tuple[FloatArray | None, ...]:
        """All signals, for the hash of the content."""
        return (self.positions, self.visibility_share)

    @property
    def marks(self) -> tuple[str, ...]:
        """What else tells this from another, for the hash of the content."""
        return ("landmarks", *self.points, str(self.unit), str(self.picture_size_px))

    def has(self, *points: Landmark) -> bool:
        """Tell whether all these points are there, seen or not."""
        return set(points) <= set(self.points)

    def of(self, point: Landmark) -> FloatArray:
        """Follow one point, (n_frames, 2 or 3); all NaN where it is not among the points."""
        if point in self.points:
            column: FloatArray = self.positions[:, self.points.index(point)]
            return column
        frames_count, _, axes_count = self.positions.shape
        return np.full((frames_count, axes_count), np.nan)

    def between(self, start_s: float, end_s: float) -> "Landmarks":
        """Cut to the half-open range of time, sharing memory."""
        first, last = self.clock.samples_at(start_s), self.clock.samples_at(end_s)
        seen = self.visibility_share
        return replace(
            self,
            clock=self.clock.between(first, last),
            positions=self.positions[first:last],
            visibility_share=None if seen is None else seen[first:last],
        )
