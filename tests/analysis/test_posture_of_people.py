"""Posture of a real person, from markers."""

import pytest

from restride.analysis.analyze import analyze
from restride.recording.readers import read_recordings
from restride.terms import Task


@pytest.mark.shared
def test_a_standing_knee_of_a_real_person_is_straight(shared_data):
    (recording,) = read_recordings(shared_data / "mocap/opencap_subject/MarkerData/static1.trc")

    analysis = analyze(recording, task=Task.POSTURE)

    bends_deg = [
        each.value
        for each in analysis.measures
        if each.definition.key == "standing_knee_flexion_deg"
    ]
    assert len(bends_deg) == 2
    assert all(abs(each) < 6.0 for each in bends_deg)
