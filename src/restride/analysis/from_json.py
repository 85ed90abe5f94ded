"""A written analysis read back: the same object, to six decimals.

What ``docs/reference/analysis-json.md`` names as not kept reads back as its default.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from restride.analysis.analysis import Analysis
from restride.analysis.read_back.movement import (
    posture_from,
    ranges_from,
    reach_from,
    repetitions_from,
    rises_from,
    up_and_go_from,
)
from restride.analysis.read_back.shared import Shared, shared_from
from restride.analysis.read_back.standing import limits_from, standing_from
from restride.analysis.read_back.walking import walk_from
from restride.analysis.read_back.written import Written
from restride.analysis.to_json import SCHEMA_VERSION
from restride.errors import DamagedFile
from restride.terms import Task

_Words = Mapping[str, Any]


def analysis_from_json(document: _Words) -> Analysis:
    """Read the object of one recording, as ``Analysis.to_json`` writes it.

    Raises
    ------
    DamagedFile
        Another version of the schema, several trials, a protocol, or no analysis at all.
    """
    written = written_of(document, needed="of one recording", key="task")
    return read_analysis(written)


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
    written = written_of(document, needed="of several trials", key="trials")
    analyses: dict[str, Analysis] = {}
    failures: dict[str, str] = {}
    for trial in written["trials"].listed():
        name = trial["name"].read(str)
        if "error" in trial.keyed():
            failures[name] = trial["error"].read(str)
        else:
            analyses[name] = read_analysis(trial)
    return analyses, failures


def written_of(document: object, *, needed: str, key: str) -> Written:
    """Look at a whole document: its version, and the key that tells what it is.

    Raises
    ------
    DamagedFile
        It is something else.
    """
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


def read_analysis(written: Written) -> Analysis:
    """Read the keys of one recording, whatever stands around them."""
    read = _READ[written["task"].read(Task)]
    return read(written, shared_from(written))


#: A task joins here: one line, and its function in ``read_back``.
_READ: Final[dict[Task, Callable[[Written, Shared], Analysis]]] = {
    Task.WALK: walk_from,
    Task.QUIET_STANDING: standing_from,
    Task.LIMITS_OF_STABILITY: limits_from,
    Task.TIMED_UP_AND_GO: up_and_go_from,
    Task.SIT_TO_STAND: rises_from,
    Task.REPETITIONS: repetitions_from,
    Task.POSTURE: posture_from,
    Task.FUNCTIONAL_REACH: reach_from,
    Task.RANGE_OF_MOTION: ranges_from,
}
