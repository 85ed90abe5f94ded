"""``restride knowledge``: the clinical content, checked and shown without its source."""

from typing import Final

import click

_KINDS: Final = (
    "measure",
    "exercise",
    "guideline",
    "education",
    "condition",
    "precaution",
    "battery",
)


@click.group()
def knowledge() -> None:
    """Check and read the clinical content: tests, exercises, guidelines, education."""


@knowledge.command()
def lint() -> None:
    """Check all content; every problem by its file, row and field."""
    from restride.plan.lint import lint as check
    from restride.report.wording import counted

    problems = check()
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{counted(len(problems), singular='problem')} found.", err=True)
        raise click.exceptions.Exit(1)
    click.echo("No problem found.")


@knowledge.command()
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("row_id", required=False, metavar="[ID]")
@click.option("--all", "is_all", is_flag=True, help="List every row instead of one.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON instead of tables.")
def show(*, kind: str, row_id: str | None, is_all: bool, is_json: bool) -> None:
    """Show a row of the content with its sources and how sure they are.

    KIND is measure, exercise, guideline, education, condition, precaution or battery.
    """
    from restride.cli.knowledge_rows import one_or_all, shelf_of

    shelf = shelf_of(kind)
    rows = one_or_all(shelf, kind=kind, row_id=row_id, is_all=is_all)
    if is_json:
        _print_json(rows, kind=kind, is_all=is_all)
        return
    from restride.cli.knowledge_tables import show_list, show_row

    if is_all:
        show_list(kind, rows)
    else:
        (row,) = rows.values()
        show_row(row)


def _print_json(rows: dict[str, object], *, kind: str, is_all: bool) -> None:
    from restride.analysis.to_json import json_text
    from restride.cli.knowledge_rows import with_figures
    from restride.plan.cases.case_json import plain

    written = {row_id: plain(with_figures(row)) for row_id, row in rows.items()}
    document = {kind: written} if is_all else next(iter(written.values()))
    click.echo(json_text(document).encode(), nl=False)
