"""Blocks of samples and marks, as payloads of frames. Little-endian throughout.

A block: number of its sensor in the header (u16), number of samples (u16), number of its first
sample (u64), the device's time of that sample (f64, s), when the block arrived (f64, s), then the
samples, each the sensor's channels in their order (f32). NaN is a sample that the device lost.
"""

import json
import struct
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import ContentError, StreamRefused
from restride.recording.log.stream import StreamHeader, is_plain_name, json_of_payload
from restride.rows import read_row

#: Of one block. House choice: docs/decisions/0160-recording-log.md.
MOST_SAMPLES_OF_A_BLOCK: Final = 8_192
#: No device counts further in a lifetime, and a double still tells every number.
_LAST_SAMPLE: Final = 2**53
#: Later than any clock of a device, be it in seconds since 1970. House choice.
_LATEST_S: Final = 1e11
_MOST_MARK_BYTES: Final = 256
_HEAD: Final = struct.Struct("<HHQdd")
_VALUE: Final = np.dtype("<f4")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SampleBlock:
    """Consecutive samples of one sensor."""

    #: Which of the header's sensors, from 0.
    stream: int
    #: The device's own count, from any start; a step over numbers is a loss.
    first_sample: int
    #: When the first sample was taken, by the device's clock.
    device_time_s: float
    #: When the block arrived, by a clock of the receiver that only goes forwards.
    arrival_s: float
    #: (n_samples, n_channels), in the units of the header, single precision.
    values: FloatArray

    @property
    def end_sample(self) -> int:
        """The number after that of the last sample."""
        return self.first_sample + len(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamMark:
    """Something that happened while recording: a button, the start of a set."""

    #: What it was: small letters, figures, - and _; no word of a person.
    kind: str
    #: By the clock of ``SampleBlock.arrival_s``.
    arrival_s: float

    def __post_init__(self) -> None:
        if not is_plain_name(self.kind):
            raise StreamRefused(
                "The kind of a mark has 1 to 40 small letters, figures, - and _, and one is "
                f"{self.kind[:80]!r}. Rename it."
            )
        _refuse_time(self.arrival_s, "arrival of a mark", earliest_s=0.0)


def block_payload(block: SampleBlock) -> bytes:
    """Write a block as the payload of a frame.

    Raises
    ------
    StreamRefused
        A number is outside its bounds.
    """
    _refuse_block(block)
    head = _HEAD.pack(
        block.stream,
        len(block.values),
        block.first_sample,
        block.device_time_s,
        block.arrival_s,
    )
    return head + np.ascontiguousarray(block.values, dtype=_VALUE).tobytes()


def block_of_payload(payload: bytes, *, header: StreamHeader) -> SampleBlock:
    """Read a block, refusing everything that does not fit the header.

    Raises
    ------
    StreamRefused
        With what must be and what was found.
    """
    if len(payload) < _HEAD.size:
        raise StreamRefused(
            f"A block of samples has at least {_HEAD.size} bytes, and this one has "
            f"{len(payload)}. Send it whole."
        )
    stream, samples_count, first_sample, device_time_s, arrival_s = _HEAD.unpack_from(payload)
    if stream >= len(header.sensors):
        raise StreamRefused(
            f"The header has the sensors 0 to {len(header.sensors) - 1}, and a block is of "
            f"{stream}. Send the header that belongs to the blocks."
        )
    channels_count = len(header.sensors[stream].channels)
    needed_bytes = _HEAD.size + samples_count * channels_count * _VALUE.itemsize
    if len(payload) != needed_bytes:
        raise StreamRefused(
            f"A block of {samples_count} samples of {channels_count} channels has {needed_bytes} "
            f"bytes, and this one has {len(payload)}. Send every channel of the header."
        )
    values = np.frombuffer(payload, dtype=_VALUE, offset=_HEAD.size)
    block = SampleBlock(
        stream=stream,
        first_sample=first_sample,
        device_time_s=device_time_s,
        arrival_s=arrival_s,
        values=values.reshape(samples_count, channels_count),
    )
    _refuse_block(block)
    return block


def mark_payload(mark: StreamMark) -> bytes:
    """Write a mark as the payload of a frame."""
    return json.dumps(asdict(mark), separators=(",", ":")).encode()


def mark_of_payload(payload: bytes) -> StreamMark:
    """Read a mark, refusing everything that is not as it must be."""
    content = json_of_payload(payload, what="mark", most_bytes=_MOST_MARK_BYTES)
    try:
        return read_row(StreamMark, content, where="mark")
    except ContentError as error:
        raise StreamRefused(str(error)) from None


def _refuse_block(block: SampleBlock) -> None:
    if not 1 <= len(block.values) <= MOST_SAMPLES_OF_A_BLOCK:
        raise StreamRefused(
            f"A block has 1 to {MOST_SAMPLES_OF_A_BLOCK:,} samples, and this one has "
            f"{len(block.values):,}. Send shorter blocks."
        )
    if block.first_sample < 0 or block.end_sample > _LAST_SAMPLE:
        raise StreamRefused(
            f"The count of samples runs from 0 to {_LAST_SAMPLE}, and a block begins at "
            f"{block.first_sample}. Let the device count from 0."
        )
    _refuse_time(block.device_time_s, "device's time of a block", earliest_s=-_LATEST_S)
    _refuse_time(block.arrival_s, "arrival of a block", earliest_s=0.0)


def _refuse_time(time_s: float, what: str, *, earliest_s: float) -> None:
    if not earliest_s <= time_s <= _LATEST_S:
        raise StreamRefused(
            f"The {what} must lie between {earliest_s:g} and {_LATEST_S:g} s, and is {time_s:g}. "
            "Give it in seconds."
        )
