"""A large clinic: how long lists, charts and searches take, with how many queries; migrations too.

``python benchmarks/reliability/scale.py`` makes 10 000 patients and a million values;
``--times`` says how many thousands of patients. A therapist cares for 150 of them.
"""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from figures import row, run
from temporary_clinic import temporary_clinic

_PATIENTS_A_TIME_COUNT: Final = 1000
_VALUES_A_PATIENT_COUNT: Final = 100
#: A large caseload of one therapist.
_CARED_FOR_COUNT: Final = 150
_ASKED_COUNT: Final = 60
_MUST_MS: Final = 100.0
_BATCH_COUNT: Final = 1000
_GIVEN: Final = ("Anna", "Bo", "Carla", "Dmitri", "Elif", "Farid", "Gwen", "Hiro", "Ines", "Jan")
_FAMILY: Final = ("Ash", "Berg", "Cole", "Diaz", "Eder", "Fox", "Gruber", "Holm", "Ito", "Jung")


def measure(times: int) -> list[dict[str, Any]]:
    """Fill, ask, and tell the 95th of a hundred."""
    begun_s = time.monotonic()
    with temporary_clinic():
        made_s = time.monotonic() - begun_s
        world = _filled(times * _PATIENTS_A_TIME_COUNT)
        rows = [
            row(
                "making the database by its migrations",
                got=f"{made_s:.1f} s",
                must="<= 60 s",
                is_reached=made_s <= 60.0,
            )
        ]
        for what, ask in _questions(world).items():
            rows.append(_asked(what, ask))
    return rows


def _filled(patients_count: int) -> dict[str, Any]:
    """Write people, their terms, episodes and values in bulk, as the actions would."""
    from restride.records import clock
    from restride.records.models import (
        CareTeamMember,
        Clinic,
        Episode,
        Membership,
        Observation,
        Patient,
        User,
    )
    from restride.records.roles import Role

    chance = random.Random(0)
    clinic = Clinic.objects.get()
    users = {}
    for role in (Role.THERAPIST, Role.FRONT_DESK):
        user = User.objects.create(username=str(role), name=str(role), is_clinic_staff=True)
        Membership.objects.create(clinic=clinic, user=user, role=role)
        users[role] = user
    now = clock.now()
    cared_for = []
    for start in range(0, patients_count, _BATCH_COUNT):
        patients = [
            Patient(
                clinic=clinic,
                record_number=f"S{start + number:06}",
                given_name=chance.choice(_GIVEN),
                family_name=chance.choice(_FAMILY) + chance.choice("abcdefghijklmnop") * 2,
                birth_date=(
                    date(1930, 1, 1) + timedelta(days=chance.randrange(25_000))
                ).isoformat(),
                phone=f"030 {chance.randrange(10**7):07}",
            )
            for number in range(_BATCH_COUNT)
        ]
        Patient.objects.bulk_create(patients)
        _write_terms(patients)
        episodes = [
            Episode(clinic=clinic, patient=each, state="active", started_on=now.date())
            for each in patients
        ]
        Episode.objects.bulk_create(episodes)
        cared_for += patients[: _CARED_FOR_COUNT * _BATCH_COUNT // patients_count]
        Observation.objects.bulk_create(
            (
                _value(episode, number, now)
                for episode in episodes
                for number in range(_VALUES_A_PATIENT_COUNT)
            ),
            batch_size=5000,
        )
    CareTeamMember.objects.bulk_create(
        CareTeamMember(clinic=clinic, patient=each, user=users[Role.THERAPIST], is_lead=True)
        for each in cared_for
    )
    return {"users": users, "cared_for": cared_for, "chance": chance}


def _write_terms(patients: list[Any]) -> None:
    from restride.records.finding_people import terms_of
    from restride.records.models import PatientTerm

    PatientTerm.objects.bulk_create(
        (
            PatientTerm(clinic_id=each.clinic_id, patient=each, term=term)
            for each in patients
            for term in sorted(terms_of(each))
        ),
        batch_size=5000,
    )


def _value(episode: Any, number: int, now: Any) -> Any:
    from restride.records.models import Observation

    return Observation(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        code=("walking_speed_mps", "cadence_spm", "tug.time_s", "sway_area_mm2")[number % 4],
        value=1.0 + number / 100,
        unit="m/s",
        observed_at=now - timedelta(days=number),
        state="final",
    )


def _questions(world: dict[str, Any]) -> dict[str, Callable[[], Any]]:
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from restride.records.models import Episode
    from restride.records.roles import Role

    def signed_in(user: Any) -> Client:
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "-"})
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time()},
            {"method": "mfa", "type": "totp", "at": time.time()},
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    chance = world["chance"]
    desk = signed_in(world["users"][Role.FRONT_DESK])
    therapist = signed_in(world["users"][Role.THERAPIST])
    episodes = dict(Episode.objects.values_list("patient_id", "pk"))

    def search(client: Client) -> Any:
        given = chance.choice(_GIVEN)
        text = f"{given} {chance.choice(_FAMILY)[:3]}"
        return client.post("/api/patients/search", {"text": text}, content_type="application/json")

    def somebody() -> Any:
        return chance.choice(world["cared_for"]).pk

    return {
        "list of the clinic's people (desk)": lambda: desk.get("/api/patients"),
        "search by name among all (desk)": lambda: search(desk),
        "list of own patients (therapist)": lambda: therapist.get("/api/patients"),
        "search by name among own (therapist)": lambda: search(therapist),
        "who somebody is": lambda: therapist.get(f"/api/patients/{somebody()}"),
        "a patient's values": lambda: therapist.get(f"/api/patients/{somebody()}/observations"),
        "a patient's episodes": lambda: therapist.get(f"/api/patients/{somebody()}/episodes"),
        "chart: since the last visit": lambda: therapist.get(
            f"/api/episodes/{episodes[somebody()]}/since-last-visit"
        ),
        "chart: trends": lambda: therapist.get(f"/api/episodes/{episodes[somebody()]}/trends"),
        "the day list": lambda: therapist.get("/api/day"),
        "what needs attention": lambda: therapist.get("/api/attention"),
    }


def _asked(what: str, ask: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    took_ms, counts = [], set()
    for _ in range(_ASKED_COUNT):
        begun_s = time.perf_counter()
        answer = ask()
        took_ms.append(1000 * (time.perf_counter() - begun_s))
        if answer.status_code != 200:
            raise SystemExit(f"{what}: {answer.status_code} {answer.content[:300]!r}")
    for _ in range(5):
        with CaptureQueriesContext(connection) as queries:
            ask()
        counts.add(len(queries))
    slow_ms = sorted(took_ms)[int(0.95 * _ASKED_COUNT)]
    return row(
        f"{what}: 95th of a hundred; queries",
        got=f"{slow_ms:.0f} ms; {'/'.join(map(str, sorted(counts)))}",
        must=f"<= {_MUST_MS:g} ms; constant",
        is_reached=slow_ms <= _MUST_MS and max(counts) - min(counts) <= 1,
    )


if __name__ == "__main__":
    run(measure, times=10)
