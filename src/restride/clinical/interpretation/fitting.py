"""Whether a published group of people fits a person, and how near it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from restride.clinical.interpretation.rounding import exact
from restride.clinical.patient import Patient
from restride.clinical.population import Population, nearness

#: A group of several conditions together is a step further than one of its conditions alone.
#: House choice: docs/decisions/0108.
MIXED_STEP_COUNT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a group fits a person: how far it is, what is doubtful, or why it does not fit."""

    distance_count: int = 0
    doubts: tuple[str, ...] = ()
    why_not: str | None = None

    @property
    def is_there(self) -> bool:
        """Whether the group may stand for the person at all."""
        return self.why_not is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """What of a person, a day and first values decides which groups fit."""

    patient: Patient
    day: date | None = None
    #: First values by "instrument.score".
    firsts: Mapping[str, Decimal | float]


#: Why a group is of other people; made once, since most groups are.
_OTHER_PEOPLE = Fit(why_not="other people")
_OTHER_AGE = Fit(why_not="another age")
_OTHER_SEX = Fit(why_not="the other sex")
_OTHER_FIRST = Fit(why_not="another first value")
_OTHER_TIME = Fit(why_not="another time since onset")


def fit(population: Population, circle: Circle, *, score_key: str) -> Fit:
    """Tell whether a group fits a person.

    Age and sex must be known where the group has limits of them; the time since onset may be
    unknown, and is then told as a doubt.
    """
    near = nearness(population, circle.patient.condition_ids)
    if near is None:
        return _OTHER_PEOPLE
    misfit = (
        _age_misfit(population, circle.patient)
        or _sex_misfit(population, circle.patient)
        or _first_misfit(population, circle, score_key=score_key)
    )
    if misfit is not None:
        return misfit
    mixed = MIXED_STEP_COUNT if len(population.conditions) > 1 else 0
    return _with_days(population, circle, distance_count=near + mixed)


def _unknown(what: str, population: Population) -> Fit:
    return Fit(why_not=f"{what} is not known ({population.words})")


def _age_misfit(population: Population, patient: Patient) -> Fit | None:
    low, high = population.age_min_years, population.age_max_years
    if low is None and high is None:
        return None
    age_years = patient.person.age_years
    if age_years is None:
        return _unknown("age", population)
    is_young = low is not None and int(age_years) < low
    is_old = high is not None and int(age_years) > high
    return _OTHER_AGE if is_young or is_old else None


def _sex_misfit(population: Population, patient: Patient) -> Fit | None:
    if population.sex is None or population.sex is patient.person.sex:
        return None
    return _unknown("sex", population) if patient.person.sex is None else _OTHER_SEX


def _first_misfit(population: Population, circle: Circle, *, score_key: str) -> Fit | None:
    low, high = population.baseline_low, population.baseline_high
    if low is None and high is None:
        return None
    key = population.baseline_score or score_key
    first = circle.firsts.get(key)
    if first is None:
        return _unknown(f"the first value of {key}", population)
    value = first if isinstance(first, Decimal) else exact(first)
    is_low = low is not None and value < exact(low)
    is_high = high is not None and value >= exact(high)
    return _OTHER_FIRST if is_low or is_high else None


def _with_days(population: Population, circle: Circle, *, distance_count: int) -> Fit:
    low, high = population.from_days, population.to_days
    if low is None and high is None:
        return Fit(distance_count=distance_count)
    days = _days_since(population, circle)
    if days is None:
        return Fit(distance_count=distance_count, doubts=("the time since onset is not known",))
    if (low is not None and days < low) or (high is not None and days >= high):
        return _OTHER_TIME
    return Fit(distance_count=distance_count)


def _days_since(population: Population, circle: Circle) -> int | None:
    if circle.day is None:
        return None
    known = [circle.patient.days_since(each, day=circle.day) for each in population.conditions]
    return min((days for days in known if days is not None), default=None)


def protocol_misfit(wanted: str | None, found: str | None) -> str | None:
    """Tell why a row of one protocol does not hold for a test; unknown may be it."""
    if wanted is None or found is None or wanted.casefold() == found.casefold():
        return None
    return f"another protocol ({wanted}, and the test was {found})"
