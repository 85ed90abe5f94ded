"""A full disk: refused clearly, nothing marked complete, and it goes on once there is room.

``python benchmarks/reliability/disk_full.py`` fills a small disk of its own (a tmpfs; it needs to
run as root), for the database, an upload and the storage; ``--times`` says how often.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from figures import row, run

_SIZE: Final = "24m"
#: Fills the disk to a few pages, works, says what was refused, makes room, and works again.
_FILL: Final = """
import datetime, io, hashlib, os, sys
from pathlib import Path
sys.path.insert(0, os.environ["SCRIPTS"])
from restride.web.setting_up import bring_up_to_date, make_home, use_home
home = make_home(Path(sys.argv[1]) / "home")
use_home(home)
bring_up_to_date(tell=lambda _: None)
from restride.records.founding import found_clinic
found_clinic(name="Full", time_zone="UTC", administrator="ada@full.example")
from django.db import DatabaseError, connection
from recorded_walks import a_patient, simulated_walk, take_in
from restride.errors import RestrideError
from restride.records.actions.registering import Identity, register_patient
from restride.records.models import Patient, Recording
from restride.records.trail_checks import verify_trail
from restride.records.places import quarantine, storage
actor, patient = a_patient()
walk = simulated_walk(Path(sys.argv[2]), duration_s=60)
ballast = Path(sys.argv[1]) / "ballast"
with ballast.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(b"x" * 4096)
    except OSError:
        pass
refused = []
before = Patient.objects.count()
for number in range(40):
    try:
        register_patient(actor, Identity(record_number=f"F{number:04}", given_name="Fay",
            family_name="Full", birth_date=datetime.date(1950, 1, 1)), are_others_known=True)
    except (RestrideError, DatabaseError) as error:
        refused.append(type(error).__name__)
registered = Patient.objects.count() - before
try:
    take_in(actor, patient, walk)
    uploaded = "kept"
except (RestrideError, DatabaseError) as error:
    uploaded = type(error).__name__
complete = Recording.objects.filter(state="captured").count()
ballast.unlink()
register_patient(actor, Identity(record_number="G1", given_name="Gil", family_name="Gone",
    birth_date=datetime.date(1950, 1, 1)))
take_in(actor, patient, walk)
print(len(refused), registered + len(refused) == 40, uploaded, complete,
      Recording.objects.filter(state="captured").count(), verify_trail(connection).is_whole,
      len(list(storage().names())))
"""


def measure(times: int) -> list[dict[str, Any]]:
    """Fill, work, make room, work."""
    said = [_filled() for _ in range(times)]
    words = sorted({" ".join(each) for each in said})
    is_well = all(
        int(each[0]) > 0
        and each[1] == "True"
        and each[2] != "kept"
        and each[3:] == ["0", "1", "True", "1"]
        for each in said
    )
    return [
        row(
            f"disk full, {times} times: refusals, all accounted for, upload, complete while full, "
            "complete after room was made, trail whole, files",
            got="; ".join(words),
            must="refused, 0 complete, then 1, True",
            is_reached=is_well,
        )
    ]


def _filled() -> list[str]:
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as folder:
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", place]
        subprocess.run(mounted, check=True)
        try:
            done = subprocess.run(
                [sys.executable, "-c", _FILL, place, folder],
                env={**os.environ, "SCRIPTS": str(Path(__file__).parent)},
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            subprocess.run(["umount", place], check=True)
    return done.stdout.split() or ["0", done.stderr[-400:]]


if __name__ == "__main__":
    run(measure, times=5)
