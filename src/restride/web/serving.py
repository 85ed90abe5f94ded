"""Serving a clinic from one process, with its workers beside it."""

import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from restride.errors import OptionError
from restride.web.configuration import Home

#: A worker that ended is started again after so long.
_RESTART_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where a clinic is served, and how."""

    home: Home
    host: str = "127.0.0.1"
    port: int = 8000
    opens_browser: bool = True

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{self.host}:{self.port}/"


def serve(serving: Serving, *, tell: Callable[[str], None]) -> None:
    """Serve until told to stop.

    Raises
    ------
    OptionError
        The port is taken, or the database is of another version.
    """
    import uvicorn

    from restride.web.app import make_app

    _refuse_taken(serving)
    with _workers(serving.home):
        config = uvicorn.Config(
            make_app(),
            host=serving.host,
            port=serving.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        tell(f"Restride is at {serving.address} (stop with Ctrl-C)")
        if serving.opens_browser:
            threading.Timer(1.0, webbrowser.open, (serving.address,)).start()
        uvicorn.Server(config).run()


def _refuse_taken(serving: Serving) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.host, serving.port))
        except OSError as error:
            raise OptionError(
                f"Port {serving.port} must be free on {serving.host}, and is not "
                f"({error.strerror}). Stop what uses it, or choose another with --port."
            ) from error


@contextmanager
def _workers(home: Home) -> Iterator[None]:
    """Keep the workers running: one that ends is started again."""
    is_over = threading.Event()
    keepers = [
        threading.Thread(target=_keep, args=(home, is_over), daemon=True)
        for _ in range(home.configuration.workers_count)
    ]
    for each in keepers:
        each.start()
    try:
        yield
    finally:
        is_over.set()
        for each in keepers:
            each.join()


def _keep(home: Home, is_over: threading.Event) -> None:
    while not is_over.is_set():
        worker = subprocess.Popen(
            [sys.executable, "-m", "restride", "clinic", "worker"],
            env=_environment(home),
            stdin=subprocess.DEVNULL,
        )
        while worker.poll() is None and not is_over.wait(0.2):
            pass
        if is_over.is_set():
            worker.terminate()
            try:
                worker.wait(timeout=5)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
            return
        time.sleep(_RESTART_S)


def _environment(home: Home) -> dict[str, str]:
    import os

    return {**os.environ, "RESTRIDE_HOME": str(home.path)}
