"""The words of the pages that go home: short sentences, no codes, no jargon."""

from collections.abc import Iterator, Mapping
from typing import Final

from restride.clinical.care import Supervision, WeightBearing
from restride.plan.dose import Dose, Load, LoadKind, Per
from restride.plan.exercise import Need

#: Who must be there.
HELPER_WORDS: Final[Mapping[Supervision, str]] = {
    Supervision.NONE: "You can do this one on your own.",
    Supervision.SOMEONE_NEAR: "Someone must be near you, in the same room.",
    Supervision.CONTACT_GUARD: "A helper must stand next to you, with a hand on you.",
    Supervision.THERAPIST_HARNESS: "Only with your therapist.",
}
#: Where the safety line of an exercise names a helper for some people.
READ_SAFETY: Final = "Read the safety line below: it says when a helper must be there."
#: What must be there before it starts.
NEED_SENTENCES: Final[Mapping[Need, str]] = {
    Need.HARNESS: "Only with the harness, at the clinic.",
    Need.GAIT_BELT: "Your helper holds you by the belt.",
    Need.STEADY_SUPPORT: "Stand next to something firm that you can hold, like a kitchen counter.",
    Need.CORNER_OR_RAIL: "Stand in a corner or at a rail, with a helper next to you.",
    Need.DEVICE_FITTED: "Use the walking aid that we set for you.",
    Need.VITALS_BEFORE: "Check your blood pressure and pulse first, as we showed you.",
    Need.HEART_RATE_MONITOR: "Wear your pulse sensor.",
    Need.MEDICAL_CLEARANCE: "Start only when your doctor has said yes.",
    Need.BEAT_RESPONSE_TEST: "Start only when we have tried it together.",
    Need.SYMPTOM_SCORE: "Before and after, say how dizzy you feel, from 0 to 10.",
    Need.WEIGHT_BEARING_ORDER: "Put no more weight on the leg than your surgeon allows.",
    Need.THERAPIST_PROCEDURE: "Only with your therapist.",
}
#: Stop rules in plain words, by their id.
STOP_SENTENCES: Final[Mapping[str, str]] = {
    "chest_pain": "You have pain or pressure in the chest, or pain in an arm or the jaw.",
    "fainting_or_confusion": "You faint, or you are suddenly confused.",
    "new_neurological_sign": (
        "Your face droops, an arm or leg goes weak or numb, or your speech is slurred."
    ),
    "calf": (
        "You are suddenly short of breath. If only your calf hurts, is warm or swells: "
        "call the doctor the same day."
    ),
    "faint": "You feel dizzy, faint or very pale. Sit or lie down at once.",
    "new_arrhythmia": "Your heart skips or beats unevenly, and this is new.",
    "breathless": "You are too short of breath to talk.",
    "pain_sharp": "You have a sharp or sudden pain.",
    "pain_high": "Your pain is 6 of 10 or more.",
    "pain_rise": "Your pain goes up by 3 of 10 or more.",
    "near_fall": "You nearly fall.",
    "losses_in_a_set": "You need to grab hold twice.",
    "fear": "You are very afraid.",
    "stumble": "You trip or nearly fall.",
    "foot_drags": "Your foot drags three times in a row. Slow down, or rest.",
    "symptom_rise": "Your dizziness goes up by more than 4 of 10. Sit and look at one point.",
    "symptom_rise_after_concussion": "Your signs go up by more than 2 of 10. Stop and rest.",
    "symptom_not_settled": "The dizziness does not settle in 20 minutes.",
    "vomiting": "You are sick (you vomit).",
    "pain_after_surgery": "You have a sharp or new pain where you were hurt or operated on.",
    "wound": "Your wound bleeds or leaks. Cover it.",
    "swelling": "The leg swells suddenly. Raise it and cool it.",
    "past_order": "You moved or loaded the leg more than you are allowed to.",
    "glucose_low_stop": "You feel shaky or sweaty from low blood sugar. Take sugar.",
    "systolic_drop_on_standing": "You feel faint when you stand up. Sit down at once.",
}
#: For those whose exercises bring on mild dizziness.
FAINT_WHERE_DIZZY: Final = (
    "You feel faint or very pale, or far dizzier than we agreed. Sit or lie down at once."
)
#: When the clinic or the doctor is called, whatever the exercise.
CALL_SENTENCES: Final = (
    "You fell, or nearly fell.",
    "A pain is worse the next day, or a new one comes.",
    "You feel worse from week to week.",
    "You are not sure how to do an exercise. Leave it out until you have asked.",
)
#: What a leg may carry.
LEG_SENTENCES: Final[Mapping[WeightBearing, str]] = {
    WeightBearing.NON: "Put no weight on your {side} leg.",
    WeightBearing.TOE_TOUCH: "Only the toes of your {side} leg may touch the floor.",
    WeightBearing.PARTIAL: "Put only part of your weight on your {side} leg.",
    WeightBearing.AS_TOLERATED: "Put as much weight on your {side} leg as feels all right.",
    WeightBearing.FULL: "Your {side} leg may carry all of your weight.",
}
#: Words of the clinic that stand in steps and safety lines, and what they mean.
_CLINIC_WORDS: Final = (
    ("Keep to your weight-bearing order", "Put no more weight on the leg than you are allowed to"),
    ("weight-bearing order", "weight that your leg may carry"),
)


