"""A header says everything of a stream and nothing of a person; what does not fit is refused."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streams import board, header_of, two_feet, worn

from restride.errors import StreamRefused
from restride.recording.log.stream import (
    StreamHeader,
    StreamSensor,
    header_of_payload,
    header_payload,
)
from restride.terms import Placement, Side, Task


def _changed(change):
    content = json.loads(header_payload(two_feet()))
    change(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "header",
    [
        two_feet(),
        header_of(board(side=Side.LEFT), is_simulated=True, task=Task.QUIET_STANDING),
        header_of(
            worn(axes=("up", "right", "forward"), unit="g", acceleration_range_mps2=156.9),
        ),
    ],
)
def test_a_header_is_read_as_it_was_written(header):
    assert header_of_payload(header_payload(header)) == header


@given(
    rates_hz=st.lists(
        st.integers(10, 200_000).map(lambda tenth: tenth / 10), min_size=1, max_size=9
    )
)
def test_rates_are_kept_exactly(rates_hz):
    sensors = tuple(
        StreamSensor(
            name=f"s{number}", sampling_rate_hz=rate_hz, channels=worn().channels, clock="hub"
        )
        for number, rate_hz in enumerate(rates_hz)
    )
    header = StreamHeader(version=1, sensors=sensors)

    assert header_of_payload(header_payload(header)) == header


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(patient="Ann"), "one is 'patient'"),
        (lambda c: c.pop("version"), "'version' is needed"),
        (lambda c: c.update(version=2), "version 1 is needed, and this one has 2"),
        (lambda c: c.update(sensors=[]), "1 to 32 sensors, and this one has 0"),
        (lambda c: c.update(sensors=c["sensors"][:1] * 33), "and this one has 33"),
        (lambda c: c["sensors"][0].update(height_m=1.7), "one is 'height_m'"),
        (lambda c: c["sensors"][0].update(name="Ann Smith"), "one is 'Ann Smith'"),
        (lambda c: c["sensors"][0].update(name="x" * 41), "1 to 40 small letters"),
        (lambda c: c["sensors"][0].update(clock="-"), "The clock of a sensor has"),
        (lambda c: c["sensors"][0].update(name="right"), "right stands twice"),
        (lambda c: c["sensors"][0].update(placement="right-foot"), "right-foot stands twice"),
        (lambda c: c["sensors"][0].update(placement="hat"), "there is 'hat'"),
        (lambda c: c["sensors"][0].update(side="right"), "at left-foot and right"),
        (lambda c: c["sensors"][0].update(sampling_rate_hz=0.5), "1 and 20000 Hz, and is 0.5"),
        (lambda c: c["sensors"][0].update(sampling_rate_hz=20_001), "and is 20001"),
        (lambda c: c["sensors"][0].update(sampling_rate_hz="100"), "a number is needed"),
        (lambda c: c["sensors"][0].update(axes=["up", "up", "left"]), "point up, up, left"),
        (lambda c: c["sensors"][0].update(acceleration_range_mps2=0), "above 0, and is 0"),
        (lambda c: c["sensors"][0]["channels"].pop(), "go together, in one unit"),
        (lambda c: c["sensors"][0]["channels"][0].update(unit="g"), "acc_x in g, acc_y in mps2"),
        (lambda c: c["sensors"][0]["channels"][3].update(name="gyr_y"), "gyr_y stands twice"),
        (lambda c: c["sensors"][0]["channels"][0].update(name="mag_x"), "there is 'mag_x'"),
        (lambda c: c["sensors"][0].update(channels=[]), "left has no channel"),
        (
            lambda c: [each.update(unit="lbs") for each in c["sensors"][0]["channels"][:3]],
            "mps2 or g or mg, and in left it is 'lbs'",
        ),
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_refused(change, said):
    with pytest.raises(StreamRefused, match=said):
        header_of_payload(_changed(change))


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"", "must be JSON"),
        (b"\xff\xfe", "must be JSON"),
        (b"[" * 60_000, "must be JSON"),
        (b'{"version": 1, "version": 1}', "the key 'version' stands twice"),
        (b'{"version": NaN}', "NaN is no number of JSON"),
        (b" " * 65_537, "at most 65,536 bytes, and this one has 65,537"),
        (b"7", "lines of 'key: value' are needed"),
    ],
)
def test_what_is_no_json_is_refused(payload, said):
    with pytest.raises(StreamRefused, match=said):
        header_of_payload(payload)


@given(st.binary(max_size=200))
def test_noise_is_refused_and_nothing_else_happens(payload):
    with pytest.raises(StreamRefused):
        header_of_payload(payload)


def test_a_plate_is_worn_nowhere():
    content = asdict(board())
    with pytest.raises(StreamRefused, match="board has the place lower-back"):
        StreamSensor(**{**content, "channels": board().channels, "placement": Placement.LOWER_BACK})


def test_a_plate_has_no_axes_of_its_own():
    content = asdict(board())
    with pytest.raises(StreamRefused, match="of board point up, left, forward"):
        StreamSensor(**{**content, "channels": board().channels, "axes": ("up", "left", "forward")})
