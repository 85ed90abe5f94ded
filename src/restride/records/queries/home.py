"""Who looks in from home, and with which devices."""

from uuid import UUID

from django.db.models import QuerySet

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import HomeDevice, PatientAccess
from restride.records.scopes import Depth, owned, the_patient

#: A household has no more.
_MOST_COUNT = 200


def list_access(actor: Actor, patient_id: UUID) -> tuple[PatientAccess, ...]:
    """List the accounts that look in on a patient, those that ended too."""
    with reading(actor, "patient.access") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, PatientAccess, depth=act.permission.depth).filter(patient=patient)
        found = tuple(rows.select_related("user").order_by("pk")[:_MOST_COUNT])
        act.about(patient)
    return found


def list_home_devices(actor: Actor, patient_id: UUID) -> tuple[HomeDevice, ...]:
    """List the devices of the accounts that look in on a patient."""
    with reading(actor, "home_device.list") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, PatientAccess, depth=act.permission.depth)
        users = rows.filter(patient=patient, ended_at__isnull=True).values("user_id")
        found = HomeDevice.objects.filter(user__in=users).order_by("pk")[:_MOST_COUNT]
        devices = tuple(found)
        act.about(patient)
    return devices


def devices_seen_by(actor: Actor) -> "QuerySet[HomeDevice]":
    """Give the open devices of those who look in on patients whom the actor may see."""
    rows = owned(actor, PatientAccess, depth=Depth.IDENTITY).filter(ended_at__isnull=True)
    return HomeDevice.objects.filter(user__in=rows.values("user_id"), revoked_at__isnull=True)
