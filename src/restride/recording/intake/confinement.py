"""What the reading process takes from itself before it opens anything: room, time, files, forks."""

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from math import ceil
from typing import Final

from restride.errors import FileNotUsable

#: Of <sys/prctl.h>.
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
#: Libraries are mapped, and mapped is not resident: scipy and Arrow with their code take so much.
_LIBRARIES_BYTES: Final = 512 * 2**20
#: Python, its libraries, the file, and the pipe back.
_OPEN_FILES_COUNT: Final = 64
#: The clock of work stops the process; this one, in whole seconds, stands behind it.
_SPARE_CPU_S: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """The limits of one reading process."""

    memory_first_bytes: int
    memory_most_bytes: int
    mapped_bytes: int
    cpu_s: float


def confine(limits: Confinement, *, parent_id: int) -> None:
    """Give up for good what reading a file does not need, and die with the parent.

    Raises
    ------
    FileNotUsable
        Where the system sets no such limits: nothing is read without.
    """
    most_bytes = limits.memory_most_bytes
    mapped_bytes = most_bytes + limits.mapped_bytes + _LIBRARIES_BYTES
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES_COUNT, _OPEN_FILES_COUNT))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_first_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_AS, (mapped_bytes, mapped_bytes))
    cpu_s = ceil(limits.cpu_s) + _SPARE_CPU_S
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    _die_with_parent(parent_id)


def begin_work(limits: Confinement) -> None:
    """Start the clock of work, now that everything is imported: the process ends when it rings."""
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_s)


def read_whole(limits: Confinement) -> None:
    """Take the memory that a format needs which cannot be read in parts."""
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_most_bytes, limits.memory_most_bytes))


def _die_with_parent(parent_id: int) -> None:
    control = getattr(ctypes.CDLL(None), "prctl", None)
    for request, value in ((_PR_SET_PDEATHSIG, signal.SIGKILL), (_PR_SET_NO_NEW_PRIVS, 1)):
        if control is None or control(request, int(value), 0, 0, 0) != 0:
            raise FileNotUsable(
                "Uploads are read under limits that need Linux, and this system does not set them. "
                "Run the server on Linux."
            )
    if os.getppid() != parent_id:
        # It died before this one was told to follow.
        os.kill(os.getpid(), signal.SIGKILL)
