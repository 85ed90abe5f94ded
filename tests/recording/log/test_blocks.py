"""Blocks and marks are read as they were written; every number has its bounds."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from streams import block, header_of, two_feet, values_at

from restride.errors import StreamRefused
from restride.recording.log.blocks import (
    SampleBlock,
    StreamMark,
    block_of_payload,
    block_payload,
    mark_of_payload,
    mark_payload,
)


@given(
    values=arrays(
        np.float32,
        st.tuples(st.integers(1, 20), st.just(6)),
        elements=st.floats(width=32, allow_infinity=True),
    ),
    first_sample=st.integers(0, 2**53 - 20),
    device_time_s=st.floats(-1e11, 1e11),
    arrival_s=st.floats(0, 1e11),
)
def test_a_block_is_read_as_it_was_written(values, first_sample, device_time_s, arrival_s):
    written = SampleBlock(
        stream=1,
        first_sample=first_sample,
        device_time_s=device_time_s,
        arrival_s=arrival_s,
        values=values,
    )

    read = block_of_payload(block_payload(written), header=two_feet())

    assert read.values.tobytes() == values.tobytes()
    assert (read.stream, read.first_sample, read.end_sample) == (
        1,
        first_sample,
        first_sample + len(values),
    )
    assert (read.device_time_s, read.arrival_s) == (device_time_s, arrival_s)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"values": values_at(0, 0)}, "1 to 8,192 samples, and this one has 0"),
        ({"values": values_at(0, 8193)}, "and this one has 8,193"),
        ({"first_sample": -1}, "a block begins at -1"),
        ({"first_sample": 2**53 - 9}, "runs from 0 to 9007199254740992"),
        ({"device_time_s": float("nan")}, "device's time of a block must lie .* and is nan"),
        ({"device_time_s": 2e11}, "and is 2e\\+11"),
        ({"arrival_s": -1.0}, "arrival of a block must lie between 0 and 1e\\+11 s, and is -1"),
    ],
)
def test_a_block_outside_its_bounds_is_not_written(changes, said):
    with pytest.raises(StreamRefused, match=said):
        block_payload(block(0, **changes))


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"", "at least 28 bytes, and this one has 0"),
        (struct.pack("<HHQdd", 0, 0, 0, 0.0, 0.0), "1 to 8,192 samples, and this one has 0"),
        (struct.pack("<HHQdd", 1, 1, 0, 0.0, 0.0) + bytes(24), "sensors 0 to 0, and a block is"),
        (struct.pack("<HHQdd", 0, 2, 0, 0.0, 0.0) + bytes(24), "has 76 bytes, and this one has 52"),
        (struct.pack("<HHQdd", 0, 1, 0, np.inf, 0.0) + bytes(24), "and is inf"),
        (struct.pack("<HHQdd", 0, 1, 0, 0.0, -0.5) + bytes(24), "and is -0.5"),
        (struct.pack("<HHQdd", 0, 1, 2**63, 0.0, 0.0) + bytes(24), "begins at 9223372036854775808"),
    ],
)
def test_a_block_that_does_not_fit_the_header_is_refused(payload, said):
    with pytest.raises(StreamRefused, match=said):
        block_of_payload(payload, header=header_of())


@given(st.binary(max_size=100))
def test_noise_is_refused(payload):
    with pytest.raises(StreamRefused):
        block_of_payload(b"\xff\xff" + payload, header=header_of())
    with pytest.raises(StreamRefused):
        mark_of_payload(payload)


def test_a_mark_is_read_as_it_was_written():
    mark = StreamMark(kind="set-3", arrival_s=12.25)

    assert mark_of_payload(mark_payload(mark)) == mark


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b'{"kind": "Ann fell", "arrival_s": 1}', "one is 'Ann fell'"),
        (b'{"kind": "fall", "arrival_s": -1}', "arrival of a mark must lie"),
        (b'{"kind": "fall"}', "'arrival_s' is needed"),
        (b'{"kind": "fall", "arrival_s": 1, "note": "x"}', "one is 'note'"),
        (b'{"kind": "%b"}' % (b"x" * 300), "at most 256 bytes"),
    ],
)
def test_a_mark_that_is_not_as_it_must_be_is_refused(payload, said):
    with pytest.raises(StreamRefused, match=said):
        mark_of_payload(payload)
