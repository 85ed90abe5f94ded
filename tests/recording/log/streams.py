"""Streams whose samples and times we wrote."""

import numpy as np

from restride.recording.log.blocks import SampleBlock, StreamMark, block_payload, mark_payload
from restride.recording.log.frames import Frame, FrameKind
from restride.recording.log.stream import (
    StreamChannel,
    StreamHeader,
    StreamSensor,
    header_payload,
)
from restride.terms import Placement, Side

RATE_HZ = 100.0


def worn(name="back", *, placement=Placement.LOWER_BACK, clock="hub", unit="mps2", **more):
    channels = [StreamChannel(name=f"acc_{axis}", unit=unit) for axis in "xyz"]
    channels += [StreamChannel(name=f"gyr_{axis}", unit="dps") for axis in "xyz"]
    return StreamSensor(
        name=name,
        sampling_rate_hz=RATE_HZ,
        channels=tuple(channels),
        placement=placement,
        clock=clock,
        **more,
    )


def board(name="board", *, side=None, clock="board"):
    names = (("cop_forward", "mm"), ("cop_right", "mm"), ("force_up", "n"))
    return StreamSensor(
        name=name,
        sampling_rate_hz=RATE_HZ,
        channels=tuple(StreamChannel(name=each, unit=unit) for each, unit in names),
        side=side,
        clock=clock,
    )


def header_of(*sensors, **more):
    return StreamHeader(version=1, sensors=sensors or (worn(),), **more)


def two_feet():
    return header_of(
        worn("left", placement=Placement.LEFT_FOOT),
        worn("right", placement=Placement.RIGHT_FOOT, side=Side.RIGHT),
    )


def values_at(first, count, *, channels=6, seed=0):
    """Values that tell their own number: exact in single precision."""
    numbers = np.arange(first, first + count)[:, None] + np.arange(channels) / 8 + seed * 1000
    return numbers.astype(np.float32)


def block(number, *, count=10, stream=0, start_s=0.0, delay_s=0.02, channels=6, **changes):
    """The block with this number of a stream that began at ``start_s`` of its device's clock."""
    first = number * count
    written = {
        "stream": stream,
        "first_sample": first,
        "device_time_s": start_s + first / RATE_HZ,
        "arrival_s": 1000.0 + (first + count) / RATE_HZ + delay_s,
        "values": values_at(first, count, channels=channels),
    }
    return SampleBlock(**{**written, **changes})


def frames_of(header, *items, is_ended=True):
    """Frames as ``read_log`` gives them: header, blocks and marks in their order, and the end."""
    payloads = [(FrameKind.HEADER, header_payload(header))]
    for each in items:
        if isinstance(each, StreamMark):
            payloads.append((FrameKind.MARK, mark_payload(each)))
        else:
            payloads.append((FrameKind.SAMPLES, block_payload(each)))
    if is_ended:
        payloads.append((FrameKind.END, b""))
    return [
        Frame(sequence=number, kind=kind, payload=payload)
        for number, (kind, payload) in enumerate(payloads)
    ]
