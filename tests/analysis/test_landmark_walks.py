"""Walking from landmarks, through the one call."""

from dataclasses import replace

import numpy as np
import pytest

from restride.analysis.analyze import analyze
from restride.analysis.settings import AnalysisSettings
from restride.analysis.walking import analyze_walk
from restride.errors import OptionError, ViewNotUsable
from restride.measure import Interval
from restride.simulate import WalkAhead, WalkerSettings, simulate_walk
from restride.simulate.camera import CameraSettings, keypoints_of
from restride.terms import EventSource, Task


@pytest.fixture(scope="module")
def filmed():
    """Six metres of an average walker, past a camera."""
    walked = simulate_walk(WalkerSettings(seed=3), plan=(WalkAhead(length_m=6.0),))
    return keypoints_of(walked, camera=CameraSettings(seed=3))


@pytest.fixture(scope="module")
def analysis(filmed):
    return analyze_walk(filmed)


def _measure(analysis, key, side=None):
    (found,) = (
        each for each in analysis.measures if each.definition.key == key and each.side is side
    )
    return found


def test_a_film_is_proposed_as_a_walk_and_measured(filmed):
    analysis = analyze(filmed)

    assert analysis.task is Task.WALK
    assert _measure(analysis, "cadence_spm").value == pytest.approx(110.0, abs=2.0)


def test_everything_says_that_it_comes_from_landmarks(analysis):
    assert analysis.origins.strides is EventSource.LANDMARKS
    assert analysis.origins.trunk is None
    (bout,) = analysis.bouts
    assert {each.source for each in bout.bout.initial_contacts} == {EventSource.LANDMARKS}
    assert analysis.to_json()["settings"]["strides_from"] == "landmarks"


def test_turns_are_not_counted_where_they_cannot_be_seen(analysis):
    turns = _measure(analysis, "turns_count")

    assert turns.value is None
    assert "not looked for" in turns.note
    assert "turns-not-seen" in {each.code for each in analysis.quality}


def test_what_only_sensors_give_is_not_listed(analysis):
    keys = {each.definition.key for each in analysis.measures}

    assert not keys & {"clearance_m", "contact_angle_deg", "vertical_harmonic_ratio"}


def test_an_asymmetry_below_25_ms_is_within_its_interval(analysis):
    swing = _measure(analysis, "swing_s").value
    asymmetry = _measure(analysis, "swing_asymmetry_ratio")

    assert isinstance(asymmetry.uncertainty, Interval)
    half_width = (asymmetry.uncertainty.high - asymmetry.uncertainty.low) / 2
    assert half_width >= 0.999 * 0.025 / swing
    assert "25 ms" in asymmetry.uncertainty.basis


def test_stance_bears_the_published_error_and_cadence_that_of_its_strides(analysis):
    assert "stenum2021" in _measure(analysis, "stance_s").uncertainty.basis
    assert "delay of the contacts cancels" in _measure(analysis, "cadence_spm").uncertainty.basis


def test_without_a_height_there_are_no_lengths(filmed):
    analysis = analyze_walk(replace(filmed, person=replace(filmed.person, height_m=None)))

    for key in ("walking_speed_mps", "stride_length_m", "step_length_m", "distance_m"):
        assert _measure(analysis, key).value is None
    assert _measure(analysis, "cadence_spm").value is not None
    (finding,) = (each for each in analysis.quality if each.code == "picture-scale")
    assert "left out" in finding.done


def test_a_film_of_somebody_who_stands_says_that_nobody_walks(filmed):
    (seen,) = filmed.landmarks
    still = np.repeat(seen.positions[60:61], len(seen.positions), axis=0)
    still += np.random.default_rng(0).standard_normal(still.shape)

    analysis = analyze_walk(replace(filmed, landmarks=(replace(seen, positions=still),)))

    assert analysis.bouts == ()
    assert "no-walking-found" in {each.code for each in analysis.quality}


def test_a_known_distance_calibrates_no_film(filmed):
    with pytest.raises(OptionError, match="scaled by the person's height"):
        analyze_walk(filmed, settings=AnalysisSettings(known_distance_m=6.0))


def test_two_people_are_one_too_many(filmed):
    (seen,) = filmed.landmarks

    with pytest.raises(OptionError, match="of one person in one view, and 2 were given"):
        analyze_walk(replace(filmed, landmarks=(seen, replace(seen, name="another"))))


def test_a_small_person_is_refused_through_the_one_call(filmed):
    (seen,) = filmed.landmarks
    small = replace(seen, positions=seen.positions * 0.25, picture_size_px=None)

    with pytest.raises(ViewNotUsable, match="at least 200 px tall"):
        analyze_walk(replace(filmed, landmarks=(small,)))
