"""What is refused, as problem details (RFC 9457): a code, words to act on, and no traceback."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from restride.errors import RestrideError
from restride.records.refusals import Merged, RecordError, TooMany
from restride.visit.moves import ImpossibleMove

_LOG: Final = logging.getLogger("restride.web")
#: Words of the content and of the program, which no name looks like.
_CODE: Final = re.compile(r"[a-z0-9_.:+-]*")
_SHORTEST_NAME_CHARS: Final = 3
#: What a field may be called; what is called otherwise was made up by whoever sent it.
_FIELD: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_CONTENT_TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not there",
    405: "No such method",
    409: "Not possible now",
    412: "Edited by somebody else",
    413: "Too large",
    415: "Not read here",
    422: "Cannot be used",
    428: "The version is missing",
    429: "Too many",
    500: "The server failed",
    503: "Cannot be kept now",
}


def problem(*, status: int, code: str, detail: str, **more: object) -> HttpResponse:
    """Answer with a problem."""
    content = {
        "type": f"urn:restride:problem:{code}",
        "title": _TITLES.get(status, "Refused"),
        "status": status,
        "detail": detail,
        **more,
    }
    return JsonResponse(content, status=status, content_type=_CONTENT_TYPE)


def _refused(request: HttpRequest, error: RecordError) -> HttpResponse:
    more = {"merged_into": str(error.into)} if isinstance(error, Merged) else {}
    answer = problem(
        status=error.status, code=error.code, detail=_without_what_was_sent(request, error), **more
    )
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.retry_after_s)
    return answer


def _without_what_was_sent(request: HttpRequest, error: RestrideError) -> str:
    """Take out of the words what they quote of the request: it may be a name in a wrong field."""
    words = str(error)
    for sent in sorted(_texts_sent(request), key=len, reverse=True):
        words = words.replace(repr(sent), "what was sent")
        if len(sent) >= _SHORTEST_NAME_CHARS and _CODE.fullmatch(sent) is None:
            words = re.sub(rf"(?<!\w){re.escape(sent)}(?!\w)", "what was sent", words)
    return words


def _texts_sent(request: HttpRequest) -> set[str]:
    texts = {each for values in request.GET.lists() for each in values[1]}
    if request.content_type == "application/json":
        with suppress(ValueError, RecursionError, RawPostDataException, RequestDataTooBig):
            texts |= set(_texts_in(json.loads(request.body or b"null")))
    return {each.strip() for each in texts} - {""}


def _texts_in(sent: object) -> Iterator[str]:
    if isinstance(sent, str):
        yield sent
    elif isinstance(sent, dict):
        for each in (*sent, *sent.values()):
            yield from _texts_in(each)
    elif isinstance(sent, list):
        for each in sent:
            yield from _texts_in(each)


def _cannot_follow(request: HttpRequest, error: ImpossibleMove) -> HttpResponse:
    return problem(
        status=409, code="impossible-move", detail=str(error), allowed=list(error.allowed)
    )


def _not_usable(request: HttpRequest, error: RestrideError) -> HttpResponse:
    detail = _without_what_was_sent(request, error)
    return problem(status=422, code="not-usable", detail=detail)


def _wrong_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(
        status=422,
        code="wrong-fields",
        detail="Some fields are not as they must be. Correct them.",
        fields=[_field(each) for each in error.errors],
    )


def _signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(status=401, code="signed-out", detail="Sign in, or send a token that holds.")


def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(
        status=413, code="too-large", detail="The body is too large. Send less at a time."
    )


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem(status=429, code="too-many", detail="Too many requests. Wait a little.")


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, RecordError):
        # ninja says the same of every body that our parser refused.
        return _refused(request, error.__cause__)
    return problem(status=error.status_code, code="unreadable", detail=str(error))


def _cannot_keep(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Say that the database takes nothing now: the disk is full, or it is away."""
    _LOG.error("the database cannot be used", exc_info=error)
    return problem(
        status=503,
        code="unavailable",
        detail="Nothing can be kept or read now, and nothing was done by half. Try again in a "
        "minute; if it stays so, an administrator should look at: restride clinic doctor",
    )


#: By what went wrong: how it is answered. The nearest class of an error counts.
_ANSWERS: Final[dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = {
    RecordError: _refused,
    ImpossibleMove: _cannot_follow,
    RestrideError: _not_usable,
    ValidationError: _wrong_fields,
    AuthenticationError: _signed_out,
    Throttled: _throttled,
    HttpError: _unreadable,
    RequestDataTooBig: _too_large,
    OperationalError: _cannot_keep,
}


def tell_problems(api: NinjaAPI) -> None:
    """Make every refusal of an API a problem."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)


def _field(error: dict[str, object]) -> dict[str, object]:
    """Name a field and what is wrong with it; never what was sent, which may be a name."""
    place = error.get("loc", ())
    where = [str(each) for each in place] if isinstance(place, list | tuple) else [str(place)]
    where = [each if _FIELD.fullmatch(each) else "(as sent)" for each in where]
    return {"field": ".".join(where[1:]) or where[0], "wrong": str(error.get("msg", ""))}
