"""A backup while twenty recordings come in, restored on a new machine: every row and file equal.

``python benchmarks/reliability/live_backup.py`` has 20 senders; ``--times`` says how many.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final

from figures import row, run
from recorded_walks import a_patient, simulated_walk, take_in
from temporary_clinic import temporary_clinic

_RECORDINGS_EACH_COUNT: Final = 2
#: Restores in a process of its own, which knows nothing of the first clinic but keys and backup.
_RESTORE = """
import json, sys
from pathlib import Path
from restride.web.setting_up import bring_up_to_date, make_home, use_home
home = make_home(Path(sys.argv[1]), keyring=Path(sys.argv[3]))
use_home(home)
bring_up_to_date(tell=lambda _: None)
from restride.records.backup.restoring import restore
from restride.records.places import storage
manifest = restore(Path(sys.argv[2]))
from django.db import connection
from restride.records.trail_checks import verify_trail
for each in manifest.files:
    with storage().open(each.name) as file:
        while file.read(1_000_000):
            pass
print(json.dumps({"tables": {t.label: [t.rows_count, t.sha256] for t in manifest.tables},
                  "files": len(manifest.files), "trail": verify_trail(connection).is_whole}))
"""


def measure(times: int) -> list[dict[str, Any]]:
    """Send, back up in the middle, restore, and compare."""
    with temporary_clinic() as home, tempfile.TemporaryDirectory() as folder:
        from restride.records.backup.making import make_backup
        from restride.records.backup.manifest import read_manifest
        from restride.records.keys import current_keyring
        from restride.records.models import Recording

        actor, patient = a_patient()
        walk = simulated_walk(Path(folder), duration_s=30)
        senders = [
            threading.Thread(target=_send, args=(actor, patient, walk)) for _ in range(times)
        ]
        for each in senders:
            each.start()
        while Recording.objects.filter(state="captured").count() < times:
            time.sleep(0.05)
        backup = make_backup(Path(folder) / "backups")
        at_backup = read_manifest(backup, keyring=current_keyring())
        for each in senders:
            each.join()
        new = Path(folder) / "new"
        code = [sys.executable, "-c", _RESTORE, str(new), str(backup), str(home.keyring_path)]
        done = subprocess.run(code, capture_output=True, text=True, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else {}
        kept = {each.label: [each.rows_count, each.sha256] for each in at_backup.tables}
        in_backup = kept["records.Recording"][0]
        all_in_all = Recording.objects.count()
    is_equal = found.get("tables") == kept and found.get("trail") is True
    return [
        row(
            f"backup during {times} recordings, restored: row counts and hashes of "
            f"{len(kept)} tables, {found.get('files')} files opened, trail",
            got=f"{'equal' if is_equal else done.stderr[-300:]}; {in_backup} of {all_in_all} "
            "recordings had come when it was made",
            must="equal",
            is_reached=is_equal and in_backup > 0,
        )
    ]


def _send(actor: Any, patient: Any, walk: bytes) -> None:
    from django.db import connection

    try:
        for _ in range(_RECORDINGS_EACH_COUNT):
            take_in(actor, patient, walk)
    finally:
        connection.close()


if __name__ == "__main__":
    run(measure, times=20)
