"""A walk written by hand: contacts every half second, and the signal and measures to match."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from restride.analysis.analysis import BoutAnalysis, Origins, WalkAnalysis, summarize_recording
from restride.measure import Better, Interval, Measure, MeasureDefinition, NotComputed
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Stride, Turn, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.report import report_html
from restride.terms import (
    ContactKind,
    EndReason,
    EventSource,
    Placement,
    Severity,
    Sex,
    Side,
    WalkingAid,
)

# What these tests share beside fixtures.
sys.path.insert(0, str(Path(__file__).parent))

STEP_S = 0.5


def definition(key, title, *, decimals=2):
    return MeasureDefinition(
        key=key,
        title=title,
        definition=f"What {title.lower()} is, in one sentence that a reader can follow.",
        decimals=decimals,
        better=Better.NEITHER,
        source="kluge2021",
    )


def measure(key, title, value, *, decimals=2, side=None, half=None, repeats_count=38, note=None):
    sure = (
        NotComputed(reason="no published error for this sensor")
        if half is None
        else Interval(low=value - half, high=value + half, basis="spread over strides")
    )
    return Measure(
        definition=definition(key, title, decimals=decimals),
        value=value,
        side=side,
        repeats_count=repeats_count,
        uncertainty=sure,
        note=note,
    )


def pair(key, title, left, right, *, decimals=2, half=None):
    return (
        measure(key, title, left, decimals=decimals, side=Side.LEFT, half=half, repeats_count=19),
        measure(key, title, right, decimals=decimals, side=Side.RIGHT, half=half, repeats_count=19),
    )


MEASURES = (
    measure("walking_speed_mps", "Walking speed", 1.117, half=0.09),
    measure("cadence_spm", "Cadence", 108.4, decimals=0, half=2.2),
    measure("stride_length_m", "Stride length", 1.24, half=0.08),
    *pair("step_length_m", "Step length", 0.64, 0.6, half=0.03),
    *pair("step_duration_s", "Step duration", 0.53, 0.58, half=0.01),
    *pair("stance_share", "Stance", 0.61, 0.65, decimals=3, half=0.012),
    *pair("double_support_share", "Double support", 0.24, 0.25, decimals=3, half=0.02),
    measure("step_length_asymmetry_ratio", "Step length asymmetry", 0.062, decimals=3, half=0.02),
    measure("step_duration_asymmetry_ratio", "Step duration asymmetry", -0.09, decimals=3),
    measure(
        "stride_duration_cv_share",
        "Stride duration variability",
        0.031,
        decimals=3,
        half=0.006,
        note="fewer than 30 strides a side: read with caution",
    ),
    measure("walk_ratio_mmpspm", "Walk ratio", 5.7, half=0.4),
    Measure(
        definition=definition("harmonic_ratio", "Harmonic ratio"),
        value=None,
        uncertainty=NotComputed(reason="not measured"),
        note="no stride away from turns",
    ),
)


@dataclass
class Example:
    """A recording and its analysis, to be changed before they are laid out."""

    duration_s: float = 30.0
    sampling_rate_hz: float = 100.0
    bouts: tuple[tuple[float, float], ...] = ((3.0, 13.0), (16.0, 26.0))
    turns: tuple[Turn, ...] = (
        Turn(start_s=13.0, end_s=15.5, angle_deg=178, peak_angular_velocity_dps=140, steps_count=4),
    )
    measures: tuple[Measure, ...] = MEASURES
    findings: tuple[QualityFinding, ...] = ()
    placements: tuple[Placement, ...] = (Placement.LOWER_BACK,)
    has_gyroscope: bool = True
    is_simulated: bool = False
    name: str = "straight-walk"
    no_walking_reason: str | None = None
    person: Person = field(
        default_factory=lambda: Person(
            age_years=74, sex=Sex.FEMALE, height_m=1.62, walking_aid=WalkingAid.CANE
        )
    )

    @property
    def recording(self):
        return Recording(
            name=self.name,
            sensors=tuple(self._sensor(place) for place in self.placements),
            person=self.person,
            files=(SourceFile(name=f"{self.name}.csv", format="plain-csv"),),
            started_at="2024-05-03T10:32:00",
            findings=self.findings,
            is_simulated=self.is_simulated,
        )

    @property
    def analysis(self):
        recording = self.recording
        return WalkAnalysis(
            restride_version="0.1.0",
            recording=summarize_recording(recording, content_hash="ab" * 32),
            person=recording.person,
            quality=self.findings,
            bouts=tuple(BoutAnalysis(bout=bout(*ends), measures=()) for ends in self.bouts),
            turns=self.turns,
            measures=self.measures if self.bouts else (),
            origins=self._origins,
            no_walking_reason=self.no_walking_reason,
        )

    @property
    def html(self):
        return report_html(self.analysis, self.recording)

    @property
    def _origins(self):
        is_back = Placement.LOWER_BACK in self.placements
        source = EventSource.LOWER_BACK if is_back else EventSource.FOOT
        return Origins(strides=source, turns=source, trunk=source if is_back else None)

    def _sensor(self, placement):
        count = round(self.duration_s * self.sampling_rate_hz)
        times_s = np.arange(count) / self.sampling_rate_hz
        walking = np.zeros(count)
        for start_s, end_s in self.bouts:
            first, last = (round(each * self.sampling_rate_hz) for each in (start_s, end_s))
            walking[first:last] = 1
        swing = np.sin(2 * np.pi * times_s / STEP_S) + 0.4 * np.sin(6 * np.pi * times_s / STEP_S)
        acceleration = np.zeros((count, 3), dtype=np.float32)
        acceleration[:, 0] = 9.81 + 2 * swing * walking
        turning = np.zeros((count, 3), dtype=np.float32)
        turning[:, 1] = 150 * np.sin(np.pi * times_s / STEP_S) * walking
        return Sensor(
            name=str(placement),
            placement=placement,
            clock=Clock(sampling_rate_hz=self.sampling_rate_hz, samples_count=count),
            acceleration_mps2=acceleration,
            angular_velocity_dps=turning if self.has_gyroscope else None,
        )


def bout(start_s, end_s):
    times_s = np.arange(start_s, end_s + 1e-9, STEP_S)
    sides = [Side.LEFT if index % 2 else Side.RIGHT for index in range(len(times_s))]
    landing = list(zip(times_s, sides, strict=True))
    initial = [_contact(time, side, ContactKind.INITIAL) for time, side in landing]
    final = [_contact(time + 0.12, side.other, ContactKind.FINAL) for time, side in landing]
    strides = [
        Stride(side=side, start_s=time, final_contact_s=time + 0.62, end_s=time + 1.0)
        for time, side in landing[:-2]
    ]
    return WalkingBout(
        start_s=start_s,
        end_s=end_s,
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(initial),
        final_contacts=tuple(final),
        strides=tuple(strides),
    )


def _contact(time_s, side, kind):
    return Contact(
        time_s=float(time_s), kind=kind, side=side, source=EventSource.LOWER_BACK, confidence=0.9
    )


def finding(
    code, *, severity=Severity.NOTE, start_s=None, end_s=None, found="Found.", done="Kept."
):
    return QualityFinding(
        code=code,
        severity=severity,
        sensor="lower-back",
        start_s=start_s,
        end_s=end_s,
        found=found,
        done=done,
    )


@pytest.fixture(scope="session")
def example():
    return Example


@pytest.fixture(scope="session")
def plain_example():
    return Example()


@pytest.fixture(scope="session")
def doubt():
    return finding


@pytest.fixture(scope="session")
def one_measure():
    return measure


@pytest.fixture(scope="session")
def chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("the report must be looked at in a browser: apt-get install chromium")
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium")
    return found
