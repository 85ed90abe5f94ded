"""Records six sensors at 100 Hz into a log until it is killed, and says what it acknowledges.

Started by ``log_kill.py``: ``python log_recorder.py LOG``. On its standard output it writes
messages of 17 bytes: kind, number of a frame, and a time of the monotonic clock, which all
processes share: when it was ready, when the first sample of a frame was taken, or when it
acknowledged all frames up to this one.
"""

import os
import struct
import sys
import time
from pathlib import Path
from typing import Final

from log_figures import RATE_HZ, SENSORS, numbered_block, six_sensors

from restride.recording.log.blocks import block_payload
from restride.recording.log.frames import FrameKind
from restride.recording.log.pace import SyncPace
from restride.recording.log.stream import header_payload
from restride.recording.log.writer import LogWriter

MESSAGE: Final = struct.Struct("<BQd")
READY, TAKEN, ACKNOWLEDGED = 0, 1, 2
RECORDING_ID: Final = bytes(range(16))
#: What a radio link packs together: 20 ms.
SAMPLES_A_BLOCK: Final = 2
_TURN_S: Final = SAMPLES_A_BLOCK / RATE_HZ


def record(path: Path) -> None:
    with LogWriter(path, recording_id=RECORDING_ID) as writer:
        if writer.next_sequence == 0:
            writer.append(FrameKind.HEADER, header_payload(six_sensors()))
            writer.sync()
        _say(READY, writer.next_sequence)
        begin_s, first_turn = time.monotonic(), (writer.next_sequence - 1) // SENSORS
        pace = SyncPace()
        turn = first_turn
        while True:
            taken_s = begin_s + (turn - first_turn) * _TURN_S
            _wait_until(taken_s + _TURN_S)
            # A crash may have kept some sensors of a turn and not the others.
            for number in range(
                max(turn * SENSORS, writer.next_sequence - 1), (turn + 1) * SENSORS
            ):
                block = numbered_block(
                    number, samples_count=SAMPLES_A_BLOCK, arrival_s=time.monotonic()
                )
                sequence = writer.append(FrameKind.SAMPLES, block_payload(block))
                pace = pace.appended(time.monotonic())
                _say(TAKEN, sequence, taken_s)
            if pace.is_due(time.monotonic()):
                durable = writer.sync()
                pace = pace.synced()
                _say(ACKNOWLEDGED, durable or 0)
            turn += 1


def _wait_until(time_s: float) -> None:
    time.sleep(max(0.0, time_s - time.monotonic()))


def _say(kind: int, sequence: int, time_s: float | None = None) -> None:
    os.write(1, MESSAGE.pack(kind, sequence, time.monotonic() if time_s is None else time_s))


if __name__ == "__main__":
    record(Path(sys.argv[1]))
