"""Who does the timed up and go: from fit to frail, drawn by a seed."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import numpy as np

from restride.errors import OptionError
from restride.simulate.limits import refuse_outside
from restride.simulate.walker import WalkerSettings

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "length_m": (1.0, 20.0),
    "seat_height_m": (0.3, 0.6),
    "slump_deg": (-40.0, 10.0),
    "trunk_rest_deg": (-30.0, 20.0),
    "rest_before_s": (0.5, 60.0),
    "rest_after_s": (0.5, 60.0),
    "rise_s": (0.6, 8.0),
    "rise_lean_deg": (10.0, 70.0),
    "step_off_s": (-0.6, 10.0),
    "sit_s": (0.6, 8.0),
    "sit_lean_deg": (5.0, 60.0),
    "sit_delay_s": (-1.5, 5.0),
    "turn_deg": (-220.0, 220.0),
    "sit_turn_deg": (-220.0, 220.0),
    "attempts_count": (0, 3),
    "hardness_mps2": (0.0, 30.0),
    "softness_share": (0.55, 0.97),
    "hesitation_ratio": (0.0, 0.6),
    "fidgets_count": (0, 10),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGoSettings:
    """How the virtual person does the timed up and go. Defaults: a healthy adult."""

    walker: WalkerSettings = field(default_factory=WalkerSettings)
    #: From the chair to the turn. [podsiadlo1991]
    length_m: float = 3.0
    seat_height_m: float = 0.45
    #: Pitch of the pelvis and of the trunk on the seat, against standing.
    slump_deg: float = -18.0
    trunk_rest_deg: float = -6.0
    #: Sitting still before and after.
    rest_before_s: float = 3.0
    rest_after_s: float = 3.0
    rise_s: float = 1.5
    #: Largest lean of the trunk, against standing.
    rise_lean_deg: float = 38.0
    #: From the end of the rise to the first shift of weight; negative where they overlap.
    step_off_s: float = 0.0
    sit_s: float = 1.8
    sit_lean_deg: float = 30.0
    #: From the end of the second turn to going down; negative where they overlap.
    sit_delay_s: float = -0.3
    #: At the far end and before the chair; positive to the left.
    turn_deg: float = 180.0
    sit_turn_deg: float = 180.0
    is_turn_in_place: bool = False
    #: Failed attempts at rising before the one that succeeds.
    attempts_count: int = 0
    #: Shock of the seat, and how much of a soft way down is done when it is reached.
    hardness_mps2: float = 4.0
    softness_share: float = 0.85
    #: How much rising slows in its middle, as when the arms push.
    hesitation_ratio: float = 0.1
    #: Small movements before the start.
    fidgets_count: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)
        for name in ("turn_deg", "sit_turn_deg"):
            if abs(getattr(self, name)) < 140.0:
                raise OptionError(
                    f"{name} must be at least 140 degrees to either side, so that the person comes "
                    f"back to the chair, and is {getattr(self, name):g}. Choose about 180 or -180."
                )


class UpAndGoPattern(StrEnum):
    """People whom a clinic asks to rise and go. House choices: docs/decisions/0021."""

    FIT = "fit"
    OLDER = "older"
    FRAIL = "frail"
    PARKINSON = "parkinson"


#: For each pattern the range that each setting of the walker is drawn from.
_WALKERS: Final[dict[UpAndGoPattern, dict[str, tuple[float, float]]]] = {
    UpAndGoPattern.FIT: {
        "speed_mps": (1.2, 1.7),
        "cadence_spm": (108, 134),
        "turn_step_deg": (48, 75),
        "impact_ratio": (0.7, 1.5),
        "contact_angle_deg": (14, 25),
        "lift_angle_deg": (-64, -48),
    },
    UpAndGoPattern.OLDER: {
        "speed_mps": (0.75, 1.2),
        "cadence_spm": (92, 118),
        "turn_step_deg": (32, 55),
        "impact_ratio": (0.5, 1.2),
        "contact_angle_deg": (8, 20),
        "lift_angle_deg": (-55, -35),
        "trunk_lean_deg": (2, 10),
        "stride_time_variation_ratio": (0.02, 0.05),
        "stride_length_variation_ratio": (0.03, 0.06),
    },
    UpAndGoPattern.FRAIL: {
        "speed_mps": (0.38, 0.7),
        "cadence_spm": (72, 98),
        "turn_step_deg": (22, 38),
        "impact_ratio": (0.4, 0.9),
        "contact_angle_deg": (2, 12),
        "lift_angle_deg": (-45, -25),
        "trunk_lean_deg": (4, 15),
        "step_width_m": (0.1, 0.2),
        "stride_time_variation_ratio": (0.03, 0.08),
        "stride_length_variation_ratio": (0.04, 0.1),
    },
    UpAndGoPattern.PARKINSON: {
        "speed_mps": (0.45, 0.85),
        "cadence_spm": (96, 126),
        "turn_step_deg": (17, 30),
        "impact_ratio": (0.3, 0.8),
        "contact_angle_deg": (-2, 7),
        "lift_angle_deg": (-34, -16),
        "clearance_m": (0.012, 0.025),
        "trunk_lean_deg": (8, 22),
        "tremor_mps2": (0.0, 0.4),
        "double_support_share": (0.28, 0.38),
        "stride_time_variation_ratio": (0.03, 0.07),
        "stride_length_variation_ratio": (0.04, 0.09),
    },
}
#: The same for the rest.
_TASKS: Final[dict[UpAndGoPattern, dict[str, tuple[float, float]]]] = {
    UpAndGoPattern.FIT: {
        "rise_s": (1.0, 1.6),
        "rise_lean_deg": (20, 40),
        "step_off_s": (-0.45, 0.1),
        "sit_s": (1.0, 1.8),
        "sit_lean_deg": (18, 40),
        "sit_delay_s": (-0.9, 0.1),
        "hesitation_ratio": (0.0, 0.15),
        "hardness_mps2": (2.0, 9.0),
        "softness_share": (0.65, 0.93),
    },
    UpAndGoPattern.OLDER: {
        "rise_s": (1.3, 2.4),
        "rise_lean_deg": (28, 50),
        "step_off_s": (-0.3, 0.5),
        "sit_s": (1.4, 2.6),
        "sit_lean_deg": (20, 45),
        "sit_delay_s": (-1.3, 0.3),
        "hesitation_ratio": (0.0, 0.3),
        "hardness_mps2": (1.5, 8.0),
        "softness_share": (0.65, 0.95),
    },
    UpAndGoPattern.FRAIL: {
        "rise_s": (2.0, 3.5),
        "rise_lean_deg": (32, 55),
        "step_off_s": (0.0, 1.2),
        "sit_s": (1.8, 3.5),
        "sit_lean_deg": (25, 45),
        "sit_delay_s": (-1.3, 0.6),
        "hesitation_ratio": (0.1, 0.45),
        "hardness_mps2": (1.5, 10.0),
        "softness_share": (0.6, 0.95),
    },
    UpAndGoPattern.PARKINSON: {
        "rise_s": (1.5, 3.0),
        "rise_lean_deg": (25, 50),
        "step_off_s": (-0.1, 1.0),
        "sit_s": (1.4, 3.0),
        "sit_lean_deg": (20, 45),
        "sit_delay_s": (-1.3, 0.5),
        "hesitation_ratio": (0.05, 0.4),
        "hardness_mps2": (2.0, 10.0),
        "softness_share": (0.6, 0.93),
    },
}
#: How often each pattern fails at a first attempt.
_FAILS_SHARE: Final = {UpAndGoPattern.FRAIL: 0.25, UpAndGoPattern.PARKINSON: 0.1}


def random_up_and_go(seed: int, *, pattern: UpAndGoPattern | None = None) -> UpAndGoSettings:
    """Draw a person; without a pattern one of all of them, by turns of the seed."""
    random = np.random.default_rng([seed, 21])
    if pattern is None:
        pattern = list(UpAndGoPattern)[seed % len(UpAndGoPattern)]
    height_m = float(np.clip(random.normal(1.68, 0.09), 1.46, 1.96))
    style = _drawn(_WALKERS[pattern], random)
    style["speed_mps"] *= height_m / 1.68
    attempts_share = _FAILS_SHARE.get(pattern, 0.0)
    return UpAndGoSettings(
        walker=WalkerSettings(height_m=height_m, seed=seed, **style),
        seat_height_m=float(random.uniform(0.42, 0.48)),
        slump_deg=float(random.uniform(-28.0, 0.0)),
        trunk_rest_deg=float(random.uniform(-16.0, 5.0)),
        rest_before_s=float(random.uniform(2.0, 5.0)),
        rest_after_s=float(random.uniform(2.0, 5.0)),
        turn_deg=_turn_deg(random),
        sit_turn_deg=_turn_deg(random),
        is_turn_in_place=bool(random.random() < 0.25),
        attempts_count=int(random.random() < attempts_share),
        fidgets_count=int(random.integers(0, 3)),
        seed=seed,
        **_drawn(_TASKS[pattern], random),
    )


def _drawn(ranges: dict[str, tuple[float, float]], random: np.random.Generator) -> dict[str, Any]:
    return {name: float(random.uniform(low, high)) for name, (low, high) in ranges.items()}


def _turn_deg(random: np.random.Generator) -> float:
    return 180.0 if random.random() < 0.5 else -180.0
