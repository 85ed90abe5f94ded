"""Quality findings from several parts of one recording, as one list."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from restride.recording.quality import QualityFinding
from restride.terms import Severity

_GRAVEST_FIRST: Final = (Severity.SERIOUS, Severity.WARNING, Severity.NOTE)


def in_order(findings: Iterable[QualityFinding]) -> tuple[QualityFinding, ...]:
    """Bring findings into one list: gravest first, then by time, and each said once.

    What holds throughout a block is said by every block anew; it is kept once, with the number of
    blocks that say it in other words.
    """
    throughout: dict[tuple[str, str | None, str], list[QualityFinding]] = {}
    others: dict[QualityFinding, None] = {}
    for finding in findings:
        if finding.start_s is None:
            alike = (finding.code, finding.sensor, finding.done)
            throughout.setdefault(alike, []).append(finding)
        else:
            others[finding] = None
    merged = [_one_of(alike) for alike in throughout.values()]
    return tuple(sorted([*merged, *others], key=_rank))


def _one_of(alike: list[QualityFinding]) -> QualityFinding:
    different_count = len({finding.found for finding in alike})
    first = min(alike, key=_rank)
    if different_count == 1:
        return first
    return replace(first, found=f"{first.found} (and alike in {len(alike) - 1} other parts)")


def _rank(finding: QualityFinding) -> tuple[int, float, str]:
    start_s = -1.0 if finding.start_s is None else finding.start_s
    return _GRAVEST_FIRST.index(finding.severity), start_s, finding.code
