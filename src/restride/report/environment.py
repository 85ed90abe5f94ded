"""How templates are filled: what they may call, and that everything is escaped."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from restride.report import wording
from restride.report.frame import Frame
from restride.report.standing.words import is_near_floor
from restride.terms import Side

if TYPE_CHECKING:
    from jinja2 import Environment


def laid_out(template: str, *, page: object, frame: Frame, analysed_on: date | None) -> str:
    """Fill a template with a page."""
    found = _environment().get_template(template)
    return found.render(page=page, frame=frame, analysed_on=analysed_on)


def filled(template: str, *, page: object) -> str:
    """Fill a template that needs nothing but its page."""
    return _environment().get_template(template).render(page=page)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("restride.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "value": wording.shown_value,
        "interval": wording.shown_interval,
        "range": wording.shown_range,
        "signed": wording.shown_signed,
        "title": wording.shown_title,
        "unit": wording.shown_unit,
        "unit_words": wording.shown_unit_words,
        "duration": wording.shown_duration,
        "counted": wording.counted,
    }
    environment.tests["near_floor"] = is_near_floor
    environment.globals |= {
        "shown_time": wording.shown_time,
        "ABSENT": wording.ABSENT,
        "left_symbol": wording.SYMBOL_OF_SIDE[Side.LEFT],
        "right_symbol": wording.SYMBOL_OF_SIDE[Side.RIGHT],
        "END_IN_WORDS": wording.END_IN_WORDS,
    }
    return environment
