"""Walking read back."""

from restride.analysis.analysis import BoutAnalysis, Origins, WalkAnalysis
from restride.analysis.read_back.shared import Shared
from restride.analysis.read_back.written import Written
from restride.analysis.settings import AnalysisSettings
from restride.gait.calibration import StrideLengthCalibration
from restride.measure import Measure
from restride.recording.events import Contact, Step, Stride, Turn, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource


def walk_from(written: Written, shared: Shared) -> WalkAnalysis:
    """Read all bouts and turns."""
    settings = written["settings"]
    bouts = tuple(_bout(each) for each in written["walking_bouts"].listed())
    reasons = [each.found for each in shared.quality if each.code == "no-walking-found"]
    return WalkAnalysis(
        **shared.parts(),
        bouts=bouts,
        turns=written["turns"].read_all(Turn),
        origins=Origins(
            strides=settings["strides_from"].read(EventSource),
            turns=settings["turns_from"].read(EventSource),
            trunk=settings["trunk_from"].read_or_none(EventSource),
        ),
        settings=_settings(settings),
        calibration=_calibration(settings),
        no_walking_reason=None if bouts or not reasons else reasons[0],
    )


def _bout(written: Written) -> BoutAnalysis:
    bout = WalkingBout(
        start_s=written["start_s"].read(float),
        end_s=written["end_s"].read(float),
        end_reason=written["end_reason"].read(EndReason),
        initial_contacts=contacts_from(written["initial_contacts"], kind=ContactKind.INITIAL),
        final_contacts=contacts_from(written["final_contacts"], kind=ContactKind.FINAL),
        strides=written["strides"].read_all(Stride),
        steps=written["steps"].read_all(Step),
    )
    return BoutAnalysis(bout=bout, measures=written["measures"].read_all(Measure))


def contacts_from(written: Written, *, kind: ContactKind) -> tuple[Contact, ...]:
    """Read contacts, whose kind is told by the key they stand under."""
    return tuple(each.also(kind=kind.value).read(Contact) for each in written.listed())


def _calibration(settings: Written) -> StrideLengthCalibration | None:
    return settings["stride_length_calibration"].read_or_none(StrideLengthCalibration)


def _settings(settings: Written) -> AnalysisSettings:
    known_distance_m = settings["known_distance_m"].read_or_none(float)
    return AnalysisSettings(
        calibration=_calibration(settings) if known_distance_m is None else None,
        known_distance_m=known_distance_m,
        block_s=settings["block_s"].read(float),
        longest_bout_s=settings["longest_bout_s"].read(float),
    )
