"""An analysis as plain JSON: the documented object of ``docs/reference/analysis-json.md``.

What is absent is null, never NaN. Times, places and counts are rounded to six decimals: a
microsecond and a micrometre are far below what any sensor tells. The value of a measure and the
ends of its interval keep twelve significant digits, so that they can be held against other
programs' values.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from restride.analysis.analysis import Analysis, RecordingSummary
from restride.measure import Interval, Measure, Uncertainty

#: Raised by one in its first part when a key goes or changes its meaning, in its second when one
#: joins.
SCHEMA_VERSION: Final = "1.1"

_DECIMALS: Final = 6
_MEASURE_DIGITS: Final = 12


class _Precise(float):
    """A number that keeps its digits."""


def precise(value: float) -> float:
    """Let a number keep the digits of a measure: it may be small in its unit."""
    return _Precise(value)


def analysis_to_json(analysis: Analysis) -> dict[str, object]:
    """Turn one recording's analysis into the documented object."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "restride_version": analysis.restride_version,
        "task": analysis.task,
        "recording": _recording(analysis.recording),
        "person": fields_of(analysis.person),
        "quality": [fields_of(finding) for finding in analysis.quality],
        **analysis.found(),
        "measures": [measure_to_json(measure) for measure in analysis.measures],
        "settings": analysis.rests_on(),
    }
    return {key: plain(value) for key, value in document.items()}


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


def measure_to_json(measure: Measure) -> dict[str, object]:
    """Write a measure without its definition, which its key names."""
    return {
        "key": measure.definition.key,
        "value": None if measure.value is None else _Precise(measure.value),
        "unit": measure.definition.unit.ucum,
        "side": measure.side,
        "repeats_count": measure.repeats_count,
        "uncertainty": _uncertainty(measure.uncertainty),
        "note": measure.note,
    }


def _uncertainty(uncertainty: Uncertainty) -> dict[str, object]:
    if isinstance(uncertainty, Interval):
        ends = {"low": _Precise(uncertainty.low), "high": _Precise(uncertainty.high)}
        return {"kind": "95% interval", **ends, "basis": uncertainty.basis}
    return {"not_computed": uncertainty.reason}


def fields_of(thing: Any) -> dict[str, object]:
    """Take a thing apart, one level deep: ``asdict`` would copy every stride of a day twice."""
    return {each.name: getattr(thing, each.name) for each in fields(thing)}


def plain(value: object) -> object:
    """Bring anything to what JSON knows: words for enumerations, null for what is no number."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, StrEnum):
        return value.value
    return _plain_parts(value)


def _number(value: float) -> float | None:
    if not math.isfinite(value):
        return None
    if isinstance(value, _Precise):
        return float(f"{value:.{_MEASURE_DIGITS}g}")
    return round(value, _DECIMALS)


def _plain_parts(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return plain(fields_of(value))
    return value
