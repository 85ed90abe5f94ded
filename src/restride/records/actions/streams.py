"""Streams: opened by staff for a patient and a device, and ended where the device is gone."""

from dataclasses import dataclass, field
from uuid import UUID

from restride.clinical.circumstances import Circumstances
from restride.plan.cases.case_json import plain
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.ended_streams import close_stream
from restride.records.models import Device, Episode, Recording, Visit
from restride.records.queries.consents import refuse_without_consent
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.scopes import the_patient, the_row
from restride.records.sent_once import first_sent, keep_once
from restride.terms import Task
from restride.visit.consents import ConsentKind
from restride.visit.states import DeviceState, RecordingState

_USABLE = (DeviceState.OK, DeviceState.LOW_BATTERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStream:
    """What a device will record."""

    client_uuid: UUID
    device_id: UUID
    task: Task | None = None
    pace: str | None = None
    episode_id: UUID | None = None
    visit_id: UUID | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)


def open_stream(actor: Actor, patient_id: UUID, wanted: WantedStream) -> tuple[Recording, bool]:
    """Open a stream for a patient, into which a device records; the same again gives the first.

    Returns
    -------
    tuple
        The recording, and whether it is new.

    Raises
    ------
    NotThere
        No such patient, device, episode or visit; an episode or visit of another patient.
    Conflict
        The patient has not agreed to be recorded, the device cannot be used, or the identifier was
        used for something else.
    NotUsable
        The device was lent to another patient.
    """
    with acting(actor, "recording.upload") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        recording = Recording(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            recorded_at=clock.now(),
            **_told(wanted),
        )
        known = first_sent(actor, Recording, client_uuid=wanted.client_uuid)
        if known is not None:
            _refuse_other(known, recording)
            act.about(known)
            return known, False
        refuse_without_consent(patient, ConsentKind.SENSORS)
        _refuse_unusable(_the_device(actor, wanted.device_id), patient.pk)
        for model, row_id in ((Episode, wanted.episode_id), (Visit, wanted.visit_id)):
            if row_id is not None:
                the_row_of(actor, model, row_id=row_id, patient_id=patient.pk)
        keep_once(recording)
        act.about(recording, device=str(wanted.device_id))
    return recording, True


def _told(wanted: WantedStream) -> dict[str, object]:
    return {
        "client_uuid": wanted.client_uuid,
        "device_id": wanted.device_id,
        "episode_id": wanted.episode_id,
        "visit_id": wanted.visit_id,
        "task": None if wanted.task is None else str(wanted.task),
        "pace": wanted.pace,
        "circumstances": plain(wanted.circumstances),
    }


def _refuse_other(known: Recording, recording: Recording) -> None:
    names = ("patient_id", "device_id", "episode_id", "visit_id", "task", "pace", "circumstances")
    if any(getattr(known, name) != getattr(recording, name) for name in names):
        raise Conflict(
            "client_uuid must be of one stream, and was used for another recording already. Make "
            "a new one."
        )


def _the_device(actor: Actor, device_id: UUID) -> Device:
    device = Device.objects.filter(pk=device_id, clinic_id=actor.clinic_id).first()
    if device is None:
        raise NotThere("device")
    return device


def _refuse_unusable(device: Device, patient_id: UUID) -> None:
    if device.state not in _USABLE:
        raise Conflict(
            f"A device that works is needed, and this one is {device.state}. Take another, or say "
            "that it was repaired."
        )
    if device.patient_id not in (None, patient_id):
        raise NotUsable(
            "device_id must be of a device of the clinic or of this patient, and this one is lent "
            "to somebody else. Take it back first, or use another."
        )


def end_stream(actor: Actor, recording_id: UUID) -> Recording:
    """End a stream whose device is gone: what came is kept, and told to be cut.

    Ended again, it stays as it is.

    Raises
    ------
    NotThere
        No such recording.
    Conflict
        It is an upload, or no longer comes in.
    """
    with acting(actor, "recording.upload") as act:
        recording = the_row(actor, Recording, recording_id, depth=act.permission.depth)
        is_stream = recording.device_id is not None
        if not is_stream or recording.state != RecordingState.RECEIVING:
            what = str(recording.state) if is_stream else "an upload"
            raise Conflict(
                f"A stream that still comes in can be ended, and this recording is {what}. Read "
                "it again."
            )
        close_stream(recording)
        recording.refresh_from_db()
        act.about(recording, ended=True)
    return recording
