"""The low-pass that runs: its response, its delay, and what a bad cut-off says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import OptionError
from restride.signal.low_pass import low_pass_block, low_pass_step, prepare_low_pass, settled_at


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 1000.0])
def test_it_is_the_butterworth_filter_of_scipy(rate_hz):
    from scipy.signal import butter, lfilter, lfilter_zi

    signal = np.random.default_rng(2).normal(size=400) + 30
    numerator, denominator = butter(2, 10.0, fs=rate_hz)
    expected, _ = lfilter(
        numerator, denominator, signal, zi=lfilter_zi(numerator, denominator) * signal[0]
    )

    found, _ = low_pass_block(prepare_low_pass(10.0, sampling_rate_hz=rate_hz), signal)

    assert found == pytest.approx(expected, abs=1e-11)


@pytest.mark.parametrize("rate_hz", [100.0, 200.0, 1000.0])
def test_slow_sway_comes_out_22_ms_late(rate_hz):
    low_pass = prepare_low_pass(10.0, sampling_rate_hz=rate_hz)
    ramp = np.arange(2000) / rate_hz

    late_s = ramp[-1] - low_pass_block(low_pass, ramp)[0][-1]

    assert late_s == pytest.approx(low_pass.delay_s, rel=1e-9)
    assert late_s == pytest.approx(0.022, abs=0.001)


@pytest.mark.parametrize(("frequency_hz", "gain"), [(0.5, 1.0), (10.0, np.sqrt(0.5))])
def test_sway_passes_and_the_cutoff_is_halved_in_power(frequency_hz, gain):
    times_s = np.arange(4000) / 100.0
    sine = np.sin(2 * np.pi * frequency_hz * times_s)

    found, _ = low_pass_block(prepare_low_pass(10.0, sampling_rate_hz=100.0), sine)

    assert np.sqrt(2 * np.mean(found[2000:] ** 2)) == pytest.approx(gain, abs=0.001)


@given(st.integers(0, 300))
def test_two_blocks_give_what_one_gives(cut):
    low_pass = prepare_low_pass(10.0, sampling_rate_hz=100.0)
    signal = np.random.default_rng(3).normal(size=300)
    whole, _ = low_pass_block(low_pass, signal)

    first, memory = low_pass_block(low_pass, signal[:cut])
    second, _ = low_pass_block(low_pass, signal[cut:], memory=memory if cut else None)

    assert np.concatenate((first, second)) == pytest.approx(whole)


def test_a_settled_filter_stays_where_it_is():
    low_pass = prepare_low_pass(5.0, sampling_rate_hz=100.0)

    output, memory = low_pass_step(low_pass, 40.0, memory=settled_at(low_pass, 40.0))

    assert output == pytest.approx(40.0)
    assert memory == pytest.approx(settled_at(low_pass, 40.0))


@pytest.mark.parametrize("cutoff_hz", [0.0, -1.0, 15.0, 20.0])
def test_a_cutoff_beyond_half_the_rate_is_refused(cutoff_hz):
    with pytest.raises(OptionError, match=f"low-pass of {cutoff_hz:g} Hz .* gets 30"):
        prepare_low_pass(cutoff_hz, sampling_rate_hz=30.0)
