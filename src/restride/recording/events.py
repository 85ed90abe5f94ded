"""What happens in a walk: contacts, strides, steps, turns and bouts.

Filled from signals by ``gait``, and from the truth by ``simulate`` and the readers of references.
All times are seconds from the start of the recording.
"""

from dataclasses import dataclass

from restride.terms import ContactKind, EndReason, EventSource, Side, Terrain, TurnDirection


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A foot first touches, or last leaves, the ground."""

    time_s: float
    kind: ContactKind
    #: None where the side could not be told.
    side: Side | None
    source: EventSource
    #: 0 to 1: how well the signal shows the contact and, where it has a side, its side.
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """One gait cycle: from a foot's initial contact to that foot's next one.

    A field is None where the sensor at hand cannot give it.
    """

    side: Side | None
    start_s: float
    #: This foot leaves the ground.
    final_contact_s: float | None
    end_s: float
    length_m: float | None = None
    #: Both stretches with both feet on the ground, added.
    double_support_s: float | None = None
    single_support_s: float | None = None
    #: Change of heading over the stride, positive to the left.
    turn_deg: float | None = None
    terrain: Terrain | None = None
    # Foot sensors only.
    #: Highest rise of the foot sensor above the straight line between its two rests.
    clearance_m: float | None = None
    #: Largest sideways way from the straight line between its two rests, outwards positive.
    circumduction_m: float | None = None
    #: Pitch of the foot against its flat rest at the initial contact at ``end_s``, toes up
    #: positive.
    contact_angle_deg: float | None = None
    #: Pitch of the foot at its final contact, toes up positive: mostly negative.
    lift_angle_deg: float | None = None
    #: Height gained from rest to rest.
    height_change_m: float | None = None
    # Lower-back sensor only: body frame, from the stride's own signal.
    harmonic_ratio_vertical: float | None = None
    harmonic_ratio_forward: float | None = None
    harmonic_ratio_sideways: float | None = None
    #: Range of the trunk's rotation about the forward, the left and the vertical axis.
    trunk_roll_range_deg: float | None = None
    trunk_pitch_range_deg: float | None = None
    trunk_yaw_range_deg: float | None = None
    #: Walked away from turns and from the bout's ends: what steady measures rest on.
    is_steady: bool = True

    @property
    def duration_s(self) -> float:
        """Time from initial contact to initial contact."""
        return self.end_s - self.start_s

    @property
    def stance_s(self) -> float | None:
        """Time the foot is on the ground."""
        return None if self.final_contact_s is None else self.final_contact_s - self.start_s

    @property
    def swing_s(self) -> float | None:
        """Time the foot is in the air."""
        return None if self.final_contact_s is None else self.end_s - self.final_contact_s

    @property
    def speed_mps(self) -> float | None:
        """Length over duration."""
        return None if self.length_m is None else self.length_m / self.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From an initial contact to the next of the other foot, named after the foot that lands."""

    side: Side | None
    start_s: float
    end_s: float
    length_m: float | None = None
    is_steady: bool = True

    @property
    def duration_s(self) -> float:
        """Time from initial contact to initial contact."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of direction about the vertical."""

    start_s: float
    end_s: float
    #: Positive to the left.
    angle_deg: float
    peak_angular_velocity_dps: float
    #: Initial contacts inside the turn; None where no contact could be looked for.
    steps_count: int | None = None

    @property
    def direction(self) -> TurnDirection:
        """Left where the angle is positive."""
        return TurnDirection.LEFT if self.angle_deg > 0 else TurnDirection.RIGHT

    @property
    def duration_s(self) -> float:
        """How long the turn takes."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkingBout:
    """Walking that keeps the rules of a bout, with everything found in it, in order of time."""

    start_s: float
    end_s: float
    end_reason: EndReason
    initial_contacts: tuple[Contact, ...]
    final_contacts: tuple[Contact, ...]
    strides: tuple[Stride, ...]
    steps: tuple[Step, ...] = ()

    @property
    def duration_s(self) -> float:
        """How long the bout lasts."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """All walking in a recording, or the reason why none was found."""

    bouts: tuple[WalkingBout, ...]
    turns: tuple[Turn, ...]
    #: Set where ``bouts`` is empty: what was looked for and what was there instead.
    no_walking_reason: str | None = None
