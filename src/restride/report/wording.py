"""How numbers, times and words stand in the report."""

from datetime import datetime
from typing import Final

from restride.measure import Interval, Measure, MeasureDefinition
from restride.terms import EndReason, Placement, Side, WalkingAid

#: Shown where a number is not there; the reason stands beside it.
ABSENT: Final = "—"
_OF_STRIDE: Final = ", part of the stride"
_NARROW_SPACE: Final = "\u202f"
#: Keeps phones from drawing the triangle as a coloured picture.
_AS_TEXT: Final = "\ufe0e"

SYMBOL_OF_SIDE: Final[dict[Side, str]] = {
    Side.LEFT: "◀" + _AS_TEXT,
    Side.RIGHT: "▶" + _AS_TEXT,
}
PLACEMENT_IN_WORDS: Final[dict[Placement, str]] = {
    Placement.LOWER_BACK: "lower back",
    Placement.LEFT_FOOT: "left foot",
    Placement.RIGHT_FOOT: "right foot",
    Placement.UNKNOWN: "place not stated",
}
AID_IN_WORDS: Final[dict[WalkingAid, str]] = {
    WalkingAid.NONE: "no walking aid",
    WalkingAid.CANE: "with a cane",
    WalkingAid.CRUTCHES: "with crutches",
    WalkingAid.WALKER: "with a walker",
    WalkingAid.OTHER: "with another walking aid",
}
END_IN_WORDS: Final[dict[EndReason, str]] = {
    EndReason.PAUSE: "the person paused",
    EndReason.RECORDING_ENDS: "the recording ends",
    EndReason.GAP: "samples are missing",
    EndReason.STRIDES_IRREGULAR: "the strides became irregular",
}


def is_in_percent(definition: MeasureDefinition) -> bool:
    """Tell whether people read the measure in per cent: a share, or a difference over a mean."""
    suffix = definition.unit.suffix
    return suffix == "share" or (suffix == "ratio" and "_asymmetry" in definition.key)


def shown_decimals(definition: MeasureDefinition) -> int:
    """Tell how many digits stand behind the point: two fewer in per cent."""
    return max(0, definition.decimals - 2) if is_in_percent(definition) else definition.decimals


def shown_number(value: float, *, definition: MeasureDefinition) -> str:
    """Round a value to the digits of its measure."""
    shown = value * 100 if is_in_percent(definition) else value
    text = f"{shown:.{shown_decimals(definition)}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "\u2212")


def shown_value(measure: Measure) -> str:
    """Show the value of a measure, or a dash; never a zero that was not measured."""
    if measure.value is None:
        return ABSENT
    return shown_number(measure.value, definition=measure.definition)


def shown_signed(measure: Measure) -> str:
    """Show a difference with its sign."""
    text = shown_value(measure)
    is_above = measure.value is not None and text[0].isdigit() and float(text) != 0
    return "+" + text if is_above else text


def shown_interval(measure: Measure) -> str | None:
    """Show both ends of the interval in words; None where there is none."""
    ends = _ends(measure)
    return None if ends is None else f"{ends[0]} to {ends[1]}"


def shown_range(measure: Measure) -> str | None:
    """Show both ends of the interval as short as it stays clear; None where there is none."""
    ends = _ends(measure)
    if ends is None:
        return None
    return f"{ends[0]} to {ends[1]}" if "\u2212" in "".join(ends) else f"{ends[0]}–{ends[1]}"


def _ends(measure: Measure) -> tuple[str, str] | None:
    if measure.value is None or not isinstance(measure.uncertainty, Interval):
        return None
    low, high = measure.uncertainty.low, measure.uncertainty.high
    definition = measure.definition
    return shown_number(low, definition=definition), shown_number(high, definition=definition)


def shown_unit(definition: MeasureDefinition) -> str:
    """Show the unit as people read it; nothing where there is none."""
    return "%" if is_in_percent(definition) else definition.unit.shown


def shown_title(definition: MeasureDefinition) -> str:
    """Show the title without the words that the unit beside it says."""
    return definition.title.removesuffix(_OF_STRIDE)


def shown_unit_words(definition: MeasureDefinition) -> str:
    """Show the unit, and the whole that a share is of."""
    is_of_stride = definition.title.endswith(_OF_STRIDE)
    return shown_unit(definition) + (" of the stride" if is_of_stride else "")


def shown_duration(duration_s: float) -> str:
    """Say how long something lasts, as finely as one needs it."""
    if duration_s < 60:
        return f"{duration_s:.1f}{_NARROW_SPACE}s"
    minutes = round(duration_s / 60)
    if minutes < 60:
        whole_s = round(duration_s)
        return f"{whole_s // 60}{_NARROW_SPACE}min {whole_s % 60}{_NARROW_SPACE}s"
    return f"{minutes // 60}{_NARROW_SPACE}h {minutes % 60}{_NARROW_SPACE}min"


def shown_time(time_s: float, *, whole_s: float) -> str:
    """Say when something is, from the start of the recording, as finely as its length asks for."""
    if whole_s <= 120:
        return f"{time_s:.1f}{_NARROW_SPACE}s"
    seconds = max(0, round(time_s))
    if whole_s <= 3600:
        return f"{seconds // 60}:{seconds % 60:02d}"
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def shown_start(started_at: str | None) -> str | None:
    """Show the start of the recording as the file states it, in its own time zone."""
    if started_at is None:
        return None
    try:
        start = datetime.fromisoformat(started_at)
    except ValueError:
        return started_at
    zone = f" ({start.tzname()})" if start.tzname() else ""
    return f"{start.day} {start:%B %Y, %H:%M}{zone}"


def counted(count: int, *, singular: str, plural: str | None = None) -> str:
    """Say how many, with the word in the right number."""
    word = singular if count == 1 else plural or singular + "s"
    return f"{count:,}".replace(",", _NARROW_SPACE) + f" {word}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
