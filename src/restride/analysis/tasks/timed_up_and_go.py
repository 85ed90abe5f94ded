"""The timed up and go from one sensor on the back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import restride
from restride.analysis.analysis import Analysis, summarize_recording
from restride.analysis.findings import in_order
from restride.analysis.places import with_assumed_place
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.turns_on_the_way import find_quick_turns
from restride.errors import MissingChannel
from restride.movement.back_sensor import TrunkStretch, trunk_stretches
from restride.movement.up_and_go import FoundUpAndGo, find_up_and_go
from restride.movement.up_and_go_measures import up_and_go_measures
from restride.recording.checks import check_recording
from restride.recording.events import Contact, Turn
from restride.recording.movements import UpAndGo
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import EventSource, Placement, Severity, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGoAnalysis(Analysis):
    """One timed up and go, or the reason why none was found."""

    task: ClassVar[Task] = Task.TIMED_UP_AND_GO

    source: EventSource
    up_and_go: UpAndGo | None
    #: Set where there is none.
    none_found_reason: str | None = None

    def found(self) -> dict[str, object]:
        """Give phases, turns and steps."""
        from restride.analysis.walk_json import contact_to_json, turn_to_json

        found = self.up_and_go
        if found is None:
            return {"up_and_go": None, "none_found_reason": self.none_found_reason}
        return {
            "up_and_go": {
                "start_s": found.start_s,
                "end_s": found.end_s,
                "duration_s": found.duration_s,
                "overlap_s": found.overlap_s,
                "confidence": found.confidence,
                "peak_rise_velocity_mps": found.peak_rise_velocity_mps,
                "peak_sit_velocity_mps": found.peak_sit_velocity_mps,
                "rise_lean_deg": found.rise_lean_deg,
                "phases": [
                    {
                        "kind": phase.kind,
                        "start_s": phase.start_s,
                        "end_s": phase.end_s,
                        "duration_s": phase.duration_s,
                    }
                    for phase in found.phases
                ],
                "turns": [turn_to_json(turn) for turn in found.turns],
                "initial_contacts": [contact_to_json(each) for each in found.initial_contacts],
            },
            "none_found_reason": None,
        }

    def rests_on(self) -> dict[str, object]:
        """Give what it was found from."""
        return {"found_from": self.source}


def analyze_up_and_go(recording: Recording, settings: AnalysisSettings) -> UpAndGoAnalysis:
    """Find the timed up and go in a recording, and measure it.

    Raises
    ------
    MissingChannel
        No sensor on the lower back, or none with a gyroscope: turns cannot be told without.
    """
    placed = with_assumed_place(recording)
    checked = check_recording(placed)
    sensor = _back_sensor(checked)
    found, findings = _find(checked, sensor)
    up_and_go = found.up_and_go
    return UpAndGoAnalysis(
        restride_version=restride.__version__,
        recording=summarize_recording(placed, content_hash=recording.content_hash()),
        person=recording.person,
        quality=in_order((*checked.findings, *findings)),
        measures=() if up_and_go is None else up_and_go_measures(up_and_go),
        settings=settings,
        source=EventSource.LOWER_BACK,
        up_and_go=up_and_go,
        none_found_reason=found.none_found_reason,
    )


def _back_sensor(recording: Recording) -> Sensor:
    sensor = recording.sensor_at(Placement.LOWER_BACK)
    if sensor is None:
        worn = ", ".join(each.placement for each in recording.sensors) or "no sensor"
        raise MissingChannel(
            "The timed up and go is found from a sensor on the lower back, and the recording has "
            f"{worn}. Record with one there, or say its place with --placement lower-back."
        )
    if sensor.angular_velocity_dps is None:
        raise MissingChannel(
            "The timed up and go needs a gyroscope on the lower back to tell the turns, and "
            f"'{sensor.name}' has acceleration only. Record angular velocity too; rises alone are "
            "found with --task sit-to-stand."
        )
    return sensor


def _find(recording: Recording, sensor: Sensor) -> tuple[FoundUpAndGo, tuple[QualityFinding, ...]]:
    """Look in every stretch without a gap, and keep the best."""
    from restride.gait.lower_back.bouts import initial_contacts_of
    from restride.gait.lower_back.walk import look_at_back

    sight = look_at_back(sensor, person=recording.person)

    every = []
    for stretch in trunk_stretches(sensor):
        same = [each for each in sight.stretches if abs(each.start_s - stretch.start_s) < 0.01]
        contacts = initial_contacts_of(same[0]) if same else []
        turns = _turns(stretch, contacts)
        every.append(find_up_and_go(stretch, turns=turns, initial_contacts=contacts))
    found = [each for each in every if each.up_and_go is not None]
    if not found:
        return every[0], ()
    best = max(found, key=lambda each: each.up_and_go.confidence if each.up_and_go else 0.0)
    others_count = best.others_count + len(found) - 1
    return best, () if not others_count else (_several(others_count),)


def _turns(stretch: TrunkStretch, contacts: Sequence[Contact]) -> tuple[Turn, ...]:
    yaw_dps = stretch.course.yaw_dps
    if yaw_dps is None:
        return ()
    return find_quick_turns(
        yaw_dps,
        sampling_rate_hz=stretch.course.sampling_rate_hz,
        start_s=stretch.start_s,
        initial_contacts_s=[each.time_s for each in contacts],
    )


def _several(others_count: int) -> QualityFinding:
    return QualityFinding(
        code="several-up-and-gos",
        severity=Severity.WARNING,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"The recording holds {others_count + 1} stretches that look like a timed up and go.",
        done="The clearest one was measured. Cut the recording to measure the others.",
    )
