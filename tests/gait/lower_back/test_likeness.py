"""How alike steps are."""

import numpy as np
import pytest

from restride.gait.lower_back.likeness import likeness_of_steps
from restride.signal.trunk import TrunkSignals

CONTACTS_S = 1.0 + 0.5 * np.arange(12)
TIME_S = np.arange(900) / 100.0


def likeness(vertical_mps2):
    nothing = np.zeros(len(vertical_mps2))
    trunk = TrunkSignals(
        sampling_rate_hz=100.0,
        forward_mps2=nothing,
        left_mps2=nothing,
        vertical_mps2=vertical_mps2,
        roll_dps=None,
        pitch_dps=None,
        yaw_dps=None,
    )
    return likeness_of_steps(trunk, CONTACTS_S)


def test_steps_that_repeat_are_alike():
    same = likeness(np.sin(2 * np.pi * TIME_S / 0.5))

    assert same.step_likeness == pytest.approx(1.0, abs=0.02)
    assert same.of_bout(0, 11) == pytest.approx(1.0, abs=0.02)


def test_a_limp_is_alike_foot_by_foot():
    limp = likeness(np.sin(2 * np.pi * TIME_S))

    assert limp.step_likeness.max() < 0
    assert limp.stride_likeness == pytest.approx(1.0, abs=0.02)
    assert limp.of_bout(0, 11) == pytest.approx(1.0, abs=0.02)


def test_strength_and_gravity_do_not_count():
    wave = np.sin(2 * np.pi * TIME_S / 0.5) + 0.3 * np.sin(2 * np.pi * TIME_S / 0.31)

    assert likeness(5 * wave + 9.81).step_likeness == pytest.approx(likeness(wave).step_likeness)


def test_noise_is_not_alike():
    noise = np.random.default_rng(3).normal(size=900)

    assert likeness(noise).of_bout(0, 11) < 0.36
