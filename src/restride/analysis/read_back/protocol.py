"""A protocol read back."""

from restride.analysis.protocol_analysis import (
    Comparison,
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.analysis.read_back.tasks import read_analysis
from restride.analysis.read_back.written import Written
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.balance.conditions import StandingCondition
from restride.measure import Measure
from restride.person import Person
from restride.recording.quality import QualityFinding


def protocol_from(written: Written) -> ProtocolAnalysis:
    """Read all conditions with their trials."""
    return ProtocolAnalysis(
        restride_version=written["restride_version"].read(str),
        kind=written["protocol"].read(ProtocolKind),
        name=written["name"].read(str),
        person=written["person"].read(Person),
        is_simulated=written["is_simulated"].read(bool),
        conditions=tuple(_condition(each) for each in written["conditions"].listed()),
        measures=written["measures"].read_all(Measure),
        comparisons=written["comparisons"].read_all(Comparison),
        quality=written["quality"].read_all(QualityFinding),
    )


def _condition(written: Written) -> ConditionSummary:
    condition = written["condition"].read(StandingCondition)
    return ConditionSummary(
        condition=condition,
        trials=tuple(_trial(each, condition) for each in written["trials"].listed()),
        measures=written["measures"].read_all(Measure),
    )


def _trial(written: Written, condition: StandingCondition) -> ProtocolTrial:
    return ProtocolTrial(
        file=written["file"].read(str),
        condition=condition,
        repeat_count=written["repeat_count"].read(int),
        held_s=written["held_s"].read_or_none(float),
        wanted_s=written["wanted_s"].read_or_none(float),
        analysis=_analysis(written["analysis"]),
        not_measured_reason=written["not_measured_reason"].read_or_none(str),
    )


def _analysis(written: Written) -> StandingAnalysis | None:
    if written.is_absent:
        return None
    analysis = read_analysis(written)
    if not isinstance(analysis, StandingAnalysis):
        raise written["task"].other_than("a trial of quiet standing")
    return analysis
