"""What is answered where no operation answers: wrong address, wrong method, our own fault.

These answers are problems like all others, and say nothing of what was asked or what went wrong.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from restride.web.api.problems import problem

_API: Final = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself refuses to read."""
    return problem(
        status=400, code="unreadable", detail="The request cannot be read. Correct it, or ask us."
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where Django itself refuses."""
    return problem(status=403, code="not-allowed", detail="You may not do this. Sign in anew.")


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that nothing stands at."""
    return problem(
        status=404, code="not-there", detail="Nothing stands at this address. Correct it."
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Answer where the server failed; what failed stands in its own log."""
    return problem(
        status=500,
        code="failed",
        detail="The server failed, and nothing was kept. Try again; then tell an administrator "
        "when it was.",
    )


class MethodProblems:
    """Makes a problem of a method that an address does not know."""

    def __init__(self, next_step: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next_step = next_step

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say which methods there are."""
        answer = self._next_step(request)
        if answer.status_code != 405 or not request.path.startswith(_API):
            return answer
        allowed = ", ".join(sorted(answer.headers.get("Allow", "").split(", ")))
        told = problem(
            status=405, code="wrong-method", detail=f"This address knows {allowed} alone."
        )
        told["Allow"] = allowed
        return told
