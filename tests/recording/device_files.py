"""Axivity and GENEActiv files by construction: the published layouts, written from arrays."""

from datetime import datetime, timedelta

import numpy as np

BLOCK = np.dtype(
    [
        ("magic", "<u2"),
        ("length", "<u2"),
        ("fraction", "<u2"),
        ("session", "<u4"),
        ("sequence", "<u4"),
        ("stamp", "<u4"),
        ("scale", "<u2"),
        ("temperature", "<u2"),
        ("events", "u1"),
        ("battery", "u1"),
        ("rate", "u1"),
        ("layout", "u1"),
        ("offset", "<i2"),
        ("count", "<u2"),
        ("samples", "u1", (480,)),
        ("checksum", "<u2"),
    ]
)
RATE_CODES = {25: 7, 50: 8, 100: 10, 200: 11, 400: 12}
EPOCH = datetime(2024, 2, 28, 23, 59, 50)  # noqa: DTZ001 - a device's clock knows no zone


def cwa_bytes(
    acceleration_g,
    *,
    angular_velocity_dps=None,
    rate_code=0x4A,
    is_packed=True,
    starts_at=EPOCH,
    true_rate_hz=100.0,
    skipped_blocks=(),
):
    """Write an AX3 file (packed or 16 bit), or an AX6 file where there is a gyroscope.

    ``skipped_blocks`` were lost: their time passes, they are not in the file.
    """
    samples, layout, scale = _samples(acceleration_g, angular_velocity_dps, is_packed=is_packed)
    count_a_block = 120 if layout == 0x30 else 240 // (layout >> 4)
    blocks_count = len(samples) // count_a_block
    blocks = np.zeros(blocks_count, dtype=BLOCK)
    blocks["magic"], blocks["length"] = 0x5841, 508
    blocks["sequence"] = np.arange(blocks_count)
    blocks["rate"], blocks["layout"], blocks["scale"] = rate_code, layout, scale
    blocks["count"] = count_a_block
    content = samples[: blocks_count * count_a_block].tobytes()
    used_bytes = len(content) // blocks_count
    blocks["samples"][:, :used_bytes] = np.frombuffer(content, "u1").reshape(blocks_count, -1)
    _write_times(blocks, starts_at, count_a_block / true_rate_hz)
    kept = np.ones(blocks_count, dtype=bool)
    kept[list(skipped_blocks)] = False
    blocks = blocks[kept]
    words = blocks.view("<u2").reshape(len(blocks), 256)
    blocks["checksum"] = (-words[:, :255].sum(axis=1, dtype=np.int64)) % 65536
    header = bytearray(1024)
    header[:4] = b"MD" + (1020).to_bytes(2, "little")
    header[36] = rate_code
    return bytes(header) + blocks.tobytes()


def _samples(acceleration_g, angular_velocity_dps, *, is_packed):
    if angular_velocity_dps is not None:
        turning = np.round(np.asarray(angular_velocity_dps) * 32768 / 2000)
        force = np.round(np.asarray(acceleration_g) * 4096)
        both = np.concatenate([turning, force], axis=1).astype("<i2")
        return both, 0x62, (4 << 13) | (2 << 10)
    numbers = np.round(np.asarray(acceleration_g) * 256).astype(np.int64)
    if not is_packed:
        return numbers.astype("<i2"), 0x32, 0
    largest = np.abs(numbers + (numbers < 0)).max(axis=1)
    exponent = np.clip(np.ceil(np.log2(np.maximum(largest + 1, 512) / 512)), 0, 3).astype(np.int64)
    small = np.clip(numbers >> exponent[:, None], -512, 511) & 0x3FF
    packed = small[:, 0] | small[:, 1] << 10 | small[:, 2] << 20 | exponent << 30
    return packed.astype("<u4"), 0x30, 0


def _write_times(blocks, starts_at, block_s):
    for number in range(len(blocks)):
        at = starts_at + timedelta(seconds=number * block_s)
        blocks["stamp"][number] = (
            (at.year - 2000) << 26
            | at.month << 22
            | at.day << 17
            | at.hour << 12
            | at.minute << 6
            | at.second
        )
        sixteenth = int(at.microsecond / 1e6 * 65536) & 0xFFFE
        blocks["fraction"][number] = 0x8000 | sixteenth >> 1
        rate_hz = 3200 / (1 << (15 - (int(blocks["rate"][number]) & 15)))
        # The device moves the offset back by the fraction's whole samples.
        blocks["offset"][number] = -(sixteenth * int(rate_hz) >> 16)


GENEACTIV_HEADER = """Device Identity
Device Unique Serial Code:000001
Device Type:GENEActiv
Device Model:1.1

Configuration Info
Measurement Frequency:{rate_hz} Hz
Start Time:2024-02-28 23:59:50:000

Calibration Data
x gain:25600
x offset:-1200
y gain:25700
y offset:300
z gain:25500
z offset:0
Volts:300
Lux:800

Memory Status
Number of Pages:{pages_count}

"""
GAINS, OFFSETS = np.array([25600, 25700, 25500]), np.array([-1200, 300, 0])


def geneactiv_bytes(acceleration_g, *, rate_hz=100.0, starts_at=EPOCH, skipped_pages=()):
    """Write a GENEActiv file of whole pages of 300 samples."""
    numbers = np.round((np.asarray(acceleration_g) * GAINS + OFFSETS) / 100).astype(int)
    pages_count = len(numbers) // 300
    text = [GENEACTIV_HEADER.format(rate_hz=rate_hz, pages_count=pages_count)]
    for page in range(pages_count):
        if page in skipped_pages:
            continue
        at = starts_at + timedelta(seconds=page * 300 / rate_hz)
        text.append(
            "Recorded Data\nDevice Unique Serial Code:000001\n"
            f"Sequence Number:{page}\n"
            f"Page Time:{at:%Y-%m-%d %H:%M:%S}:{at.microsecond // 1000:03d}\n"
            "Unassigned:\nTemperature:21.5\nBattery voltage:4.1\nDevice Status:Recording\n"
            f"Measurement Frequency:{rate_hz}\n"
        )
        text.append("".join(_hex(row) for row in numbers[page * 300 : page * 300 + 300]) + "\n")
    return "".join(text).encode()


def _hex(row):
    x, y, z = (int(number) & 0xFFF for number in row)
    return f"{x:03x}{y:03x}{z:03x}000"
