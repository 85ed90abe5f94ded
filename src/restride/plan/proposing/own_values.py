"""The person's own values that targets count from, from tests and recordings."""

from collections.abc import Mapping, Sequence
from typing import Final

from restride.clinical.finding import Observed
from restride.clinical.result import Result

#: Metric of a training session: measure of an analysis that is the same thing, and the factor
#: between their units.
_SAME_AS: Final[dict[str, tuple[str, float]]] = {
    "cadence_spm": ("cadence_spm", 1.0),
    "step_length_m": ("step_length_m", 1.0),
    "speed_mps": ("walking_speed_mps", 1.0),
    "distance_m": ("distance_m", 1.0),
    "foot_pitch_deg": ("contact_angle_deg", 1.0),
    "turn_time_s": ("turn_duration_s", 1.0),
    "step_time_cv_pct": ("step_duration_cv_share", 100.0),
    "sway_area_cm2": ("sway_area_mm2", 0.01),
    "sway_path_cm_s": ("mean_velocity_mmps", 0.1),
    "sway_rms_ml_mm": ("rms_distance_mediolateral_mm", 1.0),
}


def own_values(results: Sequence[Result], measures: Mapping[str, Observed]) -> dict[str, float]:
    """Gather the person's own values by metric id and by "instrument.score".

    Of a measure with two sides the smaller counts: a target that is within reach of the weaker
    side. The newest result of a test counts.
    """
    own = {}
    for result in sorted(results, key=lambda each: each.tested_on):
        for each in result.scores:
            if each.value is not None and each.item is None and each.side is None:
                own[f"{result.instrument}.{each.score}"] = each.value
    for metric, (key, factor) in _SAME_AS.items():
        values = [
            each.value
            for name, each in measures.items()
            if name.split(":")[-1] == key and each.value is not None
        ]
        if values:
            own[metric] = factor * min(values)
    return own
