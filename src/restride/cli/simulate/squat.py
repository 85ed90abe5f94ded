"""``restride simulate squat``: squats, as landmarks."""

from dataclasses import replace
from pathlib import Path

import click

from restride.cli.progress import working
from restride.cli.simulate.outputs import (
    output_option,
    refuse_output,
    seed_option,
    tell,
    write_landmarks,
    write_truth,
)


@click.command()
@output_option("squat.trc", words="Landmarks in space.")
@click.option("--count", type=int, default=5, show_default=True, metavar="COUNT")
@click.option(
    "--depth-deg", type=float, default=90.0, show_default=True, metavar="DEG", help="Of the knees."
)
@click.option("--hold-s", type=float, default=0.2, show_default=True, metavar="S")
@seed_option
def squat(*, output: Path, count: int, depth_deg: float, hold_s: float, seed: int) -> None:
    """Simulate squats.

    Beside FILE stand FILE.json (task, person) and FILE.truth.json (every squat).
    """
    from restride.simulate.squats import random_squats, simulate_squats
    from restride.simulate.task_files import squats_truth_of

    refuse_output(output, suffixes=(".trc",))
    settings = replace(random_squats(seed), depth_deg=depth_deg, hold_s=hold_s)
    with working("Simulating"):
        simulated = simulate_squats(count, settings=settings)
        write_landmarks(output, simulated.recording)
        write_truth(output, squats_truth_of(simulated))
    tell(f"{count} squats in {simulated.recording.duration_s:.1f} s", output)
