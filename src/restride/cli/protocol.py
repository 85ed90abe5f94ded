"""``restride analyze --protocol``: several trials in, one result out."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from restride.cli.failures import PARTLY_DONE, UnusableInput
from restride.cli.options import ReadingRequest
from restride.cli.progress import working
from restride.cli.writing import write_text, write_whole
from restride.errors import OptionError
from restride.person import Person

if TYPE_CHECKING:
    from restride.analysis.protocol_analysis import ProtocolAnalysis
    from restride.analysis.protocol_plan import ProtocolPlan
    from restride.analysis.protocols import ReadTrials


class Places(Protocol):
    """Where the results go."""

    @property
    def json_path(self) -> Path | None:
        """Of the JSON; ``-`` for standard output."""

    @property
    def report_path(self) -> Path | None:
        """Of the report."""

    @property
    def is_piped(self) -> bool:
        """Whether standard output belongs to the JSON alone."""

    def refuse_unwritable(self, inputs: tuple[Path, ...]) -> None:
        """Refuse what cannot be written before anything is computed."""


def run_protocol(path: Path, *, request: ReadingRequest, person: Person, places: Places) -> None:
    """Read a protocol, analyse its trials, and write what was asked for."""
    from restride.analysis.protocol_analysis import ProtocolKind
    from restride.analysis.protocol_file import read_protocol

    _refuse_files(request)
    plan = read_protocol(path, options=request.options(person=person))
    places.refuse_unwritable((path, *plan.paths))
    if plan.kind is ProtocolKind.LIMITS_OF_STABILITY:
        _run_leans(plan, places)
        return
    _run_standing(plan, places)


def _refuse_files(request: ReadingRequest) -> None:
    if request.files:
        raise OptionError(
            f"A protocol names its files itself, and {len(request.files)} were named beside it "
            f"({request.files[0]}). Write them into the protocol, or leave --protocol out."
        )


def _run_standing(plan: "ProtocolPlan", places: Places) -> None:
    from restride.analysis.protocol_json import protocol_to_json
    from restride.analysis.protocols import ReadTrials, analyze_protocol
    from restride.analysis.to_json import json_text
    from restride.cli.protocol_tables import show_protocol

    trials = ReadTrials()
    with working("Analysing the protocol"):
        analysis = analyze_protocol(plan, trials=trials)
    _refuse_nothing(analysis)
    written = _write_json(json_text(protocol_to_json(analysis)), places)
    written += _write_report(analysis, trials, places)
    if not places.is_piped:
        show_protocol(analysis)
    for line in written:
        click.echo(line, err=places.is_piped)
    _tell_failures(analysis, plan)


def _refuse_nothing(analysis: "ProtocolAnalysis") -> None:
    """Refuse where no trial has a number, not even a time."""
    trials = [trial for each in analysis.conditions for trial in each.trials]
    if all(trial.analysis is None and trial.held_s is None for trial in trials):
        reasons = "\n".join(f"{trial.file}: {trial.not_measured_reason}" for trial in trials)
        raise UnusableInput(f"None of {len(trials)} trials could be analysed.\n{reasons}")


def _write_json(text: str, places: Places) -> list[str]:
    if places.json_path is None:
        return []
    if places.is_piped:
        # As bytes: JSON is UTF-8, whatever the terminal speaks.
        click.echo(text.encode(), nl=False)
        return []
    write_text(places.json_path, text)
    return [f"JSON: {places.json_path}"]


def _write_report(analysis: "ProtocolAnalysis", trials: "ReadTrials", places: Places) -> list[str]:
    path = places.report_path
    if path is None:
        return []
    from restride.report import write_protocol_report

    with working("Writing the report"):
        write_whole(path, lambda draft: write_protocol_report(analysis, trials.recordings, draft))
    return [f"Report: {path}"]


def _tell_failures(analysis: "ProtocolAnalysis", plan: "ProtocolPlan") -> None:
    """End with the code for partly done where a recording could not be used."""
    recorded = {trial.name for each in plan.conditions for trial in each.trials if trial.path}
    failed = [
        f"{trial.file}: {trial.not_measured_reason}"
        for each in analysis.conditions
        for trial in each.trials
        if trial.analysis is None and trial.file in recorded and trial.held_s is None
    ]
    if failed:
        click.echo("Error: " + "\n".join(failed), err=True)
        raise click.exceptions.Exit(PARTLY_DONE)


def _run_leans(plan: "ProtocolPlan", places: Places) -> None:
    from restride.analysis.tasks.limits_of_stability import analyze_leans
    from restride.analysis.to_json import json_text
    from restride.cli.tables import show_analysis

    with working("Analysing the leans"):
        analysis, recording = analyze_leans(plan)
    written = _write_json(json_text(analysis.to_json()), places)
    if places.report_path is not None:
        from restride.report import write_report

        write_whole(places.report_path, lambda draft: write_report(analysis, recording, draft))
        written.append(f"Report: {places.report_path}")
    if not places.is_piped:
        show_analysis(analysis)
    for line in written:
        click.echo(line, err=places.is_piped)
