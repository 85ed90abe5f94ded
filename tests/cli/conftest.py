"""A simulated walk as files, and the program run inside the test."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from restride.cli.program import program
from restride.simulate import SensorSettings, Stand, WalkAhead, WalkerSettings, simulate_walk
from restride.simulate.files import sidecar_of, table_text
from restride.terms import Placement

WALK = (Stand(duration_s=3.0), WalkAhead(length_m=12.0), Stand(duration_s=3.0))


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def document(self):
        """Standard output as strict JSON."""
        return json.loads(self.stdout, parse_constant=pytest.fail)


@pytest.fixture
def run(monkeypatch):
    """Run the program with these words; what breaks it is raised."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*words):
        result = CliRunner().invoke(
            program, [str(word) for word in words], catch_exceptions=False, prog_name="restride"
        )
        return Ran(exit_code=result.exit_code, stdout=result.stdout, stderr=result.stderr)

    return command


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> dict[Placement, Path]:
    """One walk of twelve metres as three tables, with their sidecars."""
    folder = tmp_path_factory.mktemp("walk")
    sensors = tuple(
        SensorSettings(placement=place) for place in Placement if place is not Placement.UNKNOWN
    )
    simulated = simulate_walk(WalkerSettings(seed=4), plan=WALK, sensors=sensors)
    tables = {}
    for sensor in simulated.recording.sensors:
        table = folder / f"{sensor.placement}.csv"
        table.write_text(table_text(sensor), encoding="utf-8")
        sidecar = json.dumps(sidecar_of(simulated.recording, sensor))
        table.with_suffix(".json").write_text(sidecar, encoding="utf-8")
        tables[sensor.placement] = table
    return tables


@pytest.fixture(scope="session")
def back(files) -> Path:
    """The walk from the lower back."""
    return files[Placement.LOWER_BACK]


@pytest.fixture
def write_table(tmp_path):
    """Write rows of time, acceleration and angular velocity as a plain table."""

    def write(rows, *, name="walk.csv", header=None):
        path = tmp_path / name
        columns = header or "time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2,gyr_x_dps,gyr_y_dps,gyr_z_dps"
        lines = [",".join(map(str, row)) for row in np.asarray(rows, dtype=object).tolist()]
        path.write_text("\n".join([columns, *lines]) + "\n", encoding="utf-8")
        return path

    return write
