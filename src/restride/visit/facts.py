"""What a plan needs to know of a person besides tests: kept with the episode, part by part.

It is what a case file says and no test, answer or date: conditions, answers about precautions,
vital signs, results, goals and phases have rows of their own, and age and sex stand with the
person. What is not known is None, never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from restride.clinical.care import Assistance, Setting
from restride.clinical.circumstances import Aid, Circumstances
from restride.clinical.falls.graph import falls_graphs
from restride.clinical.patient import Diagnosis, HomeSituation, Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionAnswer
from restride.clinical.safety.orders import OrderedActivity, refuse_contradictions
from restride.errors import ContentError
from restride.person import Person
from restride.plan.cases.case import CaseHome, CaseOrder, CaseTherapist
from restride.plan.cases.case_json import plain
from restride.plan.library import equipment, find_exercise
from restride.plan.programmes.device_fit import refuse_wrist
from restride.rows import read_row
from restride.terms import Sex, WalkingAid


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is measured of a body; age and sex stand with the person."""

    height_m: float | None = None
    #: Height of the lower-back sensor above the ground while standing.
    sensor_height_m: float | None = None
    body_mass_kg: float | None = None
    walking_aid: WalkingAid | None = None

    def __post_init__(self) -> None:
        # A person refuses what no body has.
        self.person()

    def person(self, *, age_years: float | None = None, sex: Sex | None = None) -> Person:
        """Make the person whose body it is."""
        return Person(
            height_m=self.height_m,
            sensor_height_m=self.sensor_height_m,
            body_mass_kg=self.body_mass_kg,
            walking_aid=self.walking_aid,
            age_years=age_years,
            sex=sex,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a person in one course of care; each field is one part of a case."""

    body: Body = Body()
    #: From the floor to the wrist crease, standing with shoes on.
    wrist_height_m: float | None = None
    weight_bearing: tuple[CaseOrder, ...] = ()
    ordered_activities: tuple[OrderedActivity, ...] = ()
    assistance: Assistance | None = None
    aid: Aid | None = None
    home: CaseHome = field(default_factory=CaseHome)
    #: None is "as the clinic has it".
    clinic_equipment: tuple[str, ...] | None = None
    settings: tuple[Setting, ...] = (Setting.CLINIC, Setting.HOME)
    beta_blocker: bool | None = None
    resting_heart_rate_bpm: float | None = None
    #: Conditions of every test that does not name its own.
    circumstances: Circumstances = field(default_factory=Circumstances)
    #: Yes or no to the questions of the falls graphs.
    falls_answers: dict[str, bool] = field(default_factory=dict)
    therapist: CaseTherapist = field(default_factory=CaseTherapist)


#: The parts that can be set one by one.
PARTS: Final = tuple(each.name for each in fields(Facts))


def read_facts(content: object) -> Facts:
    """Read facts from plain values, as they are kept.

    Raises
    ------
    ContentError
        An unknown part, or a value that its type does not allow; with the place.
    """
    return read_row(Facts, content, where="facts")


def written_facts(facts: Facts) -> dict[str, object]:
    """Write facts as plain values; reading them gives the same facts."""
    return {name: plain(getattr(facts, name)) for name in PARTS}


def with_parts(facts: Facts, parts: Mapping[str, object]) -> Facts:
    """Set some parts, each as a whole; the others stay.

    Parameters
    ----------
    parts
        Plain values by the name of the part.

    Raises
    ------
    ContentError
        An unknown part, a value that its type does not allow, or a word that no content knows.
    """
    changed = read_facts({**written_facts(facts), **parts})
    _refuse_unknown_words(changed)
    refuse_wrist(changed.wrist_height_m, height_m=changed.body.height_m)
    return changed


def _refuse_unknown_words(facts: Facts) -> None:
    for where, words in (
        ("home, equipment", facts.home.equipment),
        ("clinic_equipment", facts.clinic_equipment or ()),
        ("therapist, devices", facts.therapist.devices),
    ):
        _refuse_unknown(where, words, known=tuple(equipment()))
    for exercise_id in (*facts.therapist.allowed_early, *facts.therapist.without):
        find_exercise(exercise_id)
    questions = {each.id for graph in falls_graphs().values() for each in graph.questions}
    _refuse_unknown("falls_answers", tuple(facts.falls_answers), known=tuple(sorted(questions)))


def _refuse_unknown(where: str, words: Sequence[str], *, known: tuple[str, ...]) -> None:
    for word in words:
        if word not in known:
            raise ContentError(
                f"facts, {where} must be of {', '.join(known)}, and one is {word!r}. Correct it."
            )


def age_on(birth_date: date, *, day: date) -> float:
    """Tell the age in years on a day: whole on a birthday; that of 29 February is 1 March."""
    birthday = _birthday(birth_date, day.year)
    if birthday > day:
        birthday = _birthday(birth_date, day.year - 1)
    year_days = (_birthday(birth_date, birthday.year + 1) - birthday).days
    return birthday.year - birth_date.year + (day - birthday).days / year_days


def _birthday(birth_date: date, year: int) -> date:
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def patient_of(
    facts: Facts,
    *,
    person: Person,
    diagnoses: Sequence[Diagnosis],
    answers: Sequence[PrecautionAnswer] = (),
    wishes: Sequence[str] = (),
) -> Patient:
    """Make the person that rules look at.

    Parameters
    ----------
    person
        With age and sex; see ``Body.person``.
    answers
        One for each precaution that was answered.

    Raises
    ------
    ContentError
        A condition that is none, or a resting heart rate that no heart has.
    """
    return Patient(
        person=person,
        diagnoses=tuple(diagnoses),
        precaution_answers=tuple(answers),
        weight_bearing_orders=tuple(_order(each) for each in facts.weight_bearing),
        assistance=facts.assistance,
        aid=facts.aid,
        home=HomeSituation(supervision=facts.home.supervision, equipment=facts.home.equipment),
        clinic_equipment=facts.clinic_equipment,
        settings=facts.settings,
        beta_blocker=facts.beta_blocker,
        resting_heart_rate_bpm=facts.resting_heart_rate_bpm,
        wishes=tuple(wishes),
    )


def refuse_contradictory(facts: Facts, *, diagnoses: Sequence[Diagnosis], day: date) -> None:
    """Refuse orders that cannot all hold, for this person on this day.

    Raises
    ------
    ContentError
        Two orders for one leg, an order against itself or against an ordered activity, a day to
        come, a resting heart rate that no heart has.
    """
    patient = patient_of(facts, person=facts.body.person(), diagnoses=diagnoses)
    refuse_contradictions(patient, day=day, activities=facts.ordered_activities)


def _order(order: CaseOrder) -> WeightBearingOrder:
    return WeightBearingOrder(
        side=order.side,
        grade=order.grade,
        at_most_percent=order.at_most_percent,
        at_least_percent=order.at_least_percent,
        ordered_on=order.ordered_on,
    )
