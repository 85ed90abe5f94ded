"""What each gait measure means, one row each: report, documentation and files follow."""

from typing import Final

from restride.measure import Better, MeasureDefinition

_HIGHER, _LOWER, _NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER


def _row(
    key: str, title: str, definition: str, *, decimals: int, better: Better, source: str
) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=better,
        source=source,
    )


#: Means over strides, in the order people read them.
STRIDE_MEANS: Final = (
    _row(
        "walking_speed_mps",
        "Walking speed",
        "Stride length over stride duration, averaged over strides.",
        decimals=2,
        better=_HIGHER,
        source="kluge2021",
    ),
    _row(
        "cadence_spm",
        "Cadence",
        "Steps a minute: twice 60 s over the stride duration, averaged over strides.",
        decimals=1,
        better=_NEITHER,
        source="kluge2021",
    ),
    _row(
        "stride_length_m",
        "Stride length",
        "Distance between two placements of the same foot, averaged over strides.",
        decimals=2,
        better=_HIGHER,
        source="kluge2021",
    ),
    _row(
        "stride_duration_s",
        "Stride duration",
        "Initial contact to the next of the same foot, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="kluge2021",
    ),
    _row(
        "stance_s",
        "Stance",
        "Initial contact to final contact of the same foot, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "swing_s",
        "Swing",
        "Final contact to the next initial contact of the same foot, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "stance_share",
        "Stance, part of the stride",
        "Stance over stride duration, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "swing_share",
        "Swing, part of the stride",
        "Swing over stride duration, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "single_support_s",
        "Single support",
        "Time in a stride with only this foot on the ground, averaged over strides.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "single_support_share",
        "Single support, part of the stride",
        "Single support over stride duration, averaged over strides.",
        decimals=3,
        better=_HIGHER,
        source="perry2010",
    ),
    _row(
        "double_support_s",
        "Double support",
        "Time in a stride with both feet on the ground, both stretches, averaged over strides.",
        decimals=3,
        better=_LOWER,
        source="perry2010",
    ),
    _row(
        "double_support_share",
        "Double support, part of the stride",
        "Double support over stride duration, averaged over strides.",
        decimals=3,
        better=_LOWER,
        source="perry2010",
    ),
    _row(
        "walk_ratio_mmpspm",
        "Walk ratio",
        "Half the stride length over the cadence, averaged over strides.",
        decimals=2,
        better=_NEITHER,
        source="sekiya1998",
    ),
)

#: Means over steps.
STEP_MEANS: Final = (
    _row(
        "step_duration_s",
        "Step duration",
        "Initial contact to the next of the other foot, averaged over steps; a step bears the side "
        "of the foot that lands.",
        decimals=3,
        better=_NEITHER,
        source="perry2010",
    ),
    _row(
        "step_length_m",
        "Step length",
        "Distance from the other foot's placement to this foot's, averaged over steps.",
        decimals=2,
        better=_HIGHER,
        source="perry2010",
    ),
)

#: Means over strides that only a sensor on the foot can give.
FOOT_MEANS: Final = (
    _row(
        "clearance_m",
        "Foot clearance",
        "Highest rise of the foot sensor above the line between its two rests.",
        decimals=3,
        better=_NEITHER,
        source="mariani2010",
    ),
    _row(
        "contact_angle_deg",
        "Foot angle at initial contact",
        "Pitch of the foot against its flat rest as it lands; toes up is positive.",
        decimals=1,
        better=_NEITHER,
        source="mariani2010",
    ),
    _row(
        "lift_angle_deg",
        "Foot angle at final contact",
        "Pitch of the foot against its flat rest as it leaves the ground; toes up is positive.",
        decimals=1,
        better=_NEITHER,
        source="mariani2010",
    ),
    _row(
        "circumduction_m",
        "Circumduction",
        "Largest sideways way of the foot from the line between its two rests, outwards positive.",
        decimals=3,
        better=_LOWER,
        source="mariani2010",
    ),
    _row(
        "stride_turn_deg",
        "Turning within a stride",
        "Change of the foot's heading over a stride; left is positive.",
        decimals=1,
        better=_NEITHER,
        source="mariani2010",
    ),
)

