"""Making the demo clinic: everybody's history, written side by side in the order of time."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Final
from uuid import UUID

from restride.records import clock
from restride.records.actions.classes import ClassPlan, make_class
from restride.web.demo.cast import PEOPLE
from restride.web.demo.crew import Crew, found_crew
from restride.web.demo.histories import Span, history
from restride.web.demo.lives import live, moment_on
from restride.web.demo.people import WEEKS_COUNT, InventedPerson
from restride.web.demo.shelf import fill_shelf

_FIVE: Final = 5
#: The clinic is founded so long before the first patient comes.
_AHEAD: Final = timedelta(days=10)
#: The class met last so many days ago.
_CLASS_DAYS_AGO: Final = 2


def make_demo(
    today: date,
    *,
    people: Sequence[InventedPerson] = PEOPLE,
    weeks_count: int = WEEKS_COUNT,
    tell: Callable[[str], None] = lambda _: None,
) -> Crew:
    """Write the histories of invented people into an empty database; they end on the day before.

    Parameters
    ----------
    weeks_count
        How long the histories are.
    """
    spans = [
        Span(
            first_day=_last_visit(today, turn=number) - timedelta(weeks=weeks_count),
            today=today,
            weeks_count=weeks_count,
        )
        for number in range(len(people))
    ]
    founded_on = min(each.first_day for each in spans) - _AHEAD
    with clock.at(moment_on(founded_on, minute_of_day=8 * 60)):
        crew = found_crew()
        class_id = _class(crew, today=today)
    lives = [
        history(crew, person, span=span, class_id=class_id)
        for person, span in zip(people, spans, strict=True)
    ]
    steps_count = live(lives)
    with clock.at(moment_on(today - timedelta(days=1), minute_of_day=20 * 60)):
        fill_shelf(crew.therapist)
    tell(f"{len(people)} invented people, {weeks_count} weeks, {steps_count} steps")
    return crew


def _last_visit(today: date, *, turn: int) -> date:
    """Choose one of the last working days before today, by turns from the longest ago."""
    days = [today - timedelta(days=each) for each in range(7, 0, -1)]
    working = [each for each in days if each.weekday() < _FIVE]
    return working[turn % len(working)]


def _class(crew: Crew, *, today: date) -> UUID:
    therapist_id = crew.therapist.user_id
    if therapist_id is None:
        raise TypeError("the therapist of the demo is a person")
    plan = ClassPlan(
        name="Balance class (simulated)",
        therapist_id=therapist_id,
        weekday=(today - timedelta(days=_CLASS_DAYS_AGO)).weekday(),
        starts_at=time(15, 30),
        duration_min=60,
        most_people_count=8,
    )
    return make_class(crew.therapist, plan).pk
