"""Rising, going, repeating, reaching and posture read back."""

from restride.analysis.read_back.shared import Shared
from restride.analysis.read_back.walking import contacts_from
from restride.analysis.read_back.written import Written
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.functional_reach import ReachAnalysis
from restride.analysis.tasks.posture import PostureAnalysis
from restride.analysis.tasks.range_of_motion import RangeAnalysis
from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.analysis.tasks.sit_to_stand import ChairAnalysis
from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.movement.posture import Posture
from restride.movement.range_of_motion import JointRange
from restride.movement.reach import Reach
from restride.movement.settings import RangeSettings
from restride.recording.events import Turn
from restride.recording.movements import ChairRise, Phase, Repetition, UpAndGo
from restride.terms import ContactKind, EventSource, LengthUnit, PhaseKind


def up_and_go_from(written: Written, shared: Shared) -> UpAndGoAnalysis:
    """Read phases, turns and steps."""
    found = written["up_and_go"]
    return UpAndGoAnalysis(
        **shared.parts(),
        source=_source(written),
        up_and_go=None if found.is_absent else _up_and_go(found),
        none_found_reason=_reason(written),
    )


def _up_and_go(found: Written) -> UpAndGo:
    phases = found["phases"].read_all(Phase)
    if [phase.kind for phase in phases] != list(PhaseKind):
        raise found["phases"].other_than(f"each of {', '.join(PhaseKind)}, in this order,")
    turns = found["turns"].read_all(Turn)
    if len(turns) != 2:
        raise found["turns"].other_than("a far and a near turn")
    return UpAndGo(
        phases=phases,
        turns=(turns[0], turns[1]),
        initial_contacts=contacts_from(found["initial_contacts"], kind=ContactKind.INITIAL),
        peak_rise_velocity_mps=found["peak_rise_velocity_mps"].read_or_none(float),
        peak_sit_velocity_mps=found["peak_sit_velocity_mps"].read_or_none(float),
        rise_lean_deg=found["rise_lean_deg"].read_or_none(float),
        confidence=found["confidence"].read(float),
    )


def rises_from(written: Written, shared: Shared) -> ChairAnalysis:
    """Read every rise."""
    return ChairAnalysis(
        **shared.parts(),
        source=_source(written),
        rises=written["rises"].read_all(ChairRise),
        seen_on=written["settings"]["seen_on"].read(str),
        none_found_reason=_reason(written),
    )


def repetitions_from(written: Written, shared: Shared) -> RepetitionsAnalysis:
    """Read every repetition."""
    return RepetitionsAnalysis(
        **shared.parts(),
        source=_source(written),
        counted_on=written["settings"]["counted_on"].read(str),
        repetitions=written["repetitions"].read_all(Repetition),
        none_found_reason=_reason(written),
    )


def posture_from(written: Written, shared: Shared) -> PostureAnalysis:
    """Read a stance, whose measures are those of the analysis."""
    posture = written["posture"]
    return PostureAnalysis(
        **shared.parts(),
        source=_source(written),
        posture=_with_measures(posture, written).read(Posture),
        unit=posture["unit"].read(LengthUnit),
    )


def reach_from(written: Written, shared: Shared) -> ReachAnalysis:
    """Read a reach, whose measures are those of the analysis."""
    reach = _with_measures(written["reach"], written)
    reason = written["none_found_reason"].part
    return ReachAnalysis(
        **shared.parts(),
        source=_source(written),
        reach=reach.also(none_found_reason=reason).read(Reach),
    )


def ranges_from(written: Written, shared: Shared) -> RangeAnalysis:
    """Read the ranges of one joint."""
    joint = written["settings"]["joint"].read_or_none(str)
    return RangeAnalysis(
        **shared.parts(),
        source=_source(written),
        ranges=written["ranges"].read_all(JointRange),
        none_found_reason=_reason(written),
        settings=AnalysisSettings(range_of_motion=RangeSettings(joint=joint)),
    )


def _with_measures(part: Written, written: Written) -> Written:
    return part.also(measures=written["measures"].part)


def _source(written: Written) -> EventSource:
    return written["settings"]["found_from"].read(EventSource)


def _reason(written: Written) -> str | None:
    return written["none_found_reason"].read_or_none(str)
