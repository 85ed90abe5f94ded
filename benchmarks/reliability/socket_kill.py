"""Kill -9 of the server while a device sends: nothing acknowledged is lost, and it is soon back.

``python benchmarks/reliability/socket_kill.py`` kills 200 times; ``--times`` says how often. A real
server is started on a clinic of its own; a device with six sensors at 100 Hz (simulated) samples in
real time, keeps what was not acknowledged, and connects again. A recording goes on over twenty
kills; then it is ended, made a file by a worker, and compared with everything that was sampled.
"""

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from log_figures import Row, end_with, row
from socket_clinic import Clinic, OpenedStream
from socket_device import Device

_KILLS_A_RECORDING: Final = 20
#: From the start of the process: its start, its recovery and its recording are all struck.
_KILLED_WITHIN_S: Final = 3.0
_IN_FLIGHT_S: Final = 0.25
_RECOVERED_S: Final = 2.0
_PATIENCE_S: Final = 60.0
_SERVED: Final = ("--log-level", "warning", "--no-access-log", "restride.web.app:make_app")


@dataclass(kw_only=True)
class Found:
    """What all kills of a run have shown."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    blocks: int = 0
    missing: int = 0
    refusals: list[str] = field(default_factory=list)
    in_flight_s: list[float] = field(default_factory=list)
    recovered_s: list[float] = field(default_factory=list)


def measure(times: int) -> list[Row]:
    draw = random.Random(times)
    found = Found()
    with tempfile.TemporaryDirectory(prefix="restride-socket-kill-") as folder:
        clinic = Clinic(Path(folder))
        while found.kills < times:
            stream = clinic.open_stream()
            kills = min(_KILLS_A_RECORDING, times - found.kills)
            blocks_count = asyncio.run(_record(clinic, stream, found=found, draw=draw, kills=kills))
            clinic.finish()
            found.blocks += blocks_count
            found.missing += clinic.count_missing(stream.recording_id, blocks_count=blocks_count)
    return _rows(found, times)


async def _record(
    clinic: Clinic, stream: OpenedStream, *, found: Found, draw: random.Random, kills: int
) -> int:
    """Record one recording over many kills, and end it; count its blocks."""
    port = _free_port()
    device = Device(stream, port=port)
    tasks = [asyncio.create_task(device.sample()), asyncio.create_task(device.send())]
    for _ in range(kills):
        with _server(clinic, port=port) as started_s:
            await asyncio.sleep(started_s + draw.uniform(0, _KILLED_WITHIN_S) - time.monotonic())
            found.in_flight_s.extend(device.waited_s(time.monotonic()))
        found.kills += 1
        _add_recovery(found, device, started_s)
    with _server(clinic, port=port) as started_s:
        while device.heard.first_acknowledged_s is None and _is_within(started_s):
            await asyncio.sleep(0.01)
        _add_recovery(found, device, started_s)
        device.stop()
        while not device.heard.is_ended and _is_within(started_s):
            await asyncio.sleep(0.01)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    found.acknowledged += device.heard.acknowledged_count
    found.lost += device.heard.lost_count
    found.refusals += device.heard.refusals
    found.in_flight_s += device.heard.in_flight_s
    return device.blocks_count


def _is_within(started_s: float) -> bool:
    return time.monotonic() < started_s + _PATIENCE_S


def _add_recovery(found: Found, device: Device, started_s: float) -> None:
    first_s = device.heard.first_acknowledged_s
    device.heard.first_acknowledged_s = None
    if first_s is not None:
        found.recovered_s.append(first_s - started_s)


@contextmanager
def _server(clinic: Clinic, *, port: int) -> Iterator[float]:
    """Start the whole server, give when, and kill it."""
    started_s = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "--factory", "--port", str(port), *_SERVED],
        env={**os.environ, "RESTRIDE_HOME": str(clinic.home.path)},
    )
    try:
        yield started_s
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with {process.returncode}")
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _rows(found: Found, times: int) -> list[Row]:
    in_flight_s = max(found.in_flight_s, default=0.0)
    recovered_s = max(found.recovered_s, default=_PATIENCE_S)
    return [
        row(
            "kills -9 of the server while a device sends",
            got=found.kills,
            must=times,
            is_reached=found.kills == times,
        ),
        row(
            f"acknowledged frames lost, of {found.acknowledged:,}",
            got=found.lost,
            must=0,
            is_reached=found.lost == 0 and found.acknowledged > 0,
        ),
        row(
            "longest time a sample was not acknowledged",
            got=f"{in_flight_s * 1000:.0f} ms",
            must="<= 250 ms",
            is_reached=0 < in_flight_s <= _IN_FLIGHT_S,
        ),
        row(
            "longest from start of the server to the first acknowledgement, "
            f"of {len(found.recovered_s)}",
            got=f"{recovered_s:.2f} s",
            must="<= 2 s",
            is_reached=recovered_s <= _RECOVERED_S,
        ),
        row(
            f"samples missing or wrong in the stored files, of {found.blocks * 2:,}",
            got=found.missing,
            must=0,
            is_reached=found.missing == 0 and found.blocks > 0,
        ),
        row(
            "refusals that the device heard",
            got=len(found.refusals),
            must=0,
            is_reached=not found.refusals,
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200, help="how often it is killed")
    end_with(measure(parser.parse_args().times))


if __name__ == "__main__":
    main()
