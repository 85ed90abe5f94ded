"""The streams are beside the record in one process, and alone in another."""

from starlette.routing import Mount, WebSocketRoute

from restride.web.app import make_app, make_streams


def test_one_process_serves_streams_before_everything_else():
    first, rest = make_app().routes

    assert isinstance(first, WebSocketRoute)
    assert (first.path, isinstance(rest, Mount)) == ("/live/recordings", True)


def test_another_process_serves_the_streams_alone():
    (only,) = make_streams().routes

    assert isinstance(only, WebSocketRoute)
    assert only.path == "/live/recordings"
