"""Sixteen processes write at once: nobody is turned away, and everything is there.

``python benchmarks/reliability/database_writers.py`` writes for 60 s; ``--times`` says how long.
"""

import time
from typing import Any, Final

from figures import row, run
from temporary_clinic import child, temporary_clinic

_WRITERS_COUNT: Final = 16
_WRITER: Final = """
import sys, time, datetime, django
django.setup()
from restride.records.actions.registering import Identity, register_patient
from restride.records.actors import actor_of
from restride.records.models import User
actor = actor_of(User.objects.get())
own, ends_s = sys.argv[1], float(sys.argv[2])
written, refused, longest_s = 0, 0, 0.0
while time.time() < ends_s:
    begun_s = time.monotonic()
    try:
        identity = Identity(record_number=f"W{int(own):02}{written:06}", given_name="Wim",
                            family_name=f"Writer{own}", birth_date=datetime.date(1950, 1, 1))
        register_patient(actor, identity, are_others_known=True)
        written += 1
    except Exception as error:
        refused += 1
        print(type(error).__name__, error, file=sys.stderr)
    longest_s = max(longest_s, time.monotonic() - begun_s)
print(written, refused, round(longest_s, 2))
"""


def measure(times: int) -> list[dict[str, Any]]:
    """Write for so many seconds, and count."""
    with temporary_clinic() as home:
        from django.db import connection

        from restride.records.models import Patient
        from restride.records.trail_checks import verify_trail

        ends_s = time.time() + times + 15
        writers = [
            child(home, _WRITER, str(number), str(ends_s)) for number in range(_WRITERS_COUNT)
        ]
        said = [writer.communicate()[0].split() for writer in writers]
        written = sum(int(each[0]) for each in said)
        refused = sum(int(each[1]) for each in said)
        longest_s = max(float(each[2]) for each in said)
        there = Patient.objects.count()
        is_whole = verify_trail(connection).is_whole
    return [
        row(
            f"{_WRITERS_COUNT} writers for {times} s ({connection.vendor}): turned away "
            '("database is locked"); written and there',
            got=f"{refused}; {written} of {there}; longest wait {longest_s:.1f} s; "
            f"trail {'whole' if is_whole else 'broken'}",
            must="0; all",
            is_reached=refused == 0 and written == there > 0 and is_whole,
        )
    ]


if __name__ == "__main__":
    run(measure, times=60)
