"""``restride validate``: our numbers beside references."""

from pathlib import Path

import click

from restride.cli.failures import PARTLY_DONE
from restride.cli.progress import working


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, readable=False), metavar="DIR")
@click.option(
    "--markdown",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE.md",
    help="Put the table into this document, between its marks.",
)
@click.option(
    "--without-virtual", is_flag=True, help="Leave out the figures of the virtual person."
)
def validate(*, directory: Path, markdown: Path | None, without_virtual: bool) -> None:
    """Compare with the references in a directory, and print one table."""
    from rich.console import Console

    from restride.cli.validation_table import WIDE_COLUMNS, narrow_table
    from restride.validation import validate as compare
    from restride.validation import write_section

    with working("Comparing", total=1.0) as advance:
        report = compare(
            directory,
            progress=lambda _done, count: advance(1 / count),
            has_virtual=not without_virtual,
        )
    console = Console(highlight=False)
    is_wide = console.width >= WIDE_COLUMNS
    console.print(report.to_table() if is_wide else narrow_table(report))
    if markdown is not None:
        write_section(markdown, report.to_markdown(), name="restride validate")
        click.echo(f"Table: {markdown}")
    if report.left_out:
        for each in report.left_out:
            click.echo(f"Left out: {each}", err=True)
        raise click.exceptions.Exit(PARTLY_DONE)
