"""Weighs what examining one upload takes, in a process of its own, so that nothing else counts.

``python scale.py examine PATH`` or ``python scale.py receive FOLDER STREAM`` prints JSON. The peak
is what this process grew by, and all that the reading process had at its peak.
"""

import json
import resource
import sys
import time
from pathlib import Path

import endless_streams

from restride.recording.intake import IntakeLimits, IntakeRefused, examine, receive

#: An endless stream is as fast as its sender; here it may send so much.
STREAM_LIMITS = IntakeLimits(upload_most_bytes=64 * 2**20)


def _own_bytes(field: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    """Weigh one upload."""
    before_bytes = _own_bytes("VmRSS")
    begin_s = time.perf_counter()
    if sys.argv[1] == "examine":
        outcome = examine(Path(sys.argv[2].replace("\\0", "\0")), declared_name="../walk.csv")
    else:
        stream = endless_streams.STREAMS[sys.argv[3]]
        outcome = receive(
            stream.chunks(),
            Path(sys.argv[2]),
            limits=STREAM_LIMITS,
            declared_bytes=stream.declared_bytes,
        )
    wall_s = time.perf_counter() - begin_s
    children_bytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    is_refused = isinstance(outcome, IntakeRefused)
    sys.stdout.write(
        json.dumps(
            {
                "wall_s": wall_s,
                "peak_bytes": _own_bytes("VmHWM") - before_bytes + children_bytes,
                "verdict": str(outcome.reason) if is_refused else "taken in",
                "text": outcome.text if is_refused else "",
            }
        )
    )


if __name__ == "__main__":
    main()
