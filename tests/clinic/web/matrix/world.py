"""Two clinics with one object of every kind for three people, and the eleven who ask for them."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, models
from django.test import Client
from tests.clinic.web.matrix.course import make_course, register
from tests.clinic.web.matrix.words import NAME, NOW, Place, Who, planted

from restride.records.actors import Actor, actor_of
from restride.records.models import (
    AuditEvent,
    CareTeamMember,
    Clinic,
    ClinicContent,
    Device,
    DeviceToken,
    HomeDevice,
    Membership,
    Patient,
    PatientAccess,
    PatientTerm,
    PlanRecord,
    ServiceToken,
    Site,
    StoredLicencePack,
    User,
)
from restride.records.models.base import Record
from restride.records.permissions import PERMISSIONS
from restride.records.roles import Role
from restride.records.shown_once import digest_of

SECRET = "the-service-token-of-the-matrix"  # noqa: S105
#: Of what is not there at all.
NOTHING = UUID("00000000-0000-7000-8000-000000000000")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who and what there is."""

    users: dict[str, User]
    clients: dict[Who, Client]
    rows: dict[Place, dict[str, models.Model]]
    #: By identifier: whose row it is, for every row of a patient.
    whose: dict[str, Place]
    #: Of every table, before anything was asked.
    state: tuple[object, ...]

    def id_of(self, name: str, place: Place) -> str:
        """Give the identifier of an object, by the name of its kind."""
        if name not in self.rows[place]:
            raise KeyError(f"the world has no {name!r}; it has {sorted(self.rows[place])}")
        return str(self.rows[place][name].pk)

    def version_of(self, name: str, place: Place) -> int:
        """Give the version at which an object is."""
        row = self.rows[place][name]
        if not isinstance(row, Record):
            return 1
        return type(row)._default_manager.values_list("version", flat=True).get(pk=row.pk)


def make_world() -> World:
    """Make it."""
    clinics = {
        Place.OWN: Clinic.objects.create(name="North Clinic", time_zone="Europe/Berlin"),
        Place.ELSEWHERE: Clinic.objects.create(
            name=planted(Place.ELSEWHERE, NAME), time_zone="Europe/Berlin"
        ),
    }
    clinics[Place.OTHER] = clinics[Place.OWN]
    users = _make_staff(clinics)
    carers = {Place.OWN: "therapist", Place.OTHER: "colleague", Place.ELSEWHERE: "elsewhere"}
    rows = {}
    for place in Place:
        actor = actor_of(users[carers[place]])
        users[f"home of {place}"] = User.objects.create(username=f"home-{place}")
        rows[place] = _make_all(actor, clinics[place], place, home=users[f"home of {place}"])
    patient = rows[Place.OWN]["patient"]
    for name in ("assistant", "viewer"):
        CareTeamMember.objects.create(clinic=clinics[Place.OWN], patient=patient, user=users[name])
    users["patient"] = users["home of own"]
    users["proxy"] = User.objects.create(username="proxy")
    PatientAccess.objects.create(
        clinic=clinics[Place.OWN], patient=patient, user=users["proxy"], is_proxy=True
    )
    _make_token(clinics[Place.OWN], users["administrator"])
    clients = {who: _client_of(who, users) for who in Who}
    return World(
        users=users,
        clients=clients,
        rows=rows,
        whose=_whose(rows),
        state=state_of_everything(),
    )


def _make_staff(clinics: dict[Place, Clinic]) -> dict[str, User]:
    roles = {
        "administrator": Role.ADMINISTRATOR,
        "therapist": Role.THERAPIST,
        "assistant": Role.ASSISTANT,
        "front_desk": Role.FRONT_DESK,
        "viewer": Role.VIEWER,
        "outside": Role.THERAPIST,
        "colleague": Role.THERAPIST,
        "elsewhere": Role.THERAPIST,
    }
    users = {}
    for name, role in roles.items():
        clinic = clinics[Place.ELSEWHERE if name == "elsewhere" else Place.OWN]
        users[name] = User.objects.create(
            username=f"{name}@example.org",
            email=f"{name}@example.org",
            name=planted(Place.ELSEWHERE, NAME) if name == "elsewhere" else name,
            is_clinic_staff=True,
        )
        Membership.objects.create(clinic=clinic, user=users[name], role=role)
    return users


