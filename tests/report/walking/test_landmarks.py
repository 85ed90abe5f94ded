"""The page of a walk that was filmed: ankles in place of a sensor's signal."""

import numpy as np
import pytest
from page_reader import Reader

from restride.analysis.analyze import analyze
from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.recording import Recording
from restride.report import report_html
from restride.report.walking.traces import drawn_feet, traces_of
from restride.simulate import Stand, WalkAhead, WalkerSettings, keypoints_of, simulate_walk
from restride.terms import LengthUnit, Side, Task

PLAN = (Stand(duration_s=1.0), WalkAhead(length_m=9.0), Stand(duration_s=1.0))


@pytest.fixture(scope="module")
def words():
    recording = keypoints_of(simulate_walk(WalkerSettings(seed=3), plan=PLAN))
    return Reader(report_html(analyze(recording, task=Task.WALK), recording)).words


def test_the_ankles_are_drawn_with_every_contact(words):
    assert "Height of the ankle (left above right)." in words
    assert "Height of the ankle in rows." in words


def test_turns_were_not_looked_for_and_the_reason_is_no_gyroscope(words):
    assert "turns not looked for, from landmarks" in words
    assert "without a gyroscope" not in words


def test_an_ankle_that_was_never_seen_is_not_drawn():
    seen = np.ones((50, 2, 2))
    seen[:, 1] = np.nan
    landmarks = Landmarks(
        name="picture",
        clock=Clock(sampling_rate_hz=30.0, samples_count=50),
        points=(Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
        positions=seen,
        unit=LengthUnit.PICTURE_ELEMENTS,
    )
    (track,) = drawn_feet(Recording(name="film", landmarks=(landmarks,)))

    assert (track.side, track.unit) == (Side.LEFT, "px")
    assert traces_of(track, ()) == ()
    assert drawn_feet(Recording(name="nothing")) == ()
