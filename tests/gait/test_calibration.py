"""A person's own stride-length factor from one walk of known length."""

from itertools import pairwise

import pytest

from restride.errors import AnalysisError, OptionError
from restride.gait.calibration import StrideLengthCalibration, calibrate_stride_length
from restride.recording.events import Contact, Step, Stride, Turn, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side


def bout(*, contacts_count=20, step_m=0.5, start_s=0.0, has_steps=True):
    times_s = [start_s + 0.5 * index for index in range(contacts_count)]
    contacts = tuple(
        Contact(
            time_s=time_s,
            kind=ContactKind.INITIAL,
            side=Side.LEFT,
            source=EventSource.LOWER_BACK,
            confidence=1.0,
        )
        for time_s in times_s
    )
    steps = [
        Step(side=Side.LEFT, start_s=start, end_s=end, length_m=step_m)
        for start, end in pairwise(times_s)
    ]
    strides = [
        Stride(
            side=Side.LEFT,
            start_s=start,
            final_contact_s=None,
            end_s=end,
            length_m=None if step_m is None else 2 * step_m,
        )
        for start, end in zip(times_s, times_s[2:], strict=False)
    ]
    return WalkingBout(
        start_s=times_s[0],
        end_s=times_s[-1],
        end_reason=EndReason.PAUSE,
        initial_contacts=contacts,
        final_contacts=(),
        strides=tuple(strides),
        steps=tuple(steps) if has_steps else (),
    )


def u_turn(start_s=9.0, *, angle_deg=180.0):
    return Turn(
        start_s=start_s, end_s=start_s + 2, angle_deg=angle_deg, peak_angular_velocity_dps=100.0
    )


def walk(*bouts, turns=()):
    return Walk(bouts=bouts, turns=turns)


def test_twenty_steps_of_half_a_metre_that_were_eleven_metres_are_longer_by_a_tenth():
    calibration = calibrate_stride_length(walk(bout()), known_distance_m=11.0, recording_hash="ab")

    assert calibration.measured_distance_m == pytest.approx(10.0)
    assert calibration.factor_ratio == pytest.approx(1.1)
    assert (calibration.known_distance_m, calibration.recording_hash) == (11.0, "ab")


def test_strides_do_where_there_are_no_steps():
    calibration = calibrate_stride_length(walk(bout(has_steps=False)), known_distance_m=10.0)

    assert calibration.factor_ratio == pytest.approx(1.0)


def test_a_walk_to_and_fro_with_a_pause_at_the_turn_is_one_walk():
    to_and_fro = walk(bout(), bout(start_s=15.0), turns=(u_turn(),))

    assert calibrate_stride_length(to_and_fro, known_distance_m=20.0).factor_ratio == pytest.approx(
        1
    )


@pytest.mark.parametrize("turns", [(), (u_turn(angle_deg=90.0),)], ids=["no turn", "a corner"])
def test_two_bouts_without_a_half_turn_are_more_than_one_walk(turns):
    with pytest.raises(AnalysisError, match=r"2 walking bouts with 0 U-turns"):
        calibrate_stride_length(walk(bout(), bout(start_s=15.0), turns=turns), known_distance_m=20)


@pytest.mark.parametrize("distance_m", [3.9, 1001.0, float("nan"), -5.0])
def test_an_absurd_distance_is_refused(distance_m):
    with pytest.raises(OptionError, match=r"between 4 and 1000 m, and is "):
        calibrate_stride_length(walk(bout()), known_distance_m=distance_m)


@pytest.mark.parametrize("distance_m", [5.9, 16.1])
def test_a_distance_that_does_not_fit_the_walk_is_refused(distance_m):
    with pytest.raises(OptionError, match=r"measured 10\.0 m and was said to be"):
        calibrate_stride_length(walk(bout()), known_distance_m=distance_m)


@pytest.mark.parametrize("distance_m", [6.0, 16.0])
def test_a_factor_on_the_limit_is_taken(distance_m):
    calibrate_stride_length(walk(bout()), known_distance_m=distance_m)


def test_nobody_walking_is_refused_with_the_reason():
    nobody = Walk(bouts=(), turns=(), no_walking_reason="the person sits")

    with pytest.raises(AnalysisError, match="no walking was found: the person sits"):
        calibrate_stride_length(nobody, known_distance_m=10.0)


def test_a_walk_without_lengths_is_refused():
    with pytest.raises(AnalysisError, match="needs stride lengths, and the walk has none"):
        calibrate_stride_length(walk(bout(step_m=None)), known_distance_m=10.0)


@pytest.mark.parametrize("factor_ratio", [0.59, 1.61, float("nan")])
def test_a_factor_given_by_hand_keeps_to_the_same_limits(factor_ratio):
    with pytest.raises(OptionError, match=r"between 0\.6 and 1\.6, and is"):
        StrideLengthCalibration(factor_ratio=factor_ratio)