#: Means over strides that only a sensor on the trunk can give.
TRUNK_MEANS: Final = (
    *(
        _row(
            f"{direction}_harmonic_ratio",
            f"Harmonic ratio, {direction}",
            f"{parts} harmonics of the stride in the {direction} trunk acceleration; higher is "
            "smoother and more symmetric.",
            decimals=2,
            better=_HIGHER,
            source="menz2003",
        )
        for direction, parts in (
            ("vertical", "Even over odd"),
            ("forward", "Even over odd"),
            ("sideways", "Odd over even"),
        )
    ),
    *(
        _row(
            f"trunk_{motion}_range_deg",
            f"Trunk range of motion, {words}",
            f"Range of the trunk's rotation about the {axis} axis in a stride.",
            decimals=1,
            better=_NEITHER,
            source="perry2010",
        )
        for motion, words, axis in (
            ("roll", "side to side", "forward"),
            ("pitch", "forward and back", "left"),
            ("yaw", "about the vertical", "vertical"),
        )
    ),
)

#: Key of the mean, stem of its variability keys, words.
VARIED: Final = (
    ("stride_duration_s", "stride_duration", "stride duration"),
    ("stride_length_m", "stride_length", "stride length"),
    ("walking_speed_mps", "walking_speed", "stride speed"),
    ("step_duration_s", "step_duration", "step duration"),
)

VARIABILITY: Final = tuple(
    row
    for key, stem, words in VARIED
    for row in (
        _row(
            f"{stem}_sd_{key.rsplit('_', 1)[-1]}",
            f"Variability of {words}",
            f"Standard deviation of the {words}, each side of each bout about its own mean, "
            "outliers beyond three robust standard deviations left out.",
            decimals=3,
            better=_LOWER,
            source="galna2013",
        ),
        _row(
            f"{stem}_cv_share",
            f"Variability of {words}, relative",
            f"Standard deviation of the {words} over its mean.",
            decimals=3,
            better=_LOWER,
            source="galna2013",
        ),
    )
)

#: Key of the mean whose sides are compared.
COMPARED: Final = ("step_duration_s", "step_length_m", "stance_s", "swing_s")

ASYMMETRY: Final = tuple(
    _row(
        f"{key.rsplit('_', 1)[0]}_asymmetry_ratio",
        f"Asymmetry of {key.rsplit('_', 1)[0].replace('_', ' ')}",
        "Left mean minus right mean, over the mean of the two: 0 is symmetric, 0.1 means that the "
        "left is a tenth larger.",
        decimals=3,
        better=_NEITHER,
        source="robinson1987",
    )
    for key in COMPARED
)

#: Sums and counts.
AMOUNTS: Final = (
    _row(
        "walking_s",
        "Time walked",
        "Duration of all walking bouts, added.",
        decimals=1,
        better=_HIGHER,
        source="kluge2021",
    ),
    _row(
        "distance_m",
        "Distance walked",
        "Mean stride speed of each bout times the time its strides cover, added.",
        decimals=1,
        better=_HIGHER,
        source="kluge2021",
    ),
    _row(
        "bouts_count",
        "Walking bouts",
        "Stretches of walking that keep the rules of a bout.",
        decimals=0,
        better=_NEITHER,
        source="kluge2021",
    ),
    _row(
        "strides_count",
        "Strides",
        "Strides in all walking bouts, of both feet.",
        decimals=0,
        better=_NEITHER,
        source="kluge2021",
    ),
)

#: Of the turns that touch a walking bout.
TURN_MEASURES: Final = (
    _row(
        "turns_count",
        "Turns",
        "Changes of direction of at least 45 degrees while walking.",
        decimals=0,
        better=_NEITHER,
        source="elgohary2014",
    ),
    _row(
        "turn_angle_deg",
        "Turn angle",
        "Size of the change of direction, either way, averaged over turns.",
        decimals=0,
        better=_NEITHER,
        source="elgohary2014",
    ),
    _row(
        "turn_duration_s",
        "Turn duration",
        "From half the peak speed of turning before it to 45 per cent after, averaged over turns.",
        decimals=2,
        better=_NEITHER,
        source="elgohary2014",
    ),
    _row(
        "turn_peak_speed_dps",
        "Peak speed of turning",
        "Fastest rotation of the trunk about the vertical in a turn, averaged over turns.",
        decimals=0,
        better=_HIGHER,
        source="elgohary2014",
    ),
    _row(
        "turn_steps_count",
        "Steps in a turn",
        "Initial contacts inside a turn, averaged over turns.",
        decimals=1,
        better=_NEITHER,
        source="elgohary2014",
    ),
)

GAIT_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row
    for rows in (
        STRIDE_MEANS,
        STEP_MEANS,
        FOOT_MEANS,
        TRUNK_MEANS,
        VARIABILITY,
        ASYMMETRY,
        AMOUNTS,
        TURN_MEASURES,
    )
    for row in rows
}
