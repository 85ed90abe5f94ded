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

    with working("Reading"):
        return read_trials(
            request.files,
            options=request.options(person=person),
            format_name=request.format_name,
        )


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
    if not wanted.is_piped:
        _show_tables(outcome)
    if wanted.json_path is not None:
        _write_json(outcome, wanted=wanted)
    if wanted.report_path is not None:
        _write_reports(outcome, path=wanted.report_path, is_quiet=wanted.is_piped)


def _show_tables(outcome: _Outcome) -> None:
    from restride.cli.tables import show_analysis

    for analysis in outcome.analyses.values():
        show_analysis(analysis)


def _write_json(outcome: _Outcome, *, wanted: _Wanted) -> None:
    from restride.analysis.to_json import json_text, trials_to_json

    if outcome.is_single:
        (analysis,) = outcome.analyses.values()
        text = json_text(analysis.to_json())
    else:
        text = json_text(trials_to_json(outcome.analyses, failures=outcome.failures))
    if wanted.is_piped or wanted.json_path is None:
        click.echo(text, nl=False)
    else:
        write_text(wanted.json_path, text)
        click.echo(f"JSON: {wanted.json_path}")


def _write_reports(outcome: _Outcome, *, path: Path, is_quiet: bool) -> None:
    from restride.report import write_report

    for trial in outcome.trials:
        analysis = outcome.analyses.get(trial.name)
        if analysis is None:
            continue
        place = path if outcome.is_single else path.with_stem(f"{path.stem}-{_as_file(trial.name)}")
        write_whole(place, partial(write_report, analysis, trial))
        click.echo(f"Report: {place}", err=is_quiet)


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
