"""What came of the files: an analysis for each trial, or the reason why there is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from restride.cli.failures import UnusableInput
from restride.cli.options import ReadingRequest
from restride.cli.progress import working
from restride.errors import RestrideError
from restride.person import Person
from restride.terms import Task

if TYPE_CHECKING:
    from restride.analysis.analysis import Analysis
    from restride.analysis.settings import AnalysisSettings
    from restride.recording.recording import Recording

#: Longer files are read in blocks: a day fits into memory, a week does not. House choice.
_LONGEST_WHOLE_S: Final = 30 * 3600.0


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of each trial, by its name."""

    analyses: "dict[str, Analysis]" = field(default_factory=dict)
    #: What the reports are drawn from.
    recordings: "dict[str, Recording]" = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def trials_count(self) -> int:
        """How many trials there were."""
        return len(self.analyses) + len(self.failures)

    @property
    def is_single(self) -> bool:
        """Whether the file holds, or ``--trial`` picked, one recording."""
        return self.trials_count == 1

    def failures_in_words(self) -> str:
        """Say what failed: the reason alone, or one line a trial."""
        if self.is_single:
            return next(iter(self.failures.values()))
        lines = [f"{name}: {reason}" for name, reason in self.failures.items()]
        head = f"{len(lines)} of {self.trials_count} trials could not be analysed."
        return "\n".join([head, *lines])

    def cut_short(self) -> list[str]:
        """Say which files end before their own header says, each once."""
        told = {
            f"{finding.found} {finding.done}": None
            for analysis in self.analyses.values()
            for finding in analysis.quality
            if finding.code == "truncated"
        }
        return list(told)


def analyze_files(
    request: ReadingRequest,
    *,
    person: Person,
    task: Task | None,
    settings: "AnalysisSettings",
    is_drawn: bool,
) -> Outcome:
    """Read and analyse what was asked for; a file that is too long for memory in blocks."""
    duration_s = _long_duration_s(request) if task in (None, Task.WALK) else None
    if duration_s is not None:
        return _analyze_long(
            request, person=person, settings=settings, is_drawn=is_drawn, duration_s=duration_s
        )
    outcome = _analyze_all(_read(request, person), task=task, settings=settings)
    if not outcome.analyses:
        raise UnusableInput(outcome.failures_in_words())
    return outcome


def _long_duration_s(request: ReadingRequest) -> float | None:
    """Tell how long a long file is; None for files that are read whole."""
    from restride.recording.readers import estimate_duration_s

    if len(request.files) > 1:
        return None
    duration_s = estimate_duration_s(
        request.files[0], options=request.options(), format_name=request.format_name
    )
    return duration_s if duration_s is not None and duration_s > _LONGEST_WHOLE_S else None


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


def _analyze_all(
    trials: "tuple[Recording, ...]", *, task: Task | None, settings: "AnalysisSettings"
) -> Outcome:
    """Analyse trial by trial; one that fails does not keep the others back."""
    from restride.analysis.analyze import analyze

    outcome = Outcome()
    with working("Analysing", total=len(trials)) as advance:
        for trial in trials:
            try:
                outcome.analyses[trial.name] = analyze(trial, task=task, settings=settings)
                outcome.recordings[trial.name] = trial
            except RestrideError as error:
                outcome.failures[trial.name] = str(error)
            advance(1)
    return outcome


def _analyze_long(
    request: ReadingRequest,
    *,
    person: Person,
    settings: "AnalysisSettings",
    is_drawn: bool,
    duration_s: float,
) -> Outcome:
    from restride.analysis.excerpt import excerpt_of
    from restride.analysis.walking import analyze_blocks
    from restride.recording.readers import stream_recording

    def blocks() -> "Iterator[Recording]":
        return stream_recording(
            request.files[0],
            options=request.options(person=person),
            block_s=settings.block_s,
            format_name=request.format_name,
        )

    with working("Reading and analysing", total=duration_s) as advance:
        analysis = analyze_blocks(_telling(blocks(), advance), settings=settings)
    outcome = Outcome(analyses={analysis.recording.name: analysis})
    if is_drawn:
        with working("Reading what is drawn"):
            outcome.recordings[analysis.recording.name] = excerpt_of(blocks(), analysis=analysis)
    return outcome


def _telling(
    blocks: "Iterator[Recording]", advance: Callable[[float], None]
) -> "Iterator[Recording]":
    for block in blocks:
        yield block
        advance(block.duration_s)
