"""The few files that the pages load, from a fixed list: no path is ever looked up."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from restride.web.api.problems import problem

_KINDS: Final = {
    "restride.css": "text/css; charset=utf-8",
    "favicon.svg": "image/svg+xml",
}
#: An address that names the content never shows another one.
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "public, no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file, and the digest by which browsers know it again."""

    content: bytes
    kind: str
    digest: str


@cache
def read_static(name: str) -> StaticFile:
    """Read one of the files that there are.

    Raises
    ------
    KeyError
        There is no such file.
    """
    kind = _KINDS[name]
    content = (files("restride.web.pages") / "static" / name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    return StaticFile(content=content, kind=kind, digest=digest)


def address_of(name: str) -> str:
    """Give the address of a file, with its digest."""
    return f"/static/{name}?v={read_static(name).digest}"


@require_safe
def static_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send a file; kept for ever under the address that names its content."""
    try:
        found = read_static(name)
    except KeyError:
        return problem(status=404, code="not-there", detail="There is no such file.")
    etag = f'"{found.digest}"'
    is_same = request.headers.get("If-None-Match") == etag
    answer = (
        HttpResponseNotModified()
        if is_same
        else HttpResponse(found.content, content_type=found.kind)
    )
    is_named = request.GET.get("v") == found.digest
    answer["Cache-Control"] = _FOR_EVER if is_named else _ASK_AGAIN
    answer["ETag"] = etag
    return answer
