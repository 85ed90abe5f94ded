"""What was found in a task that is no walk, on a terminal of 80 columns."""

from rich.console import RenderableType
from rich.text import Text

from restride.analysis.analysis import Analysis, RecordingSummary
from restride.cli.findings import findings_in_words
from restride.cli.measures_table import all_measures_table
from restride.report.wording import PLACEMENT_IN_WORDS, shown_duration


def task_parts(analysis: Analysis) -> list[RenderableType]:
    """Lay out the analysis of a task: what it was, what was measured, what is doubtful."""
    parts: list[RenderableType] = [_headline(analysis)]
    if analysis.measures:
        parts.append(all_measures_table(analysis.measures))
    if analysis.quality:
        parts.append(findings_in_words(analysis.quality))
    return parts


def _headline(analysis: Analysis) -> Text:
    text = Text(analysis.recording.name, style="bold")
    text.append(f"\n{sensors_in_words(analysis.recording)}", style="not bold dim")
    text.append(f"\nTask: {analysis.task.replace('-', ' ')}", style="not bold")
    reason = getattr(analysis, "none_found_reason", None)
    if reason:
        text.append(f"\n{reason}", style="bold")
    return text


def sensors_in_words(recording: RecordingSummary) -> str:
    """Say what was recorded, how fast and for how long."""
    places = ", ".join(
        f"{PLACEMENT_IN_WORDS[sensor.placement]} ({sensor.sampling_rate_hz:.4g} Hz)"
        for sensor in recording.sensors
    )
    others = ", ".join(
        f"{track.kind.replace('-', ' ')} ({track.sampling_rate_hz:.4g} Hz)"
        for track in recording.tracks
    )
    places = ", ".join(filter(None, (places, others)))
    simulated = ", simulated: nobody walked" if recording.is_simulated else ""
    return f"{places}, {shown_duration(recording.duration_s)}{simulated}"
