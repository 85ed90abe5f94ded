"""Who asks: the session of a browser or program, or a service token; and the version they edit."""

import hashlib
import re
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from restride.records.actors import Actor, actor_of, actor_of_service
from restride.records.models import ServiceToken, User
from restride.records.models.base import Record
from restride.records.refusals import RecordError

_CLINIC_HEADER: Final = "Restride-Clinic"
_ETAG: Final = re.compile(r'"(\d{1,9})"')


class MissingVersion(RecordError):
    """An edit came without the version it was made on."""

    code = "missing-version"
    status = 428


class BySession(APIKeyCookie):
    """A person who signed in, with the cookie of a browser."""

    param_name = "restride_session"

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Give the actor; None where nobody is signed in."""
        user = request.user
        if not isinstance(user, User):
            return None
        return actor_of(user, clinic_id=_named_clinic(request))


class ByServiceToken(HttpBearer):
    """Another program, with its token."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Give the actor; None where the token is unknown."""
        found = ServiceToken.objects.filter(digest=digest_of(token)).first()
        return None if found is None else actor_of_service(found)


def digest_of(secret: str) -> str:
    """Digest a long random secret; only the digest is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _named_clinic(request: HttpRequest) -> UUID | None:
    named = request.headers.get(_CLINIC_HEADER)
    if named is None:
        return None
    try:
        return UUID(named)
    except ValueError:
        raise HttpError(
            400, f"{_CLINIC_HEADER} must be the id of a clinic, and is none. Correct it."
        ) from None


def actor_in(request: HttpRequest) -> Actor:
    """Give the actor of a request that was let in."""
    # Set by ninja to what authenticate gave.
    actor: Actor = request.__dict__["auth"]
    return actor


def version_in(request: HttpRequest) -> int:
    """Give the version that an edit was made on, from If-Match.

    Raises
    ------
    MissingVersion
        There is none.
    """
    match = _ETAG.fullmatch(request.headers.get("If-Match", ""))
    if match is None:
        raise MissingVersion(
            'An edit needs the version it was made on in If-Match, such as "3": it is the ETag of '
            "what was read. Read it again, and send it."
        )
    return int(match[1])


def tell_version(response: HttpResponse, row: Record) -> None:
    """Say in the answer at which version a row is."""
    response["ETag"] = f'"{row.version}"'
