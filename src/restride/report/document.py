"""The report as one file: no script, nothing fetched, the same bytes for the same input."""

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from restride.analysis.analysis import Analysis
from restride.analysis.protocol_analysis import ProtocolAnalysis
from restride.errors import MissingDependency
from restride.recording.recording import Recording


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
    _write(report_html(analysis, recording, analysed_on=analysed_on), path)


def write_protocol_report(
    analysis: ProtocolAnalysis,
    recordings: Mapping[str, Recording],
    path: Path,
    *,
    analysed_on: date | None = None,
) -> None:
    """Write the report of a whole protocol as a self-contained HTML file.

    Parameters
    ----------
    recordings
        By the name of their file, as far as they are at hand; the paths stand in the analysis.
    analysed_on
        Printed where given.

    Raises
    ------
    MissingDependency
        matplotlib or jinja2 is not installed.
    """
    _write(protocol_report_html(analysis, recordings, analysed_on=analysed_on), path)


def protocol_report_html(
    analysis: ProtocolAnalysis,
    recordings: Mapping[str, Recording],
    *,
    analysed_on: date | None = None,
) -> str:
    """Lay out the report of a whole protocol as HTML.

    Raises
    ------
    MissingDependency
        matplotlib or jinja2 is not installed.
    """
    require_report_packages()
    from restride.report.environment import laid_out
    from restride.report.standing.protocol_page import protocol_page

    page = protocol_page(analysis, recordings)
    template = "standing/protocol.html.jinja"
    return laid_out(template, page=page, frame=page.frame, analysed_on=analysed_on)


def _write(html: str, path: Path) -> None:
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
    OptionError
        No report is written of this task.
    """
    require_report_packages()
    from restride.report.environment import laid_out
    from restride.report.pages import page_of

    template, page = page_of(analysis, recording)
    return laid_out(template, page=page, frame=page.frame, analysed_on=analysed_on)
