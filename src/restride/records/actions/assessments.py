"""Assessments: a battery is begun, its conditions told, then completed, signed or abandoned."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final
from uuid import UUID

from restride.clinical.batteries import battery_tests
from restride.clinical.battery_proposal import BatteryAnswers, ProposedBattery
from restride.clinical.circumstances import Circumstances
from restride.clinical.content import content_versions
from restride.clinical.instrument import find_instrument
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.safety import refuse_closed_gate
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.documents import written
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Assessment, Episode, Observation, TestResult, Visit
from restride.records.plan_situations import today_of
from restride.records.queries.consents import refuse_without_consent
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import the_row
from restride.records.tests_known import cut_battery, usual_circumstances
from restride.visit.consents import ConsentKind
from restride.visit.moves import moved
from restride.visit.states import (
    AssessmentState,
    DocumentState,
    EpisodeState,
    ObservationState,
    TestState,
)

#: States in which results are entered.
OPEN: Final = (AssessmentState.DRAFT, AssessmentState.IN_PROGRESS)
#: A test to which something happened: a value, or one of the four ways of having none.
HAPPENED: Final = (
    TestState.VALID,
    TestState.CAUTION,
    TestState.UNABLE,
    TestState.UNSAFE,
    TestState.DECLINED,
    TestState.SKIPPED,
)
_WAITING: Final = (TestState.PLANNED, TestState.RUNNING)
_CARED_FOR: Final = (EpisodeState.ACTIVE, EpisodeState.ON_HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentStart:
    """What is tested, and under which conditions."""

    battery: str
    answers: BatteryAnswers = field(default_factory=BatteryAnswers)
    visit_id: UUID | None = None
    #: None takes those of last time.
    circumstances: Circumstances | None = None


def start_assessment(actor: Actor, episode_id: UUID, start: AssessmentStart) -> Assessment:
    """Begin a battery: cut to the person, every test of it planned, conditions as last time.

    Raises
    ------
    NotThere
        There is no such episode or visit for the actor.
    NotUsable
        Nothing bears the battery's id, or nothing of it is possible.
    Conflict
        The safety gate is closed, no consent to a record stands, the episode is not open, or the
        visit is signed.
    """
    with acting(actor, "assessment.start") as act:
        episode = episode_of(actor, episode_id)
        _refuse_closed(episode)
        visit = _visit(actor, episode, start.visit_id)
        refuse_without_consent(episode.patient_id, ConsentKind.RECORD)
        with by_the_rules():
            refuse_closed_gate(episode, today_of(episode))
            cut = cut_battery(actor, episode, battery=start.battery, answers=start.answers)
        _refuse_nothing(cut)
        circumstances = start.circumstances or usual_circumstances(actor, episode)
        assessment = Assessment.objects.create(
            clinic_id=actor.clinic_id,
            patient_id=episode.patient_id,
            made_by_id=actor.user_id,
            episode=episode,
            visit=visit,
            battery=cut.battery.id,
            battery_version=dict(content_versions())["clinical/batteries"],
            state=moved(AssessmentState.DRAFT, AssessmentState.IN_PROGRESS, thing="assessment"),
            started_at=clock.now(),
            circumstances=written(circumstances),
            proposal=_proposal(cut, start.answers),
        )
        _plan_tests(assessment, cut)
        act.about(assessment, battery=cut.battery.id)
    return assessment


def _refuse_closed(episode: Episode) -> None:
    if episode.state not in _CARED_FOR:
        raise Conflict(
            f"Tests belong to an episode that is active or on hold, and this one is "
            f"{episode.state}. Start or reopen it first."
        )


def _visit(actor: Actor, episode: Episode, visit_id: UUID | None) -> Visit | None:
    if visit_id is None:
        return None
    visit = the_row_of(actor, Visit, row_id=visit_id, patient_id=episode.patient_id)
    if visit.episode_id != episode.pk:
        raise NotUsable("The visit belongs to another episode of this person. Name one of this.")
    if visit.state != DocumentState.DRAFT:
        raise Conflict("The visit is signed, and nothing joins it any more. Open another visit.")
    return visit


def _refuse_nothing(cut: ProposedBattery) -> None:
    if any(step.needed for step in cut.battery.steps):
        return
    why = "; ".join(f"{each.test}: {each.why}" for each in cut.left_out) or "it has no step"
    raise NotUsable(
        f"At least one test of {cut.battery.id} must be possible, and none is ({why}). Choose "
        "another battery."
    )


def _proposal(cut: ProposedBattery, answers: BatteryAnswers) -> Mapping[str, object]:
    return {
        "answers": asdict(answers),
        "why": cut.why,
        "minutes": list(cut.minutes),
        "left_out": [{"test": each.test, "why": each.why} for each in cut.left_out],
        "optional": [step.test for step in cut.battery.steps if not step.needed],
    }


def _plan_tests(assessment: Assessment, cut: ProposedBattery) -> None:
    steps = [step for step in cut.battery.steps if step.needed]
    TestResult.objects.bulk_create(
        planned_test(assessment, battery_tests()[step.test].id, number=number)
        for number, step in enumerate(steps, start=1)
    )


def planned_test(assessment: Assessment, instrument: str, *, number: int) -> TestResult:
    """Make the row of a test that is still to come."""
    return TestResult(
        clinic_id=assessment.clinic_id,
        patient_id=assessment.patient_id,
        made_by_id=assessment.made_by_id,
        assessment=assessment,
        number=number,
        instrument=instrument,
        content_version=find_instrument(instrument).version,
    )


def edit_conditions(
    actor: Actor, assessment_id: UUID, circumstances: Circumstances, *, version: int
) -> Assessment:
    """Tell the conditions that tests start with; those entered already keep theirs.

    Raises
    ------
    NotThere, Stale
        No such assessment; somebody else edited it first.
    Conflict
        It is not open any more.
    """
    with acting(actor, "assessment.edit") as act:
        row = open_assessment(actor, assessment_id)
        before = {"circumstances": row.circumstances}
        row.circumstances = written(circumstances)
        saved(row, version=version)
        act.about(row)
        act.changed(before, {"circumstances": row.circumstances})
    return row


def open_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Find an assessment that still takes results.

    Raises
    ------
    NotThere, Conflict
        There is none for the actor; it is completed, signed or abandoned.
    """
    row = the_row(actor, Assessment, assessment_id)
    hold(row)
    if row.state not in OPEN:
        raise Conflict(
            f"Results are entered into an assessment in progress, and this one is {row.state}. "
            "Reopen it, or correct its results."
        )
    return row


