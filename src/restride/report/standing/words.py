"""How a standing condition, and what a device makes of it, stand in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from restride.balance.conditions import StandingCondition
from restride.measure import Measure
from restride.recording.quality import QualityFinding
from restride.terms import EventSource, Eyes, Stance, Surface

_EYES: Final = {Eyes.OPEN: "eyes open", Eyes.CLOSED: "eyes closed"}
_SURFACE: Final = {Surface.FIRM: "firm surface", Surface.FOAM: "foam"}
_STANCE: Final = {
    Stance.COMFORTABLE: "comfortable stance",
    Stance.FEET_TOGETHER: "feet together",
    Stance.SEMI_TANDEM: "semi-tandem",
    Stance.TANDEM: "tandem",
    Stance.SINGLE_LEG: "on one leg",
}
#: What the notes of measures near the noise floor of a device say.
_FLOOR_WORDS: Final = ("noise floor", "The device alone makes")
#: The path is drawn in the axes of the sensor.
_NO_DIRECTIONS: Final = "sway-directions-unknown"
NOT_STATED: Final = "Not stated"
FOUND_FROM: Final[dict[EventSource, str]] = {
    EventSource.PLATE: "the centre of pressure on a plate",
    EventSource.LOWER_BACK: "one sensor on the back",
}


def condition_in_words(condition: StandingCondition) -> str:
    """Say under which condition the person stood; what is not known is said to be."""
    parts = [
        None if condition.eyes is None else _EYES[condition.eyes],
        None if condition.surface is None else _SURFACE[condition.surface],
        None if condition.stance is None else _STANCE[condition.stance],
        _side(condition),
    ]
    words = ", ".join(part for part in parts if part)
    return (words[0].upper() + words[1:]) if words else NOT_STATED


def condition_names(conditions: Sequence[StandingCondition]) -> tuple[str, ...]:
    """Name conditions beside one another: what all of them share is left out, unless it is all."""
    names = [condition_in_words(each) for each in conditions]
    shared = {each.stance for each in conditions}
    if len(shared) != 1 or any(each.side is not None for each in conditions):
        return tuple(names)
    short = [condition_in_words(replace(each, stance=None)) for each in conditions]
    return tuple(names if NOT_STATED in short else short)


def shared_stance(conditions: Sequence[StandingCondition]) -> str:
    """Say how the feet stood in all conditions; nothing where they differ or nobody says."""
    stances = {each.stance for each in conditions}
    stance = next(iter(stances)) if len(stances) == 1 else None
    return "" if stance is None else _STANCE[stance]


def _side(condition: StandingCondition) -> str | None:
    if condition.side is None:
        return None
    if condition.stance is Stance.SINGLE_LEG:
        return f"{condition.side} leg"
    return f"{condition.side} foot behind"


def are_directions_known(findings: Iterable[QualityFinding]) -> bool:
    """Tell whether forward and right of a path are the person's own."""
    return all(finding.code != _NO_DIRECTIONS for finding in findings)


def is_near_floor(measure: Measure) -> bool:
    """Tell whether the measure is marked as near what the device itself makes up."""
    return measure.note is not None and any(words in measure.note for words in _FLOOR_WORDS)
