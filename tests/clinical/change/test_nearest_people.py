"""Whose published change is used: a table of people made by hand."""

from datetime import date, timedelta

import pytest

from restride.clinical.change import detectable_change, important_change
from restride.clinical.patient import Diagnosis, Patient
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Sex

DAY = date(2026, 6, 1)
COMFORTABLE = "gait_speed_10m.comfortable_mps"


def someone(condition, *, days=None, age=70, sex=Sex.FEMALE):
    since = None if days is None else DAY - timedelta(days=days)
    conditions = (condition,) if isinstance(condition, str) else condition
    return Patient(
        person=Person(age_years=age, sex=sex),
        diagnoses=tuple(Diagnosis(condition=each, since=since) for each in conditions),
    )


@pytest.mark.parametrize(
    ("who", "score", "baseline", "row"),
    [
        # The very condition goes before a mixed group and before older people.
        (someone("stroke", days=400), "bbs.total_points", 40, "bbs_mdc_stroke_chronic"),
        (someone("stroke", days=30), "bbs.total_points", 40, "bbs_mdc_stroke_early"),
        (someone("parkinson"), "bbs.total_points", 40, "bbs_mdc_parkinsonism"),
        (someone("fall_risk"), "bbs.total_points", 40, "bbs_mdc_balance_disorders"),
        # A case of a condition is a step away from it.
        (someone("bppv", age=50), "bbs.total_points", 40, "bbs_mdc_balance_disorders"),
        # People in general come last, in the band of their own first value.
        (someone("tka", age=70), "bbs.total_points", 45, "bbs_mdc_older_rehab_45_56"),
        (someone("tka", age=70), "bbs.total_points", 44.5, "bbs_mdc_older_rehab_35_44"),
        (someone("tka", age=65), "bbs.total_points", 24, "bbs_mdc_older_rehab_0_24"),
        (someone("tka", age=64.9), "bbs.total_points", 24, None),
        # Of two studies of the same people the larger, in the band of the first speed.
        (someone("stroke", days=400), COMFORTABLE, 0.39, "gait_speed_mdc_stroke_chronic_under_0_4"),
        (
            someone("stroke", days=400),
            COMFORTABLE,
            0.4,
            "gait_speed_mdc_stroke_chronic_0_4_to_0_8",
        ),
        (someone("stroke", days=400), COMFORTABLE, 0.8, "gait_speed_mdc_stroke_from_0_8"),
        (someone("stroke", days=60), COMFORTABLE, 0.5, "gait_speed_mdc_stroke_0_4_to_0_8"),
        (someone("parkinson"), COMFORTABLE, 1.0, "gait_speed_mdc_parkinsonism"),
        # A figure from memory is not given, and one in per cent depends on the first value.
        (someone("tka"), "tug.time_s", 12.0, None),
        (someone("knee_oa"), "tug.time_s", 12.0, "tug_mdc_knee_oa_waiting"),
        (someone("knee_oa"), "tug.time_s", 2.9, "tug_mdc_knee_oa_mild"),
        (someone("knee_oa"), "tug.time_s", None, "tug_mdc_knee_oa_mild"),
        (someone("knee_oa"), "tug.time_s", 0.0, "tug_mdc_knee_oa_mild"),
        # Sex and age of the group.
        (someone("athlete", age=70), "5xsts.time_s", 12.0, "5xsts_mdc_older_women"),
        (someone("athlete", age=70, sex=Sex.MALE), "5xsts.time_s", 12.0, None),
        (someone("athlete", age=70, sex=None), "5xsts.time_s", 12.0, None),
        (someone("athlete", age=None), "5xsts.time_s", 12.0, None),
        # Of two conditions the nearer group.
        (someone(("tka", "parkinson")), "tug.time_s", 12.0, "tug_mdc_parkinson"),
    ],
)
def test_the_nearest_group_is_used(who, score, baseline, row):
    found = detectable_change(*score.split("."), patient=who, baseline=baseline, day=DAY)

    assert (None if found is None else found.row.id) == row


def test_an_unknown_time_since_onset_is_a_doubt():
    found = detectable_change(
        "fma_le", "total_points", patient=someone("stroke"), baseline=20, day=DAY
    )
    tug = detectable_change("tug", "time_s", patient=someone("stroke"), baseline=20, day=DAY)

    assert found.doubts == ()
    assert tug.row.id == "tug_mdc_stroke_chronic"
    assert tug.doubts == ("the time since onset is not known",)


def test_a_band_of_another_score_needs_its_value():
    who = someone("stroke", days=400)
    plain = detectable_change("gait_speed_10m", "fast_mps", patient=who, baseline=0.6, day=DAY)
    known = detectable_change(
        "gait_speed_10m",
        "fast_mps",
        patient=who,
        baseline=0.6,
        day=DAY,
        firsts={COMFORTABLE: 0.35},
    )

    assert plain is None
    assert known.value == 0.04


def test_what_is_remembered_is_given_only_on_request_and_decides_nothing():
    found = detectable_change(
        "tug", "time_s", patient=someone("tha"), baseline=12.0, with_memory=True
    )

    # 2.49 s at 90 % is 2.49 x 1.96 / 1.645 = 2.967 s at 95 %.
    assert found.value == 2.97
    assert not found.decides
    assert "2.49 s at 90 %, converted to 95 %" in found.words


def test_an_important_change_takes_the_larger_end_of_a_range_and_names_the_substantial_one():
    knee = important_change("gait_speed_10m", "comfortable_mps", patient=someone("knee_oa"))
    older = important_change("6mwt", "distance_m", patient=someone("athlete", age=80))

    assert (knee.value, knee.row.value_from) == (0.115, 0.068)
    assert "published 0.068 to 0.115, the larger is used" in knee.words
    assert (older.value, older.substantial) == (20, 50)


def test_what_matters_much_comes_from_people_as_near():
    # Of older people 0.1 m/s matters much; people with Parkinson's have a figure of their own.
    found = important_change("gait_speed_10m", "comfortable_mps", patient=someone("parkinson"))

    assert (found.value, found.substantial) == (0.082, None)


def test_a_slow_walker_has_the_important_distance_of_slow_walkers():
    who = someone("stroke", days=90)
    plain = important_change("6mwt", "distance_m", patient=who, day=DAY)
    slow = important_change("6mwt", "distance_m", patient=who, day=DAY, firsts={COMFORTABLE: 0.39})
    fast = important_change("6mwt", "distance_m", patient=who, day=DAY, firsts={COMFORTABLE: 0.4})

    assert (plain.value, slow.value, fast.value) == (71, 44, 71)


def test_an_important_change_from_memory_is_given_only_on_request():
    who = someone("tka")

    assert important_change("koosjr", "interval_points", patient=who) is None
    found = important_change("koosjr", "interval_points", patient=who, with_memory=True)
    assert (found.value, found.decides) == (14, False)
    assert found.substantial is None


@pytest.mark.parametrize("counts", [(0, 1), (1, 0), (-1, 1)])
def test_a_change_needs_a_test_on_both_sides(counts):
    with pytest.raises(ContentError, match="at least one test before and one after"):
        detectable_change(
            "tug",
            "time_s",
            patient=someone("stroke"),
            baseline=20,
            before_count=counts[0],
            after_count=counts[1],
        )
