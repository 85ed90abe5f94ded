"""Whether an upload is a recording: told by its content, cheap looks first, then a reader apart.

Nothing is parsed in this process: lengths, counts and directories are looked at here, and a reader
runs in a process of its own, under limits that follow from what the file declares.
"""

import contextlib
import json
import os
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from restride.errors import FileNotUsable
from restride.recording.intake.child_process import Ending, run_child
from restride.recording.intake.confinement import Confinement
from restride.recording.intake.device_blocks import look_at_device
from restride.recording.intake.first_bytes import HEAD_BYTES, Family, family_of
from restride.recording.intake.limits import Declared, IntakeLimits, allowance_of
from restride.recording.intake.mat_elements import look_at_mat
from restride.recording.intake.names import NEUTRAL_NAME, UNNAMED, shown_name, with_shown_name
from restride.recording.intake.outcomes import (
    Cost,
    Examined,
    IntakeRefused,
    RefusalReason,
    trial_of,
)
from restride.recording.intake.parquet_footer import look_at_parquet
from restride.recording.intake.receiving import too_large
from restride.recording.intake.text_look import look_at_json, look_at_table
from restride.recording.intake.told_options import options_to_json
from restride.recording.intake.zip_directory import look_at_zip

if TYPE_CHECKING:
    from restride.recording.readers.options import ReadOptions

_WORK_PREFIX: Final = "examining-"
#: An array of keypoints is brought to double precision and cut: six times the file at the most.
_ARRAY_RATIO: Final = 6
#: No message of a reader is longer.
_LONGEST_TEXT_SIGNS: Final = 2000
#: As the process that reads names it in its folder.
_REQUEST_NAME: Final = "request.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Upload:
    """An open file in quarantine: what it is cannot change under us."""

    file: BinaryIO
    path: Path
    size_bytes: int
    shown_name: str


def examine(
    path: Path,
    *,
    declared_name: str = "",
    options: "ReadOptions | None" = None,
    limits: IntakeLimits | None = None,
) -> Examined | IntakeRefused:
    """Tell whether a file in quarantine is a recording that can be read, and what it holds.

    Parameters
    ----------
    path
        A regular file in the quarantine folder, as ``receive`` leaves it. It stays there.
    declared_name
        As the sender named it: shown, never used as a path.
    options
        What is said about the file.
    limits
        The house's own, if not given.

    Raises
    ------
    OSError
        Where the quarantine itself cannot be used: no hard links, no room for a small folder.
    FileNotUsable
        Where somebody exchanged the file in quarantine while it was looked at.
    """
    begin_s = time.monotonic()
    limits = limits or IntakeLimits()
    with _opened(path, shown_name(declared_name)) as upload:
        if isinstance(upload, IntakeRefused):
            return upload
        declared = _looked_at(upload, limits)
        if isinstance(declared, IntakeRefused):
            return replace(declared, cost=Cost(wall_s=time.monotonic() - begin_s))
        outcome = _read_apart(upload, declared=declared, options=options, limits=limits)
    return replace(outcome, cost=replace(outcome.cost, wall_s=time.monotonic() - begin_s))


def clear_leftovers(quarantine: Path, *, older_than_s: float) -> int:
    """Take away working folders that a server left which was killed while examining; count them."""
    oldest_s = time.time() - older_than_s
    left = [
        each
        for each in quarantine.glob(f"{_WORK_PREFIX}*")
        if each.is_dir() and not each.is_symlink() and each.stat().st_mtime < oldest_s
    ]
    for each in left:
        shutil.rmtree(each)
    return len(left)


@contextlib.contextmanager
def _opened(path: Path, name: str) -> Iterator[_Upload | IntakeRefused]:
    """Open a plain file of a plain folder; links are not followed, devices not opened."""
    with contextlib.ExitStack() as stack:
        try:
            folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            stack.callback(os.close, folder)
            file = _plain_file(path.name, folder)
        except (OSError, ValueError) as error:
            yield _no_file(getattr(error, "strerror", None) or str(error))
            return
        if file is None:
            yield _no_file("it is a folder, a link or a device")
            return
        stack.enter_context(file)
        size_bytes = os.fstat(file.fileno()).st_size
        yield _Upload(file=file, path=path, size_bytes=size_bytes, shown_name=name)


