"""One click signs in, on a server where everything is simulated, and nowhere else."""

import json
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from restride.records.models import Clinic, Membership, PatientAccess, User
from restride.records.refusals import Conflict
from restride.records.roles import STAFF, Role
from restride.web.accounts.sender import configuration
from restride.web.accounts.sessions import is_demo_server, open_session
from restride.web.accounts.trail_lines import write_account_line
from restride.web.api.problems import problem

#: Who can be chosen with one click.
DEMO_ROLES: Final = (*sorted(STAFF), Role.PATIENT, Role.PROXY)


def refuse_mixed_demo() -> None:
    """Refuse to start a server on which simulated and real people would stand side by side.

    Raises
    ------
    Conflict
        A demonstration that holds a real clinic, or a real server that holds a simulated one.
    """
    is_demo = configuration().is_demo
    count = Clinic.objects.filter(is_demo=not is_demo).count()
    if not count:
        return
    home = settings.RESTRIDE_HOME.path
    if is_demo:
        raise Conflict(
            f"{home} is a demonstration, in which everybody signs in with one click, and holds "
            f"{count} real clinics. Start it without is_demo in clinic.toml."
        )
    raise Conflict(
        f"{home} is a real server, and holds {count} simulated clinics. Put the demonstration in a "
        "folder of its own: restride clinic demo"
    )


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of a role: ``{"role": "therapist"}``."""
    if not is_demo_server():
        return problem(status=404, code="not-there", detail="There is nothing here.")
    role = _role_in(request)
    if role is None:
        return problem(
            status=422, code="not-usable", detail=f"role must be one of {', '.join(DEMO_ROLES)}."
        )
    user = enter(request, role)
    if user is None:
        return problem(
            status=409, code="conflict", detail=f"Nobody of this demonstration is {role}."
        )
    return JsonResponse({"username": user.username, "name": user.name, "role": role})


def enter(request: HttpRequest, role: Role) -> User | None:
    """Open a session as the first account of a role; None where nobody has it, or nobody may."""
    user = _somebody(role) if is_demo_server() and role in DEMO_ROLES else None
    if user is not None:
        open_session(request, user, opened_by="demo")
        write_account_line(user, "account.demo_sign_in")
    return user


def _role_in(request: HttpRequest) -> Role | None:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    named = body.get("role") if isinstance(body, dict) else None
    return Role(named) if isinstance(named, str) and named in DEMO_ROLES else None


def _somebody(role: Role) -> User | None:
    """Give the first account of a role."""
    if role in STAFF:
        member = Membership.objects.filter(role=role, ended_at__isnull=True)
        first = member.select_related("user").order_by("pk").first()
        return None if first is None else first.user
    access = PatientAccess.objects.filter(is_proxy=role == Role.PROXY, ended_at__isnull=True)
    found = access.select_related("user").order_by("pk").first()
    return None if found is None else found.user
