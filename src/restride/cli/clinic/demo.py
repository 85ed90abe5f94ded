"""``restride clinic demo``: a clinic of invented people, served until it is stopped."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from restride.web.demo.checking import Answered
    from restride.web.serving import Serving

_USUAL_PORT: Final = 8000
_START_LIMIT_S: Final = 60.0
_STOP_LIMIT_S: Final = 30.0


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    show_default="8000; any free one with --once",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--once", is_flag=True, help="Ask every address once, and end.")
@click.option(
    "--home",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo/clinic"),
    show_default=True,
    help="Folder of the demo; an older demo in it is replaced.",
)
def demo(*, port: int | None, no_browser: bool, once: bool, folder: Path) -> None:
    """Make a clinic of invented people, and serve it on this machine until Ctrl-C.

    Everything in it is simulated: each role signs in with one click. A real clinic cannot be
    started in this way.
    """
    click.echo("Everything in this clinic is simulated: nobody in it lives.")
    from restride.web.demo.home import open_demo
    from restride.web.serving import Serving, serve

    home = open_demo(folder.absolute(), tell=click.echo)
    # Its models are there only once Django has started.
    from restride.web.accounts.demo import refuse_mixed_demo

    refuse_mixed_demo()
    chosen = port or (_free_port() if once else _USUAL_PORT)
    serving = Serving(home=home, port=chosen, opens_browser=not (no_browser or once))
    if not once:
        serve(serving, tell=click.echo)
        return
    sys.exit(0 if _check(serving) else 1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _check(serving: "Serving") -> bool:
    from restride.web.demo.checking import await_server, check_every_address, rows_by_name

    with _served(serving):
        await_server(serving.address, time_limit_s=_START_LIMIT_S)
        found = check_every_address(serving.address, named=rows_by_name())
    for each in found:
        _tell(each)
    failed_count = sum(not each.is_well for each in found)
    click.echo(f"{len(found)} addresses of {serving.address} asked, {failed_count} failed")
    return failed_count == 0


def _tell(answer: "Answered") -> None:
    mark = "ok    " if answer.is_well else "FAILED"
    took_ms = answer.took_s * 1000
    click.echo(f"{mark} {answer.status} {took_ms:6.0f} ms  {answer.role:<13} {answer.path}")


@contextmanager
def _served(serving: "Serving") -> Iterator[None]:
    """Serve from another process, as a clinic is served."""
    told = ("--port", str(serving.port), "--no-browser")
    server = subprocess.Popen(
        [sys.executable, "-m", "restride", "clinic", "serve", *told],
        env={**os.environ, "RESTRIDE_HOME": str(serving.home.path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
