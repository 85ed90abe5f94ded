"""What was said about a file, written for the reading process and read there."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from restride.recording.readers.options import ReadOptions


def options_to_json(options: "ReadOptions | None") -> dict[str, Any]:
    """Write what was said; empty where nothing was."""
    if options is None:
        return {}
    told = {key: value for key, value in asdict(options).items() if value not in (None, ())}
    if options.mapping is not None:
        # The reading process works in a folder of its own.
        told["mapping"] = str(options.mapping.absolute())
    return told


def options_of(told: Mapping[str, Any]) -> "ReadOptions":
    """Read what was said."""
    from restride.person import Person
    from restride.recording.readers.options import ReadOptions
    from restride.recording.readers.plate_notes import parse_plates
    from restride.terms import Placement, Sex, WalkingAid

    fields = dict(told)
    fields["placements"] = tuple(Placement(each) for each in told.get("placements", ()))
    fields["plates"] = parse_plates(
        {"plates": [_without_nothing(each) for each in told.get("plates", ())]}, where="options"
    )
    for name in ("picture_size_px", "plate_axes"):
        if name in told:
            fields[name] = tuple(told[name])
    if "mapping" in told:
        fields["mapping"] = Path(told["mapping"])
    if "person" in told:
        person = _without_nothing(told["person"])
        for key, kind in (("sex", Sex), ("walking_aid", WalkingAid)):
            if key in person:
                person[key] = kind(person[key])
        fields["person"] = Person(**person)
    return ReadOptions(**fields)


def _without_nothing(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None}
