"""What every simulated recording is written with: its notes beside it, and its truth."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from restride.cli.writing import refuse_unwritable, write_text
from restride.errors import OptionError
from restride.recording.recording import Recording

seed_option: Callable[[Any], Any] = click.option(
    "--seed", type=int, default=0, show_default=True, help="Another person."
)


def output_option(name: str, *, words: str) -> Callable[[Any], Any]:
    """Ask where the recording goes."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, readable=False),
        default=Path(name),
        show_default=True,
        metavar="FILE",
        help=words,
    )


def refuse_output(output: Path, *, suffixes: tuple[str, ...]) -> None:
    """Refuse a file whose name says another format, or that cannot be written."""
    if output.suffix.lower() not in suffixes:
        raise OptionError(
            f"The recording is written as {' or '.join(suffixes)}, and {output} does not end in "
            f"{' or '.join(suffixes)}. Name a file that does."
        )
    refuse_unwritable(output)


def write_notes(table: Path, notes: dict[str, Any]) -> None:
    """Write the sidecar of a table."""
    write_text(table.with_suffix(".json"), json.dumps(notes, indent=1) + "\n")


def write_truth(output: Path, truth: dict[str, Any]) -> None:
    """Write what truly happened beside the recording."""
    write_text(output.with_suffix(".truth.json"), json.dumps(truth, indent=1) + "\n")


def write_back_sensor(output: Path, recording: Recording) -> None:
    """Write the table of the sensor on the back, and its notes."""
    from restride.simulate.files import sidecar_of, table_text

    (sensor,) = recording.sensors
    write_text(output, table_text(sensor))
    write_notes(output, sidecar_of(recording, sensor))


def write_landmarks(output: Path, recording: Recording) -> None:
    """Write landmarks in space, and their notes."""
    from restride.simulate.files import notes_of
    from restride.simulate.task_files import track_text

    write_text(output, track_text(recording.landmarks[0]))
    write_notes(output, notes_of(recording))


def tell(found: str, output: Path) -> None:
    """Say what was simulated, and what can be done with it."""
    click.echo(f"Simulated, nobody moved: {found}.")
    click.echo(f"Analyse it with: restride analyze {output}")
