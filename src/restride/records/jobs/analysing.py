"""Analysing a recording: unsealed into the worker's folder, analysed apart, kept with its versions.

An analysis never rewrites another: a newer one of the same recording supersedes it, and both stay,
each with its version, its settings and the hash of what it was made from.
"""

import hashlib
import json
import shutil
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import restride
from restride.clinical.circumstances import Circumstances
from restride.errors import RestrideError
from restride.measure import Interval, Measure
from restride.plan.cases.case_json import plain
from restride.records import clock
from restride.records.conditions_key import conditions_key
from restride.records.jobs.apart import Refused
from restride.records.jobs.kinds import JobKind
from restride.records.jobs.queue import Lease
from restride.records.models import AnalysisRun, Observation, Recording
from restride.records.places import storage
from restride.rows import read_row
from restride.visit.moves import moved
from restride.visit.states import ObservationState, RunState


def prepare(lease: Lease, folder: Path) -> dict[str, Any] | None:
    """Unseal the recording of a run; None where the run is done already."""
    run = AnalysisRun.objects.select_related("recording").get(pk=lease.payload["run"])
    if run.state not in (RunState.QUEUED, RunState.RUNNING):
        return None
    AnalysisRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, started_at=clock.now())
    recording = run.recording
    path = folder / f"recording{''.join(Path(recording.stored_name).suffixes)}"
    with storage().open(recording.stored_name) as sealed, path.open("wb") as file:
        shutil.copyfileobj(sealed, file)
    _refuse_other_content(path, run.input_sha256)
    return {
        "path": str(path),
        "name": f"recording-{recording.pk}",
        "reading": recording.reading,
        "settings": run.settings,
        "task": recording.task,
        "pace": recording.pace,
        "circumstances": recording.circumstances,
        "tested_on": recording.recorded_at.date().isoformat(),
    }


def _refuse_other_content(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise Refused(
            f"The stored recording must have the hash {sha256[:12]}…, and has {found[:12]}…. It "
            "was changed in the storage: restore it from a backup."
        )


def compute(wanted: dict[str, Any]) -> dict[str, Any]:
    """Read and analyse a recording; plain values in and out."""
    from restride.analysis.analyze import analyze
    from restride.analysis.opening import read
    from restride.analysis.settings import AnalysisSettings
    from restride.recording.intake.told_options import options_of
    from restride.terms import Task

    recording = read(Path(wanted["path"]), options=options_of(wanted["reading"]))
    task = None if wanted["task"] is None else Task(wanted["task"])
    settings = AnalysisSettings(known_distance_m=wanted["settings"].get("known_distance_m"))
    analysis = analyze(recording, task=task, settings=settings)
    return {
        "version": restride.__version__,
        "document": analysis.to_json(),
        "measures": [_measure(each) for each in analysis.measures],
        **_tests(analysis, wanted),
    }


def _tests(analysis: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give the tests that the recording holds; where they cannot be told, why."""
    from restride.clinical.from_recording import results_of

    told = read_row(Circumstances, wanted["circumstances"], where="circumstances")
    try:
        results = results_of(
            analysis,
            circumstances=told,
            tested_on=date.fromisoformat(wanted["tested_on"]),
            pace=wanted["pace"],
        )
    except RestrideError as refusal:
        return {"results": [], "results_missing": str(refusal)}
    return {"results": [plain(each) for each in results], "results_missing": None}


def _measure(measure: Measure) -> dict[str, Any]:
    interval = measure.uncertainty if isinstance(measure.uncertainty, Interval) else None
    return {
        "code": measure.definition.key,
        "value": measure.value,
        "unit": measure.definition.unit.shown,
        "side": "" if measure.side is None else str(measure.side),
        "low": None if interval is None else interval.low,
        "high": None if interval is None else interval.high,
        "repeats_count": measure.repeats_count,
        "quality": {"note": measure.note, "uncertainty": asdict(measure.uncertainty)},
    }


def store(lease: Lease, found: dict[str, Any]) -> None:
    """Keep an analysis, and let it supersede the one before."""
    run = AnalysisRun.objects.select_related("recording").get(pk=lease.payload["run"])
    run.document = {key: found[key] for key in ("document", "results", "results_missing")}
    written = json.dumps(run.document, sort_keys=True, separators=(",", ":"))
    run.document_sha256 = hashlib.sha256(written.encode()).hexdigest()
    run.algorithm_version = found["version"]
    run.state = moved(run.state, RunState.OK, thing="analysis")
    run.ended_at = clock.now()
    run.save()
    _supersede(run)
    recording = run.recording
    key = conditions_key(read_row(Circumstances, recording.circumstances, where="circumstances"))
    Observation.objects.bulk_create(
        _observation(run, recording, each, conditions=key) for each in found["measures"]
    )


def _supersede(run: AnalysisRun) -> None:
    before = AnalysisRun.objects.filter(recording_id=run.recording_id, state=RunState.OK)
    for each in before.exclude(pk=run.pk):
        each.state = moved(each.state, RunState.SUPERSEDED, thing="analysis")
        each.superseded_by = run
        each.save()
        each.observations.update(state=ObservationState.CORRECTED)


def _observation(
    run: AnalysisRun, recording: Recording, measure: dict[str, Any], *, conditions: str
) -> Observation:
    return Observation(
        clinic_id=run.clinic_id,
        patient_id=recording.patient_id,
        episode_id=recording.episode_id,
        run=run,
        observed_at=recording.recorded_at,
        conditions_key=conditions,
        **measure,
    )


def give_up(lease: Lease, words: str) -> None:
    """Say on the run that it has failed, and why."""
    run = AnalysisRun.objects.get(pk=lease.payload["run"])
    if run.state not in (RunState.QUEUED, RunState.RUNNING):
        return
    run.state = moved(run.state, RunState.FAILED, thing="analysis")
    run.failure = words
    run.ended_at = clock.now()
    run.save()


ANALYSING: Final = JobKind(prepare=prepare, compute=compute, store=store, give_up=give_up)
