"""Asking every address of a running demo, as the roles that may."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from restride.errors import OptionError
from restride.records.roles import Role

#: In the order in which they are asked.
_ROLES: Final = (
    Role.THERAPIST,
    Role.ADMINISTRATOR,
    Role.PATIENT,
    Role.ASSISTANT,
    Role.FRONT_DESK,
    Role.VIEWER,
    Role.PROXY,
)
_TIME_OUT_S: Final = 60.0
_OK: Final = 200
_FORGERY_COOKIE: Final = "restride_csrf"
#: One click leads to the day.
_LEADS_TO: Final = {"/demo/enter": "/day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an address answered."""

    path: str
    role: str
    status: int
    #: Where it was led to; a page that is not shown leads to the start.
    led_to: str
    took_s: float

    @property
    def is_well(self) -> bool:
        """Whether it showed what it is for."""
        return self.status == _OK and self.led_to == _LEADS_TO.get(self.path, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read."""

    status: int
    content: bytes
    led_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody with a browser's cookies."""

    address: str
    role: str
    opener: OpenerDirector
    cookies: CookieJar

    def asks(self, path: str, form: Mapping[str, str] | None = None) -> Answered:
        """Ask an address; with a form, send it as the page does."""
        started_s = time.monotonic()
        read = self.reads(path, form)
        took_s = time.monotonic() - started_s
        return Answered(
            path=path, role=self.role, status=read.status, led_to=read.led_to, took_s=took_s
        )

    def reads(self, path: str, form: Mapping[str, str] | None = None) -> Read:
        """Give what an address answers, after it was followed to where it leads."""
        request = Request(f"{self.address.rstrip('/')}{path}")  # noqa: S310 - our own server
        if form is not None:
            token = next((each.value for each in self.cookies if each.name == _FORGERY_COOKIE), "")
            told = {**form, "csrfmiddlewaretoken": token or ""}
            request.data = urlencode(told).encode()
            request.add_header("Referer", self.address)
        try:
            with self.opener.open(request, timeout=_TIME_OUT_S) as answer:
                return _read(answer)
        except HTTPError as refused:
            return Read(status=refused.code, content=refused.read(), led_to=path)


def _read(answer: HTTPResponse) -> Read:
    found = urlsplit(answer.url)
    led_to = f"{found.path}?{found.query}" if found.query else found.path
    return Read(status=answer.status, content=answer.read(), led_to=led_to)


def visitor(address: str, role: str = "nobody") -> Visitor:
    """Come with a fresh browser."""
    cookies = CookieJar()
    opener = build_opener(HTTPCookieProcessor(cookies))
    return Visitor(address=address, role=role, opener=opener, cookies=cookies)


def await_server(address: str, *, time_limit_s: float) -> None:
    """Wait until the server answers.

    Raises
    ------
    OptionError
        It does not, in time.
    """
    until_s = time.monotonic() + time_limit_s
    while time.monotonic() < until_s:
        try:
            if visitor(address).asks("/health").is_well:
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise OptionError(
        f"The server must answer at {address} within {time_limit_s:g} s, and does not. Look at "
        "what it printed."
    )


def check_every_address(address: str, *, named: Mapping[str, str]) -> list[Answered]:
    """Ask everything that can be asked without a change.

    Parameters
    ----------
    named
        Rows of the demo by the name that an address has for them.
    """
    nobody = visitor(address)
    found = [nobody.asks(each) for each in ("/", "/health", "/static/restride.css")]
    visitors = {}
    for role in _ROLES:
        somebody = visitor(address, role)
        somebody.asks("/")
        found.append(somebody.asks("/demo/enter", {"role": role}))
        found.append(somebody.asks("/day"))
        visitors[role] = somebody
    therapist = visitors[Role.THERAPIST]
    found += [therapist.asks(f"/people/{each}") for each in named["people"].split()]
    found.append(therapist.asks("/api/openapi.json"))
    document = json.loads(therapist.reads("/api/openapi.json").content)
    for path in _addresses(document, named):
        found.append(_asked(path, list(visitors.values())))
    return found


def _asked(path: str, visitors: Sequence[Visitor]) -> Answered:
    """Let them ask one after the other until somebody may; the first refusal stands if none."""
    first = None
    for each in visitors:
        answer = each.asks(path)
        if answer.is_well:
            return answer
        first = first or answer
    if first is None:
        raise OptionError("Somebody must ask, and nobody was named. Name the roles that ask.")
    return first


def _addresses(document: Mapping[str, Any], named: Mapping[str, str]) -> Iterator[str]:
    """Give the address of every GET operation, filled with rows of the demo."""
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue
        needed = [each for each in methods["get"].get("parameters", ()) if each.get("required")]
        filled = path
        for each in needed:
            if each["in"] == "path":
                filled = filled.replace(f"{{{each['name']}}}", named[each["name"]])
        query = {each["name"]: named[each["name"]] for each in needed if each["in"] == "query"}
        yield filled + (f"?{urlencode(query)}" if query else "")


def rows_by_name() -> dict[str, str]:
    """Name rows of the demo as the addresses of the API do."""
    from restride.records import clock, models
    from restride.records.actions.calendar_feeds import make_feed
    from restride.records.actors import actor_of
    from restride.records.scopes import owned
    from restride.web.demo.cast import THERAPIST

    user = models.User.objects.get(username=THERAPIST.email)
    actor = actor_of(user)
    today = clock.today(actor.time_zone)
    people = [each.pk for each in models.Patient.objects.order_by("pk")]
    own = {name: _last(owned(actor, model), people[0]) for name, model in _kinds().items()}
    plans = list(owned(actor, models.PlanRecord).filter(patient=people[0]).order_by("number"))
    detail = models.AuditDetail.objects.order_by("pk").first()
    classes = models.TrainingClass.objects.get()
    held_on = today - timedelta(days=(today.weekday() - classes.weekday) % 7)
    return {
        **own,
        "people": " ".join(str(each) for each in people),
        "patient_id": str(people[0]),
        "user_id": str(user.pk),
        "plan_id": str(plans[-1].pk),
        "before": str(plans[0].pk),
        "class_id": str(classes.pk),
        "held_on": held_on.isoformat(),
        "first_day": (today - timedelta(days=7)).isoformat(),
        "last_day": today.isoformat(),
        "number": "" if detail is None else str(detail.event_id),
        "instrument_id": "tug",
        "secret": make_feed(actor).secret,
        "content_id": _first(models.ClinicContent),
        "device_id": _first(models.Device),
    }


def _kinds() -> dict[str, Any]:
    from restride.records import models

    return {
        "episode_id": models.Episode,
        "visit_id": models.Visit,
        "assessment_id": models.Assessment,
        "result_id": models.TestResult,
        "recording_id": models.Recording,
        "upload_id": models.Upload,
        "run_id": models.AnalysisRun,
        "session_id": models.TrainingSession,
        "finding_id": models.FindingRecord,
        "goal_id": models.GoalRecord,
        "report_id": models.Report,
    }


def _last(rows: Any, patient_id: object) -> str:
    return str(
        rows.filter(patient_id=patient_id).order_by("pk").values_list("pk", flat=True).last()
    )


def _first(model: Any) -> str:
    return str(model.objects.order_by("pk").values_list("pk", flat=True).first())
