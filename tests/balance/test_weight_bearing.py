"""Weight on each leg: by hand, mirrored, and where it cannot be given."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.weight_bearing import weight_bearing
from restride.measure import NotComputed
from restride.terms import Side


def measured(left_n, right_n):
    found = weight_bearing(np.asarray(left_n, dtype=float), np.asarray(right_n, dtype=float))
    return {(measure.definition.key, measure.side): measure for measure in found}


def test_three_fifths_on_the_left():
    found = measured([300, 500] * 10, [200, 300] * 10)

    # 300 of 500 is 0.6, 500 of 800 is 0.625.
    assert found["weight_bearing_share", Side.LEFT].value == pytest.approx(0.6125)
    assert found["weight_bearing_share", Side.RIGHT].value == pytest.approx(0.3875)
    assert found["weight_bearing_asymmetry_ratio", None].value == pytest.approx(0.45)
    # Twenty samples, each 0.0125 from their mean.
    spread = (20 * 0.0125**2 / 19) ** 0.5
    for side in Side:
        assert found["weight_bearing_sd_share", side].value == pytest.approx(spread)


@given(st.lists(st.tuples(st.integers(100, 900), st.integers(100, 900)), min_size=3, max_size=9))
def test_swapped_plates_mirror_the_numbers(pairs):
    left_n, right_n = zip(*pairs, strict=True)

    one, other = measured(left_n, right_n), measured(right_n, left_n)

    for side in Side:
        assert one["weight_bearing_share", side].value == pytest.approx(
            other["weight_bearing_share", side.other].value
        )
    assert one["weight_bearing_asymmetry_ratio", None].value == pytest.approx(
        -other["weight_bearing_asymmetry_ratio", None].value
    )
    total = sum(one["weight_bearing_share", side].value for side in Side)
    assert total == pytest.approx(1)


def test_frames_without_force_count_for_nobody():
    with_zeros = measured([300, 0, 500] * 10, [200, 0, 300] * 10)
    without = measured([300, 500] * 10, [200, 300] * 10)

    for key, measure in without.items():
        assert with_zeros[key].value == pytest.approx(measure.value)


def test_both_feet_on_one_plate_have_no_share_and_the_reason():
    found = measured([700.0] * 50, [3.0] * 50)

    for measure in found.values():
        assert measure.value is None
        assert "the right plate bears" in measure.note
        assert "0% of the time" in measure.note
        assert isinstance(measure.uncertainty, NotComputed)


def test_a_twentieth_of_the_weight_is_just_enough():
    assert measured([950.0] * 20, [50.0] * 20)["weight_bearing_share", Side.RIGHT].value == (
        pytest.approx(0.05)
    )
    below = measured([950.1] * 20, [49.9] * 20)
    assert below["weight_bearing_share", Side.RIGHT].value is None


def test_nobody_on_either_plate():
    found = measured([0.0] * 20, [1.0] * 20)

    assert {measure.note for measure in found.values()} == {"Nobody stands on the plates."}


@pytest.mark.parametrize("trial", ["PDS13OR1", "PDS13OR2", "PDS13CR1"])
def test_published_trials_bear_as_much_on_the_left_as_their_authors_say(shared_data, trial):
    with (shared_data / "balance/pds/expected_metrics.csv").open(encoding="utf-8") as file:
        expected = {row["Trial"]: float(row["pct_left"]) for row in csv.DictReader(file)}
    from restride.analysis.opening import read

    recording = read(shared_data / f"balance/pds/{trial}grf.txt")
    forces_n = {
        plate.side: plate.vertical_force_n for plate in recording.plates if plate.side is not None
    }
    found = measured(forces_n[Side.LEFT], forces_n[Side.RIGHT])

    share = found["weight_bearing_share", Side.LEFT].value
    assert share == pytest.approx(expected[trial] / 100, abs=0.005)
