"""Trials of a test: kept with the marks that were found and those that a therapist moved."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from restride.records.acting import acting
from restride.records.actions.assessments import OPEN
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Recording, TestResult, Trial
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row
from restride.visit.moves import moved
from restride.visit.states import RecordingState, TrialState


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """From when to when a trial lasts, in its recording."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialContent:
    """One go at a test."""

    number: int
    started_at: datetime | None = None
    ended_at: datetime | None = None
    recording_id: UUID | None = None
    #: As the program found them.
    auto_marks: Marks | None = None
    #: Verdict, codes of doubts, and shares: words and numbers only.
    quality: dict[str, object] = field(default_factory=dict)


def keep_trial(actor: Actor, result_id: UUID, content: TrialContent) -> tuple[Trial, bool]:
    """Keep a trial of a test.

    Returns
    -------
    tuple
        The row, and whether it is new: the very same sent again is kept once.

    Raises
    ------
    NotThere
        There is no such test or recording of this person for the actor.
    NotUsable
        Marks or times in the wrong order, marks without a recording or beyond its end.
    Conflict
        The assessment is over, the number is taken by another trial, or the recording is not whole.
    """
    with acting(actor, "test.enter") as act:
        test = the_row(actor, TestResult, result_id)
        hold(test)
        _refuse_over(test)
        recording = _recording(actor, test, content.recording_id)
        _refuse_disorder(content, recording)
        wanted = _columns(content)
        row = Trial.objects.filter(test_result=test, number=content.number).first()
        if row is not None:
            if any(getattr(row, name) != value for name, value in wanted.items()):
                raise Conflict(
                    f"Trial {content.number} of this test is kept already, with other content. "
                    "Give the next number."
                )
            act.about(row, sent_again=True)
            return row, False
        row = Trial.objects.create(
            clinic_id=actor.clinic_id,
            patient_id=test.patient_id,
            made_by_id=actor.user_id,
            test_result=test,
            number=content.number,
            **wanted,
        )
        act.about(row)
    return row, True


def move_marks(actor: Actor, trial_id: UUID, marks: Marks | None, *, version: int) -> Trial:
    """Move start and end of a trial; None goes back to those that were found, which always stay.

    Raises
    ------
    NotThere, Stale
        No such trial; somebody else edited it first.
    NotUsable
        Marks in the wrong order, without a recording or beyond its end.
    Conflict
        The assessment is over.
    """
    with acting(actor, "test.enter") as act:
        row = the_row(actor, Trial, trial_id)
        _refuse_over(row.test_result)
        _refuse_marks(marks, row.recording)
        before = {"edited_marks": row.edited_marks}
        row.edited_marks = _plain(marks)
        saved(row, version=version)
        act.about(row)
        act.changed(before, {"edited_marks": row.edited_marks})
    return row


def judge_trial(actor: Actor, trial_id: UUID, *, is_usable: bool, version: int) -> Trial:
    """Take a trial, or leave it out; it is kept either way.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such trial; somebody else edited it first; it was lost, or is so already.
    Conflict
        The assessment is over.
    """
    with acting(actor, "test.enter") as act:
        row = the_row(actor, Trial, trial_id)
        _refuse_over(row.test_result)
        after = TrialState.ACCEPTED if is_usable else TrialState.REJECTED
        before = {"state": row.state}
        row.state = moved(row.state, after, thing="trial")
        saved(row, version=version)
        act.about(row)
        act.changed(before, {"state": row.state})
    return row


def _columns(content: TrialContent) -> dict[str, object]:
    return {
        "started_at": content.started_at,
        "ended_at": content.ended_at,
        "recording_id": content.recording_id,
        "auto_marks": _plain(content.auto_marks),
        "quality": dict(content.quality),
    }


def _plain(marks: Marks | None) -> dict[str, float] | None:
    return None if marks is None else {"start_s": marks.start_s, "end_s": marks.end_s}


def _recording(actor: Actor, test: TestResult, recording_id: UUID | None) -> Recording | None:
    if recording_id is None:
        return None
    row = the_row_of(actor, Recording, row_id=recording_id, patient_id=test.patient_id)
    if row.state in (RecordingState.REJECTED, RecordingState.LOST):
        raise Conflict(
            f"A trial names a recording that can be used, and this one is {row.state}. Leave it "
            "out."
        )
    return row


def _refuse_over(test: TestResult) -> None:
    if test.assessment.state not in OPEN:
        raise Conflict(
            f"Trials belong to an assessment in progress, and this one is "
            f"{test.assessment.state}. Reopen it."
        )


def _refuse_disorder(content: TrialContent, recording: Recording | None) -> None:
    started, ended = content.started_at, content.ended_at
    if started is not None and ended is not None and ended < started:
        raise NotUsable(f"A trial ends after it starts ({started}), and ends {ended}. Correct it.")
    _refuse_marks(content.auto_marks, recording)


def _refuse_marks(marks: Marks | None, recording: Recording | None) -> None:
    if marks is None:
        return
    if recording is None:
        raise NotUsable(
            "Marks are seconds of a recording, and the trial names none. Name the recording."
        )
    end_s = recording.duration_s
    if not 0 <= marks.start_s < marks.end_s or (end_s is not None and marks.end_s > end_s):
        most = "its end" if end_s is None else f"{end_s:g} s"
        raise NotUsable(
            f"Marks must lie in order between 0 s and {most}, and are {marks.start_s:g} s and "
            f"{marks.end_s:g} s. Correct them."
        )
