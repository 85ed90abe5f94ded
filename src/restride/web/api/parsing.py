"""How a request is read: strictly, so that nobody can mean two things by one body.

A key that stands twice, a value that JSON does not know, a zero byte and half of a character are
refused before any field is looked at. See docs/decisions/0175-permission-matrix.md.
"""

import json
import math
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from restride.records.refusals import NotUsable, RecordError

_JSON: Final = "application/json"


class WrongContentType(RecordError):
    """The body is of a kind that is not read here."""

    code = "wrong-content-type"
    status = 415


class Unreadable(RecordError):
    """The body is no JSON, or JSON that can be read in two ways."""

    code = "unreadable"


class StrictParser(Parser):
    """Reads bodies and questions of all operations."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Read a body.

        Raises
        ------
        WrongContentType, Unreadable, NotUsable
            Not declared as JSON; none, or ambiguous; text that cannot be kept.
        """
        if request.content_type != _JSON:
            raise WrongContentType(f"A body must be sent as {_JSON}. Say so in Content-Type.")
        try:
            found: dict[str, Any] = json.loads(
                request.body.decode("utf-8"),
                object_pairs_hook=_without_twins,
                parse_constant=_refuse_constant,
            )
            _refuse_unkept(found)
        except (ValueError, RecursionError):
            raise Unreadable(
                "The body must be one JSON value in UTF-8, nested and long as people write it. "
                "Correct it."
            ) from None
        return found

    def parse_querydict(
        self, data: "MultiValueDict[str, Any]", *more: Any, **named: Any
    ) -> dict[str, Any]:
        """Read what stands behind the address.

        Raises
        ------
        NotUsable
            Text that cannot be kept.
        """
        found: dict[str, Any] = super().parse_querydict(data, *more, **named)
        _refuse_unkept(found)
        return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("A key of the body stands twice. Send each once.")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no value of JSON. Leave it out, or send null.")


def _refuse_unkept(value: object) -> None:
    """Refuse text and numbers that no database keeps, wherever they stand."""
    if isinstance(value, str):
        _refuse_text(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise NotUsable("A number of the body is too large to be one. Correct it.")
    elif isinstance(value, dict):
        for name, each in value.items():
            _refuse_text(name)
            _refuse_unkept(each)
    elif isinstance(value, list):
        for each in value:
            _refuse_unkept(each)


def _refuse_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise NotUsable("A text holds a zero byte or half of a character. Take it out.")
