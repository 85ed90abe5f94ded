"""The clinic: its settings, and the places where it works."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from restride.records.actions.clinic_settings import (
    ClinicSettings,
    edit_clinic,
    edit_site,
    make_site,
)
from restride.records.models import Clinic, Site
from restride.records.queries.clinic import list_sites, read_clinic
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name, Word

router = Router(tags=["clinic"])


class ClinicBody(Body):
    """What an administrator may set."""

    name: Name
    time_zone: Name
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    idle_limit_min: Annotated[int, Field(ge=1, le=480)]
    absolute_limit_min: Annotated[int, Field(ge=5, le=1440)]
    reassess_every_days: Annotated[int, Field(ge=1, le=366)]
    retention_years: Annotated[int, Field(ge=1, le=100)]
    alerts_a_day_count: Annotated[int, Field(ge=1, le=500)]
    equipment: Annotated[list[Word], Field(max_length=200)]


class ClinicAnswer(Answer):
    """The settings of a clinic."""

    id: UUID
    version: int
    is_demo: bool
    name: str
    time_zone: str
    language: str
    idle_limit_min: int
    absolute_limit_min: int
    reassess_every_days: int
    retention_years: int
    alerts_a_day_count: int
    equipment: list[str]


class SiteBody(Body):
    """A place where the clinic works."""

    name: Name


class SiteAnswer(Answer):
    """A place where the clinic works."""

    id: UUID
    version: int
    name: str


@router.get("/clinic", response=ClinicAnswer, operation_id="clinic_read")
def read(request: HttpRequest, response: HttpResponse) -> Clinic:
    """Read the settings of one's clinic."""
    clinic = read_clinic(actor_in(request))
    tell_version(response, clinic)
    return clinic


@router.put("/clinic", response=ClinicAnswer, operation_id="clinic_edit")
def edit(request: HttpRequest, body: ClinicBody, response: HttpResponse) -> Clinic:
    """Change the settings of one's clinic."""
    settings = ClinicSettings(**{**body.dict(), "equipment": tuple(body.equipment)})
    clinic = edit_clinic(actor_in(request), settings, version=version_in(request))
    tell_version(response, clinic)
    return clinic


@router.get("/sites", response=list[SiteAnswer], operation_id="site_list")
def sites(request: HttpRequest) -> list[Site]:
    """List the places where the clinic works."""
    return list(list_sites(actor_in(request)))


@router.post("/sites", response={201: SiteAnswer}, operation_id="site_edit_make")
def make(request: HttpRequest, body: SiteBody, response: HttpResponse) -> Status[Site]:
    """Add a place where the clinic works."""
    site = make_site(actor_in(request), body.name)
    tell_version(response, site)
    return Status(201, site)


@router.put("/sites/{site_id}", response=SiteAnswer, operation_id="site_edit")
def rename(request: HttpRequest, site_id: UUID, body: SiteBody, response: HttpResponse) -> Site:
    """Give a place another name."""
    site = edit_site(actor_in(request), site_id, name=body.name, version=version_in(request))
    tell_version(response, site)
    return site
