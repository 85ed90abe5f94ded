"""The JSON of every task: what the schema says, what the reference names, and back again."""

import json
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.from_json import analysis_from_json
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import LeanTarget, StandingSettings
from restride.analysis.to_json import json_text
from restride.balance.conditions import StandingCondition
from restride.errors import DamagedFile
from restride.movement.reach import Reach
from restride.movement.settings import RangeSettings
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.recording.recording import Recording
from restride.simulate import (
    CameraSettings,
    WalkAhead,
    WalkerSettings,
    keypoints_of,
    simulate_rises,
    simulate_squats,
    simulate_stand,
    simulate_up_and_go,
    simulate_walk,
    stander,
)
from restride.terms import Eyes, LeanDirection, Side, Surface, Task

VALIDATOR = Draft202012Validator(analysis_schema())
PAGE = Path(__file__).parents[2] / "docs/reference/analysis-json.md"


def walked():
    return analyze(simulate_walk(WalkerSettings(seed=3), plan=(WalkAhead(length_m=9.0),)).recording)


def filmed():
    walk = simulate_walk(WalkerSettings(seed=3), plan=(WalkAhead(length_m=6.0),))
    return analyze(keypoints_of(walk, camera=CameraSettings(seed=3)))


def empty_plate(*, duration_s=10.0, rate_hz=100.0):
    """A dead weight that trembles by a hundredth of a millimetre."""
    count = round(duration_s * rate_hz)
    random = np.random.default_rng(1)
    return Recording(
        name="dead weight",
        plates=(
            Plate(
                name="plate",
                clock=Clock(sampling_rate_hz=rate_hz, samples_count=count),
                centre_of_pressure_mm=random.normal(0, 0.01, (count, 2)),
                vertical_force_n=200.0 + random.normal(0, 0.01, count),
            ),
        ),
    )


def stood_on_a_plate():
    stood = simulate_stand(stander(seed=3, duration_s=20.0), sensors=())
    told = StandingSettings(
        condition=StandingCondition(eyes=Eyes.OPEN, surface=Surface.FIRM),
        wanted_s=20.0,
        filtered_hz=10.0,
        foot_outline_mm=((120.0, -80.0), (120.0, 80.0), (-120.0, 80.0), (-120.0, -80.0)),
        noise_floor=empty_plate(),
    )
    return analyze(
        stood.recording, task=Task.QUIET_STANDING, settings=AnalysisSettings(standing=told)
    )


def stood_on_two_plates():
    stood = simulate_stand(stander(seed=3, duration_s=15.0), sensors=(), has_two_plates=True)
    return analyze(stood.recording, task=Task.QUIET_STANDING)


def only_the_back():
    return replace(simulate_stand(stander(seed=3, duration_s=20.0)).recording, plates=())


def stood_with_a_sensor():
    return analyze(only_the_back(), task=Task.QUIET_STANDING)


def leant():
    times_s = np.arange(0, 12, 0.01)
    way = np.clip((times_s - 3.5) / 1.0, 0, 1) ** 2 * 50.0
    plate = Plate(
        name="plate",
        clock=Clock(sampling_rate_hz=100.0, samples_count=len(times_s)),
        centre_of_pressure_mm=np.column_stack((way, np.sin(times_s))),
        vertical_force_n=700.0 + 3 * np.sin(times_s),
    )
    target = LeanTarget(direction=LeanDirection.FORWARD, cue_s=3.0, distance_mm=70.0)
    return analyze(
        Recording(name="leans", plates=(plate,)),
        task=Task.LIMITS_OF_STABILITY,
        settings=AnalysisSettings(leans=(target,)),
    )


def gone():
    return analyze(simulate_up_and_go(seed=3).recording, task=Task.TIMED_UP_AND_GO)


def not_gone():
    return analyze(only_the_back(), task=Task.TIMED_UP_AND_GO)


def risen():
    return analyze(simulate_rises(3, seed=3).recording, task=Task.SIT_TO_STAND)


def of_squats(task, **settings):
    squats = simulate_squats(3, seed=3).recording
    seen = replace(squats, sensors=())
    return analyze(seen, task=task, settings=AnalysisSettings(**settings))


def squatted():
    return of_squats(Task.REPETITIONS)


def posed():
    return of_squats(Task.POSTURE)


def not_reached():
    return of_squats(Task.FUNCTIONAL_REACH)


