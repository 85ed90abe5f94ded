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


def test_what_somebody_else_froze_stays_frozen():
    gc.freeze()
    try:
        frozen_count = gc.get_freeze_count()
        with collector_at_rest():
            pass
        assert gc.get_freeze_count() == pytest.approx(frozen_count, abs=50)
    finally:
        gc.unfreeze()


def test_nothing_stays_frozen_afterwards():
    with collector_at_rest():
        pass
    assert gc.get_freeze_count() == 0
