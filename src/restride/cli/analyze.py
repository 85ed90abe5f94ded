"""``restride analyze``: recordings in, measures out as tables, JSON and report."""

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from restride.cli.failures import PARTLY_DONE, UnusableInput
from restride.cli.options import ReadingRequest, person_options, reading_options
from restride.cli.progress import working
from restride.cli.writing import refuse_unwritable, write_text, write_whole
from restride.errors import RestrideError
from restride.gait.calibration import StrideLengthCalibration
from restride.person import Person

if TYPE_CHECKING:
    from restride.analysis.analysis import Analysis
    from restride.analysis.settings import AnalysisSettings
    from restride.recording.recording import Recording

_STDOUT = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Where the results go."""

    json_path: Path | None
    report_path: Path | None

    @property
    def is_piped(self) -> bool:
        """Whether standard output belongs to the JSON alone."""
        return self.json_path == _STDOUT

    def refuse_unwritable(self, inputs: tuple[Path, ...]) -> None:
        """Refuse what cannot be written before anything is computed."""
        for path in (self.json_path, self.report_path):
            if path is not None and path != _STDOUT:
                refuse_unwritable(path, inputs=inputs)
        if self.report_path is not None:
            from restride.report import require_report_packages

            require_report_packages()


@dataclass(slots=True, kw_only=True)
class _Outcome:
    """What came of each trial."""

    trials: "tuple[Recording, ...]"
    analyses: "dict[str, Analysis]" = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        """Whether the file holds, or ``--trial`` picked, one recording."""
        return len(self.trials) == 1


@click.command()
@reading_options
@person_options
@click.option(
    "--known-distance-m",
    type=float,
    metavar="M",
    help="The recording is one walk of this length: make the personal stride-length factor.",
)
@click.option(
    "--stride-length-factor",
    type=float,
    metavar="FACTOR",
    help="Personal factor from an earlier --known-distance-m.",
)
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write everything as JSON; - for standard output.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="Write the report; with several trials, one file each.",
)
def analyze(
    *,
    request: ReadingRequest,
    person: Person,
    known_distance_m: float | None,
    stride_length_factor: float | None,
    json_path: Path | None,
    report_path: Path | None,
) -> None:
    """Measure the walking in a recording.

    Several files go together as one recording; a file with several trials is analysed trial by
    trial.
    """
    from restride.analysis.settings import AnalysisSettings

    factor = stride_length_factor
    settings = AnalysisSettings(
        calibration=None if factor is None else StrideLengthCalibration(factor_ratio=factor),
        known_distance_m=known_distance_m,
    )
    wanted = _Wanted(json_path=json_path, report_path=report_path)
    wanted.refuse_unwritable(request.files)
    outcome = _analyze_all(_read(request, person), settings=settings)
    _write(outcome, wanted=wanted)
    _tell_failures(outcome)


def _read(request: ReadingRequest, person: Person) -> "tuple[Recording, ...]":
    from restride.analysis.opening import read_trials
    from restride.analysis.places import with_assumed_place

    with working("Reading"):
        trials = read_trials(
            request.files,
            options=request.options(person=person),
            format_name=request.format_name,
        )
    return tuple(with_assumed_place(trial) for trial in trials)


def _analyze_all(trials: "tuple[Recording, ...]", *, settings: "AnalysisSettings") -> _Outcome:
    """Analyse trial by trial; one that fails does not keep the others back."""
    from restride.analysis.analyze import analyze as analyze_recording

    outcome = _Outcome(trials=trials)
    with working("Analysing", total=len(trials)) as advance:
        for trial in trials:
            try:
                outcome.analyses[trial.name] = analyze_recording(trial, settings=settings)
            except RestrideError as error:
                outcome.failures[trial.name] = str(error)
            advance(1)
    if not outcome.analyses:
        raise UnusableInput(_listed(outcome))
    return outcome


def _write(outcome: _Outcome, *, wanted: _Wanted) -> None:
    """Write the files before the tables: whoever pipes the tables into a pager still gets them."""
    written = [*_write_json(outcome, wanted=wanted), *_write_reports(outcome, wanted=wanted)]
    if not wanted.is_piped:
        _show_tables(outcome)
    for line in written:
        click.echo(line, err=wanted.is_piped)


def _show_tables(outcome: _Outcome) -> None:
    from restride.cli.tables import show_analysis

    for analysis in outcome.analyses.values():
        show_analysis(analysis)


def _write_json(outcome: _Outcome, *, wanted: _Wanted) -> list[str]:
    if wanted.json_path is None:
        return []
    text = _json(outcome)
    if wanted.is_piped:
        click.echo(text, nl=False)
        return []
    write_text(wanted.json_path, text)
    return [f"JSON: {wanted.json_path}"]


def _json(outcome: _Outcome) -> str:
    from restride.analysis.to_json import json_text, trials_to_json

    if not outcome.is_single:
        return json_text(trials_to_json(outcome.analyses, failures=outcome.failures))
    (analysis,) = outcome.analyses.values()
    return json_text(analysis.to_json())


def _write_reports(outcome: _Outcome, *, wanted: _Wanted) -> list[str]:
    if wanted.report_path is None:
        return []
    from restride.report import write_report

    written, path = [], wanted.report_path
    analysed = [trial for trial in outcome.trials if trial.name in outcome.analyses]
    with working("Writing the report", total=len(analysed)) as advance:
        for trial in analysed:
            stem = path.stem if outcome.is_single else f"{path.stem}-{_as_file(trial.name)}"
            place = path.with_stem(stem)
            write_whole(place, partial(write_report, outcome.analyses[trial.name], trial))
            written.append(f"Report: {place}")
            advance(1)
    return written


def _as_file(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "trial"


def _tell_failures(outcome: _Outcome) -> None:
    if not outcome.failures:
        return
    click.echo(f"Error: {_listed(outcome)}", err=True)
    raise click.exceptions.Exit(PARTLY_DONE)


def _listed(outcome: _Outcome) -> str:
    """Say what failed: the reason alone, or one line a trial."""
    if outcome.is_single:
        return next(iter(outcome.failures.values()))
    lines = [f"{name}: {reason}" for name, reason in outcome.failures.items()]
    head = f"{len(lines)} of {len(outcome.trials)} trials could not be analysed."
    return "\n".join([head, *lines])
