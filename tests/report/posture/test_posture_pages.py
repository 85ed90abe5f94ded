"""Posture, reach, range of joints and leans: figures, words for angles, and what is missing."""

import re

import numpy as np
import pytest
from page_reader import Reader

from restride.analysis.analyze import analyze
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import LeanTarget
from restride.balance.limits import unit_vector
from restride.movement.view import View
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.plates import Plate
from restride.recording.recording import Recording
from restride.report import report_html
from restride.report.posture.planes import planes_of
from restride.report.posture.posture_page import angle_in_words
from restride.report.standing.limits_drawing import reached_of
from restride.terms import LeanDirection, LengthUnit, Side, Task

#: Of a standing person, to the right and up, in metres; the right shoulder 2 cm lower.
FRONT = {
    "ear": (0.08, 1.60),
    "shoulder": (0.19, 1.40),
    "elbow": (0.24, 1.12),
    "wrist": (0.25, 0.88),
    "hip": (0.13, 0.95),
    "knee": (0.12, 0.50),
    "ankle": (0.11, 0.08),
    "heel": (0.10, 0.03),
    "toe": (0.13, 0.02),
}


def standing(*, frames_count=250, lower_m=0.02, reach_m=0.0):
    """Stand still, seen by markers: forward is y. The left hand may be raised and go forward."""
    points, columns = [], []
    random = np.random.default_rng(5)
    ahead = np.zeros(frames_count)
    if reach_m:
        at_s = np.arange(frames_count) / 50
        ahead = reach_m / (1 + np.exp(-6 * (at_s - 2.5)))
    for side, sign in ((Side.LEFT, -1), (Side.RIGHT, 1)):
        for part, (across, up) in FRONT.items():
            drop = lower_m if (part, side) == ("shoulder", Side.RIGHT) else 0.0
            place = np.tile(
                [sign * across, 0.15 if part == "toe" else 0.0, up - drop], (frames_count, 1)
            )
            if reach_m and side is Side.LEFT and part in ("wrist", "elbow"):
                far = 0.55 if part == "wrist" else 0.28
                place[:, 1] = far + ahead * (1.0 if part == "wrist" else 0.6)
                place[:, 2] = 1.40
            place += random.normal(0, 0.0002, place.shape)
            points.append(Landmark(f"{side}-{part}"))
            columns.append(place)
    landmarks = Landmarks(
        name="markers",
        clock=Clock(sampling_rate_hz=50.0, samples_count=frames_count),
        points=tuple(points),
        positions=np.stack(columns, axis=1),
        unit=LengthUnit.METRES,
    )
    return Recording(name="stance", landmarks=(landmarks,), person=Person(height_m=1.72))


def html_of(recording, task, settings=None):
    analysis = analyze(recording, task=task, settings=settings)
    return analysis, report_html(analysis, recording)


def test_a_posture_in_space_is_drawn_from_the_front_and_the_side():
    analysis, html = html_of(standing(), Task.POSTURE)
    words = Reader(html).words

    assert 'id="figure-front-title"' in html
    assert 'id="figure-side-title"' in html
    assert "the person's right is on the left" in words
    assert "Shoulders: 3.0° right lower" in html
    assert "Against level and plumb" in words
    assert len(analysis.measures) > 4


def test_from_the_front_the_persons_right_is_on_the_left():
    recording = standing()
    places = {
        point: tuple(recording.landmarks[0].of(point)[0]) for point in recording.landmarks[0].points
    }
    front, side = planes_of(places, view=View.SPACE)

    assert front.points[Landmark.RIGHT_SHOULDER][0] < 0 < front.points[Landmark.LEFT_SHOULDER][0]
    assert side.points[Landmark.LEFT_TOE][0] > side.points[Landmark.LEFT_HEEL][0]
    assert front.points[Landmark.LEFT_EAR][1] == pytest.approx(1.60, abs=0.01)


