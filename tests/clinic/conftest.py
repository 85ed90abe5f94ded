"""A clinic with everybody in it: two clinics, staff of every role, patients, and who asks the API.

Everything below this folder needs the database, and runs on SQLite and on PostgreSQL.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from restride.clinical.patient import Diagnosis
from restride.clinical.precautions import Presence
from restride.records import clock
from restride.records.actions.consents import give_consent
from restride.records.actions.episodes import Referral, open_episode
from restride.records.actions.facts import set_facts
from restride.records.actions.registering import Identity, register_patient
from restride.records.actions.safety import Answered, answer_precautions
from restride.records.actors import Actor, actor_of
from restride.records.models import Clinic, Episode, Membership, Patient, User
from restride.records.queries.facts import person_of
from restride.records.roles import Role
from restride.terms import Side
from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentWay


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the database, so that it can be run on another."""
    here = Path(__file__).parent
    for item in items:
        # The commands make clinics of their own: on SQLite, but where a test says otherwise.
        if here in item.path.parents and here / "cli" not in item.path.parents:
            item.add_marker("database")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who asks the API, signed in or not."""

    client: Client

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        """Ask; headers are written like ``if_match='"1"'``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content: dict[str, Any] = {}
        if body is not None:
            content = {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api{path}", headers=named, **content)


@pytest.fixture
def caller() -> Callable[[User | None], Caller]:
    """Make somebody who asks, with a session of their own."""

    def make(user: User | None = None) -> Caller:
        client = Client()
        if user is not None:
            client.force_login(user)
            _show_second_factor(client, user)
        return Caller(client=client)

    return make


def _show_second_factor(client: Client, user: User) -> None:
    """Let the session be as after a sign-in with password and second factor, just now."""
    if user.is_clinic_staff:
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def clinic(db) -> Clinic:
    return Clinic.objects.create(name="North Clinic", time_zone="Europe/Berlin")


@pytest.fixture
def other_clinic(db) -> Clinic:
    return Clinic.objects.create(name="South Clinic", time_zone="Europe/Berlin")


@pytest.fixture
def make_staff(clinic) -> Callable[..., User]:
    def make(role: Role, name: str | None = None, *, at: Clinic | None = None) -> User:
        name = name or str(role)
        user = User.objects.create(
            username=f"{name}@{(at or clinic).name.split()[0].lower()}.example",
            email=f"{name}@{(at or clinic).name.split()[0].lower()}.example",
            name=name.title(),
            is_clinic_staff=True,
        )
        Membership.objects.create(clinic=at or clinic, user=user, role=role)
        return user

    return make


@pytest.fixture
def make_actor(make_staff) -> Callable[..., Actor]:
    def make(role: Role, name: str | None = None, *, at: Clinic | None = None) -> Actor:
        return actor_of(make_staff(role, name, at=at))

    return make


@pytest.fixture
def therapist(make_actor) -> Actor:
    return make_actor(Role.THERAPIST)


@pytest.fixture
def make_patient(therapist) -> Callable[..., Patient]:
    """Register somebody as the therapist, who thereby is on the care team."""
    made = 0

    def make(by: Actor | None = None, **more: object) -> Patient:
        nonlocal made
        made += 1
        identity = {
            "record_number": f"N-{made:04d}",
            "given_name": "Anna",
            "family_name": f"Müller-{'abcdefghij'[made % 10]}{made}",
            "birth_date": date(1950, 1, 1 + made % 28),
            "time_zone": "Europe/Berlin",
        }
        return register_patient(by or therapist, Identity(**(identity | more)))

    return make


@pytest.fixture
def make_episode(therapist, make_patient) -> Callable[..., Episode]:
    """Open an episode of somebody who agreed to a record and answered every question with no."""

    def make(
        condition: str = "stroke",
        *,
        side: Side | None = Side.LEFT,
        patient: Patient | None = None,
        facts: dict[str, object] | None = None,
        present: tuple[str, ...] = (),
    ) -> Episode:
        day = clock.today(therapist.time_zone)
        diagnosis = Diagnosis(condition=condition, side=side, since=day - timedelta(days=90))
        person = patient or make_patient()
        episode = open_episode(therapist, person.pk, Referral(conditions=(diagnosis,)))
        if facts:
            set_facts(therapist, episode.pk, facts, version=episode.version)
        give_consent(
            therapist,
            person.pk,
            kind=ConsentKind.RECORD,
            text_version=CURRENT_TEXTS[ConsentKind.RECORD].version,
            how=ConsentWay.IN_PERSON,
        )
        asked = person_of(Episode.objects.get(pk=episode.pk), day=day).asked()
        answers = [
            Answered(
                code=each.id,
                presence=Presence.PRESENT if each.id in present else Presence.ABSENT,
            )
            for each in asked
        ]
        answer_precautions(therapist, episode.pk, answers)
        return Episode.objects.get(pk=episode.pk)

    return make


@pytest.fixture
def agree(therapist) -> Callable[..., None]:
    """Let a patient agree to something: to be recorded with sensors, if nothing is said."""

    def give(patient: Patient, *kinds: ConsentKind) -> None:
        for kind in kinds or (ConsentKind.SENSORS,):
            give_consent(
                therapist,
                patient.pk,
                kind=kind,
                text_version=CURRENT_TEXTS[kind].version,
                how=ConsentWay.IN_PERSON,
            )

    return give
