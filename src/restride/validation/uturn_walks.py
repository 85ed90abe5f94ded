"""Walks with a U-turn against the events that people checked by hand.

The rules: contacts match one to one within 250 ms inside the trial's boundaries widened by 0.5 s;
the turn that shares at least half of its time with the U-turn is the U-turn.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.recording.events import Contact, Turn, Walk
from restride.validation.lower_back import (
    bout_stretches,
    final_contacts,
    initial_contacts,
    score_contacts,
)
from restride.validation.references.uturn_walks import UturnReference
from restride.validation.scoring import EventScore, match_stretches

#: The figures to reach.
TOLERANCE_S: Final = 0.25
MARGIN_S: Final = 0.5
TURN_OVERLAP_SHARE: Final = 0.5
#: The walkers turn round; the data set gives no angle.
TURN_ANGLE_DEG: Final = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UturnScore:
    """The turn of one walk; errors are found minus reference, None where it was not found."""

    start_off_s: float | None
    end_off_s: float | None
    #: How far the person turned, whichever way.
    angle_deg: float | None

    @property
    def is_found(self) -> bool:
        """Whether a turn was found where the U-turn is."""
        return self.angle_deg is not None


def score_initial_contacts(
    walk: Walk, reference: UturnReference, *, until_s: float | None = None
) -> EventScore:
    """Compare initial contacts and their sides, up to a time where one is given."""
    return _score(initial_contacts(walk), initial_contacts(reference.walk), reference, until_s)


def score_final_contacts(
    walk: Walk, reference: UturnReference, *, until_s: float | None = None
) -> EventScore:
    """Compare final contacts and their sides, up to a time where one is given."""
    return _score(final_contacts(walk), final_contacts(reference.walk), reference, until_s)


def score_uturn(turns: tuple[Turn, ...], reference: UturnReference) -> UturnScore:
    """Compare the U-turn with the turn found in its place."""
    found_s = np.reshape([(turn.start_s, turn.end_s) for turn in turns], (-1, 2)).astype(float)
    reference_s = np.array([[reference.turn_start_s, reference.turn_end_s]])
    pairs = match_stretches(found_s, reference_s, overlap_share=TURN_OVERLAP_SHARE)
    if not pairs:
        return UturnScore(start_off_s=None, end_off_s=None, angle_deg=None)
    turn = turns[pairs[0][0]]
    return UturnScore(
        start_off_s=turn.start_s - reference.turn_start_s,
        end_off_s=turn.end_s - reference.turn_end_s,
        angle_deg=abs(turn.angle_deg),
    )


def _score(
    found: tuple[Contact, ...],
    theirs: tuple[Contact, ...],
    reference: UturnReference,
    until_s: float | None,
) -> EventScore:
    stretches_s = bout_stretches(reference.walk)
    if until_s is not None:
        stretches_s[0, 1] = _between_contacts_s(theirs, until_s) - MARGIN_S
    return score_contacts(
        found, theirs, stretches_s=stretches_s, tolerance_s=TOLERANCE_S, margin_s=MARGIN_S
    )


def _between_contacts_s(contacts: tuple[Contact, ...], until_s: float) -> float:
    """Move a time back to the middle between two contacts, so that it parts no match."""
    before_s = [contact.time_s for contact in contacts if contact.time_s <= until_s][-2:]
    return sum(before_s) / len(before_s) if before_s else until_s
