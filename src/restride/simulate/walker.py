"""Who walks: the settings of the virtual walker, and what no person can do."""

from dataclasses import dataclass
from typing import Final

from restride.errors import OptionError
from restride.simulate.limits import refuse_outside
from restride.terms import Side

#: Shortest swing a leg can be brought forward in. House choice.
SHORTEST_SWING_S: Final = 0.12
#: Longest step in body heights: about that of race walkers. House choice.
_LONGEST_STEP_HEIGHTS: Final = 0.75

_LIMITS: dict[str, tuple[float, float]] = {
    "speed_mps": (0.05, 3.0),
    "cadence_spm": (30.0, 220.0),
    "height_m": (0.8, 2.4),
    "sensor_height_m": (0.3, 1.6),
    "step_length_asymmetry_ratio": (0.25, 4.0),
    "step_time_asymmetry_ratio": (0.5, 2.0),
    "stride_time_variation_ratio": (0.0, 0.25),
    "stride_length_variation_ratio": (0.0, 0.4),
    "double_support_share": (0.02, 0.7),
    "step_width_m": (0.0, 0.5),
    "contact_angle_deg": (-30.0, 40.0),
    "lift_angle_deg": (-85.0, -2.0),
    "clearance_m": (0.005, 0.3),
    "circumduction_m": (-0.1, 0.25),
    "trunk_lean_deg": (-15.0, 45.0),
    "impact_ratio": (0.0, 3.0),
    "seed": (0, 2**53),
    "style_spread_ratio": (0.0, 2.0),
    "tremor_mps2": (0.0, 3.0),
    "turn_step_deg": (10.0, 120.0),
    "trunk_variation_ratio": (0.0, 0.6),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkerSettings:
    """How the virtual walker walks. Defaults are a healthy adult at a comfortable speed."""

    #: Comfortable speed, cadence and double support of adults. [perry2010]
    speed_mps: float = 1.25
    cadence_spm: float = 110.0
    height_m: float = 1.72
    #: Height of the lower-back sensor as worn on a belt; None for 0.6 of the body height.
    sensor_height_m: float | None = None
    #: Left step length over right step length.
    step_length_asymmetry_ratio: float = 1.0
    #: Left step time over right step time.
    step_time_asymmetry_ratio: float = 1.0
    #: Standard deviation over mean. Healthy adults: 1 to 3 %. [hausdorff2005]
    stride_time_variation_ratio: float = 0.02
    stride_length_variation_ratio: float = 0.025
    #: Both stretches of a stride together; None for what the speed suggests.
    double_support_share: float | None = None
    step_width_m: float = 0.10
    #: Pitch of the foot, toes up positive, at initial and at final contact. [perry2010]
    contact_angle_deg: float = 20.0
    lift_angle_deg: float = -55.0
    #: How far the sole is lifted beyond what the rolling over the toes does.
    clearance_m: float = 0.04
    #: Largest sideways way of the swinging foot, outwards positive.
    circumduction_m: float = 0.01
    trunk_lean_deg: float = 3.0
    #: How hard the foot lands; 1 is usual in shoes.
    impact_ratio: float = 1.0
    #: How far the walker's own style lies from the average one; 0 is the average style itself.
    style_spread_ratio: float = 1.0
    #: Heading covered by one step of a turn. House choice: half turns then take four steps.
    turn_step_deg: float = 50.0
    #: How much size and timing of the trunk's swings differ from step to step.
    trunk_variation_ratio: float = 0.3
    #: Trunk tremor at 5 Hz, as found in Parkinson's disease.
    tremor_mps2: float = 0.0
    #: The foot that takes the first step; None to leave it to the seed.
    first_side: Side | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)
        self._refuse_long_steps()
        self._refuse_short_swings()

    @property
    def step_s(self) -> float:
        """Mean time of a step."""
        return 60.0 / self.cadence_spm

    @property
    def step_m(self) -> float:
        """Mean length of a step."""
        return self.speed_mps * self.step_s

    @property
    def both_feet_share(self) -> float:
        """Double support as a share of the stride, given or from the speed."""
        if self.double_support_share is not None:
            return self.double_support_share
        # About 24 % at 1.25 m/s, more when slower. [perry2010]
        return min(0.42, max(0.14, 0.36 - 0.095 * self.speed_mps))

    @property
    def back_height_m(self) -> float:
        """Height of the lower-back sensor above the ground while standing."""
        return 0.6 * self.height_m if self.sensor_height_m is None else self.sensor_height_m

    def step_m_of(self, side: Side) -> float:
        """Mean length of the steps that land on a side."""
        return self.step_m * _share_of(self.step_length_asymmetry_ratio, side)

    def step_s_of(self, side: Side) -> float:
        """Mean time of the steps that land on a side."""
        return self.step_s * _share_of(self.step_time_asymmetry_ratio, side)

    def _refuse_long_steps(self) -> None:
        longest_m = max(self.step_m_of(side) for side in Side)
        limit_m = _LONGEST_STEP_HEIGHTS * self.height_m
        if longest_m > limit_m:
            raise OptionError(
                f"A person of {self.height_m:g} m can step at most {limit_m:.2f} m, and "
                f"{self.speed_mps:g} m/s at {self.cadence_spm:g} steps/min needs steps of "
                f"{longest_m:.2f} m. Lower the speed, or raise the cadence."
            )

    def _refuse_short_swings(self) -> None:
        shortest_s = min(self.step_s_of(side) for side in Side)
        swing_s = shortest_s * (1.0 - self.both_feet_share)
        if swing_s < SHORTEST_SWING_S:
            raise OptionError(
                f"A leg needs at least {SHORTEST_SWING_S:g} s to swing, and {self.cadence_spm:g} "
                f"steps/min with a double support share of {self.both_feet_share:.2f} leave "
                f"{swing_s:.2f} s. Lower the cadence, the share or the asymmetry."
            )


def _share_of(left_over_right_ratio: float, side: Side) -> float:
    right = 2.0 / (1.0 + left_over_right_ratio)
    return 2.0 - right if side is Side.LEFT else right
