"""``restride analyze``: recordings in, measures out as tables, JSON and report."""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import click

from restride.cli.failures import PARTLY_DONE
from restride.cli.options import ReadingRequest, person_options, reading_options
from restride.cli.outcome import Outcome, analyze_files
from restride.cli.progress import working
from restride.cli.protocol import run_protocol
from restride.cli.standing_options import StandingRequest, standing_options
from restride.cli.writing import refuse_unwritable, write_text, write_whole
from restride.errors import OptionError
from restride.gait.calibration import StrideLengthCalibration
from restride.person import Person
from restride.terms import Task

_STDOUT = Path("-")
#: An analysis begins with the version of its schema.
_ANALYSIS_HEAD_BYTES: Final = 200


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
        self._refuse_one_place()
        beside = [path.with_suffix(".json") for path in inputs if path.name]
        kept = (*inputs, *filter(_is_sidecar, beside))
        for path in (self.json_path, self.report_path):
            if path is not None and path != _STDOUT:
                refuse_unwritable(path, inputs=kept)
        if self.report_path is not None:
            from restride.report import require_report_packages

            require_report_packages()

    def _refuse_one_place(self) -> None:
        if self.report_path == _STDOUT:
            raise OptionError(
                "A report is a file, and --report is '-'. Name a file such as report.html; "
                "only --json can go to standard output."
            )
        if self.report_path is not None and self.report_path == self.json_path:
            raise OptionError(
                f"JSON and report need a file each, and both are {self.report_path}. Name two."
            )


def _is_sidecar(path: Path) -> bool:
    """Tell whether a file stands beside the recording that is no earlier analysis of it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return b'"schema_version"' not in file.read(_ANALYSIS_HEAD_BYTES)


@click.command()
@reading_options
@person_options
@click.option(
    "--task",
    type=click.Choice([task.value for task in Task]),
    metavar="TASK",
    help=f"What the person was asked to do: {', '.join(Task)}. Proposed if not given.",
)
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
    "--joint",
    metavar="JOINT",
    help="For range-of-motion: the joint, such as knee-flexion; else the one that moves furthest.",
)
@standing_options
@click.option(
    "--protocol",
    "protocol_path",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE.yaml",
    help="Several trials under several conditions, as this file lists them; instead of FILE.",
)
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, allow_dash=True, readable=False),
    metavar="FILE",
    help="Write everything as JSON; - for standard output.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE.html",
    help="Write the report; with several trials, one file each.",
)
def analyze(
    *,
    request: ReadingRequest,
    person: Person,
    task: str | None,
    known_distance_m: float | None,
    stride_length_factor: float | None,
    joint: str | None,
    standing: StandingRequest,
    protocol_path: Path | None,
    json_path: Path | None,
    report_path: Path | None,
) -> None:
    """Measure a recording: walking, standing, rising, repeating.

    Several files go together as one recording; a file with several trials is analysed trial by
    trial.
    """
    from restride.analysis.settings import AnalysisSettings
    from restride.movement.settings import RangeSettings

    wanted = _Wanted(json_path=json_path, report_path=report_path)
    if protocol_path is not None:
        _refuse_beside_protocol(standing, task)
        run_protocol(protocol_path, request=request, person=person, places=wanted)
        return
    wanted.refuse_unwritable(request.files)
    factor = stride_length_factor
    settings = AnalysisSettings(
        calibration=None if factor is None else StrideLengthCalibration(factor_ratio=factor),
        known_distance_m=known_distance_m,
        standing=standing.settings(request),
        range_of_motion=RangeSettings(joint=joint),
    )
    outcome = analyze_files(
        request,
        person=person,
        task=None if task is None else Task(task),
        settings=settings,
        is_drawn=report_path is not None,
    )
    _write(outcome, wanted=wanted)
    _tell_failures(outcome)


def _refuse_beside_protocol(standing: StandingRequest, task: str | None) -> None:
    if task is not None or not standing.is_empty:
        raise OptionError(
            "A protocol says task, conditions and times itself, and "
            f"{'--task' if task else 'an option of standing'} was given beside it. Write it into "
            "the protocol, or leave --protocol out."
        )


def _write(outcome: Outcome, *, wanted: _Wanted) -> None:
    """Write the files before the tables: whoever pipes the tables into a pager still gets them."""
    written = [*_write_json(outcome, wanted=wanted), *_write_reports(outcome, wanted=wanted)]
    if not wanted.is_piped:
        _show_tables(outcome)
    for line in written:
        click.echo(line, err=wanted.is_piped)


def _show_tables(outcome: Outcome) -> None:
    from restride.cli.tables import show_analysis

    for analysis in outcome.analyses.values():
        show_analysis(analysis)


def _write_json(outcome: Outcome, *, wanted: _Wanted) -> list[str]:
    if wanted.json_path is None:
        return []
    text = _json(outcome)
    if wanted.is_piped:
        # As bytes: JSON is UTF-8, whatever the terminal speaks.
        click.echo(text.encode(), nl=False)
        return []
    write_text(wanted.json_path, text)
    return [f"JSON: {wanted.json_path}"]


def _json(outcome: Outcome) -> str:
    from restride.analysis.to_json import json_text, trials_to_json

    if not outcome.is_single:
        return json_text(trials_to_json(outcome.analyses, failures=outcome.failures))
    (analysis,) = outcome.analyses.values()
    return json_text(analysis.to_json())


def _write_reports(outcome: Outcome, *, wanted: _Wanted) -> list[str]:
    if wanted.report_path is None:
        return []
    from restride.report import write_report

    written, path = [], wanted.report_path
    with working("Writing the report", total=len(outcome.analyses)) as advance:
        for name, analysis in outcome.analyses.items():
            stem = path.stem if outcome.is_single else f"{path.stem}-{_as_file(name)}"
            place = path.with_stem(stem)
            write_whole(place, partial(write_report, analysis, outcome.recordings[name]))
            written.append(f"Report: {place}")
            advance(1)
    return written


def _as_file(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "trial"


def _tell_failures(outcome: Outcome) -> None:
    doubts = outcome.cut_short()
    if not outcome.failures and not doubts:
        return
    for words in (*([outcome.failures_in_words()] if outcome.failures else []), *doubts):
        click.echo(f"Error: {words}", err=True)
    raise click.exceptions.Exit(PARTLY_DONE)
