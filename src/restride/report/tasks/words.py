"""How what something was found from stands in words."""

from typing import Final

from restride.terms import EventSource

_SOURCE: Final[dict[EventSource, str]] = {
    EventSource.LOWER_BACK: "one sensor on the back",
    EventSource.FOOT: "sensors on the feet",
    EventSource.PLATE: "the weight on the plates",
    EventSource.MARKERS: "markers in space",
    EventSource.LANDMARKS: "landmarks in pictures",
    EventSource.JOINT_ANGLES: "angles of joints",
    EventSource.PERSON: "a person's marks",
    EventSource.SIMULATION: "a simulation",
}


def found_from(source: EventSource, *, seen_on: str = "") -> str:
    """Say what results were found from, and on which signal of it."""
    return f"{_SOURCE[source]}, {seen_on}" if seen_on else _SOURCE[source]
