"""Every row of interpretation, read once and found by instrument and score."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from restride.clinical.content import read_content
from restride.clinical.interpretation.schemas import (
    CutOff,
    GaitReference,
    McidRow,
    MdcRow,
    Reference,
    Remark,
)

_Row = TypeVar("_Row", CutOff, Reference, MdcRow, McidRow)
_Index = dict[tuple[str, str], tuple[_Row, ...]]


def _indexed(rows: Iterable[_Row]) -> _Index[_Row]:
    found: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        found.setdefault((row.instrument, row.score), []).append(row)
    return {key: tuple(each) for key, each in found.items()}


@cache
def cut_offs() -> _Index[CutOff]:
    """Read the cut-offs by instrument and score; once a process."""
    return _indexed(read_content(CutOff, room="clinical", name="interpretation/cut_offs").rows)


@cache
def references() -> _Index[Reference]:
    """Read the references by instrument and score; once a process."""
    return _indexed(read_content(Reference, room="clinical", name="interpretation/references").rows)


@cache
def detectable_changes() -> _Index[MdcRow]:
    """Read the detectable changes by instrument and score; once a process."""
    name = "interpretation/detectable_changes"
    return _indexed(read_content(MdcRow, room="clinical", name=name).rows)


@cache
def important_changes() -> _Index[McidRow]:
    """Read the important changes by instrument and score; once a process."""
    name = "interpretation/important_changes"
    return _indexed(read_content(McidRow, room="clinical", name=name).rows)


@cache
def remarks() -> tuple[Remark, ...]:
    """Read the published facts that are only shown; once a process."""
    return read_content(Remark, room="clinical", name="interpretation/remarks").rows


@cache
def remarks_on(instrument_id: str) -> tuple[Remark, ...]:
    """List what is only shown beside an instrument."""
    return tuple(row for row in remarks() if row.instrument == instrument_id)


@cache
def gait_references() -> tuple[GaitReference, ...]:
    """Read the figures about measures of walking; once a process."""
    name = "interpretation/gait_references"
    return read_content(GaitReference, room="clinical", name=name).rows
