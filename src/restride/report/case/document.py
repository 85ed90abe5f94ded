"""A case as one HTML file: no script, nothing fetched, the same bytes for the same case."""

from importlib.util import find_spec
from pathlib import Path

from restride.errors import MissingDependency
from restride.plan.cases.worked_case import WorkedCase


def write_case_report(worked: WorkedCase, path: Path) -> None:
    """Write the report and the handout of a case as a self-contained HTML file.

    Raises
    ------
    MissingDependency
        jinja2 is not installed.
    """
    path.write_bytes(case_report_html(worked).encode("utf-8", errors="replace"))


def require_case_report_packages() -> None:
    """Refuse early where a report could not be written.

    Raises
    ------
    MissingDependency
        jinja2 is not installed.
    """
    if find_spec("jinja2") is None:
        raise MissingDependency(package="jinja2", extra="report", purpose="Writing a report")


def case_report_html(worked: WorkedCase) -> str:
    """Lay out the report and the handout of a case as HTML.

    Raises
    ------
    MissingDependency
        jinja2 is not installed.
    """
    require_case_report_packages()
    from restride.report.case.case_page import case_page
    from restride.report.environment import filled

    return filled("case/case.html.jinja", page=case_page(worked))
