"""The first clinic of a server, and its first administrator."""

import secrets

from django.db import transaction

from restride.errors import OptionError
from restride.records.models import Clinic, Membership, User
from restride.records.roles import Role
from restride.records.trail import TrailLine, write_line


def found_clinic(*, name: str, time_zone: str, administrator: str, is_demo: bool = False) -> str:
    """Make a clinic and an administrator; give the password, which must be changed.

    Raises
    ------
    OptionError
        The administrator's address is none, or has an account already.
    """
    address = administrator.strip().lower()
    if "@" not in address or User.objects.filter(username=address).exists():
        raise OptionError(
            f"The administrator must be a new e-mail address, and {administrator!r} is not. Give "
            "another."
        )
    password = secrets.token_urlsafe(15)
    with transaction.atomic():
        clinic = Clinic.objects.create(name=name, time_zone=time_zone, is_demo=is_demo)
        user = User(
            username=address,
            email=address,
            name=name,
            is_clinic_staff=True,
            must_change_password=True,
        )
        user.set_password(password)
        user.save()
        Membership.objects.create(clinic=clinic, user=user, role=Role.ADMINISTRATOR)
        write_line(
            TrailLine(
                clinic_id=clinic.pk,
                user_id=user.pk,
                roles=Role.ADMINISTRATOR,
                action="clinic.found",
                outcome="done",
                entity="clinic",
                entity_id=clinic.pk,
            )
        )
    return password
