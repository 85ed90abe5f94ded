"""Errors say what was needed, what was found, and what to do."""

import pytest

from restride.errors import (
    MissingDependency,
    RecordingError,
    RecordingTooLarge,
    RestrideError,
    SignalTooShort,
)


def test_a_short_signal_names_both_times():
    error = SignalTooShort(duration_s=1.4, needed_s=2.0, analysis="Contact detection")

    assert (error.duration_s, error.needed_s) == (1.4, 2.0)
    assert str(error).startswith("Contact detection needs at least 2 s of signal, and got 1.40 s.")


def test_a_large_recording_names_what_it_would_take_and_the_limit():
    error = RecordingTooLarge(needed_bytes=5_000_000_000, limit_bytes=2_000_000_000, what="x.cwa")

    assert isinstance(error, RecordingError)
    assert "5,000 MB" in str(error)
    assert "2,000 MB" in str(error)
    assert "RESTRIDE_DECODED_LIMIT_MB" in str(error)


def test_a_missing_package_says_how_to_get_it():
    error = MissingDependency(package="pyarrow", extra="parquet", purpose="Reading Parquet")

    assert "pip install 'restride[parquet]'" in str(error)
    with pytest.raises(RestrideError, match="needs the package 'pyarrow'"):
        raise error