def without_clinic_words(text: str) -> str:
    """Say what the clinic's words mean."""
    for word, meaning in _CLINIC_WORDS:
        text = text.replace(word, meaning)
    return text


#: Rules for people who take a medicine, by the code of the question about it.
ONLY_WITH: Final[Mapping[str, str]] = {"glucose_low_stop": "glucose_lowering_medicine"}
#: Told by an instrument or by the therapist's eye, and no rule for somebody who trains alone.
STAFF_ONLY_RULES: Final = frozenset(
    {
        "form_lost",
        "sway_growing",
        "systolic_stop",
        "diastolic_stop",
        "saturation_stop",
        "systolic_fall_stop",
        "diastolic_drop_on_standing",
        "heart_rate_far_above_zone",
        "heart_rate_above_zone",
        "glucose_high_with_ketones_stop",
    }
)


def dose_sentences(dose: Dose) -> Iterator[tuple[str, str]]:
    """Yield a dose as short pairs: "How much", "3 times 10"."""
    yield "How much", _work(dose)
    if dose.repetitions_count is not None and dose.hold_start_s:
        yield "Hold", f"{_time(dose.hold_start_s)} each time"
    if dose.load is not None and (words := _load(dose.load)):
        yield "How hard", words
    if dose.sets_count > 1 and dose.rest_s:
        yield "Rest", f"{_time(dose.rest_s)} in between"
    if dose.warm_up_s:
        yield "Start and end", f"go slowly for the first and the last {_time(dose.warm_up_s)}"
    yield "How often", _often(dose)


def _work(dose: Dose) -> str:
    if dose.work_s is not None:
        each = _time(dose.work_s)
    elif dose.repetitions_count is not None:
        times = dose.sets_count
        each = f"{dose.repetitions_count} times"
        return each if times == 1 else f"{times} times {dose.repetitions_count}"
    else:
        each = f"hold for {_time(dose.hold_start_s or 0.0)}"
    return each if dose.sets_count == 1 else f"{dose.sets_count} times {each}"


def _time(time_s: float) -> str:
    if time_s >= 60.0 and time_s % 60.0 == 0:
        minutes = time_s / 60.0
        return f"{minutes:g} minute" + ("" if minutes == 1 else "s")
    return f"{time_s:g} second" + ("" if time_s == 1 else "s")


def _load(load: Load) -> str:
    if load.kind is LoadKind.EFFORT:
        return f"{load.start:g} of 10: you breathe faster, and you can still talk"
    if load.kind is LoadKind.BAND:
        return "use the band that we gave you"
    if load.kind is LoadKind.REPETITION_MAXIMUM:
        return f"a weight that tires you after {load.start:g} good ones"
    if load.kind in (LoadKind.ANKLE_WEIGHT, LoadKind.HELD_WEIGHT):
        return "without a weight" if not load.start else f"with {load.start:g} kg"
    return ""


def _often(dose: Dose) -> str:
    frequency = dose.frequency
    least, most = frequency.min_count, frequency.max_count
    count = f"{least}" if least == most else f"{least} to {most}"
    if frequency.per is Per.WEEK:
        return "every day" if least == most == 7 else f"{count} day{_s(most)} a week"
    return "every day" if most == 1 else f"{count} times every day"


def _s(count: int) -> str:
    return "" if count == 1 else "s"
