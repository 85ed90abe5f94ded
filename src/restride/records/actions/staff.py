"""Staff: ended, helped back in, and signed out, by an administrator.

Whoever works at several clinics is helped by none of them alone: an administrator of one would
come into the other through their account. Nobody resets themselves, since whoever finds an open
screen would do just that.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.ending_sessions import end_sessions_of
from restride.records.models import Membership, PatientAccess, User
from restride.records.queries.clinic import staff_member
from restride.records.refusals import Conflict, NotThere
from restride.records.roles import Role
from restride.records.shown_once import ShownOnce, new_code

#: So long a code that is handed over lets in. House choice: docs/decisions/0165-accounts.md.
CODE_LASTS: Final = timedelta(hours=24)


def end_membership(actor: Actor, membership_id: UUID) -> Membership:
    """End what somebody is at the clinic; they are signed out at once.

    Raises
    ------
    NotThere
        No such role at this clinic.
    Conflict
        It is that of the last administrator.
    """
    with acting(actor, "staff.end") as act:
        here = Membership.objects.select_for_update().filter(
            clinic_id=actor.clinic_id, ended_at__isnull=True
        )
        open_ones = {each.pk: each for each in here}
        membership = open_ones.get(membership_id)
        if membership is None:
            raise NotThere("member of staff")
        administrators = [each.pk for each in open_ones.values() if each.role == Role.ADMINISTRATOR]
        if administrators == [membership.pk]:
            raise Conflict(
                "A clinic needs an administrator, and this is the last. Invite another first."
            )
        membership.ended_at = clock.now()
        membership.save(update_fields=["ended_at"])
        # Also of who has another role: an open screen must not go on with what it showed.
        end_sessions_of(membership.user_id)
        act.about(membership, role=membership.role)
    return membership


def reset_password(actor: Actor, user_id: UUID) -> ShownOnce[User]:
    """Give somebody a code to hand over; it lets in once, to choose a password.

    Raises
    ------
    NotThere, Conflict
        Nobody of that id; oneself, or somebody who works at another clinic too.
    """
    with acting(actor, "staff.reset") as act:
        user = _whom_we_may_reset(actor, user_id)
        code = new_code()
        user.set_password(code)
        user.must_change_password = True
        user.temporary_until = clock.now() + CODE_LASTS
        user.save(update_fields=["password", "must_change_password", "temporary_until"])
        end_sessions_of(user.pk)
        act.about(user, what="password")
    return ShownOnce(row=user, secret=code)


def reset_second_factor(actor: Actor, user_id: UUID) -> User:
    """Take somebody's second factors away; they add a new one when they next sign in.

    Raises
    ------
    NotThere, Conflict
        Nobody of that id; oneself, or somebody who works at another clinic too.
    """
    with acting(actor, "staff.reset") as act:
        user = _whom_we_may_reset(actor, user_id)
        Authenticator.objects.filter(user=user).delete()
        end_sessions_of(user.pk)
        act.about(user, what="second factor")
    return user


def end_staff_sessions(actor: Actor, user_id: UUID) -> int:
    """Sign somebody out everywhere, and tell how many sessions ended.

    Raises
    ------
    NotThere
        Nobody of that id works at the clinic.
    """
    with acting(actor, "staff.sessions") as act:
        user = staff_member(actor, user_id)
        sessions_count = end_sessions_of(user.pk)
        act.about(user, sessions_count=sessions_count)
    return sessions_count


def _whom_we_may_reset(actor: Actor, user_id: UUID) -> User:
    user = staff_member(actor, user_id)
    if user.pk == actor.user_id:
        raise Conflict(
            "Nobody resets themselves. Change it in your account, or ask another administrator."
        )
    elsewhere = Membership.objects.filter(user=user, ended_at__isnull=True)
    at_home = PatientAccess.objects.filter(user=user, ended_at__isnull=True)
    if elsewhere.exclude(clinic_id=actor.clinic_id).exists() or at_home.exists():
        raise Conflict(
            "This account is also used outside your clinic, so that no clinic alone may reset it. "
            "Ask whoever runs the server."
        )
    return user
