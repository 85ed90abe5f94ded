"""An analysis and walks written by hand, for tests that need no engine."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from restride.analysis.analysis import BoutAnalysis, Origins, WalkAnalysis, summarize_recording
from restride.gait.calibration import StrideLengthCalibration
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.measure import Interval, Measure, NotComputed
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Step, Stride, Turn, Walk, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.terms import ContactKind, EndReason, EventSource, Placement, Severity, Sex, Side

RATE_HZ = 100.0


def make_sensor(placement=Placement.LOWER_BACK, *, duration_s=60.0, start_s=0.0, name="sensor"):
    samples_count = round(duration_s * RATE_HZ)
    acceleration_mps2 = np.zeros((samples_count, 3))
    acceleration_mps2[:, 2] = 9.81
    acceleration_mps2[::2, 0] = 0.01
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=samples_count, start_s=start_s)
    return Sensor(
        name=name,
        placement=placement,
        clock=clock,
        acceleration_mps2=acceleration_mps2,
        angular_velocity_dps=np.zeros((samples_count, 3)),
    )


def make_recording(*sensors, duration_s=60.0, person=None):
    return Recording(
        name="by hand",
        sensors=sensors or (make_sensor(duration_s=duration_s),),
        person=person or Person(height_m=1.75, sex=Sex.FEMALE),
        files=(SourceFile(name="by-hand.csv", format="csv"),),
        started_at="2024-05-04T10:00:00",
    )


def contact(time_s, side, kind=ContactKind.INITIAL):
    return Contact(
        time_s=time_s, kind=kind, side=side, source=EventSource.LOWER_BACK, confidence=0.9
    )


def make_bout(start_s, end_s, *, step_s=0.5, step_m=0.6):
    """Contacts every half second, the left foot first."""
    times_s = np.arange(start_s, end_s + 1e-9, step_s).tolist()
    sides = [Side.LEFT if index % 2 == 0 else Side.RIGHT for index in range(len(times_s))]
    strides = tuple(
        Stride(
            side=side,
            start_s=start,
            final_contact_s=start + 1.2 * step_s,
            end_s=end,
            length_m=2 * step_m,
        )
        for start, end, side in zip(times_s, times_s[2:], sides, strict=False)
    )
    steps = tuple(
        Step(side=side, start_s=start, end_s=end, length_m=step_m)
        for start, end, side in zip(times_s, times_s[1:], sides[1:], strict=False)
    )
    return WalkingBout(
        start_s=start_s,
        end_s=end_s,
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(map(contact, times_s, sides)),
        final_contacts=tuple(
            contact(time_s + 0.1, side.other, ContactKind.FINAL)
            for time_s, side in zip(times_s, sides, strict=True)
        ),
        strides=strides,
        steps=steps,
    )


def make_turn(start_s, *, angle_deg=180.0):
    return Turn(
        start_s=start_s,
        end_s=start_s + 2.0,
        angle_deg=angle_deg,
        peak_angular_velocity_dps=120.0,
        steps_count=4,
    )


def make_measure(key="walking_speed_mps", value=1.2, *, side=None, uncertainty=None, note=None):
    return Measure(
        definition=GAIT_MEASURES[key],
        value=value,
        side=side,
        repeats_count=17,
        uncertainty=uncertainty or Interval(low=1.1, high=1.3, basis="17 strides"),
        note=note,
    )


#: The reference says that they are not kept.
_NOT_KEPT = {("StandingSettings", "noise_floor"), ("StandingAnalysis", "sway")}


def _assert_alike(read, made, place=""):
    """Compare part by part, to six decimals."""
    parts = _parts(made)
    if parts is not None:
        assert type(read) is type(made), place
        found = _parts(read)
        assert set(found) == set(parts), place
        for key, part in parts.items():
            _assert_alike(found[key], part, f"{place}.{key}")
    elif isinstance(made, float | np.floating):
        # What follows from two rounded numbers is twice as far off.
        assert read == pytest.approx(made, abs=2e-6), place
    else:
        assert (read, type(read)) == (made, type(made)), place


def _parts(thing):
    """Take a thing apart; None where it is whole."""
    if is_dataclass(thing):
        kind = type(thing).__name__
        names = [each.name for each in fields(thing) if (kind, each.name) not in _NOT_KEPT]
        return {name: getattr(thing, name) for name in names}
    if isinstance(thing, dict):
        return thing
    return dict(enumerate(thing)) if isinstance(thing, tuple | list) else None


@pytest.fixture(scope="session")
def assert_alike():
    """Hold what was read back against what was written."""
    return _assert_alike


@pytest.fixture(scope="session")
def hand_made():
    """Everything that tests of this room build walks from."""

    class HandMade:
        sensor = staticmethod(make_sensor)
        recording = staticmethod(make_recording)
        bout = staticmethod(make_bout)
        turn = staticmethod(make_turn)
        measure = staticmethod(make_measure)

        @staticmethod
        def walk(*bouts, turns=()):
            return Walk(bouts=bouts, turns=tuple(turns))

    return HandMade


@pytest.fixture
def analysis():
    """One bout of ten seconds, one turn, a measure of each kind."""
    measures = (
        make_measure(),
        make_measure("stance_s", 0.61, side=Side.LEFT),
        make_measure("stance_s", 0.6, side=Side.RIGHT, uncertainty=NotComputed(reason="too few")),
        make_measure("swing_s", None, note="no final contact was found"),
    )
    return WalkAnalysis(
        restride_version="0.1.0",
        recording=summarize_recording(make_recording(), content_hash="ab" * 32),
        person=Person(height_m=1.75, sex=Sex.FEMALE),
        quality=(
            QualityFinding(
                code="clock-gap",
                severity=Severity.WARNING,
                sensor="sensor",
                start_s=30.0,
                end_s=31.0,
                found="Samples are missing for 1 s.",
                done="The recording was split there.",
            ),
        ),
        bouts=(BoutAnalysis(bout=make_bout(10.0, 20.0), measures=measures[:1]),),
        turns=(make_turn(14.0),),
        measures=measures,
        origins=Origins(
            strides=EventSource.LOWER_BACK,
            turns=EventSource.LOWER_BACK,
            trunk=EventSource.LOWER_BACK,
        ),
        calibration=StrideLengthCalibration(factor_ratio=1.05, known_distance_m=10.0),
    )
