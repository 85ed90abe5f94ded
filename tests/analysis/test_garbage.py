"""The collector rests, and wakes again whatever happens."""

import gc

import pytest

from restride.analysis.garbage import collector_at_rest


def test_the_collector_rests_inside_and_is_awake_after():
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_wakes_it_too():
    with pytest.raises(ValueError, match="inside"), collector_at_rest():
        raise ValueError("inside")
    assert gc.isenabled()


def test_a_collector_that_was_asleep_stays_asleep():
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
