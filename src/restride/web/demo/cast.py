"""Who is at the demo clinic. Nobody of them lives; every family name says so."""

from datetime import date
from typing import Final

from restride.records.roles import Role
from restride.terms import Sex, Side
from restride.visit.care_words import DischargeReason
from restride.visit.training import WhyNot
from restride.web.demo.people import AtHome, InventedColleague, InventedPerson, Tested, Walked

ADMINISTRATOR: Final = "ada@demo.example"
THERAPIST: Final = InventedColleague(name="Theo Simulated-Therapist", role=Role.THERAPIST)
OTHER_THERAPIST: Final = InventedColleague(name="Tara Simulated-Elsewhere", role=Role.THERAPIST)
ASSISTANT: Final = InventedColleague(name="Asa Simulated-Assistant", role=Role.ASSISTANT)
FRONT_DESK: Final = InventedColleague(name="Fay Simulated-Desk", role=Role.FRONT_DESK)
VIEWER: Final = InventedColleague(name="Vic Simulated-Viewer", role=Role.VIEWER)

_CHAIR: Final = "chair 43 cm, arms crossed"
_UP_AND_GO: Final = "3 m, armchair 46 cm"
_TEN_METRES: Final = "6 m of 10 m"
_CLINIC: Final = ["step", "foam_pad", "resistance_band", "parallel_bars", "cones", "gait_belt"]


def _facts(*, aid: str, assistance: str, equipment: list[str], **more: object) -> dict[str, object]:
    circumstances: dict[str, object] = {
        "aid": aid,
        "assistance": assistance,
        "footwear": "shoes",
        "floor": "firm",
        "orthosis": "none",
        "measured_with": "stopwatch",
    }
    extra = more.pop("circumstances", {})
    if isinstance(extra, dict):
        circumstances |= extra
    return {
        "assistance": assistance,
        "aid": aid,
        "home": {"supervision": "someone_near", "equipment": equipment},
        "clinic_equipment": _CLINIC,
        "circumstances": circumstances,
        "beta_blocker": False,
        "resting_heart_rate_bpm": 70,
        **more,
    }


def _up_and_go(*values: float | None) -> Tested:
    return Tested(instrument="tug", values=values, protocol=_UP_AND_GO)


def _chair_stands(*values: float | None) -> Tested:
    return Tested(instrument="30scst", values=values, protocol=_CHAIR)


def _speed(*values: float | None) -> Tested:
    return Tested(
        instrument="gait_speed_10m",
        values=values,
        score="comfortable_mps",
        protocol=_TEN_METRES,
    )


ASH: Final = InventedPerson(
    number=1,
    given_name="Alma",
    family_name="Simulated-Ash",
    birth_date=date(1958, 3, 14),
    sex=Sex.FEMALE,
    condition="stroke",
    side=Side.LEFT,
    since_days=210,
    problem="Walks slowly with a cane, left leg weak after a stroke (simulated)",
    height_m=1.62,
    body_mass_kg=71,
    facts=_facts(
        aid="single_cane", assistance="supervision", equipment=["resistance_band", "step", "cane"]
    ),
    present=("blood_thinners",),
    tested=(
        _up_and_go(26.4, 22.0, 17.5, 15.2),
        _chair_stands(5, 6, 8, 9),
        _speed(0.48, 0.58, 0.70, 0.80),
        Tested(instrument="bbs", values=(38, 42, 46, 49), score="total_points"),
        Tested(instrument="abc", values=(46, 55, 62, 70), score="total_percent"),
    ),
    walks=(
        Walked(after_weeks=0, speed_mps=0.60, cadence_spm=82, asymmetry_ratio=0.82),
        Walked(after_weeks=12, speed_mps=0.85, cadence_spm=96, asymmetry_ratio=0.92),
    ),
    goal_words="I want to walk to the shops and back without my husband",
    goal_measure="gait_speed_10m.comfortable_mps",
    at_home=AtHome(missed_percent=10, skips_for=WhyNot.TIRED),
    notes=(
        "First visit. Walks with a cane, left step shorter. Programme for home explained.",
        "Practised rising and stepping. Tolerated well, rested twice.",
        "Longer distance today, fewer rests. Home exercises shown again.",
        "Steps are more even. Next: kerbs and turning.",
    ),
    message="The step exercise is easy now. May I do more? (simulated)",
    answer="Well done. We look at it together at the next visit. (simulated)",
)

