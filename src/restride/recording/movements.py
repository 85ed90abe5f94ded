"""What happens when a person rises, turns, sits down or repeats a movement.

Filled from signals by ``movement``, and from the truth by ``simulate``. All times are seconds from
the start of the recording.
"""

from dataclasses import dataclass

from restride.recording.events import Contact, Turn
from restride.terms import EventSource, PhaseKind, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairRise:
    """A person rises from a chair and, mostly, sits down again."""

    #: The trunk begins to lean forward, out of sitting at rest.
    start_s: float
    #: Upright: hips and trunk have stopped rising.
    end_s: float
    #: The trunk begins to go down again; None where the recording ends first.
    sit_start_s: float | None
    #: Seated, the trunk back where it rests.
    sit_end_s: float | None
    #: Highest upward speed of the trunk; None where the signal cannot tell.
    peak_rise_velocity_mps: float | None
    #: Highest downward speed of the trunk, positive.
    peak_sit_velocity_mps: float | None
    #: Largest forward lean of the trunk against sitting.
    trunk_lean_deg: float | None
    source: EventSource
    #: 0 to 1: how well the signal shows the rise.
    confidence: float

    @property
    def rise_s(self) -> float:
        """How long rising takes."""
        return self.end_s - self.start_s

    @property
    def sit_s(self) -> float | None:
        """How long sitting down takes."""
        if self.sit_start_s is None or self.sit_end_s is None:
            return None
        return self.sit_end_s - self.sit_start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of the timed up and go."""

    kind: PhaseKind
    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """How long it takes."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGo:
    """One timed up and go: rise, walk out, turn, walk back, turn and sit down."""

    #: In the order of ``PhaseKind``, each once; turning to sit and sitting may overlap.
    phases: tuple[Phase, ...]
    #: At the far end, and before the chair.
    turns: tuple[Turn, Turn]
    #: Steps of both ways and of the turns, in order of time.
    initial_contacts: tuple[Contact, ...]
    #: Highest upward speed of the trunk while rising.
    peak_rise_velocity_mps: float | None
    #: Highest downward speed of the trunk while sitting down, positive.
    peak_sit_velocity_mps: float | None
    #: Largest forward lean of the trunk while rising, against sitting.
    rise_lean_deg: float | None
    #: 0 to 1: how well the signal shows the whole.
    confidence: float

    @property
    def start_s(self) -> float:
        """The trunk begins to lean forward."""
        return self.phases[0].start_s

    @property
    def end_s(self) -> float:
        """Seated again."""
        return self.phases[-1].end_s

    @property
    def duration_s(self) -> float:
        """From the first movement to seated again."""
        return self.end_s - self.start_s

    @property
    def overlap_s(self) -> float:
        """How long turning and sitting down run together."""
        turn, sit = self.phases[-2], self.phases[-1]
        return max(0.0, min(turn.end_s, sit.end_s) - max(turn.start_s, sit.start_s))

    def phase(self, kind: PhaseKind) -> Phase:
        """Find one of the phases."""
        return next(each for each in self.phases if each.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One squat, lift or reach: out of the resting position, to the turning point, and back."""

    start_s: float
    #: Where the movement is furthest from rest.
    turning_point_s: float
    end_s: float
    #: Time near the turning point: a hold.
    hold_s: float
    #: How far it goes: the joint that bends, and the height that changes; what is known of both.
    range_deg: float | None = None
    range_m: float | None = None
    #: None where both sides move together.
    side: Side | None = None
    #: 0 to 1: how well the landmarks were seen.
    confidence: float = 1.0

    @property
    def duration_s(self) -> float:
        """From rest to rest."""
        return self.end_s - self.start_s
