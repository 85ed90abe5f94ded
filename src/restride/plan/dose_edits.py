"""Another dose of a row, within bounds; what a dose does not count stays uncounted."""

from dataclasses import dataclass, replace
from typing import Final

from restride.errors import OptionError
from restride.plan.dose import Dose, Frequency, Per
from restride.plan.plan import Prescription

#: House choice: docs/decisions/0169
_BOUNDS: Final = {
    "sets_count": (1, 20),
    "repetitions_count": (1, 200),
    "hold_start_s": (1.0, 600.0),
    "hold_goal_s": (1.0, 600.0),
    "work_s": (5.0, 7200.0),
    "rest_s": (0.0, 900.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseEdit:
    """Another dose of a row; what is None stays."""

    key: str
    sets_count: int | None = None
    repetitions_count: int | None = None
    hold_start_s: float | None = None
    hold_goal_s: float | None = None
    work_s: float | None = None
    rest_s: float | None = None
    #: In the unit of the load.
    load: float | None = None
    per: Per | None = None
    min_count: int | None = None
    max_count: int | None = None


def edited_dose(row: Prescription, edit: DoseEdit) -> Dose:
    """Change what a dose counts; it does not begin to count something else.

    Raises
    ------
    OptionError
        A number that makes no sense, or of something that the dose does not count.
    """
    dose = row.dose
    given: dict[str, float] = {}
    for name, (low, high) in _BOUNDS.items():
        value = getattr(edit, name)
        if value is None:
            continue
        if getattr(dose, name) is None:
            raise OptionError(
                f"The dose of {row.exercise} has no {name}, and {value:g} was asked for. Change "
                "what it counts."
            )
        refuse_outside(name, value, low=low, high=high)
        given[name] = value
    dose = replace(dose, frequency=_frequency(dose.frequency, edit), **given)  # type: ignore[arg-type]
    return _loaded(dose, edit.load, exercise=row.exercise)


def _frequency(before: Frequency, edit: DoseEdit) -> Frequency:
    per = edit.per or before.per
    low = before.min_count if edit.min_count is None else edit.min_count
    high = max(low, before.max_count) if edit.max_count is None else edit.max_count
    most = 7 if per is Per.WEEK else 12
    refuse_outside("min_count", low, low=1, high=most)
    refuse_outside("max_count", high, low=low, high=most)
    return Frequency(per=per, min_count=low, max_count=high)


def _loaded(dose: Dose, start: float | None, *, exercise: str) -> Dose:
    if start is None:
        return dose
    if dose.load is None:
        raise OptionError(f"{exercise} has no load, and {start:g} was asked for. Leave it out.")
    most = 500.0 if dose.load.ceiling is None else dose.load.ceiling
    refuse_outside("load", start, low=0.0, high=most)
    return replace(dose, load=replace(dose.load, start=start))


def refuse_outside(name: str, value: float, *, low: float, high: float) -> None:
    """Refuse a number outside its bounds.

    Raises
    ------
    OptionError
        It lies outside.
    """
    if not low <= value <= high:
        raise OptionError(
            f"{name} must lie between {low:g} and {high:g}, and is {value:g}. Correct it."
        )
