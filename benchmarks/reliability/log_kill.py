"""Kill -9 at random moments of a recording: nothing acknowledged is lost, and it is soon back.

``python benchmarks/reliability/log_kill.py`` kills 200 times; ``--times`` says how often.
The log goes on over ten kills and is then begun anew. Besides the kill, which leaves what the
system has taken, the end that was not acknowledged is torn in a copy, as a power cut would leave it
(simulated: cut, zeroed or changed at a random place).
"""

import argparse
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from log_figures import Row, end_with, is_that_block, row, six_sensors
from log_recorder import ACKNOWLEDGED, MESSAGE, READY, RECORDING_ID, TAKEN

from restride.recording.log.blocks import block_of_payload
from restride.recording.log.damage import LogDamage
from restride.recording.log.frames import HEAD_BYTES, Frame
from restride.recording.log.reading import read_log, walk_frames
from restride.recording.log.writer import LogWriter

_RECORDER: Final = Path(__file__).with_name("log_recorder.py")
_KILLS_A_LOG: Final = 10
#: From the start of the process: its start, its recovery and its recording are all struck.
_KILLED_WITHIN_S: Final = 1.6
_IN_FLIGHT_S: Final = 0.25
_RECOVERED_S: Final = 2.0


@dataclass(kw_only=True)
class Found:
    """What all kills of a run have shown."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    lost_in_power_cuts: int = 0
    in_flight_s: list[float] = field(default_factory=list)
    recovered_s: list[float] = field(default_factory=list)


@dataclass(kw_only=True)
class Heard:
    """What one process said until it was killed."""

    acknowledged: int = -1
    ready_s: float | None = None
    first_acknowledged_s: float | None = None
    taken_s: dict[int, float] = field(default_factory=dict)
    in_flight_s: list[float] = field(default_factory=list)

    def hear(self, message: bytes) -> None:
        """Take in one message of the recorder."""
        kind, sequence, time_s = MESSAGE.unpack(message)
        if kind == READY:
            self.ready_s = time_s
            self.acknowledged = sequence - 1
        elif kind == TAKEN:
            self.taken_s[sequence] = time_s
        elif kind == ACKNOWLEDGED:
            now_s = time.monotonic()
            self.first_acknowledged_s = self.first_acknowledged_s or now_s
            self.in_flight_s.extend(self.waiting_s(now_s))
            self.acknowledged = sequence
            self.taken_s = {at: each for at, each in self.taken_s.items() if at > sequence}

    def waiting_s(self, now_s: float) -> list[float]:
        """Tell how long the oldest sample has waited to be acknowledged; empty where none does."""
        return [now_s - min(self.taken_s.values())] if self.taken_s else []


def measure(times: int) -> list[Row]:
    draw = random.Random(times)  # it keeps no secret
    found = Found()
    with tempfile.TemporaryDirectory(prefix="restride-log-kill-") as folder:
        while found.kills < times:
            path = Path(folder) / f"{found.kills}.rlog"
            acknowledged = -1
            for _ in range(min(_KILLS_A_LOG, times - found.kills)):
                acknowledged = _kill_once(path, found, draw=draw, acknowledged=acknowledged)
            _recover_at_last(path, found)
    return _rows(found, times)


def _kill_once(path: Path, found: Found, *, draw: random.Random, acknowledged: int) -> int:
    started_s = time.monotonic()
    heard = _run(path, killed_s=started_s + draw.uniform(0, _KILLED_WITHIN_S))
    found.kills += 1
    found.acknowledged += max(0, heard.acknowledged - acknowledged)
    _add_times(found, heard, started_s)
    acknowledged = max(acknowledged, heard.acknowledged)
    found.lost += _count_lost(path, found, acknowledged)
    found.lost_in_power_cuts += _count_lost_in_power_cut(path, found, acknowledged, draw)
    return acknowledged


def _recover_at_last(path: Path, found: Found) -> None:
    """Start once more after the last kill, and wait until it records again."""
    started_s = time.monotonic()
    heard = _run(path, killed_s=started_s + 60, is_first_enough=True)
    _add_times(found, heard, started_s)
    if heard.first_acknowledged_s is None:
        found.recovered_s.append(60.0)


def _add_times(found: Found, heard: Heard, started_s: float) -> None:
    found.in_flight_s.extend(heard.in_flight_s)
    if heard.first_acknowledged_s is not None:
        found.recovered_s.append(heard.first_acknowledged_s - started_s)


def _run(path: Path, *, killed_s: float, is_first_enough: bool = False) -> Heard:
    heard = Heard()
    with subprocess.Popen([sys.executable, _RECORDER, path], stdout=subprocess.PIPE) as process:
        pipe = process.stdout
        if pipe is None:
            raise RuntimeError("the recorder has no standard output")
        unread = b""
        while time.monotonic() < killed_s and process.poll() is None:
            wait_s = max(0.0, killed_s - time.monotonic())
            if select.select([pipe], [], [], wait_s)[0]:
                unread = _heard_of(unread + os.read(pipe.fileno(), 65_536), heard)
            if is_first_enough and heard.first_acknowledged_s is not None:
                break
        if process.poll() is not None:
            raise RuntimeError(f"the recorder ended by itself with {process.returncode}")
        process.kill()
        heard.in_flight_s.extend(heard.waiting_s(time.monotonic()))
        _heard_of(unread + pipe.read(), heard)
    return heard


def _heard_of(said: bytes, heard: Heard) -> bytes:
    whole = len(said) - len(said) % MESSAGE.size
    for at in range(0, whole, MESSAGE.size):
        heard.hear(said[at : at + MESSAGE.size])
    return said[whole:]


def _count_lost(path: Path, found: Found, acknowledged: int) -> int:
    """Count acknowledged frames that are not there, and those that are not what was written."""
    header = six_sensors()
    there = 0
    for frame in read_log(path) if path.exists() else ():
        if not isinstance(frame, Frame):
            break
        there += 1
        if frame.sequence and not is_that_block(
            block_of_payload(frame.payload, header=header), frame.sequence - 1
        ):
            found.wrong += 1
    return max(0, acknowledged + 1 - there)


def _count_lost_in_power_cut(
    path: Path, found: Found, acknowledged: int, draw: random.Random
) -> int:
    if not path.exists() or path.stat().st_size < HEAD_BYTES:
        return 0
    torn = path.with_suffix(".torn")
    shutil.copyfile(path, torn)
    _tear(torn, _end_of_acknowledged(path, acknowledged), draw)
    with LogWriter(torn, recording_id=RECORDING_ID) as writer:
        kept = writer.next_sequence
    lost = _count_lost(torn, found, acknowledged)
    if list(read_log(torn))[kept:]:
        found.wrong += 1
    for each in torn.parent.glob(f"{torn.name}*"):
        each.unlink()
    return lost


def _end_of_acknowledged(path: Path, acknowledged: int) -> int:
    end_bytes = HEAD_BYTES
    with path.open("rb") as file:
        for placed in walk_frames(file, recording_id=RECORDING_ID):
            if isinstance(placed, LogDamage) or placed.sequence > acknowledged:
                break
            end_bytes = placed.end_bytes
    return end_bytes


def _tear(path: Path, safe_bytes: int, draw: random.Random) -> None:
    content = path.read_bytes()
    end = bytearray(content[safe_bytes:] or draw.randbytes(200))
    place = draw.randrange(len(end))
    kind = draw.choice(("cut", "zeroed", "changed"))
    if kind == "cut":
        del end[place:]
    elif kind == "zeroed":
        end[place:] = bytes(len(end) - place)
    else:
        end[place] ^= draw.randrange(1, 256)
    path.write_bytes(content[:safe_bytes] + end)


def _rows(found: Found, times: int) -> list[Row]:
    in_flight_s, recovered_s = max(found.in_flight_s, default=0.0), max(found.recovered_s)
    return [
        row(
            "kills -9 of a recording", got=found.kills, must=times, is_reached=found.kills == times
        ),
        row(
            f"acknowledged frames lost, of {found.acknowledged:,}",
            got=found.lost,
            must=0,
            is_reached=found.lost == 0 and found.acknowledged > 0,
        ),
        row("wrong frames", got=found.wrong, must=0, is_reached=found.wrong == 0),
        row(
            "acknowledged frames lost where the end was torn besides (simulated power cut)",
            got=found.lost_in_power_cuts,
            must=0,
            is_reached=found.lost_in_power_cuts == 0,
        ),
        row(
            "longest time a sample was not acknowledged",
            got=f"{in_flight_s * 1000:.0f} ms",
            must="<= 250 ms",
            is_reached=0 < in_flight_s <= _IN_FLIGHT_S,
        ),
        row(
            f"longest from start to the next acknowledgement, of {len(found.recovered_s)}",
            got=f"{recovered_s:.2f} s",
            must="<= 2 s",
            is_reached=recovered_s <= _RECOVERED_S,
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200, help="how often it is killed")
    end_with(measure(parser.parse_args().times))


if __name__ == "__main__":
    main()
