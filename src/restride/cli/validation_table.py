"""A validation in 80 columns: what was reached, beside what must be and what peers reach."""

from typing import Final

from rich.table import Table
from rich.text import Text

from restride.cli.measures_table import plain_table
from restride.validation import ValidationReport

#: From here on the whole table fits, with what each figure was measured from.
WIDE_COLUMNS: Final = 150
_WORDS_COLUMNS: Final = 27
_PEERS_COLUMNS: Final = 13
_STYLE_OF: Final = {True: "green", False: "red", None: ""}


def narrow_table(report: ValidationReport) -> Table:
    """Leave out what each figure was measured from, and let only words wrap.

    ``refs`` is how far the two references agree with each other.
    """
    table = plain_table(f"Ours against the references in {report.directory}")
    table.caption, table.caption_justify = report.summary, "left"
    table.add_column("what", width=_WORDS_COLUMNS)
    for heading in ("ours", "must"):
        table.add_column(heading, no_wrap=True)
    table.add_column("peers", width=_PEERS_COLUMNS)
    table.add_column("refs", no_wrap=True)
    table.add_column("", no_wrap=True)
    for group, rows in report.groups():
        table.add_row()
        table.add_row(Text(group, style="bold", no_wrap=True, overflow="ellipsis"))
        for row in rows:
            what, ours, must, peers, ceiling, verdict, _ = row.cells
            # Ours bears the unit of the whole row.
            limit = " ".join(must.split()[:2])
            cells = (what, ours, limit, peers, ceiling.split()[0], verdict)
            table.add_row(*(Text(cell) for cell in cells), style=_STYLE_OF[row.is_reached])
    return table
