"""What was not seen, or was somebody else, is found, made NaN and said with its seconds."""

import numpy as np
import pytest
from landmark_files import SIDED, picture_px

from restride import joint_angles_of, landmarks_of, recording_of
from restride.errors import SignalNotUsable, SignalTooShort
from restride.recording.checks import check_recording
from restride.recording.checks.landmark_size import (
    person_height_px,
    person_height_share,
    refuse_small_person,
)
from restride.recording.landmarks import Landmark
from restride.recording.readers import ReadOptions, read_recordings
from restride.terms import Severity

RATE_HZ = 30.0
SIZE_PX = (720.0, 1280.0)


def _drawn(frames_count=180, *, noise_px=0.4, scale=1.0):
    """A squat seen from the side, with the noise that every estimator has; rows count down."""
    noise = np.random.default_rng(3).normal(0, noise_px, (frames_count, len(SIDED), 2))
    flat = picture_px(SIDED, frames_count=frames_count)
    return 640 + (flat - 640) * scale + noise


def _track(drawn, **said):
    said = {"picture_size_px": SIZE_PX, "sampling_rate_hz": RATE_HZ} | said
    return landmarks_of(drawn, points=SIDED, **said)


def _checked(drawn, **said):
    recording = check_recording(recording_of(_track(drawn, **said)))
    return recording.landmarks[0], recording.findings


def _of(findings, code):
    found = [each for each in findings if each.code == code]
    assert found, f"{code} is not among {[each.code for each in findings]}"
    return found[0]


def _unseen_frames(track):
    return np.flatnonzero(np.isnan(track.positions).all(axis=(1, 2))).tolist()


def test_a_good_recording_stays_as_it_is_without_a_word():
    track, findings = _checked(_drawn())

    assert track.positions == pytest.approx(_track(_drawn()).positions)
    assert not findings


def test_points_at_the_edge_of_the_picture_are_not_seen_and_said_with_their_seconds():
    drawn = _drawn()
    drawn[60:90, :, 0] += 600
    drawn[60:90, :, 0] = np.minimum(drawn[60:90, :, 0], 720)

    track, findings = _checked(drawn)

    assert np.isnan(track.positions[60:90]).any()
    assert not np.isnan(track.positions[:60]).any()
    found = _of(findings, "out-of-picture")
    assert (found.start_s, found.end_s) == (2.0, 3.0)


def test_points_held_at_one_line_are_an_edge_even_of_an_unknown_picture():
    drawn = _drawn()
    drawn[100:130, :, 1] = np.minimum(drawn[100:130, :, 1] + 200, 1095)

    track, findings = _checked(drawn, picture_size_px=None)

    ankle = track.of(Landmark.LEFT_ANKLE)
    assert np.isnan(ankle[100:130]).all()
    assert _of(findings, "out-of-picture").start_s == pytest.approx(100 / 30, abs=1e-5)


def test_frames_that_stand_still_and_jump_are_frozen():
    drawn = _drawn()
    drawn[31:46] = drawn[30]

    track, findings = _checked(drawn)

    assert _unseen_frames(track) == list(range(31, 46))
    found = _of(findings, "landmarks-frozen")
    assert (found.start_s, found.end_s) == (
        pytest.approx(31 / 30, abs=1e-5),
        pytest.approx(46 / 30, abs=1e-5),
    )


def test_a_person_without_noise_may_stand_still():
    track, findings = _checked(_drawn(noise_px=0.0))

    assert not _unseen_frames(track)
    assert "landmarks-frozen" not in [each.code for each in findings]


def test_single_repeated_frames_are_left_out():
    drawn = _drawn()
    drawn[20], drawn[110] = drawn[19], drawn[109]

    track, findings = _checked(drawn)

    assert _unseen_frames(track) == [20, 110]
    assert "2 of 180 frames repeat" in _of(findings, "frames-doubled").found


def test_a_video_of_half_the_rate_keeps_its_doubled_frames():
    drawn = np.repeat(_drawn(90), 2, axis=0)

    track, findings = _checked(drawn)

    assert not _unseen_frames(track)
    found = _of(findings, "frames-doubled")
    assert "89 of 180" in found.found
    assert "15.2 frames a second" in found.found
    assert found.severity is Severity.WARNING


def test_another_person_for_a_while_is_left_out_and_serious():
    drawn = _drawn()
    drawn[70:100, :, 0] -= 250

    track, findings = _checked(drawn)

    assert _unseen_frames(track) == list(range(70, 100))
    found = _of(findings, "identity-jump")
    assert found.severity is Severity.SERIOUS
    assert found.start_s == pytest.approx(70 / 30, abs=1e-5)


def test_legs_that_leave_the_picture_are_no_other_person():
    drawn = _drawn()
    legs = [
        place for place, name in enumerate(SIDED) if name.endswith(("knee", "ankle", "heel", "toe"))
    ]
    drawn[60:120, legs] = np.nan

    track, findings = _checked(drawn)

    assert not _unseen_frames(track)
    assert "identity-jump" not in [each.code for each in findings]
    assert "left-knee (33%)" in _of(findings, "landmarks-missing").found


def test_a_point_that_jumps_is_not_seen_there():
    drawn = _drawn()
    wrist = SIDED.index("left-wrist")
    drawn[50, wrist, 1] -= 250

    track, findings = _checked(drawn)

    assert np.flatnonzero(np.isnan(track.of(Landmark.LEFT_WRIST)[:, 0])).tolist() == [50]
    assert "left-wrist (1)" in _of(findings, "landmarks-jump").found


