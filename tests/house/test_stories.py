"""What the README and the examples show is run, in the order in which they show it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PROGRAM = str(Path(sys.executable).parent / "restride")


def _blocks(language: str) -> list[str]:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def _run(command: list[str], *, folder: Path) -> str:
    here = {**os.environ, "RESTRIDE_HOME": str(folder / "clinic")}
    done = subprocess.run(
        command, cwd=folder, env=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_readme_runs_from_the_top_to_the_end(tmp_path):
    lines = [line for block in _blocks("sh") for line in block.splitlines()]
    # What serves until it is stopped is tried in tests/clinic/cli.
    commands = [
        shlex.split(line)
        for line in lines
        if line.startswith("restride ") and not line.endswith(" serve")
    ]
    (tmp_path / "examples").symlink_to(PROJECT / "examples")
    for words in commands:
        _run([PROGRAM, *words[1:]], folder=tmp_path)
    printed = [_run([sys.executable, "-c", block], folder=tmp_path) for block in _blocks("python")]

    assert len(commands) >= 3
    assert (tmp_path / "report.html").stat().st_size > 10_000
    assert "Walking speed" in printed[0]


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "examples").glob("*.py")), ids=lambda path: path.stem
)
def test_an_example_runs(path, tmp_path):
    assert _run([sys.executable, "-W", "error", str(path)], folder=tmp_path)
