"""What patients see of themselves, and proxies of those they act for."""

from typing import Any

from restride.records import clock
from restride.records.actors import Actor
from restride.records.models import Patient
from restride.records.queries.appointments import list_appointments
from restride.records.queries.education import list_education
from restride.records.queries.episodes import list_episodes
from restride.records.queries.people import read_patient
from restride.records.scopes import Depth, patients_of
from restride.web.pages.course_parts import course_parts

_AHEAD_DAYS = 28


def own_parts(actor: Actor) -> dict[str, Any]:
    """Give everything a person sees of themselves."""
    own = patients_of(actor, depth=Depth.IDENTITY).order_by("pk")
    return {"records": [_record(actor, each) for each in own]}


def _record(actor: Actor, found: Patient) -> dict[str, Any]:
    patient = read_patient(actor, found.pk)
    episode = next(iter(list_episodes(actor, patient.pk, most_count=1).rows), None)
    today = clock.today(patient.time_zone)
    cards = [each for each in list_education(actor, patient.pk) if each.topic is not None]
    return {
        "patient": patient,
        "appointments": list_appointments(
            actor,
            first_day=today,
            last_day=today.fromordinal(today.toordinal() + _AHEAD_DAYS),
            patient_id=patient.pk,
        ),
        "cards": cards,
        **({} if episode is None else course_parts(actor, episode)),
        "episode": episode,
    }
