"""The pages that go home: plain words, one block an exercise, nothing a person cannot act on."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from page_reader import Reader

from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.patient import WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.plan.dose import Dose, Frequency, Load, LoadKind, Per
from restride.plan.exercise import Need
from restride.plan.library import exercises, stop_sets
from restride.report.case.document import case_report_html
from restride.report.case.handout import handout_of
from restride.report.case.plain_words import (
    HELPER_WORDS,
    LEG_SENTENCES,
    NEED_SENTENCES,
    ONLY_WITH,
    STAFF_ONLY_RULES,
    STOP_SENTENCES,
    dose_sentences,
    without_clinic_words,
)
from restride.terms import Side

CASES = Path(__file__).parents[3] / "examples" / "cases"
CASE = Path(__file__).parents[2] / "data" / "cases" / "after_stroke.yaml"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
RULES = sorted({rule.id for each in stop_sets().values() for rule in each.rules})
DAILY = Frequency(per=Per.DAY, min_count=1, max_count=1)
THRICE = Frequency(per=Per.WEEK, min_count=3, max_count=3)


@pytest.fixture(scope="module", params=NAMES)
def example(request):
    return work_through(read_case(CASES / f"{request.param}.yaml"), folder=CASES)


@pytest.fixture(scope="module")
def stroke():
    return work_through(read_case(CASE), folder=CASES)


def home_part(worked):
    html = case_report_html(worked)
    start = html.index('<section class="sheet home" aria-label="For you: safety"')
    return Reader(html[start:].split("</main>")[0])


def test_every_home_exercise_has_a_block_and_nothing_else_has_one(example):
    home = [row for row in example.plan.prescriptions if row.setting is Setting.HOME]
    handout = handout_of(example)
    assert [block.number for block in handout.exercises] == list(range(1, len(home) + 1))
    for block in handout.exercises:
        assert block.steps
        assert block.dose
        assert block.safety
        assert block.helper
        assert "<svg" in block.picture


def test_the_card_of_safety_always_names_the_emergencies(example):
    handout = handout_of(example)
    assert any("chest" in words for words in handout.emergency)
    assert any("face droops" in words for words in handout.emergency)
    assert handout.stop
    assert handout.call


def test_nothing_that_goes_home_bears_a_code_a_number_of_a_source_or_jargon(example):
    words = re.sub(r"<[^>]+>", " ", home_part(example).words)
    assert not re.search(r"\b(str|bal|gait|dev|core|vest|spt|post)_[a-z]", words)
    assert not re.search(r"\[\d+", words)
    assert not re.search(r"\b(MDC|MCID|NWB|TTWB|PWB|WBAT|FWB|systolic|contraindicat)", words)


def test_a_dose_is_told_as_people_say_it():
    dose = Dose(sets_count=3, repetitions_count=10, rest_s=60.0, frequency=THRICE)
    assert dict(dose_sentences(dose)) == {
        "How much": "3 times 10",
        "Rest": "1 minute in between",
        "How often": "3 days a week",
    }


@pytest.mark.parametrize(
    ("dose", "name", "words"),
    [
        (
            Dose(sets_count=1, repetitions_count=8, rest_s=0.0, frequency=DAILY),
            "How much",
            "8 times",
        ),
        (
            Dose(sets_count=6, work_s=60.0, rest_s=60.0, frequency=DAILY),
            "How much",
            "6 times 1 minute",
        ),
        (Dose(sets_count=1, work_s=600.0, rest_s=0.0, frequency=DAILY), "How much", "10 minutes"),
        (
            Dose(sets_count=3, hold_start_s=10.0, rest_s=30.0, frequency=DAILY),
            "How much",
            "3 times hold for 10 seconds",
        ),
        (
            Dose(sets_count=2, repetitions_count=8, hold_start_s=5.0, rest_s=20.0, frequency=DAILY),
            "Hold",
            "5 seconds each time",
        ),
        (
            Dose(sets_count=1, work_s=60.0, rest_s=0.0, warm_up_s=180.0, frequency=DAILY),
            "Start and end",
            "go slowly for the first and the last 3 minutes",
        ),
        (Dose(sets_count=1, work_s=60.0, rest_s=0.0, frequency=DAILY), "How often", "every day"),
        (
            Dose(
                sets_count=1,
                work_s=60.0,
                rest_s=0.0,
                frequency=Frequency(per=Per.WEEK, min_count=2, max_count=3),
            ),
            "How often",
            "2 to 3 days a week",
        ),
        (
            Dose(
                sets_count=1,
                work_s=60.0,
                rest_s=0.0,
                frequency=Frequency(per=Per.DAY, min_count=2, max_count=3),
            ),
            "How often",
            "2 to 3 times every day",
        ),
    ],
)
def test_each_part_of_a_dose_has_plain_words(dose, name, words):
    assert dict(dose_sentences(dose))[name] == words


@pytest.mark.parametrize(
    ("kind", "start", "words"),
    [
        (LoadKind.EFFORT, 5.0, "5 of 10: you breathe faster, and you can still talk"),
        (LoadKind.BAND, 1.0, "use the band that we gave you"),
        (LoadKind.ANKLE_WEIGHT, 0.0, "without a weight"),
        (LoadKind.ANKLE_WEIGHT, 1.5, "with 1.5 kg"),
        (LoadKind.REPETITION_MAXIMUM, 10.0, "a weight that tires you after 10 good ones"),
        (LoadKind.BODY, 100.0, None),
    ],
)
def test_a_load_has_plain_words_where_a_person_chooses_it(kind, start, words):
    load = Load(kind=kind, unit="kg", start=start)
    dose = Dose(sets_count=1, repetitions_count=8, rest_s=0.0, frequency=DAILY, load=load)
    assert dict(dose_sentences(dose)).get("How hard") == words


@pytest.mark.parametrize("exercise_id", [each.id for each in exercises().values()])
def test_the_dose_of_every_exercise_can_be_told(exercise_id):
    told = dict(dose_sentences(exercises()[exercise_id].dose))
    assert told["How much"]
    assert told["How often"]


@pytest.mark.parametrize("rule_id", RULES)
def test_every_stop_rule_has_plain_words_or_is_for_staff_alone(rule_id):
    assert (rule_id in STOP_SENTENCES) != (rule_id in STAFF_ONLY_RULES)


@pytest.mark.parametrize(("words", "kinds"), [(HELPER_WORDS, Supervision), (NEED_SENTENCES, Need)])
def test_every_helper_and_every_need_has_plain_words(words, kinds):
    assert set(words) == set(kinds)


def test_sentences_are_short():
    sentences = [*STOP_SENTENCES.values(), *NEED_SENTENCES.values(), *HELPER_WORDS.values()]
    for sentence in (part for each in sentences for part in each.split(". ")):
        assert len(sentence.split()) <= 17, sentence


def test_what_a_leg_may_carry_stands_on_the_card_of_safety():
    knee = work_through(read_case(CASES / "total_knee_replacement.yaml"), folder=CASES)
    assert handout_of(knee).limits == ("Put as much weight on your right leg as feels all right.",)


def test_a_load_and_a_bend_that_are_ordered_are_told_in_numbers(stroke):
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.PARTIAL, at_most_percent=30.0)
    answer = PrecautionAnswer(code="knee_flexion_limit", presence=Presence.PRESENT, bound=60.0)
    patient = replace(stroke.patient, weight_bearing_orders=(order,), precaution_answers=(answer,))
    told = handout_of(replace(stroke, patient=patient)).limits
    assert told[0] == "Put only part of your weight on your left leg. At most 30 % of your weight."
    assert told[1].endswith(": 60 degrees, no further.")


def test_every_order_has_plain_words():
    assert set(LEG_SENTENCES) == set(WeightBearing)


def test_words_of_the_clinic_are_put_plainly():
    told = without_clinic_words("Keep to your weight-bearing order and wear firm shoes.")
    assert told == "Put no more weight on the leg than you are allowed to and wear firm shoes."


def test_low_blood_sugar_is_told_only_to_those_it_may_concern(stroke):
    assert "glucose_low_stop" in ONLY_WITH
    assert not any("blood sugar" in words for words in handout_of(stroke).stop)


def test_a_helper_is_named_where_one_is_needed_and_never_denied_by_the_safety_line(example):
    rows = [row for row in example.plan.prescriptions if row.setting is Setting.HOME]
    for row, block in zip(rows, handout_of(example).exercises, strict=True):
        if row.supervision is not Supervision.NONE:
            assert block.helper == HELPER_WORDS[row.supervision]
        if "helper" in block.safety.lower():
            assert block.helper != HELPER_WORDS[Supervision.NONE]
        assert block.needs_helper is (block.helper != HELPER_WORDS[Supervision.NONE])


def test_there_is_a_box_for_every_day_of_four_weeks(stroke):
    part = home_part(stroke)
    blocks_count = len(handout_of(stroke).exercises)
    assert part.text.count("☐") == 28 * blocks_count


def test_a_card_asks_whether_it_was_understood(stroke):
    handout = handout_of(stroke)
    assert len(handout.cards) == len(stroke.education)
    assert all(card.question and card.answer for card in handout.cards)


def test_what_is_offered_at_home_besides_goes_home_too(example):
    offered = [row for row in example.plan.activities if row.setting is Setting.HOME]
    handout = handout_of(example)
    assert len(handout.activities) == len(offered)
    assert ("Also good for you" in home_part(example).words) is bool(offered)
    for each in handout.activities:
        assert each.dose
        assert each.safety


def test_who_trains_with_mild_dizziness_is_stopped_by_more_than_that_alone():
    worked = work_through(read_case(CASES / "vestibular.yaml"), folder=CASES)
    stop = handout_of(worked).stop
    assert (
        "You feel faint or very pale, or far dizzier than we agreed. Sit or lie down at once."
        in (stop)
    )
    assert not [each for each in stop if each.startswith("You feel dizzy")]
