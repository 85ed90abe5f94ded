"""Whatever is entered within the ranges of the items scores within the ranges of the scores."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from restride.clinical.care import Assistance
from restride.clinical.circumstances import (
    Aid,
    Circumstances,
    Floor,
    Footwear,
    MedicationState,
    Vision,
)
from restride.clinical.content import read_content
from restride.clinical.instrument import Instrument, ScoringMethod, find_instrument
from restride.clinical.scoring.entry import Entry, key_of
from restride.clinical.scoring.score import score
from restride.clinical.scoring.trials import sides_of
from restride.errors import ContentError

TOLD = Circumstances(
    aid=Aid.NONE,
    assistance=Assistance.INDEPENDENT,
    footwear=Footwear.SHOES,
    floor=Floor.FIRM,
    protocol="4 m course",
    vision=Vision.NO_CORRECTION,
    medication=MedicationState.ON,
    measured_with="stopwatch",
)
FILES = ("walking", "mobility", "balance", "strength", "range_posture", "sensory_vestibular")
ROWS = [
    row
    for name in (*FILES, "sport")
    for row in read_content(Instrument, room="clinical", name=f"instruments/{name}").rows
    if row.items
]
CHARTS = [row.id for row in ROWS if row.scoring.method is ScoringMethod.BODY_CHART]


def value_of(item):
    if item.values:
        return st.sampled_from(item.values)
    if item.decimals:
        return st.floats(item.minimum, item.maximum).map(
            lambda value: min(max(round(value, item.decimals), item.minimum), item.maximum)
        )
    return st.integers(int(item.minimum), int(item.maximum))


def items_of(instrument):
    return st.fixed_dictionaries(
        {},
        optional={
            key_of(item.id, side): st.none() | value_of(item)
            for item in instrument.items
            for side in sides_of(item)
        },
    )


@pytest.mark.parametrize("name", [row.id for row in ROWS])
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_score_lies_in_its_range_or_the_entry_is_refused(name, data):
    instrument = find_instrument(name)
    entry = Entry(
        instrument=name,
        tested_on=date(2026, 3, 1),
        circumstances=TOLD,
        items=data.draw(items_of(instrument)),
    )
    try:
        result = score(entry, instrument)
    except ContentError:
        # An entry that lacks or contradicts something; the tests of refusals hold the words.
        return
    ranges = {each.id: (each.minimum, each.maximum) for each in instrument.scores}
    for each in result.scores:
        least, most = ranges[each.score]
        if each.value is not None:
            assert least is None or each.value >= least - 1e-9
            assert most is None or each.value <= most + 1e-9


@pytest.mark.parametrize("name", CHARTS)
def test_the_order_of_entry_does_not_matter(name):
    instrument = find_instrument(name)
    least = {
        key_of(item.id, side): item.minimum for item in instrument.items for side in sides_of(item)
    }
    turned = dict(reversed(least.items()))
    one, other = (
        score(
            Entry(instrument=name, tested_on=date(2026, 3, 1), circumstances=TOLD, items=items),
            instrument,
        )
        for items in (least, turned)
    )

    assert one.scores == other.scores
