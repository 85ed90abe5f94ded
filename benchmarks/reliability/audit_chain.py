"""A trail of a million lines: how long looking through it takes, and whether damage is found.

    .venv/bin/python benchmarks/reliability/audit_chain.py [lines]

The lines are written in bulk into a database of its own, chained as the server chains them.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restride.web.settings.testing")
MILLION_COUNT = 1_000_000
MOST_CPU_S = 5.0
#: From which the lines are drawn: the same every time.
SEED = 20260601


def measure(times: int) -> list[dict[str, Any]]:
    """Look through a million lines, and do each damage ``times`` times to a shorter trail."""
    import django

    django.setup()
    from django.db import connection

    from restride.records.trail_checks import verify_trail

    with own_tables():
        write_lines(MILLION_COUNT)
        before_s = time.process_time()
        check = verify_trail(connection)
        cpu_s = time.process_time() - before_s
    rows = [
        row(
            "audit: CPU s for 1 M lines",
            round(cpu_s, 2),
            f"<= {MOST_CPU_S:g}",
            is_reached=cpu_s <= MOST_CPU_S,
        ),
        row("audit: lines read", check.lines_count, MILLION_COUNT, is_reached=check.is_whole),
    ]
    with own_tables():
        write_lines(2_000)
        rows += [damage_row(name, damage, times) for name, damage in DAMAGES.items()]
    return rows


def row(what: str, got: object, must: object, *, is_reached: bool) -> dict[str, Any]:
    return {"what": what, "got": got, "must": must, "is_reached": is_reached}


def own_tables() -> Any:
    """Give the tables of the trail in the database of the tests, for a while."""
    from contextlib import contextmanager

    from django.db import connection

    from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject

    models = (AuditEvent, AuditDetail, AuditSubject, AuditHead)

    @contextmanager
    def tables() -> Iterator[None]:
        with connection.schema_editor() as editor:
            for each in models:
                editor.create_model(each)
        try:
            yield
        finally:
            with connection.schema_editor() as editor:
                for each in reversed(models):
                    editor.delete_model(each)

    return tables()


def write_lines(count: int) -> None:
    """Write lines as the server does, many at a time."""
    from datetime import UTC, datetime, timedelta

    from django.db import transaction

    from restride.records.keys import current_keyring
    from restride.records.models import AuditEvent, AuditHead
    from restride.records.trail import head_seal, link_of, told

    drawn = random.Random(SEED)  # noqa: S311 - no secret
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
            event.link = link = link_of(key, link, told(event))
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

    drawn = random.Random(SEED)  # noqa: S311 - no secret
    last = AuditEvent.objects.count()
    named_count = 0
    for _ in range(times):
        with transaction.atomic():
            number = damage(drawn.randint(1, last), last)
            broken = verify_trail(connection).first_broken
            named_count += broken is not None and broken.number == number
            transaction.set_rollback(True)
    return row(
        f"audit: {name}, first bad line named", named_count, times, is_reached=named_count == times
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        MILLION_COUNT = int(sys.argv[1])
    sys.path.insert(0, str(Path(__file__).parents[1]))
    for each in measure(times=100):
        print(each)
