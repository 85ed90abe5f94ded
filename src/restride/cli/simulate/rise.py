"""``restride simulate rise``: rising from a chair several times."""

from dataclasses import replace
from pathlib import Path

import click

from restride.cli.progress import working
from restride.cli.simulate.outputs import (
    output_option,
    refuse_output,
    seed_option,
    tell,
    write_back_sensor,
    write_landmarks,
    write_truth,
)


@click.command()
@output_option("rise.csv", words="FILE.csv: a sensor on the back; FILE.trc: landmarks in space.")
@click.option("--count", type=int, default=5, show_default=True, metavar="COUNT")
@click.option(
    "--attempts",
    "attempts_count",
    type=int,
    default=0,
    show_default=True,
    metavar="COUNT",
    help="Attempts that fall back onto the seat.",
)
@seed_option
def rise(*, output: Path, count: int, attempts_count: int, seed: int) -> None:
    """Simulate rising from a chair and sitting down, several times.

    Beside FILE stand FILE.json (task, person) and FILE.truth.json (every rise).
    """
    from restride.simulate.rises import random_rises, simulate_rises
    from restride.simulate.task_files import rises_truth_of

    refuse_output(output, suffixes=(".csv", ".trc"))
    settings = replace(random_rises(seed), attempts_count=attempts_count)
    with working("Simulating"):
        simulated = simulate_rises(count, settings=settings)
        write = write_landmarks if output.suffix.lower() == ".trc" else write_back_sensor
        write(output, simulated.recording)
        write_truth(output, rises_truth_of(simulated))
    tell(f"{count} rises in {simulated.recording.duration_s:.1f} s", output)
