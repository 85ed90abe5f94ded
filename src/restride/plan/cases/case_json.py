"""A worked case as plain JSON: the documented object of ``case.schema.json``.

What is absent is null, never NaN. Days are written as 2026-05-04, words of the field as they stand
in content and case files.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import Any, Final

from restride.plan.cases.worked_case import ReadScore, WorkedCase
from restride.plan.explain import explain
from restride.plan.goals.goals import Goal
from restride.plan.plan import Plan

#: Raised by one in its first part when a key goes or changes its meaning, in its second when one
#: joins.
SCHEMA_VERSION: Final = "1.0"

#: Of a worked case, written as they are.
_AS_THEY_ARE: Final = (
    "case",
    "patient",
    "gate",
    "results",
    "measures",
    "changes",
    "findings",
    "falls",
)


def case_to_json(worked: WorkedCase) -> dict[str, object]:
    """Turn a worked case into the documented object."""
    import restride

    rest = [each.name for each in fields(worked) if each.name not in (*_AS_THEY_ARE, *_OWN)]
    return {
        "schema_version": SCHEMA_VERSION,
        "restride_version": restride.__version__,
        **{name: plain(getattr(worked, name)) for name in _AS_THEY_ARE},
        "scores": [_score(each) for each in worked.scores],
        "goals": [_goal(each) for each in worked.goals],
        "plan": _plan(worked.plan),
        "education": [
            {
                "topic": each.topic.id,
                "title": each.topic.title,
                "because": each.because,
                "content_version": each.content_version,
            }
            for each in worked.education
        ],
        **{name: plain(getattr(worked, name)) for name in rest},
    }


_OWN: Final = ("scores", "goals", "plan", "education")


def _score(read: ReadScore) -> dict[str, object]:
    """Write a score with its meaning; the result it belongs to stands among the results."""
    result = read.result
    return {
        "instrument": result.instrument,
        "tested_on": plain(result.tested_on),
        "state": plain(result.state),
        **_object(read.score),
        "meaning": plain(read.meaning),
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {
        **_object(goal),
        "sentence": goal.sentence,
        "status": plain(goal.status),
        "target": goal.target,
        "due": plain(goal.due),
    }


def _plan(plan: Plan) -> dict[str, object]:
    """Write a plan; its findings stand in the document already."""
    written = {key: each for key, each in _object(plan).items() if key != "findings"}
    return {**written, "explained": explain(plan).splitlines()}


def _object(row: Any) -> dict[str, object]:
    return {each.name: plain(getattr(row, each.name)) for each in fields(row)}


def plain(value: object) -> Any:
    """Write rows, words, days and lists as JSON holds them."""
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(each) for each in value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def case_schema() -> dict[str, Any]:
    """Read the schema that every written case keeps to (JSON Schema 2020-12)."""
    text = files("restride.plan.cases").joinpath("case.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
