"""Functional reach: how far a raised hand goes forward, from landmarks."""

from dataclasses import dataclass
from typing import ClassVar

from restride.analysis.analysis import Analysis, summarize_recording
from restride.analysis.findings import in_order
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.movement_parts import (
    chosen_finding,
    nothing_to_look_at,
    picture_findings,
    seen_well,
    version,
)
from restride.movement.reach import Reach, reach_of
from restride.recording.recording import Recording
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachAnalysis(Analysis):
    """One functional reach, or the reason why none was found."""

    task: ClassVar[Task] = Task.FUNCTIONAL_REACH

    source: EventSource
    reach: Reach

    @property
    def none_found_reason(self) -> str | None:
        """Say why there is no reach; None where there is one."""
        return self.reach.none_found_reason

    def found(self) -> dict[str, object]:
        """Give when the hand rests and when it is furthest."""
        reach = self.reach
        return {
            "reach": {
                "side": reach.side,
                "start_s": reach.start_s,
                "furthest_s": reach.furthest_s,
            },
            "none_found_reason": reach.none_found_reason,
        }

    def rests_on(self) -> dict[str, object]:
        """Give what the reach was found from."""
        return {"found_from": self.source}


def analyze_functional_reach(recording: Recording, settings: AnalysisSettings) -> ReachAnalysis:
    """Measure the furthest reach while the feet stay.

    Raises
    ------
    MissingChannel
        The recording has no landmarks.
    SignalNotUsable
        A picture that is not from the side, or no scale.
    """
    checked = seen_well(recording, task="Functional reach")
    if not checked.landmarks:
        raise nothing_to_look_at(checked, task="Functional reach", needs="landmarks of the body")
    landmarks = checked.landmarks[0]
    reach = reach_of(landmarks, height_m=checked.person.height_m, settings=settings.reach)
    words = next((each.note for each in reach.measures if each.value is not None), None)
    findings = (
        *picture_findings(landmarks, scale_words=words and words.removeprefix("Metres: ")[:-1]),
        *chosen_finding(landmarks, checked.landmarks),
    )
    return ReachAnalysis(
        restride_version=version(),
        recording=summarize_recording(recording, content_hash=recording.content_hash()),
        person=checked.person,
        quality=in_order((*checked.findings, *findings)),
        measures=reach.measures,
        settings=settings,
        source=EventSource.LANDMARKS if landmarks.is_flat else EventSource.MARKERS,
        reach=reach,
    )
