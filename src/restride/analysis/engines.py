"""Which engine looks for the walking: what is worn where decides.

Feet go before the lower back: a foot at rest is a fact, a step seen from the back a conclusion.
Where both are worn, the strides come from the feet; turns and the trunk's measures come from the
back. Landmarks are looked at where no sensor is worn.
"""

from dataclasses import dataclass, replace
from statistics import fmean, stdev

from restride.analysis.analysis import Origins
from restride.analysis.found import FoundWalk
from restride.analysis.trunk import walk_with_trunk
from restride.errors import ClocksDisagree, MissingChannel, OptionError
from restride.gait.calibration import StrideLengthCalibration, calibrate_stride_length
from restride.person import Person
from restride.recording.events import Walk
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import EventSource, Placement, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """The sensors of a recording by what they are used for."""

    back: Sensor | None
    left_foot: Sensor | None
    right_foot: Sensor | None

    @property
    def has_foot(self) -> bool:
        """Whether at least one foot bears a sensor."""
        return self.left_foot is not None or self.right_foot is not None

    @property
    def origins(self) -> Origins:
        """Tell which sensor each part is found from."""
        foot, back = EventSource.FOOT, EventSource.LOWER_BACK
        return Origins(
            strides=foot if self.has_foot else back,
            turns=foot if self.back is None else back,
            trunk=None if self.back is None else back,
        )


def is_watched(recording: Recording) -> bool:
    """Tell whether the walking must be found from landmarks: they are there, and no sensor is."""
    return bool(recording.landmarks) and not recording.sensors


def refuse_unplaced(recording: Recording) -> None:
    """Refuse a recording in which nothing shows the walking.

    Raises
    ------
    MissingChannel
        No landmarks, and no sensor with a known place.
    """
    if not is_watched(recording):
        sensors_worn(recording)


def origins_of(recording: Recording) -> Origins:
    """Tell what each part is found from."""
    if is_watched(recording):
        seen = EventSource.LANDMARKS
        return Origins(strides=seen, turns=seen, trunk=None)
    return sensors_worn(recording).origins


def sensors_worn(recording: Recording) -> Worn:
    """Sort the sensors by place.

    Raises
    ------
    MissingChannel
        No sensor, or none with a known place.
    """
    if not recording.sensors:
        held = ", ".join(track.name for track in recording.tracks)
        instead = (
            f"It holds {held}: give another --task"
            if held
            else "Check which columns the file has with `restride info`"
        )
        raise MissingChannel(
            "Walking needs at least one sensor, or landmarks of the body, and "
            f"'{recording.name}' holds none. {instead}."
        )
    worn = Worn(
        back=recording.sensor_at(Placement.LOWER_BACK),
        left_foot=recording.sensor_at(Placement.LEFT_FOOT),
        right_foot=recording.sensor_at(Placement.RIGHT_FOOT),
    )
    if worn.back is None and not worn.has_foot:
        names = ", ".join(f"'{sensor.name}'" for sensor in recording.sensors)
        raise MissingChannel(
            "A sensor on the lower back or on a foot is needed, and the place of "
            f"{names} is not known. Say it with --placement lower-back, left-foot or right-foot, "
            "once for every sensor."
        )
    return worn


def without_feet(recording: Recording, reason: ClocksDisagree) -> tuple[Recording, QualityFinding]:
    """Leave out feet that cannot be brought to one time, where the lower back can answer.

    Raises
    ------
    ClocksDisagree
        The reason, where nothing is worn on the lower back.
    """
    back = recording.sensor_at(Placement.LOWER_BACK)
    if back is None:
        raise reason
    finding = QualityFinding(
        code="clock-drift",
        severity=Severity.SERIOUS,
        sensor=None,
        start_s=None,
        end_s=None,
        found=str(reason),
        done="The feet were left out; everything was found from the lower back.",
    )
    return replace(recording, sensors=(back,)), finding