def _plain_file(name: str, folder: int) -> BinaryIO | None:
    """Open a file of an open folder; None where it is anything but a plain one."""
    if not stat.S_ISREG(os.lstat(name, dir_fd=folder).st_mode):
        return None
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    file = os.fdopen(os.open(name, flags, dir_fd=folder), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None


def _no_file(what: str) -> IntakeRefused:
    return IntakeRefused(
        reason=RefusalReason.NO_FILE,
        text=f"A file in quarantine is needed, and there is none under this name: {what}. Send the "
        "file again.",
    )


def _looked_at(upload: _Upload, limits: IntakeLimits) -> Declared | IntakeRefused:
    """Take all the looks that cost next to nothing."""
    if upload.size_bytes > limits.upload_most_bytes:
        return too_large(upload.size_bytes, limits)
    head = upload.file.read(HEAD_BYTES)
    if not head:
        return IntakeRefused(
            reason=RefusalReason.EMPTY,
            text=f"A recording is needed, and {upload.shown_name} is empty (0 bytes). Choose the "
            "file again.",
        )
    family = family_of(head)
    if isinstance(family, str):
        return IntakeRefused(
            reason=RefusalReason.NO_RECORDING,
            text=f"A recording of movement is needed, and {upload.shown_name} is {family}. Export "
            "the recording from the program of the sensor, plate or camera, for example as CSV.",
        )
    return _LOOKS[family](upload.file, size_bytes=upload.size_bytes, limits=limits)


def _look_at_array(
    _file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Allow what an array may take that is no longer than its file, which its reader holds."""
    if size_bytes * _ARRAY_RATIO > limits.memory_most_bytes:
        return too_large(size_bytes, replace(limits, upload_most_bytes=limits.memory_most_bytes))
    return Declared(work_bytes=size_bytes, part_bytes=0, whole_bytes=size_bytes * _ARRAY_RATIO)


_LOOKS: Final[dict[Family, Callable[..., Declared | IntakeRefused]]] = {
    Family.ZIP: look_at_zip,
    Family.PARQUET: look_at_parquet,
    Family.MATLAB: look_at_mat,
    Family.ARRAY: _look_at_array,
    Family.DEVICE: look_at_device,
    Family.TABLE: look_at_table,
    Family.JSON: look_at_json,
}


def _read_apart(
    upload: _Upload, *, declared: Declared, options: "ReadOptions | None", limits: IntakeLimits
) -> Examined | IntakeRefused:
    """Have a process of its own read the file."""
    allowance = allowance_of(declared, size_bytes=upload.size_bytes, limits=limits)
    confinement = Confinement(
        memory_first_bytes=allowance.memory_first_bytes,
        memory_most_bytes=allowance.memory_most_bytes,
        mapped_bytes=allowance.mapped_bytes,
        cpu_s=allowance.cpu_s,
    )
    with tempfile.TemporaryDirectory(prefix=_WORK_PREFIX, dir=upload.path.parent) as made:
        folder = Path(made).absolute()
        working = folder / "empty"
        working.mkdir(mode=0o700)
        _link(upload, folder / NEUTRAL_NAME)
        request = {
            "limits": asdict(confinement),
            "options": options_to_json(options),
            "parent_id": os.getpid(),
        }
        (folder / _REQUEST_NAME).write_text(json.dumps(request), encoding="utf-8")
        ending = run_child(
            folder,
            working=working,
            allowance=allowance,
            decoded_limit_bytes=min(limits.unpacked_most_bytes, limits.memory_most_bytes),
        )
    return _outcome(ending, upload)


def _link(upload: _Upload, neutral: Path) -> None:
    """Give the very file that was looked at a second name, where nothing lies beside it.

    Raises
    ------
    FileNotUsable
        Where another file stands under its name by now.
    """
    os.link(upload.path, neutral, follow_symlinks=False)
    if not os.path.samestat(neutral.lstat(), os.fstat(upload.file.fileno())):
        raise FileNotUsable(
            "The file that was looked at is needed, and another one took its place in quarantine. "
            "Keep others out of that folder."
        )


def _outcome(ending: Ending, upload: _Upload) -> Examined | IntakeRefused:
    """Take the answer of the reading process, which is trusted no more than the file."""
    answer = {"refused": None} if ending.answer is None else ending.answer
    if "refused" not in answer:
        try:
            return _examined(answer, ending=ending, upload=upload)
        except (KeyError, TypeError, ValueError):
            answer = {"refused": "reader-failed", "text": "its answer makes no sense"}
    reason = _reason(answer["refused"], ending)
    text = _text(reason, str(answer.get("text", ""))[:_LONGEST_TEXT_SIGNS], ending)
    return IntakeRefused(
        reason=reason, text=with_shown_name(text, upload.shown_name), cost=ending.cost
    )


def _examined(answer: dict[str, Any], *, ending: Ending, upload: _Upload) -> Examined:
    trials = [trial_of(each) for each in answer["trials"]]
    return Examined(
        shown_name=upload.shown_name,
        format=str(answer["format"]),
        size_bytes=upload.size_bytes,
        # A file may be named after a person: its name is not in what the recording holds.
        trials=tuple(replace(each, name=with_shown_name(each.name, UNNAMED)) for each in trials),
        cost=ending.cost,
    )


def _reason(said: object, ending: Ending) -> RefusalReason:
    """Name why, from what the process said or from how it ended."""
    if said in list(RefusalReason):
        return RefusalReason(str(said))
    if ending.ended_for == "time" or ending.exit_code in (-signal.SIGPROF, -signal.SIGXCPU):
        return RefusalReason.TOO_MUCH_TIME
    if ending.ended_for == "memory" or ending.exit_code == -signal.SIGKILL:
        return RefusalReason.TOO_MUCH_MEMORY
    return RefusalReason.READER_FAILED


def _text(reason: RefusalReason, said: str, ending: Ending) -> str:
    if reason is RefusalReason.TOO_MUCH_TIME:
        return (
            f"Reading {NEUTRAL_NAME} took {ending.cost.cpu_s:.1f} s of work, more than a recording "
            "of its size needs, and was stopped. Export the recording again, or in parts."
        )
    if reason is RefusalReason.TOO_MUCH_MEMORY:
        return (
            f"Reading {NEUTRAL_NAME} took more memory than a recording of its size needs, and was "
            "stopped. Export the recording again, or in parts."
        )
    if reason is RefusalReason.READER_FAILED:
        fault = said or f"exit code {ending.exit_code}"
        return (
            f"{NEUTRAL_NAME} could not be read: our reader failed ({fault}). Nothing is wrong on "
            "your side if other programs read it: tell the maintainers this line."
        )
    return said
