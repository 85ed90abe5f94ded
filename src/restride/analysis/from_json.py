"""A written analysis read back: the same object, to six decimals.

What ``docs/reference/analysis-json.md`` names as not kept reads back as its default.
"""

from collections.abc import Mapping
from typing import Any

from restride.analysis.analysis import Analysis
from restride.analysis.protocol_analysis import ProtocolAnalysis
from restride.analysis.read_back.protocol import protocol_from
from restride.analysis.read_back.tasks import read_analysis
from restride.analysis.read_back.written import Written
from restride.analysis.to_json import SCHEMA_VERSION
from restride.errors import DamagedFile

_Words = Mapping[str, Any]


def analysis_from_json(document: _Words) -> Analysis:
    """Read the object of one recording, as ``Analysis.to_json`` writes it.

    Raises
    ------
    DamagedFile
        Another version of the schema, several trials, a protocol, or no analysis at all.
    """
    return read_analysis(_whole(document, needed="of one recording", key="task"))


def trials_from_json(document: _Words) -> tuple[dict[str, Analysis], dict[str, str]]:
    """Read the object of several trials, as ``trials_to_json`` writes it.

    Returns
    -------
    tuple
        The analyses, and why the others failed, both by the name of the trial.

    Raises
    ------
    DamagedFile
        Another version of the schema, or no trials.
    """
    written = _whole(document, needed="of several trials", key="trials")
    analyses: dict[str, Analysis] = {}
    failures: dict[str, str] = {}
    for trial in written["trials"].listed():
        name = trial["name"].read(str)
        if "error" in trial.keyed():
            failures[name] = trial["error"].read(str)
        else:
            analyses[name] = read_analysis(trial)
    return analyses, failures


def protocol_from_json(document: _Words) -> ProtocolAnalysis:
    """Read the object of a protocol, as ``protocol_to_json`` writes it.

    Raises
    ------
    DamagedFile
        Another version of the schema, or no protocol.
    """
    return protocol_from(_whole(document, needed="of a protocol", key="conditions"))


def _whole(document: object, *, needed: str, key: str) -> Written:
    """Look at a whole document: its version, and the key that tells what it is."""
    keys = document if isinstance(document, Mapping) else {}
    version = keys.get("schema_version")
    if version != SCHEMA_VERSION or key not in keys:
        has = f"the keys {', '.join(sorted(keys))}" if keys else "no key"
        raise DamagedFile(
            f"The analysis {needed} with schema version {SCHEMA_VERSION} is needed, and this is "
            f"version {version!r} with {has}. Analyse the recording again, or read it as what it "
            "is: analysis_from_json, trials_from_json or protocol_from_json."
        )
    return Written(part=document)
