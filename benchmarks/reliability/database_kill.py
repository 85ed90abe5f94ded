"""Kill -9 of a process that writes to the database: every acknowledged commit is there.

``python benchmarks/reliability/database_kill.py`` kills 500 times; ``--times`` says how often.
"""

import random
import select
import time
from typing import Any

from figures import row, run
from temporary_clinic import child, temporary_clinic

#: Registers people for ever, and says each number once its transaction has returned.
_WRITER = """
import sys, datetime, django
django.setup()
from restride.records.actions.registering import Identity, register_patient
from restride.records.actors import actor_of
from restride.records.models import User
actor = actor_of(User.objects.get())
print("ready", flush=True)
number = int(sys.argv[1])
while True:
    identity = Identity(record_number=f"K-{number}", given_name="Kai", family_name=f"Kill{number}",
                        birth_date=datetime.date(1950, 1, 1))
    register_patient(actor, identity, are_others_known=True)
    print(number, flush=True)
    number += 1
"""


def measure(times: int) -> list[dict[str, Any]]:
    """Kill, look, and begin again."""
    chance = random.Random(0)
    with temporary_clinic() as home:
        from django.db import connection

        from restride.records.models import AuditEvent, Patient, PatientTerm
        from restride.records.trail_checks import verify_trail

        numbers, lost = 0, 0
        for _ in range(times):
            acknowledged = _killed(child(home, _WRITER, str(numbers)), chance)
            written = Patient.objects.count()
            lost += max(0, acknowledged - written)
            half_done = Patient.objects.filter(terms__isnull=True).count()
            lost += half_done
            numbers = written
        trail = verify_trail(connection)
        registered = AuditEvent.objects.filter(action="patient.register", outcome="done").count()
        is_whole = _integrity(connection)
        patients = Patient.objects.count()
        terms = PatientTerm.objects.count()
    return [
        row(
            f"{times} x kill -9 in a write loop ({connection.vendor}): acknowledged commits lost",
            got=f"{lost} of {patients}",
            must="0",
            is_reached=lost == 0 and patients > 0,
        ),
        row(
            "... integrity of the database, trail verifies, a line for every person",
            got=f"{is_whole}, {trail.is_whole}, {registered} of {patients}; {terms} terms",
            must="ok",
            is_reached=is_whole and trail.is_whole and registered == patients,
        ),
    ]


def _killed(writer: Any, chance: random.Random) -> int:
    """Let it write for a while, kill it, and tell how many rows it had acknowledged in all."""
    if writer.stdout.readline() != "ready\n":
        raise SystemExit("the writer did not start; see its error above")
    ends_s = time.monotonic() + chance.uniform(0.0, 0.12)
    said = -1
    while (left_s := ends_s - time.monotonic()) > 0:
        if select.select([writer.stdout], [], [], left_s)[0]:
            said = int(writer.stdout.readline())
    writer.kill()
    rest, _ = writer.communicate()
    whole = [int(line) for line in rest.split("\n")[:-1] if line]
    return max([said, *whole]) + 1


def _integrity(connection: Any) -> bool:
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return bool(cursor.fetchone()[0] == "ok")


if __name__ == "__main__":
    run(measure, times=500)
