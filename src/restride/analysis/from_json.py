"""A written analysis read back: the same object, to six decimals."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, TypeVar

from restride.analysis.analysis import (
    BoutAnalysis,
    Origins,
    RecordingSummary,
    SensorSummary,
    TrackSummary,
    WalkAnalysis,
)
from restride.analysis.settings import AnalysisSettings
from restride.analysis.to_json import SCHEMA_VERSION
from restride.errors import DamagedFile
from restride.gait.calibration import StrideLengthCalibration
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.measure import Interval, Measure, NotComputed, Uncertainty
from restride.person import Person
from restride.recording.events import Contact, Step, Stride, Turn, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import SourceFile
from restride.terms import (
    ContactKind,
    EndReason,
    EventSource,
    Placement,
    Severity,
    Sex,
    Side,
    Terrain,
    WalkingAid,
)

_Thing = TypeVar("_Thing")
_Words = Mapping[str, Any]

#: What a word stands for, by the key it stands under.
_ENUMERATIONS: Final[dict[str, Any]] = {
    "side": Side,
    "terrain": Terrain,
    "severity": Severity,
    "source": EventSource,
    "placement": Placement,
    "sex": Sex,
    "walking_aid": WalkingAid,
}


def analysis_from_json(document: _Words) -> WalkAnalysis:
    """Read the object of one recording, as ``WalkAnalysis.to_json`` writes it.

    Raises
    ------
    DamagedFile
        Another version of the schema, or no analysis at all.
    """
    version = document.get("schema_version")
    if version != SCHEMA_VERSION or "walking_bouts" not in document:
        raise DamagedFile(
            f"The analysis of one recording with schema version {SCHEMA_VERSION} is needed, and "
            f"this is version {version!r} with the keys {', '.join(sorted(document))}. Analyse the "
            "recording again, or pick one of the trials."
        )
    try:
        return _analysis(document)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedFile(
            f"An analysis with all its keys is needed, and this one is damaged at {error}. Analyse "
            "the recording again."
        ) from error


def _analysis(document: _Words) -> WalkAnalysis:
    settings = document["settings"]
    quality = tuple(_thing(QualityFinding, each) for each in document["quality"])
    bouts = tuple(_bout(each) for each in document["walking_bouts"])
    reasons = [finding.found for finding in quality if finding.code == "no-walking-found"]
    return WalkAnalysis(
        restride_version=document["restride_version"],
        recording=_recording(document["recording"]),
        person=_thing(Person, document["person"]),
        quality=quality,
        bouts=bouts,
        turns=tuple(_thing(Turn, each) for each in document["turns"]),
        measures=tuple(_measure(each) for each in document["measures"]),
        origins=Origins(
            strides=EventSource(settings["strides_from"]),
            turns=EventSource(settings["turns_from"]),
            trunk=settings["trunk_from"] and EventSource(settings["trunk_from"]),
        ),
        settings=_settings(settings),
        calibration=_calibration(settings),
        no_walking_reason=None if bouts or not reasons else reasons[0],
    )


def _recording(document: _Words) -> RecordingSummary:
    parts = {
        "files": tuple(_thing(SourceFile, each) for each in document["files"]),
        "sensors": tuple(_thing(SensorSummary, each) for each in document["sensors"]),
        "tracks": tuple(_thing(TrackSummary, each) for each in document["tracks"]),
    }
    return RecordingSummary(**{**document, **parts})


def _bout(document: _Words) -> BoutAnalysis:
    bout = WalkingBout(
        start_s=document["start_s"],
        end_s=document["end_s"],
        end_reason=EndReason(document["end_reason"]),
        initial_contacts=_contacts(document["initial_contacts"], ContactKind.INITIAL),
        final_contacts=_contacts(document["final_contacts"], ContactKind.FINAL),
        strides=tuple(_thing(Stride, each) for each in document["strides"]),
        steps=tuple(_thing(Step, each) for each in document["steps"]),
    )
    measures = tuple(_measure(each) for each in document["measures"])
    return BoutAnalysis(bout=bout, measures=measures)


def _contacts(documents: list[_Words], kind: ContactKind) -> tuple[Contact, ...]:
    return tuple(_thing(Contact, {**each, "kind": kind}) for each in documents)


def _measure(document: _Words) -> Measure:
    return Measure(
        definition=GAIT_MEASURES[document["key"]],
        value=document["value"],
        side=document["side"] and Side(document["side"]),
        repeats_count=document["repeats_count"],
        uncertainty=_uncertainty(document["uncertainty"]),
        note=document["note"],
    )


def _uncertainty(document: _Words) -> Uncertainty:
    if "not_computed" in document:
        return NotComputed(reason=document["not_computed"])
    return _thing(Interval, document)


def _calibration(settings: _Words) -> StrideLengthCalibration | None:
    stated = settings["stride_length_calibration"]
    return None if stated is None else StrideLengthCalibration(**stated)


def _settings(settings: _Words) -> AnalysisSettings:
    known_distance_m = settings["known_distance_m"]
    return AnalysisSettings(
        calibration=_calibration(settings) if known_distance_m is None else None,
        known_distance_m=known_distance_m,
        block_s=settings["block_s"],
        longest_bout_s=settings["longest_bout_s"],
    )


def _thing(kind: type[_Thing], document: _Words) -> _Thing:
    """Build a thing from its own fields; what follows from them is left out."""
    own = {each.name: document[each.name] for each in fields(kind)}  # type: ignore[arg-type]
    for name, enumeration in _ENUMERATIONS.items():
        if isinstance(own.get(name), str):
            own[name] = enumeration(own[name])
    return kind(**own)
