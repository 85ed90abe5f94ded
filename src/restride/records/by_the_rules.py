"""What the domain refuses, as the record refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from restride.errors import ContentError, OptionError
from restride.plan.screened_plan import ExerciseBlocked
from restride.records.refusals import Conflict, NotUsable


@contextmanager
def by_the_rules() -> Iterator[None]:
    """Let the rules of the domain decide, and say their refusals in their own words.

    Raises
    ------
    Conflict
        An exercise that the person may not do.
    NotUsable
        Anything else that makes no sense.
    """
    try:
        yield
    except ExerciseBlocked as refusal:
        raise Conflict(str(refusal)) from refusal
    except (ContentError, OptionError) as refusal:
        raise NotUsable(str(refusal)) from refusal
