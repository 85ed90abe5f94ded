"""Case files: what is written is understood, and what is wrong is named."""

from datetime import date

import pytest
import yaml

from restride.clinical.care import WeightBearing
from restride.clinical.precautions import Presence
from restride.errors import ContentError
from restride.plan.cases.case_file import patient_of, read_case, results_in
from restride.terms import Side

DAY = date(2026, 5, 4)


@pytest.fixture
def write(tmp_path):
    def written(**changes):
        content = {
            "title": "Somebody",
            "day": DAY,
            "person": {"age_years": 70, "height_m": 1.7},
            "conditions": [{"condition": "pd", "since": date(2020, 1, 1)}],
            **changes,
        }
        path = tmp_path / "case.yaml"
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return path

    return written


def test_a_condition_is_known_by_its_alias(write):
    assert patient_of(read_case(write())).condition_ids == ("parkinson",)


def test_all_else_asked_means_what_people_with_these_conditions_are_asked(write):
    screen = {
        "completed_on": DAY,
        "present": ["freezing_of_gait"],
        "not_answered": ["bone_risk_high"],
        "absent": "all_else_asked",
    }
    patient = patient_of(read_case(write(safety_screen=screen)))
    presence = {row.id: patient.answer(row.id, day=DAY).presence for row in patient.asked()}

    assert presence.pop("freezing_of_gait") is Presence.PRESENT
    assert presence.pop("bone_risk_high") is Presence.UNANSWERED
    assert set(presence.values()) == {Presence.ABSENT}


def test_without_a_screen_everything_is_unanswered(write):
    patient = patient_of(read_case(write()))

    assert {patient.answer(row.id, day=DAY).presence for row in patient.asked()} == {
        Presence.UNANSWERED
    }


def test_the_usual_conditions_fill_what_a_test_does_not_name(write):
    path = write(
        circumstances={"aid": "none", "footwear": "shoes", "assistance": "independent"},
        results=[
            {
                "instrument": "fac",
                "tested_on": DAY,
                "circumstances": {"footwear": "barefoot"},
                "scores": {"level": 4},
            }
        ],
    )
    (result,) = results_in(read_case(path))

    assert (result.circumstances.aid, result.circumstances.footwear) == ("none", "barefoot")


def test_orders_are_read(write):
    path = write(weight_bearing=[{"side": "left", "grade": "PWB", "at_most_percent": 40}])

    assert patient_of(read_case(path)).weight_bearing(Side.LEFT) is WeightBearing.PARTIAL


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"person": {"age_years": 130}}, r"age_years must lie between 0 and 125, and is 130"),
        ({"person": {"age_years": 121}}, r"age_years must be at most 120, and is 121"),
        ({"person": {"height_m": 170}}, r"height_m must lie between 0.5 and 2.6, and is 170"),
        ({"persom": {}}, r"'persom'.* Did you mean 'person'\?"),
        ({"conditions": []}, "at least one condition"),
        ({"day": "soon"}, r"day: a day such as 2026-05-31.*'soon'"),
        ({"aid": "stick"}, r"aid: one of none, single_cane.*'stick'"),
        ({"weight_bearing": [{"side": "left", "grade": "some"}]}, r"NWB, TTWB, PWB.*'some'"),
        ({"home": {"equipment": ["trampoline"]}}, r"home, equipment.*'trampoline'"),
        ({"therapist": {"without": ["bal_fly"]}}, r"'bal_fly' is none of them"),
        ({"falls_answers": {"fell_often": True}}, r"falls_answers.*'fell_often'"),
        (
            {"conditions": [{"condition": "stroke", "since": date(2027, 1, 1)}]},
            r"since must not be after the day of the case \(2026-05-04\), and is 2027-01-01",
        ),
        (
            {"conditions": [{"condition": "stroke"}, {"condition": "stroke"}]},
            r"conditions, stroke: the very same stands twice, as number 1 and 2\. Remove one",
        ),
        (
            {"results": [{"instrument": "bbs", "tested_on": "2026-05-04"}] * 2},
            r"results, bbs: the very same stands twice, as number 1 and 2",
        ),
        ({"vitals": {"taken_on": date(2026, 5, 5)}}, r"vitals, taken_on must not be after the day"),
        ({"person": {"body_mass_kg": 0}}, r"body_mass_kg must lie between 2 and 500, and is 0"),
        ({"wrist_height_m": -1}, r"wrist_height_m must lie between .* and is -1"),
        (
            {"circumstances": {"since_dose_min": -1}},
            r"circumstances: since_dose_min must lie between 0 and 1440, and is -1",
        ),
        (
            {"circumstances": {"helpers_count": 9}},
            r"circumstances: helpers_count must lie between 0 and 6, and is 9",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_what_is_wrong_is_named(write, changes, words):
    with pytest.raises(ContentError, match=words):
        read_case(write(**changes))


@pytest.mark.parametrize(
    ("screen", "words"),
    [
        ({"present": ["bad_heart"]}, r"safety_screen must be of .*'bad_heart'"),
        (
            {"present": ["bone_risk_high"], "absent": ["bone_risk_high"]},
            r"'bone_risk_high' stands twice",
        ),
        (
            {"present": [{"code": "bone_risk_high", "bound": 90}]},
            r"bone_risk_high: it has no bound, and there is 90",
        ),
        (
            {"present": [{"code": "hip_flexion_limit", "bound": 400}]},
            r"must lie between 0 and 180 deg, and is 400",
        ),
    ],
    ids=["unknown", "twice", "no bound", "wild bound"],
)
def test_a_wrong_answer_is_named(write, screen, words):
    path = write(safety_screen={"completed_on": DAY, **screen})
    with pytest.raises(ContentError, match=words):
        patient_of(read_case(path))


def test_an_unknown_condition_is_named_with_the_nearest(write):
    path = write(conditions=[{"condition": "parkinsns"}])
    with pytest.raises(ContentError, match=r"'parkinsns' is none\. Near it: .*parkinson"):
        patient_of(read_case(path))


def test_a_wrong_result_is_named_with_its_test_and_day(write):
    path = write(
        circumstances={"aid": "none", "assistance": "independent"},
        results=[{"instrument": "bbs", "tested_on": DAY, "scores": {"total_points": 57}}],
    )
    with pytest.raises(ContentError, match=r"results, bbs of 2026-05-04: .*57"):
        results_in(read_case(path))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"none\.yaml must be a YAML file, and there is no such"):
        read_case(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("beat_helps", "presence"),
    [(False, Presence.PRESENT), (True, Presence.ABSENT), (None, Presence.ABSENT)],
)
def test_a_beat_that_failed_its_test_is_kept_away(write, beat_helps, presence):
    screen = {"completed_on": DAY, "absent": "all_else_asked"}
    case = read_case(write(safety_screen=screen, therapist={"beat_helps": beat_helps}))

    assert patient_of(case).answer("beat_worsens_walking", day=DAY).presence is presence
