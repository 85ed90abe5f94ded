"""Names that somebody declares are shown, and never lead anywhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.recording.intake import shown_name


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        pytest.param("walk.csv", "walk.csv", id="as it is"),
        pytest.param("../../etc/passwd", "passwd", id="climbs"),
        pytest.param("/etc/cron.d/walk.csv", "walk.csv", id="from the root"),
        pytest.param(r"C:\Users\ana\walk.csv", "walk.csv", id="of a drive"),
        pytest.param("walk\0.csv", "walk.csv", id="zero"),
        pytest.param("walk\u202egsc.exe", "walkgsc.exe", id="writing turned"),
        pytest.param("wa\nlk\r\n.csv", "walk.csv", id="lines"),
        pytest.param("  wäg   eins .csv ", "wäg eins .csv", id="spaces"),
        pytest.param("..", "recording", id="dots"),
        pytest.param("", "recording", id="nothing"),
        pytest.param('<script>"x".csv', "scriptx.csv", id="markup"),
        pytest.param("a" * 200 + ".parquet", "a" * 71 + "….parquet", id="long"),
    ],
)
def test_a_name_is_cleaned(declared, shown):
    assert shown_name(declared) == shown


@given(declared=st.text(max_size=200))
def test_a_shown_name_is_short_plain_and_there(declared):
    shown = shown_name(declared)

    assert 0 < len(shown) <= 80
    assert "/" not in shown
    assert "\\" not in shown
    assert shown not in (".", "..")
    assert not any(unicodedata.category(sign)[0] == "C" for sign in shown)
    assert shown_name(shown) == shown
