"""Asking the API everything that its document allows, and much that it forbids.

The document makes the requests (coverage of every bound, then drawn ones, fitting and not); half of
them name objects that are there, so that they come past the first look. What one writes is taken
back before the next.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote, urlsplit

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import GenerationConfig
from schemathesis.generation.case import Case
from schemathesis.generation.modes import GenerationMode
from tests.clinic.web.matrix.asking import taken_back
from tests.clinic.web.matrix.operations import Operation, document, operations
from tests.clinic.web.matrix.rows import BY_OPERATION
from tests.clinic.web.matrix.words import Place, Who
from tests.clinic.web.matrix.world import World

#: They ask; between them they may do nearly everything.
ASKING = (Who.THERAPIST, Who.PATIENT, Who.ADMINISTRATOR)
_BOTH = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@dataclass(slots=True, kw_only=True)
class Fuzzed:
    """What was asked, and where the server failed."""

    operations_count: int = 0
    requests_count: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is asked of each operation, by each who asks."""

    #: Out of the first so many cases that cover the bounds, so many are taken.
    most_covering_count: int
    coverage_count: int
    drawn_count: int
    who: tuple[Who, ...] = ASKING
    #: False draws either what fits or what does not, by turns.
    both_ways: bool = True
    seed: int = 0


def fuzz(world: World, effort: Effort, *, share: tuple[int, int] = (0, 1)) -> Fuzzed:
    """Ask operations; of so many shares one."""
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
    found = Fuzzed()
    place, of = share
    for number, each in enumerate(schema.get_all_operations()):
        operation = each.ok()
        if number % of != place:
            continue
        found.operations_count += 1
        name = operation.definition.raw["operationId"]
        for who in effort.who:
            fuzzer = Fuzzer(world=world, operation=operations()[name], who=who, found=found)
            for case in _cases(operation, effort, known=fuzzer.known()):
                fuzzer.ask(case)
    return found


def _cases(operation: Any, effort: Effort, *, known: Mapping[str, str]) -> Iterator[Case]:
    covering = operation.schema.iter_coverage_cases(
        operation, generation_modes=_BOTH, generation_config=GenerationConfig()
    )
    # Spread over all of them: neighbours try bounds of the same field.
    tried = list(islice(covering, effort.most_covering_count))
    random.Random(effort.seed).shuffle(tried)
    for case in tried[: effort.coverage_count]:
        if known:
            case.path_parameters = dict(known)
        yield case
    fixed = {"path_parameters": dict(known)} if known else {}
    modes = _BOTH if effort.both_ways else [_BOTH[len(operation.path) % 2]]
    for mode in modes:
        yield from _drawn(operation, mode, effort, **fixed)


def _drawn(operation: Any, mode: GenerationMode, effort: Effort, **fixed: Any) -> list[Case]:
    found: list[Case] = []

    @hypothesis.seed(effort.seed)
    @settings(
        max_examples=max(1, effort.drawn_count),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def draw(case: Case) -> None:
        found.append(case)

    try:
        draw()
    except hypothesis.errors.Unsatisfiable:
        # Nothing can be wrong with a question that takes nothing.
        return []
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzer:
    """Sends cases of one operation as one who asks."""

    world: World
    operation: Operation
    who: Who
    found: Fuzzed

    def known(self) -> dict[str, str]:
        """Name objects that are there, for the parts of the address."""
        row = BY_OPERATION[self.operation.name]
        return {
            part: self.world.id_of(row.named(part), Place.OWN)
            for part in self.operation.identifiers
        }

    def ask(self, case: Case) -> None:
        """Send one case, and note how it was answered."""
        try:
            asked = requests.Request(**case.as_transport_kwargs(base_url="http://x")).prepare()
        except (requests.RequestException, ValueError, UnicodeError):
            # No client could send it.
            return
        with taken_back():
            answer = self._send(asked)
            if answer.streaming:
                b"".join(answer.streaming_content)
        count = self.found.statuses
        count[answer.status_code] = count.get(answer.status_code, 0) + 1
        self.found.requests_count += 1
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code >= 500 and not self._has_no_quarantine(answer.status_code):
            self._fail(asked, f"answered {answer.status_code}")
        elif answer.status_code >= 400 and kind != "application/problem+json":
            self._fail(asked, f"refused with {answer.status_code} as {kind!r}")

    def _send(self, asked: requests.PreparedRequest) -> Any:
        address = urlsplit(asked.url or "")
        headers = {
            name: value
            for name, value in asked.headers.items()
            if name.lower() not in ("cookie", "authorization", "content-length", "content-type")
        }
        if "If-Match" in headers and self.found.requests_count % 2:
            headers["If-Match"] = f'"{self._version()}"'
        client = self.world.clients[self.who]
        return client.generic(
            str(asked.method),
            quote(address.path, safe="/%:@!$&'()*+,;=~"),
            data=asked.body or b"",
            content_type=_text(asked.headers.get("Content-Type", "")),
            headers={_text(name): _text(value) for name, value in headers.items()},
            QUERY_STRING=address.query,
        )

    def _version(self) -> int:
        row = BY_OPERATION[self.operation.name]
        parts = self.operation.identifiers
        return self.world.version_of(row.named(parts[-1]) if parts else "clinic", Place.OWN)

    def _has_no_quarantine(self, status: int) -> bool:
        """Tell of the one place that the world has no folder for: parts of its made-up upload."""
        return status == 503 and self.operation.name == "recording_upload_part"

    def _fail(self, asked: requests.PreparedRequest, what: str) -> None:
        body = asked.body if isinstance(asked.body, bytes) else str(asked.body or "").encode()
        address = re.sub(r"[0-9a-f-]{36}", "ID", str(asked.url))
        self.found.failures.append(
            f"{self.operation.name} as {self.who}: {what}: {asked.method} {address[:200]} "
            f"{body[:400]!r}"
        )


def _text(told: Any) -> str:
    return told.decode("latin-1") if isinstance(told, bytes) else str(told)
