"""The API is asked what its document allows and forbids, and never fails.

A few cases of each operation here, the same ones every time; many in
``benchmarks/reliability/api_fuzz.py``.
"""

from tests.clinic.web.fuzzing import ASKING, Effort, fuzz
from tests.clinic.web.matrix.words import NOW
from tests.clinic.web.matrix.world import make_world

from restride.records import clock

#: Of so many shares of the operations each who asks gets another one.
SHARES = 3


def test_nothing_that_is_sent_makes_the_server_fail(db):
    failures, asked_count = [], 0
    with clock.at(NOW):
        world = make_world()
        for place, who in enumerate(ASKING):
            effort = Effort(
                most_covering_count=8, coverage_count=3, drawn_count=1, both_ways=False, who=(who,)
            )
            found = fuzz(world, effort, share=(place, SHARES))
            failures += found.failures
            asked_count += found.requests_count

    assert not failures, "\n".join(failures)
    assert asked_count > 500
