"""Two hundred made-up identifiers go into a clinic by every way in, and are looked for everywhere.

To plant by another way, write a function of ``Planting`` and add its line to ``PLANTERS``. Bodies
of the API are planted from its own document: a new operation is covered by being there.
"""

import io
import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from tests.clinic.disguises import unaccented
from tests.clinic.every_row import RowMaker

from restride.records.identity import new_id
from restride.records.models import Clinic, Membership, Patient, User
from restride.records.models.base import PatientRecord
from restride.records.places import storage
from restride.records.roles import Role
from restride.vault.stored_names import stored_name
from restride.web.api.api import api
from restride.web.logs import PlainLines

SEED: Final = 20260701
#: Shorter columns hold words and codes.
_SHORTEST_FREE_CHARS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpPerson:
    """Somebody who is not, with eight identifiers."""

    record_number: str
    given_name: str
    family_name: str
    phone: str
    email: str
    address: str
    problem: str
    note: str
    birth_date: date

    @property
    def identifiers(self) -> tuple[str, ...]:
        return (
            self.record_number,
            self.given_name,
            self.family_name,
            self.phone,
            self.email,
            self.address,
            self.problem,
            self.note,
        )


def made_up_people(count: int) -> list[MadeUpPerson]:
    drawn = random.Random(SEED)

    def word(letters: int) -> str:
        pairs = (drawn.choice("bdfgklmnprstvwxz") + drawn.choice("aeiouäöüéøîå") for _ in range(9))
        return "".join(pairs)[:letters].capitalize()

    def digits(number: int) -> str:
        return "".join(drawn.choice("0123456789") for _ in range(number))

    return [
        MadeUpPerson(
            record_number=f"Q{digits(4)}-{digits(6)}",
            given_name=word(11),
            family_name=word(13),
            phone=f"+49 {digits(3)} {digits(9)}",
            email=f"{unaccented(word(9)).lower()}.{unaccented(word(8)).lower()}@mail.example",
            address=f"{word(12)}gasse {digits(3)}, {digits(5)} {word(10)}",
            problem=f"{word(12)} {word(12)}",
            note=f"{word(14)} said {word(11)}",
            birth_date=date(1930 + number, 1 + number % 12, 1 + number),
        )
        for number in range(count)
    ]


@dataclass(kw_only=True)
class Planting:
    """A clinic, who asks it, and all that was written besides the database."""

    people: list[MadeUpPerson]
    clinic: Clinic
    asked: dict[Role, Client]
    users: dict[Role, User]
    patients: list[Patient] = field(default_factory=list)
    rows: dict[str, UUID] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    error_pages: list[bytes] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def ask(self, role: Role, method: str, path: str, body: Any = None) -> Any:
        """Ask the API, and keep what is written about it."""
        self.urls.append(path)
        content = {"content_type": "application/json"}
        answer: Any = self.asked[role].generic(
            method,
            path,
            data=_json(body),
            headers={"if-match": '"1"', "restride-clinic": str(self.clinic.pk)},
            **content,
        )
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        if answer.status_code >= 400:
            self.error_pages.append(answer.content)
            self.urls.extend(answer.headers.values())
        return answer


def _json(body: Any) -> bytes:
    import json

    return b"" if body is None else json.dumps(body, ensure_ascii=False).encode()


def plant(people: list[MadeUpPerson], *, sign_in: Callable[[Client, User], None]) -> Planting:
    """Found a clinic and plant by every way; what is logged stands in ``error_pages`` too."""
    clinic = Clinic.objects.create(name="Planted Clinic", time_zone="UTC")
    users, clients = {}, {}
    for role in (Role.ADMINISTRATOR, Role.THERAPIST, Role.FRONT_DESK, Role.ASSISTANT):
        user = User.objects.create(
            username=f"{role}@planted.example", name=str(role), is_clinic_staff=True
        )
        Membership.objects.create(clinic=clinic, user=user, role=role)
        users[role], clients[role] = user, _client()
        clients[role].force_login(user)
        sign_in(clients[role], user)
    world = Planting(people=people, clinic=clinic, asked=clients, users=users)
    with logged(world):
        for planter in PLANTERS:
            planter(world)
    return world


def _client() -> Client:
    host = next(each for each in settings.ALLOWED_HOSTS if each[0].isalnum())
    return Client(raise_request_exception=False, headers={"host": host})


class logged:  # noqa: N801 - read as a word: with logged(world)
    """Keep what the server logs while it is asked, at every level, as the server writes it."""

    def __init__(self, world: Planting) -> None:
        self.world = world
        self.written = io.StringIO()
        self.handler = logging.StreamHandler(self.written)
        self.handler.setFormatter(PlainLines())

    def __enter__(self) -> None:
        root = logging.getLogger()
        self.level = root.level
        root.addHandler(self.handler)
        root.setLevel(logging.DEBUG)

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        root.removeHandler(self.handler)
        root.setLevel(self.level)
        self.world.error_pages.append(self.written.getvalue().encode())


