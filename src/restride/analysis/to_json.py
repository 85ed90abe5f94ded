"""An analysis as plain JSON: the documented object of ``docs/reference/analysis-json.md``.

What is absent is null, never NaN. Numbers are rounded to six decimals: a microsecond and a
micrometre are far below what any sensor tells.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, Final

import numpy as np

from restride.analysis.analysis import Analysis, BoutAnalysis, RecordingSummary
from restride.measure import Interval, Measure, Uncertainty
from restride.recording.events import Contact, Step, Stride, Turn

#: Raised by one in its first part when a key goes or changes its meaning, in its second when one
#: joins.
SCHEMA_VERSION: Final = "1.0"

_DECIMALS: Final = 6


def analysis_to_json(analysis: Analysis) -> dict[str, object]:
    """Turn one recording's analysis into the documented object."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "restride_version": analysis.restride_version,
        "recording": _recording(analysis.recording),
        "person": _fields(analysis.person),
        "quality": [_fields(finding) for finding in analysis.quality],
        "walking_bouts": [_bout(each) for each in analysis.bouts],
        "turns": [_turn(turn) for turn in analysis.turns],
        "measures": [_measure(measure) for measure in analysis.measures],
        "settings": _settings(analysis),
    }
    return {key: _plain(value) for key, value in document.items()}


def trials_to_json(
    analyses: Mapping[str, Analysis], *, failures: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Turn the analyses of a file with several trials into one object.

    A trial that could not be analysed stands in it with the reason, as ``{name, error}``.
    """
    trials: list[dict[str, object]] = []
    for name, analysis in analyses.items():
        document = analysis_to_json(analysis)
        del document["schema_version"]
        trials.append({"name": name, **document})
    trials.extend({"name": name, "error": reason} for name, reason in (failures or {}).items())
    return {"schema_version": SCHEMA_VERSION, "trials": trials}


def json_text(document: Mapping[str, object]) -> str:
    """Write the object as text; a number that is none is refused by the encoder."""
    return json.dumps(document, allow_nan=False, ensure_ascii=False, indent=1) + "\n"


def _recording(recording: RecordingSummary) -> dict[str, object]:
    return asdict(recording)


def _bout(each: BoutAnalysis) -> dict[str, object]:
    bout = each.bout
    return {
        "start_s": bout.start_s,
        "end_s": bout.end_s,
        "duration_s": bout.duration_s,
        "end_reason": bout.end_reason,
        "initial_contacts": [_contact(contact) for contact in bout.initial_contacts],
        "final_contacts": [_contact(contact) for contact in bout.final_contacts],
        "strides": [_stride(stride) for stride in bout.strides],
        "steps": [_step(step) for step in bout.steps],
        "measures": [_measure(measure) for measure in each.measures],
    }


def _contact(contact: Contact) -> dict[str, object]:
    return {
        "time_s": contact.time_s,
        "side": contact.side,
        "source": contact.source,
        "confidence": contact.confidence,
    }


def _stride(stride: Stride) -> dict[str, object]:
    return {
        **_fields(stride),
        "duration_s": stride.duration_s,
        "stance_s": stride.stance_s,
        "swing_s": stride.swing_s,
        "speed_mps": stride.speed_mps,
    }


def _step(step: Step) -> dict[str, object]:
    return {**_fields(step), "duration_s": step.duration_s}


def _turn(turn: Turn) -> dict[str, object]:
    return {**_fields(turn), "duration_s": turn.duration_s, "direction": turn.direction}


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "key": measure.definition.key,
        "value": measure.value,
        "unit": measure.definition.unit.ucum,
        "side": measure.side,
        "repeats_count": measure.repeats_count,
        "uncertainty": _uncertainty(measure.uncertainty),
        "note": measure.note,
    }


def _uncertainty(uncertainty: Uncertainty) -> dict[str, object]:
    if isinstance(uncertainty, Interval):
        return {"kind": "95% interval", **_fields(uncertainty)}
    return {"not_computed": uncertainty.reason}


def _settings(analysis: Analysis) -> dict[str, object]:
    settings, origins = analysis.settings, analysis.origins
    return {
        "strides_from": origins.strides,
        "turns_from": origins.turns,
        "trunk_from": origins.trunk,
        "stride_length_calibration": analysis.calibration and asdict(analysis.calibration),
        "known_distance_m": settings.known_distance_m,
        "block_s": settings.block_s,
        "longest_bout_s": settings.longest_bout_s,
    }


def _fields(thing: Any) -> dict[str, object]:
    """Take a thing apart, one level deep: ``asdict`` would copy every stride of a day twice."""
    return {each.name: getattr(thing, each.name) for each in fields(thing)}


def _plain(value: object) -> object:
    """Bring anything to what JSON knows: words for enumerations, null for what is no number."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return round(value, _DECIMALS) if math.isfinite(value) else None
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value
