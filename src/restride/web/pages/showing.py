"""How a page is shown: by whom it is seen, as what, and what is said where it is refused."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from restride.records.actors import Actor
from restride.records.models import Clinic, User
from restride.records.refusals import RecordError
from restride.records.roles import Role
from restride.web.accounts.sessions import is_demo_server
from restride.web.api.asking import BySession
from restride.web.pages.static_files import address_of

ROLE_WORDS: Final = {
    Role.ADMINISTRATOR: "Administrator",
    Role.THERAPIST: "Therapist",
    Role.ASSISTANT: "Assistant",
    Role.FRONT_DESK: "Front desk",
    Role.VIEWER: "Viewer",
    Role.PATIENT: "Patient",
    Role.PROXY: "Somebody who acts for a patient",
}

SeenPage = Callable[..., HttpResponse]


def actor_of_page(request: HttpRequest) -> Actor | None:
    """Give who looks at a page, held to the same conditions as at the API; None where nobody."""
    by_session = BySession()
    actor = by_session.authenticate(request, request.COOKIES.get(by_session.param_name))
    return actor if isinstance(actor, Actor) else None


def shown(
    request: HttpRequest, name: str, more: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Make a page from its template, in the frame of all pages."""
    frame = {
        "stylesheet": address_of("restride.css"),
        "icon": address_of("favicon.svg"),
        "is_demo": is_demo_server(),
        "who": request.user if isinstance(request.user, User) else None,
    }
    return render(request, f"pages/{name}.html", {**frame, **more}, status=status)


def seen_by_actor(page: SeenPage) -> SeenPage:
    """Show a page to those who are signed in; others are led to the start."""

    @require_safe
    @wraps(page)
    def seen(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            actor = actor_of_page(request)
            if actor is None:
                return redirect("start")
            return page(request, actor, **named)
        except RecordError as refusal:
            return shown(request, "refused", {"words": str(refusal)}, status=refusal.status)

    return seen


def about(actor: Actor) -> dict[str, Any]:
    """Say in which clinic somebody is, and as what."""
    roles = [words for role, words in ROLE_WORDS.items() if role in actor.roles]
    return {"clinic": Clinic.objects.get(pk=actor.clinic_id), "role_words": ", ".join(roles)}
