"""What there is to validate in a directory: recordings with a reference beside them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from restride.validation.references.lower_back import read_back_reference
from restride.validation.references.uturn_walks import is_uturn_reference

#: A file of references is small; a larger JSON file is something else and is not opened.
_LARGEST_REFERENCE_BYTES: Final = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A recording and the reference to hold it against."""

    recording: Path
    reference: Path
    #: Of a recording with several trials, the one that is meant.
    trial: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparables:
    """All recordings of a directory that have a reference."""

    back_trials: tuple[Comparable, ...]
    uturn_walks: tuple[Comparable, ...]
    #: The recording is a sample of two feet; the reference is its file of markers.
    feet_samples: tuple[Comparable, ...]
    left_out: tuple[str, ...]


def find_comparables(directory: Path) -> Comparables:
    """Look through a directory and everything below it."""
    references = sorted(directory.rglob("reference_*.json"))
    back_trials = {path: _back_trial(path) for path in references}
    return Comparables(
        back_trials=tuple(each for each in back_trials.values() if each is not None),
        uturn_walks=tuple(_uturn_walks(directory)),
        feet_samples=tuple(_feet_samples(directory)),
        left_out=tuple(
            f"{path}: there is neither the trial's CSV nor a data.mat beside it"
            for path, trial in back_trials.items()
            if trial is None
        ),
    )


def _back_trial(reference: Path) -> Comparable | None:
    trial = read_back_reference(reference).trial
    table = reference.with_name(f"{'_'.join(trial)}.csv")
    matlab = reference.with_name("data.mat")
    if table.exists():
        return Comparable(recording=table, reference=reference)
    if matlab.exists():
        return Comparable(recording=matlab, reference=reference, trial="/".join(trial))
    return None


def _uturn_walks(directory: Path) -> list[Comparable]:
    found = []
    for recording in sorted(directory.rglob("*.npz")):
        reference = recording.with_suffix(".json")
        if not reference.exists() or reference.stat().st_size > _LARGEST_REFERENCE_BYTES:
            continue
        if is_uturn_reference(json.loads(reference.read_text(encoding="utf-8"))):
            found.append(Comparable(recording=recording, reference=reference))
    return found


def _feet_samples(directory: Path) -> list[Comparable]:
    found = []
    for markers in sorted(directory.rglob("mocap_*.csv")):
        name = markers.stem.removeprefix("mocap_")
        strides = (f"stride_events_{name}.csv", f"stride_borders_{name}.csv")
        has_strides = all(markers.with_name(each).exists() for each in strides)
        recordings = (f"imu_{name}.csv", f"imu_{name}_not_rotated.csv")
        found += [
            Comparable(recording=path, reference=markers)
            for path in map(markers.with_name, recordings)
            if path.exists() and has_strides
        ]
    return found
