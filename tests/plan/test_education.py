"""Topics are picked for a reason, what keeps from harm first, and say when to get help."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from restride.clinical.aims import Aim, Outcome
from restride.clinical.care import Assistance, Setting, WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, Evidence, cited_sources
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.findings.rule import rule_file
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer, Presence, precautions
from restride.errors import ContentError
from restride.person import Person
from restride.plan.education import (
    TOPICS_AT_MOST_COUNT,
    EducationTopic,
    SelectedTopic,
    Urgency,
    education,
    origin,
    printed,
    select_education,
)
from restride.terms import Side

DAY = date(2026, 6, 1)
CLINIC = (Setting.CLINIC,)
by_topic = pytest.mark.parametrize("topic", education().values(), ids=lambda topic: topic.id)


def _patient(*names: str, present: tuple[str, ...] = (), days: int | None = None) -> Patient:
    """Make a person in the clinic; the named precautions are present, the others are not."""
    since = None if days is None else DAY - timedelta(days=days)
    answers = tuple(
        PrecautionAnswer(
            code=code,
            presence=Presence.PRESENT if code in present else Presence.ABSENT,
            answered_on=DAY,
        )
        for code in precautions()
    )
    return Patient(
        person=Person(age_years=60),
        diagnoses=tuple(Diagnosis(condition=name, since=since) for name in names),
        precaution_answers=answers,
        settings=CLINIC,
    )


def _finding(name: str = "weak", **changes: object) -> Finding:
    fields: dict[str, object] = {
        "id": name,
        "version": "1.0.0",
        "sentence": f"This is {name}.",
        "weight": FindingWeight.MAJOR,
        "rule": "below",
        "observed": (),
        "evidence": Evidence(sources=("convention",), confidence=Confidence.MEMORY),
    }
    return Finding(**(fields | changes))  # type: ignore[arg-type]


def _ids(selected: tuple[SelectedTopic, ...]) -> list[str]:
    return [each.topic.id for each in selected]


def _all(patient: Patient, *findings: Finding, day: date = DAY) -> list[str]:
    return _ids(select_education(patient, findings, day=day, at_most_count=99))


@by_topic
def test_everything_a_topic_names_exists(topic: EducationTopic):
    named = {*topic.conditions, *topic.except_conditions, *topic.not_for}
    assert named <= conditions().keys()
    assert {*topic.precautions, *topic.not_while} <= precautions().keys()
    assert set(topic.evidence.sources) <= cited_sources().keys()
    assert topic.evidence.sources


@by_topic
def test_a_topic_is_complete(topic: EducationTopic):
    assert 4 <= len(topic.points) <= 9
    assert topic.get_help.emergency or topic.get_help.call
    assert topic.check.question.endswith("?")
    assert topic.check.answer.endswith(".")
    assert all(point.endswith((".", "?")) for point in topic.points)
    assert set(topic.memory_points) <= set(range(1, len(topic.points) + 1))


@by_topic
def test_a_topic_can_be_given_or_is_named_by_findings(topic: EducationTopic):
    found = _finding(education=(topic.id,))
    assert topic.id in _all(_patient("weakness"), found)


def _tells_to_stop_a_medicine(text: str) -> bool:
    """Whether a sentence says to stop, skip or change a medicine, without not, never or ask."""
    return any(
        re.search(r"\b(stop|skip|change|leave out)\b.*\b(tablet|medicine|pill)", sentence)
        and not re.search(r"\b(never|not|ask|can be changed)\b", sentence)
        for sentence in re.split(r"[.!?\n]", text.lower())
    )


def test_the_check_on_medicines_sees_what_it_looks_for():
    assert _tells_to_stop_a_medicine("Feeling dizzy? Stop your tablets.")
    assert not _tells_to_stop_a_medicine("Never stop your tablets.")


@by_topic
def test_no_topic_tells_anybody_to_stop_a_medicine(topic: EducationTopic):
    card = SelectedTopic(topic=topic, because="because", content_version="1.0.0")
    assert not _tells_to_stop_a_medicine(printed(card))


@by_topic
def test_a_topic_from_memory_marks_no_single_points(topic: EducationTopic):
    if topic.evidence.confidence is Confidence.MEMORY:
        assert not topic.memory_points


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (
            "stroke_gait",
            ("chest pain", "faint", "face droops", "arm goes weak", "speech is slurred"),
        ),
        ("tka_home", ("sudden chest pain", "short breath")),
        ("hip_home", ("sudden chest pain", "short breath")),
        (
            "after_fall",
            ("hit your head", "blood thinners", "the same day", "even if you feel well"),
        ),
    ],
)
def test_what_is_an_emergency_is_said_to_be_one(topic: str, words: tuple[str, ...]):
    said = " ".join(education()[topic].get_help.emergency)
    assert all(word in said for word in words)


def test_after_a_stroke_dizziness_means_to_stop_and_sit_and_chest_pain_is_no_mere_rest():
    points = " ".join(education()["stroke_gait"].points)
    assert "Stop and sit if you feel dizzy or turn pale" in points
    assert "chest pain" not in points


def test_a_person_with_a_stroke_and_falls_gets_what_keeps_from_harm_first():
    chosen = select_education(_patient("stroke", present=("falls_last_12_months",)), day=DAY)
    assert _ids(chosen) == ["stroke_gait", "after_fall", "home_fall_proof", "footwear", "dhi_forms"]
    name = precautions()["falls_last_12_months"].name
    reason = f"because you told us, or we know, of this: {name[0].lower()}{name[1:]}"
    assert chosen[1].because == reason
    assert chosen[0].because == "because it is part of your care: stroke"


def test_safety_stands_before_everything_else_in_every_choice():
    for name in conditions():
        chosen = select_education(_patient(name), day=DAY, at_most_count=99)
        ranks = [each.topic.urgency.rank for each in chosen]
        assert ranks == sorted(ranks)


def test_every_condition_gets_topics_and_never_more_than_five():
    for name in conditions():
        chosen = select_education(_patient(name), day=DAY)
        assert 2 <= len(chosen) <= TOPICS_AT_MOST_COUNT


def test_the_choice_is_the_same_for_findings_in_any_order():
    one = _finding("one", outcomes=(Outcome.CONFIDENCE,))
    two = _finding("two", aims=(Aim.ENDURANCE,), weight=FindingWeight.MINOR)
    patient = _patient("older_adult")
    assert select_education(patient, [one, two], day=DAY) == select_education(
        patient, [two, one], day=DAY
    )


def test_a_finding_that_names_a_topic_is_nearer_than_a_condition():
    found = _finding(education=("safety_talk",))
    chosen = select_education(_patient("stroke"), [found], day=DAY)
    assert chosen[0].topic.id == "safety_talk"
    assert chosen[0].because == "because we found: This is weak"


def test_who_feels_too_sure_gets_the_safety_talk_and_not_the_topic_of_fear():
    sure = _finding(outcomes=(Outcome.CONFIDENCE,), education=("safety_talk",))
    given = _all(_patient("older_adult"), sure)
    assert "safety_talk" in given
    assert "confidence" not in given


def test_every_topic_that_a_rule_of_the_findings_names_exists():
    named = {name for rule in rule_file().rows for name in rule.education}
    assert {"safety_talk", "confidence", "freezing", "foot_care"} <= named
    assert named <= education().keys()


def test_a_finding_that_names_no_known_topic_is_refused():
    with pytest.raises(
        ContentError, match="'weak' must name topics of education that exist.*'nap'"
    ):
        select_education(_patient("stroke"), [_finding(education=("nap",))], day=DAY)


def test_low_confidence_gives_the_topic_of_fear_and_a_mere_note_does_not():
    patient = _patient("older_adult")
    assert "confidence" in _all(patient, _finding(outcomes=(Outcome.CONFIDENCE,)))
    note = _finding(outcomes=(Outcome.CONFIDENCE,), weight=FindingWeight.NOTE)
    assert "confidence" not in _all(patient, note)


@pytest.mark.parametrize(("days", "given"), [(0, True), (179, True), (180, False), (181, False)])
def test_the_card_of_a_new_knee_ends_on_day_180(days: int, given: bool):
    assert ("tka_home" in _all(_patient("tka", days=days))) is given


def test_the_card_of_a_new_knee_is_given_where_the_day_is_not_known():
    assert "tka_home" in _all(_patient("tka"))


@pytest.mark.parametrize("name", ["tka", "tha", "ankle_fracture", "acl", "spine_postop"])
def test_pain_numbers_never_reach_people_after_surgery_or_a_fracture(name: str):
    found = _finding(outcomes=(Outcome.PAIN,))
    assert "pain_exercise" not in _all(_patient("knee_oa", name), found)
    assert "pain_exercise" in _all(_patient("knee_oa"), found)


@pytest.mark.parametrize("presence", [Presence.PRESENT, Presence.UNANSWERED])
def test_pain_numbers_wait_until_surgery_is_known_to_be_healed(presence: Presence):
    patient = _patient("knee_oa")
    answer = PrecautionAnswer(code="surgery_lower_limb_recent", presence=presence)
    others = tuple(each for each in patient.precaution_answers if each.code != answer.code)
    waits = Patient(
        person=patient.person,
        diagnoses=patient.diagnoses,
        precaution_answers=(answer, *others),
        settings=CLINIC,
    )
    assert "pain_exercise" not in _all(waits)


def test_an_unanswered_precaution_gives_no_topic():
    asked = Patient(person=Person(), diagnoses=(), settings=CLINIC)
    assert "after_fall" not in _all(asked)


def test_positional_vertigo_does_not_get_the_card_of_a_lost_inner_ear():
    assert "bppv" in _all(_patient("bppv"))
    assert "vertigo" not in _all(_patient("bppv"))
    assert "vertigo" in _all(_patient("vestibular_one_sided"))


def test_situations_give_their_topics():
    person, stroke = Person(), (Diagnosis(condition="weakness"),)
    order = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.PARTIAL)
    free = WeightBearingOrder(side=Side.LEFT, grade=WeightBearing.AS_TOLERATED)

    def given(**changes: object) -> list[str]:
        return _all(
            Patient(**{"person": person, "diagnoses": stroke, "settings": CLINIC} | changes)
        )  # type: ignore[arg-type]

    assert "part_weight" in given(weight_bearing_orders=(order,))
    assert "part_weight" not in given(weight_bearing_orders=(free,))
    assert "device_care" in given(aid=Aid.SINGLE_CANE)
    assert "device_care" not in given(aid=Aid.PARALLEL_BARS)
    assert "caregiver" in given(assistance=Assistance.SUPERVISION)
    assert "caregiver" not in given(assistance=Assistance.SET_UP)
    assert "home_safely" in given(settings=(Setting.HOME,))
    assert "home_safely" not in given()
    assert "effort" in given(beta_blocker=True)
    assert "effort" not in given(beta_blocker=None)


def test_a_printed_card_says_why_when_to_get_help_and_asks_back():
    chosen = select_education(_patient("tka"), day=DAY)
    card = printed(chosen[0])
    assert card.startswith("Your new knee\n\n")
    assert "You get this because it is part of your care: total knee replacement." in card
    assert "Call your emergency number, or go to the emergency department, if:" in card
    assert "\n- You have sudden chest pain or short breath." in card
    assert "Check yourself: You are short of breath all at once. What do you do?\n" in card
    assert card.endswith(
        "Sources: tka_cpg, tkr_warnings (read in the source); from memory, to be confirmed by a "
        "clinician: point 3, 4, 5, 6.\n"
    )


def test_a_card_from_memory_says_so_as_a_whole():
    assert origin(education()["pacing"]) == (
        "Sources: convention (from memory, to be confirmed by a clinician)."
    )


@pytest.mark.parametrize(
    ("condition", "topic"),
    [
        ("parkinson", "pd_tips"),
        ("bppv", "bppv"),
        ("acl", "surgery_home"),
        ("amputation_leg", "stump_care"),
        ("neuropathy", "foot_care"),
        ("chronic_pain", "chronic_pain"),
        ("spine_postop", "spine_home"),
        ("ankle_fracture", "fracture_home"),
        ("hip_fracture", "hip_home"),
        ("athlete", "return_to_sport"),
    ],
)
def test_the_card_of_a_condition_is_among_the_five(condition: str, topic: str):
    usual = conditions()[condition].usual_precautions
    home = replace(_patient(condition, present=usual), settings=(Setting.CLINIC, Setting.HOME))
    assert topic in _ids(select_education(home, day=DAY))


def test_a_name_keeps_its_capital_in_the_reason():
    reasons = [each.because for each in select_education(_patient("parkinson"), day=DAY)]
    assert "because it is part of your care: Parkinson's disease" in reasons


def test_no_card_of_surgery_is_given_twice():
    for name in ("tka", "tha", "hip_fracture"):
        given = _all(_patient(name, present=("surgery_lower_limb_recent",)))
        assert len({"tka_home", "hip_home", "surgery_home", "fracture_home"} & set(given)) == 1


@pytest.mark.parametrize("urgency", Urgency)
def test_some_topics_are_of_each_urgency(urgency: Urgency):
    assert any(topic.urgency is urgency for topic in education().values())
