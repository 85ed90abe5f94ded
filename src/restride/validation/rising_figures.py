"""Rises and squats of a real person, counted from markers, joint angles and plates.

``expected_repetitions.json`` (``{"STS1": {"reps": 5, "R_share_of_vGRF": 0.5}, ...}``) lies above
``IK/*_ik.mot``, ``MarkerData/*.trc`` and ``ID/*_grf.mot``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from restride.analysis.analysis import Analysis
from restride.analysis.analyze import analyze
from restride.errors import RestrideError
from restride.recording.readers import read_recordings
from restride.terms import Side, Task
from restride.validation.figures import MeasuredFigure

_FILES: Final = ("IK/{}_ik.mot", "MarkerData/{}.trc", "ID/{}_grf.mot")
#: Plates show the rises of a chair by the weight that leaves it; a squat leaves none.
_COUNTED: Final = {
    "STS": (Task.SIT_TO_STAND, "rises_count", "rising_counts"),
    "squats": (Task.REPETITIONS, "repetitions_count", "squat_counts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedTrial:
    """One trial that was recorded in several ways, and how often the person moved."""

    name: str
    paths: tuple[Path, ...]
    expected: Mapping[str, Any]


def find_repeated_trials(directory: Path) -> tuple[RepeatedTrial, ...]:
    """Look for trials with a counted number of repetitions."""
    found = []
    for table in sorted(directory.rglob("expected_repetitions.json")):
        content = json.loads(table.read_text(encoding="utf-8"))
        for name, expected in content.items():
            if isinstance(expected, dict) and "reps" in expected:
                every = [table.parent / pattern.format(name) for pattern in _FILES]
                paths = tuple(path for path in every if path.is_file())
                found.append(RepeatedTrial(name=name, paths=paths, expected=expected))
    return tuple(found)


def rising_figures(trials: Sequence[RepeatedTrial]) -> tuple[MeasuredFigure, ...]:
    """Compare counts and load shares with what was counted by hand and weighed by plates."""
    off: dict[str, list[float]] = {}
    shares: list[float] = []
    for trial in trials:
        for stem, (task, measure, key) in _COUNTED.items():
            if trial.name.startswith(stem):
                for values in _measured(trial, task):
                    count = values.get((measure, None), 0.0)
                    off.setdefault(key, []).append(abs(count - float(trial.expected["reps"])))
                    share = values.get(("load_share", Side.RIGHT))
                    if share is not None:
                        shares.append(abs(share - float(trial.expected["R_share_of_vGRF"])))
    figures = [
        MeasuredFigure(key=key, value=sum(each), note=f"{len(each)} recordings, summed")
        for key, each in off.items()
    ]
    if shares:
        figures.append(
            MeasuredFigure(
                key="load_share", value=max(shares), note=f"{len(shares)} recordings, the largest"
            )
        )
    return tuple(figures)


def _measured(trial: RepeatedTrial, task: Task) -> Iterator[dict[tuple[str, Side | None], float]]:
    for path in trial.paths:
        try:
            analysis: Analysis | None = analyze(read_recordings(path)[0], task=task)
        except RestrideError:
            # Nothing found counts as nothing counted.
            analysis = None
        yield {
            (each.definition.key, each.side): each.value
            for each in (() if analysis is None else analysis.measures)
            if each.value is not None
        }