def _make_all(actor: Actor, clinic: Clinic, place: Place, *, home: User) -> dict[str, Any]:
    patient = register(actor, place)
    site, _ = Site.objects.get_or_create(clinic=clinic, name=f"Hall of {clinic.name}")
    made = make_course(actor, patient, home=home, place=place, site=site)
    rows: dict[str, Any] = {each._meta.model_name: row for each, row in made.items()}
    device = made[Device]
    # Lent to the person: whoever lists devices must not learn whom they do not see.
    Device.objects.create(clinic=clinic, kind="imu", serial=f"{place} lent", patient=patient)
    said = planted(place, NAME) if place is Place.ELSEWHERE else "said"
    secret = {"clinic": clinic, "made_by_id": actor.user_id, "expires_at": NOW.replace(month=9)}
    rows["devicetoken"] = DeviceToken.objects.create(
        **secret, device=device, digest=digest_of(f"device {place}")
    )
    rows["homedevice"] = HomeDevice.objects.create(user=home, digest=digest_of(place), pin="!")
    rows["servicetoken"] = ServiceToken.objects.create(
        **secret, name=said, digest=digest_of(f"token {place}"), scopes=[]
    )
    rows["storedlicencepack"] = StoredLicencePack.objects.create(
        clinic=clinic,
        instrument="abc",
        licence="word",
        holder=said,
        expires_on=NOW.date(),
        language="en",
        wordings={"said": said},
    )
    rows["cliniccontent"] = ClinicContent.objects.create(
        clinic=clinic,
        kind="template",
        code=f"code_{place}",
        number=1,
        content={"name": said, "rows": []},
        author_id=actor.user_id,
    )
    rows["draft"] = PlanRecord.objects.get(patient=patient, state="draft")
    rows["auditevent"] = AuditEvent.objects.filter(
        patient_id=patient.pk, action="episode.open"
    ).first()
    rows["membership"] = Membership.objects.filter(clinic=clinic).order_by("pk").last()
    return rows


def _make_token(clinic: Clinic, administrator: User) -> None:
    may = [name for name, each in PERMISSIONS.items() if Role.SERVICE in each.roles]
    ServiceToken.objects.create(
        clinic=clinic,
        name="matrix",
        digest=digest_of(SECRET),
        scopes=[*may, "patients:identity", "patients:care"],
        expires_at=NOW.replace(month=12),
        made_by=administrator,
    )


def _client_of(who: Who, users: dict[str, User]) -> Client:
    if who is Who.ANONYMOUS:
        return Client(raise_request_exception=False)
    if who is Who.SERVICE:
        return Client(raise_request_exception=False, headers={"authorization": f"Bearer {SECRET}"})
    user = users[who]
    client = Client(raise_request_exception=False)
    client.force_login(user)
    if user.is_clinic_staff:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _whose(rows: dict[Place, dict[str, Any]]) -> dict[str, Place]:
    """Name whose every row of a patient is, whoever made it."""
    places = {rows[place]["patient"].pk: place for place in Place}
    found = {str(patient): place for patient, place in places.items()}
    for model in apps.get_app_config("records").get_models():
        names = [each.name for each in model._meta.fields if each.related_model is Patient]
        # A device is the clinic's, whoever has it at home.
        if not names or model in (PatientTerm, Patient, Device):
            continue
        for row in model._default_manager.filter(patient__in=places):
            found[str(row.pk)] = places[row.patient_id]
    return found


def state_of_everything() -> tuple[object, ...]:
    """Count every row and every edit, besides the trail, in one look."""
    told = []
    for model in apps.get_app_config("records").get_models():
        if model.__name__.startswith("Audit"):
            continue
        has_version = any(each.name == "version" for each in model._meta.fields)
        edits = "COALESCE(SUM(version), 0)" if has_version else "0"
        table = connection.ops.quote_name(model._meta.db_table)
        told.append(f"SELECT '{model.__name__}', COUNT(*), {edits} FROM {table}")  # noqa: S608 - our own
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(told))
        return tuple(sorted(cursor.fetchall()))


def new_uuid() -> str:
    """Draw an identifier, as a device does."""
    return str(uuid4())
