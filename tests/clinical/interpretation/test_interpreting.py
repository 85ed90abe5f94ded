"""What a score means for a person, worked by hand from the published figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.circumstances import Circumstances
from restride.clinical.interpretation import Position, interpret
from restride.clinical.patient import Diagnosis, Patient
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Sex

DAY = date(2026, 6, 1)


def someone(
    condition="older_adult", *, age=74.0, sex=Sex.FEMALE, height_m=None, mass_kg=None, since=None
):
    return Patient(
        person=Person(age_years=age, sex=sex, height_m=height_m, body_mass_kg=mass_kg),
        diagnoses=(Diagnosis(condition=condition, since=since),),
    )


def read(value, test, who=None, **more):
    instrument, score = test.split(".")
    return interpret(
        value,
        instrument_id=instrument,
        score_id=score,
        patient=who or someone(),
        circumstances=more.pop("circumstances", Circumstances()),
        day=DAY,
        **more,
    )


def reference(meaning, row_id):
    return next(each for each in meaning.references if each.reference.id == row_id)


def cut_off(meaning, row_id):
    return next(each for each in meaning.cut_offs if each.cut_off.id == row_id)


def test_a_spread_gives_z_and_percentile():
    # Mean 9.5, SD 1.7: 12.9 s is 2 SD slower, and 9.5 s is the middle.
    slow = reference(read(12.9, "tug.time_s"), "tug_herman")
    middle = reference(read(9.5, "tug.time_s"), "tug_herman")

    assert (slow.z, slow.percentile) == (2.0, 98)
    assert (middle.z, middle.percentile) == (0.0, 50)
    assert not slow.is_approximate


def test_quartiles_give_them_about():
    # Women of 70 to 74: 10 to 15 stands. The upper quartile is z 0.67, about percentile 76 at 0.7.
    quarter = reference(read(15, "30scst.stands_count"), "30scst_rikli_women_70_74")

    assert (quarter.z, quarter.percentile, quarter.is_approximate) == (0.7, 76, True)
    assert quarter.position is Position.WITHIN
    assert "z about +0.7" in quarter.words


@pytest.mark.parametrize(
    ("stands", "position"),
    [(9, Position.WORSE), (10, Position.WITHIN), (15, Position.WITHIN), (16, Position.BETTER)],
)
def test_the_middle_half_includes_both_ends(stands, position):
    found = reference(read(stands, "30scst.stands_count"), "30scst_rikli_women_70_74")

    assert found.position is position


@pytest.mark.parametrize(
    ("test", "value", "row"),
    [
        ("bbs.total_points", 50, "bbs_herman"),
        ("dgi.total_points", 20, "dgi_herman"),
        ("minibest.total_points", 20, "minibest_portugal_70_79"),
    ],
)
def test_a_scale_crowded_at_its_end_gives_no_z(test, value, row):
    found = reference(read(value, test), row)

    assert found.z is None
    assert found.percentile is None
    assert found.expected


def test_a_mean_alone_gives_no_z_and_no_position():
    found = reference(read(9.0, "tug.time_s", someone(age=35.0)), "tug_kear_30_39")

    assert (found.z, found.percentile, found.position) == (None, None, None)
    assert not found.decides
    assert "from memory" in found.words


@pytest.mark.parametrize(
    ("seconds", "position"),
    [(10.1, Position.WITHIN), (10.2, Position.WITHIN), (10.3, Position.WORSE)],
)
def test_a_one_sided_limit_is_told_as_such(seconds, position):
    found = reference(read(seconds, "tug.time_s"), "tug_bohannon_70_79")

    assert found.position is position
    assert found.z is None


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (59.9, None),
        (60.0, "60_69"),
        (69.9, "60_69"),
        (70.0, "70_79"),
        (79.99, "70_79"),
        (80.0, "80_99"),
        (99.9, "80_99"),
        (100.0, None),
    ],
)
def test_an_age_band_holds_until_the_next_birthday(age, band):
    meaning = read(10.0, "tug.time_s", someone(age=age))
    ids = {each.reference.id for each in meaning.references}

    decades = {each for each in ids if each.startswith("tug_bohannon") and "60_99" not in each}
    assert decades == ({f"tug_bohannon_{band}"} if band else set())


def test_sexes_have_their_own_references():
    men = read(1.2, "gait_speed_10m.comfortable_mps", someone(sex=Sex.MALE))
    women = read(1.2, "gait_speed_10m.comfortable_mps")

    assert reference(men, "gait_speed_bohannon_men_70_79").expected == (1.262,)
    assert reference(women, "gait_speed_bohannon_women_70_79").expected == (1.132,)
    assert not any("women" in each.reference.id for each in men.references)


def test_an_equation_is_worked_out():
    # 2.11 x 162 - 2.29 x 70 - 5.78 x 74 + 667 = 420.8; less 139 for the lower limit: 281.8
    who = someone(height_m=1.62, mass_kg=70.0)
    meaning = read(281, "6mwt.distance_m", who)

    assert reference(meaning, "6mwt_enright_women").expected == (421,)
    lower = reference(meaning, "6mwt_enright_lower_women")
    assert lower.position is Position.WORSE
    assert not lower.decides
    within = reference(read(282, "6mwt.distance_m", who), "6mwt_enright_lower_women")
    assert within.position is Position.WITHIN


def test_the_mens_equations_are_worked_out():
    # 7.57 x 180 - 5.02 x 60 - 1.76 x 80 - 309 = 611.6
    # 26.80 x 60 + 8.46 x 180 - 0.45 x 80 - 0.06 x 3600 - 0.13 x 60 x 180 - 890.18 = 584.62,
    # and 2.54 less in active men: 582.08
    who = someone(age=60.0, sex=Sex.MALE, height_m=1.80, mass_kg=80.0)
    meaning = read(500, "6mwt.distance_m", who)

    assert reference(meaning, "6mwt_enright_men").expected == (612,)
    italian = reference(meaning, "6mwt_geird_equation_men")
    assert italian.expected == (585, 582)
    assert "predicted 582 to 585 m, by whether physically active" in italian.words


def test_what_an_equation_needs_is_named():
    meaning = read(400, "6mwt.distance_m")

    assert any("height and mass not known" in each for each in meaning.missing)
    assert not any("enright" in each.reference.id for each in meaning.references)


def test_nothing_is_invented_where_nothing_is_known():
    hop = read(100, "hop_battery.single_cm")
    child = read(9.0, "tug.time_s", someone(age=8.0))

    assert hop.references == ()
    assert hop.missing == ("No reference known for Single hop.",)
    assert child.missing == ("No reference known for Time: published groups are other people.",)


def test_an_unknown_age_or_sex_is_said():
    nobody = someone(age=None, sex=None)
    meaning = read(9.0, "tug.time_s", nobody)
    stands = read(9, "30scst.stands_count", someone(sex=None))

    assert meaning.references == ()
    assert meaning.missing[0] == "No reference can be used for Time."
    assert any("age is not known" in each for each in meaning.missing)
    assert any("sex is not known" in each for each in stands.missing)


@pytest.mark.parametrize(
    ("test", "value", "row", "crossed"),
    [
        ("tug.time_s", 11.9, "tug_fall_risk_older_12", False),
        ("tug.time_s", 12.0, "tug_fall_risk_older_12", True),
        ("tug.time_s", 11.95, "tug_fall_risk_older_12", True),
        ("tug.time_s", 15.0, "tug_impairment_wfg", False),
        ("tug.time_s", 15.1, "tug_impairment_wfg", True),
        ("bbs.total_points", 45, "bbs_fall_risk_older", False),
        ("bbs.total_points", 45, "bbs_fall_risk_older_muir", True),
        ("bbs.total_points", 46, "bbs_fall_risk_older_muir", False),
        ("orthostatic_bp.systolic_drop_mmhg", 19, "orthostatic_systolic", False),
        ("orthostatic_bp.systolic_drop_mmhg", 20, "orthostatic_systolic", True),
        ("stay_independent.key_yes_count", 0, "stay_independent_key", False),
        ("stay_independent.key_yes_count", 1, "stay_independent_key", True),
        ("30scst.stands_count", 10, "30scst_below_average_women_70_74", False),
        ("30scst.stands_count", 9, "30scst_below_average_women_70_74", True),
    ],
)
def test_a_cut_off_is_crossed_exactly_where_it_says(test, value, row, crossed):
    found = cut_off(read(value, test), row)

    assert found.crossed is crossed
    assert found.concern is crossed


@pytest.mark.parametrize(
    ("cm", "words"),
    [
        (0.0, "high"),
        (15.2, "high"),
        (15.3, "moderate"),
        (25.4, "moderate"),
        (25.5, "low"),
    ],
)
def test_bands_of_reach_include_their_upper_end(cm, words):
    assert cut_off(read(cm, "frt.reach_cm"), "frt_fall_risk_older").band.words == words


@pytest.mark.parametrize(
    ("speed", "words"),
    [
        (0.0, "household walker"),
        (0.39, "household walker"),
        (0.4, "limited community walker"),
        (0.79, "limited community walker"),
        (0.794, "limited community walker"),
        (0.796, "community walker"),
        (0.8, "community walker"),
    ],
)
def test_bands_of_speed_hold_from_the_low_end(speed, words):
    meaning = read(speed, "gait_speed_10m.comfortable_mps", someone("stroke"))

    assert cut_off(meaning, "gait_speed_class_stroke").band.words == words


def test_a_value_below_all_bands_is_in_none():
    found = cut_off(read(1, "rpe.effort_points"), "rpe_intensity")

    assert found.band is None
    assert "in no band" in found.words


def test_what_is_remembered_is_shown_and_decides_nothing():
    meaning = read(0.75, "gait_speed_10m.comfortable_mps")
    remembered = cut_off(meaning, "gait_speed_impairment_wfg")

    assert remembered.crossed
    assert not remembered.decides
    assert remembered not in meaning.concerns


def test_a_favourable_cut_off_is_no_concern():
    meaning = read(4, "fac.level", someone("stroke"))
    found = cut_off(meaning, "fac_community_stroke")

    assert found.crossed
    assert not found.concern


def test_the_nearest_people_come_first():
    meaning = read(16.0, "tug.time_s", someone("parkinson"))

    assert meaning.cut_offs[0].cut_off.population.conditions == ("parkinson",)
    distances = [each.distance_count for each in meaning.cut_offs]
    assert distances == sorted(distances)


def test_other_peoples_cut_offs_are_left_out():
    ids = {each.cut_off.id for each in read(16.0, "tug.time_s", someone("stroke")).cut_offs}

    assert "tug_falls_stroke_review" in ids
    assert "tug_faller_parkinson" not in ids


def test_the_time_since_onset_decides_and_unknown_is_told():
    early = read(40, "bbs.total_points", someone("stroke", since=date(2026, 5, 1)))
    late = read(40, "bbs.total_points", someone("stroke", since=date(2025, 5, 1)))
    unknown = read(40, "bbs.total_points", someone("stroke"))

    assert "bbs_falls_stroke_chronic" not in {each.cut_off.id for each in early.cut_offs}
    assert cut_off(late, "bbs_falls_stroke_chronic").doubts == ()
    assert cut_off(unknown, "bbs_falls_stroke_chronic").doubts == (
        "the time since onset is not known",
    )


def test_a_part_of_the_body_has_its_own_rows():
    knee = read(3, "mmt.grade", item="knee_extension")
    hip = read(3, "mmt.grade", item="hip_flexion")

    assert cut_off(knee, "mmt_knee_extension").crossed
    assert hip.cut_offs == ()


def test_a_ceiling_is_said():
    assert read(56, "bbs.total_points").ceilings
    assert read(30, "bbs.total_points").ceilings == ()


def test_no_value_is_no_zero():
    meaning = read(None, "tug.time_s")

    assert meaning.value is None
    assert meaning.cut_offs == ()
    assert meaning.missing == ("No value of Time: nothing to compare.",)


@pytest.mark.parametrize(
    ("test", "value", "message"),
    [
        ("bbs.total_points", 57, "between 0 and 56 points, and is 57"),
        ("bbs.total_points", -1, "between 0 and 56 points, and is -1"),
        ("bbs.sum", 5, r"score of bbs must be one of total_points, and 'sum'"),
        ("berg.total_points", 5, "instrument must be one of"),
    ],
)
def test_what_cannot_be_is_refused(test, value, message):
    with pytest.raises(ContentError, match=message):
        read(value, test)


@given(slower=st.integers(20, 6000), faster=st.integers(20, 6000))
def test_a_slower_time_crosses_whatever_a_faster_one_crosses(slower, faster):
    faster, slower = sorted((faster, slower))
    quick, slow = read(faster / 10, "tug.time_s"), read(slower / 10, "tug.time_s")

    crossed = {each.cut_off.id for each in quick.cut_offs if each.crossed}
    assert crossed <= {each.cut_off.id for each in slow.cut_offs if each.crossed}


@given(stands=st.integers(0, 60))
def test_exactly_one_of_worse_within_and_better_holds(stands):
    found = reference(read(stands, "30scst.stands_count"), "30scst_rikli_women_70_74")

    assert (found.position is Position.WORSE) == (stands < 10)
    assert (found.position is Position.BETTER) == (stands > 15)
    assert 1 <= found.percentile <= 99
