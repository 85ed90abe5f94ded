"""Sway from a sensor on the back: by hand, in every orientation, and against the truth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.back_definitions import BACK_SWAY_MEASURES, WITH_DIRECTION, WITHOUT_DIRECTION
from restride.balance.back_settings import BackSwaySettings
from restride.balance.back_sway import back_sway_measures, level_acceleration
from restride.errors import SignalNotUsable, SignalTooShort
from restride.measure import NotComputed
from restride.simulate.sensors import SensorSettings
from restride.simulate.stander import simulate_stand, stander
from restride.sources import sources
from restride.terms import Placement

RATE_HZ = 100.0
G_MPS2 = 9.81
AXES = ("forward", "left", "up")


def swaying(*, forward_mps2=0.05, left_mps2=0.02, forward_hz=0.5, left_hz=0.25, duration_s=40.0):
    """A sensor in body axes that feels two sines."""
    times_s = np.arange(0, duration_s, 1 / RATE_HZ)
    forward = forward_mps2 * np.sin(2 * np.pi * forward_hz * times_s)
    left = left_mps2 * np.sin(2 * np.pi * left_hz * times_s)
    return np.column_stack((forward, left, np.full(len(times_s), G_MPS2)))


def measured(acceleration_mps2, *, axes=None, settings=None, rate_hz=RATE_HZ):
    level = level_acceleration(
        acceleration_mps2, sampling_rate_hz=rate_hz, stated_axes=axes, settings=settings
    )
    found = back_sway_measures(level, settings=settings)
    return {measure.definition.key: measure for measure in found}


def turned_about(axis, angle_rad):
    axis = np.asarray(axis, dtype=float) / np.linalg.norm(axis)
    cross = np.cross(np.eye(3), axis)
    return np.eye(3) + np.sin(angle_rad) * cross + (1 - np.cos(angle_rad)) * cross @ cross


def test_two_sines_give_the_numbers_worked_out_by_hand():
    found = measured(swaying(), axes=AXES)

    # Root mean square of a sine is its height over the root of two.
    assert found["back_sway_rms_anteroposterior_mps2"].value == pytest.approx(
        0.05 / 2**0.5, rel=1e-3
    )
    assert found["back_sway_rms_mediolateral_mps2"].value == pytest.approx(0.02 / 2**0.5, rel=1e-3)
    assert found["back_sway_rms_mps2"].value == pytest.approx(
        np.hypot(0.05, 0.02) / 2**0.5, rel=1e-3
    )
    assert found["back_sway_range_anteroposterior_mps2"].value == pytest.approx(0.1, rel=5e-3)
    # A sine of 0.5 Hz goes to and fro 20 times in 40 s, four heights each.
    assert found["back_sway_path_anteroposterior_mps2"].value == pytest.approx(4, rel=5e-3)
    # Half the integral of the squared cosine slope: (2 pi f a)^2 / 2 * T / 2.
    assert found["back_sway_jerk_anteroposterior_m2ps5"].value == pytest.approx(
        (2 * np.pi * 0.5 * 0.05) ** 2 / 4 * 40, rel=5e-3
    )


def test_one_sine_has_its_own_frequency():
    found = measured(swaying(left_mps2=1e-9, forward_hz=1.0), axes=AXES)

    for key in ("centroidal", "median", "edge"):
        value = found[f"back_sway_{key}_frequency_hz"].value
        assert value == pytest.approx(1.0, abs=0.12)
    assert found["back_sway_frequency_dispersion_ratio"].value < 0.12


def test_the_velocity_is_that_of_the_integral():
    found = measured(swaying(left_mps2=1e-9), axes=AXES)

    # The integral of a sine is a cosine, a / (2 pi f) high; its mean size 2 / pi of that.
    assert found["back_sway_velocity_mps"].value == pytest.approx(
        0.05 / (2 * np.pi * 0.5) * 2 / np.pi, rel=0.02
    )


def test_the_normalised_jerk_does_not_know_how_large_the_sway_is():
    one, ten = (
        measured(swaying(forward_mps2=size, left_mps2=size))["back_sway_normalised_jerk_ratio"]
        for size in (0.01, 0.1)
    )
    assert one.value == pytest.approx(ten.value, rel=1e-3)


@given(
    axis=st.tuples(*[st.integers(-9, 9)] * 3).filter(any),
    angle_deg=st.integers(0, 359),
)
def test_worn_anyhow_the_numbers_are_the_same(axis, angle_deg):
    acceleration = swaying(duration_s=15.0)
    turn = turned_about(axis, np.radians(angle_deg))

    straight, worn = measured(acceleration), measured(acceleration @ turn.T)

    for definition in WITHOUT_DIRECTION:
        assert worn[definition.key].value == pytest.approx(
            straight[definition.key].value, rel=1e-6
        ), definition.key


@pytest.mark.parametrize(
    ("axes", "columns"),
    [
        (("forward", "left", "up"), (0, 1, 2)),
        (("up", "right", "forward"), (2, -1, 0)),
        (("down", "backward", "right"), (-2, -0, -1)),
        (("left", "up", "forward"), (1, 2, 0)),
    ],
)
def test_stated_axes_tell_forward_from_sideways(axes, columns):
    body = swaying()
    of_word = {"forward": body[:, 0], "left": body[:, 1], "up": body[:, 2]}
    opposite = {"backward": "forward", "right": "left", "down": "up"}
    worn = np.column_stack(
        [of_word[word] if word in of_word else -of_word[opposite[word]] for word in axes]
    )

    found = measured(worn, axes=axes)

    assert found["back_sway_rms_anteroposterior_mps2"].value == pytest.approx(
        0.05 / 2**0.5, rel=1e-3
    )


def test_without_stated_axes_there_is_no_forward():
    found = measured(swaying())

    for definition in (*WITH_DIRECTION[0], *WITH_DIRECTION[1]):
        measure = found[definition.key]
        assert measure.value is None
        assert "axes" in measure.note
        assert isinstance(measure.uncertainty, NotComputed)


def test_axes_that_gravity_denies_are_not_believed():
    upside_down = swaying() * [1, -1, -1]

    found = measured(upside_down, axes=AXES)

    assert found["back_sway_rms_anteroposterior_mps2"].value is None
    assert found["back_sway_rms_mps2"].value is not None


def test_fast_noise_of_four_times_the_size_is_filtered_out():
    quiet = swaying()
    times_s = np.arange(len(quiet)) / RATE_HZ
    noisy = quiet + 0.2 * np.sin(2 * np.pi * 20 * times_s)[:, None]

    calm, shaken = measured(quiet), measured(noisy)

    assert shaken["back_sway_rms_mps2"].value == pytest.approx(
        calm["back_sway_rms_mps2"].value, rel=0.03
    )


def test_the_area_grows_with_the_square_of_the_size():
    small, large = measured(swaying()), measured(swaying(forward_mps2=0.1, left_mps2=0.04))
    key = "back_sway_ellipse_area_m2ps4"
    assert large[key].value == pytest.approx(4 * small[key].value, rel=1e-3)


def test_nine_seconds_are_too_short():
    with pytest.raises(SignalTooShort, match=r"10 s .* 9\.00 s"):
        measured(swaying(duration_s=9.0))


def test_acceleration_without_gravity_is_refused():
    with pytest.raises(SignalNotUsable, match=r"gravity .* 0\.00 m/s2"):
        measured(swaying() - [0, 0, G_MPS2])


def test_a_sensor_that_stands_still_has_no_shape_of_sway():
    still = np.tile([0.0, 0.0, G_MPS2], (2000, 1))

    found = measured(still)

    assert found["back_sway_rms_mps2"].value == pytest.approx(0, abs=1e-9)
    assert all(measure.value is None or np.isfinite(measure.value) for measure in found.values())


@pytest.mark.parametrize("rotation_deg", [(0, 0, 0), (0, 0, 90), (20, -15, 130), (180, 0, 0)])
def test_the_virtual_stander_sways_as_was_written(rotation_deg):
    sensor = SensorSettings(
        placement=Placement.LOWER_BACK,
        axes=("up", "right", "forward"),
        rotation_deg=rotation_deg,
        acceleration_noise_mps2=0.0,
    )
    stood = simulate_stand(stander(seed=4, duration_s=30.0), sensors=(sensor,))
    (worn,) = stood.recording.sensors

    # All frequencies, since the truth is not filtered.
    settings = replace(BackSwaySettings(), cutoff_hz=60.0)
    found = measured(worn.acceleration_mps2, settings=settings)

    true_mps2 = np.hypot(stood.truth.back_forward_mps2, stood.truth.back_sideways_mps2)
    assert found["back_sway_rms_mps2"].value == pytest.approx(true_mps2, rel=2e-3)


def test_every_measure_says_who_defined_it():
    for definition in BACK_SWAY_MEASURES.values():
        assert definition.source in sources()
        assert definition.definition.endswith(".")
