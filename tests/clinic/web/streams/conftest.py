"""A stream that was opened for a device, servers that take it, and a worker that makes files."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from tests.clinic.web.streams.sending_device import Stream

from restride.records.actions.streams import WantedStream, open_stream
from restride.records.actions.tokens import make_device_token
from restride.records.jobs.registry import JOB_KINDS
from restride.records.jobs.worker import Worker
from restride.records.models import Device
from restride.records.places import work
from restride.records.roles import Role
from restride.web.streams.bounds import LARGEST_MESSAGE_BYTES, StreamBounds
from restride.web.streams.routes import stream_routes

#: Bounds in which a test does not wait.
QUICK = StreamBounds(recheck_s=0.05)


class _Server(uvicorn.Server):
    """A server in a thread of the test; another one is the same after a restart."""

    def __init__(self, bounds: StreamBounds) -> None:
        config = uvicorn.Config(
            Starlette(routes=[*stream_routes(bounds)]),
            port=0,
            log_config=None,
            ws_max_size=LARGEST_MESSAGE_BYTES,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._thread = threading.Thread(target=self.run)

    def begin(self) -> str:
        self._thread.start()
        while not self.started:
            time.sleep(0.005)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        return f"ws://{host}:{port}"

    def stop(self) -> None:
        self.should_exit = True
        self._thread.join()


@pytest.fixture
def make_server(transactional_db) -> Iterator[Callable[..., str]]:
    """Start a server, and give its address."""
    servers: list[_Server] = []

    def make(bounds: StreamBounds = QUICK) -> str:
        servers.append(_Server(bounds))
        return servers[-1].begin()

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def server(make_server) -> str:
    return make_server()


@pytest.fixture
def make_stream(transactional_db, clinic, therapist, make_patient, make_actor, agree):
    """Open a stream for a patient and a new device with a token."""
    administrator = make_actor(Role.ADMINISTRATOR)

    def make(**more: Any) -> Stream:
        device = Device.objects.create(clinic=clinic, kind="sensor", serial=str(uuid.uuid4()))
        wanted = WantedStream(client_uuid=uuid.uuid4(), device_id=device.pk, **more)
        patient = make_patient()
        agree(patient)
        recording, _ = open_stream(therapist, patient.pk, wanted)
        shown = make_device_token(administrator, device.pk)
        return Stream(
            recording=recording,
            device=device,
            token=shown.secret,
            token_id=shown.row.pk,
            therapist=therapist,
            administrator=administrator,
        )

    return make


@pytest.fixture
def stream(make_stream) -> Stream:
    return make_stream()


@pytest.fixture
def worker() -> Worker:
    return Worker(name="test", kinds=JOB_KINDS, folder=work())
