"""One world for all questions of a test; what a question writes is taken back after it."""

from collections.abc import Iterator

import pytest
from tests.clinic.web.matrix.words import NOW
from tests.clinic.web.matrix.world import World, make_world

from restride.records import clock


@pytest.fixture
def world(db) -> Iterator[World]:
    with clock.at(NOW):
        yield make_world()
