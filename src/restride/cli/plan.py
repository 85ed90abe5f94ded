"""``restride plan``: a case in, findings and a proposed plan out as tables, JSON and report."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from restride.cli.progress import working
from restride.cli.writing import refuse_unwritable, write_text, write_whole
from restride.errors import ContentError, OptionError

if TYPE_CHECKING:
    from restride.plan.cases.worked_case import WorkedCase

_STDOUT: Final = Path("-")


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path, readable=False), metavar="CASE.yaml")
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, allow_dash=True, readable=False),
    metavar="FILE",
    help="Write everything as JSON; - for standard output.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE.html",
    help="Write the report for the therapist and the pages that go home.",
)
@click.option(
    "--pack",
    "pack_path",
    type=click.Path(path_type=Path, readable=False),
    metavar="PACK.yaml",
    help="The clinic's licence pack, where items of a protected scale were entered.",
)
def plan(
    *, case_path: Path, json_path: Path | None, report_path: Path | None, pack_path: Path | None
) -> None:
    """Work a case through: findings, goals and a plan to be read, edited and signed.

    CASE.yaml says who it is, what was asked and ordered, and what was tested; examples/cases shows
    how.
    """
    _refuse_places(json_path, report_path, inputs=_inputs(case_path, pack_path))
    worked = _worked(case_path, pack_path)
    written = _written(worked, json_path=json_path, report_path=report_path)
    is_piped = json_path == _STDOUT
    if not is_piped:
        from restride.cli.plan_tables import show_case

        show_case(worked)
    for line in written:
        click.echo(line, err=is_piped)


def _inputs(case_path: Path, pack_path: Path | None) -> tuple[Path, ...]:
    return (case_path,) if pack_path is None else (case_path, pack_path)


def _refuse_places(
    json_path: Path | None, report_path: Path | None, *, inputs: tuple[Path, ...]
) -> None:
    """Refuse what cannot be written before anything is computed."""
    if report_path == _STDOUT:
        raise OptionError(
            "A report is a file, and --report is '-'. Name a file such as report.html; only --json "
            "can go to standard output."
        )
    if report_path is not None and report_path == json_path:
        raise OptionError(
            f"JSON and report need a file each, and both are {report_path}. Name two."
        )
    for path in (json_path, report_path):
        if path is not None and path != _STDOUT:
            refuse_unwritable(path, inputs=inputs)
    if report_path is not None:
        from restride.report.case.document import require_case_report_packages

        require_case_report_packages()


def _worked(case_path: Path, pack_path: Path | None) -> "WorkedCase":
    from restride.clinical.licence_pack import read_licence_pack
    from restride.plan.cases.case_file import read_case
    from restride.plan.cases.worked_case import work_through

    with working("Working the case through"):
        case = read_case(case_path)
        pack = None if pack_path is None else read_licence_pack(pack_path, day=case.day)
        try:
            return work_through(case, folder=case_path.parent, pack=pack)
        except ContentError as error:
            raise ContentError(f"{case_path.name}: {error}") from error


def _written(
    worked: "WorkedCase", *, json_path: Path | None, report_path: Path | None
) -> list[str]:
    lines = []
    if json_path is not None:
        lines += _write_json(worked, json_path)
    if report_path is not None:
        from restride.report.case.document import write_case_report

        write_whole(report_path, lambda draft: write_case_report(worked, draft))
        lines.append(f"Report: {report_path}")
    return lines


def _write_json(worked: "WorkedCase", path: Path) -> list[str]:
    from restride.analysis.to_json import json_text
    from restride.plan.cases.case_json import case_to_json

    text = json_text(case_to_json(worked))
    if path == _STDOUT:
        # As bytes: JSON is UTF-8, whatever the terminal speaks.
        click.echo(text.encode(), nl=False)
        return []
    write_text(path, text)
    return [f"JSON: {path}"]
