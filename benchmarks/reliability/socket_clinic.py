"""A clinic in a folder of its own, streams opened in it, and the files that they become."""

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from log_figures import SENSORS, numbered_block, six_sensors


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStream:
    """A recording that a device may send."""

    recording_id: uuid.UUID
    token: str


class Clinic:
    """A clinic with one therapist, one patient and one device; Django is set up on it."""

    def __init__(self, folder: Path) -> None:
        from restride.web.setting_up import bring_up_to_date, make_home, use_home

        self.home = make_home(folder / "clinic")
        use_home(self.home)
        bring_up_to_date(tell=lambda _: None)
        self._folder = folder
        self._staff, self._patient, self._device = _people()

    def open_stream(self) -> OpenedStream:
        """Open a stream for the patient and the device."""
        from restride.records.actions.streams import WantedStream, open_stream
        from restride.records.actions.tokens import make_device_token

        wanted = WantedStream(client_uuid=uuid.uuid4(), device_id=self._device.pk)
        recording, _ = open_stream(self._staff, self._patient.pk, wanted)
        token = make_device_token(self._staff, self._device.pk).secret
        return OpenedStream(recording_id=recording.pk, token=token)

    def finish(self) -> None:
        """Do what waits for a worker."""
        from restride.records.jobs.registry import JOB_KINDS
        from restride.records.jobs.worker import Worker, work_once
        from restride.records.places import work

        worker = Worker(name="benchmark", kinds=JOB_KINDS, folder=work())
        while work_once(worker):
            pass

    def count_missing(self, recording_id: uuid.UUID, *, blocks_count: int) -> int:
        """Count the samples of the device that are not in the stored file as they were sent."""
        from restride.analysis.opening import read
        from restride.records.models import Recording
        from restride.records.places import storage

        row = Recording.objects.get(pk=recording_id)
        if row.state != "captured":
            return blocks_count
        path = self._folder / "stored.parquet"
        with storage().open(row.stored_name) as sealed, path.open("wb") as file:
            shutil.copyfileobj(sealed, file)
        recording = read(path)
        sensors = {each.name: each for each in recording.sensors}
        return sum(
            _count_differing(sensors.get(described.name), stream, blocks_count=blocks_count)
            for stream, described in enumerate(six_sensors().sensors)
        )


def _count_differing(sensor: Any, stream: int, *, blocks_count: int) -> int:
    numbers = range(stream, blocks_count, SENSORS)
    wanted = np.concatenate([numbered_block(number, samples_count=2).values for number in numbers])
    if sensor is None or len(sensor.acceleration_mps2) != len(wanted):
        return len(wanted)
    found = np.hstack([sensor.acceleration_mps2, sensor.angular_velocity_dps])
    return int((found != wanted).any(axis=1).sum())


def _people() -> tuple[Any, Any, Any]:
    from datetime import date

    from restride.records.actions.consents import give_consent
    from restride.records.actions.registering import Identity, register_patient
    from restride.records.actors import actor_of
    from restride.records.founding import found_clinic
    from restride.records.models import Clinic as ClinicRow
    from restride.records.models import Device, Membership, User
    from restride.records.roles import Role
    from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentWay

    found_clinic(name="Benchmark", time_zone="UTC", administrator="admin@clinic.example")
    clinic = ClinicRow.objects.get()
    user = User.objects.create(
        username="therapist@clinic.example", email="therapist@clinic.example", is_clinic_staff=True
    )
    Membership.objects.create(clinic=clinic, user=user, role=Role.THERAPIST)
    staff = actor_of(user)
    identity = Identity(
        record_number="1",
        given_name="Simulated",
        family_name="Walker",
        birth_date=date(1950, 1, 1),
        time_zone="UTC",
    )
    patient = register_patient(staff, identity)
    give_consent(
        staff,
        patient.pk,
        kind=ConsentKind.SENSORS,
        text_version=CURRENT_TEXTS[ConsentKind.SENSORS].version,
        how=ConsentWay.IN_PERSON,
    )
    device = Device.objects.create(clinic=clinic, kind="hub", serial="benchmark")
    return staff, patient, device
