"""``restride simulate walk``: a walk to and fro."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from restride.cli.progress import working
from restride.cli.simulate.outputs import refuse_output, write_notes, write_truth
from restride.cli.writing import write_text
from restride.errors import OptionError
from restride.terms import Placement

if TYPE_CHECKING:
    from restride.simulate.sensors import SensorSettings
    from restride.simulate.walk import SimulatedWalk

_WORN: Final = [place.value for place in Placement if place is not Placement.UNKNOWN]


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, readable=False),
    default=Path("walk.csv"),
    show_default=True,
    metavar="FILE.csv",
    help="Several sensors: one file each, such as walk-left-foot.csv.",
)
@click.option(
    "--placement",
    "placements",
    multiple=True,
    type=click.Choice(_WORN),
    default=[Placement.LOWER_BACK.value],
    show_default="lower-back",
    help="Where a sensor is worn; once for every sensor.",
)
@click.option("--speed-mps", type=float, default=1.25, show_default=True, metavar="MPS")
@click.option("--cadence-spm", type=float, default=110.0, show_default=True, metavar="SPM")
@click.option("--height-m", type=float, default=1.72, show_default=True, metavar="M")
@click.option(
    "--length-m",
    type=float,
    default=20.0,
    show_default=True,
    metavar="M",
    help="Length of the path, walked to and fro.",
)
@click.option(
    "--turns",
    "turns_count",
    type=int,
    default=1,
    show_default=True,
    metavar="COUNT",
    help="Half turns at the ends of the path.",
)
@click.option(
    "--asymmetry",
    "asymmetry_ratio",
    type=float,
    default=1.0,
    show_default=True,
    metavar="RATIO",
    help="Left step length over right.",
)
@click.option(
    "--variability",
    "variability_ratio",
    type=float,
    default=0.02,
    show_default=True,
    metavar="RATIO",
    help="Spread of stride time and length over their mean.",
)
@click.option("--rate-hz", type=float, default=100.0, show_default=True, metavar="HZ")
@click.option(
    "--tilt-deg",
    type=(float, float, float),
    default=(0.0, 0.0, 0.0),
    metavar="F L U",
    help="Turn the sensors about the body's forward, left and up axis.",
)
@click.option("--noise-mps2", type=float, default=0.02, show_default=True, metavar="MPS2")
@click.option(
    "--jitter",
    "jitter_share",
    type=float,
    default=0.0,
    show_default=True,
    metavar="SHARE",
    help="Spread of the time between samples, in parts of it.",
)
@click.option(
    "--gap-s",
    "gaps_s",
    type=(float, float),
    multiple=True,
    metavar="START END",
    help="A stretch without samples; repeat for several.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another walker of the kind.")
def walk(
    *, output: Path, placements: tuple[str, ...], length_m: float, turns_count: int, **style: Any
) -> None:
    """Simulate a walk to and fro.

    Beside FILE.csv stand FILE.json (place, person) and FILE.truth.json (every contact, stride and
    turn that truly happened).
    """
    from restride.simulate.plan import back_and_forth
    from restride.simulate.walk import simulate_walk
    from restride.simulate.walker import WalkerSettings

    _refuse_repeated(placements)
    refuse_output(output, suffixes=(".csv",))
    variability_ratio = style["variability_ratio"]
    walker = WalkerSettings(
        speed_mps=style["speed_mps"],
        cadence_spm=style["cadence_spm"],
        height_m=style["height_m"],
        step_length_asymmetry_ratio=style["asymmetry_ratio"],
        stride_time_variation_ratio=variability_ratio,
        stride_length_variation_ratio=variability_ratio,
        seed=style["seed"],
    )
    with working("Simulating"):
        simulated = simulate_walk(
            walker,
            plan=back_and_forth(length_m=length_m, turns_count=turns_count),
            sensors=tuple(_sensor(Placement(place), style) for place in placements),
        )
        written = _write(simulated, output=output)
    _tell(simulated, written)


def _sensor(placement: Placement, style: dict[str, Any]) -> "SensorSettings":
    from restride.simulate.sensors import SensorSettings

    return SensorSettings(
        placement=placement,
        sampling_rate_hz=style["rate_hz"],
        rotation_deg=style["tilt_deg"],
        acceleration_noise_mps2=style["noise_mps2"],
        jitter_share=style["jitter_share"],
        gaps_s=style["gaps_s"],
    )


def _write(simulated: "SimulatedWalk", *, output: Path) -> list[Path]:
    """Write a table and a sidecar for each sensor, and the truth once."""
    from restride.simulate.files import sidecar_of, table_text, truth_of

    recording, tables = simulated.recording, []
    for sensor in recording.sensors:
        is_only = len(recording.sensors) == 1
        table = output if is_only else output.with_stem(f"{output.stem}-{sensor.placement}")
        write_text(table, table_text(sensor))
        write_notes(table, sidecar_of(recording, sensor))
        tables.append(table)
    write_truth(output, truth_of(simulated))
    return tables


def _tell(simulated: "SimulatedWalk", tables: list[Path]) -> None:
    strides_count = sum(len(bout.strides) for bout in simulated.truth.bouts)
    click.echo(
        f"Simulated, nobody walked: {simulated.walked_length_m:.1f} m, {strides_count} strides, "
        f"{simulated.recording.duration_s:.1f} s."
    )
    click.echo(f"Analyse it with: restride analyze {' '.join(str(table) for table in tables)}")


def _refuse_repeated(placements: tuple[str, ...]) -> None:
    if len(set(placements)) < len(placements):
        raise OptionError(
            f"Each place can hold one sensor, and {', '.join(placements)} names one twice. "
            "Give every sensor its own place."
        )