def test_legs_that_change_places_are_said():
    drawn = _drawn()
    left, right = SIDED.index("left-ankle"), SIDED.index("right-ankle")
    drawn[:, right, 0] += 150
    drawn[60:63, [left, right]] = drawn[60:63, [right, left]]

    _, findings = _checked(drawn)

    assert "2 times, first at 2.00 s" in _of(findings, "sides-exchanged").found


def test_a_person_who_is_away_is_said_with_the_seconds():
    drawn = _drawn()
    drawn[90:] = np.nan

    _, findings = _checked(drawn)

    found = _of(findings, "person-away")
    assert (found.start_s, found.end_s) == (3.0, 6.0)


def test_points_the_estimator_doubts_are_named():
    seen = np.full((180, len(SIDED)), 0.9)
    seen[:60, SIDED.index("right-knee")] = 0.3

    _, findings = _checked(_drawn(), visibility_share=seen)

    assert "right-knee (33%)" in _of(findings, "visibility-low").found


def test_infinities_are_not_seen():
    drawn = _drawn()
    drawn[10, 0] = np.inf

    track, findings = _checked(drawn)

    assert np.isnan(track.positions[10, 0]).all()
    assert "1 points" in _of(findings, "infinite-values").found


@pytest.mark.parametrize(("scale", "is_small"), [(0.304, False), (0.298, True)])
def test_a_person_under_two_fifths_of_the_picture_is_too_small(scale, is_small):
    # Eyes 1.64 m and toes 0.02 m up, at 550 elements a metre: 891 of them, in a picture 720 wide.
    track, findings = _checked(_drawn(noise_px=0.05, scale=scale))

    assert person_height_share(track) == pytest.approx(891 * scale / 0.93 / 720, abs=0.002)
    assert ("person-small" in [each.code for each in findings]) is is_small
    if is_small:
        with pytest.raises(
            SignalNotUsable, match=r"at least 40% as tall .* is 28\d picture elements tall, 39.\d%"
        ):
            refuse_small_person(track, analysis="Posture")
    else:
        refuse_small_person(track, analysis="Posture")


def test_raised_arms_make_nobody_taller():
    drawn = _drawn(noise_px=0.0)
    arms = [place for place, name in enumerate(SIDED) if name.endswith("wrist")]
    drawn[:, arms, 1] -= 500

    assert person_height_px(_track(drawn)) == pytest.approx(
        person_height_px(_track(_drawn(noise_px=0.0)))
    )


def test_a_small_person_in_a_picture_of_unknown_size_is_refused():
    track = _track(_drawn(scale=0.2), picture_size_px=None)

    assert person_height_share(track) is None
    with pytest.raises(SignalNotUsable, match="tall in a picture of unknown size"):
        refuse_small_person(track, analysis="Posture")


def test_markers_have_no_size_in_a_picture():
    space = np.random.default_rng(1).normal(0, 1, (90, len(SIDED), 3))
    track = landmarks_of(space, points=SIDED, sampling_rate_hz=100.0)

    assert person_height_px(track) is None
    refuse_small_person(track, analysis="Posture")


@pytest.mark.parametrize(
    ("drawn", "error", "match"),
    [
        (_drawn(20), SignalTooShort, "got 0.67 s"),
        (np.full((90, len(SIDED), 2), np.nan), SignalNotUsable, "none of the 90 frames"),
        (np.repeat(_drawn(1), 90, axis=0), SignalNotUsable, "keep one value in its 90 frames"),
    ],
)
def test_landmarks_that_carry_nothing_are_refused(drawn, error, match):
    with pytest.raises(error, match=match):
        _checked(drawn)


def test_landmarks_that_carry_nothing_are_left_out_beside_others():
    angles = joint_angles_of(
        np.linspace(0, 90, 200)[:, None], joints=["left-knee-flexion"], sampling_rate_hz=100.0
    )

    recording = check_recording(recording_of(angles, _track(np.repeat(_drawn(1), 90, axis=0))))

    assert not recording.landmarks
    assert _of(recording.findings, "missing-values").severity is Severity.SERIOUS


def test_few_frames_a_second_are_said():
    _, findings = _checked(_drawn(), sampling_rate_hz=12.0)

    assert "12 frames a second" in _of(findings, "rate-low").found


def test_a_varying_rate_is_said():
    times_s = np.cumsum(np.random.default_rng(1).uniform(0.02, 0.05, 180))

    _, findings = _checked(_drawn(), sampling_rate_hz=None, times_s=times_s)

    assert "varies by" in _of(findings, "clock-jitter").found


def test_gaps_of_joint_angles_are_said():
    angles_deg = np.linspace(0, 90, 200)[:, None].copy()
    angles_deg[50:60] = np.nan
    angles = joint_angles_of(angles_deg, joints=["left-knee-flexion"], sampling_rate_hz=100.0)

    recording = check_recording(recording_of(angles))

    assert "10 samples in 1 places" in _of(recording.findings, "missing-values").found


@pytest.mark.parametrize("name", ["STS1", "squats1", "walking1"])
def test_real_markers_pass_without_a_doubt_about_the_person(name, shared_data):
    path = shared_data / f"mocap/opencap_subject/MarkerData/{name}.trc"
    (recording,) = read_recordings(path, options=ReadOptions())

    checked = check_recording(recording)

    codes = {each.code for each in checked.findings}
    assert not codes & {"identity-jump", "landmarks-jump", "landmarks-frozen", "sides-exchanged"}
    assert np.isfinite(checked.landmarks[0].positions).mean() > 0.99
