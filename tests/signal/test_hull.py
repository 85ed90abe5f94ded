"""Convex hulls, against shapes known by heart and against every line through two points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.hull import convex_hull, diameter, polygon_area

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
#: Whole tenths, as a plate gives them: many points lie on one line, or on each other.
places = st.lists(
    st.tuples(*[st.integers(-30, 30).map(lambda tenths: tenths / 10)] * 2), min_size=1, max_size=120
)


def test_a_square_with_points_inside_and_on_its_edge_has_four_corners():
    points = np.vstack((SQUARE, [[1.0, 1.0], [1.0, 0.0], [2.0, 1.5]]))

    hull = convex_hull(points)

    assert hull.tolist() == SQUARE.tolist()
    assert polygon_area(hull) == 4.0
    assert diameter(hull) == pytest.approx(np.sqrt(8))


@pytest.mark.parametrize("points", [[[1.0, 2.0]], [[1.0, 2.0]] * 5, [[0.0, 0.0], [3.0, 4.0]]])
def test_a_point_or_a_line_has_no_area(points):
    hull = convex_hull(np.array(points))

    assert polygon_area(hull) == 0.0
    assert diameter(hull) == pytest.approx(5.0 if points[-1] == [3.0, 4.0] else 0.0)


@given(places)
def test_no_point_lies_outside(rows):
    points = np.array(rows)
    hull = convex_hull(points)

    if len(hull) > 2:
        edges = np.roll(hull, -1, axis=0) - hull
        apart = points[:, None] - hull
        assert (edges[:, 0] * apart[..., 1] - edges[:, 1] * apart[..., 0] >= -1e-9).all()
    assert {tuple(corner) for corner in hull.tolist()} <= set(rows)


@given(places)
def test_the_largest_distance_is_found_among_the_corners(rows):
    points = np.array(rows)
    apart = np.hypot(*(points[:, None] - points[None]).T)

    assert diameter(convex_hull(points)) == pytest.approx(apart.max())


@pytest.mark.parametrize("seed", range(5))
def test_leaving_out_what_lies_deep_inside_changes_nothing(seed):
    generator = np.random.default_rng(seed)
    path = np.cumsum(generator.normal(size=(3000, 2)), axis=0)
    # Twenty points at a time are few enough to be taken as they are.
    parts = [convex_hull(part) for part in np.array_split(path, 150)]

    assert convex_hull(path).tolist() == convex_hull(np.vstack(parts)).tolist()