BIRCH: Final = InventedPerson(
    number=2,
    given_name="Bruno",
    family_name="Simulated-Birch",
    birth_date=date(1961, 9, 2),
    sex=Sex.MALE,
    condition="tka",
    side=Side.RIGHT,
    since_days=21,
    problem="Three weeks after a knee replacement on the right (simulated)",
    height_m=1.78,
    body_mass_kg=86,
    facts=_facts(
        aid="single_cane",
        assistance="independent",
        equipment=["resistance_band", "stairs", "cane"],
        circumstances={"weight_bearing": "WBAT"},
    ),
    present=("surgery_lower_limb_recent", "kneeling_not_allowed"),
    tested=(
        _up_and_go(21.5, 14.2, 10.4, 8.9),
        _chair_stands(6, 9, 12, 14),
        _speed(0.74, 0.95, 1.14, 1.26),
        Tested(instrument="koosjr", values=(44.9, 57.1, 68.3, 79.9), score="interval_points"),
    ),
    walks=(
        Walked(after_weeks=0, speed_mps=0.80, cadence_spm=92, asymmetry_ratio=1.12),
        Walked(after_weeks=12, speed_mps=1.25, cadence_spm=110, asymmetry_ratio=1.03),
    ),
    goal_words="I want to walk to the bakery without the stick",
    goal_measure="tug.time_s",
    at_home=AtHome(missed_percent=8, skips_for=WhyNot.PAIN, pain_points=(1, 4)),
    leaves_for=DischargeReason.GOALS_MET,
    notes=(
        "First visit. Wound dry, knee stiff. Ice and elevation explained.",
        "Range better. Stairs with rail practised.",
        "Walks indoors without the cane.",
    ),
    message="The knee is stiff in the morning. Is that usual? (simulated)",
    answer="Usual at this time. Tell us if it gets warm or swells. (simulated)",
)

CEDAR: Final = InventedPerson(
    number=3,
    given_name="Clara",
    family_name="Simulated-Cedar",
    birth_date=date(1946, 6, 21),
    sex=Sex.FEMALE,
    condition="fall_risk",
    problem="Fell twice last year, afraid of falling again (simulated)",
    height_m=1.58,
    body_mass_kg=60,
    facts=_facts(aid="none", assistance="supervision", equipment=["resistance_band"]),
    present=("falls_last_12_months",),
    tested=(
        _up_and_go(15.1, 15.8, 18.9, 21.6),
        _chair_stands(8, 8, 6, 5),
        _speed(0.86, 0.84, 0.72, 0.63),
        Tested(instrument="bbs", values=(47, 46, 41, 36), score="total_points"),
        Tested(instrument="fesi", values=(31, 32, 38, 42), score="total_points"),
    ),
    walks=(
        Walked(after_weeks=0, speed_mps=0.88, cadence_spm=104, variability_ratio=0.04),
        Walked(after_weeks=12, speed_mps=0.65, cadence_spm=96, variability_ratio=0.06),
    ),
    goal_words="I want to go on living in my own house and work in the garden",
    goal_measure="bbs.total_points",
    at_home=AtHome(missed_percent=45, skips_for=WhyNot.UNSTEADY),
    falls_in_week=7,
    joins_class=True,
    notes=(
        "First visit. Unsteady on turning. Home hazards talked through.",
        "Balance practised at the bars. Afraid of the foam.",
        "Slower than before; asked about dizziness and medicines. Physician informed.",
    ),
    message="I do not dare to do the standing exercise alone. (simulated)",
)