def complete_assessment(
    actor: Actor, assessment_id: UUID, *, rest: str | None = None, version: int
) -> Assessment:
    """Say that testing is over.

    Parameters
    ----------
    rest
        Why the tests that are still planned were not done: they become *skipped* with it.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such assessment; somebody else edited it first; it is not in progress.
    Conflict
        Tests are still planned, and nobody said why.
    """
    with acting(actor, "assessment.edit") as act:
        row = the_row(actor, Assessment, assessment_id)
        row.state = moved(row.state, AssessmentState.COMPLETED, thing="assessment")
        waiting = list(TestResult.objects.filter(assessment=row, state__in=_WAITING))
        if waiting and not rest:
            names = ", ".join(sorted(each.instrument for each in waiting))
            raise Conflict(
                f"Every test needs a result or a state, and {len(waiting)} have none: {names}. "
                "Enter them, or say why the rest was not done."
            )
        for each in waiting:
            each.state = moved(each.state, TestState.SKIPPED, thing="test")
            each.reason = rest
            saved(each, version=each.version)
        row.ended_at = clock.now()
        saved(row, version=version)
        act.about(row, skipped_count=len(waiting))
    return row


def reopen_assessment(actor: Actor, assessment_id: UUID, *, version: int) -> Assessment:
    """Go on testing in an assessment that was completed and not signed.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such assessment; somebody else edited it first; it is not completed.
    """
    with acting(actor, "assessment.edit") as act:
        row = the_row(actor, Assessment, assessment_id)
        row.state = moved(row.state, AssessmentState.IN_PROGRESS, thing="assessment")
        row.ended_at = None
        saved(row, version=version)
        act.about(row)
    return row


def sign_assessment(actor: Actor, assessment_id: UUID, *, version: int) -> Assessment:
    """Stand by an assessment: its values become final.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such assessment; somebody else edited it first; it is not completed.
    Conflict
        Nothing happened in it.
    """
    with acting(actor, "assessment.sign") as act:
        row = the_row(actor, Assessment, assessment_id)
        row.state = moved(row.state, AssessmentState.SIGNED, thing="assessment")
        found = TestResult.objects.filter(assessment=row, corrected_by__isnull=True)
        known = found.filter(state__in=set(HAPPENED) - {TestState.SKIPPED})
        if not known.exists():
            raise Conflict(
                "An assessment is signed for what was found, and nothing was entered. Enter a "
                "result, or abandon it with a reason."
            )
        values = Observation.objects.filter(test_result__assessment=row)
        values.filter(state=ObservationState.PRELIMINARY).update(state=ObservationState.FINAL)
        saved(row, version=version)
        act.about(row)
    return row


def abandon_assessment(actor: Actor, assessment_id: UUID, *, why: str, version: int) -> Assessment:
    """Break an assessment off; what was entered stays, and counts.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such assessment; somebody else edited it first; it is completed or over.
    """
    with acting(actor, "assessment.edit") as act:
        row = the_row(actor, Assessment, assessment_id)
        row.state = moved(row.state, AssessmentState.ABANDONED, thing="assessment")
        row.ended_at = clock.now()
        for each in TestResult.objects.filter(assessment=row, state__in=_WAITING):
            each.state = moved(each.state, TestState.SKIPPED, thing="test")
            each.reason = why
            saved(each, version=each.version)
        saved(row, version=version)
        act.about(row, why=why)
    return row
