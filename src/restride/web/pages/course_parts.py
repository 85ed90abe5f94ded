"""Parts of a course of care that several pages show: progress, training at home, programme."""

from typing import Any

from restride.clinical.care import Setting
from restride.plan.library import find_exercise
from restride.plan.plan import Plan, Prescription
from restride.plan.wording import dose_line
from restride.records.actors import Actor
from restride.records.models import Episode
from restride.records.queries.adherence import read_adherence
from restride.records.queries.plans import OpenedPlan, read_plan_in_force
from restride.records.queries.progress import Trend, read_trends
from restride.records.refusals import NotUsable
from restride.web.pages.trend_picture import picture_of
from restride.web.pages.words import mark_of, plain, verdict_words


def course_parts(actor: Actor, episode: Episode) -> dict[str, Any]:
    """Give goals with their trends, adherence in words, and the programme in force."""
    plan = _plan(actor, episode)
    return {
        "trends": [_trend(each) for each in read_trends(actor, episode.pk)],
        "adherence": read_adherence(actor, episode.pk),
        "plan": plan,
        "rows": [] if plan is None else _rows(plan.plan),
    }


def _rows(plan: Plan) -> list[dict[str, Any]]:
    """Give the rows, those for home first."""
    rows = sorted(plan.prescriptions, key=lambda each: each.setting is not Setting.HOME)
    return [_row(each) for each in rows]


def _plan(actor: Actor, episode: Episode) -> OpenedPlan | None:
    try:
        return read_plan_in_force(actor, episode.pk)
    except NotUsable:
        # No version holds today: the page says so.
        return None


def _trend(trend: Trend) -> dict[str, Any]:
    kind, sign = mark_of(trend.change)
    return {
        "sentence": trend.sentence,
        "status": plain(trend.status),
        "words": verdict_words(trend.change),
        "reasons": () if trend.change is None else trend.change.words[2:],
        "kind": kind,
        "sign": sign,
        "picture": picture_of(trend),
        "target": trend.target,
        "unit": trend.unit,
        "due": trend.due,
    }


def _row(row: Prescription) -> dict[str, Any]:
    exercise = find_exercise(row.exercise)
    return {
        "title": exercise.name,
        "side": row.side,
        "setting": row.setting,
        "level": row.level,
        "dose": dose_line(row.dose),
        "limits": row.limits,
        "reasons": [each.words for each in row.reasons],
    }
