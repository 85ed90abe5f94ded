"""How grave an alert is; kept as a number, so that the gravest come first."""

from enum import IntEnum


class Severity(IntEnum):
    """Lower is graver."""

    #: Harm has come or is near. Never held back by the day's bound of alerts.
    URGENT = 1
    SOON = 2
    NOTICE = 3
