"""A person who was tested, and plans that were published for them."""

from collections.abc import Callable
from datetime import date

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.precautions import PrecautionKind, Presence, precautions
from restride.clinical.scoring.entry import Entry
from restride.plan.library import exercises
from restride.plan.plan import Plan
from restride.records import clock
from restride.records.actions.assessments import AssessmentStart, start_assessment
from restride.records.actions.plans import draft_plan
from restride.records.actions.publishing import publish_plan
from restride.records.actions.results import enter_result
from restride.records.actions.safety import Answered, answer_precautions
from restride.records.actors import Actor
from restride.records.documents import opened
from restride.records.models import Episode, PlanRecord
from restride.records.queries.facts import person_of

START = AssessmentStart(
    battery="quick_screen",
    answers=BatteryAnswers(stands_30_s=True, walks_10_m=True),
    circumstances=Circumstances(
        aid=Aid.NONE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
    ),
)


def episode_with_test(therapist: Actor, make_episode: Callable[..., Episode]) -> Episode:
    """Open an episode, and let the person walk and turn slowly today."""
    found = make_episode(facts={"home": {"supervision": "someone_near", "equipment": []}})
    row = start_assessment(therapist, found.pk, START)
    day = clock.today(therapist.time_zone)
    enter_result(therapist, row.pk, Entry(instrument="tug", tested_on=day, trials=(24.0,)))
    return found


def plan_of(row: PlanRecord) -> Plan:
    """Read the plan that stands in the database now."""
    return opened(Plan, PlanRecord.objects.get(pk=row.pk).plan)


def now_present(therapist: Actor, episode: Episode, code: str) -> None:
    """Answer one precaution with yes."""
    answer_precautions(therapist, episode.pk, [Answered(code=code, presence=Presence.PRESENT)])


def screened_today(therapist: Actor, episode: Episode) -> None:
    """Ask anew what expires: red flags are answered for a day."""
    day = clock.today(therapist.time_zone)
    asked = person_of(episode, day=day).asked()
    answers = [Answered(code=each.id, presence=Presence.ABSENT) for each in asked]
    answer_precautions(therapist, episode.pk, answers)


def published(therapist: Actor, episode: Episode, *, from_day: date) -> PlanRecord:
    """Draft a plan, and publish it as it was drafted."""
    row = draft_plan(therapist, episode.pk)
    return publish_plan(therapist, row.pk, effective_from=from_day, version=row.version).row


def precaution_that_blocks(plan: Plan) -> str:
    """Find a precaution under which a row of a plan is never done."""
    for row in plan.prescriptions:
        for code, release in exercises()[row.exercise].blocked_if.items():
            if precautions()[code].kind is PrecautionKind.BLOCK and release.value == "never":
                return code
    raise AssertionError("no row of the plan is blocked by anything")
