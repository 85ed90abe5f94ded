"""Whether everything that must always hold does: one line a check, each with what to do."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q

from restride.errors import RestrideError
from restride.records import clock
from restride.records.backup.making import backups_folder, latest_backup
from restride.records.models import AuditEvent, Job, Recording, Upload
from restride.records.places import incoming, quarantine, storage
from restride.records.trail_checks import verify_trail
from restride.records.trail_heads import verify_heads
from restride.visit.states import RecordingState, RunState, UploadState

#: With less room than this nothing more should be begun.
_LEAST_FREE_BYTES: Final = 1_000_000_000
_OLDEST_BACKUP: Final = timedelta(hours=36)
#: A job that is due for so long waits for workers that are not there.
_LONGEST_WAIT: Final = timedelta(minutes=30)
#: Clocks that were set by hand differ by minutes; a trail from the future means more.
_CLOCK_ROOM: Final = timedelta(minutes=5)
#: Nothing was recorded with this before it was written.
_FIRST_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_MOST_NAMED_COUNT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was looked at."""

    name: str
    is_well: bool
    #: What was found; where something is wrong, what to do.
    words: str


def examine_clinic() -> tuple[Checked, ...]:
    """Look at everything that must always hold; a check that cannot be made is not well."""
    return tuple(_checked(name, look) for name, look in _LOOKS.items())


def _checked(name: str, look: Callable[[], Iterator[str]]) -> Checked:
    try:
        wrong = list(look())
    except (RestrideError, OSError) as error:
        wrong = [f"it could not be looked at: {error}"]
    shown = "; ".join(wrong[:_MOST_NAMED_COUNT])
    more = len(wrong) - _MOST_NAMED_COUNT
    words = shown + (f"; and {more} more" if more > 0 else "")
    return Checked(name=name, is_well=not wrong, words=words or "as it should be")


def _integrity() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        (answer,) = cursor.fetchone()
        if answer != "ok":
            yield f"SQLite says: {answer}. Restore the newest backup"
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, *_ in cursor.fetchmany(_MOST_NAMED_COUNT):
            yield f"row {row} of {table} names a row that is not there. Restore the newest backup"


def _trail() -> Iterator[str]:
    found = verify_trail(connection)
    if found.first_broken is not None:
        yield found.first_broken.words + " Compare with a backup, and find out who had access"


def _heads() -> Iterator[str]:
    yield from verify_heads(settings.RESTRIDE_HOME.heads_path).wrong


def _recordings() -> Iterator[str]:
    captured = Recording.objects.filter(state=RecordingState.CAPTURED)
    for each in captured.filter(Q(sha256="") | Q(stored_name="")).values_list("pk", flat=True):
        yield f"recording {each} is captured and has no hash or file. Restore it from a backup"
    there = set(storage().names())
    named = set(captured.values_list("stored_name", flat=True)) - {""}
    for name in sorted(named - there):
        yield f"{name} is not in the storage. Restore it from a backup"
    for name in sorted(there - set(Recording.objects.values_list("stored_name", flat=True))):
        yield f"{name} belongs to no recording. Remove it: restride clinic nightly"


def _on_their_way() -> Iterator[str]:
    waiting = set(
        Upload.objects.filter(state=UploadState.OPEN).values_list("quarantine_name", flat=True)
    )
    for path in quarantine().glob("upload-*"):
        if path.name not in waiting:
            yield f"{path.name} is left in quarantine. Remove it: restride clinic nightly"
    receiving = Recording.objects.filter(state=RecordingState.RECEIVING)
    known = {str(each) for each in receiving.values_list("pk", flat=True)}
    for path in incoming().glob("*.log"):
        if path.stem not in known:
            yield f"{path.name} is of no recording that is coming in. Keep it aside and look at it"


def _clock() -> Iterator[str]:
    now = datetime.now(UTC)
    if now < _FIRST_DAY:
        yield f"it is {now:%Y-%m-%d} on this machine. Set its clock"
    last = AuditEvent.objects.aggregate(last=Max("happened_at"))["last"]
    if last is not None and last > now + _CLOCK_ROOM:
        yield (
            f"the trail goes on to {last:%Y-%m-%d %H:%M}, and it is {now:%Y-%m-%d %H:%M} here. "
            "Set the clock of the machine"
        )


def _room() -> Iterator[str]:
    free_bytes = shutil.disk_usage(settings.RESTRIDE_HOME.path).free
    if free_bytes < _LEAST_FREE_BYTES:
        yield (
            f"{free_bytes / 1e9:.1f} GB are free, and {_LEAST_FREE_BYTES / 1e9:g} GB are needed. "
            "Make room"
        )


def _privacy() -> Iterator[str]:
    home: Path = settings.RESTRIDE_HOME.path
    if home.stat().st_mode & 0o077:
        yield f"others may look into {home}. Close it: chmod 700 {home}"


def _backup() -> Iterator[str]:
    latest = latest_backup(backups_folder())
    if latest is None:
        yield "there is none. Make one: restride clinic backup"
        return
    made_at = datetime.strptime(latest.name, "%Y-%m-%dT%H-%M-%S").replace(tzinfo=UTC)
    age = clock.now() - made_at
    if age > _OLDEST_BACKUP:
        yield f"the newest is {age.total_seconds() / 3600:.0f} hours old. See why none was made"


def _jobs() -> Iterator[str]:
    due_since = clock.now() - _LONGEST_WAIT
    waiting = Job.objects.filter(state=RunState.QUEUED, run_after__lt=due_since).count()
    if waiting:
        yield f"{waiting} wait for more than half an hour. See that a worker runs"


#: By name: what is looked at.
_LOOKS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "database": _integrity,
    "audit trail": _trail,
    "signed heads": _heads,
    "recordings and their files": _recordings,
    "what is on its way in": _on_their_way,
    "clock": _clock,
    "room on the disk": _room,
    "folder closed to others": _privacy,
    "backup": _backup,
    "jobs": _jobs,
}
