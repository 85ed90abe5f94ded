"""Asking one operation as one of the eleven about one object, and looking at everything after."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.http import HttpResponse
from tests.clinic.web.matrix.operations import Operation
from tests.clinic.web.matrix.row import Row
from tests.clinic.web.matrix.words import NAME, Place, Who, is_same_clinic, leaks_in, sees
from tests.clinic.web.matrix.world import NOTHING, World, new_uuid, state_of_everything

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer, and what was found in it and behind it."""

    status: int
    text: str
    kind: str
    leaks: frozenset[str]
    is_unchanged: bool
    queries_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One operation, one who asks, one object."""

    world: World
    operation: Operation
    row: Row
    who: Who
    place: Place

    def asked(self, *, is_there: bool = True, keys: Mapping[str, str] | None = None) -> Answered:
        """Ask, look at everything, and take back what was written.

        Parameters
        ----------
        is_there
            False names an object that is nowhere.
        keys
            Identifiers that stand in the body or behind the address in place of the right ones.
        """
        version = self._version(is_there=is_there)
        with taken_back():
            with counted() as queries:
                answer = self._send(is_there=is_there, keys=keys or {}, version=version)
                text = _text_of(answer)
            after = state_of_everything()
        return Answered(
            status=answer.status_code,
            text=text,
            kind=answer.headers.get("Content-Type", ""),
            leaks=frozenset(self._leaks(text)),
            is_unchanged=after == self.world.state,
            queries_count=len(queries),
        )

    def _send(self, *, is_there: bool, keys: Mapping[str, str], version: int) -> HttpResponse:
        client = self.world.clients[self.who]
        content: dict[str, Any] = {}
        if self.row.content is not None:
            content = {"data": self.row.content, "content_type": "application/octet-stream"}
        elif (told := self.row.body_of(self.who)) is not None:
            body = self._filled(told, keys)
            content = {"data": json.dumps(body), "content_type": "application/json"}
        return client.generic(
            self.operation.method,
            self._address(is_there=is_there),
            headers={"If-Match": f'"{version}"'},
            query_params=self._filled(self.row.query, {})
            | {name: each for name, each in keys.items() if name in self.operation.asked},
            **content,
        )

    def _address(self, *, is_there: bool) -> str:
        path = self.operation.path
        for part in self.operation.parts:
            path = path.replace(f"{{{part}}}", self._part(part, is_there=is_there))
        return f"/api{path}"

    def _part(self, part: str, *, is_there: bool) -> str:
        if part not in self.operation.identifiers:
            return str(self.row.ids.get(part, "nothing"))
        if not is_there:
            return str(NOTHING) if part.endswith("_id") else str(NOTHING.int % 10**9)
        return self.world.id_of(self.row.named(part), self.place)

    def _version(self, *, is_there: bool) -> int:
        parts = self.operation.identifiers
        if not is_there:
            return 1
        return self.world.version_of(self.row.named(parts[-1]) if parts else "clinic", self.place)

    def _filled(self, told: Any, keys: Mapping[str, str]) -> Any:
        """Put identifiers in the places of their names; those of ``keys`` go first."""
        if isinstance(told, Mapping):
            return {
                name: _as_told(each, keys[name]) if name in keys else self._filled(each, keys)
                for name, each in told.items()
            }
        if isinstance(told, list | tuple):
            return [self._filled(each, keys) for each in told]
        if isinstance(told, str) and told.startswith("@"):
            return self._named(told.removeprefix("@"))
        return told

    def _named(self, name: str) -> str:
        if name == "new":
            return new_uuid()
        if name == "other":
            is_own = self.place is Place.OWN
            return self.world.id_of("patient", Place.OTHER if is_own else Place.OWN)
        if name.startswith("user."):
            is_there = self.place is not Place.ELSEWHERE
            return str(self.world.users[name[5:] if is_there else "elsewhere"].pk)
        return self.world.id_of(name, self.place)

    def _leaks(self, text: str) -> Iterator[str]:
        yield from leaks_in(text, self.who)
        for each in set(_UUID.findall(text)):
            place = self.world.whose.get(each)
            if place is not None and not self._may_know(place):
                yield f"identifier {each} of {place}"

    def _may_know(self, place: Place) -> bool:
        if self.row.is_in_need or self.row.tells_identifiers:
            return is_same_clinic(self.who, place)
        return sees(self.who, place, NAME)


def _as_told(told: Any, key: str) -> Any:
    return [key] if isinstance(told, list) else key


def _text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{content.decode('utf-8', 'replace')} {headers}"


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Note the statements that run inside."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