def test_a_picture_is_drawn_as_it_is():
    (seen,) = planes_of({Landmark.NOSE: (320.0, 400.0)}, view=View.FRONT)

    assert tuple(seen.points[Landmark.NOSE]) == (320.0, 400.0)


@pytest.mark.parametrize(
    ("value", "side", "words"),
    [
        (2.04, None, "2.0° right lower"),
        (-2.04, None, "2.0° left lower"),
        (0.04, None, "0°"),
        (-5.0, Side.LEFT, "◀︎ 5.0° left lower"),
    ],
)
def test_an_angle_says_which_way_without_a_sign(value, side, words, one_measure):
    measure = one_measure("shoulder_drop_right_deg", "Shoulders", value, decimals=1, side=side)

    assert angle_in_words(measure, above="right lower", below="left lower") == words


def test_a_reach_is_drawn_at_rest_and_at_its_furthest():
    analysis, html = html_of(standing(reach_m=0.25), Task.FUNCTIONAL_REACH)
    words = Reader(html).words

    assert analysis.reach.none_found_reason is None
    assert "Reach of the left arm" in words
    assert 'id="reach-title"' in html
    assert "Dark: furthest" in words


def test_no_reach_is_a_page_with_the_reason():
    _, html = html_of(standing(), Task.FUNCTIONAL_REACH)

    assert "No reach can be given" in html
    assert "No hand is raised" in html


def test_a_range_stands_left_above_right_with_both_ends():
    times_s = np.arange(600) / 50
    bent_deg = 60 * (1 - np.cos(2 * np.pi * times_s / 3)) / 2
    angles = JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=50.0, samples_count=600),
        joints=(Joint.RIGHT_KNEE_FLEXION, Joint.LEFT_KNEE_FLEXION),
        angles_deg=np.column_stack((bent_deg, 0.8 * bent_deg)),
    )
    _, html = html_of(Recording(name="knee", joint_angles=(angles,)), Task.RANGE_OF_MOTION)

    assert re.search(r"left: [01] to 4[78] degrees; right: [01] to (59|60) degrees", html)
    assert html.index(">Left</text>") < html.index(">Right</text>")
    assert "Knee flexion" in Reader(html).words


def leaning(directions=tuple(LeanDirection), *, far_mm=60.0):
    """Lean towards each target, ten seconds each, so far."""
    times_s = np.arange(1000) / 100
    out = 1 / (1 + np.exp(-4 * (times_s - 3))) - 1 / (1 + np.exp(-4 * (times_s - 8)))
    path = np.concatenate([np.outer(out * far_mm, unit_vector(each)) for each in directions])
    plate = Plate(
        name="plate",
        clock=Clock(sampling_rate_hz=100.0, samples_count=len(path)),
        centre_of_pressure_mm=path,
        vertical_force_n=np.full(len(path), 700.0),
    )
    targets = tuple(
        LeanTarget(direction=each, cue_s=1.5 + 10 * at, distance_mm=100.0)
        for at, each in enumerate(directions)
    )
    return Recording(name="leans", plates=(plate,)), AnalysisSettings(leans=targets)


def test_each_lean_is_drawn_beside_its_target():
    recording, settings = leaning()
    analysis, html = html_of(recording, Task.LIMITS_OF_STABILITY, settings)
    reached = reached_of(analysis.leans)

    assert [each.maximum_share for each in reached] == pytest.approx([0.6] * 8, abs=0.02)
    assert re.search(r"backward left: first (59|60) %, at most 60 % of the target", html)
    assert "not done" not in html


def test_a_direction_that_was_not_asked_for_says_so():
    recording, settings = leaning((LeanDirection.FORWARD, LeanDirection.LEFT))
    _, html = html_of(recording, Task.LIMITS_OF_STABILITY, settings)

    assert html.count(">(not done)<") == 6
    assert html.count('data-label="target, mm"') == 2
