"""Packs of wordings that a clinic loads from outside: read, checked, refused by name."""

from datetime import date

import pytest

from restride.clinical.licence_pack import read_licence_pack, read_licence_packs
from restride.errors import ContentError

DAY = date(2026, 5, 4)
HIP = ["item_1", "item_2", "item_3", "item_4", "item_5", "item_6"]


def pack_text(*, items=HIP, **changed):
    lines = {
        "instrument": "hoosjr",
        "licence": "L-7",
        "holder": "The holder",
        "expires": "2026-12-31",
        "language": "en",
        **changed,
    }
    head = "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)
    return head + "items:\n" + "".join(f"  {item}: Words of {item}\n" for item in items)


@pytest.fixture
def written(tmp_path):
    def write(name="pack.yaml", **content):
        path = tmp_path / name
        path.write_text(pack_text(**content), encoding="utf-8")
        return path

    return write


def test_a_pack_is_read_with_its_terms(written):
    pack = read_licence_pack(written(), day=DAY)

    assert (pack.instrument, pack.licence, pack.holder) == ("hoosjr", "L-7", "The holder")
    assert pack.expires_on == date(2026, 12, 31)
    assert pack.wordings["item_6"] == "Words of item_6"


@pytest.mark.parametrize("language", ["de", "de-AT", "fil"])
def test_a_language_is_a_code(written, language):
    assert read_licence_pack(written(language=language), day=DAY).language == language


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param({"instrument": "hoos"}, "An instrument must be one of", id="unknown"),
        pytest.param({"items": HIP[:5]}, "the 6 of hoosjr.*are 5, with item_6 missing", id="few"),
        pytest.param({"items": [*HIP, "item_7"]}, "are 7, with item_7 unknown", id="too many"),
        pytest.param({"instrument": "nfogq"}, "nfogq has no items", id="no items"),
        pytest.param({"language": "English"}, "language must be a code.*'English'", id="language"),
        pytest.param({"expires": "2026-05-03"}, "expired on 2026-05-03", id="expired"),
        pytest.param({"expires": "soon"}, "expires: a day such as", id="no day"),
        pytest.param({"holder": None}, "'holder' is needed", id="no holder"),
        pytest.param({"owner": "me"}, "one is 'owner'", id="a key too many"),
    ],
)
def test_a_pack_that_does_not_fit_is_refused(written, content, words):
    with pytest.raises(ContentError, match=words):
        read_licence_pack(written(**content), day=DAY)


def test_a_pack_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ContentError, match="there is no such file"):
        read_licence_pack(tmp_path / "none.yaml", day=DAY)


def test_several_packs_are_found_by_instrument(written):
    knee = written("knee.yaml", instrument="koosjr", items=[*HIP, "item_7"])
    packs = read_licence_packs([written(), knee], day=DAY)

    assert list(packs) == ["hoosjr", "koosjr"]


def test_two_packs_of_one_instrument_are_refused(written):
    with pytest.raises(ContentError, match="there are two of 'hoosjr'"):
        read_licence_packs([written("a.yaml"), written("b.yaml")], day=DAY)
