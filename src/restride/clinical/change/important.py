"""What a change must reach before people found it to matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from restride.clinical.change.choosing import Candidate, Wanted, candidates
from restride.clinical.interpretation.fitting import Circle
from restride.clinical.interpretation.rounding import exact
from restride.clinical.interpretation.rows import important_changes
from restride.clinical.interpretation.schemas import ChangeSize, McidRow
from restride.clinical.interpretation.scores import find_score, with_unit
from restride.clinical.patient import Patient


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportantChange:
    """A change at least this large matters to people, as a published study found."""

    instrument_id: str
    score_id: str
    value: float
    unit: str
    row: McidRow
    population: str
    sources: tuple[str, ...]
    #: Whether a verdict or a goal may rest on it: not from memory.
    decides: bool
    words: str
    #: What people as near found to matter much; shown beside it.
    substantial: float | None = None
    doubts: tuple[str, ...] = ()
    #: The others that fit, in words.
    others: tuple[str, ...] = ()


def important_change(
    instrument_id: str,
    score_id: str,
    *,
    patient: Patient,
    baseline: float | None = None,
    day: date | None = None,
    item: str | None = None,
    protocol: str | None = None,
    firsts: Mapping[str, Decimal | float] | None = None,
    with_memory: bool = False,
) -> ImportantChange | None:
    """Tell which change matters; None where nothing is known that may decide.

    The nearest group is used, then the protocol, then the larger figure; the parameters are those
    of ``detectable_change``.

    Raises
    ------
    ContentError
        No such instrument or score.
    """
    unit = find_score(instrument_id, score_id).unit
    known = dict(firsts or {})
    if baseline is not None:
        known[f"{instrument_id}.{score_id}"] = exact(baseline)
    wanted = Wanted(
        circle=Circle(patient=patient, day=day, firsts=known), item=item, protocol=protocol
    )
    rows = important_changes().get((instrument_id, score_id), ())
    minimal = _of_size(rows, wanted, size=ChangeSize.MINIMAL)
    if not minimal or not (minimal[0].decides or with_memory):
        return None
    much = _of_size(rows, wanted, size=ChangeSize.SUBSTANTIAL)
    return _told(minimal, much, unit=unit)


def _of_size(
    rows: tuple[McidRow, ...], wanted: Wanted, *, size: ChangeSize
) -> tuple[Candidate, ...]:
    chosen = [row for row in rows if row.size is size]
    return candidates(chosen, wanted, amount=lambda row: exact(row.value))


def _told(
    minimal: tuple[Candidate, ...], much: tuple[Candidate, ...], *, unit: str
) -> ImportantChange:
    first = minimal[0]
    row = first.row
    assert isinstance(row, McidRow)  # noqa: S101 - tells the type checker which rows were given
    return ImportantChange(
        instrument_id=row.instrument,
        score_id=row.score,
        value=float(first.value),
        unit=unit,
        row=row,
        population=row.population.words,
        sources=row.evidence.sources,
        decides=first.decides,
        words=_words(first, unit),
        substantial=_substantial(much, distance_count=first.distance_count),
        doubts=first.doubts,
        others=tuple(_words(each, unit) for each in minimal[1:]),
    )


def _substantial(much: tuple[Candidate, ...], *, distance_count: int) -> float | None:
    """Take what matters much from people as near as those of what matters."""
    near = [each for each in much if each.decides and each.distance_count <= distance_count]
    return float(near[0].value) if near else None


def _words(found: Candidate, unit: str) -> str:
    row = found.row
    parts = [row.population.words]
    if row.value_from is not None:
        parts.append(f"published {row.value_from:g} to {row.value:g}, the larger is used")
    parts.append(row.evidence.confidence.words)
    return f"{with_unit(float(found.value), unit)} ({'; '.join(parts)})"
