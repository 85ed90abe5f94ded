"""Recordings and what was found in them."""

from typing import BinaryIO
from uuid import UUID

from django.db.models import Prefetch

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import AnalysisRun, Job, Recording, Upload
from restride.records.pages import Page, page_of
from restride.records.places import storage
from restride.records.refusals import Conflict
from restride.records.scopes import Depth, owned, patients_of, the_patient, the_row
from restride.visit.states import RecordingState

_LIGHT = ("document", "failure")


def recordings_of(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Recording]:
    """List the recordings of a patient with their analyses, the newest first."""
    with reading(actor, "recording.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        runs = AnalysisRun.objects.defer(*_LIGHT).order_by("pk")
        rows = owned(actor, Recording).filter(patient=patient)
        page = page_of(
            rows.prefetch_related(Prefetch("runs", queryset=runs)),
            after=after,
            most_count=most_count,
        )
        act.about(patient)
    return page


def read_recording(actor: Actor, recording_id: UUID) -> Recording:
    """Read what is known of a recording."""
    with reading(actor, "recording.read") as act:
        recording = the_row(actor, Recording, recording_id)
        act.about(recording)
    return recording


def read_upload(actor: Actor, upload_id: UUID) -> Upload:
    """Read how far an upload is."""
    with reading(actor, "recording.upload") as act:
        upload = the_row(actor, Upload, upload_id)
        act.about(upload)
    return upload


def open_recording(actor: Actor, recording_id: UUID) -> tuple[Recording, BinaryIO]:
    """Open the file of a recording, unsealed as it is read.

    Raises
    ------
    Conflict
        There is no file: it still comes in, or nothing of it was kept.
    """
    with reading(actor, "recording.download") as act:
        recording = the_row(actor, Recording, recording_id)
        if recording.state != RecordingState.CAPTURED:
            raise Conflict(
                f"Only a captured recording has a file, and this one is {recording.state}."
            )
        act.about(recording)
        file = storage().open(recording.stored_name)
    return recording, file


def read_run(actor: Actor, run_id: UUID) -> AnalysisRun:
    """Read one analysis, whole."""
    with reading(actor, "analysis.read") as act:
        run = the_row(actor, AnalysisRun, run_id)
        act.about(run)
    return run


def jobs_of(actor: Actor, *, after: UUID | None = None, most_count: int = 50) -> Page[Job]:
    """List the jobs of the clinic about patients whom the actor may see, the newest first."""
    with reading(actor, "job.read"):
        seen = patients_of(actor, depth=Depth.CARE)
        rows = Job.objects.filter(clinic_id=actor.clinic_id, patient__in=seen)
        return page_of(rows, after=after, most_count=most_count)
