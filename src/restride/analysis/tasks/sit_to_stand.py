"""Rising from a chair, once or again and again: from a back sensor, landmarks, angles or plates."""

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
from restride.movement.chair_measures import chair_measures
from restride.movement.chair_rises import FoundRises
from restride.movement.plate_force import load_of
from restride.movement.repetition_measures import load_measures
from restride.recording.movements import ChairRise
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor, Track
from restride.terms import EventSource, Placement, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairAnalysis(Analysis):
    """Every rise from the chair."""

    task: ClassVar[Task] = Task.SIT_TO_STAND

    source: EventSource
    rises: tuple[ChairRise, ...]
    #: What tells the rises, in words: "height of the hips".
    seen_on: str = ""
    #: Set where there is none.
    none_found_reason: str | None = None

    def found(self) -> dict[str, object]:
        """Give every rise."""
        from restride.analysis.to_json import fields_of

        return {
            "rises": [
                {**fields_of(rise), "rise_s": rise.rise_s, "sit_s": rise.sit_s}
                for rise in self.rises
            ],
            "none_found_reason": self.none_found_reason,
        }

    def rests_on(self) -> dict[str, object]:
        """Give what the rises were found from."""
        return {"found_from": self.source, "seen_on": self.seen_on}


def analyze_sit_to_stand(recording: Recording, settings: AnalysisSettings) -> ChairAnalysis:
    """Find every rise from a chair, and measure them.

    A sensor on the lower back comes first, then landmarks, joint angles and plates. Plates beside
    one of the others tell how the weight is shared between the legs.

    Raises
    ------
    MissingChannel
        Nothing in the recording can tell a rise.
    """
    placed = with_assumed_place(recording)
    checked = seen_well(placed, task="Rising from a chair")
    track, source = _what_tells(checked)
    found = _find(checked, track, settings)
    load = load_of(checked.plates)
    return ChairAnalysis(
        restride_version=version(),
        recording=summarize_recording(placed, content_hash=recording.content_hash()),
        person=checked.person,
        quality=in_order((*checked.findings, *_findings(found, track, checked))),
        measures=(
            *chair_measures(
                found.rises, recording_end_s=track.clock.end_s, unseen_s=found.unseen_s
            ),
            *load_measures(load if found.rises else None),
        ),
        settings=settings,
        source=found.rises[0].source if found.rises else source,
        rises=found.rises,
        seen_on=found.seen_on,
        none_found_reason=found.none_found_reason,
    )


_NEEDS: Final = (
    "a sensor on the lower back, landmarks of the body, joint angles, or plates under the feet"
)


def _what_tells(recording: Recording) -> tuple[Track, EventSource]:
    """Choose what the rises are found from, in the order of how much it tells."""
    sensor = recording.sensor_at(Placement.LOWER_BACK)
    if sensor is not None:
        return sensor, EventSource.LOWER_BACK
    if recording.landmarks:
        flat = recording.landmarks[0].is_flat
        return recording.landmarks[0], EventSource.LANDMARKS if flat else EventSource.MARKERS
    if recording.joint_angles:
        return recording.joint_angles[0], EventSource.JOINT_ANGLES
    if recording.plates:
        return recording.plates[0], EventSource.PLATE
    raise nothing_to_look_at(recording, task="Finding rises", needs=_NEEDS)


def _find(recording: Recording, track: Track, settings: AnalysisSettings) -> FoundRises:
    from restride.movement import landmark_rises, plate_rises
    from restride.recording.joint_angles import JointAngles
    from restride.recording.landmarks import Landmarks

    if isinstance(track, Sensor):
        return _from_back(track)
    if isinstance(track, Landmarks):
        return landmark_rises.rises_of_landmarks(
            track, height_m=recording.person.height_m, settings=settings.chair
        )
    if isinstance(track, JointAngles):
        return landmark_rises.rises_of_angles(track, settings=settings.chair)
    return plate_rises.rises_of_plates(recording.plates, settings=settings.chair)


def _from_back(sensor: Sensor) -> FoundRises:
    from restride.movement.back_sensor import find_back_rises

    rises = find_back_rises(sensor)
    reason = "No stretch of the recording gains the height of a chair while the trunk leans."
    return FoundRises(
        seen_on="height gained by the lower back",
        rises=rises,
        none_found_reason=None if rises else reason,
    )


def _findings(found: FoundRises, track: Track, recording: Recording) -> tuple[QualityFinding, ...]:
    attempts = left_out_finding(
        "rise-attempts",
        name=track.name,
        found=f"{found.attempts_count} times the hips rise more than half way and fall back.",
        done="They are not counted as rises.",
    )
    same_kind = [each for each in recording.landmarks if track in recording.landmarks]
    return (
        *unseen_findings(found.unseen_s, name=track.name, what="rise"),
        *bridged_findings(found.bridged_s, name=track.name, what="rise"),
        *((attempts,) if found.attempts_count else ()),
        *chosen_finding(track, same_kind),
    )
