"""``restride simulate tug``: the timed up and go with a sensor on the back."""

from pathlib import Path
from typing import Final

import click

from restride.cli.progress import working
from restride.cli.simulate.outputs import (
    output_option,
    refuse_output,
    seed_option,
    tell,
    write_back_sensor,
    write_truth,
)

_PATTERNS: Final = ("fit", "older", "frail", "parkinson")


@click.command()
@output_option("tug.csv", words="A table of the sensor.")
@click.option(
    "--pattern",
    type=click.Choice(_PATTERNS),
    default=None,
    help="Who rises and goes; by turns of the seed if not given.",
)
@click.option("--rate-hz", type=float, default=100.0, show_default=True, metavar="HZ")
@click.option(
    "--tilt-deg",
    type=(float, float, float),
    default=(0.0, 0.0, 0.0),
    metavar="F L U",
    help="Turn the sensor about the body's forward, left and up axis.",
)
@seed_option
def tug(
    *,
    output: Path,
    pattern: str | None,
    rate_hz: float,
    tilt_deg: tuple[float, float, float],
    seed: int,
) -> None:
    """Simulate the timed up and go: rise, walk 3 m, turn, walk back, turn and sit down.

    Beside FILE.csv stand FILE.json (place, task, person) and FILE.truth.json (every phase).
    """
    from restride.simulate.sensors import SensorSettings
    from restride.simulate.task_files import up_and_go_truth_of
    from restride.simulate.up_and_go import simulate_up_and_go
    from restride.simulate.up_and_go_people import UpAndGoPattern, random_up_and_go

    refuse_output(output, suffixes=(".csv",))
    chosen = None if pattern is None else UpAndGoPattern(pattern)
    with working("Simulating"):
        simulated = simulate_up_and_go(
            random_up_and_go(seed, pattern=chosen),
            sensors=(SensorSettings(sampling_rate_hz=rate_hz, rotation_deg=tilt_deg),),
        )
        write_back_sensor(output, simulated.recording)
        write_truth(output, up_and_go_truth_of(simulated))
    tell(f"a timed up and go of {simulated.truth.duration_s:.1f} s", output)
