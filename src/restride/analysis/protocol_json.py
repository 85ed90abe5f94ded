"""A protocol as plain JSON: the documented object of ``docs/reference/analysis-json.md``."""

from dataclasses import asdict

from restride.analysis.protocol_analysis import (
    Comparison,
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolTrial,
)
from restride.analysis.to_json import SCHEMA_VERSION, fields_of, measure_to_json, plain, precise


def protocol_to_json(analysis: ProtocolAnalysis) -> dict[str, object]:
    """Turn a protocol into the documented object."""
    document: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "restride_version": analysis.restride_version,
        "protocol": analysis.kind,
        "name": analysis.name,
        "person": fields_of(analysis.person),
        "is_simulated": analysis.is_simulated,
        "conditions": [_condition(each) for each in analysis.conditions],
        "measures": [measure_to_json(measure) for measure in analysis.measures],
        "comparisons": [_comparison(each) for each in analysis.comparisons],
        "quality": [fields_of(finding) for finding in analysis.quality],
    }
    return {key: plain(value) for key, value in document.items()}


def _condition(each: ConditionSummary) -> dict[str, object]:
    return {
        "condition": asdict(each.condition),
        "trials": [_trial(trial) for trial in each.trials],
        "measures": [measure_to_json(measure) for measure in each.measures],
    }


def _trial(trial: ProtocolTrial) -> dict[str, object]:
    analysis = trial.analysis
    return {
        "file": trial.file,
        "repeat_count": trial.repeat_count,
        "held_s": trial.held_s,
        "wanted_s": trial.wanted_s,
        "not_measured_reason": trial.not_measured_reason,
        "analysis": None if analysis is None else _without_version(analysis.to_json()),
    }


def _without_version(document: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if key != "schema_version"}


def _comparison(each: Comparison) -> dict[str, object]:
    numbers = {
        name: None if number is None else precise(number)
        for name in ("value", "low", "middle", "high")
        for number in (getattr(each, name),)
    }
    return {**fields_of(each), **numbers, "condition": asdict(each.condition)}
