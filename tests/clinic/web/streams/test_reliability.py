"""The server is killed while a device sends; ``benchmarks/reliability`` does it 200 times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RELIABILITY = Path(__file__).parents[4] / "benchmarks/reliability"
#: A busy machine is slow, and loses nothing.
TIMES = ("longest time", "longest from start")


@pytest.mark.slow
def test_what_was_acknowledged_outlives_the_server(tmp_path):
    measured = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, socket_kill; print(json.dumps(socket_kill.measure(3)))",
        ],
        cwd=RELIABILITY,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(RELIABILITY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )

    assert measured.returncode == 0, measured.stderr
    rows = json.loads(measured.stdout.splitlines()[-1])
    counted = [row for row in rows if not row["what"].startswith(TIMES)]
    assert len(counted) == 4
    assert [row for row in counted if not row["is_reached"]] == []
