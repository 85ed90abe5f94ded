"""Everything about one patient as one ZIP, written while it is read.

``about.json`` says what each file holds, column by column; ``record/<kind>.json`` holds the rows of
a kind; ``people.json`` names the staff in them; ``disclosures.json`` says who saw the record;
``recordings/`` holds the files as they were recorded.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.db.models import Field, ForeignKey, Model

from restride.records import clock
from restride.records.models import Invitation, Patient, ShareLink, Upload
from restride.records.patient_rows import patient_columns, plain_columns

FORMAT: Final = "restride-patient-export"
VERSION: Final = 1
_CHUNK_BYTES: Final = 1_000_000
#: Of secrets and of the server's own places: nothing about the patient.
_LEFT_OUT: Final = frozenset(
    {(Invitation, "digest"), (ShareLink, "digest"), (Upload, "quarantine_name")}
)

OpenFile = Callable[[str], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContent:
    """What is written: documents by name, and files that are read while it is written."""

    documents: Mapping[str, object]
    files: tuple[str, ...]


def record_documents(patient_ids: Sequence[UUID]) -> dict[str, object]:
    """Write the rows of a patient by kind, the person first."""
    people = Patient.objects.filter(pk__in=patient_ids).order_by("pk")
    kinds: dict[type[Model], dict[UUID, Model]] = {Patient: {each.pk: each for each in people}}
    for column in patient_columns():
        rows = column.rows_of(*patient_ids)
        kinds.setdefault(column.model, {}).update({each.pk: each for each in rows})
    return {
        f"record/{model._meta.model_name}.json": [_row(each) for each in rows.values()]
        for model, rows in kinds.items()
        if rows
    }


def about_documents(documents: Mapping[str, object], *, missing: Sequence[str]) -> object:
    """Say what each file holds."""
    models: set[type[Model]] = {Patient, *(each.model for each in patient_columns())}
    kinds = {f"record/{model._meta.model_name}.json": model for model in models}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": clock.now().isoformat(),
        "units": "the last word of a column is its unit; times are UTC; null was not answered",
        "files": {
            name: {
                "holds": (kinds[name].__doc__ or "").strip().splitlines()[0],
                "columns": {each.attname: _kind(each) for each in _columns(kinds[name])},
            }
            for name in documents
            if name in kinds
        },
        "missing_files": list(missing),
    }


def written(content: ExportContent, *, open_file: OpenFile) -> Iterator[bytes]:
    """Write the ZIP piece by piece; no more of a file is held than a piece."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in content.documents.items():
            text = json.dumps(document, ensure_ascii=False, indent=1)
            archive.writestr(_entry(name), text.encode())
            yield pipe.taken()
        for name in content.files:
            with (
                open_file(name) as source,
                archive.open(_entry(name), "w", force_zip64=True) as target,
            ):
                while piece := source.read(_CHUNK_BYTES):
                    target.write(piece)
                    yield pipe.taken()
    yield pipe.taken()


class _Pipe(io.RawIOBase):
    """Holds what was written until it is taken."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._waiting += content
        return len(content)

    def taken(self) -> bytes:
        piece = bytes(self._waiting)
        self._waiting.clear()
        return piece


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=clock.now().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _columns(model: type[Model]) -> list["Field[Any, Any]"]:
    return [each for each in plain_columns(model) if (model, each.name) not in _LEFT_OUT]


def _row(row: Model) -> dict[str, object]:
    return {each.attname: _plain(getattr(row, each.attname)) for each in _columns(type(row))}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _kind(column: "Field[Any, Any]") -> str:
    """Name what stands in a column."""
    if isinstance(column, ForeignKey):
        return f"id of {column.related_model._meta.model_name}"
    name = type(column).__name__.removesuffix("Field").removeprefix("Sealed")
    return name.lower()
