"""A server that says it is a demonstration."""

from dataclasses import replace
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler


@pytest.fixture
def demo_home(monkeypatch):
    home = settings.RESTRIDE_HOME
    demo = replace(home, configuration=replace(home.configuration, is_demo=True))
    monkeypatch.setattr(settings, "RESTRIDE_HOME", demo)
    return demo


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Write nothing to the terminal."""


@pytest.fixture
def served(transactional_db):
    """Serve the record of the test, and give its address."""
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Silent) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
