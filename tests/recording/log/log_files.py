"""Small logs made for the tests, and a seal that is none of the real ones."""

import hashlib
import os

from restride.errors import SealBroken
from restride.recording.log.frames import FrameKind
from restride.recording.log.writer import LogWriter

RECORDING_ID = bytes(range(16))


class MaskingSeal:
    """Hides payloads behind a mask and adds a keyed checksum: enough to see what is passed on."""

    def __init__(self, key=b"key"):
        self._key = key

    def seal(self, payload, sequence):
        nonce = os.urandom(8)
        mask = self._mask(nonce, sequence, len(payload))
        hidden = bytes(a ^ b for a, b in zip(payload, mask, strict=True))
        return nonce + self._tag(nonce + hidden, sequence) + hidden

    def unseal(self, payload, sequence):
        nonce, tag, hidden = payload[:8], payload[8:24], payload[24:]
        if tag != self._tag(nonce + hidden, sequence):
            raise SealBroken(f"The payload at {sequence} was not sealed there. Restore it.")
        mask = self._mask(nonce, sequence, len(hidden))
        return bytes(a ^ b for a, b in zip(hidden, mask, strict=True))

    def _mask(self, nonce, sequence, length):
        return hashlib.shake_128(self._key + nonce + bytes([sequence])).digest(length)

    def _tag(self, content, sequence):
        return hashlib.blake2b(content + bytes([sequence]), key=self._key, digest_size=16).digest()


def write_log(path, payloads, *, recording_id=RECORDING_ID, seal=None, is_ended=False):
    """Write a log of blocks of samples and bring it to the disk."""
    with LogWriter(path, recording_id=recording_id, seal=seal) as writer:
        for payload in payloads:
            writer.append(FrameKind.SAMPLES, payload)
        if is_ended:
            writer.append(FrameKind.END, b"")
    return path
