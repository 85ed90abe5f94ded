"""What each measure of a lean means."""

from typing import Final

from restride.measure import Better, MeasureDefinition


def _row(
    key: str, title: str, definition: str, *, decimals: int, better: Better
) -> MeasureDefinition:
    return MeasureDefinition(
        key=key,
        title=title,
        definition=definition,
        decimals=decimals,
        better=better,
        source="clark1997",
    )


REACTION_TIME: Final = _row(
    "reaction_time_s",
    "Reaction time",
    "From the cue to the start of the movement: where the speed towards the target last leaves 5 % "
    "of its highest.",
    decimals=2,
    better=Better.LOWER,
)
VELOCITY: Final = _row(
    "movement_velocity_mmps",
    "Movement velocity",
    "Mean speed towards the target between 5 % and 95 % of the first movement's way.",
    decimals=0,
    better=Better.HIGHER,
)
ENDPOINT: Final = _row(
    "endpoint_excursion_mm",
    "Endpoint excursion",
    "How far towards the target the first movement went: up to where its speed falls to 5 % of its "
    "highest.",
    decimals=0,
    better=Better.HIGHER,
)
ENDPOINT_SHARE: Final = _row(
    "endpoint_excursion_share",
    "Endpoint excursion, of the target",
    "Endpoint excursion over the distance of the target.",
    decimals=2,
    better=Better.HIGHER,
)
MAXIMUM: Final = _row(
    "maximum_excursion_mm",
    "Maximum excursion",
    "The farthest towards the target in the whole lean.",
    decimals=0,
    better=Better.HIGHER,
)
MAXIMUM_SHARE: Final = _row(
    "maximum_excursion_share",
    "Maximum excursion, of the target",
    "Maximum excursion over the distance of the target.",
    decimals=2,
    better=Better.HIGHER,
)
DIRECTIONAL_CONTROL: Final = _row(
    "directional_control_share",
    "Directional control",
    "In the first movement: way towards the target minus way across it, over the way towards it. 1 "
    "is straight; below 0 more went astray than forwards.",
    decimals=2,
    better=Better.HIGHER,
)

LIMITS: Final = (
    REACTION_TIME,
    VELOCITY,
    ENDPOINT,
    ENDPOINT_SHARE,
    MAXIMUM,
    MAXIMUM_SHARE,
    DIRECTIONAL_CONTROL,
)
LIMITS_MEASURES: Final[dict[str, MeasureDefinition]] = {row.key: row for row in LIMITS}
