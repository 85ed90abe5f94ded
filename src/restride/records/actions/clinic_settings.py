"""The settings of a clinic, and the places where it works."""

from dataclasses import asdict, dataclass, fields
from uuid import UUID

from restride.plan.adherence.adherence import time_zone
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Clinic, Site
from restride.records.refusals import Conflict, NotThere, NotUsable


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicSettings:
    """What an administrator may set."""

    name: str
    time_zone: str
    language: str
    idle_limit_min: int
    absolute_limit_min: int
    reassess_every_days: int
    retention_years: int
    alerts_a_day_count: int
    equipment: tuple[str, ...] = ()


def edit_clinic(actor: Actor, settings: ClinicSettings, *, version: int) -> Clinic:
    """Change the settings of the actor's clinic.

    Raises
    ------
    NotUsable
        An unknown time zone, or an idle limit above the absolute one.
    Stale
        Somebody else edited them first.
    """
    with acting(actor, "clinic.edit") as act:
        time_zone(settings.time_zone)
        if settings.idle_limit_min > settings.absolute_limit_min:
            raise NotUsable(
                f"idle_limit_min is {settings.idle_limit_min} and must not be above "
                f"absolute_limit_min, which is {settings.absolute_limit_min}. Correct one of them."
            )
        clinic = Clinic.objects.get(pk=actor.clinic_id)
        names = [each.name for each in fields(ClinicSettings)]
        before = {name: getattr(clinic, name) for name in names}
        for name, value in asdict(settings).items():
            setattr(clinic, name, list(value) if name == "equipment" else value)
        saved(clinic, version=version)
        act.about(clinic)
        act.changed(before, {name: getattr(clinic, name) for name in names})
    return clinic


def make_site(actor: Actor, name: str) -> Site:
    """Add a place where the clinic works.

    Raises
    ------
    Conflict
        There is one of that name.
    """
    with acting(actor, "site.edit") as act:
        _refuse_taken(actor, name)
        site = Site.objects.create(clinic_id=actor.clinic_id, name=name)
        act.about(site, name=name)
    return site


def edit_site(actor: Actor, site_id: UUID, *, name: str, version: int) -> Site:
    """Give a place another name.

    Raises
    ------
    NotThere, Conflict, Stale
        No such place; the name is taken; somebody else edited it first.
    """
    with acting(actor, "site.edit") as act:
        site = Site.objects.filter(pk=site_id, clinic_id=actor.clinic_id).first()
        if site is None:
            raise NotThere("site")
        if site.name != name:
            _refuse_taken(actor, name)
        before = site.name
        site.name = name
        saved(site, version=version)
        act.about(site)
        act.changed({"name": before}, {"name": name})
    return site


def _refuse_taken(actor: Actor, name: str) -> None:
    if Site.objects.filter(clinic_id=actor.clinic_id, name=name).exists():
        raise Conflict("name must be of one site, and another has it already. Give another.")
