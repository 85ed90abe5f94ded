"""What an analysis may be told, beside the recording."""

from dataclasses import dataclass, field

from restride.analysis.standing_settings import LeanTarget, StandingSettings
from restride.errors import OptionError
from restride.gait.calibration import StrideLengthCalibration
from restride.movement.settings import (
    ChairSettings,
    RangeSettings,
    ReachSettings,
    RepetitionSettings,
    StanceSettings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSettings:
    """How a recording is analysed. Each default says where it comes from."""

    #: A factor made earlier; multiplies every stride length from the lower back.
    calibration: StrideLengthCalibration | None = None
    #: The recording is one walk of this length: the factor is made from it, and used.
    known_distance_m: float | None = None
    #: Longer recordings are taken in blocks of about this length, to bound the memory. House
    #: choice: docs/decisions/0030.
    block_s: float = 3600.0
    #: A bout that goes on for longer than this is cut. House choice: nobody walks four hours
    #: without a pause of three seconds.
    longest_bout_s: float = 4 * 3600.0
    #: Of a trial of standing.
    standing: StandingSettings = field(default_factory=StandingSettings)
    #: Of a test of the limits of stability.
    leans: tuple[LeanTarget, ...] = ()
    #: Of rises from a chair.
    chair: ChairSettings = field(default_factory=ChairSettings)
    #: Of repeated movements.
    repetitions: RepetitionSettings = field(default_factory=RepetitionSettings)
    #: Of a quiet stance.
    posture: StanceSettings = field(default_factory=StanceSettings)
    #: Of a functional reach.
    reach: ReachSettings = field(default_factory=ReachSettings)
    #: Of a joint's range.
    range_of_motion: RangeSettings = field(default_factory=RangeSettings)

    def __post_init__(self) -> None:
        if self.calibration is not None and self.known_distance_m is not None:
            raise OptionError(
                "A stride-length factor is either given or made from a walk of known length, and "
                "both were asked for. Leave out --known-distance-m or --stride-length-factor."
            )
