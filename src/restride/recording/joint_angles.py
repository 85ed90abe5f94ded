"""Angles of joints over time, as inverse kinematics or an electronic goniometer writes them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from restride.arrays import FloatArray
from restride.recording.clock import Clock


class Joint(StrEnum):
    """A joint of one side with the movement that is counted positive."""

    LEFT_HIP_FLEXION = "left-hip-flexion"
    RIGHT_HIP_FLEXION = "right-hip-flexion"
    LEFT_HIP_ADDUCTION = "left-hip-adduction"
    RIGHT_HIP_ADDUCTION = "right-hip-adduction"
    LEFT_HIP_ROTATION = "left-hip-rotation"
    RIGHT_HIP_ROTATION = "right-hip-rotation"
    LEFT_KNEE_FLEXION = "left-knee-flexion"
    RIGHT_KNEE_FLEXION = "right-knee-flexion"
    LEFT_ANKLE_DORSIFLEXION = "left-ankle-dorsiflexion"
    RIGHT_ANKLE_DORSIFLEXION = "right-ankle-dorsiflexion"
    LEFT_SHOULDER_FLEXION = "left-shoulder-flexion"
    RIGHT_SHOULDER_FLEXION = "right-shoulder-flexion"
    LEFT_SHOULDER_ABDUCTION = "left-shoulder-abduction"
    RIGHT_SHOULDER_ABDUCTION = "right-shoulder-abduction"
    LEFT_ELBOW_FLEXION = "left-elbow-flexion"
    RIGHT_ELBOW_FLEXION = "right-elbow-flexion"
    #: Of the trunk against the vertical; forward and to the right positive.
    TRUNK_LEAN_FORWARD = "trunk-lean-forward"
    TRUNK_LEAN_RIGHT = "trunk-lean-right"
    PELVIS_TILT_FORWARD = "pelvis-tilt-forward"
    #: Right side of the pelvis lower than the left.
    PELVIS_DROP_RIGHT = "pelvis-drop-right"
    #: Of the knee off the line from hip to ankle in the frontal plane; inwards (valgus) positive.
    LEFT_FRONTAL_KNEE_PROJECTION = "left-frontal-knee-projection"
    RIGHT_FRONTAL_KNEE_PROJECTION = "right-frontal-knee-projection"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointAngles:
    """Joint angles of one person. Missing samples are NaN."""

    name: str
    clock: Clock
    #: Which joint each column of ``angles_deg`` is, each once.
    joints: tuple[Joint, ...]
    #: (n_samples, n_joints), zero in upright standing.
    angles_deg: FloatArray
    #: (n_samples,), of the pelvis above the ground or its own zero; None where not given.
    pelvis_height_m: FloatArray | None = None

    @property
    def arrays(self) -> tuple[FloatArray | None, ...]:
        """All signals, for the hash of the content."""
        return (self.angles_deg, self.pelvis_height_m)

    @property
    def marks(self) -> tuple[str, ...]:
        """What else tells this from another, for the hash of the content."""
        return ("joint-angles", *self.joints)

    def of(self, joint: Joint) -> FloatArray | None:
        """Follow one joint, (n_samples,); None where it is not among them."""
        if joint not in self.joints:
            return None
        column: FloatArray = self.angles_deg[:, self.joints.index(joint)]
        return column

    def between(self, start_s: float, end_s: float) -> "JointAngles":
        """Cut to the half-open range of time, sharing memory."""
        first, last = self.clock.samples_at(start_s), self.clock.samples_at(end_s)
        height = self.pelvis_height_m
        return replace(
            self,
            clock=self.clock.between(first, last),
            angles_deg=self.angles_deg[first:last],
            pelvis_height_m=None if height is None else height[first:last],
        )
