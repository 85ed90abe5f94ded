"""Walkers to try things on: a typical one, and many different ones drawn by a seed."""

from enum import StrEnum
from typing import Any, Final

import numpy as np

from restride.simulate.plan import back_and_forth
from restride.simulate.sensors import SensorSettings
from restride.simulate.walk import USUAL_SENSORS, SimulatedWalk, simulate_walk
from restride.simulate.walker import WalkerSettings


class GaitPattern(StrEnum):
    """Ways of walking that a clinic meets. House choices after [perry2010] and [mirelman2019]."""

    HEALTHY = "healthy"
    SLOW = "slow"
    ASYMMETRIC = "asymmetric"
    SHUFFLING = "shuffling"
    AFTER_STROKE = "after-stroke"


#: For each pattern the range that each setting is drawn from.
_RANGES: Final[dict[GaitPattern, dict[str, tuple[float, float]]]] = {
    GaitPattern.HEALTHY: {
        "turn_step_deg": (42, 62),
        "trunk_variation_ratio": (0.2, 0.4),
        "speed_mps": (1.0, 1.6),
        "cadence_spm": (98, 126),
        "contact_angle_deg": (14, 26),
        "lift_angle_deg": (-66, -46),
        "clearance_m": (0.025, 0.06),
        "stride_time_variation_ratio": (0.01, 0.03),
        "stride_length_variation_ratio": (0.015, 0.035),
        "step_length_asymmetry_ratio": (0.97, 1.03),
        "step_time_asymmetry_ratio": (0.98, 1.02),
        "impact_ratio": (0.6, 1.6),
    },
    GaitPattern.SLOW: {
        "turn_step_deg": (28, 48),
        "trunk_variation_ratio": (0.25, 0.45),
        "speed_mps": (0.45, 0.9),
        "cadence_spm": (72, 100),
        "contact_angle_deg": (4, 16),
        "lift_angle_deg": (-50, -28),
        "clearance_m": (0.02, 0.045),
        "stride_time_variation_ratio": (0.02, 0.06),
        "stride_length_variation_ratio": (0.03, 0.07),
        "step_length_asymmetry_ratio": (0.93, 1.07),
        "step_time_asymmetry_ratio": (0.95, 1.05),
        "trunk_lean_deg": (2, 12),
        "impact_ratio": (0.5, 1.0),
        "step_width_m": (0.08, 0.18),
    },
    GaitPattern.ASYMMETRIC: {
        "turn_step_deg": (35, 55),
        "trunk_variation_ratio": (0.25, 0.45),
        "speed_mps": (0.7, 1.3),
        "cadence_spm": (85, 112),
        "contact_angle_deg": (8, 22),
        "lift_angle_deg": (-58, -38),
        "clearance_m": (0.02, 0.05),
        "stride_time_variation_ratio": (0.015, 0.04),
        "stride_length_variation_ratio": (0.02, 0.05),
        "step_length_asymmetry_ratio": (0.75, 1.33),
        "step_time_asymmetry_ratio": (0.85, 1.18),
        "impact_ratio": (0.6, 1.4),
    },
    GaitPattern.SHUFFLING: {
        "turn_step_deg": (18, 35),
        "trunk_variation_ratio": (0.2, 0.4),
        "speed_mps": (0.35, 0.85),
        "cadence_spm": (92, 128),
        "contact_angle_deg": (-2, 6),
        "lift_angle_deg": (-32, -14),
        "clearance_m": (0.012, 0.022),
        "stride_time_variation_ratio": (0.025, 0.07),
        "stride_length_variation_ratio": (0.04, 0.09),
        "step_length_asymmetry_ratio": (0.88, 1.14),
        "step_time_asymmetry_ratio": (0.94, 1.06),
        "trunk_lean_deg": (8, 25),
        "impact_ratio": (0.3, 0.8),
        "tremor_mps2": (0.0, 0.5),
        "double_support_share": (0.28, 0.4),
    },
    GaitPattern.AFTER_STROKE: {
        "turn_step_deg": (22, 42),
        "trunk_variation_ratio": (0.25, 0.45),
        "speed_mps": (0.3, 0.8),
        "cadence_spm": (58, 92),
        "contact_angle_deg": (-8, 10),
        "lift_angle_deg": (-38, -18),
        "clearance_m": (0.018, 0.035),
        "stride_time_variation_ratio": (0.03, 0.07),
        "stride_length_variation_ratio": (0.04, 0.10),
        "step_length_asymmetry_ratio": (0.6, 1.6),
        "step_time_asymmetry_ratio": (0.72, 1.38),
        "circumduction_m": (0.02, 0.08),
        "step_width_m": (0.12, 0.22),
        "impact_ratio": (0.4, 1.0),
        "trunk_lean_deg": (2, 10),
    },
}


def random_walker(seed: int, *, pattern: GaitPattern | None = None) -> WalkerSettings:
    """Draw a walker; without a pattern one of all of them, by turns of the seed."""
    random = np.random.default_rng([seed, 20])
    if pattern is None:
        pattern = list(GaitPattern)[seed % len(GaitPattern)]
    drawn: dict[str, Any] = {
        name: float(random.uniform(low, high)) for name, (low, high) in _RANGES[pattern].items()
    }
    height_m = float(np.clip(random.normal(1.70, 0.09), 1.48, 1.98))
    # Tall people take longer steps at the same cadence.
    drawn["speed_mps"] *= height_m / 1.70
    return WalkerSettings(height_m=height_m, seed=seed, **drawn)


def typical_walk(
    *,
    walker: WalkerSettings | None = None,
    seed: int = 0,
    sensors: tuple[SensorSettings, ...] = USUAL_SENSORS,
) -> SimulatedWalk:
    """Simulate about two minutes in a clinic: back and forth over 20 m, with half turns."""
    walker = walker or WalkerSettings(seed=seed)
    return simulate_walk(walker, plan=back_and_forth(length_m=20.0, turns_count=5), sensors=sensors)
