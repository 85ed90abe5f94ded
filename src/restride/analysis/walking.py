"""The walking in a recording: found, measured, with how sure each number is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from restride.analysis.analysis import (
    BoutAnalysis,
    Origins,
    RecordingSummary,
    WalkAnalysis,
    summarize_recording,
)
from restride.analysis.blocks import blocks_of, walk_in_blocks
from restride.analysis.engines import (
    calibrate,
    find_walk,
    is_watched,
    origins_of,
    refuse_unplaced,
    without_feet,
)
from restride.analysis.findings import in_order
from restride.analysis.found import FoundWalk
from restride.analysis.garbage import collector_at_rest
from restride.analysis.places import with_assumed_place
from restride.analysis.settings import AnalysisSettings
from restride.errors import ClocksDisagree, MissingChannel, OptionError
from restride.gait.calibration import StrideLengthCalibration
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Severity

if TYPE_CHECKING:
    from restride.gait.validation_errors import MeasuringContext

#: Nobody is watched in a laboratory for so long: the published errors of daily life apply. House
#: choice.
_DAILY_LIFE_S: Final = 3600.0


@collector_at_rest()
def analyze_walk(recording: Recording, *, settings: AnalysisSettings | None = None) -> WalkAnalysis:
    """Find the walking in a recording, measure it, and say how sure each number is.

    A long recording is looked at in blocks, so that the memory beside it stays bounded.

    Raises
    ------
    RestrideError
        The recording cannot answer: no sensor in a known place and no landmarks, nothing recorded,
        a needed channel missing. That nobody walks is no error.
    """
    from restride.recording.checks import check_recording

    settings = settings or AnalysisSettings()
    content_hash = recording.content_hash()
    placed = with_assumed_place(recording)
    refuse_unplaced(placed)
    checked = check_recording(placed)
    calibration, findings = settings.calibration, checked.findings
    if settings.known_distance_m is not None:
        calibration, finding = calibrate(
            checked, known_distance_m=settings.known_distance_m, recording_hash=content_hash
        )
        findings = (*findings, finding)
    try:
        found = _search(checked, settings=settings, calibration=calibration)
    except ClocksDisagree as reason:
        checked, finding = without_feet(checked, reason)
        findings = (*findings, finding)
        found = _search(checked, settings=settings, calibration=calibration)
    return _analysis(
        replace(found, findings=(*findings, *found.findings)),
        first=checked,
        summary=summarize_recording(placed, content_hash=content_hash),
        settings=settings,
        calibration=calibration,
    )


@collector_at_rest()
def _search(
    checked: Recording,
    *,
    settings: AnalysisSettings,
    calibration: StrideLengthCalibration | None,
) -> FoundWalk:
    if is_watched(checked):
        return find_walk(checked, calibration=None)
    return walk_in_blocks(
        blocks_of(checked, block_s=settings.block_s),
        find=lambda block: find_walk(block, calibration=calibration),
        longest_bout_s=settings.longest_bout_s,
    )


def analyze_blocks(
    blocks: Iterable[Recording], *, settings: AnalysisSettings | None = None
) -> WalkAnalysis:
    """Analyse consecutive blocks of one recording that is too long to be held in memory.

    The blocks share sensors and person, and their clocks go on from block to block. The analysis is
    that of the whole recording, without the hash of its content.
    """
    settings = settings or AnalysisSettings()
    if settings.known_distance_m is not None:
        raise OptionError(
            "A walk of known length must be a recording of its own, and this one is long enough to "
            "be read in blocks. Leave out --known-distance-m, or give the walk alone."
        )
    seen = _Seen()
    found = walk_in_blocks(
        seen.watch(blocks),
        find=lambda block: _check_and_find(block, calibration=settings.calibration),
        longest_bout_s=settings.longest_bout_s,
    )
    if seen.first is None:
        raise MissingChannel("A recording is needed, and not one block came. Check the file.")
    return _analysis(
        found,
        first=seen.first,
        summary=_summary_of_all(seen.summaries),
        settings=settings,
        calibration=settings.calibration,
    )


def _check_and_find(block: Recording, *, calibration: StrideLengthCalibration | None) -> FoundWalk:
    from restride.recording.checks import check_recording

    checked = check_recording(block)
    found = find_walk(checked, calibration=calibration)
    return replace(found, findings=(*checked.findings, *found.findings))


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What is remembered of blocks whose signals have gone by."""

    #: The first block with all sensors, without its signals.
    first: Recording | None = None
    summaries: list[RecordingSummary] = field(default_factory=list)

    def watch(self, blocks: Iterable[Recording]) -> Iterator[Recording]:
        """Hand the blocks on, one by one."""
        for unplaced in blocks:
            block = with_assumed_place(unplaced)
            if self.first is None or len(block.sensors) > len(self.first.sensors):
                self.first = block.between(0.0, 0.0)
            self.summaries.append(summarize_recording(block, content_hash=None))
            yield block


