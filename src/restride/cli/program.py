"""The program: its commands, and the one place where an error becomes an exit code."""

import io
import os
import sys
from typing import Any

import click

from restride.cli.analyze import analyze
from restride.cli.clinic.command import clinic
from restride.cli.failures import UnusableInput, apologize
from restride.cli.info import info
from restride.cli.knowledge import knowledge
from restride.cli.plan import plan
from restride.cli.simulate import simulate
from restride.cli.validate import validate
from restride.errors import RestrideError


class _Program(click.Group):
    """Commands whose errors are words that people can act on."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RestrideError as error:
            raise UnusableInput(str(error)) from error


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="restride", message="restride %(version)s")
def program() -> None:
    """Restride: a recorded movement in, a trustworthy report out."""


for _command in (analyze, clinic, info, knowledge, plan, simulate, validate):
    program.add_command(_command)


def run() -> None:
    """Run the program as a process of its own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without a sign such as ± shows a question mark for it.
            stream.reconfigure(errors="replace")
    if not os.environ.get("RESTRIDE_DEBUG"):
        sys.excepthook = apologize
    program(prog_name="restride")
