"""How often something may be tried, by address and by key; counted for all processes together."""

from typing import Final

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from restride.records.refusals import TooMany

_WAIT_S: Final = 60


def refuse_too_many(request: HttpRequest, action: str, *, key: str | None = None) -> None:
    """Count one try, and refuse where there were too many.

    Parameters
    ----------
    action
        Its limits stand in ``ACCOUNT_RATE_LIMITS``.

    Raises
    ------
    TooMany
        From this address, or with this key.
    """
    # The library's public counter leaves reading out; a token is tried by reading as well.
    is_let = ratelimit.consume(
        request, app="allauth.account", action=action, key=key, limit_get=True
    )
    if not is_let:
        raise TooMany(
            "This was tried too often from here. Wait a minute, and try again.",
            retry_after_s=_WAIT_S,
        )
