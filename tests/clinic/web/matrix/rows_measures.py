"""Assessments, results and values; findings, goals and plans."""

from typing import Final

from tests.clinic.web.matrix.row import Row, row
from tests.clinic.web.matrix.words import Reach

_TOLD: Final = {"aid": "none", "assistance": "independent", "footwear": "shoes"}
_TUG: Final = {"instrument": "tug", "tested_on": "2026-05-04", "trials": [14.0]}
_WHY: Final = {"why": "A slip of the pen"}
_DRAFT: Final = {"plan_id": "draft"}
_READERS: Final = "TSVPXK"
_STAFF: Final = "TSV"
#: The world's rows are in one state; what asks for another is refused, and that is no leak.
_STATE: Final = (409, 422)

MEASURES: Final[tuple[Row, ...]] = (
    row(
        "assessment_start_propose",
        "assessment.start",
        may="TS",
        body={"stands_30_s": True, "walks_10_m": True},
    ),
    row(
        "assessment_start",
        "assessment.start",
        may="TS",
        body={
            "battery": "quick_screen",
            "answers": {"stands_30_s": True, "walks_10_m": True},
            "visit_id": "@visit",
            "circumstances": _TOLD,
        },
    ),
    row("assessment_read_list", "assessment.read", may=_READERS),
    row("assessment_read", "assessment.read", may=_READERS),
    row("assessment_read_summary", "assessment.read", may=_READERS, also=_STATE),
    row("assessment_edit", "assessment.edit", may="TS", body=_TOLD),
    row(
        "assessment_edit_complete",
        "assessment.edit",
        may="TS",
        body={"rest": "Tired"},
        also=_STATE,
    ),
    row("assessment_edit_reopen", "assessment.edit", may="TS", also=_STATE),
    row("assessment_sign", "assessment.sign", may="T", also=_STATE),
    row("assessment_edit_abandon", "assessment.edit", may="TS", body=_WHY),
    row("test_enter", "test.enter", may="TS", body=_TUG, also=_STATE),
    row(
        "test_enter_recorded",
        "test.enter",
        may="TS",
        body={"run_id": "@analysisrun", "instrument": "tug"},
        also=_STATE,
    ),
    row("assessment_read_result", "assessment.read", may=_READERS),
    row("test_enter_correct", "test.enter", may="TS", body={**_TUG, **_WHY}),
    row("test_enter_discard", "test.enter", may="TS", body=_WHY),
    row(
        "test_enter_trial",
        "test.enter",
        may="TS",
        body={"number": 2, "recording_id": "@recording"},
        also=_STATE,
    ),
    row(
        "test_enter_trial_marks",
        "test.enter",
        may="TS",
        body={"marks": {"start_s": 0.1, "end_s": 0.9}},
        also=_STATE,
    ),
    row(
        "test_enter_trial_verdict",
        "test.enter",
        may="TS",
        body={"is_usable": True},
        also=_STATE,
    ),
    row(
        "test_enter_items",
        "test.enter",
        may="TS",
        reach=Reach.CLINIC,
        ids={"instrument_id": "instrument"},
        also=_STATE,
    ),
    row("observation_read", "observation.read", may=_READERS),
    row("licence_list", "licence.list", may="ATS", reach=Reach.CLINIC),
    row(
        "licence_edit",
        "licence.edit",
        may="A",
        reach=Reach.CLINIC,
        body={
            "instrument": "abc",
            "licence": "Agreed with the holder",
            "holder": "The holder",
            "expires": "2027-01-01",
            "language": "en",
            "items": {"1": "A wording"},
        },
        also=_STATE,
    ),
    row("licence_edit_remove", "licence.edit", may="A", reach=Reach.CLINIC),
)
REASONING: Final[tuple[Row, ...]] = (
    row("finding_propose", "finding.propose", may="T", body={"assessment_id": "@assessment"}),
    row("finding_read_list", "finding.read", may=_STAFF),
    row("finding_read", "finding.read", may=_STAFF),
    row("finding_decide", "finding.decide", may="T", body={"decision": "accept"}),
    row("goal_set", "goal.set", may="T", body={"words": "Walk to the shop"}),
    row("goal_read_list", "goal.read", may=_READERS),
    row("goal_set_propose", "goal.set", may="T"),
    row(
        "goal_set_agree",
        "goal.set",
        may="T",
        body={"measures": ["gait_speed_10m.comfortable_mps"]},
        also=_STATE,
    ),
    row("goal_read", "goal.read", may=_READERS),
    row("goal_event", "goal.event", may="TS", body={"kind": "activated"}, also=_STATE),
)
PLANS: Final[tuple[Row, ...]] = (
    row("plan_draft", "plan.draft", may="T", body={}, also=_STATE),
    row("plan_read_list", "plan.read", may=_READERS),
    row("plan_read_in_force", "plan.read", may=_READERS),
    row("plan_read", "plan.read", may=_READERS),
    row(
        "plan_edit",
        "plan.edit",
        may="T",
        body={"edits": []},
        ids=_DRAFT,
        also=_STATE,
    ),
    row(
        "plan_read_difference",
        "plan.read",
        may=_READERS,
        query={"before": "@planrecord"},
        also=_STATE,
    ),
    row("plan_draft_next", "plan.draft", may="T", also=_STATE),
    row(
        "plan_edit_schedule",
        "plan.edit",
        may="T",
        body={"schedule": {"per_week_count": 3}},
        ids=_DRAFT,
        also=_STATE,
    ),
    row("plan_edit_discard", "plan.edit", may="T", ids=_DRAFT),
    row(
        "plan_publish",
        "plan.publish",
        may="T",
        body={"effective_from": "2026-05-06"},
        ids=_DRAFT,
        also=_STATE,
    ),
    row("plan_stop_hold", "plan.stop", may="T", body=_WHY, also=_STATE),
    row("plan_publish_resume", "plan.publish", may="T", also=_STATE),
    row(
        "plan_stop",
        "plan.stop",
        may="T",
        body={"why": "Moved away", "from_day": "2026-05-06"},
        also=_STATE,
    ),
    row("plan_stop_withdraw", "plan.stop", may="T", body=_WHY, also=_STATE),
    row(
        "content_edit_template",
        "content.edit",
        may="T",
        body={"name": "Mine", "code": "mine"},
        also=_STATE,
    ),
    row("content_edit_template_list", "content.edit", may="T", reach=Reach.CLINIC),
    row(
        "content_edit_template_retire",
        "content.edit",
        may="T",
        reach=Reach.CLINIC,
        ids={"template_id": "cliniccontent"},
        also=_STATE,
    ),
    row(
        "plan_edit_template",
        "plan.edit",
        may="T",
        body={"template_id": "@cliniccontent"},
        ids={**_DRAFT, "template_id": "cliniccontent"},
        also=_STATE,
    ),
    row("plan_read_phases", "plan.read", may=_READERS),
    row("phase_enter", "phase.enter", may="T", body={"phase": "early"}, also=_STATE),
    row(
        "phase_enter_criterion",
        "phase.enter",
        may="T",
        body={"criterion": "any", "said": "checked", "is_met": True},
        also=_STATE,
    ),
)
