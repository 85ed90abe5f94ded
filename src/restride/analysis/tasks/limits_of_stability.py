"""Limits of stability: leans towards targets around the person, on a plate."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import ClassVar

import numpy as np

from restride.analysis.analysis import Analysis, RecordingSummary, summarize_recording
from restride.analysis.findings import in_order
from restride.analysis.opening import read
from restride.analysis.protocol_plan import PlannedLean, ProtocolPlan
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing import finding
from restride.analysis.standing_settings import LeanTarget
from restride.analysis.to_json import fields_of, measure_to_json
from restride.balance.held import find_held
from restride.balance.limits import Lean, LimitsSettings, measure_lean, theoretical_target_mm
from restride.balance.net_pressure import net_pressure
from restride.balance.ratios import mean_of_trials
from restride.errors import MissingChannel, OptionError
from restride.measure import Measure
from restride.person import Person
from restride.recording.checks.plate_values import check_plate_values
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Severity, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsAnalysis(Analysis):
    """All leans of a test. The measures are means over the leans."""

    task: ClassVar[Task] = Task.LIMITS_OF_STABILITY

    leans: tuple[Lean, ...]

    def found(self) -> dict[str, object]:
        """Give each lean with its measures."""
        return {
            "leans": [
                {
                    **{key: value for key, value in fields_of(lean).items() if key != "measures"},
                    "measures": [measure_to_json(measure) for measure in lean.measures],
                }
                for lean in self.leans
            ]
        }

    def rests_on(self) -> dict[str, object]:
        """Give how a lean was measured, and where the person was asked to lean."""
        return {
            **asdict(LimitsSettings()),
            "targets": [asdict(target) for target in self.settings.leans],
        }


def analyze_limits_of_stability(
    recording: Recording, settings: AnalysisSettings | None = None
) -> LimitsAnalysis:
    """Measure every lean of a recording.

    Raises
    ------
    OptionError
        No targets were told, or they do not fit the recording.
    RestrideError
        No plate, or nobody on it.
    """
    settings = settings or AnalysisSettings()
    leans, findings = _leans(recording, settings.leans)
    return _analysis(
        leans,
        summary=summarize_recording(recording, content_hash=recording.content_hash()),
        person=recording.person,
        findings=(*recording.findings, *findings),
        settings=settings,
    )


def analyze_leans(plan: ProtocolPlan) -> tuple[LimitsAnalysis, Recording]:
    """Measure the leans of a protocol, whether in one file or in one each.

    Returns
    -------
    tuple[LimitsAnalysis, Recording]
        And the first recording.
    """
    recordings: list[Recording] = []
    leans: list[Lean] = []
    findings: list[QualityFinding] = []
    for recording, targets in _by_file(plan):
        found, doubts = _leans(recording, targets)
        recordings.append(recording)
        leans.extend(found)
        findings.extend((*recording.findings, *doubts))
    summaries = [summarize_recording(each, content_hash=each.content_hash()) for each in recordings]
    settings = AnalysisSettings(leans=tuple(_target(each) for each in plan.leans))
    analysis = _analysis(
        leans,
        summary=_together(summaries, plan.name),
        person=recordings[0].person,
        findings=findings,
        settings=settings,
    )
    return analysis, recordings[0]


def _by_file(plan: ProtocolPlan) -> Iterator[tuple[Recording, tuple[LeanTarget, ...]]]:
    files = dict.fromkeys((lean.path, lean.trial) for lean in plan.leans)
    for path, trial in files:
        options = replace(plan.reading, trial=trial or plan.reading.trial)
        recording = read(path, options=options, format_name=plan.format_name)
        if plan.person != Person():
            recording = replace(recording, person=plan.person)
        here = [lean for lean in plan.leans if (lean.path, lean.trial) == (path, trial)]
        yield recording, tuple(_target(lean) for lean in here)


def _target(lean: PlannedLean) -> LeanTarget:
    return LeanTarget(
        direction=lean.direction,
        cue_s=lean.cue_s,
        distance_mm=lean.distance_mm,
        end_s=lean.end_s,
    )


def _together(summaries: list[RecordingSummary], name: str) -> RecordingSummary:
    if len(summaries) == 1:
        return summaries[0]
    return replace(
        summaries[0],
        name=name,
        content_hash=None,
        duration_s=sum(each.duration_s for each in summaries),
        files=tuple(file for each in summaries for file in each.files),
        tracks=tuple(track for each in summaries for track in each.tracks),
    )


def _analysis(
    leans: Sequence[Lean],
    *,
    summary: RecordingSummary,
    person: Person,
    findings: Sequence[QualityFinding],
    settings: AnalysisSettings,
) -> LimitsAnalysis:
    import restride

    return LimitsAnalysis(
        restride_version=restride.__version__,
        recording=summary,
        person=person,
        quality=in_order(findings),
        measures=_means(leans),
        settings=settings,
        leans=tuple(leans),
    )


def _means(leans: Sequence[Lean]) -> tuple[Measure, ...]:
    directions_count = len({lean.direction for lean in leans})
    note = f"Mean over {len(leans)} leans in {directions_count} directions."
    return mean_of_trials([lean.measures for lean in leans], note=note)


def _leans(
    recording: Recording, targets: tuple[LeanTarget, ...]
) -> tuple[list[Lean], list[QualityFinding]]:
    _refuse_untold(recording, targets)
    findings: list[QualityFinding] = []
    pressure = net_pressure(
        tuple(check_plate_values(plate, findings) for plate in recording.plates)
    )
    held = find_held(pressure)
    rate_hz, first_s = pressure.clock.sampling_rate_hz, pressure.clock.start_s
    leans = []
    ordered = sorted(targets, key=lambda each: each.cue_s)
    nexts_s = [*(each.cue_s for each in ordered[1:]), held.end_s]
    for target, next_s in zip(ordered, nexts_s, strict=True):
        distance_mm, doubt = _distance(target, recording.person)
        findings.extend(doubt)
        end_s = min(next_s, held.end_s) if target.end_s is None else target.end_s
        last = round((min(end_s, held.end_s) - first_s) * rate_hz)
        path_mm = pressure.centre_of_pressure_mm[:last]
        _refuse_gap(path_mm[round((target.cue_s - first_s) * rate_hz) :], target)
        leans.append(
            measure_lean(
                np.nan_to_num(path_mm),
                direction=target.direction,
                cue_s=target.cue_s - first_s,
                target_mm=distance_mm,
                sampling_rate_hz=rate_hz,
            )
        )
    if held.has_stepped_off:
        findings.append(_left(held.end_s))
    return leans, findings


def _refuse_untold(recording: Recording, targets: tuple[LeanTarget, ...]) -> None:
    if not targets:
        raise OptionError(
            "Limits of stability need the direction and the cue of each lean, and 0 were told. "
            "Write them into a protocol and give it as --protocol FILE.yaml (in the library: "
            "AnalysisSettings(leans=...))."
        )
    if not recording.plates:
        raise MissingChannel(
            "Limits of stability need a force plate or balance board, and "
            f"{recording.name} holds 0 plates. Give a recording of one."
        )


def _refuse_gap(path_mm: np.ndarray, target: LeanTarget) -> None:
    missing_count = int(np.sum(~np.isfinite(path_mm).all(axis=1)))
    if missing_count or not len(path_mm):
        raise OptionError(
            f"The lean {target.direction} from {target.cue_s:g} s on needs every sample, and "
            f"{missing_count} of {len(path_mm)} are missing. Correct cue_s, set end_s before the "
            "gap, or repeat the lean."
        )


def _distance(target: LeanTarget, person: Person) -> tuple[float, list[QualityFinding]]:
    if target.distance_mm is not None:
        return target.distance_mm, []
    if person.height_m is None:
        raise OptionError(
            f"The lean {target.direction} needs distance_mm, or the person's height_m from which "
            "it follows, and there is neither. Add one."
        )
    distance_mm = theoretical_target_mm(target.direction, height_m=person.height_m)
    return distance_mm, [
        finding(
            "target-assumed",
            Severity.NOTE,
            found=f"The distance of the target {target.direction} was not given.",
            done=f"Taken as {distance_mm:.0f} mm, from the height of {person.height_m:g} m and the "
            "angles of docs/decisions/0084.",
        )
    ]


def _left(end_s: float) -> QualityFinding:
    return finding(
        "position-left",
        Severity.WARNING,
        found=f"The person stepped off the plate at {end_s:.1f} s.",
        done="Leans are measured up to then.",
    )
