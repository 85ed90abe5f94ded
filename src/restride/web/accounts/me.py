"""Who is signed in: their clinics, whom they see, and what is still missing."""

from typing import Any

from django.http import HttpRequest

from restride.records.models import Clinic, Membership, PatientAccess, User
from restride.records.refusals import NotAllowed
from restride.web.accounts.second_factor import has_second_factor
from restride.web.accounts.sessions import OPENED_BY, is_demo_session


def read_me(request: HttpRequest) -> dict[str, Any]:
    """Tell who is signed in.

    Raises
    ------
    NotAllowed
        Nobody is.
    """
    user = request.user
    if not isinstance(user, User):
        raise NotAllowed("Nobody is signed in. Sign in first.")
    is_complete = has_second_factor(request, user) or is_demo_session(request.session)
    access = list(PatientAccess.objects.filter(user=user, ended_at__isnull=True).order_by("pk"))
    return {
        "id": user.pk,
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "is_clinic_staff": user.is_clinic_staff,
        "must_change_password": user.must_change_password,
        "needs_second_factor": user.is_clinic_staff and not is_complete,
        "opened_by": request.session.get(OPENED_BY, "password"),
        "clinics": _clinics_of(user, access),
        "patient_ids": [each.patient_id for each in access],
    }


def _clinics_of(user: User, access: list[PatientAccess]) -> list[dict[str, Any]]:
    roles: dict[object, set[str]] = {}
    members = Membership.objects.filter(user=user, ended_at__isnull=True)
    for clinic_id, role in members.values_list("clinic_id", "role"):
        roles.setdefault(clinic_id, set()).add(role)
    if not roles:
        for each in access:
            roles.setdefault(each.clinic_id, set()).add("proxy" if each.is_proxy else "patient")
    clinics = Clinic.objects.filter(pk__in=list(roles)).order_by("pk")
    return [
        {
            "id": each.pk,
            "name": each.name,
            "roles": sorted(roles[each.pk]),
            "time_zone": each.time_zone,
            "language": each.language,
            "is_demo": each.is_demo,
            "idle_limit_min": each.idle_limit_min,
        }
        for each in clinics
    ]