DOGWOOD: Final = InventedPerson(
    number=4,
    given_name="Dario",
    family_name="Simulated-Dogwood",
    birth_date=date(1954, 11, 5),
    sex=Sex.MALE,
    condition="parkinson",
    since_days=2200,
    problem="Small steps and freezing at doors (simulated)",
    height_m=1.76,
    body_mass_kg=78,
    facts=_facts(
        aid="none",
        assistance="supervision",
        equipment=["resistance_band", "metronome"],
        circumstances={"medication": "on", "since_dose_min": 60, "stimulation": "not_applicable"},
    ),
    present=("freezing_of_gait",),
    tested=(
        _up_and_go(14.6, 14.9, 14.2, 14.7),
        _chair_stands(9, 9, 10, 9),
        _speed(0.92, 0.90, 0.93, 0.91),
        Tested(instrument="minibest", values=(17, 17, 18, 17), score="total_points"),
    ),
    walks=(
        Walked(after_weeks=0, speed_mps=0.90, cadence_spm=118),
        Walked(after_weeks=12, speed_mps=0.90, cadence_spm=119),
    ),
    goal_words="I want to walk beside my wife again, she is always ahead of me",
    goal_measure="gait_speed_10m.comfortable_mps",
    at_home=AtHome(missed_percent=20, skips_for=WhyNot.NO_TIME, ill_week=6),
    has_proxy=True,
    notes=(
        "First visit, one hour after the medicine. Freezes at the door, cue helps.",
        "Walking to a beat. Big steps, big arms.",
        "No change in speed; programme talked over with his wife.",
    ),
    message="Dario had a cold and did not train this week, says his wife. (simulated)",
    answer="Thank you. The days are noted as ill, and do not count. (simulated)",
)

ELM: Final = InventedPerson(
    number=5,
    given_name="Elif",
    family_name="Simulated-Elm",
    birth_date=date(1974, 1, 30),
    sex=Sex.FEMALE,
    condition="vestibular_one_sided",
    side=Side.RIGHT,
    since_days=60,
    problem="Dizzy on turning the head, two months after an inflamed balance nerve (simulated)",
    height_m=1.69,
    body_mass_kg=66,
    facts=_facts(aid="none", assistance="independent", equipment=["foam_pad", "targets"]),
    tested=(
        _speed(1.02, 1.12, 1.21, 1.27),
        Tested(instrument="fga", values=(17, 20, 24, 26), score="total_points"),
        Tested(instrument="dhi", values=(62, 50, 36, 28), score="total_points"),
    ),
    walks=(Walked(after_weeks=0, speed_mps=1.05, cadence_spm=108, variability_ratio=0.035),),
    goal_words="I want to cross the street, look left and right, and keep walking straight",
    goal_measure="fga.total_points",
    at_home=AtHome(missed_percent=12, skips_for=WhyNot.DIZZY, unsent_weeks_count=3),
    notes=(
        "First visit. Gaze exercises provoke dizziness that settles within a minute.",
        "Faster head turns. Walks with head turns along the corridor.",
    ),
    message="My tablet is in repair; I write from another one. (simulated)",
)

FIR: Final = InventedPerson(
    number=6,
    given_name="Felix",
    family_name="Simulated-Fir",
    birth_date=date(1952, 8, 17),
    sex=Sex.MALE,
    condition="older_adult",
    problem="Healthy, wants to stay steady (simulated)",
    height_m=1.73,
    body_mass_kg=74,
    facts=_facts(aid="none", assistance="independent", equipment=["resistance_band", "stairs"]),
    tested=(
        _up_and_go(9.4, 9.1, 8.8, 8.5),
        _chair_stands(13, 14, 15, 16),
        _speed(1.18, 1.20, 1.23, 1.25),
    ),
    walks=(Walked(after_weeks=0, speed_mps=1.20, cadence_spm=110),),
    goal_words="I want to hike with my grandchildren in summer",
    goal_measure="30scst.stands_count",
    at_home=AtHome(missed_percent=10, skips_for=WhyNot.NO_TIME),
    joins_class=True,
    notes=("First visit. Fit for his age. Programme for strength and balance.", "Going well."),
    message="Thank you for the class, it is fun. (simulated)",
    answer="We are glad. See you on the next one. (simulated)",
)

PEOPLE: Final = (ASH, BIRCH, CEDAR, DOGWOOD, ELM, FIR)
