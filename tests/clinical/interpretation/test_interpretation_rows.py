"""Every row of interpretation fits the instruments, the conditions and the sources."""

import pytest

from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, Reading, cited_sources
from restride.clinical.instrument import find_instrument, instruments
from restride.clinical.interpretation.rows import (
    cut_offs,
    detectable_changes,
    gait_references,
    important_changes,
    references,
    remarks,
    remarks_on,
)
from restride.clinical.interpretation.schemas import Operator
from restride.clinical.interpretation.scores import find_score
from restride.measure import Better

CUT_OFFS = [row for rows in cut_offs().values() for row in rows]
REFERENCES = [row for rows in references().values() for row in rows]
MDC = [row for rows in detectable_changes().values() for row in rows]
MCID = [row for rows in important_changes().values() for row in rows]
OF_SCORES = [*CUT_OFFS, *REFERENCES, *MDC, *MCID]
OF_PEOPLE = [*OF_SCORES, *gait_references()]
ALL = [*OF_PEOPLE, *remarks()]


def by_id(row):
    return f"{type(row).__name__}-{row.id}"


@pytest.mark.parametrize("row", OF_SCORES, ids=by_id)
def test_a_row_is_of_a_score_that_exists_and_in_its_unit(row):
    score = find_score(row.instrument, row.score)

    assert row.unit == ("%" if getattr(row, "of_baseline", False) else score.unit)


@pytest.mark.parametrize("row", [row for row in OF_SCORES if getattr(row, "item", None)], ids=by_id)
def test_a_row_of_a_part_of_the_body_names_one_that_exists(row):
    instrument = find_instrument(row.instrument)

    assert row.item in {item.id for item in instrument.items}
    assert find_score(row.instrument, row.score).each_item


@pytest.mark.parametrize("row", ALL, ids=by_id)
def test_the_sources_of_a_row_exist_and_were_read_where_it_says_so(row):
    assert row.evidence.sources
    sources = [cited_sources()[each] for each in row.evidence.sources]
    if row.evidence.confidence is Confidence.VERIFIED:
        assert any(each.reading is not Reading.NOT_READ for each in sources)


@pytest.mark.parametrize("row", OF_PEOPLE, ids=by_id)
def test_the_people_of_a_row_are_well_formed(row):
    people = row.population

    assert set(people.conditions) <= set(conditions())
    assert not (people.outside and people.conditions)
    for low, high in (
        (people.age_min_years, people.age_max_years),
        (people.baseline_low, people.baseline_high),
        (people.from_days, people.to_days),
    ):
        assert low is None or high is None or low < high
    if people.baseline_score is not None:
        find_score(*people.baseline_score.split("."))


@pytest.mark.parametrize("row", CUT_OFFS, ids=by_id)
def test_a_cut_off_lies_on_its_scale(row):
    score = find_score(row.instrument, row.score)
    values = [each for band in row.bands for each in (band.low, band.high)]
    for each in (row.value, row.value_to, *values):
        assert each is None or score.minimum is None or each >= score.minimum
        assert each is None or score.maximum is None or each <= score.maximum


@pytest.mark.parametrize(
    "row", [row for row in CUT_OFFS if row.operator is Operator.BANDS], ids=by_id
)
def test_the_last_band_is_open_and_bands_touch(row):
    assert row.bands[-1].high is None
    for one, following in zip(row.bands, row.bands[1:], strict=False):
        assert one.high == following.low


@pytest.mark.parametrize("row", [row for row in REFERENCES if row.near_normal], ids=by_id)
def test_a_spread_that_is_called_near_normal_lies_inside_the_scale(row):
    score = find_score(row.instrument, row.score)
    mean, sd = row.mean, row.sd
    if row.quartile_low is not None:
        mean = (row.quartile_low + row.quartile_high) / 2
        sd = (row.quartile_high - row.quartile_low) / 1.349

    assert mean - 2 * sd >= (score.minimum or 0)
    assert score.maximum is None or mean + 2 * sd <= score.maximum


@pytest.mark.parametrize("row", REFERENCES, ids=by_id)
def test_a_reference_is_ordered_and_of_a_score_with_a_direction_where_it_has_a_limit(row):
    assert row.mean_low is None or row.mean_low <= row.mean <= row.mean_high
    assert row.low is None or row.low < row.high
    assert row.quartile_low is None or row.quartile_low < row.quartile_high
    if row.limit is not None:
        assert find_score(row.instrument, row.score).better is not Better.NEITHER


@pytest.mark.parametrize("row", [row for row in MDC if row.sem and row.value], ids=by_id)
def test_a_published_error_and_a_published_change_agree(row):
    # 1.96 x SEM x sqrt(2), within 5 % and a rounding of the published figure.
    assert row.value == pytest.approx(1.96 * row.sem * 2**0.5, rel=0.05)


@pytest.mark.parametrize("row", [*MDC, *MCID], ids=by_id)
def test_a_change_fits_into_its_scale(row):
    score = find_score(row.instrument, row.score)

    assert row.value_from is None or row.value_from < row.value
    if score.minimum is not None and score.maximum is not None and row.unit == score.unit:
        assert row.value <= (score.maximum - score.minimum) / 2


@pytest.mark.parametrize("row", remarks(), ids=by_id)
def test_a_remark_is_of_an_instrument_or_of_none(row):
    assert row.instrument is None or row in remarks_on(row.instrument)
    assert row.instrument is None or row.instrument in instruments()


def test_no_two_rows_of_one_file_say_the_same():
    for rows in (CUT_OFFS, REFERENCES, MDC, MCID):
        told = [
            (
                row.instrument,
                row.score,
                getattr(row, "item", None),
                row.population,
                row.evidence.sources,
                getattr(row, "value", None) or getattr(row, "bands", None) or row.id,
            )
            for row in rows
        ]
        assert len(told) == len(set(told))


def test_the_content_did_not_shrink():
    counts = [len(each) for each in (CUT_OFFS, REFERENCES, MDC, MCID, gait_references())]

    assert counts == [78, 157, 63, 43, 69]
