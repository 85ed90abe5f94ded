"""What tests of scoring share."""

from datetime import date

import pytest

from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Floor, Footwear, Vision
from restride.clinical.instrument import find_instrument
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score

TOLD = Circumstances(
    aid=Aid.NONE,
    assistance=Assistance.INDEPENDENT,
    footwear=Footwear.SHOES,
    floor=Floor.FIRM,
    protocol="4 m course, chair 43 cm",
    vision=Vision.NO_CORRECTION,
    measured_with="stopwatch",
)


def score_entry(instrument, *, circumstances=TOLD, **entered):
    entry = Entry(
        instrument=instrument,
        tested_on=date(2026, 3, 1),
        circumstances=circumstances,
        **entered,
    )
    return score(entry, find_instrument(instrument))


@pytest.fixture(scope="session")
def scored():
    """Score an instrument from what is entered, under the usual circumstances."""
    return score_entry
