"""The content of scales and questionnaires, row by row: structure, sources, words."""

import pytest

from restride.clinical.conversion import conversions
from restride.clinical.evidence import Confidence, cited_sources
from restride.clinical.instrument import LicenceTier, ScoringMethod, find_instrument, instruments
from restride.clinical.scoring.item_sum import subscale_items
from restride.errors import ContentError

#: Items and the most they add up to, both sides of sided items counted.
STRUCTURE = {
    "bbs": (14, 56),
    "fga": (10, 30),
    "dgi": (8, 24),
    "minibest": (14, 32),
    "poma": (16, 28),
    "abc": (16, 1600),
    "fesi": (16, 64),
    "fma_le": (17, 34),
    "nprs": (3, 30),
    "dhi": (25, 100),
    "mdsupdrs_gait": (7, 28),
    "rmi": (15, 15),
    "wisci2": (1, 20),
    "fac": (1, 5),
    "mas": (6, 48),
    "koosjr": (7, 28),
    "hoosjr": (6, 24),
    "rpe": (0, 0),
    "stay_independent": (12, 12),
    "psfs": (3, 30),
    "balance_confidence_own": (6, 60),
    "lefs": (20, 80),
    "faam": (29, 116),
    "nfogq": (0, 0),
}
#: How much of each the package may hold.
TIERS = {
    LicenceTier.ITEM_SCORES_ONLY: {
        "bbs", "fga", "dgi", "minibest", "poma", "fma_le", "rmi", "wisci2", "mas",
    },
    LicenceTier.FULL_TEXT: {"nprs", "fac", "stay_independent", "balance_confidence_own"},
    LicenceTier.OWN_WORDS_PROCEDURE: {"psfs", "rpe"},
    LicenceTier.TOTAL_SCORE_ONLY: {
        "abc", "fesi", "dhi", "mdsupdrs_gait", "koosjr", "hoosjr", "lefs", "faam", "nfogq",
    },
}  # fmt: skip
SCALES = sorted(STRUCTURE)


@pytest.mark.parametrize("instrument_id", SCALES)
def test_a_scale_has_its_items_and_their_sum(instrument_id):
    items = find_instrument(instrument_id).items
    most = sum(item.maximum * (2 if item.sided else 1) for item in items)

    assert (len(items), most) == STRUCTURE[instrument_id]


@pytest.mark.parametrize("instrument_id", SCALES)
def test_a_scale_has_the_tier_of_the_licence_list(instrument_id):
    assert instrument_id in TIERS[find_instrument(instrument_id).licence.tier]


@pytest.mark.parametrize("instrument_id", SCALES)
def test_what_a_scale_rests_on_is_a_known_source(instrument_id):
    row = find_instrument(instrument_id)
    evidence = [row.evidence, row.licence.evidence, row.scoring.evidence]
    evidence += [each.evidence for each in (*row.codes, *row.ceilings, *row.floors)]

    assert {source for each in evidence for source in each.sources} <= cited_sources().keys()


@pytest.mark.parametrize("instrument_id", SCALES)
def test_the_main_score_is_one_of_the_scores(instrument_id):
    row = find_instrument(instrument_id)

    assert row.main_score in {each.id for each in row.scores}
    assert row.minutes[0] <= row.minutes[1]


@pytest.mark.parametrize(
    "instrument_id",
    [each for each in SCALES if find_instrument(each).scoring.method is ScoringMethod.ITEM_SUM],
)
def test_the_range_of_a_sum_is_the_range_of_its_items(instrument_id):
    row = find_instrument(instrument_id)
    groups = {row.main_score: row.items, **subscale_items(row)}

    for each in row.scores:
        most = sum(item.maximum * (2 if item.sided else 1) for item in groups[each.id])
        assert each.maximum == most
        assert each.minimum == sum(item.minimum for item in groups[each.id])


@pytest.mark.parametrize(
    ("instrument_id", "counts"),
    [
        ("dhi", {"functional_points": 9, "emotional_points": 9, "physical_points": 7}),
        ("poma", {"balance_points": 9, "gait_points": 7}),
        (
            "minibest",
            {
                "anticipatory_points": 3,
                "reactive_points": 3,
                "sensory_points": 3,
                "dynamic_gait_points": 5,
            },
        ),
    ],
)
def test_subscales_share_out_every_item(instrument_id, counts):
    groups = subscale_items(find_instrument(instrument_id))

    assert {name: len(items) for name, items in groups.items()} == counts


def test_the_own_confidence_question_has_no_ceiling_and_judges_nobody():
    row = find_instrument("balance_confidence_own")

    assert not row.ceilings
    assert not row.floors
    assert "no cut-off" in row.evidence.note


@pytest.mark.parametrize("row", conversions().values(), ids=lambda row: row.id)
def test_a_conversion_table_belongs_to_an_instrument_and_is_honest(row):
    assert row.id in instruments()
    assert row.evidence.confidence is Confidence.MEMORY
    assert set(row.evidence.sources) <= cited_sources().keys()


def test_an_unknown_instrument_is_refused():
    with pytest.raises(ContentError, match="An instrument must be one of .*bbs.*'berg'"):
        find_instrument("berg")
