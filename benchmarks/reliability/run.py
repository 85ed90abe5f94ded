"""Everything that is measured about losing nothing, in one go: prints the tables and writes them.

``make reliability`` takes about an hour on two cores. ``--only NAME`` runs one script, ``--share
0.1`` a tenth of its times. The database is SQLite; those that name it run again on PostgreSQL where
``RESTRIDE_TEST_DATABASE`` names one.
"""

import argparse
import importlib
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from figures import table

from restride.validation import write_section

_PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One script, and how often it does what it does."""

    name: str
    title: str
    times: int
    #: Whether it says something else on PostgreSQL.
    on_both: bool = False


SCRIPTS: Final = (
    Script(name="log_kill", title="Kill -9 during a recording", times=200),
    Script(name="log_damage", title="Damage to a recording log", times=10_000),
    Script(name="socket_kill", title="Kill -9 of the server during a recording", times=200),
    Script(name="worker_kill", title="Kill -9 of workers", times=60, on_both=True),
    Script(name="database_kill", title="Kill -9 of a writer", times=500, on_both=True),
    Script(name="database_writers", title="Sixteen writers", times=60, on_both=True),
    Script(name="disk_full", title="A full disk", times=5),
    Script(name="live_backup", title="A backup while recordings come in", times=20, on_both=True),
    Script(name="upload_bombs", title="Upload bombs", times=1),
    Script(name="planted", title="Planted identifiers", times=200),
    Script(name="audit_chain", title="The audit trail", times=1),
    Script(name="sign_in", title="Signing in", times=40),
    Script(name="api_fuzz", title="The API, asked everything", times=100),
    Script(name="scale", title="A large clinic", times=10, on_both=True),
    Script(name="upload_speed", title="From upload to result", times=7),
)


def main() -> int:
    """Run the scripts, write the page, and count what was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=[each.name for each in SCRIPTS], action="append")
    parser.add_argument("--share", type=float, default=1.0)
    asked = parser.parse_args()
    missed = 0
    for script in SCRIPTS:
        if asked.only and script.name not in asked.only:
            continue
        rows = _rows(script, times=max(1, round(script.times * asked.share)))
        missed += sum(not each["is_reached"] for each in rows)
        text = f"### {script.title}\n\n`benchmarks/reliability/{script.name}.py`\n\n{table(rows)}"
        print(text, flush=True)
        if asked.share >= 1:
            write_section(_PAGE, name=script.name, text=text)
    return 1 if missed else 0


def _rows(script: Script, *, times: int) -> list[dict[str, Any]]:
    """Measure in a process of its own: each script starts Django on a clinic of its own."""
    rows = _measured(script.name, times=times, database=None)
    database = os.environ.get("RESTRIDE_TEST_DATABASE")
    if script.on_both and database is not None:
        rows += _measured(script.name, times=times, database=database)
    return rows


def _measured(name: str, *, times: int, database: str | None) -> list[dict[str, Any]]:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as apart:
        return apart.submit(_measure, name, times, database).result()


def _measure(name: str, times: int, database: str | None) -> list[dict[str, Any]]:
    """Run one script; in the process that is made for it."""
    if database is None:
        os.environ.pop("RESTRIDE_TEST_DATABASE", None)
    sys.path.insert(0, str(Path(__file__).parent))
    rows: list[dict[str, Any]] = importlib.import_module(name).measure(times)
    return rows


if __name__ == "__main__":
    sys.exit(main())
