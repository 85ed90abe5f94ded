"""What there is to be done in the background: one line a kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from restride.records.jobs.queue import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """Three steps: read from the record, compute apart from it, write to the record once."""

    #: Reads what is needed into the folder and gives plain values; None where nothing is left
    #: to be done. In the worker.
    prepare: Callable[[Lease, Path], dict[str, Any] | None]
    #: Pure: plain values to plain values, with no database. In a process of its own.
    compute: Callable[[dict[str, Any]], dict[str, Any]]
    #: Writes what came of it, inside the transaction that finishes the job. In the worker.
    store: Callable[[Lease, dict[str, Any]], None]
    #: Writes that the job has failed for good, and why.
    give_up: Callable[[Lease, str], None]


JobKinds = Mapping[str, JobKind]
