"""The content of the measured tests, row by row."""

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.content import read_content
from restride.clinical.evidence import cited_sources
from restride.clinical.instrument import (
    Instrument,
    LicenceTier,
    ScoringMethod,
    TrialRule,
    find_instrument,
    instruments,
)
from restride.clinical.scoring.score import _OWN, _SHARED
from restride.errors import ContentError
from restride.units import UNITS

FILES = (
    "walking",
    "mobility",
    "balance",
    "strength",
    "range_posture",
    "sensory_vestibular",
    "sport",
)
ROWS = [
    row
    for name in FILES
    for row in read_content(Instrument, room="clinical", name=f"instruments/{name}").rows
]
#: What only scores of scales and counts are counted in.
OWN_UNITS = {"", "grade", "stands", "raises", "lines", "N/kg"}
IDS = [row.id for row in ROWS]

each_row = pytest.mark.parametrize("row", ROWS, ids=IDS)


def evidences(row):
    yield row.evidence
    yield row.scoring.evidence
    yield row.licence.evidence
    for part in (*row.codes, *row.ceilings, *row.floors):
        yield part.evidence


def test_every_measured_test_of_the_clinic_is_there():
    assert set(IDS) == {
        "2mwt", "30scst", "4stage", "5xsts", "6mwt", "dix_hallpike", "dynamic_visual_acuity",
        "frt", "gait_speed_10m", "heel_rise", "hhd", "hop_battery", "mctsib", "mmt",
        "orthostatic_bp", "posture", "rom", "sensation", "sls", "sppb", "steps_fog",
        "supine_roll", "trunk_endurance", "tug", "tug_dt", "y_balance",
    }  # fmt: skip


@each_row
def test_every_source_resolves(row):
    for evidence in evidences(row):
        assert evidence.sources
        assert set(evidence.sources) <= cited_sources().keys()


@each_row
def test_ranges_are_ordered(row):
    assert 0 < row.minutes[0] <= row.minutes[1]
    for item in row.items:
        assert item.minimum < item.maximum
        assert all(item.minimum <= value <= item.maximum for value in item.values)
    for score in row.scores:
        if score.minimum is not None and score.maximum is not None:
            assert score.minimum < score.maximum


@each_row
def test_names_are_found_and_stand_once(row):
    scores = [score.id for score in row.scores]
    items = [item.id for item in row.items]

    assert row.main_score in scores
    assert len(set(scores)) == len(scores)
    assert len(set(items)) == len(items)
    for limit in (*row.ceilings, *row.floors):
        assert limit.score in scores
    for code in row.codes:
        assert code.score is None or code.score in scores


@each_row
def test_an_item_that_is_a_score_has_its_range_inside(row):
    ranges = {score.id: (score.minimum, score.maximum) for score in row.scores}
    for item in row.items:
        least, most = ranges.get(item.id, (None, None))
        assert least is None or item.minimum >= least
        assert most is None or item.maximum <= most


@each_row
def test_units_are_known(row):
    known = {unit.shown for unit in UNITS} | OWN_UNITS
    assert {score.unit for score in row.scores} <= known
    assert {item.unit for item in row.items if item.unit} <= known


@each_row
def test_a_count_is_whole_and_a_measured_item_has_a_unit(row):
    for score in row.scores:
        assert not score.id.endswith("_count") or score.decimals == 0
    for item in row.items:
        assert not item.decimals or item.unit


@each_row
def test_the_licence_is_kept(row):
    if not row.licence.tier.holds_wording:
        assert all(item.wording is None for item in row.items)
    assert row.licence.tier in (LicenceTier.FULL_TEXT, LicenceTier.OWN_WORDS_PROCEDURE)


@each_row
def test_it_can_be_given_from_what_is_written(row):
    for part in (row.set_up, row.steps, row.safety, row.stop_rules, row.equipment):
        assert part
    assert row.script


@each_row
def test_circumstances_that_are_needed_exist(row):
    for name in row.needs_circumstances:
        assert hasattr(Circumstances(), name)


@each_row
def test_its_scoring_is_there_and_whole(row):
    method = row.scoring.method
    assert row.id in _OWN if method is ScoringMethod.OWN else method in _SHARED
    assert row.scoring.trial_rule is not TrialRule.WORST_SIDE
    if method is ScoringMethod.TRIALS:
        assert row.scoring.trial_rule
        assert row.scoring.trials_count
    if method is ScoringMethod.BODY_CHART:
        assert [score.each_item for score in row.scores].count(True) == 1


@each_row
def test_unable_is_the_worst_a_person_can_have(row):
    main = next(score for score in row.scores if score.id == row.main_score)
    if row.scoring.unable_value is not None:
        assert row.scoring.unable_value == main.minimum
        assert main.better == "higher"
        assert row.scoring.unable_words


@each_row
def test_the_one_who_reads_it_finds_it(row):
    assert find_instrument(row.id) is instruments()[row.id]


@each_row
def test_what_a_body_chart_leaves_out_is_counted_from_its_items(row):
    if row.scoring.missing_allowed_count:
        fields = sum(2 if item.sided else 1 for item in row.items if item.id != "body_mass_kg")
        assert row.scoring.missing_allowed_count == fields - 1


def test_an_unknown_instrument_is_refused_with_those_there_are():
    with pytest.raises(ContentError, match="one of 2mwt, 30scst.*'timed_up' is none of them"):
        find_instrument("timed_up")
