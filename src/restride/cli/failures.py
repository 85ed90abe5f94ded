"""How the program says that it could not do, or not wholly do, what was asked.

Exit codes: 0 a result (also "no walking found"), 1 our fault, 2 unusable input or options, 3 partly
done.
"""

from types import TracebackType
from typing import Final

import click

PARTLY_DONE: Final = 3

_APOLOGY: Final = (
    "Sorry, this is a fault of Restride, not of your recording: {fault}\n"
    "Please report it with the command you ran and your version (restride {version}).\n"
    "RESTRIDE_DEBUG=1 before the command shows where it happened."
)


class UnusableInput(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


def apologize(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    """Say that a fault is ours, in place of a traceback; the interpreter then leaves with 1."""
    import restride

    fault = " ".join(f"{type(error).__name__}: {error}".split())
    click.echo(_APOLOGY.format(fault=fault, version=restride.__version__), err=True)
