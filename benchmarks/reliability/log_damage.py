"""A recording log, cut short or with flipped bits: all before the damage is read, and only that.

``python benchmarks/reliability/log_damage.py`` damages a log 10 000 times; ``--times`` says how
often. Every fifth is also opened for writing, and goes on.
"""

import argparse
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from log_figures import Row, end_with, numbered_block, row, six_sensors

from restride.errors import RestrideError
from restride.recording.log.blocks import block_payload
from restride.recording.log.damage import LogDamage
from restride.recording.log.frames import HEAD_BYTES, FrameKind
from restride.recording.log.reading import read_log, walk_frames
from restride.recording.log.recorded import recording_of_log
from restride.recording.log.stream import header_payload
from restride.recording.log.writer import LogWriter

_RECORDING_ID: Final = bytes(range(16))
_BLOCKS: Final = 120
_GONE_ON_EVERY: Final = 10


@dataclass(kw_only=True)
class Found:
    """What all damages of a run have shown."""

    missing: int = 0
    wrong: int = 0
    unsaid: int = 0
    crashes: int = 0
    gone_on: int = 0
    not_gone_on: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The log before it is damaged."""

    content: bytes
    payloads: tuple[bytes, ...]
    #: Where each frame ends; in front the end of the head.
    ends_bytes: tuple[int, ...]


def measure(times: int) -> list[Row]:
    draw = random.Random(times)  # it keeps no secret
    found = Found()
    with tempfile.TemporaryDirectory(prefix="restride-log-damage-") as folder:
        path = Path(folder) / "damaged.rlog"
        whole = _written(Path(folder) / "whole.rlog")
        for number in range(times):
            damaged, place = _damaged(whole.content, draw, is_cut=number % 2 == 0)
            path.write_bytes(damaged)
            _read(path, whole, place=place, found=found)
            if number % _GONE_ON_EVERY < 2:
                _go_on(path, whole, place=place, found=found)
    return _rows(found, times)


def _written(path: Path) -> Whole:
    payloads = [header_payload(six_sensors())]
    payloads += [
        block_payload(numbered_block(number, samples_count=2 + number % 5))
        for number in range(_BLOCKS)
    ]
    with LogWriter(path, recording_id=_RECORDING_ID) as writer:
        writer.append(FrameKind.HEADER, payloads[0])
        for payload in payloads[1:]:
            writer.append(FrameKind.SAMPLES, payload)
    with path.open("rb") as file:
        placed = list(walk_frames(file, recording_id=_RECORDING_ID))
    ends = [each.end_bytes for each in placed if not isinstance(each, LogDamage)]
    return Whole(
        content=path.read_bytes(),
        payloads=tuple(payloads),
        ends_bytes=(HEAD_BYTES, *ends),
    )


def _damaged(content: bytes, draw: random.Random, *, is_cut: bool) -> tuple[bytes, int]:
    """Cut a log short, or flip one to eight bits from a place on."""
    place = draw.randrange(len(content))
    if is_cut:
        return content[:place], place
    flipped = bytearray(content)
    flipped[place] ^= 1 << draw.randrange(8)
    for _ in range(draw.choice((0, 0, 0, 1, 7))):
        flipped[draw.randrange(place, len(content))] ^= 1 << draw.randrange(8)
    if bytes(flipped) == content:
        flipped[place] ^= 1
    return bytes(flipped), place


def _read(path: Path, whole: Whole, *, place: int, found: Found) -> None:
    needed = sum(end <= place for end in whole.ends_bytes[1:]) if place >= HEAD_BYTES else 0
    try:
        items = list(read_log(path))
    except Exception as error:  # noqa: BLE001  # whatever it throws is what is looked for
        print(f"damage at {place}: {error!r}")
        found.crashes += 1
        return
    frames = [each for each in items if not isinstance(each, LogDamage)]
    found.missing += max(0, needed - len(frames))
    found.wrong += sum(
        each.sequence != at or each.payload != whole.payloads[at] for at, each in enumerate(frames)
    )
    is_whole = path.stat().st_size == whole.ends_bytes[len(frames)]
    found.unsaid += len(items) == len(frames) and not is_whole
    try:
        recording_of_log(items)
    except RestrideError:
        pass
    except Exception as error:  # noqa: BLE001  # the same
        print(f"damage at {place}: {error!r}")
        found.crashes += 1


def _go_on(path: Path, whole: Whole, *, place: int, found: Found) -> None:
    """Open a damaged log for writing; where its head is damaged it must be refused instead."""
    found.gone_on += 1
    try:
        with LogWriter(path, recording_id=_RECORDING_ID) as writer:
            kept = writer.next_sequence
            writer.append(FrameKind.MARK, b"{}")
        items = list(read_log(path))
    except RestrideError:
        found.not_gone_on += place >= HEAD_BYTES
        return
    is_right = [getattr(each, "payload", None) for each in items] == [
        *whole.payloads[:kept],
        b"{}",
    ]
    found.not_gone_on += not is_right
    for each in path.parent.glob(f"{path.name}.cut-at-*"):
        each.unlink()


def _rows(found: Found, times: int) -> list[Row]:
    figures = (
        ("frames before the damage that were not read", found.missing),
        ("wrong frames", found.wrong),
        ("damages that were not told", found.unsaid),
        ("crashes", found.crashes),
        (f"logs that could not be gone on with, of {found.gone_on}", found.not_gone_on),
    )
    return [
        row("damages (cut short, flipped bits)", got=times, must=times, is_reached=True),
        *(row(what, got=got, must=0, is_reached=got == 0) for what, got in figures),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10_000, help="how often it is damaged")
    end_with(measure(parser.parse_args().times))


if __name__ == "__main__":
    main()
