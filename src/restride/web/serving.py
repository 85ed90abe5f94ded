"""Serving a clinic from one process, with its workers beside it."""

import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from restride.errors import OptionError
from restride.web.configuration import Home

#: A worker that ended is started again after so long.
_RESTART_S: Final = 1.0
#: How often it is looked whether the night's work is due. A failed night is tried again after it.
_LOOK_EVERY_S: Final = 600.0
_THIS_MACHINE: Final = ("127.0.0.1", "::1", "localhost")


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
        The port is taken, or a demo would be served to other machines.
    """
    import uvicorn

    from restride.web.app import make_app
    from restride.web.streams.bounds import LARGEST_MESSAGE_BYTES

    _refuse_open_demo(serving)
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
            ws_max_size=LARGEST_MESSAGE_BYTES,
            ws_per_message_deflate=False,
        )
        tell(f"Restride is at {serving.address} (stop with Ctrl-C)")
        if serving.opens_browser:
            threading.Timer(1.0, webbrowser.open, (serving.address,)).start()
        # Ctrl-C is how a clinic is stopped, and no fault.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run()


def _refuse_open_demo(serving: Serving) -> None:
    """Keep a demo, where one click signs in, on its own machine."""
    if serving.home.configuration.is_demo and serving.host not in _THIS_MACHINE:
        raise OptionError(
            "A demo signs everybody in with one click, and is served on this machine only "
            f"({', '.join(_THIS_MACHINE)}), not at {serving.host}. Leave out --host."
        )


def _refuse_taken(serving: Serving) -> None:
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
    keepers.append(threading.Thread(target=_keep_nights, args=(home, is_over), daemon=True))
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
            [sys.executable, "-m", "restride", "clinic", "worker", "--with-server"],
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


def _keep_nights(home: Home, is_over: threading.Event) -> None:
    """Do every night what is to be done then, in a process of its own; catch up on a missed one."""
    while not is_over.wait(_LOOK_EVERY_S):
        if is_night_due(home, now=datetime.now().astimezone()):
            subprocess.run(
                [sys.executable, "-m", "restride", "clinic", "nightly"],
                env=_environment(home),
                stdin=subprocess.DEVNULL,
                check=False,
            )


def is_night_due(home: Home, *, now: datetime) -> bool:
    """Tell whether the backup of the last night is missing; times are those of the machine."""
    night = now.replace(hour=home.configuration.backup_hour, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    began = night.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    return not any(each.name >= began for each in home.backups_path.glob("????-??-??T??-??-??"))


def _environment(home: Home) -> dict[str, str]:
    return {**os.environ, "RESTRIDE_HOME": str(home.path)}
