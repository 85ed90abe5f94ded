"""The pages made from the code stand as they would be made today."""

import runpy
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MAKER = runpy.run_path(str(PROJECT / "scripts/write_docs.py"))


@pytest.mark.parametrize("name", sorted(MAKER["PAGES"]))
def test_a_made_page_is_up_to_date(name):
    made = MAKER["text_of"](MAKER["PAGES"][name])

    assert (PROJECT / name).read_text(encoding="utf-8") == made, "run: make docs"
