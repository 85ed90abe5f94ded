"""A trail of a million lines: how long looking through it takes, and whether damage is found.

``python benchmarks/reliability/audit_chain.py`` looks through a million lines; ``--times`` says
through how many ten thousands, and how often each damage is done. The lines are written in bulk,
chained as the server chains them.
"""

import random
import time
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from figures import row, run
from temporary_clinic import temporary_clinic

MILLION_COUNT: Final = 1_000_000
LINES_PER_TIME: Final = 10_000
MOST_CPU_S: Final = 5.0
#: From which the lines are drawn: the same every time.
SEED: Final = 20260601


def measure(times: int) -> list[dict[str, Any]]:
    """Look through ten thousand lines for each of ``times``, and do each damage so often."""
    count = times * LINES_PER_TIME
    most_s = MOST_CPU_S * count / MILLION_COUNT
    with temporary_clinic():
        from django.db import connection

        from restride.records.guards import remove_guards
        from restride.records.trail_checks import verify_trail

        # Whoever may alter the database drops the guards first; the chain is what is measured.
        remove_guards(connection)
        write_lines(count)
        before_s = time.process_time()
        check = verify_trail(connection)
        cpu_s = time.process_time() - before_s
        rows = [
            row(
                f"audit: CPU to look through {count:,} lines",
                got=f"{cpu_s:.2f} s",
                must=f"<= {most_s:g} s",
                is_reached=check.is_whole and check.lines_count == count and cpu_s <= most_s,
            )
        ]
        write_lines(2_000)
        rows += [damage_row(name, damage, times) for name, damage in DAMAGES.items()]
    return rows


def write_lines(count: int) -> None:
    """Write lines as the server does, many at a time."""
    from datetime import UTC, datetime, timedelta

    from django.db import transaction

    from restride.records.keys import current_keyring
    from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject
    from restride.records.trail import head_seal, link_of, told

    for model in (AuditDetail, AuditSubject, AuditEvent, AuditHead):
        model.objects.all().delete()
    drawn = random.Random(SEED)
    people = [UUID(int=drawn.getrandbits(128)) for _ in range(500)]
    key = current_keyring().audit_key.reveal()
    link, start = "", datetime(2026, 1, 1, tzinfo=UTC)
    for first in range(1, count + 1, 10_000):
        events = []
        for number in range(first, min(first + 10_000, count + 1)):
            event = AuditEvent(
                number=number,
                happened_at=start + timedelta(seconds=number, microseconds=drawn.randrange(10**6)),
                clinic_id=people[0],
                user_id=people[number % 20],
                roles="therapist",
                action=drawn.choice(("patient.read", "plan.edit", "session.record")),
                outcome="done",
                entity="patient",
                entity_id=drawn.choice(people),
                patient_id=drawn.choice(people),
                detail_digest="",
            )
            event.link = link = link_of(key, told(event), before=link)
            events.append(event)
        with transaction.atomic():
            AuditEvent.objects.bulk_create(events, batch_size=1_000)
    seal = head_seal(key, number=count, link=link)
    AuditHead.objects.create(pk=1, number=count, link=link, seal=seal)


def edit(number: int, _last: int) -> int:
    from restride.records.models import AuditEvent

    AuditEvent.objects.filter(number=number).update(outcome="else")
    return number


def delete(number: int, _last: int) -> int:
    from restride.records.models import AuditEvent

    AuditEvent.objects.filter(number=number).delete()
    return number


def reorder(number: int, last: int) -> int:
    from restride.records.models import AuditEvent

    other = number % last + 1
    for before, after in ((number, last + 9), (other, number), (last + 9, other)):
        AuditEvent.objects.filter(number=before).update(number=after)
    return min(number, other)


def insert(number: int, last: int) -> int:
    from django.db.models import F

    from restride.records.models import AuditEvent

    rows = AuditEvent.objects.filter(number__gte=number)
    rows.update(number=F("number") + 10 * last)
    rows.update(number=F("number") - 10 * last + 1)
    copied = AuditEvent.objects.get(number=number + 1)
    copied.number, copied.outcome = number, "else"
    copied.save(force_insert=True)
    return number


def cut_tail(number: int, _last: int) -> int:
    from restride.records.models import AuditEvent

    AuditEvent.objects.filter(number__gte=number).delete()
    return number


DAMAGES: dict[str, Callable[[int, int], int]] = {
    "edit": edit,
    "delete": delete,
    "reorder": reorder,
    "insert": insert,
    "cut the tail": cut_tail,
}


def damage_row(name: str, damage: Callable[[int, int], int], times: int) -> dict[str, Any]:
    """Do one damage at drawn places, each taken back again, and count those that are named."""
    from django.db import connection, transaction

    from restride.records.models import AuditEvent
    from restride.records.trail_checks import verify_trail

    drawn = random.Random(SEED)
    last = AuditEvent.objects.count()
    named_count = 0
    for _ in range(times):
        with transaction.atomic():
            number = damage(drawn.randint(1, last), last)
            broken = verify_trail(connection).first_broken
            named_count += broken is not None and broken.number == number
            transaction.set_rollback(True)
    return row(
        f"audit: {name}, first bad line named",
        got=f"{named_count} of {times}",
        must=f"{times} of {times}",
        is_reached=named_count == times,
    )


if __name__ == "__main__":
    run(measure, times=100)
