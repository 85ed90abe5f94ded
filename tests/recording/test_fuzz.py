"""Broken files of every format end in a recording or in an error we can explain."""

import pytest
from fuzz_readers import LIMIT_MB, fuzz, samples


@pytest.mark.parametrize("name", sorted(samples()))
def test_two_hundred_broken_files_neither_crash_nor_hang(name, tmp_path, monkeypatch):
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", str(LIMIT_MB))

    ends = fuzz(name, samples()[name], count=200, seed=1, folder=tmp_path)

    assert sum(ends.values()) == 200
    # The breaking reaches what is behind the head.
    assert ends.get("UnknownFormat", 0) < 100
