"""Quiet standing against the values the authors of public recordings published.

``expected_metrics.csv`` (``Trial, COParea, COPvelo, COPmfreq``: cm2, cm/s, Hz) lies beside the
recordings named after their trial, or beside ``cop_subjects_*.npz`` with the paths of many;
``expected_sample_entropy.csv`` holds the integer counts of matches.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from restride.analysis.analyze import analyze
from restride.arrays import FloatArray
from restride.balance.entropy_numbers import sway_matches
from restride.balance.measures import sway_measures
from restride.recording.readers import read_recordings
from restride.terms import Task
from restride.validation.figures import MeasuredFigure

#: Columns of the authors, the measure that is the same, and how many of its units go into theirs.
_AUTHORS: Final = {
    "COParea": ("sway_area_mm2", 100.0),
    "COPvelo": ("mean_velocity_mmps", 10.0),
    "COPmfreq": ("mean_frequency_hz", 1.0),
}
#: Shown as multiples of this, a part of the value.
_SHOWN_SHARE: Final = 1e-9
#: The public paths: millionths of a centimetre, as differences.
_MM_PER_STEP: Final = 1e-5
_PATH_RATE_HZ: Final = 100.0
#: Every fourth sample of 100 Hz.
_THINNED: Final = {"100Hz": 1, "25Hz": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSet:
    """A folder with recordings of standing and what their authors measured."""

    folder: Path

    @property
    def name(self) -> str:
        """What the trials begin with, in small letters: ``bds`` or ``pds``."""
        first = next(iter(self.expected("expected_metrics.csv")), "")
        return first[:3].lower()

    def expected(self, file_name: str) -> dict[str, dict[str, str]]:
        """Read the rows of a table by trial."""
        with (self.folder / file_name).open(encoding="utf-8", newline="") as file:
            return {row["Trial"]: row for row in csv.DictReader(file)}


def find_standing_sets(directory: Path) -> tuple[StandingSet, ...]:
    """Look for folders with published values of standing."""
    found = []
    for table in sorted(directory.rglob("expected_metrics.csv")):
        with table.open(encoding="utf-8") as file:
            head = file.readline()
        if all(column in head for column in ("Trial", *_AUTHORS)):
            found.append(StandingSet(folder=table.parent))
    return tuple(found)


def standing_figures(sets: Sequence[StandingSet]) -> tuple[MeasuredFigure, ...]:
    """Compare every trial that is there with the values of its authors."""
    return tuple(figure for each in sets for figure in _figures(each))


def _figures(standing: StandingSet) -> Iterator[MeasuredFigure]:
    expected = standing.expected("expected_metrics.csv")
    for kind, trials in (("files", _from_files), ("paths", _from_paths)):
        off = [
            _largest_off(values, expected[name])
            for name, values in trials(standing.folder, expected)
        ]
        if off:
            yield MeasuredFigure(
                key=f"standing_{standing.name}_{kind}",
                value=max(off) / _SHOWN_SHARE,
                note=f"{len(off)} trials, the largest difference",
            )
    if (standing.folder / "expected_sample_entropy.csv").is_file():
        yield from _entropy(standing)


def _largest_off(values: Mapping[str, float], row: Mapping[str, str]) -> float:
    return max(
        abs(values[key] / scale / float(row[column]) - 1.0)
        for column, (key, scale) in _AUTHORS.items()
    )


def _from_files(
    folder: Path, expected: Mapping[str, object]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Measure the raw files, whole way: reader, checks, task."""
    for path in sorted(folder.glob("*.txt")):
        name = path.stem.removesuffix("grf")
        if name in expected:
            (recording,) = read_recordings(path)
            analysis = analyze(recording, task=Task.QUIET_STANDING)
            yield name, _values(analysis.measures)


def _from_paths(
    folder: Path, expected: Mapping[str, object]
) -> Iterator[tuple[str, dict[str, float]]]:
    for name, path_mm in _paths(folder):
        if name in expected:
            yield name, _values(sway_measures(path_mm, sampling_rate_hz=_PATH_RATE_HZ))


def _values(measures: Sequence[object]) -> dict[str, float]:
    return {
        each.definition.key: each.value  # type: ignore[attr-defined]
        for each in measures
        if each.value is not None and each.side is None  # type: ignore[attr-defined]
    }


def _paths(folder: Path) -> Iterator[tuple[str, FloatArray]]:
    """Yield the paths of an archive in millimetres, forward and right."""
    for archive in sorted(folder.glob("cop_subjects_*.npz")):
        with np.load(archive) as arrays:
            steps = arrays["cop_ap_ml_1e6cm"]
            for name, path in zip(arrays["trial"].tolist(), steps, strict=True):
                yield name, np.cumsum(path.astype(np.int64), axis=0) * _MM_PER_STEP


def _entropy(standing: StandingSet) -> Iterator[MeasuredFigure]:
    expected = standing.expected("expected_sample_entropy.csv")
    off_count, compared_count = 0, 0
    for name, path_mm in _paths(standing.folder):
        row = expected.get(name)
        if row is None:
            continue
        for direction, signal in zip(("AP", "ML"), path_mm.T, strict=True):
            for rate, factor in _THINNED.items():
                found = sway_matches(np.ascontiguousarray(signal[::factor]))
                pairs = (("A", found.long_count), ("B", found.short_count))
                for column, count in pairs:
                    compared_count += 1
                    off_count += count != int(row[f"{column}_{direction}_{rate}"])
    if compared_count:
        yield MeasuredFigure(
            key="standing_entropy_counts",
            value=float(off_count),
            note=f"{compared_count} counts of {len(expected)} trials",
        )
