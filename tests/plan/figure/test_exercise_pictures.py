"""Every exercise has a picture: whole, on the floor, in its own words, mirrored for the left."""

import time
import xml.etree.ElementTree as ET

import pytest

from restride.errors import ContentError, OptionError
from restride.plan.figure import content, figure_svg
from restride.plan.figure.content import FigureRow, figure_rows, find_figure
from restride.plan.figure.pose import SIDES, Rest
from restride.plan.figure.skeleton import skeleton_of
from restride.plan.library import exercises
from restride.terms import Side

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = sorted(figure_rows())
#: What a shape on the floor may lie lower by: soles through foam, rounding.
TOLERANCE_SHARE = 0.012


def _tree(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("exercise_id", sorted(exercises()))
def test_every_exercise_has_a_picture(exercise_id):
    assert exercise_id in figure_rows(), f"write the poses of {exercise_id}"


@pytest.mark.parametrize("exercise_id", FIGURES)
def test_every_picture_is_of_an_exercise(exercise_id):
    assert exercise_id in exercises(), f"nothing is called {exercise_id}: take its poses away"


@pytest.mark.parametrize("exercise_id", FIGURES)
@pytest.mark.parametrize("moving", [False, True])
def test_a_picture_stands_alone_and_says_what_it_shows(exercise_id, moving):
    svg = figure_svg(exercise_id, moving=moving)
    root = _tree(svg)

    assert root.findtext(f"{SVG}title") == find_figure(exercise_id).shows
    assert root.findtext(f"{SVG}desc")
    assert "nan" not in svg
    assert "inf" not in svg
    assert svg.count("http") == 1


@pytest.mark.parametrize("exercise_id", FIGURES)
def test_nobody_sinks_into_the_floor(exercise_id):
    for pose in find_figure(exercise_id).way:
        points = skeleton_of(pose).points
        low = {
            name: round(point[2], 3)
            for name, point in points.items()
            if point[2] < min(pose.ground_share, 0.0) - TOLERANCE_SHARE
        }
        assert not low


@pytest.mark.parametrize("exercise_id", FIGURES)
def test_whoever_stands_stands_on_something(exercise_id):
    for pose in find_figure(exercise_id).way:
        if pose.rest is not Rest.FEET or not pose.feet:
            continue
        points = skeleton_of(pose).points
        for side, place in pose.feet.items():
            sole = min(points[f"{side}_{part}"][2] for part in ("heel", "ball", "toe"))
            assert sole == pytest.approx(pose.ground_share + place[2], abs=0.012), side


@pytest.mark.parametrize("exercise_id", FIGURES)
def test_hands_hold_what_they_are_put_on(exercise_id):
    """A hand reaches its place to within 3 cm of a person of 170 cm, in start and end."""
    figure = find_figure(exercise_id)
    for pose in (figure.way[0], figure.way[-1]):
        points = skeleton_of(pose).points
        for side, (ahead, out, up) in pose.hands.items():
            target = (ahead, out if side == "left" else -out, up)
            assert points[f"{side}_hand"] == pytest.approx(target, abs=0.018), side


@pytest.mark.parametrize("exercise_id", FIGURES)
def test_no_joint_goes_where_joints_do_not_go(exercise_id):
    for pose in find_figure(exercise_id).way:
        solved = skeleton_of(pose).pose
        for side in SIDES:
            assert -1 <= solved.angle_deg(f"{side}_knee_flexion") <= 150
            assert -40 <= solved.angle_deg(f"{side}_hip_flexion") <= 140
            assert -1 <= solved.angle_deg(f"{side}_elbow_flexion") <= 158


@pytest.mark.parametrize("exercise_id", ["str_slr", "bal_sls", "dev_cane_3pt"])
def test_the_left_side_is_the_mirrored_right_side(exercise_id):
    right = figure_svg(exercise_id, side=Side.RIGHT)
    left = figure_svg(exercise_id, side=Side.LEFT)

    assert "The right side is trained" in right
    assert "The left side is trained" in left
    assert _knees(left) == pytest.approx([-x for x in _knees(right)], abs=0.11)


def _knees(svg):
    """Give where the active limb begins across the picture, in the frame of its panel."""
    first = next(
        each.attrib["d"]
        for each in _tree(svg).iter(f"{SVG}path")
        if each.attrib["fill"] == "#1c4f7c"
    )
    # Both edges of a part trade places when it is mirrored: their middle is its own mirror image.
    numbers = first.split("M")[1].split("A")
    begin = float(numbers[0].split()[0])
    end = float(numbers[1].split("L")[0].split()[-2])
    return [(begin + end) / 2]


@pytest.mark.parametrize("exercise_id", ["str_slr", "gait_overground", "dev_swing_to"])
def test_a_moving_picture_moves_and_rests_for_who_asks(exercise_id):
    svg = figure_svg(exercise_id, moving=True)

    assert svg.count("<animate ") >= 3
    assert "prefers-reduced-motion" in svg
    assert svg.count(">start<") == 1


def test_the_numbers_of_a_moving_path_fit_its_times():
    root = _tree(figure_svg("gait_overground", moving=True))

    for each in root.iter(f"{SVG}animate"):
        times = [float(time) for time in each.attrib["keyTimes"].split(";")]
        values = each.attrib["values"].split(";")
        assert len(times) == len(values)
        assert times == sorted(times)
        assert (times[0], times[-1]) == (0.0, 1.0)
        assert values[0] == values[-1]


def test_a_stance_that_is_held_is_one_still_picture():
    svg = figure_svg("bal_tandem", moving=True)

    assert "<animate" not in svg
    assert ">start<" not in svg


def test_the_width_is_the_one_asked_for():
    assert _tree(figure_svg("bal_sls", width_px=240)).attrib["width"] == "240"


def test_the_same_picture_is_drawn_twice_the_same():
    assert figure_svg("str_sts", moving=True) == figure_svg("str_sts", moving=True)


def test_a_picture_too_small_to_see_is_refused():
    with pytest.raises(OptionError, match="at least 40 px wide to be seen, and 39 px"):
        figure_svg("bal_sls", width_px=39)


def test_an_exercise_without_poses_is_named():
    with pytest.raises(ContentError, match="'bal_moonwalk' has none among"):
        figure_svg("bal_moonwalk")


def _rows(monkeypatch, **likes):
    rows = {name: FigureRow(id=name, like=like, shows="x") for name, like in likes.items()}
    monkeypatch.setattr(content, "figure_rows", lambda: rows)
    find_figure.cache_clear()


def test_pictures_that_are_like_each_other_are_refused(monkeypatch):
    _rows(monkeypatch, one="two", two="one")

    with pytest.raises(ContentError, match="one is like two is like one"):
        find_figure("one")


def test_a_picture_like_nothing_is_refused(monkeypatch):
    _rows(monkeypatch, one="nowhere")

    with pytest.raises(ContentError, match="'nowhere', which the picture of 'one' is like, has"):
        find_figure("one")


def test_a_hand_on_nothing_is_refused(monkeypatch):
    base = content.PoseRow(hands={"right": "moon"})
    monkeypatch.setattr(
        content, "figure_rows", lambda: {"one": FigureRow(id="one", shows="x", base=base)}
    )
    find_figure.cache_clear()

    with pytest.raises(ContentError, match="'moon' is neither"):
        find_figure("one")


def test_what_differs_from_the_family_is_what_is_said():
    plain, foam = find_figure("bal_sls"), find_figure("bal_foam_sls")

    assert foam.way[0].ground_share > plain.way[0].ground_share == 0.0
    assert foam.way[0].angles_deg == plain.way[0].angles_deg
    assert {each.kind.value for each in foam.scenery} - {
        each.kind.value for each in plain.scenery
    } == {"foam"}


@pytest.mark.parametrize("moving", [False, True])
def test_a_picture_costs_little(moving):
    """The best of three of the middle picture: a bound on the code, not on the machine."""
    costs_s = [
        min(_cost_s(exercise_id, moving=moving) for _ in range(3)) for exercise_id in FIGURES[::8]
    ]

    assert sorted(costs_s)[len(costs_s) // 2] < 0.010


def _cost_s(exercise_id, *, moving):
    begin_s = time.process_time()
    figure_svg(exercise_id, moving=moving)
    return time.process_time() - begin_s
