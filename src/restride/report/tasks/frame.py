"""The head and the foot of the page of a task that is no walk."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final

from restride.analysis.analysis import Analysis
from restride.recording.recording import Recording
from restride.report.doubts import doubts_of
from restride.report.frame import Frame, facts_of, simulated_banner
from restride.report.meanings import meanings_of
from restride.report.method import Fact, bases_of, sensors_in_words, sources_of, without_interval
from restride.report.tasks.tables import TaskTables
from restride.report.wording import ABSENT

#: Settings on the page; the others stand in the JSON.
_MOST_SETTINGS_COUNT: Final = 14
#: A measure of one direction is explained with the others of its kind.
DIRECTION_ENDINGS: Final = (", forward and back", ", to the sides", ", in the plane")
_LIMITS: Final = (
    "one recording on one day; no diagnosis, no score. Compare only recordings made with the same "
    "device, instruction, shoes and aids."
)


def task_frame(
    analysis: Analysis,
    recording: Recording,
    *,
    heading: str,
    nobody: str,
    tables: TaskTables,
    found_from: str,
    limits: str = _LIMITS,
    has_second_page: bool = False,
) -> Frame:
    """Word what stands around the results of a task.

    Parameters
    ----------
    nobody
        What nobody did where the data are simulated: "Nobody stood".
    found_from
        What the results were found from: "one sensor on the lower back".
    """
    summary = analysis.recording
    is_simulated = summary.is_simulated or recording.is_simulated
    tracks_count = len(summary.sensors) + len(summary.tracks)
    meanings = meanings_of(
        analysis.measures, main_stems=tables.main_stems, endings=DIRECTION_ENDINGS
    )
    return Frame(
        heading=heading,
        title=summary.name,
        banner=simulated_banner(nobody=nobody) if is_simulated else None,
        facts=facts_of(summary, person=analysis.person),
        doubts=doubts_of(
            analysis.quality, whole_s=summary.duration_s, has_one_sensor=tracks_count == 1
        ),
        meanings=meanings,
        bases=bases_of(analysis.measures),
        without_interval=without_interval(analysis.measures),
        sources=sources_of(meanings),
        method=_method(analysis, found_from=found_from),
        limits=limits,
        has_second_page=has_second_page,
    )


def _method(analysis: Analysis, *, found_from: str) -> tuple[Fact, ...]:
    settings = settings_in_words(analysis.rests_on())
    facts = (
        Fact(name="Algorithm", text=f"Restride {analysis.restride_version}; from {found_from}"),
        Fact(name="Recorded with", text=sensors_in_words(analysis.recording)),
        Fact(name="Settings", text=settings),
        Fact(name="Content", text=(analysis.recording.content_hash or ABSENT)[:16]),
    )
    return tuple(fact for fact in facts if fact.text)


def settings_in_words(rests_on: Mapping[str, object]) -> str:
    """Name the numbers and words that the results rest on, as far as the page has room."""
    said = [text for name, value in rests_on.items() for text in _said(name, value)]
    more = len(said) - _MOST_SETTINGS_COUNT
    shown = said[:_MOST_SETTINGS_COUNT]
    return ", ".join(shown) + (f" and {more} more in the JSON" if more > 0 else "")


def _said(name: str, value: object) -> list[str]:
    if value is None or name == "calibration":
        return []
    if is_dataclass(value):
        inner = [(each.name, getattr(value, each.name)) for each in fields(value)]
        return [text for inner_name, each in inner for text in _said(inner_name, each)]
    if isinstance(value, Mapping):
        return [text for inner_name, each in value.items() for text in _said(str(inner_name), each)]
    if isinstance(value, bool | str | Enum):
        return [f"{name} {value}"]
    if isinstance(value, int | float):
        return [f"{name} {value:g}"]
    return []
