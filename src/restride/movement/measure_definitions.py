"""What each measure of rising, repeating, standing and reaching means, one row each."""

from typing import Final

from restride.measure import Better, MeasureDefinition

_HIGHER, _LOWER, _NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER
#: A definition of ours. [restride2026]
_OURS: Final = "restride2026"


def _row(
    key: str,
    title: str,
    definition: str,
    *,
    decimals: int = 2,
    better: Better = _NEITHER,
    source: str = _OURS,
) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=better,
        source=source,
    )


#: Of rises from a chair.
CHAIR_ROWS: Final = (
    _row(
        "rises_count",
        "Rises",
        "Rises from sitting to standing within the recording.",
        decimals=0,
    ),
    _row(
        "five_rises_s",
        "Five rises, to standing",
        "From the first movement of the trunk to standing for the fifth time.",
        better=_LOWER,
        source="guralnik1994",
    ),
    _row(
        "five_rises_seated_s",
        "Five rises, to sitting",
        "From the first movement of the trunk to sitting again after the fifth rise. A stopwatch "
        "from the word 'go' also counts the time to react.",
        better=_LOWER,
        source="whitney2005",
    ),
    _row(
        "rises_in_30_s_count",
        "Rises in 30 s",
        "Rises within 30 s of the first movement of the trunk; one that is more than half way up "
        "at 30 s counts.",
        decimals=0,
        better=_HIGHER,
        source="jones1999",
    ),
    _row(
        "rise_duration_s",
        "Rising",
        "From the first movement of the trunk to standing, averaged over rises.",
        better=_LOWER,
    ),
    _row(
        "sit_duration_s",
        "Sitting down",
        "From where the hips begin to go down to sitting at rest, averaged over rises.",
    ),
    _row(
        "peak_rise_velocity_mps",
        "Peak speed of rising",
        "Highest upward speed of the hips or the lower back, averaged over rises.",
        better=_HIGHER,
    ),
    _row(
        "peak_sit_velocity_mps",
        "Peak speed of sitting down",
        "Highest downward speed of the hips or the lower back, averaged over rises; high means "
        "dropping onto the chair.",
    ),
    _row(
        "rise_trunk_lean_deg",
        "Forward lean while rising",
        "Largest forward lean of the trunk against sitting, averaged over rises.",
        decimals=0,
    ),
    _row(
        "rise_fatigue_ratio",
        "Slowing down over the rises",
        "Duration of the last rise over that of the first, both read from the straight line "
        "through all of them: above 1 the person grows slower.",
        better=_LOWER,
    ),
    _row(
        "rise_velocity_change_ratio",
        "Change of speed over the rises",
        "Peak upward speed of the last rise over that of the first, both read from the straight "
        "line through all of them: under 1 the person grows slower.",
        better=_HIGHER,
    ),
)

#: Of repeated movements.
REPETITION_ROWS: Final = (
    _row(
        "repetitions_count",
        "Repetitions",
        "Movements from rest to over 80 % of the person's own range and back under 25 % of it.",
        decimals=0,
    ),
    _row(
        "repetition_duration_s",
        "A repetition",
        "From leaving rest to reaching it again, averaged over repetitions.",
    ),
    _row(
        "repetition_range_deg",
        "Range of a repetition",
        "Largest change of the joint's angle against rest, averaged over repetitions.",
        decimals=0,
    ),
    _row(
        "repetition_range_m",
        "Way of a repetition",
        "Largest change of the height against rest, averaged over repetitions.",
    ),
    _row(
        "repetition_hold_s",
        "Hold",
        "Time within a tenth of the range of the turning point, averaged over repetitions; a "
        "smooth movement without a hold has about a fifth of its duration.",
    ),
    _row(
        "longest_hold_s",
        "Longest hold",
        "The longest time within a tenth of the range of the turning point.",
    ),
    _row(
        "repetition_range_change_ratio",
        "Change of range over the repetitions",
        "Range of the last repetition over that of the first, both read from the straight line "
        "through all of them: under 1 the movement grows smaller.",
    ),
    _row(
        "load_share",
        "Weight on the leg",
        "Mean vertical force under this foot over that of both, while both together carry more "
        "than 60 % of the force that is exceeded for 2 % of the time.",
        decimals=3,
    ),
)

