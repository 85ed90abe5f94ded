"""Squats, lifts and other repeated movements, from landmarks, joint angles or plates."""

from dataclasses import dataclass
from typing import ClassVar, Final

from restride.analysis.analysis import Analysis, summarize_recording
from restride.analysis.findings import in_order
from restride.analysis.places import with_assumed_place
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.movement_parts import (
    bridged_findings,
    chosen_finding,
    left_out_finding,
    nothing_to_look_at,
    seen_well,
    unseen_findings,
    version,
)
from restride.movement.plate_force import load_of
from restride.movement.repetition_measures import load_measures, repetition_measures
from restride.movement.repetitions import (
    CountedRepetitions,
    repetitions_of_angles,
    repetitions_of_landmarks,
    repetitions_of_plates,
)
from restride.recording.movements import Repetition
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Track
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionsAnalysis(Analysis):
    """Every repetition of one movement."""

    task: ClassVar[Task] = Task.REPETITIONS

    source: EventSource
    #: What was counted on, in words: "flexion of both knees".
    counted_on: str
    repetitions: tuple[Repetition, ...]
    #: Set where there is none.
    none_found_reason: str | None = None

    def found(self) -> dict[str, object]:
        """Give every repetition."""
        from restride.analysis.to_json import fields_of

        return {
            "repetitions": [
                {**fields_of(each), "duration_s": each.duration_s} for each in self.repetitions
            ],
            "none_found_reason": self.none_found_reason,
        }

    def rests_on(self) -> dict[str, object]:
        """Give what was counted on."""
        return {"found_from": self.source, "counted_on": self.counted_on}


def analyze_repetitions(recording: Recording, settings: AnalysisSettings) -> RepetitionsAnalysis:
    """Count the repetitions of the movement that goes furthest, and measure them.

    Landmarks come first, then joint angles, then plates. Plates beside one of the others tell how
    the weight is shared between the legs.

    Raises
    ------
    MissingChannel
        The recording has neither landmarks nor joint angles nor plates.
    """
    placed = with_assumed_place(recording)
    checked = seen_well(placed, task="Counting repetitions")
    track, source, counted = _count(checked, settings)
    load = load_of(checked.plates)
    return RepetitionsAnalysis(
        restride_version=version(),
        recording=summarize_recording(placed, content_hash=recording.content_hash()),
        person=checked.person,
        quality=in_order((*checked.findings, *_findings(counted, track, checked))),
        measures=(
            *repetition_measures(counted.repetitions),
            *load_measures(load if counted.repetitions else None),
        ),
        settings=settings,
        source=source,
        counted_on=counted.counted_on,
        repetitions=counted.repetitions,
        none_found_reason=counted.none_found_reason,
    )


_NEEDS: Final = "landmarks of the body, joint angles, or plates under the feet"


def _count(
    recording: Recording, settings: AnalysisSettings
) -> tuple[Track, EventSource, CountedRepetitions]:
    told = settings.repetitions
    if recording.landmarks:
        landmarks = recording.landmarks[0]
        source = EventSource.LANDMARKS if landmarks.is_flat else EventSource.MARKERS
        height_m = recording.person.height_m
        counted = repetitions_of_landmarks(landmarks, height_m=height_m, settings=told)
        return landmarks, source, counted
    if recording.joint_angles:
        angles = recording.joint_angles[0]
        counted = repetitions_of_angles(angles, settings=told)
        return angles, EventSource.JOINT_ANGLES, counted
    if recording.plates:
        counted = repetitions_of_plates(recording.plates, settings=told)
        return recording.plates[0], EventSource.PLATE, counted
    raise nothing_to_look_at(recording, task="Counting repetitions", needs=_NEEDS)


def _findings(
    counted: CountedRepetitions, track: Track, recording: Recording
) -> tuple[QualityFinding, ...]:
    shallow = left_out_finding(
        "shallow-repetitions",
        name=track.name,
        found=f"{counted.shallow_count} movements go out and back over less of the way than the "
        "others.",
        done="They are not counted.",
    )
    same_kind = [each for each in recording.landmarks if track in recording.landmarks]
    return (
        *unseen_findings(counted.unseen_s, name=track.name, what="repetition"),
        *bridged_findings(counted.bridged_s, name=track.name, what="repetition"),
        *((shallow,) if counted.shallow_count > 0 else ()),
        *chosen_finding(track, same_kind),
    )
