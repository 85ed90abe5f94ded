"""A key ring that is the same every time, and places to seal for."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from restride.vault.keyring import DataKey, Keyring, KeyState
from restride.vault.secret import Secret


def data_key(key_id, *, fill, state):
    return DataKey(
        id=key_id,
        made_at=datetime(2026, 1, 2, tzinfo=UTC),
        state=state,
        secret=Secret(bytes([fill]) * 32),
    )


@pytest.fixture(scope="session")
def keyring():
    """The ring of the golden bytes: one old key and a current one."""
    return Keyring(
        data_keys=(
            data_key("0badcafe", fill=1, state=KeyState.OLD),
            data_key("00c0ffee", fill=2, state=KeyState.CURRENT),
        ),
        index_key=Secret(b"\x03" * 32),
        audit_key=Secret(b"\x04" * 32),
        signing_key=Secret(b"\x05" * 32),
    )


@pytest.fixture(scope="session")
def before_rotation():
    """The same ring as long as its old key was the current one."""
    return Keyring(
        data_keys=(data_key("0badcafe", fill=1, state=KeyState.CURRENT),),
        index_key=Secret(b"\x03" * 32),
        audit_key=Secret(b"\x04" * 32),
        signing_key=Secret(b"\x05" * 32),
    )


@pytest.fixture(scope="session")
def place():
    return {
        "table": "records_patient",
        "row": UUID("6f1c1f7e-0d2b-4f2c-9a58-3b1de1c1a001"),
        "column": "family_name",
    }
