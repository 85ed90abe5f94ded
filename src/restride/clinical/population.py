"""Who a published figure is about, and how near that is to a person."""

from dataclasses import dataclass

from restride.clinical.conditions import lineage
from restride.terms import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The people a figure was found in."""

    words: str
    #: Any of them; empty means people in general.
    conditions: tuple[str, ...] = ()
    #: A group whose condition the vocabulary does not hold: shown, never used for a person.
    outside: bool = False
    #: In completed years, both included: 60 to 64 holds until the 65th birthday.
    age_min_years: float | None = None
    age_max_years: float | None = None
    sex: Sex | None = None
    #: Band of the first value, in the unit of the score: from ``low`` up to below ``high``.
    baseline_low: float | None = None
    baseline_high: float | None = None
    #: Score that the band is of, where it is another one.
    baseline_score: str | None = None
    #: Days since onset or surgery.
    from_days: int | None = None
    to_days: int | None = None
    people_count: int | None = None


def nearness(population: Population, condition_ids: tuple[str, ...]) -> int | None:
    """Tell how many steps lie between a person's conditions and a population's; None is "not them".

    0 is the very condition, 1 its parent, and so on; people in general are 100 steps away.
    """
    if population.outside:
        return None
    if not population.conditions:
        return 100
    steps = [
        lineage(own).index(wanted)
        for own in condition_ids
        for wanted in population.conditions
        if wanted in lineage(own)
    ]
    return min(steps, default=None)