def _analysis(
    found: FoundWalk,
    *,
    first: Recording,
    summary: RecordingSummary,
    settings: AnalysisSettings,
    calibration: StrideLengthCalibration | None,
) -> WalkAnalysis:
    import restride
    from restride.gait.measures import measures_by_bout, walk_measures
    from restride.gait.stride_columns import stride_columns

    walk, origins = found.walk, origins_of(first)
    context = _context(summary, origins=origins, is_calibrated=calibration is not None)
    strides = stride_columns(walk.bouts)
    by_bout = measures_by_bout(walk.bouts, context=context, strides=strides)
    return WalkAnalysis(
        restride_version=restride.__version__,
        recording=summary,
        person=first.person,
        quality=in_order((*found.findings, *_why_no_walking(found))),
        bouts=tuple(
            BoutAnalysis(bout=bout, measures=measures)
            for bout, measures in zip(walk.bouts, by_bout, strict=True)
        ),
        turns=walk.turns,
        measures=walk_measures(walk, context=context, strides=strides),
        origins=origins,
        settings=settings,
        calibration=calibration,
        no_walking_reason=walk.no_walking_reason,
    )


def _context(
    summary: RecordingSummary, *, origins: Origins, is_calibrated: bool
) -> "MeasuringContext":
    """Say what decides how far off the measures may be."""
    from restride.gait.validation_errors import MeasuringContext, Setting

    is_long = summary.duration_s >= _DAILY_LIFE_S
    return MeasuringContext(
        source=origins.strides,
        setting=Setting.DAILY_LIFE if is_long else Setting.LABORATORY,
        is_calibrated=is_calibrated,
    )


def _why_no_walking(found: FoundWalk) -> tuple[QualityFinding, ...]:
    if found.walk.bouts:
        return ()
    return (
        QualityFinding(
            code="no-walking-found",
            severity=Severity.WARNING,
            sensor=None,
            start_s=None,
            end_s=None,
            found=found.walk.no_walking_reason or "Nothing in the signal looks like walking.",
            done="No walking bout is reported, and nothing was measured.",
        ),
    )


def _summary_of_all(blocks: list[RecordingSummary]) -> RecordingSummary:
    """Add up the sensors of consecutive blocks."""
    sensors = {sensor.name: sensor for sensor in blocks[0].sensors}
    for block in blocks[1:]:
        for sensor in block.sensors:
            before = sensors.get(sensor.name, sensor)
            sensors[sensor.name] = replace(
                before,
                samples_count=before.samples_count + sensor.samples_count,
                end_s=sensor.end_s,
            )
    start_s = min(sensor.start_s for sensor in sensors.values())
    end_s = max(sensor.end_s for sensor in sensors.values())
    return replace(blocks[0], sensors=tuple(sensors.values()), duration_s=end_s - start_s)
