"""Walks whose left and right are swapped against the person's other walks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Walk, WalkingBout
from restride.recording.recording import Recording, Sensor
from restride.terms import ContactKind, EndReason, EventSource, Placement, Side
from restride.validation.label_sides import are_swapped, side_patterns
from restride.validation.references.uturn_walks import UturnReference

LEFT_S = np.arange(2.0, 12.0, 1.1)
RIGHT_S = LEFT_S + 0.55
TURN_S = 13.0
#: A rotation about the axis across: the sensor sits with its other end to the front.
TURNED = np.diag([-1.0, 1.0, -1.0])


def a_sensor(placement, pulses, *, rate_hz, seed):
    """Six axes, each a sum of pulses: (times, height of each axis)."""
    time_s = np.arange(0.0, 20.0, 1 / rate_hz)
    signal = np.random.default_rng(seed).normal(0, 0.2, (len(time_s), 6))
    for times_s, heights in pulses:
        shape = sum(np.exp(-(((time_s - each + 0.15) / 0.1) ** 2)) for each in times_s)
        signal += shape[:, None] * np.array(heights)
    return Sensor(
        name=placement.value,
        placement=placement,
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(time_s)),
        acceleration_mps2=signal[:, :3],
        angular_velocity_dps=signal[:, 3:],
    )


def a_walk(*, swapped=False, seed=0, rate_hz=100.0):
    """Feet and back that show each side, and labels that follow the foot sensors."""
    feet = {
        Side.LEFT: [(LEFT_S, [3, 2, -2, 2, 3, 2])],
        Side.RIGHT: [(RIGHT_S, [3, -2, -2, -2, 3, -2])],
    }
    back = [(LEFT_S, [1, 2, 1, 2, 1, 2]), (RIGHT_S, [1, -2, 1, -2, 1, -2])]
    labels_s = {Side.LEFT: LEFT_S, Side.RIGHT: RIGHT_S}
    if swapped:
        feet = {Side.LEFT: feet[Side.RIGHT], Side.RIGHT: feet[Side.LEFT]}
        labels_s = {Side.LEFT: RIGHT_S, Side.RIGHT: LEFT_S}
    placed = (
        (Placement.LEFT_FOOT, feet[Side.LEFT]),
        (Placement.RIGHT_FOOT, feet[Side.RIGHT]),
        (Placement.LOWER_BACK, back),
    )
    sensors = tuple(
        a_sensor(placement, pulses, rate_hz=rate_hz, seed=[seed, k])
        for k, (placement, pulses) in enumerate(placed)
    )
    return Recording(name="one", sensors=sensors), a_reference(labels_s)


def a_reference(labels_s):
    contacts = [
        Contact(
            time_s=float(time_s),
            kind=ContactKind.INITIAL,
            side=side,
            source=EventSource.PERSON,
            confidence=1.0,
        )
        for side, times_s in labels_s.items()
        for time_s in times_s
    ]
    bout = WalkingBout(
        start_s=1.5,
        end_s=19.0,
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(sorted(contacts, key=lambda contact: contact.time_s)),
        final_contacts=(),
        strides=(),
    )
    return UturnReference(
        name="1-1",
        person=Person(),
        walk=Walk(bouts=(bout,), turns=()),
        subject="1",
        turn_start_s=TURN_S,
        turn_end_s=TURN_S + 2.0,
    )


def looks_of(swapped):
    return [side_patterns(*a_walk(swapped=each, seed=k)) for k, each in enumerate(swapped)]


def without(recording, *placements):
    kept = tuple(each for each in recording.sensors if each.placement not in placements)
    return replace(recording, sensors=kept)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.booleans(), min_size=3, max_size=6))
def test_the_rarer_way_is_named_and_of_as_many_each_way_nothing_is_said(swapped):
    told = are_swapped(looks_of(swapped))

    if 2 * sum(swapped) == len(swapped):
        assert told == (None,) * len(swapped)
    else:
        is_rare = 2 * sum(swapped) < len(swapped)
        assert told == tuple(each is is_rare for each in swapped)


@pytest.mark.parametrize("swapped", [[], [False], [True, False]])
def test_of_fewer_than_three_walks_nothing_is_said(swapped):
    assert are_swapped(looks_of(swapped)) == (None,) * len(swapped)


def test_a_walk_without_foot_sensors_is_not_compared():
    bare, reference = a_walk(swapped=True)
    bare = without(bare, Placement.LEFT_FOOT)

    told = are_swapped([*looks_of([True, False, False, False]), side_patterns(bare, reference)])

    assert told == (True, False, False, False, None)


def test_without_a_back_sensor_the_feet_decide():
    walks = [a_walk(swapped=k == 0, seed=k) for k in range(3)]
    walks = [(without(recording, Placement.LOWER_BACK), labels) for recording, labels in walks]

    assert are_swapped([side_patterns(*each) for each in walks]) == (True, False, False)


def test_feet_that_look_crossed_while_the_back_does_not_are_not_swapped():
    crossed, _ = a_walk(swapped=True)
    straight, reference = a_walk()
    feet = crossed.sensors[:2]
    feet = (
        replace(feet[1], placement=Placement.LEFT_FOOT),
        replace(feet[0], placement=Placement.RIGHT_FOOT),
    )
    mirrored = tuple(
        replace(foot, acceleration_mps2=other.acceleration_mps2)
        for foot, other in zip(feet, straight.sensors, strict=False)
    )
    looks = side_patterns(
        Recording(name="odd", sensors=(*mirrored, straight.sensors[2])), reference
    )

    assert are_swapped([looks, *looks_of([False, False])]) == (False, False, False)


def test_a_sensor_that_sits_otherwise_is_not_swapped():
    recording, reference = a_walk()
    turned = tuple(
        replace(
            each,
            acceleration_mps2=each.acceleration_mps2 @ TURNED,
            angular_velocity_dps=each.angular_velocity_dps @ TURNED,
        )
        for each in recording.sensors
    )
    looks = side_patterns(replace(recording, sensors=turned), reference)

    assert are_swapped([looks, *looks_of([False, False])])[0] is False


def test_labels_that_are_late_are_not_swapped():
    recording, _ = a_walk()
    late = a_reference({Side.LEFT: LEFT_S + 0.06, Side.RIGHT: RIGHT_S + 0.06})

    told = are_swapped([side_patterns(recording, late), *looks_of([False, False])])

    assert told == (False, False, False)


def test_sensors_of_other_rates_are_compared():
    slow = side_patterns(*a_walk(swapped=True, seed=9, rate_hz=62.5))
    assert are_swapped([slow, *looks_of([False, False])]) == (True, False, False)


def test_only_contacts_that_hold_are_looked_at():
    recording, reference = a_walk()

    assert side_patterns(recording, reference, until_s=3.0).feet is None
    assert side_patterns(recording, reference, until_s=8.0).feet is not None


def test_contacts_in_a_gap_are_left_out():
    recording, reference = a_walk()
    left = recording.sensors[0]
    lost = left.acceleration_mps2.copy()
    lost[400:500] = np.nan
    gappy = replace(
        recording, sensors=(replace(left, acceleration_mps2=lost), *recording.sensors[1:])
    )

    looks = side_patterns(gappy, reference)

    assert np.isfinite(looks.feet[0]).all()


def test_the_swapped_walks_of_the_data_set_are_found(shared_data):
    from restride.validation.folders import find_comparables
    from restride.validation.recordings import read_uturn_walk
    from restride.validation.references.uturn_walks import read_uturn_reference

    looks = {}
    for each in find_comparables(shared_data / "imu" / "uturn_walks").uturn_walks:
        reference = read_uturn_reference(each.reference)
        recording = read_uturn_walk(each, person=reference.person)
        of_person = looks.setdefault(reference.subject, {})
        of_person[reference.name] = side_patterns(recording, reference)

    told = {
        name
        for walks in looks.values()
        for name, swapped in zip(walks, are_swapped(list(walks.values())), strict=True)
        if swapped
    }
    assert told == {"4-1", "4-2"}
