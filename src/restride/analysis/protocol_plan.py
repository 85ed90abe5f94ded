"""What a protocol asks for, as its YAML file says it."""

from dataclasses import dataclass, field
from pathlib import Path

from restride.analysis.protocol_analysis import ProtocolKind
from restride.balance.conditions import StandingCondition
from restride.person import Person
from restride.recording.readers.options import ReadOptions
from restride.terms import LeanDirection


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTrial:
    """One trial: a recording, a time, or neither, with the reason."""

    #: As the file writes it; what the trial is called.
    name: str
    #: None where the trial was only timed, or not done.
    path: Path | None = None
    #: Of a file with several.
    trial: str | None = None
    #: As timed by who watched.
    held_s: float | None = None
    not_done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCondition:
    """One condition and its trials, in their order."""

    condition: StandingCondition
    wanted_s: float | None
    trials: tuple[PlannedTrial, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLean:
    """One lean of a test of the limits of stability."""

    direction: LeanDirection
    path: Path
    trial: str | None
    cue_s: float
    #: From the middle of the feet to the target; None where it follows from the height.
    distance_mm: float | None
    #: The lean ends here; None for the next cue, or the end of the recording.
    end_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPlan:
    """A protocol, as it was written down."""

    kind: ProtocolKind
    name: str
    person: Person
    #: Of a protocol of standing.
    conditions: tuple[PlannedCondition, ...] = ()
    #: Of a test of the limits of stability.
    leans: tuple[PlannedLean, ...] = ()
    noise_floor: Path | None = None
    filtered_hz: float | None = None
    foot_outline_mm: tuple[tuple[float, float], ...] | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    format_name: str | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that it names, each once."""
        named = [trial.path for each in self.conditions for trial in each.trials]
        named += [lean.path for lean in self.leans] + [self.noise_floor]
        return tuple(dict.fromkeys(path for path in named if path is not None))
