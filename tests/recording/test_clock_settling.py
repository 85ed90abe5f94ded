"""From times in any state to a clock that goes forwards, saying what was done."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import DamagedFile
from restride.recording.clock_settling import settle_clock


def _settle(times_s, **more):
    return settle_clock(np.asarray(times_s, dtype=float), sensor="back", **more)


def test_even_times_make_an_even_clock_at_a_round_rate():
    settled = _settle(1.6e9 + np.arange(1000) / 100)

    assert settled.clock.stamps_s is None
    assert settled.clock.sampling_rate_hz == 100
    assert settled.kept is None
    assert not settled.findings


def test_rounding_to_milliseconds_leaves_a_clock_even():
    settled = _settle(np.round(np.arange(5000) / 204.8, 3), nominal_rate_hz=204.8)

    assert settled.clock.stamps_s is None
    assert settled.clock.sampling_rate_hz == 204.8


def test_jitter_keeps_its_own_times():
    jitter_s = np.random.default_rng(1).uniform(-0.004, 0.004, 500)
    times_s = np.arange(500) / 100 + jitter_s
    settled = _settle(times_s)

    assert settled.clock.stamps_s == pytest.approx(times_s - times_s[0])
    assert settled.clock.sampling_rate_hz == pytest.approx(100, rel=0.05)


def test_a_stray_sample_is_left_out_and_said():
    times_s = np.arange(100) / 100
    times_s[50] = 0.2
    settled = _settle(times_s)

    assert np.flatnonzero(~settled.kept).tolist() == [50]
    assert settled.findings[0].code == "clock-backwards"
    assert "1 times, by up to 0.29 s, first after sample 50" in settled.findings[0].found
    assert settled.findings[0].done == "The 1 samples out of order were left out."


def test_a_clock_set_back_goes_on_and_is_said():
    times_s = np.concatenate([np.arange(100), np.arange(100)]) / 100
    settled = _settle(times_s)

    assert settled.kept is None
    assert settled.clock.samples_count == 200
    assert settled.clock.end_s == pytest.approx(2.0)
    assert "set anew" in settled.findings[0].done


def test_a_doubled_time_is_left_out_and_said():
    times_s = np.insert(np.arange(100) / 100, 30, 0.29)
    settled = _settle(times_s)

    assert np.flatnonzero(~settled.kept).tolist() == [30]
    assert settled.findings[0].code == "clock-duplicates"
    assert settled.findings[0].found.startswith("1 of 101 samples")


def test_times_written_too_coarsely_are_spread_evenly():
    settled = _settle(np.floor(np.arange(1000) / 100 * 10) / 10)

    assert settled.kept is None
    assert settled.clock.stamps_s is None
    assert settled.clock.sampling_rate_hz == pytest.approx(100, rel=0.001)
    assert "spread evenly" in settled.findings[0].done


def test_samples_without_a_time_are_left_out_and_said():
    times_s = np.arange(100) / 100
    times_s[[3, 4]] = np.nan
    settled = _settle(times_s)

    assert settled.findings[0].found == "2 of 100 samples have no time."
    assert settled.clock.samples_count == 98


@pytest.mark.parametrize(
    ("times_s", "match"),
    [
        pytest.param([1.0], "1 samples of back have 1 usable time", id="one sample"),
        pytest.param([np.nan] * 5, "5 samples of back have 0 usable time", id="no time"),
        pytest.param([0, 1e7], "make 1e-07. Check the time column", id="months apart"),
    ],
)
def test_times_that_are_no_clock_are_refused(times_s, match):
    with pytest.raises(DamagedFile, match=match):
        _settle(times_s)


@given(
    st.lists(st.integers(-3000, 9000), min_size=2, max_size=200),
    st.sampled_from([None, 50.0, 100.0]),
)
def test_whatever_the_times_the_clock_goes_forwards(times_ms, rate_hz):
    try:
        settled = _settle(np.array(times_ms) / 1000, nominal_rate_hz=rate_hz)
    except DamagedFile:
        return
    kept_count = len(times_ms) if settled.kept is None else np.count_nonzero(settled.kept)

    assert settled.clock.samples_count == kept_count
    assert np.all(np.diff(settled.clock.times_s) > 0)
    assert settled.clock.times_s[0] == 0


def test_stamps_that_jump_about_keep_the_order_of_the_file():
    random = np.random.default_rng(3)
    settled = _settle(np.arange(4000) / 100 + random.normal(0, 0.02, 4000))

    assert settled.clock.end_s == pytest.approx(40, abs=0.1)
    assert settled.kept is None or np.count_nonzero(settled.kept) > 2500
    assert "in the order of the file" in settled.findings[0].done


@pytest.mark.parametrize("turned", [slice(None, None, -1), "shuffled"])
def test_times_without_an_order_are_refused(turned):
    times_s = np.arange(500) / 100
    if turned == "shuffled":
        times_s = np.random.default_rng(4).permutation(times_s)
    else:
        times_s = times_s[turned]

    with pytest.raises(DamagedFile, match="Sort the rows by time, or leave the column out"):
        _settle(times_s)
