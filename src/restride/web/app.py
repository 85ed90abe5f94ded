"""The whole server as one ASGI application: live streams in Starlette, the record in Django.

Django runs in threads behind a bridge: its own ASGI costs two to three times the CPU, and live
streams must not wait for it. See docs/decisions/0172-one-process.md.
"""

import os
from collections.abc import Sequence
from typing import Any, Final

from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

#: As many requests of the record are answered at once; SQLite lets one of them write.
_THREADS_COUNT: Final = 8


def make_app() -> Starlette:
    """Join the streams and the record."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restride.web.settings.clinic")
    from restride.web.wsgi import application

    # The bridge and Starlette agree on ASGI, and not on how to write its types.
    bridge: Any = WSGIMiddleware
    record = bridge(application, workers=_THREADS_COUNT)
    return Starlette(routes=[*_streams(), Mount("/", app=record)])


def make_streams() -> Starlette:
    """Give the streams alone, for a clinic's server where gunicorn serves the record."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restride.web.settings.clinic")
    import django

    django.setup()
    return Starlette(routes=[*_streams()])


def _streams() -> Sequence[BaseRoute]:
    # What asks the record is loaded once Django is set up.
    from restride.web.streams.routes import stream_routes

    return stream_routes()
