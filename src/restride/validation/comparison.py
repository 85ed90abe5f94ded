"""Compare what we find with all references of a directory, and put it into one table."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from restride.analysis.analysis import WalkAnalysis
from restride.analysis.walking import analyze_walk
from restride.errors import FileNotUsable, OptionError, RestrideError
from restride.recording.recording import Recording
from restride.terms import Placement, Side
from restride.validation.back_figures import BackTrial, back_figures
from restride.validation.disturbed_figures import RecordedTrial, gap_figures, worn_figures
from restride.validation.feet_figures import FeetTrial, feet_figures
from restride.validation.figures import MeasuredFigure
from restride.validation.folders import Comparable, find_comparables
from restride.validation.label_sides import side_patterns
from restride.validation.label_time import back_labels_hold_until, feet_labels_hold_until
from restride.validation.recordings import (
    found_borders_s,
    only,
    read_back_trial,
    read_feet_sample,
    read_uturn_walk,
    walk_figures,
)
from restride.validation.references.feet import read_feet_reference
from restride.validation.references.lower_back import read_back_reference
from restride.validation.references.uturn_walks import read_uturn_reference
from restride.validation.report import ValidationReport, make_rows
from restride.validation.rising_figures import find_repeated_trials, rising_figures
from restride.validation.standing_boundary import boundary_figures, find_boundary_paths
from restride.validation.standing_figures import find_standing_sets, standing_figures
from restride.validation.uturn_figures import UturnTrial, uturn_figures
from restride.validation.virtual_figures import VIRTUAL_FIGURES

#: Told how many recordings of how many are done.
Progress = Callable[[int, int], None]

_FEET: Final = (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)
_BACK: Final = (Placement.LOWER_BACK,)
_MISSING: Final = "no such recording in the directory"


def validate(
    directory: Path, *, progress: Progress | None = None, has_virtual: bool = True
) -> ValidationReport:
    """Analyse every recording that has a reference beside it, and compare.

    A recording that cannot be analysed counts as one in which nothing was found, and is named.

    Parameters
    ----------
    has_virtual
        Whether the virtual person is measured too, which takes ten seconds.

    Raises
    ------
    FileNotUsable
        When there is no such directory.
    OptionError
        When no recording in it has a reference.
    """
    if not directory.is_dir():
        raise FileNotUsable(
            f"A directory with recordings and their references is needed, and {directory} is none. "
            "Name the directory, such as ../shared/data."
        )
    there = find_comparables(directory)
    standing = find_standing_sets(directory)
    repeated = find_repeated_trials(directory)
    outlines = find_boundary_paths(directory)
    walked_count = len(there.back_trials) + len(there.uturn_walks) + len(there.feet_samples)
    virtual = VIRTUAL_FIGURES if has_virtual else ()
    count = walked_count + len(standing) + len(repeated) + len(outlines) + len(virtual)
    if not walked_count + len(standing) + len(repeated) + len(outlines):
        raise OptionError(
            f"Recordings with references are needed, and 0 were found below {directory}. "
            "docs/validation.md says which files belong together."
        )
    run = _Run(count=count, progress=progress)
    figures = (
        *_back(run, there.back_trials),
        *uturn_figures([_uturn_trial(run, each) for each in there.uturn_walks]),
        *feet_figures([_feet_trial(run, each) for each in there.feet_samples]),
        *(figure for each in standing for figure in run.told(standing_figures([each]))),
        *run.told(rising_figures(repeated), parts_count=len(repeated)),
        *run.told(boundary_figures(outlines), parts_count=len(outlines)),
        *(figure for figures in virtual for figure in run.told(tuple(figures()))),
    )
    return ValidationReport(
        directory=directory,
        rows=make_rows(figures, missing=_MISSING),
        left_out=(*there.left_out, *run.failures),
        measured_on=dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    """How far the work has come, and what went wrong on the way."""

    count: int
    progress: Progress | None
    done_count: int = 0
    failures: list[str] = field(default_factory=list)

    def analyze(self, recording: Recording) -> WalkAnalysis | None:
        """Analyse; what cannot be analysed is None, with the reason noted."""
        try:
            return analyze_walk(recording)
        except RestrideError as error:
            places = ", ".join(sensor.placement for sensor in recording.sensors)
            failure = f"{recording.name} ({places}), counted as nothing found: {error}"
            if failure not in self.failures:
                self.failures.append(failure)
            return None

    def told(
        self, figures: tuple[MeasuredFigure, ...], *, parts_count: int = 1
    ) -> tuple[MeasuredFigure, ...]:
        """Hand figures on, and tell that their parts are done."""
        for _ in range(parts_count):
            self.step()
        return figures

    def step(self) -> None:
        """One recording is done."""
        self.done_count += 1
        if self.progress is not None:
            self.progress(self.done_count, self.count)


def _back(run: _Run, trials: Sequence[Comparable]) -> tuple[MeasuredFigure, ...]:
    recorded = [_back_trial(run, each) for each in trials]
    return (
        *back_figures([each.trial for each in recorded]),
        *worn_figures(recorded, analyze=run.analyze),
        *gap_figures(recorded, analyze=run.analyze),
    )


def _back_trial(run: _Run, comparable: Comparable) -> RecordedTrial:
    reference = read_back_reference(comparable.reference)
    recording = read_back_trial(comparable, person=reference.person)
    found = walk_figures(run.analyze(recording))
    run.step()
    return RecordedTrial(trial=BackTrial(reference=reference, found=found), recording=recording)


def _uturn_trial(run: _Run, comparable: Comparable) -> UturnTrial:
    reference = read_uturn_reference(comparable.reference)
    recording = read_uturn_walk(comparable, person=reference.person)
    back, feet = only(recording, _BACK), only(recording, _FEET)
    back_until_s = back_labels_hold_until(recording, reference)
    feet_until_s = feet_labels_hold_until(recording, reference)
    until_s = min((each for each in (back_until_s, feet_until_s) if each is not None), default=None)
    trial = UturnTrial(
        reference=reference,
        back=walk_figures(run.analyze(back)).walk if back.sensors else None,
        feet=walk_figures(run.analyze(feet)).walk if feet.sensors else None,
        back_holds_until_s=back_until_s,
        feet_holds_until_s=feet_until_s,
        patterns=side_patterns(recording, reference, until_s=until_s),
    )
    run.step()
    return trial


def _feet_trial(run: _Run, comparable: Comparable) -> FeetTrial:
    name = comparable.reference.stem.removeprefix("mocap_")
    reference = read_feet_reference(comparable.reference.parent, name=name)
    recording = read_feet_sample(comparable)
    analysis = run.analyze(recording)
    none_s = {side: np.empty((0, 2)) for side in Side}
    borders_s = none_s if analysis is None else found_borders_s(recording)
    run.step()
    return FeetTrial(reference=reference, found=walk_figures(analysis).walk, borders_s=borders_s)
