"""Taking in a file that somebody uploads: received into quarantine, examined, or refused."""

from restride.recording.intake.examining import clear_leftovers, examine
from restride.recording.intake.limits import IntakeLimits
from restride.recording.intake.names import shown_name
from restride.recording.intake.outcomes import (
    Cost,
    Examined,
    FoundTrack,
    FoundTrial,
    IntakeRefused,
    Received,
    RefusalReason,
)
from restride.recording.intake.receiving import Reception, receive

__all__ = [
    "Cost",
    "Examined",
    "FoundTrack",
    "FoundTrial",
    "IntakeLimits",
    "IntakeRefused",
    "Received",
    "Reception",
    "RefusalReason",
    "clear_leftovers",
    "examine",
    "receive",
    "shown_name",
]
