"""Range of motion: how far a joint moves, from landmarks or joint angles."""

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
    unseen_findings,
    version,
)
from restride.movement.range_of_motion import (
    FoundRanges,
    JointRange,
    range_measures,
    ranges_of_angles,
    ranges_of_landmarks,
)
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Track
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeAnalysis(Analysis):
    """The range of one joint, on each side that was seen."""

    task: ClassVar[Task] = Task.RANGE_OF_MOTION

    source: EventSource
    ranges: tuple[JointRange, ...]
    #: Set where there is none.
    none_found_reason: str | None = None

    def found(self) -> dict[str, object]:
        """Give every joint with its trials."""
        from restride.analysis.to_json import fields_of

        return {
            "ranges": [
                {
                    "joint": each.joint,
                    "side": each.side,
                    "largest_deg": each.largest_deg,
                    "smallest_deg": each.smallest_deg,
                    "range_deg": each.range_deg,
                    "trials": [
                        {**fields_of(trial), "duration_s": trial.duration_s}
                        for trial in each.trials
                    ],
                    "unseen_s": each.unseen_s,
                }
                for each in self.ranges
            ],
            "none_found_reason": self.none_found_reason,
        }

    def rests_on(self) -> dict[str, object]:
        """Give what the ranges were found from."""
        return {"found_from": self.source, "joint": self.settings.range_of_motion.joint}


def analyze_range_of_motion(recording: Recording, settings: AnalysisSettings) -> RangeAnalysis:
    """Measure how far a joint moves: the named one, or the one that moves furthest.

    Raises
    ------
    MissingChannel
        The recording has neither landmarks nor joint angles.
    OptionError
        The named joint is none.
    """
    checked = seen_well(recording, task="Range of motion")
    track, source, found = _find(checked, settings)
    return RangeAnalysis(
        restride_version=version(),
        recording=summarize_recording(recording, content_hash=recording.content_hash()),
        person=checked.person,
        quality=in_order((*checked.findings, *_findings(found, track, checked))),
        measures=range_measures(found),
        settings=settings,
        source=source,
        ranges=found.ranges,
        none_found_reason=found.none_found_reason,
    )


def _find(
    recording: Recording, settings: AnalysisSettings
) -> tuple[Track, EventSource, FoundRanges]:
    told = settings.range_of_motion
    if recording.joint_angles:
        angles = recording.joint_angles[0]
        return angles, EventSource.JOINT_ANGLES, ranges_of_angles(angles, settings=told)
    if recording.landmarks:
        landmarks = recording.landmarks[0]
        source = EventSource.LANDMARKS if landmarks.is_flat else EventSource.MARKERS
        return landmarks, source, ranges_of_landmarks(landmarks, settings=told)
    raise nothing_to_look_at(
        recording, task="Range of motion", needs="landmarks of the body or joint angles"
    )


def _findings(found: FoundRanges, track: Track, recording: Recording) -> list[QualityFinding]:
    gaps = sorted({gap for each in found.ranges for gap in each.unseen_s})
    findings = [*unseen_findings(gaps, name=track.name, what="trial")]
    if track in recording.landmarks:
        findings.extend(chosen_finding(track, recording.landmarks))
        findings.extend(picture_findings(recording.landmarks[0], scale_words=None))
    return findings
