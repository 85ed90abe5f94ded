"""The report as one file: no script, nothing fetched, the same bytes for the same input."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from restride.analysis.analysis import Analysis, WalkAnalysis
from restride.errors import MissingDependency, OptionError
from restride.recording.recording import Recording
from restride.terms import Side

if TYPE_CHECKING:
    from jinja2 import Environment


def write_report(
    analysis: Analysis, recording: Recording, path: Path, *, analysed_on: date | None = None
) -> None:
    """Write the report of one recording as a self-contained HTML file.

    Parameters
    ----------
    recording
        The one that was analysed: its signal is drawn.
    analysed_on
        Printed where given; the page bears no other date than the recording's own.

    Raises
    ------
    MissingDependency
        matplotlib or jinja2 is not installed.
    """
    html = report_html(analysis, recording, analysed_on=analysed_on)
    # A file name may hold bytes that are no text; they are shown as question marks.
    path.write_bytes(html.encode("utf-8", errors="replace"))


def require_report_packages() -> None:
    """Refuse early where a report could not be written.

    Raises
    ------
    MissingDependency
        matplotlib or jinja2 is not installed.
    """
    for package in ("matplotlib", "jinja2"):
        if find_spec(package) is None:
            raise MissingDependency(package=package, extra="report", purpose="Writing a report")


def report_html(
    analysis: Analysis, recording: Recording, *, analysed_on: date | None = None
) -> str:
    """Lay out the report of one recording as HTML.

    Raises
    ------
    MissingDependency
        matplotlib or jinja2 is not installed.
    """
    require_report_packages()
    from restride.report.page import page_of

    if not isinstance(analysis, WalkAnalysis):
        raise OptionError(
            f"A report of walking is needed, and the task is {analysis.task}. Leave out --report."
        )
    page = page_of(analysis, recording)
    template = _environment().get_template("report.html.jinja")
    return template.render(page=page, analysed_on=analysed_on)


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from restride.report import wording

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
    environment.globals |= {
        "shown_time": wording.shown_time,
        "ABSENT": wording.ABSENT,
        "left_symbol": wording.SYMBOL_OF_SIDE[Side.LEFT],
        "right_symbol": wording.SYMBOL_OF_SIDE[Side.RIGHT],
        "END_IN_WORDS": wording.END_IN_WORDS,
    }
    return environment
