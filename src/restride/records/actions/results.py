"""Results of tests: entered and scored, taken from a recording, corrected, never rewritten."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import find_instrument
from restride.clinical.result import Result, ResultState
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.records.acting import acting, permit
from restride.records.actions.assessments import HAPPENED, open_assessment, planned_test
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, results_of_run
from restride.records.documents import opened, written
from restride.records.editing import saved
from restride.records.licence_packs import pack_for
from restride.records.models import AnalysisRun, Assessment, Episode, TestResult
from restride.records.observed import observe, take_back
from restride.records.plan_situations import today_of
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row
from restride.records.tests_known import filled
from restride.visit.moves import moved
from restride.visit.states import AssessmentState, RunState, TestState

_STATES: Final = {
    ResultState.DONE: TestState.VALID,
    ResultState.UNABLE: TestState.UNABLE,
    ResultState.UNSAFE: TestState.UNSAFE,
    ResultState.DECLINED: TestState.DECLINED,
    ResultState.NOT_DONE: TestState.SKIPPED,
}
_SIGNED: Final = (AssessmentState.SIGNED, AssessmentState.AMENDED)


def enter_result(
    actor: Actor, assessment_id: UUID, entry: Entry, *, caution: str | None = None
) -> tuple[TestResult, bool]:
    """Enter what a test came to, and score it; conditions not told are those of the assessment.

    Parameters
    ----------
    caution
        Why it is usable with caution only.

    Returns
    -------
    tuple
        The row, and whether it is new: the very same sent again is kept once.

    Raises
    ------
    NotThere
        There is no such assessment for the actor.
    Conflict
        It takes no results any more, or has another result of this test.
    NotUsable
        A result without conditions, without a reason for its state, or out of range.
    """
    with acting(actor, "test.enter") as act:
        assessment = open_assessment(actor, assessment_id)
        episode = episode_of(actor, assessment.episode_id)
        told = _told(entry, assessment, episode)
        result = _scored(told, actor)
        row = _place(assessment, result.instrument)
        if row.state in HAPPENED:
            _refuse_other(row, told, caution=caution)
            act.about(row, sent_again=True)
            return row, False
        row.entry = written(told)
        _fill(row, result, actor, caution=caution)
        observe(row, result, time_zone=episode.clinic.time_zone)
        act.about(row, instrument=row.instrument, state=row.state)
    return row, True


def take_recorded(
    actor: Actor, assessment_id: UUID, *, run_id: UUID, instrument: str
) -> TestResult:
    """Take the result of a test that an analysed recording holds into an assessment.

    Raises
    ------
    NotThere
        There is no such assessment or analysis of this person for the actor.
    Conflict
        The assessment takes no results, the test has one, or another analysis holds now.
    NotUsable
        The recording holds no such test.
    """
    with acting(actor, "test.enter") as act:
        assessment = open_assessment(actor, assessment_id)
        episode = episode_of(actor, assessment.episode_id)
        run = the_row_of(actor, AnalysisRun, row_id=run_id, patient_id=assessment.patient_id)
        if run.state != RunState.OK:
            raise Conflict(
                f"A result is taken from an analysis that holds, and this one is {run.state}. "
                "Take it from the newest."
            )
        result = _recorded(run, instrument)
        row = _place(assessment, instrument)
        if row.state in HAPPENED:
            raise _has_one(row)
        row.run = run
        _fill(row, result, actor, caution=None)
        observe(row, result, time_zone=episode.clinic.time_zone)
        act.about(row, instrument=instrument, run=str(run.pk))
    return row


def correct_result(
    actor: Actor,
    result_id: UUID,
    entry: Entry,
    *,
    why: str,
    caution: str | None = None,
    version: int,
) -> TestResult:
    """Put another result in the place of one: a new row; the old one stays and points to it.

    Raises
    ------
    NotThere, NotUsable, Stale
        No such result; the new one cannot be scored; somebody else edited it first.
    NotAllowed
        The assessment is signed, and the actor may not sign.
    Conflict
        Nothing was entered, another stands in its place already, or it is of another test.
    """
    with acting(actor, "test.enter") as act:
        before = the_row(actor, TestResult, result_id)
        assessment = before.assessment
        _refuse_uncorrectable(before, entry)
        if assessment.state in _SIGNED:
            permit(actor, "assessment.sign")
        episode = episode_of(actor, assessment.episode_id)
        told = _told(entry, assessment, episode)
        result = _scored(told, actor)
        row = planned_test(assessment, before.instrument, number=before.number)
        row.entry = written(told)
        row.correction = why
        _fill(row, result, actor, caution=caution, is_new=True)
        before.corrected_by = row
        saved(before, version=version)
        take_back(before)
        observe(row, result, time_zone=episode.clinic.time_zone)
        _amend(assessment)
        act.about(row, corrects=str(before.pk), why=why)
    return row


def discard_result(actor: Actor, result_id: UUID, *, why: str, version: int) -> TestResult:
    """Say that a test does not count, or is not to be done after all.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such result; somebody else edited it first; it was discarded before.
    Conflict
        The assessment is signed.
    """
    with acting(actor, "test.enter") as act:
        row = the_row(actor, TestResult, result_id)
        if row.assessment.state in _SIGNED:
            raise Conflict("A signed result is corrected, not discarded. Correct it.")
        row.state = moved(row.state, TestState.DISCARDED, thing="test")
        row.correction = why
        saved(row, version=version)
        take_back(row)
        act.about(row, why=why)
    return row


def _told(entry: Entry, assessment: Assessment, episode: Episode) -> Entry:
    today = today_of(episode)
    if entry.tested_on > today:
        raise NotUsable(
            f"tested_on must not be a day to come, and is {entry.tested_on}; today is {today}. "
            "Correct it."
        )
    usual = opened(Circumstances, assessment.circumstances)
    return replace(entry, circumstances=filled(entry.circumstances, usual))


def _scored(entry: Entry, actor: Actor) -> Result:
    with by_the_rules():
        instrument = find_instrument(entry.instrument)
        _refuse_without_conditions(entry)
        pack = pack_for(actor.clinic_id, instrument, day=entry.tested_on) if entry.items else None
        return score(entry, instrument, pack=pack)


def _refuse_without_conditions(entry: Entry) -> None:
    """Say plainly what the scoring would refuse, in the words of the clinic."""
    if entry.state not in (ResultState.DONE, ResultState.UNABLE):
        return
    needed = find_instrument(entry.instrument).needs_circumstances
    missing = [name for name in needed if getattr(entry.circumstances, name) is None]
    if missing:
        raise NotUsable(
            f"A result without conditions cannot be compared: {entry.instrument} needs "
            f"{', '.join(needed)}, and {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not told. Tell what it was done with."
        )


def _recorded(run: AnalysisRun, instrument: str) -> Result:
    found = {each.instrument: each for each in results_of_run(run)}
    if instrument not in found:
        known = ", ".join(found) or "no test"
        raise NotUsable(
            f"The recording must hold the test, and it holds {known}, not {instrument!r}. Enter "
            "it by hand, or take another recording."
        )
    return found[instrument]


def _place(assessment: Assessment, instrument: str) -> TestResult:
    """Find the row of a test; one that was not planned is added at the end."""
    rows = TestResult.objects.filter(assessment=assessment, corrected_by__isnull=True)
    kept = [each for each in rows.order_by("number", "pk") if each.state != TestState.DISCARDED]
    for each in kept:
        if each.instrument == instrument:
            return each
    last = max((each.number for each in kept), default=0)
    row = planned_test(assessment, instrument, number=last + 1)
    row.save(force_insert=True)
    return row


def _refuse_other(row: TestResult, entry: Entry, *, caution: str | None) -> None:
    said = caution if row.state == TestState.CAUTION else None
    if row.entry == written(entry) and said == caution:
        return
    raise _has_one(row)


def _has_one(row: TestResult) -> Conflict:
    return Conflict(
        f"A test has one result in an assessment, and {row.instrument} has one ({row.state}). "
        "Correct that one, with the reason."
    )


def _fill(
    row: TestResult, result: Result, actor: Actor, *, caution: str | None, is_new: bool = False
) -> None:
    state = _STATES[result.state]
    if caution is not None and state is TestState.VALID:
        state = TestState.CAUTION
    row.state = moved(row.state, state, thing="test")
    row.content_version = result.version
    row.tested_on = result.tested_on
    row.circumstances = written(result.circumstances)
    row.scored = written(result)
    row.reason = result.reason or caution
    row.rater_id = actor.user_id
    row.made_by_id = actor.user_id
    if is_new:
        row.save(force_insert=True)
    else:
        saved(row, version=row.version)


def _refuse_uncorrectable(row: TestResult, entry: Entry) -> None:
    if row.corrected_by_id is not None:
        raise Conflict(
            "The newest result is corrected, and another stands in the place of this one. "
            "Correct that one."
        )
    if row.state not in HAPPENED:
        raise Conflict(f"Only what was entered is corrected, and this is {row.state}. Enter it.")
    if row.assessment.state == AssessmentState.ABANDONED:
        raise Conflict("An abandoned assessment no longer changes. Test again.")
    if entry.instrument != row.instrument:
        raise Conflict(
            f"A correction is of the same test, {row.instrument}, and this is of "
            f"{entry.instrument}. Discard the one, and enter the other."
        )


def _amend(assessment: Assessment) -> None:
    if assessment.state in _SIGNED:
        assessment.state = moved(assessment.state, AssessmentState.AMENDED, thing="assessment")
        saved(assessment, version=assessment.version)