def reached():
    analysis, posture = not_reached(), posed()
    reach = Reach(side=Side.LEFT, start_s=1.25, furthest_s=2.5, measures=posture.measures)
    return replace(analysis, reach=reach, measures=reach.measures)


def bent():
    return of_squats(Task.RANGE_OF_MOTION, range_of_motion=RangeSettings(joint="knee-flexion"))


def bent_out_of_sight():
    analysis = bent()
    hidden = replace(analysis.ranges[0], unseen_s=((1.5, 2.25), (4.0, 5.0)))
    return replace(analysis, ranges=(hidden, *analysis.ranges[1:]))


#: What is found, and what is not, of every task.
MADE = {
    walked: Task.WALK,
    filmed: Task.WALK,
    stood_on_a_plate: Task.QUIET_STANDING,
    stood_on_two_plates: Task.QUIET_STANDING,
    stood_with_a_sensor: Task.QUIET_STANDING,
    leant: Task.LIMITS_OF_STABILITY,
    gone: Task.TIMED_UP_AND_GO,
    not_gone: Task.TIMED_UP_AND_GO,
    risen: Task.SIT_TO_STAND,
    squatted: Task.REPETITIONS,
    posed: Task.POSTURE,
    not_reached: Task.FUNCTIONAL_REACH,
    reached: Task.FUNCTIONAL_REACH,
    bent: Task.RANGE_OF_MOTION,
    bent_out_of_sight: Task.RANGE_OF_MOTION,
}


def test_every_task_is_among_them():
    assert set(MADE.values()) == set(Task)


@pytest.fixture(scope="module", params=MADE, ids=lambda make: make.__name__)
def of_task(request):
    """One analysis."""
    analysis = request.param()
    assert analysis.task is MADE[request.param]
    return analysis


@pytest.fixture(scope="module")
def document(of_task):
    """What is written of it."""
    return json.loads(json_text(of_task.to_json()), parse_constant=pytest.fail)


def test_it_keeps_to_the_schema(document):
    VALIDATOR.validate(document)


def test_every_key_stands_in_the_reference(document):
    code = " ".join(re.findall("`[^`]+`", PAGE.read_text(encoding="utf-8")))
    named = set(re.findall("[a-z0-9_]+", code))
    # "_forward" stands there for "harmonic_ratio_forward".
    missing = {key for key in _keys(document) - named if key[len("harmonic_ratio") :] not in named}

    assert not missing


def test_read_back_it_is_what_it_was(of_task, document, assert_alike):
    read = analysis_from_json(document)

    assert type(read) is type(of_task)
    assert_alike(read, of_task)
    assert_alike(json.loads(json_text(read.to_json())), document)


def test_a_measure_keeps_twelve_digits(of_task, document):
    for measure, written in zip(of_task.measures, document["measures"], strict=True):
        if measure.value is not None:
            assert written["value"] == pytest.approx(measure.value, rel=1e-11, abs=0)
        if "low" in written["uncertainty"]:
            assert written["uncertainty"]["low"] == pytest.approx(
                measure.uncertainty.low, rel=1e-11, abs=0
            )


def test_no_part_of_it_may_be_missing(document):
    for key in set(document) - {"schema_version", "task"}:
        less = {name: part for name, part in document.items() if name != key}
        with pytest.raises(DamagedFile, match=f"'{key}': the key is missing"):
            analysis_from_json(less)


def test_no_part_of_it_may_be_something_else(document):
    for key in document:
        with pytest.raises(DamagedFile, match="needed"):
            analysis_from_json({**document, key: 7})


#: What may stand where something else should.
_ODD = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1.5,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "left",
        [],
        [[1]],
        {},
        {"a": 1},
    ]
)


@given(data=st.data())
def test_whatever_is_damaged_is_read_or_refused(document, data):
    damaged = json.loads(json.dumps(document))
    part = damaged
    while True:
        key = data.draw(
            st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part)))
        )
        inside = part[key]
        if not isinstance(inside, dict | list) or not inside or data.draw(st.integers(0, 3)) == 0:
            break
        part = inside
    part[key] = data.draw(_ODD)

    with suppress(DamagedFile):
        json_text(analysis_from_json(damaged).to_json())


#: Things whose keys are names: of points, and of measures.
_BY_NAME = {"points", "values"}


def _keys(value):
    if isinstance(value, dict):
        inside = (each for key, each in value.items() if key not in _BY_NAME)
        return set(value) | {key for each in inside for key in _keys(each)}
    if isinstance(value, list):
        return {key for each in value for key in _keys(each)}
    return set()
