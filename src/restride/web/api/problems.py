"""What is refused, as problem details (RFC 9457): a code, words to act on, and no traceback."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from restride.errors import RestrideError
from restride.records.refusals import Merged, RecordError, TooMany
from restride.visit.moves import ImpossibleMove

_CONTENT_TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not there",
    409: "Not possible now",
    412: "Edited by somebody else",
    413: "Too large",
    422: "Cannot be used",
    428: "The version is missing",
    429: "Too many",
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
    answer = problem(status=error.status, code=error.code, detail=str(error), **more)
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.retry_after_s)
    return answer


def _cannot_follow(request: HttpRequest, error: ImpossibleMove) -> HttpResponse:
    return problem(
        status=409, code="impossible-move", detail=str(error), allowed=list(error.allowed)
    )


def _not_usable(request: HttpRequest, error: RestrideError) -> HttpResponse:
    return problem(status=422, code="not-usable", detail=str(error))


def _wrong_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(
        status=422,
        code="wrong-fields",
        detail="Some fields are not as they must be. Correct them.",
        fields=[_field(each) for each in error.errors],
    )


def _signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(status=401, code="signed-out", detail="Sign in, or send a token that holds.")


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem(status=429, code="too-many", detail="Too many requests. Wait a little.")


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(status=error.status_code, code="unreadable", detail=str(error))


#: By what went wrong: how it is answered. The nearest class of an error counts.
_ANSWERS: Final[dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = {
    RecordError: _refused,
    ImpossibleMove: _cannot_follow,
    RestrideError: _not_usable,
    ValidationError: _wrong_fields,
    AuthenticationError: _signed_out,
    Throttled: _throttled,
    HttpError: _unreadable,
}


def tell_problems(api: NinjaAPI) -> None:
    """Make every refusal of an API a problem."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)


def _field(error: dict[str, object]) -> dict[str, object]:
    """Name a field and what is wrong with it; never what was sent, which may be a name."""
    place = error.get("loc", ())
    where = [str(each) for each in place] if isinstance(place, list | tuple) else [str(place)]
    return {"field": ".".join(where[1:]) or where[0], "wrong": str(error.get("msg", ""))}
