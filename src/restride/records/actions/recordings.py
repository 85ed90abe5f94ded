"""Recordings: announced, received in parts, looked at, stored sealed, and queued for analysis."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from restride.clinical.circumstances import Circumstances
from restride.errors import RestrideError
from restride.plan.cases.case_json import plain
from restride.recording.intake.told_options import options_of
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.analyses import queue_analysis
from restride.records.actors import Actor
from restride.records.identity import new_id
from restride.records.models import AnalysisRun, Episode, Patient, Recording, Upload, Visit
from restride.records.moving import move_rows
from restride.records.queries.consents import refuse_without_consent
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import Depth, the_patient, the_row
from restride.records.taking_in import begin_quarantine
from restride.terms import Task
from restride.visit.consents import ConsentKind

#: An upload that nobody goes on with is given up after this.
_UPLOAD_KEPT: Final = timedelta(days=2)
#: A recording of the day after tomorrow was made by a clock that is wrong.
_CLOCK_ROOM: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedRecording:
    """What is said of a recording before it is sent."""

    client_uuid: UUID
    declared_name: str
    size_bytes: int
    sha256: str
    recorded_at: datetime
    task: Task | None = None
    pace: str | None = None
    episode_id: UUID | None = None
    visit_id: UUID | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    #: For the reader: rate, placements, units, height of the person.
    reading: dict[str, Any] = field(default_factory=dict)


def announce_recording(
    actor: Actor, patient_id: UUID, announced: AnnouncedRecording, *, largest_bytes: int
) -> tuple[Upload, bool]:
    """Announce a recording, so that it can be sent in parts; the same again gives the first.

    Returns
    -------
    tuple
        The upload, and whether it is new.

    Raises
    ------
    NotUsable
        Too large, without a hash, a day in the future, something about the file that no reader
        takes, or an episode of another patient.
    Conflict
        The same identifier was used for another recording, or the patient has not agreed to be
        recorded.
    """
    with acting(actor, "recording.upload") as act:
        patient = the_patient(actor, patient_id, depth=Depth.CARE)
        known = Upload.objects.filter(
            clinic_id=actor.clinic_id, client_uuid=announced.client_uuid
        ).first()
        if known is not None:
            _refuse_other(known, patient, announced)
            act.about(known)
            return known, False
        refuse_without_consent(patient, ConsentKind.SENSORS)
        _refuse_senseless(announced, largest_bytes=largest_bytes)
        _refuse_elsewhere(actor, patient, announced)
        recording = _recording_of(actor, patient, announced)
        recording.save(force_insert=True)
        upload = _upload_of(recording, announced)
        begin_quarantine(upload.quarantine_name)
        upload.save(force_insert=True)
        act.about(recording)
    return upload, True


def _refuse_other(known: Upload, patient: Patient, announced: AnnouncedRecording) -> None:
    same = (known.patient_id, known.declared_sha256, known.declared_bytes)
    if same != (patient.pk, announced.sha256, announced.size_bytes):
        raise Conflict(
            "client_uuid must be of one recording, and was used for another file already. Make a "
            "new one."
        )


def _refuse_senseless(announced: AnnouncedRecording, *, largest_bytes: int) -> None:
    if not 0 < announced.size_bytes <= largest_bytes:
        raise NotUsable(
            f"size_bytes must lie between 1 and {largest_bytes:,}, and is "
            f"{announced.size_bytes:,}. Cut the recording into shorter files."
        )
    if announced.recorded_at > clock.now() + _CLOCK_ROOM:
        raise NotUsable(
            f"recorded_at must not be in the future, and is {announced.recorded_at:%Y-%m-%d}. "
            "Set the clock of the device."
        )
    try:
        options_of(announced.reading)
    except (RestrideError, TypeError, ValueError, KeyError) as error:
        raise NotUsable(f"reading cannot be used: {error}. Correct it.") from error


def _refuse_elsewhere(actor: Actor, patient: Patient, announced: AnnouncedRecording) -> None:
    named: tuple[tuple[str, type[Episode] | type[Visit], UUID | None], ...] = (
        ("episode_id", Episode, announced.episode_id),
        ("visit_id", Visit, announced.visit_id),
    )
    for name, model, row_id in named:
        if row_id is not None and the_row(actor, model, row_id).patient_id != patient.pk:
            raise NotUsable(f"{name} must be of the same patient, and is of another. Correct it.")


def _recording_of(actor: Actor, patient: Patient, announced: AnnouncedRecording) -> Recording:
    return Recording(
        clinic_id=actor.clinic_id,
        patient=patient,
        made_by_id=actor.user_id,
        client_uuid=announced.client_uuid,
        episode_id=announced.episode_id,
        visit_id=announced.visit_id,
        task=None if announced.task is None else str(announced.task),
        pace=announced.pace,
        circumstances=plain(announced.circumstances),
        declared_name=announced.declared_name,
        recorded_at=announced.recorded_at,
        reading=announced.reading,
    )


def _upload_of(recording: Recording, announced: AnnouncedRecording) -> Upload:
    return Upload(
        clinic_id=recording.clinic_id,
        patient_id=recording.patient_id,
        made_by_id=recording.made_by_id,
        client_uuid=announced.client_uuid,
        recording=recording,
        declared_bytes=announced.size_bytes,
        declared_sha256=announced.sha256.lower(),
        quarantine_name=f"upload-{new_id().hex}",
        expires_at=clock.now() + _UPLOAD_KEPT,
    )


def move_recording(
    actor: Actor, recording_id: UUID, *, to_patient_id: UUID, reason: str, version: int
) -> Recording:
    """Move a recording, with its analyses and values, to the patient it is of.

    Raises
    ------
    NotThere
        The actor may not see one of the two patients.
    Conflict
        It belongs to the patient already, still comes in, or is part of a signed test.
    """
    with acting(actor, "recording.move") as act:
        recording = the_row(actor, Recording, recording_id, depth=act.permission.depth)
        target = the_patient(actor, to_patient_id, depth=act.permission.depth)
        before = recording.patient_id
        move_rows(recording, target, version=version)
        act.about(recording, moved_from=str(before), moved_to=str(target.pk), reason=reason)
        act.about_patients((before, target.pk))
    return recording


def reanalyse(actor: Actor, recording_id: UUID) -> AnalysisRun:
    """Queue another analysis of a recording; it will supersede the one that holds."""
    with acting(actor, "analysis.start") as act:
        recording = the_row(actor, Recording, recording_id)
        run = queue_analysis(recording, made_by_id=actor.user_id)
        act.about(run)
    return run
