"""Rows of tables as lines of text, the same on SQLite and on PostgreSQL.

A backup made on the one can so be restored on the other. Sealed columns stay sealed.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from restride.records.fields import Sealed

#: Applications whose rows are kept. Sessions are not: after a restoration everybody signs in anew.
_KEPT_APPS: Final = ("records", "account", "mfa")
_BATCH_COUNT: Final = 2000


def kept_models() -> list[type[models.Model]]:
    """List the tables that a backup holds, in the order of their names."""
    found = [each for label in _KEPT_APPS for each in apps.get_app_config(label).get_models()]
    return sorted(found, key=lambda each: each._meta.label)


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """Yield every row as one line, in the order of the primary key."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_BATCH_COUNT):
        yield json.dumps(row, default=_plain, separators=(",", ":"), ensure_ascii=True).encode()


def _plain(value: object) -> dict[str, str]:
    """Write what JSON has no word for, with its kind."""
    if isinstance(value, Sealed):
        return {"$": "sealed", "v": base64.b64encode(value.content).decode()}
    if isinstance(value, bytes | bytearray | memoryview):
        return {"$": "bytes", "v": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, UUID):
        return {"$": "uuid", "v": value.hex}
    if isinstance(value, datetime):
        return {"$": "moment", "v": value.isoformat()}
    if isinstance(value, date):
        return {"$": "day", "v": value.isoformat()}
    if isinstance(value, time):
        return {"$": "time", "v": value.isoformat()}
    raise TypeError(f"a column holds {type(value).__name__}, which a backup has no word for")


_READ: Final[dict[str, Callable[[str], object]]] = {
    "sealed": lambda text: Sealed(base64.b64decode(text)),
    "bytes": base64.b64decode,
    "uuid": UUID,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
}


def _value(told: Any) -> Any:
    if isinstance(told, dict) and told.keys() == {"$", "v"}:
        return _READ[told["$"]](told["v"])
    return told


def write_rows(model: type[models.Model], lines: Iterable[bytes], *, columns: list[str]) -> int:
    """Write rows into an empty table as they were, and count them."""
    count = 0
    batch: list[models.Model] = []
    for line in lines:
        values = [_value(each) for each in json.loads(line)]
        batch.append(model(**dict(zip(columns, values, strict=True))))
        count += 1
        if len(batch) == _BATCH_COUNT:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)
    return count


def columns_of(model: type[models.Model]) -> list[str]:
    """Name the columns of a table in their order."""
    return [field.attname for field in model._meta.concrete_fields]


def go_on_numbering() -> None:
    """Let the database number new rows behind those that were written with their numbers."""
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)


class RowsDigest:
    """Counts and digests the lines of a table."""

    def __init__(self) -> None:
        self.count = 0
        self._digest = hashlib.sha256()

    def seen(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Pass lines on, counted and digested."""
        for line in lines:
            self.count += 1
            self._digest.update(line + b"\n")
            yield line

    @property
    def sha256(self) -> str:
        """Of all lines so far."""
        return self._digest.hexdigest()