def plant_people(world: Planting) -> None:
    """Register, refuse, edit and look for each of them."""
    for person in world.people:
        body = {
            "record_number": person.record_number,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "birth_date": person.birth_date.isoformat(),
            "phone": person.phone,
            "email": person.email,
            "address": person.address,
            "gender": person.note,
        }
        made = world.ask(Role.THERAPIST, "POST", "/api/patients", body)
        assert made.status_code == 201, made.content
        world.patients.append(Patient.objects.get(pk=made.json()["id"]))
        address = f"/api/patients/{made.json()['id']}"
        world.ask(Role.FRONT_DESK, "POST", "/api/patients", body)
        world.ask(Role.FRONT_DESK, "POST", "/api/patients", body | {"language": person.given_name})
        world.ask(Role.FRONT_DESK, "POST", "/api/patients", body | {"birth_date": person.note})
        world.ask(Role.FRONT_DESK, "PUT", address, body | {"gender": person.problem})
        for text in person.identifiers[:5]:
            world.ask(Role.FRONT_DESK, "POST", "/api/patients/search", {"text": text})
        world.ask(Role.ADMINISTRATOR, "GET", address)
        world.ask(Role.ASSISTANT, "POST", "/api/break-glass/search", _sought(person))
        world.ask(Role.ASSISTANT, "POST", f"{address}/break-glass", {"reason": person.note})


def _sought(person: MadeUpPerson) -> dict[str, str]:
    return {
        "birth_date": person.birth_date.isoformat(),
        "given_name": person.given_name,
        "family_name": person.family_name,
    }


def plant_rows(world: Planting) -> None:
    """Write free text into every sealed column there is, of a few people."""
    for person, patient in list(zip(world.people, world.patients, strict=True))[:4]:
        text = f"{person.note}, {person.given_name} {person.family_name}, {person.problem}"
        made = RowMaker(patient, world.users[Role.THERAPIST], text=text).make_all()
        world.rows = {f"{model._meta.model_name}_id": row.pk for model, row in made.items()}
    world.rows["patient_id"] = world.patients[3].pk


def plant_by_document(world: Planting) -> None:
    """Ask every operation about a patient with free text wherever it takes some."""
    person = world.people[3]
    text = f"{person.family_name}: {person.problem}; {person.address}"
    # Written once: it takes seconds.
    schema = api.get_openapi_schema()
    filled = Filled(schema, text=text)
    for method, path, operation in operations(schema):
        names = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"]
        if not names or not patient_owned().issuperset(names):
            continue
        address = path.format(**{name: world.rows.get(name, uuid4()) for name in names})
        body = filled.body(operation)
        for role in (Role.THERAPIST, Role.ADMINISTRATOR):
            if operation["operationId"] not in ("patient_erase", "patient_merge", "patient_export"):
                world.ask(role, method.upper(), address, body)


def plant_faults(world: Planting) -> None:
    """Let the server fail with a name in the words of the error."""
    person = world.people[0]
    failure = RuntimeError(f"{person.given_name} {person.family_name} at {person.address}")
    with patch("restride.web.api.people.read_patient", side_effect=failure):
        answer = world.ask(Role.THERAPIST, "GET", f"/api/patients/{world.patients[0].pk}")
    assert answer.status_code == 500


def plant_files(world: Planting) -> None:
    """Store a file that holds a name."""
    for person in world.people:
        content = f"{person.given_name};{person.family_name};{person.note}\n".encode() * 50
        storage().put(stored_name("recordings", new_id(), ending=".csv"), io.BytesIO(content))


PLANTERS: Final[tuple[Callable[[Planting], None], ...]] = (
    plant_people,
    plant_rows,
    plant_by_document,
    plant_faults,
    plant_files,
)


def operations(schema: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def patient_owned() -> set[str]:
    """Name the ids in addresses that lead to a patient's rows: "visit_id"."""
    known = {f"{each._meta.model_name}_id" for each in PatientRecord.__subclasses__()}
    return known | {"patient_id", "plan_id", "goal_id", "finding_id", "fall_id", "result_id"}


@dataclass(frozen=True)
class Filled:
    """Bodies by the document, with a text wherever a free one is taken."""

    schema: Any
    text: str

    def body(self, operation: dict[str, Any]) -> Any:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        return None if content is None else self.value(content["schema"])

    def value(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self.value(self.schema["components"]["schemas"][name])
        for joined in ("anyOf", "allOf", "oneOf"):
            if joined in schema:
                return self.value(schema[joined][0])
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        kind = schema.get("type")
        if kind == "object":
            fields = schema.get("properties", {})
            return {name: self.value(each) for name, each in fields.items()}
        if kind == "array":
            return [self.value(schema["items"])] * schema.get("minItems", 1)
        return self.text_of(schema) if kind == "string" else self.number(schema)

    def text_of(self, schema: dict[str, Any]) -> str:
        formats = {"uuid": str(uuid4()), "date": "2026-03-02", "time": "09:30:00"}
        formats["date-time"] = "2026-03-02T09:30:00Z"
        if "format" in schema:
            return formats.get(schema["format"], "word")
        longest = schema.get("maxLength", _SHORTEST_FREE_CHARS)
        if "pattern" in schema or longest < _SHORTEST_FREE_CHARS:
            return "word"
        return self.text[:longest]

    def number(self, schema: dict[str, Any]) -> Any:
        return True if schema.get("type") == "boolean" else schema.get("minimum", 1)
