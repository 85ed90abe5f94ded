"""Where care happens, who stands by, and how much help a person needs."""

from enum import StrEnum


class Setting(StrEnum):
    """Where an exercise is done."""

    CLINIC = "clinic"
    HOME = "home"
    CLASS = "class"


class Supervision(StrEnum):
    """Who is beside the person, from nobody to a therapist with a harness."""

    NONE = "none"
    SOMEONE_NEAR = "someone_near"
    CONTACT_GUARD = "contact_guard"
    THERAPIST_HARNESS = "therapist_harness"

    @property
    def rank(self) -> int:
        """Higher is closer."""
        return _RANK_OF_SUPERVISION[self]

    @property
    def words(self) -> str:
        """What a reader is told."""
        return {
            Supervision.NONE: "nobody beside the person",
            Supervision.SOMEONE_NEAR: "someone near",
            Supervision.CONTACT_GUARD: "a hand on the person",
            Supervision.THERAPIST_HARNESS: "a therapist and a harness",
        }[self]


class Assistance(StrEnum):
    """How much help a test or an activity took, from none to all of it."""

    INDEPENDENT = "independent"
    SET_UP = "set_up"
    SUPERVISION = "supervision"
    CONTACT_GUARD = "contact_guard"
    MINIMAL = "minimal"
    MODERATE = "moderate"
    MAXIMAL = "maximal"
    TOTAL = "total"

    @property
    def rank(self) -> int:
        """Higher is more help."""
        return _RANK_OF_ASSISTANCE[self]


class WeightBearing(StrEnum):
    """How much a leg may carry, from nothing to everything."""

    NON = "NWB"
    TOE_TOUCH = "TTWB"
    PARTIAL = "PWB"
    AS_TOLERATED = "WBAT"
    FULL = "FWB"

    @property
    def rank(self) -> int:
        """Higher carries more."""
        return _RANK_OF_WEIGHTBEARING[self]


_RANK_OF_SUPERVISION = {each: rank for rank, each in enumerate(Supervision)}
_RANK_OF_ASSISTANCE = {each: rank for rank, each in enumerate(Assistance)}
_RANK_OF_WEIGHTBEARING = {each: rank for rank, each in enumerate(WeightBearing)}
