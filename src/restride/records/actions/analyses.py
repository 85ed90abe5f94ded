"""Analyses of recordings: queued with what they are made from."""

from uuid import UUID

from restride.records.jobs.queue import queue_job
from restride.records.models import AnalysisRun, Recording
from restride.records.refusals import Conflict
from restride.visit.states import RecordingState

#: The name of the job; ``records/jobs/analysing.py`` does it.
ANALYSE = "analyse"


def queue_analysis(recording: Recording, *, made_by_id: UUID | None) -> AnalysisRun:
    """Queue the analysis of a recording, in the transaction that is open.

    Raises
    ------
    Conflict
        The recording is not whole.
    """
    if recording.state != RecordingState.CAPTURED:
        raise Conflict(
            f"A recording must be captured to be analysed, and this one is {recording.state}. "
            "Send it to its end first."
        )
    run = AnalysisRun(
        clinic_id=recording.clinic_id,
        patient_id=recording.patient_id,
        made_by_id=made_by_id,
        recording=recording,
        input_sha256=recording.sha256,
        settings=recording.reading.get("settings", {}),
    )
    run.job = queue_job(
        ANALYSE,
        payload={"run": str(run.pk)},
        clinic_id=recording.clinic_id,
        patient_id=recording.patient_id,
        made_by_id=made_by_id,
        once_key=str(run.pk),
    )
    run.save(force_insert=True)
    return run
