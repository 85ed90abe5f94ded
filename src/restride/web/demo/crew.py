"""Who works at the demo clinic: founded, invited and joined as in a real one."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from restride.records.actions.accepting import accept_as_staff
from restride.records.actions.clinic_settings import ClinicSettings, edit_clinic
from restride.records.actions.inviting import NewStaff, invite_staff
from restride.records.actors import Actor, actor_of
from restride.records.founding import found_clinic
from restride.records.models import Clinic, User
from restride.web.demo import cast
from restride.web.demo.people import InventedColleague

CLINIC_NAME: Final = "Simulated Clinic"
_INVITED: Final = (
    cast.THERAPIST,
    cast.OTHER_THERAPIST,
    cast.ASSISTANT,
    cast.FRONT_DESK,
    cast.VIEWER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The staff, each as who acts."""

    administrator: Actor
    therapist: Actor
    other_therapist: Actor
    assistant: Actor
    front_desk: Actor
    viewer: Actor


def found_crew() -> Crew:
    """Found the demo clinic, and let everybody join it.

    Nobody learns a password: in a demo, one click signs in.
    """
    found_clinic(name=CLINIC_NAME, time_zone="UTC", administrator=cast.ADMINISTRATOR, is_demo=True)
    founder = User.objects.get(username=cast.ADMINISTRATOR)
    # With one click nobody could change it, and nobody needs it.
    founder.must_change_password = False
    founder.name = "Ada Simulated-Administrator"
    founder.save(update_fields=["must_change_password", "name"])
    administrator = actor_of(founder)
    _settle(administrator)
    joined = {each.email: _joined(administrator, each) for each in _INVITED}
    return _crew(administrator, joined)


def _settle(administrator: Actor) -> None:
    clinic = Clinic.objects.get(pk=administrator.clinic_id)
    edit_clinic(
        administrator,
        ClinicSettings(
            name=clinic.name,
            time_zone=clinic.time_zone,
            language=clinic.language,
            idle_limit_min=240,
            absolute_limit_min=clinic.absolute_limit_min,
            reassess_every_days=clinic.reassess_every_days,
            retention_years=clinic.retention_years,
            alerts_a_day_count=clinic.alerts_a_day_count,
            equipment=("step", "foam_pad", "resistance_band", "parallel_bars"),
        ),
        version=clinic.version,
    )


def _joined(administrator: Actor, colleague: InventedColleague) -> Actor:
    invited = invite_staff(
        administrator,
        NewStaff(role=colleague.role, name=colleague.name, email=colleague.email),
    )
    return actor_of(accept_as_staff(invited.secret, password=secrets.token_urlsafe(24)))


def _crew(administrator: Actor, joined: Mapping[str, Actor]) -> Crew:
    return Crew(
        administrator=administrator,
        therapist=joined[cast.THERAPIST.email],
        other_therapist=joined[cast.OTHER_THERAPIST.email],
        assistant=joined[cast.ASSISTANT.email],
        front_desk=joined[cast.FRONT_DESK.email],
        viewer=joined[cast.VIEWER.email],
    )
