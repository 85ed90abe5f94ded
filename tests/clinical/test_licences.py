"""What of an instrument may be shown and entered, with and without a licence pack."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from restride.clinical.circumstances import Circumstances, MedicationState, Stimulation
from restride.clinical.instrument import LicenceTier, find_instrument, instruments
from restride.clinical.licence_pack import LicencePack
from restride.clinical.licences import items_allowed, shown_items
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.errors import ContentError
from restride.yaml_files import parse_yaml

DAY = date(2026, 5, 4)
PROTECTED = sorted(
    row.id for row in instruments().values() if row.licence.tier is LicenceTier.TOTAL_SCORE_ONLY
)
WITH_ITEMS = [each for each in PROTECTED if find_instrument(each).items]


def pack_of(instrument_id, *, expires_on=DAY):
    return LicencePack(
        instrument=instrument_id,
        licence="L-7",
        holder="The holder",
        expires_on=expires_on,
        language="en",
        wordings={item.id: f"words {item.id}" for item in find_instrument(instrument_id).items},
    )


def test_the_protected_instruments_are_those_of_the_licence_list():
    assert set(PROTECTED) == {
        "abc", "dhi", "faam", "fesi", "hoosjr", "koosjr", "lefs", "mdsupdrs_gait", "nfogq",
    }  # fmt: skip


@pytest.mark.parametrize("row", instruments().values(), ids=lambda row: row.id)
def test_words_stand_only_where_the_tier_is_full_text(row):
    worded = [item.id for item in row.items if item.wording]

    assert not worded or row.licence.tier is LicenceTier.FULL_TEXT


@pytest.mark.parametrize("row", instruments().values(), ids=lambda row: row.id)
def test_a_script_stands_only_where_the_words_may_be_ours(row):
    own = (LicenceTier.FULL_TEXT, LicenceTier.OWN_WORDS_PROCEDURE)

    assert row.script is None or row.licence.tier in own


def test_no_content_file_holds_words_of_items_but_the_instruments():
    """Walk the raw files, so that no schema can look away."""
    folder = files("restride") / "clinical" / "knowledge" / "instruments"
    for file in folder.iterdir():
        for row in parse_yaml(file.read_text(encoding="utf-8"), where=file.name)["rows"]:
            worded = [item for item in row.get("items", []) if {"wording", "levels"} & set(item)]
            assert not worded or row["licence"]["tier"] == "full_text", row["id"]


def test_no_licence_pack_lies_in_the_package_or_the_examples():
    project = Path(__file__).parents[2]
    found = [
        path
        for folder in ("src", "examples", "docs")
        for path in (project / folder).rglob("*.y*ml")
        if {"licence", "holder", "expires"} <= set(top_of(path))
    ]

    assert not found


def top_of(path):
    """The keys at the left edge of a YAML file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition(":")[0] for line in lines if line[:1].isalpha()]


@pytest.mark.parametrize("instrument_id", PROTECTED)
def test_without_a_pack_no_item_of_a_protected_instrument_is_shown(instrument_id):
    instrument = find_instrument(instrument_id)

    assert shown_items(instrument, day=DAY) == ()
    assert not items_allowed(instrument, pack=None, day=DAY)


@pytest.mark.parametrize("instrument_id", WITH_ITEMS)
def test_without_a_pack_no_item_of_a_protected_instrument_is_entered(instrument_id):
    instrument = find_instrument(instrument_id)
    entry = Entry(
        instrument=instrument_id,
        tested_on=DAY,
        circumstances=Circumstances(
            medication=MedicationState.ON, stimulation=Stimulation.NOT_APPLICABLE
        ),
        items={instrument.items[0].id: instrument.items[0].minimum},
    )

    with pytest.raises(ContentError, match=f"{instrument_id}: items are entered only with a lic"):
        score(entry, instrument)


@pytest.mark.parametrize("instrument_id", WITH_ITEMS)
def test_with_a_pack_items_are_shown_in_the_words_of_the_holder(instrument_id):
    shown = shown_items(find_instrument(instrument_id), pack=pack_of(instrument_id), day=DAY)

    assert [each.wording for each in shown] == [f"words {each.id}" for each in shown]
    assert {each.holder for each in shown} == {"The holder"}


def test_numbered_items_are_shown_by_our_labels_alone():
    shown = shown_items(find_instrument("bbs"), day=DAY)

    assert len(shown) == 14
    assert shown[0].label == "Rising from a chair"
    assert all(each.wording is None for each in shown)


def test_own_words_are_shown_without_a_pack():
    shown = shown_items(find_instrument("stay_independent"), day=DAY)

    assert shown[4].wording == "I worry that I might fall."
    assert shown[4].holder is None


def test_a_pack_of_another_instrument_is_refused():
    with pytest.raises(ContentError, match="must be of 'abc', and it is of 'fesi'"):
        shown_items(find_instrument("abc"), pack=pack_of("fesi"), day=DAY)


def test_a_pack_holds_on_its_last_day_and_not_after():
    instrument = find_instrument("abc")
    pack = pack_of("abc", expires_on=date(2026, 5, 4))

    assert items_allowed(instrument, pack=pack, day=date(2026, 5, 4))
    with pytest.raises(ContentError, match="must hold on 2026-05-05, and it expired on 2026-05-04"):
        items_allowed(instrument, pack=pack, day=date(2026, 5, 5))


def test_the_day_of_the_test_decides_whether_a_pack_holds():
    entry = Entry(instrument="lefs", tested_on=date(2026, 6, 1), items={"item_1": 3})

    with pytest.raises(ContentError, match="expired on 2026-05-04"):
        score(entry, find_instrument("lefs"), pack=pack_of("lefs"))


def test_the_words_of_a_pack_come_into_no_result():
    entry = Entry(instrument="lefs", tested_on=DAY, items={"item_1": 3})
    pack = pack_of("lefs")

    assert "words item" not in repr(score(entry, find_instrument("lefs"), pack=pack))
    assert "words item" not in repr(pack)


def test_an_instrument_with_protected_words_is_refused():
    row = find_instrument("bbs")
    items = (replace(row.items[0], wording="a protected sentence"), *row.items[1:])

    with pytest.raises(ContentError, match="bbs is item_scores_only with a wording of item_1"):
        replace(row, items=items)


def test_a_label_that_tells_what_a_protected_item_asks_is_refused():
    row = find_instrument("abc")
    items = (replace(row.items[0], label="Walk around the house"), *row.items[1:])

    with pytest.raises(ContentError, match="named by number alone.*'Walk around the house'"):
        replace(row, items=items)
