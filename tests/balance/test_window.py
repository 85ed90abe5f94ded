"""Numbers while a person stands: the same as afterwards, in little time and memory."""

import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.sway import core_measures
from restride.balance.window import WindowSettings, open_window, read_window, step, step_block
from restride.errors import OptionError
from restride.signal.low_pass import low_pass_block, prepare_low_pass

RATE_HZ = 100.0
NAMES = [
    "rms_distance_anteroposterior_mm",
    "rms_distance_mediolateral_mm",
    "range_anteroposterior_mm",
    "range_mediolateral_mm",
    "mean_velocity_mmps",
    "sway_area_mm2",
]
SHORT = WindowSettings(window_s=0.3, cutoff_hz=None)


def walk(samples_count, *, seed=0):
    generator = np.random.default_rng(seed)
    return np.cumsum(generator.normal(size=(samples_count, 2)), axis=0) + np.array([200.0, -100.0])


def all_windows(path_mm, settings):
    state = open_window(sampling_rate_hz=RATE_HZ, settings=settings)
    for sample_mm in path_mm.tolist():
        state = step(state, tuple(sample_mm))
        yield read_window(state)


def afterwards(path_mm):
    found = core_measures(path_mm[None], sampling_rate_hz=RATE_HZ)
    return [float(getattr(found, name)[0]) for name in NAMES]


def test_every_window_is_what_is_measured_afterwards():
    path_mm = walk(400)

    for count, found in enumerate(all_windows(path_mm, SHORT), start=1):
        if count >= 16:
            window_mm = path_mm[max(0, count - 30) : count]
            assert found.duration_s == pytest.approx(len(window_mm) / RATE_HZ)
            assert [getattr(found, name) for name in NAMES] == pytest.approx(
                afterwards(window_mm), rel=1e-9
            )


def test_with_the_low_pass_it_is_what_is_measured_of_the_filtered_path():
    path_mm = walk(1300)
    low_pass = prepare_low_pass(10.0, sampling_rate_hz=RATE_HZ)
    filtered_mm = np.column_stack([low_pass_block(low_pass, column)[0] for column in path_mm.T])

    *_, found = all_windows(path_mm, WindowSettings())

    assert [getattr(found, name) for name in NAMES] == pytest.approx(
        afterwards(filtered_mm[-500:]), rel=1e-9
    )


def test_it_is_22_ms_late_and_without_a_low_pass_not_at_all():
    assert open_window(sampling_rate_hz=RATE_HZ).delay_s == pytest.approx(0.022, abs=0.0005)
    assert open_window(sampling_rate_hz=RATE_HZ, settings=SHORT).delay_s == 0.0


def test_a_jump_is_seen_after_the_delay():
    # 10 mm forward after one second: half of it is in the range within about 22 ms.
    path_mm = np.zeros((200, 2))
    path_mm[100:, 0] = 10.0
    ranges_mm = [
        0.0 if found is None else found.range_anteroposterior_mm
        for found in all_windows(path_mm, WindowSettings())
    ]

    assert ranges_mm[99] == 0.0
    assert 100 + 1 <= np.searchsorted(ranges_mm, 5.0) <= 100 + 3


@given(st.lists(st.integers(0, 40), max_size=6))
def test_blocks_of_any_length_give_what_single_samples_give(lengths):
    path_mm = walk(sum(lengths))
    singly = open_window(sampling_rate_hz=RATE_HZ, settings=SHORT)
    state = singly
    for part_mm in np.split(path_mm, np.cumsum(lengths)):
        state = step_block(state, part_mm)
    for sample_mm in path_mm.tolist():
        singly = step(singly, tuple(sample_mm))

    assert read_window(state) == read_window(singly)


def test_the_same_state_and_sample_always_give_the_same():
    state = step_block(open_window(sampling_rate_hz=RATE_HZ, settings=SHORT), walk(60))
    once = read_window(step(state, (1.0, 2.0)))
    step_block(state, walk(100, seed=9))

    assert read_window(step(state, (1.0, 2.0))) == once


def test_a_missing_sample_empties_the_window():
    path_mm = walk(100)
    path_mm[70, 0] = np.nan
    found = list(all_windows(path_mm, SHORT))

    assert found[69].duration_s == pytest.approx(0.3)
    assert found[70:73] == [None, None, None]
    assert found[99].duration_s == pytest.approx(0.29)
    assert found[99].mean_velocity_mmps == pytest.approx(afterwards(path_mm[71:])[4])


def test_hours_of_samples_far_from_the_middle_lose_no_digits():
    # A drift of a metre; the sums are taken from the first sample, and only of two blocks.
    path_mm = walk(3000) + np.linspace(0, 1000, 3000)[:, None]

    *_, found = all_windows(path_mm, SHORT)

    assert [getattr(found, name) for name in NAMES] == pytest.approx(
        afterwards(path_mm[-30:]), rel=1e-6
    )


def test_the_first_two_samples_give_no_numbers():
    found = list(all_windows(walk(3), SHORT))

    assert found[:2] == [None, None]
    assert found[2].duration_s == pytest.approx(0.03)


def test_memory_does_not_grow():
    def held(state):
        count, link = 0, state.filling.chain
        while link is not None:
            count, link = count + 1, link[2]
        return count + len(state.full.sums)

    state = step_block(open_window(sampling_rate_hz=RATE_HZ, settings=SHORT), walk(1000))

    assert held(state) <= 60
    assert sys.getsizeof(state) < 500


def test_a_sample_takes_less_than_50_microseconds():
    path_mm = walk(2000).tolist()
    state = open_window(sampling_rate_hz=RATE_HZ)
    started_s = time.process_time()
    for x, y in path_mm:
        state = step(state, (x, y))
        read_window(state)

    assert (time.process_time() - started_s) / len(path_mm) < 50e-6


@pytest.mark.parametrize(
    ("window_s", "message"), [(0.02, "0.02 s at 100 Hz hold 2"), (101.0, "hold 10100")]
)
def test_a_window_of_too_few_or_too_many_samples_is_refused(window_s, message):
    with pytest.raises(OptionError, match=message):
        open_window(sampling_rate_hz=RATE_HZ, settings=WindowSettings(window_s=window_s))


def test_a_low_pass_too_fast_for_the_device_is_refused():
    with pytest.raises(OptionError, match="low-pass of 10 Hz needs more than 20 samples a second"):
        open_window(sampling_rate_hz=20.0)
