"""Figures of the recording log as a small table, and the stream that both scripts record."""

import sys
from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.recording.log.blocks import SampleBlock
from restride.recording.log.stream import ChannelName, StreamChannel, StreamHeader, StreamSensor

SENSORS: Final = 6
RATE_HZ: Final = 100.0
_UNITS: Final = {"acc": "mps2", "gyr": "dps"}

Row = dict[str, object]


def row(what: str, *, got: object, must: object, is_reached: bool) -> Row:
    return {"what": what, "got": got, "must": must, "is_reached": is_reached}


def print_table(rows: Sequence[Row]) -> None:
    print("| what | got | must | reached |")
    print("|---|---|---|---|")
    for each in rows:
        reached = "yes" if each["is_reached"] else "no"
        print(f"| {each['what']} | {each['got']} | {each['must']} | {reached} |")


def end_with(rows: Sequence[Row]) -> None:
    """Print the table and end with 1 where a figure is missed."""
    print_table(rows)
    if not all(each["is_reached"] for each in rows):
        sys.exit(1)


def six_sensors() -> StreamHeader:
    names = [*list(ChannelName)[:6]]
    channels = tuple(StreamChannel(name=name, unit=_UNITS[name[:3]]) for name in names)
    return StreamHeader(
        version=1,
        sensors=tuple(
            StreamSensor(
                name=f"sensor-{number}", sampling_rate_hz=RATE_HZ, channels=channels, clock="hub"
            )
            for number in range(SENSORS)
        ),
        is_simulated=True,
    )


def numbered_block(number: int, *, samples_count: int, arrival_s: float = 0.0) -> SampleBlock:
    """Make the block with this number: its values follow from the number, and can be checked."""
    stream, turn = number % SENSORS, number // SENSORS
    draw = np.random.default_rng([number, samples_count])
    return SampleBlock(
        stream=stream,
        first_sample=turn * samples_count,
        device_time_s=turn * samples_count / RATE_HZ,
        arrival_s=arrival_s,
        values=draw.standard_normal((samples_count, 6), dtype=np.float32),
    )


def is_that_block(block: SampleBlock, number: int) -> bool:
    """Tell whether a block is the one with this number."""
    wanted = numbered_block(number, samples_count=len(block.values))
    return (block.stream, block.first_sample, block.device_time_s) == (
        wanted.stream,
        wanted.first_sample,
        wanted.device_time_s,
    ) and block.values.tobytes() == wanted.values.tobytes()
