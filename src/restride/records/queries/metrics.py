"""Numbers about the server, for whoever watches over it: counts, never anything of a person."""

from django.db.models import Count, Min

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Alert, AuditHead, Job, Recording, TrainingSession, Upload
from restride.visit.states import AlertState, RunState, UploadState


def metrics(actor: Actor) -> dict[str, float]:
    """Count what a clinic's server has done and has to do."""
    with reading(actor, "metrics.read"):
        own = {"clinic_id": actor.clinic_id}
        jobs = Job.objects.filter(**own)
        states = dict(jobs.values_list("state").annotate(count=Count("pk")))
        oldest = jobs.filter(state=RunState.QUEUED).aggregate(at=Min("run_after"))["at"]
        waits_s = 0.0 if oldest is None else (clock.now() - oldest).total_seconds()
        head = AuditHead.objects.filter(pk=1).first()
        found: dict[str, float] = {
            **{f'restride_jobs{{state="{state}"}}': states.get(state, 0) for state in RunState},
            "restride_job_oldest_wait_seconds": max(0.0, waits_s),
            "restride_recordings": Recording.objects.filter(**own).count(),
            "restride_uploads_open": Upload.objects.filter(**own, state=UploadState.OPEN).count(),
            "restride_training_sessions": TrainingSession.objects.filter(**own).count(),
            "restride_alerts_open": Alert.objects.filter(**own, state=AlertState.OPEN).count(),
            "restride_trail_lines": 0 if head is None else head.number,
        }
    return found
