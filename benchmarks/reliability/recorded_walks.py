"""Recordings taken in through the record's own actions, for what is measured about jobs."""

import hashlib
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

#: Of the simulated path of 20 m with its turn.
_ONE_WAY_S: Final = 18.0


def simulated_walk(folder: Path, *, duration_s: float) -> bytes:
    """Simulate a walk to and fro that lasts about so long, and give its file."""
    from click.testing import CliRunner

    from restride.cli.program import program

    path = folder / "walk.csv"
    turns_count = max(1, round(duration_s / _ONE_WAY_S) - 1)
    arguments = ["simulate", "walk", "--output", str(path), "--turns", str(turns_count)]
    done = CliRunner().invoke(program, arguments)
    if done.exit_code:
        raise SystemExit(done.output)
    return path.read_bytes()


def a_patient() -> tuple[Any, Any]:
    """Make a therapist and somebody in their care."""
    from restride.records.actions.consents import give_consent
    from restride.records.actions.registering import Identity, register_patient
    from restride.records.actors import actor_of
    from restride.records.models import Clinic, Membership, User
    from restride.records.roles import Role
    from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentWay

    user = User.objects.create(username="therapist", is_clinic_staff=True)
    Membership.objects.create(clinic=Clinic.objects.get(), user=user, role=Role.THERAPIST)
    actor = actor_of(user)
    identity = Identity(
        record_number="R-1", given_name="Rita", family_name="Ried", birth_date=date(1950, 1, 1)
    )
    patient = register_patient(actor, identity)
    give_consent(
        actor,
        patient.pk,
        kind=ConsentKind.SENSORS,
        text_version=CURRENT_TEXTS[ConsentKind.SENSORS].version,
        how=ConsentWay.IN_PERSON,
    )
    return actor, patient


def take_in(actor: Any, patient: Any, content: bytes) -> Any:
    """Announce, send and complete one recording; give the queued analysis."""
    from restride.records import clock
    from restride.records.actions.recordings import AnnouncedRecording, announce_recording
    from restride.records.actions.uploads import complete_upload, receive_part
    from restride.records.identity import new_id

    upload, _ = announce_recording(
        actor,
        patient.pk,
        AnnouncedRecording(
            client_uuid=new_id(),
            declared_name="walk.csv",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            recorded_at=clock.now() - timedelta(minutes=5),
            reading={"person": {"height_m": 1.72}},
        ),
        largest_bytes=len(content),
    )
    receive_part(actor, upload.pk, io.BytesIO(content), offset_bytes=0)
    _, run = complete_upload(actor, upload.pk)
    return run
