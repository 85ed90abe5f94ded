"""Every citation in the package leads somewhere, and every source is cited."""

import csv
import re

import pytest

from restride.clinical.evidence import cited_sources
from restride.errors import OptionError
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.sources import references_bib, source, sources
from restride.terms import TERMS

#: A key: a name and a year, in square brackets in comments, as a value of ``source`` in tables.
CITED = re.compile(r"\[([a-z][a-z_-]*(?:19|20)\d\d[a-z]?)\]")
GIVEN = re.compile(r"source\"?[=:]\s*\"?([a-z][a-z_-]*(?:19|20)\d\d[a-z]?)\b")


def cited_keys(project):
    """Find every key in the package, with the file it stands in."""
    keys = {}
    for path in sorted((project / "src/restride").rglob("*")):
        if path.suffix in {".py", ".yaml", ".toml"} and path.name != "sources.yaml":
            text = path.read_text(encoding="utf-8")
            for key in CITED.findall(text) + GIVEN.findall(text):
                keys.setdefault(key, path)
        if path.suffix == ".csv":
            with path.open(encoding="utf-8") as lines:
                rows = list(csv.DictReader(lines))
            keys |= {row["source"]: path for row in rows if row.get("source")}
    return keys


def test_every_cited_key_is_a_source(project):
    known = sources().keys() | cited_sources().keys()
    unknown = {key: str(path) for key, path in cited_keys(project).items() if key not in known}

    assert not unknown, f"add these to src/restride/sources.yaml: {unknown}"


def test_a_key_of_both_lists_is_one_work():
    for key in sources().keys() & cited_sources().keys():
        assert str(sources()[key].year) in cited_sources()[key].citation, key


def test_every_source_is_cited(project):
    assert not sources().keys() - cited_keys(project).keys()


def test_every_term_and_measure_has_a_source():
    for row in (*TERMS, *GAIT_MEASURES.values()):
        assert source(row.source).year > 1900


def test_a_doi_looks_like_one_and_bears_the_link():
    for row in sources().values():
        if row.doi:
            assert re.fullmatch(r"10\.\d{4,9}/\S+", row.doi), row.key
            assert row.link == f"https://doi.org/{row.doi}"


def test_keys_name_the_year_and_are_in_order():
    keys = list(sources())

    assert keys == sorted(keys)
    for key, row in sources().items():
        assert str(row.year) in key


def test_a_citation_is_one_line():
    line = source("sekiya1998").citation

    assert line.startswith("Sekiya N et al. (1998). Reproducibility of the walking patterns")


def test_an_unknown_source_is_refused():
    with pytest.raises(OptionError, match="'nobody1900' is none of them"):
        source("nobody1900")


def test_the_bibliography_holds_every_source_once():
    text = references_bib()

    assert len(re.findall(r"^@", text, flags=re.MULTILINE)) == len(sources())
    assert "author = {El-Gohary, M and Pearson, S and" in text
    assert "author = {Palmerini, L and others}" in text
    assert "author = {{Joint Committee for Guides in Metrology}}" in text
    assert text.count("{") == text.count("}")
