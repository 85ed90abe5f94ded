"""What is doubtful in a recording, said aloud: what was found, and what was done about it."""

from dataclasses import dataclass
from typing import Final

from restride.terms import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFinding:
    """One doubt about the data. Nothing is repaired without one of these."""

    #: A short stable word, such as ``gap`` or ``units-inferred``; listed in ``QUALITY_CODES``.
    code: str
    severity: Severity
    #: Name of the sensor; None where it concerns the whole recording.
    sensor: str | None
    #: Where it begins and ends; None where it holds throughout.
    start_s: float | None
    end_s: float | None
    #: Plain words with numbers and units.
    found: str
    #: What Restride did because of it; "nothing" is an answer.
    done: str


#: Borne by every recording that nobody walked.
SIMULATED: Final = QualityFinding(
    code="simulated",
    severity=Severity.NOTE,
    sensor=None,
    start_s=None,
    end_s=None,
    found="The recording is made by the virtual person; nobody moved.",
    done="Every number below describes the simulation, not a person.",
)

#: Every code a finding may bear, with what it means.
QUALITY_CODES: dict[str, str] = {
    "units-inferred": "The file does not name its units; they were told from the data.",
    "units-contradict": "The units named do not fit the data; the fitting ones were used.",
    "rate-inferred": "The file gives no sampling rate; it was told from the time stamps.",
    "placement-assumed": "The placement was not given and was assumed.",
    "placement-doubtful": "The signal does not look like one from the stated place.",
    "orientation-found": "The axes were found from gravity and from the walking.",
    "orientation-differs": "The sensor is worn otherwise than the format states: "
    "upside down, turned or back to front.",
    "forward-unsure": "Front and back of the sensor could not be told for sure; "
    "left and right may be swapped.",
    "clock-gap": "Samples are missing over a stretch of time.",
    "clock-jitter": "The time between samples varies; the signal was brought to an even clock.",
    "clock-duplicates": "Several samples bear the same time.",
    "clock-backwards": "Time runs backwards in places.",
    "clock-set-anew": "A device's clock, or its count of samples, began anew in the middle.",
    "clock-drift": "Two sensors' clocks run at different speeds.",
    "missing-values": "Samples hold no number.",
    "infinite-values": "Samples hold infinities.",
    "saturation": "The signal stands at the limit of the sensor's range.",
    "dropout": "The signal stands still at one value.",
    "damaged-block": "A block of the file fails its own check.",
    "truncated": "The file ends before its own header says.",
    "no-gyroscope": "There is no gyroscope; what needs one was left out.",
    "sidecar-left-out": "A file beside the recording, or a part of it, was not understood.",
    "rate-low": "The sampling rate is low for what was asked.",
    "piece-too-short": "A stretch between two gaps is too short to look for walking.",
    "sides-unsure": "Left and right could not be told for sure in a bout.",
    "height-unknown": "The person's height or the sensor's is not known; "
    "lengths rest on a stated assumption.",
    "axes-assumed": "Where the axes of a plate point is not said; it was assumed.",
    "axes-contradict": "Where the feet stand does not fit the stated axes or sides of the plates.",
    "axes-doubtful": "The sway to the side is much the larger: the two axes may be swapped.",
    "sides-assumed": "Which foot stands on which plate is not said; it was assumed.",
    "centre-contradicts-forces": "The written centre of pressure is not the one the forces make.",
    "depth-contradicts": "The stated depth of a plate's sensors does not fit its data.",
    "plate-unused": "Nobody stood on the plate; it was left out.",
    "plate-one-sided": "One plate of two carries nearly the whole weight.",
    "stepping-on": "Somebody steps on the plate at the start, or off it at the end.",
    "plate-unloaded": "Nobody stood on the plate over a stretch of time.",
    "trial-short": "The trial is shorter than the standard of stabilometry asks for.",
    "plates-joined": "Plates of several files were taken as parts of one trial.",
    "pressure-jumps": "The centre of pressure jumps off its course and back.",
    "quantised": "The steps of the signal are coarse against what was measured.",
    "frames-bridged": "Single frames that a plate lost were drawn over.",
    "not-seen": "The person was not seen over a stretch of time; nothing was counted across it.",
    "shallow-repetitions": "Some movements went less far than a repetition must; not counted.",
    "rise-attempts": "Some rises fell back before standing; not counted.",
    "view-unsuitable": "Seen from this side, some angles cannot be told.",
    "camera-level-assumed": "The camera is taken to stand level; a tilted one tilts the angles.",
    "task-proposed": "Nobody says what the person was asked to do; it was told from what was "
    "recorded.",
    "source-chosen": "Several parts of the recording could answer; the first was taken.",
    "block-cut": "A bout longer than a block of the analysis was cut.",
    "calibrated": "A personal factor from a walk of known length was used.",
    "several-people": "Several people are in the pictures; one was followed.",
    "identity-jump": "The whole body jumps: another person was taken for the one measured.",
    "out-of-picture": "Points of the body lie on or beyond the edge of the picture.",
    "person-away": "Most of the body is not seen over a stretch of time.",
    "person-small": "The person is too small in the picture to be measured.",
    "landmarks-frozen": "All points stand exactly still in the middle of movement.",
    "landmarks-jump": "Single points jump off their course.",
    "frames-doubled": "Frames repeat the one before.",
    "sides-exchanged": "The legs change places from one frame to the next.",
    "visibility-low": "The estimator is not sure of points of the body.",
    "landmarks-missing": "Points of the body were not seen in some frames.",
    "layout-inferred": "Which point is which was told from the order of the body.",
    "up-found": "Which axis points up was told from the body: the head stands over the feet.",
    "upside-down": "The rows of the picture count upwards, or the picture stands on its head.",
    "sign-turned": "Angles were counted the other way in the file, and were turned.",
    "feet-only": "Landmarks show feet and nothing of the body above them.",
    "landmarks-doubtful": "Frames do not show one whole person from the side.",
    "legs-swapped": "The pose estimator took one leg for the other.",
    "picture-scale": "Lengths in a picture rest on the person's height, or are left out.",
    "turns-not-seen": "Turns cannot be measured from this view and were not looked for.",
    "simulated": "The recording is made by the simulator; nobody moved.",
    "several-up-and-gos": "The recording holds more than one timed up and go; one was measured.",
    "no-walking-found": "No stretch of the recording keeps the rules of a walking bout.",
    "position-left": "The person stepped off, or touched down, before the time was over.",
    "position-entered": "The recording holds how the position was taken up or left.",
    "held-too-short": "The position was kept for less long than it should be.",
    "held-differs": "The time held that was given does not fit the recording.",
    "cut-to-wanted": "More was recorded than was asked for; the rest was left out.",
    "near-noise-floor": "Numbers are near what the device shows with nobody on it.",
    "noise-floor-doubtful": "The recording of the noise floor does not fit the one measured.",
    "sway-directions-unknown": "Forward and sideways of a sensor on the back are not known.",
    "trial-not-measured": "A trial of a protocol could not be measured, or was not done.",
    "protocol-incomplete": "A condition that belongs to the protocol is not there.",
    "target-assumed": "The distance of a target was not given, and follows from the height.",
    "plate-sides-assumed": "Which plate stood under which foot was told from where they stand.",
}
