"""The API, asked everything that its document allows and much that it forbids: it never fails.

``python benchmarks/reliability/api_fuzz.py`` asks every operation a hundred times, shared by a
therapist, a patient and an administrator; ``--times`` says how often.
"""

import sys
import time
from pathlib import Path
from typing import Any

from figures import row, run
from temporary_clinic import temporary_clinic

sys.path.insert(0, str(Path(__file__).parents[2]))


def measure(times: int) -> list[dict[str, Any]]:
    """Ask every operation so many times, as a therapist, a patient and an administrator."""
    with temporary_clinic():
        from django.conf import settings
        from django.db import transaction
        from django.test.utils import setup_test_environment
        from tests.clinic.web.fuzzing import ASKING, Effort, fuzz
        from tests.clinic.web.matrix.words import NOW
        from tests.clinic.web.matrix.world import make_world

        from restride.records import clock

        setup_test_environment(debug=settings.DEBUG)
        # Of each who asks half cover the bounds, a quarter is drawn to fit, a quarter not to.
        each_count = max(4, times // len(ASKING))
        effort = Effort(
            most_covering_count=10 * each_count,
            coverage_count=each_count // 2,
            drawn_count=each_count // 4,
        )
        begun_s = time.monotonic()
        with clock.at(NOW), transaction.atomic():
            found = fuzz(make_world(), effort)
            transaction.set_rollback(True)
        took_s = time.monotonic() - begun_s
    for each in found.failures:
        print(each)
    statuses = ", ".join(f"{count} x {each}" for each, count in sorted(found.statuses.items()))
    print(f"answered: {statuses}")
    asked = (
        f"{found.operations_count} operations as {len(ASKING)} who ask, "
        f"{found.requests_count} requests, {took_s:.0f} s"
    )
    return [
        row(
            f"server errors and refusals without a problem ({asked})",
            got=str(len(found.failures)),
            must="0",
            is_reached=not found.failures,
        )
    ]


if __name__ == "__main__":
    run(measure, times=100)