#: Of a quiet stance.
POSTURE_ROWS: Final = (
    _row(
        "head_forward_deg",
        "Head before the shoulders",
        "Angle against the vertical of the line from the middle of the shoulders to the ear; "
        "forward is positive.",
        decimals=1,
    ),
    _row(
        "head_forward_m",
        "Head before the shoulders",
        "Level distance from the middle of the shoulders to the ear; forward is positive.",
    ),
    _row(
        "shoulder_drop_right_deg",
        "Shoulders out of level",
        "Angle of the line of the shoulders against the level; the right side lower is positive.",
        decimals=1,
    ),
    _row(
        "shoulder_drop_right_m",
        "Shoulders out of level",
        "Height of the left shoulder less that of the right.",
        decimals=3,
    ),
    _row(
        "trunk_lean_forward_deg",
        "Trunk forward",
        "Angle against the vertical of the line from the middle of the hips to the middle of the "
        "shoulders; forward is positive.",
        decimals=1,
    ),
    _row(
        "trunk_lean_right_deg",
        "Trunk to the right",
        "The same line seen from the front; to the right is positive.",
        decimals=1,
    ),
    _row(
        "pelvis_drop_right_deg",
        "Pelvis out of level",
        "Angle of the line of the hips against the level; the right side lower is positive.",
        decimals=1,
    ),
    _row(
        "pelvis_drop_right_m",
        "Pelvis out of level",
        "Height of the left hip less that of the right.",
        decimals=3,
    ),
    _row(
        "knee_alignment_deg",
        "Knee inwards",
        "How far the knee leaves the line from hip to ankle, seen from the front; inwards is "
        "positive.",
        decimals=1,
    ),
    _row(
        "standing_knee_flexion_deg",
        "Knee in standing",
        "Angle between thigh and shank; bent is positive, overstretched negative.",
        decimals=1,
    ),
)

#: Of a functional reach.
REACH_ROWS: Final = (
    _row(
        "reach_m",
        "Functional reach",
        "How far the hand goes forward at the height of the shoulder, from standing upright with "
        "the arm raised to the furthest point that is held.",
        better=_HIGHER,
        source="duncan1990",
    ),
    _row(
        "reach_hold_s",
        "Hold of the reach",
        "Time at the furthest point, within a tenth of the reach.",
    ),
)

#: Words of the joints whose range is measured, and their titles.
MOVED_JOINTS: Final[dict[str, str]] = {
    "hip_flexion": "Hip flexion",
    "hip_adduction": "Hip adduction",
    "hip_rotation": "Hip rotation",
    "knee_flexion": "Knee flexion",
    "ankle_dorsiflexion": "Ankle dorsiflexion",
    "shoulder_flexion": "Shoulder flexion",
    "shoulder_abduction": "Shoulder abduction",
    "elbow_flexion": "Elbow flexion",
    "frontal_knee_projection": "Knee inwards",
    "trunk_lean_forward": "Trunk forward",
    "trunk_lean_right": "Trunk to the right",
    "pelvis_tilt_forward": "Pelvis forward",
    "pelvis_drop_right": "Pelvis, right side down",
}

#: Of the range of a joint.
RANGE_ROWS: Final = tuple(
    row
    for word, title in MOVED_JOINTS.items()
    for row in (
        _row(
            f"{word}_largest_deg",
            f"{title}, largest",
            "The largest angle that is kept for a moment, over all trials.",
            decimals=0,
        ),
        _row(
            f"{word}_smallest_deg",
            f"{title}, smallest",
            "The smallest angle that is kept for a moment, over all trials.",
            decimals=0,
        ),
        _row(
            f"{word}_range_deg",
            f"{title}, range",
            "From the smallest to the largest angle.",
            decimals=0,
        ),
    )
)

#: By key, in the order in which they are shown.
MOVEMENT_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row for row in (*CHAIR_ROWS, *REPETITION_ROWS, *POSTURE_ROWS, *REACH_ROWS, *RANGE_ROWS)
}
