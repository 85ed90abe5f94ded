"""The program: its commands, and what happens when one fails.

Exit codes: 0 a result (also "no walking found"), 1 our fault, 2 unusable input or options, 3 partly
done.
"""

import importlib
import os
import sys
from types import TracebackType
from typing import Any, Final

import click

from restride.errors import RestrideError

#: Name of each command and where it stands; a command is loaded when it is called for.
_COMMANDS: Final = {
    "analyze": ("restride.cli.analyze", "Measure the walking in a recording."),
    "info": ("restride.cli.info", "Say what is in a file."),
    "simulate": ("restride.cli.simulate", "Write a recording whose truth is known."),
    "validate": ("restride.cli.validate", "Compare with the references in a folder."),
}

_REPORT_A_FAULT: Final = (
    "Sorry, this is a fault of Restride, not of your recording: {fault}\n"
    "Please report it with the command you ran and the version ({version}) at "
    "https://github.com/restride/restride/issues.\n"
    "RESTRIDE_DEBUG=1 in front of the command shows where it happened."
)


class UnusableInput(click.ClickException):
    """What was given cannot be used: exit code 2."""

    exit_code = 2


class _Program(click.Group):
    """Commands that are loaded when called for, and errors that people can act on."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module_name, _ = _COMMANDS[cmd_name]
        command: click.Command = importlib.import_module(module_name).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RestrideError as error:
            raise UnusableInput(str(error)) from error


def _show_version(ctx: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        import restride

        click.echo(f"restride {restride.__version__}")
        ctx.exit()


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and leave.",
)
def program() -> None:
    """Restride: a recorded walk in, a trustworthy gait report out."""


def run() -> None:
    """Run the program as its own process."""
    if not os.environ.get("RESTRIDE_DEBUG"):
        sys.excepthook = _apologize
    program(prog_name="restride")


def _apologize(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    """Say that a fault is ours; the interpreter then leaves with exit code 1."""
    import restride

    fault = " ".join(f"{type(error).__name__}: {error}".split())
    click.echo(_REPORT_A_FAULT.format(fault=fault, version=restride.__version__), err=True)
