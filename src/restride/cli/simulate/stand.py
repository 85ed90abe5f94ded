"""``restride simulate stand``: quiet standing on a plate, or with a sensor on the back."""

from pathlib import Path

import click

from restride.cli.progress import working
from restride.cli.simulate.outputs import (
    output_option,
    refuse_output,
    seed_option,
    tell,
    write_back_sensor,
    write_notes,
    write_truth,
)
from restride.cli.writing import write_text
from restride.terms import Eyes, Surface


@click.command()
@output_option("stand.csv", words="A table of the centre of pressure, or of the sensor.")
@click.option(
    "--from",
    "source",
    type=click.Choice(["plate", "sensor"]),
    default="plate",
    show_default=True,
    help="What records: a plate under the feet, or a sensor on the back.",
)
@click.option("--duration-s", type=float, default=60.0, show_default=True, metavar="S")
@click.option(
    "--eyes", type=click.Choice([each.value for each in Eyes]), default="open", show_default=True
)
@click.option(
    "--surface",
    type=click.Choice([each.value for each in Surface]),
    default="firm",
    show_default=True,
)
@click.option("--rate-hz", type=float, default=100.0, show_default=True, metavar="HZ")
@seed_option
def stand(
    *,
    output: Path,
    source: str,
    duration_s: float,
    eyes: str,
    surface: str,
    rate_hz: float,
    seed: int,
) -> None:
    """Simulate quiet standing.

    Beside FILE.csv stand FILE.json (task, person) and FILE.truth.json (the true sway).
    """
    from restride.simulate.files import notes_of
    from restride.simulate.plates import PlateSettings
    from restride.simulate.sensors import SensorSettings
    from restride.simulate.stander import simulate_stand, stander
    from restride.simulate.task_files import plate_text, stand_truth_of

    refuse_output(output, suffixes=(".csv",))
    settings = stander(Eyes(eyes), Surface(surface), seed=seed, duration_s=duration_s)
    with working("Simulating"):
        simulated = simulate_stand(
            settings,
            sensors=(SensorSettings(sampling_rate_hz=rate_hz),) if source == "sensor" else (),
            plate=PlateSettings(sampling_rate_hz=rate_hz),
        )
        if source == "sensor":
            write_back_sensor(output, simulated.recording)
        else:
            write_text(output, plate_text(simulated.recording.plates[0]))
            write_notes(output, notes_of(simulated.recording))
        write_truth(output, stand_truth_of(simulated))
    tell(f"{duration_s:g} s of standing, eyes {eyes}, {surface} ground", output)