def find_walk(recording: Recording, *, calibration: StrideLengthCalibration | None) -> FoundWalk:
    """Look for the walking with the engine that fits what is worn, or seen."""
    if is_watched(recording):
        return _from_landmarks(recording)
    worn = sensors_worn(recording)
    if not worn.has_foot:
        return _from_back(worn, person=recording.person, calibration=calibration)
    from_feet = _from_feet(worn)
    if worn.back is None:
        return from_feet
    from_back = _from_back(worn, person=recording.person, calibration=calibration)
    return FoundWalk(
        walk=walk_with_trunk(from_feet.walk, back=from_back.walk),
        findings=from_feet.findings + from_back.findings,
    )


def calibrate(
    recording: Recording, *, known_distance_m: float, recording_hash: str
) -> tuple[StrideLengthCalibration, QualityFinding]:
    """Make the personal factor from this recording, as a walk of known length."""
    if is_watched(recording):
        raise OptionError(
            "A walk of known length calibrates the lengths from a lower-back sensor, and here they "
            "come from landmarks, scaled by the person's height. Leave out --known-distance-m, and "
            "give --height-m."
        )
    worn = sensors_worn(recording)
    if worn.has_foot or worn.back is None:
        raise OptionError(
            "A walk of known length calibrates the lengths from a lower-back sensor, and here they "
            "come from the feet, which measure them directly. Leave out --known-distance-m."
        )
    found = _from_back(worn, person=recording.person, calibration=None)
    calibration = calibrate_stride_length(
        found.walk, known_distance_m=known_distance_m, recording_hash=recording_hash
    )
    measured_distance_m, factor_ratio = calibration.measured_distance_m, calibration.factor_ratio
    finding = QualityFinding(
        code="calibrated",
        severity=Severity.NOTE,
        sensor=worn.back.name,
        start_s=None,
        end_s=None,
        found=f"The walk was said to be {known_distance_m:g} m long and measured "
        f"{measured_distance_m:.1f} m; {_sureness(found.walk)}.",
        done=f"Lengths and speeds were multiplied by {factor_ratio:.3f}; later recordings of this "
        f"person can use --stride-length-factor {factor_ratio:.3f}.",
    )
    return calibration, finding


def _sureness(walk: Walk) -> str:
    """Say how far the factor would differ in the next such walk, by the spread of the steps."""
    lengths_m = [
        step.length_m for bout in walk.bouts for step in bout.steps if step.length_m is not None
    ]
    if len(lengths_m) < 2:
        return "too few steps tell how sure that is"
    share = 1.96 * stdev(lengths_m) / len(lengths_m) ** 0.5 / fmean(lengths_m)
    return f"by the spread of its {len(lengths_m)} steps the factor is sure to ±{share:.1%}"


def _from_back(
    worn: Worn, *, person: Person, calibration: StrideLengthCalibration | None
) -> FoundWalk:
    from restride.gait.lower_back import find_back_walk

    if worn.back is None:
        return FoundWalk(walk=Walk(bouts=(), turns=()))
    found = find_back_walk(worn.back, person=person, calibration=calibration)
    return FoundWalk(walk=found.walk, findings=found.findings)


def _from_feet(worn: Worn) -> FoundWalk:
    from restride.gait.feet import find_feet_walk

    found = find_feet_walk(worn.left_foot, worn.right_foot)
    return FoundWalk(walk=found.walk, findings=found.findings)


def _from_landmarks(recording: Recording) -> FoundWalk:
    from restride.gait.landmarks import find_landmarks_walk

    if len(recording.landmarks) > 1:
        names = ", ".join(f"'{each.name}'" for each in recording.landmarks)
        raise OptionError(
            "Walking is found from the landmarks of one person in one view, and "
            f"{len(recording.landmarks)} were given: {names}. Give one of them."
        )
    found = find_landmarks_walk(recording.landmarks[0], person=recording.person)
    return FoundWalk(walk=found.walk, findings=found.findings)
