"""Moving what hangs on a recording to another patient: all of it, or nothing."""

from restride.records.editing import saved
from restride.records.models import AnalysisRun, Observation, Patient, Recording, Trial, Upload
from restride.records.refusals import Conflict
from restride.visit.states import AssessmentState, RecordingState


def move_rows(recording: Recording, target: Patient, *, version: int) -> None:
    """Move a recording with its uploads, analyses and values; trials of the old patient let go.

    The episode and visit belong to the old patient: the recording leaves them.

    Raises
    ------
    Conflict
        It is this patient's already, still comes in, or belongs to a signed assessment.
    Stale
        Somebody else edited it first.
    """
    if recording.patient_id == target.pk:
        raise Conflict("The recording belongs to this patient already. Nothing is to be moved.")
    if recording.state == RecordingState.RECEIVING:
        raise Conflict("The recording still comes in. Wait until it is whole, then move it.")
    signed = (AssessmentState.SIGNED, AssessmentState.AMENDED)
    trials = Trial.objects.filter(recording=recording)
    if trials.filter(test_result__assessment__state__in=signed).exists():
        raise Conflict(
            "The recording is part of a signed assessment. Amend the assessment first, so that it "
            "no longer rests on this recording."
        )
    trials.update(recording=None)
    for rows in (
        Upload.objects.filter(recording=recording),
        AnalysisRun.objects.filter(recording=recording),
        Observation.objects.filter(run__recording=recording),
    ):
        rows.update(patient=target)
    Observation.objects.filter(run__recording=recording).update(episode=None, test_result=None)
    recording.patient = target
    recording.episode = recording.visit = None
    saved(recording, version=version)
