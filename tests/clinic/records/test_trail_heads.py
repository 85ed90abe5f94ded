"""The signed heads: what was signed once, the chain must hold for ever."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from restride.errors import StoreNotUsable
from restride.records.clock import at
from restride.records.keys import current_keyring
from restride.records.models import AuditEvent, AuditHead
from restride.records.trail import TrailLine, head_seal, write_line
from restride.records.trail_heads import sign_head, verify_heads

DAY = datetime(2026, 6, 1, 3, tzinfo=UTC)


@pytest.fixture
def heads(db, tmp_path):
    """Three days with two lines each, and the head of each day."""
    for number in range(3):
        with at(DAY + timedelta(days=number)):
            for _ in range(2):
                write_line(
                    TrailLine(
                        clinic_id=uuid4(), user_id=None, roles="", action="a.b", outcome="done"
                    )
                )
            sign_head(tmp_path)
    return tmp_path


def test_the_head_of_each_day_is_signed_once(heads):
    assert [each.name for each in sorted(heads.iterdir())] == [
        "2026-06-01.json",
        "2026-06-02.json",
        "2026-06-03.json",
    ]
    with at(DAY):
        assert sign_head(heads) is None
    check = verify_heads(heads)
    assert check.is_whole
    assert (check.heads_count, check.signed_number) == (3, 6)


def test_nothing_is_signed_before_anything_was_written(db, tmp_path):
    assert sign_head(tmp_path) is None
    assert verify_heads(tmp_path).heads_count == 0


def test_a_head_can_be_checked_by_whoever_has_the_public_key(heads):
    import base64

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    content = json.loads((heads / "2026-06-02.json").read_text())
    signature = base64.b64decode(content.pop("signature"))
    signed = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(content["key"]))
    key.verify(signature, signed)
    assert key == current_keyring().verifying_key


def test_a_tail_that_was_cut_off_with_an_old_head_put_back_is_found_by_the_signed_one(heads):
    key = current_keyring().audit_key.reveal()
    newest = AuditEvent.objects.get(number=4)
    AuditEvent.objects.filter(number__gt=4).delete()
    AuditHead.objects.update(
        number=4, link=newest.link, seal=head_seal(key, number=4, link=newest.link)
    )

    check = verify_heads(heads)

    assert check.wrong == (
        "2026-06-03.json: line 6 was signed, and is not there: the chain was cut off.",
    )


def test_a_chain_that_was_written_anew_is_found(heads):
    AuditEvent.objects.filter(number=2).update(link="0" * 64)

    assert "line 2 is not the one that was signed" in verify_heads(heads).wrong[0]


@pytest.mark.parametrize(
    "change",
    [
        {"number": 5},
        {"link": "0" * 64},
        {"before": ""},
        {"signature": ""},
        {"signature": "no base 64"},
        {"signature": 7},
    ],
)
def test_a_head_that_was_changed_is_no_head(heads, change):
    path = heads / "2026-06-02.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    wrong = verify_heads(heads).wrong

    assert wrong[0] == "2026-06-02.json: it is no head that this server signed, or was changed."
    assert "2026-06-03.json: it does not follow the head before it" in wrong[1]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\x00", b"null"])
def test_a_file_that_is_no_head_is_said_to_be_none(heads, content):
    (heads / "2026-06-03.json").write_bytes(content)

    assert "no head that this server signed" in verify_heads(heads).wrong[0]


def test_a_head_that_was_taken_away_is_missed(heads):
    (heads / "2026-06-02.json").unlink()

    assert verify_heads(heads).wrong == (
        "2026-06-03.json: it does not follow the head before it: one was taken away or changed.",
    )


def test_a_place_that_cannot_be_written_to_is_said(heads, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")

    with at(DAY), pytest.raises(StoreNotUsable, match="signed head of the trail must be written"):
        sign_head(blocked / "heads")
