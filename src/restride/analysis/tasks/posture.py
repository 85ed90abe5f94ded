"""Posture: how the body is aligned in a quiet stance, from landmarks."""

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
from restride.movement.posture import Posture, posture_of
from restride.movement.view import View
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import EventSource, LengthUnit, Severity, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureAnalysis(Analysis):
    """One quiet stance."""

    task: ClassVar[Task] = Task.POSTURE

    source: EventSource
    posture: Posture
    #: Of the points of the posture.
    unit: LengthUnit

    def found(self) -> dict[str, object]:
        """Give the stance and where each point stands in it."""
        return {
            "posture": {
                "start_s": self.posture.start_s,
                "end_s": self.posture.end_s,
                "view": self.posture.view,
                "view_words": self.posture.view_words,
                "scale_words": self.posture.scale_words,
                "unit": self.unit,
                "points": dict(self.posture.points),
            }
        }

    def rests_on(self) -> dict[str, object]:
        """Give what the stance was found from."""
        return {"found_from": self.source}


def analyze_posture(recording: Recording, settings: AnalysisSettings) -> PostureAnalysis:
    """Measure the alignment of the body where the person stands still.

    Raises
    ------
    MissingChannel
        The recording has no landmarks.
    SignalNotUsable
        The person never stands still, or is seen neither from the side nor from the front.
    """
    checked = seen_well(recording, task="Posture")
    if not checked.landmarks:
        raise nothing_to_look_at(checked, task="Posture", needs="landmarks of the body")
    landmarks = checked.landmarks[0]
    posture = posture_of(landmarks, height_m=checked.person.height_m, settings=settings.posture)
    findings = (
        *_view_finding(posture, landmarks),
        *picture_findings(landmarks, scale_words=posture.scale_words),
        *chosen_finding(landmarks, checked.landmarks),
    )
    return PostureAnalysis(
        restride_version=version(),
        recording=summarize_recording(recording, content_hash=recording.content_hash()),
        person=checked.person,
        quality=in_order((*checked.findings, *findings)),
        measures=posture.measures,
        settings=settings,
        source=EventSource.LANDMARKS if landmarks.is_flat else EventSource.MARKERS,
        posture=posture,
        unit=landmarks.unit,
    )


def _view_finding(posture: Posture, landmarks: Landmarks) -> tuple[QualityFinding, ...]:
    if posture.view is View.SPACE:
        return ()
    missing = "shoulders, pelvis and knees sideways" if posture.view is View.SIDE else "head, trunk"
    return (
        QualityFinding(
            code="view-unsuitable",
            severity=Severity.NOTE,
            sensor=landmarks.name,
            start_s=None,
            end_s=None,
            found=f"Seen from one side only: {posture.view_words}.",
            done=f"Left out: {missing}. A second picture from the other side gives them.",
        ),
    )
