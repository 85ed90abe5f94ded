"""Values that a published equation predicts from age, height and mass."""

from collections.abc import Sequence

from restride.clinical.interpretation.schemas import Term, TermKind
from restride.person import Person

_NEEDED = {
    TermKind.AGE: ("age",),
    TermKind.AGE_SQUARED: ("age",),
    TermKind.HEIGHT: ("height",),
    TermKind.MASS: ("mass",),
    TermKind.AGE_TIMES_HEIGHT: ("age", "height"),
}


def unknown_of(terms: Sequence[Term], person: Person) -> tuple[str, ...]:
    """Name what an equation needs and the person's record does not hold."""
    known = {
        "age": person.age_years,
        "height": person.height_m,
        "mass": person.body_mass_kg,
    }
    needed = {name for term in terms for name in _NEEDED.get(term.kind, ())}
    return tuple(sorted(name for name in needed if known[name] is None))


def predicted(terms: Sequence[Term], person: Person) -> tuple[float, ...]:
    """Predict the value: one, or for inactive and active people where the equation asks for it.

    What the equation needs must be known; ``unknown_of`` tells.
    """
    has_activity = any(term.kind is TermKind.ACTIVE for term in terms)
    return tuple(
        sum(term.factor * _amount(term.kind, person, active=active) for term in terms)
        for active in ((0.0, 1.0) if has_activity else (0.0,))
    )


def _amount(kind: TermKind, person: Person, *, active: float) -> float:
    age_years = person.age_years or 0.0
    height_cm = 100.0 * (person.height_m or 0.0)
    amounts = {
        TermKind.CONSTANT: 1.0,
        TermKind.AGE: age_years,
        TermKind.AGE_SQUARED: age_years**2,
        TermKind.HEIGHT: height_cm,
        TermKind.MASS: person.body_mass_kg or 0.0,
        TermKind.AGE_TIMES_HEIGHT: age_years * height_cm,
        TermKind.ACTIVE: active,
    }
    return amounts[kind]
