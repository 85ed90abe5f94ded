"""Recordings of the virtual walker, taken in and analysed as those of a real sensor."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from restride.errors import RestrideError
from restride.person import Person
from restride.recording.parquet_files import save_parquet
from restride.records import clock
from restride.records.actions.recordings import AnnouncedRecording, announce_recording
from restride.records.actions.uploads import complete_upload, receive_part
from restride.records.jobs.registry import JOB_KINDS
from restride.records.jobs.worker import Worker, work_once
from restride.records.models import AnalysisRun, Episode, Visit
from restride.records.places import work
from restride.simulate.plan import back_and_forth
from restride.simulate.walk import simulate_walk
from restride.simulate.walker import WalkerSettings
from restride.terms import Task
from restride.visit.states import RunState
from restride.web.demo.arrivals import Arrived
from restride.web.demo.people import Walked

_LENGTH_M: Final = 12.0
_LARGEST_BYTES: Final = 50_000_000


def record_walk(arrived: Arrived, episode: Episode, *, walked: Walked, visit: Visit) -> None:
    """Let the virtual walker walk, and take its recording in.

    Raises
    ------
    RestrideError
        The analysis failed: a demo without it would show less than it says.
    """
    content = _recorded(arrived, walked)
    upload, _ = announce_recording(
        arrived.crew.therapist,
        arrived.patient_id,
        AnnouncedRecording(
            client_uuid=arrived.made_id(f"walk/{walked.after_weeks}"),
            declared_name=f"simulated-walk-week-{walked.after_weeks}.parquet",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            recorded_at=clock.now(),
            task=Task.WALK,
            pace="comfortable",
            episode_id=episode.pk,
            visit_id=visit.pk,
            reading={"person": {"height_m": arrived.person.height_m}},
        ),
        largest_bytes=_LARGEST_BYTES,
    )
    receive_part(arrived.crew.therapist, upload.pk, io.BytesIO(content), offset_bytes=0)
    _, run = complete_upload(arrived.crew.therapist, upload.pk)
    worker = Worker(name="demo", kinds=JOB_KINDS, folder=work())
    while work_once(worker):
        pass
    if run is not None:
        _refuse_failed(AnalysisRun.objects.get(pk=run.pk))


def _refuse_failed(run: AnalysisRun) -> None:
    if run.state != RunState.OK:
        raise RestrideError(
            f"The analysis of a simulated walk must succeed, and it is {run.state}: {run.failure}."
        )


def _recorded(arrived: Arrived, walked: Walked) -> bytes:
    simulated = simulate_walk(
        WalkerSettings(
            speed_mps=walked.speed_mps,
            cadence_spm=walked.cadence_spm,
            height_m=arrived.person.height_m,
            step_length_asymmetry_ratio=walked.asymmetry_ratio,
            stride_time_variation_ratio=walked.variability_ratio,
            stride_length_variation_ratio=walked.variability_ratio,
            seed=arrived.person.number * 100 + walked.after_weeks,
        ),
        plan=back_and_forth(length_m=_LENGTH_M, turns_count=1),
    )
    with TemporaryDirectory(prefix="restride-demo-") as folder:
        path = Path(folder) / "walk.parquet"
        # A saved recording is of nobody; the person is told when it is announced.
        save_parquet(replace(simulated.recording, person=Person()), path)
        return path.read_bytes()
