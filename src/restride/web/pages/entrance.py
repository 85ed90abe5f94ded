"""The start page, the one click of the demo, and the way out."""

from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

import restride
from restride.records.models import Clinic, User
from restride.records.roles import Role
from restride.web.accounts.demo import DEMO_ROLES, enter
from restride.web.accounts.sessions import is_demo_server, sessions_of
from restride.web.api.problems import problem
from restride.web.pages.showing import ROLE_WORDS, shown

_WHAT_IS_SEEN: Final = {
    Role.THERAPIST: "the day, what needs attention, and every chart",
    Role.ASSISTANT: "the day and the charts, without signing",
    Role.PATIENT: "their own programme and progress",
    Role.PROXY: "what the patient sees, on their behalf",
    Role.FRONT_DESK: "people and appointments, nothing of the care",
    Role.ADMINISTRATOR: "people, staff and the audit trail",
    Role.VIEWER: "the charts to read, and the audit trail",
}


@require_safe
@csrf_protect
def start(request: HttpRequest) -> HttpResponse:
    """Say what this server is; in a demo, offer each role."""
    doors = [
        {"role": role, "words": ROLE_WORDS[role], "sees": sees}
        for role, sees in _WHAT_IS_SEEN.items()
        if role in DEMO_ROLES
    ]
    more = {
        "doors": doors if is_demo_server() else [],
        "clinics": Clinic.objects.order_by("pk") if is_demo_server() else (),
        "version": restride.__version__,
    }
    return shown(request, "start", more)


@require_POST
@csrf_protect
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Sign in with one click, in a demo."""
    named = request.POST.get("role", "")
    role = Role(named) if named in DEMO_ROLES else None
    user = None if role is None else enter(request, role)
    if user is None:
        return problem(status=404, code="not-there", detail="There is nothing here.")
    return redirect("day")


@require_POST
@csrf_protect
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    user = request.user
    if isinstance(user, User):
        sessions_of([user]).filter(session_key=request.session.session_key).delete()
    logout(request)
    return redirect("start")
