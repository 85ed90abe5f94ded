"""Where labels and signal of a walk part."""

from dataclasses import replace

import numpy as np
import pytest

from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Walk, WalkingBout
from restride.recording.recording import Recording, Sensor
from restride.terms import ContactKind, EndReason, EventSource, Placement, Side
from restride.validation.label_time import back_labels_hold_until, feet_labels_hold_until
from restride.validation.references.uturn_walks import UturnReference
from restride.validation.uturn_walks import score_initial_contacts

RATE_HZ = 100.0
LEFT_S = np.arange(2.0, 22.0, 1.1)
RIGHT_S = LEFT_S + 0.55
PLACES = {Side.LEFT: Placement.LEFT_FOOT, Side.RIGHT: Placement.RIGHT_FOOT}


def a_foot(side, times_s, *, lost_s=(), beyond_s=0.0):
    """A foot that swings before each contact; samples at the given times never arrived."""
    time_s = np.arange(0.0, 24.0 + beyond_s, 1 / RATE_HZ)
    speed_dps = sum(300 * np.exp(-(((time_s - each + 0.2) / 0.08) ** 2)) for each in times_s)
    speed_dps = speed_dps + sum(80 * np.exp(-(((time_s - each) / 0.03) ** 2)) for each in times_s)
    keep = np.ones(len(time_s), dtype=bool)
    for start_s, end_s in lost_s:
        keep &= (time_s < start_s) | (time_s >= end_s)
    speed_dps = speed_dps[keep]
    signal = np.column_stack([np.zeros_like(speed_dps), speed_dps, np.zeros_like(speed_dps)])
    return Sensor(
        name=side.value,
        placement=PLACES[side],
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=len(signal)),
        acceleration_mps2=signal,
        angular_velocity_dps=signal,
    )


def a_reference():
    contacts = [
        Contact(
            time_s=float(time_s),
            kind=ContactKind.INITIAL,
            side=side,
            source=EventSource.PERSON,
            confidence=1.0,
        )
        for side, times_s in ((Side.LEFT, LEFT_S), (Side.RIGHT, RIGHT_S))
        for time_s in times_s
    ]
    bout = WalkingBout(
        start_s=1.5,
        end_s=22.5,
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(sorted(contacts, key=lambda contact: contact.time_s)),
        final_contacts=(),
        strides=(),
    )
    return UturnReference(
        name="one",
        person=Person(),
        walk=Walk(bouts=(bout,), turns=()),
        subject="1",
        turn_start_s=11.0,
        turn_end_s=13.0,
    )


def a_recording(**changes):
    feet = (a_foot(Side.LEFT, LEFT_S, **changes), a_foot(Side.RIGHT, RIGHT_S, **changes))
    return Recording(name="one", sensors=feet)


def test_labels_that_agree_hold_to_the_end():
    assert feet_labels_hold_until(a_recording(), a_reference()) is None


@pytest.mark.parametrize("lost_at_s", [9.0, 15.0])
def test_lost_samples_part_labels_and_signal_from_there(lost_at_s):
    recording = a_recording(lost_s=[(lost_at_s, lost_at_s + 0.2)], beyond_s=1.0)

    until_s = feet_labels_hold_until(recording, a_reference())

    assert lost_at_s - 1.2 < until_s < lost_at_s + 1.2


def test_labels_that_are_steadily_off_have_parted_too():
    recording = a_recording(lost_s=[(9.0, 9.05)], beyond_s=1.0)
    assert 7.8 < feet_labels_hold_until(recording, a_reference()) < 10.2


def test_one_foot_that_lost_samples_is_enough():
    left = a_foot(Side.LEFT, LEFT_S)
    right = a_foot(Side.RIGHT, RIGHT_S, lost_s=[(9.0, 9.05)], beyond_s=1.0)

    until_s = feet_labels_hold_until(Recording(name="one", sensors=(left, right)), a_reference())

    assert 7.8 < until_s < 10.2


def test_two_lost_samples_do_not_part_them():
    recording = a_recording(lost_s=[(9.0, 9.02)], beyond_s=1.0)
    assert feet_labels_hold_until(recording, a_reference()) is None


def test_labels_that_are_early_and_late_in_turn_have_not_parted():
    off_s = np.where(np.arange(len(LEFT_S)) % 2, 0.02, -0.02)
    feet = (a_foot(Side.LEFT, LEFT_S + off_s), a_foot(Side.RIGHT, RIGHT_S - off_s))

    assert feet_labels_hold_until(Recording(name="one", sensors=feet), a_reference()) is None


def a_back(**changes):
    feet = a_foot(Side.LEFT, [*LEFT_S, *RIGHT_S], **changes)
    return Recording(name="one", sensors=(replace(feet, placement=Placement.LOWER_BACK),))


def test_the_back_sensor_is_looked_at_by_itself():
    lossy = a_back(lost_s=[(9.0, 9.2)], beyond_s=1.0)

    assert back_labels_hold_until(a_back(), a_reference()) is None
    assert 7.5 < back_labels_hold_until(lossy, a_reference()) < 10.0
    assert feet_labels_hold_until(lossy, a_reference()) is None


def test_without_foot_sensors_nothing_can_be_told():
    nothing = Recording(name="none", sensors=())

    assert feet_labels_hold_until(nothing, a_reference()) is None
    assert back_labels_hold_until(nothing, a_reference()) is None


def test_contacts_after_the_parting_are_not_counted():
    reference = a_reference()

    score = score_initial_contacts(reference.walk, reference, until_s=10.0)

    assert score.f1_share == 1.0
    assert score.reference_count == sum(LEFT_S < 9.6) + sum(RIGHT_S < 9.6)
