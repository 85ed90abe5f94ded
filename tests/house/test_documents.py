"""The documents tell the truth: links lead somewhere, commands exist, examples run."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from restride.cli.program import program
from restride.recording.readers import READERS, ReadOptions
from restride.recording.readers.notes import read_notes

PROJECT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in (*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"))
    if path.name != "LICENSE"
)
_GIT = ["git", "-c", "safe.directory=*", "ls-files"]  # whoever owns the folder
COMMITTED = [
    PROJECT / name
    for name in subprocess.run(
        _GIT, cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
]
NO_TEXT = {".png", ".npz", ".mat", ".cwa", ".parquet"}
#: The literature that the clinical content cites: addresses of papers and pages, none of a tool.
LITERATURE = PROJECT / "src/restride/clinical/knowledge/sources.yaml"
TEXTS = [
    path
    for path in COMMITTED
    if path.is_file() and path.suffix not in NO_TEXT and path != LITERATURE
]
#: Addresses that may stand in a committed file, each with its reason.
HOSTS = {
    "doi.org": "a paper",
    "eprint3.ncl.ac.uk": "a thesis, in the library of its university",
    "github.com": "the project that a figure was taken from",
    "www.apache.org": "the licence names itself",
    "json-schema.org": "the name of the schema's own language",
    "www.w3.org": "the name of a language inside SVG",
}
KINDS_OF_CHANGE = {"added", "changed", "fixed", "removed"}


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", _text(page))
    inner = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    lost = [link for link in inner if not (page.parent / link).exists()]

    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_test_that_is_named_is_there(page):
    named = re.findall(r"`(tests/[\w/]+\.py)`", _text(page))

    assert [each for each in named if not (PROJECT / each).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_make_target_that_is_named_exists(page):
    targets = set(re.findall(r"^([a-z]+):", _text(PROJECT / "Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^\s*)make ([a-z]+)\b", _text(page), flags=re.MULTILINE))

    assert not named - targets


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_that_is_named_exists(page):
    for line in re.findall(r"^\s*\$? ?restride ([^\n`]+)$", _text(page), flags=re.MULTILINE):
        command: click.Command | None = program
        words = line.split()
        while isinstance(command, click.Group) and not words[0].startswith("-"):
            command = command.get_command(click.Context(command), words.pop(0))
        assert command is not None, f"restride {line}"
        options = {name for each in command.params for name in each.opts}
        named = {word.split("=")[0] for word in words if word.startswith("--")}
        assert not named - options - {"--help"}, f"restride {line}"


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_no_file_names_an_unlisted_host(path):
    hosts = set(
        re.findall(r"https?://([\w-]+(?:\.[\w-]+)+)", path.read_bytes().decode(errors="ignore"))
    )

    made_up = {each for each in hosts if each.endswith(".example") or each == "127.0.0.1"}
    assert not hosts - HOSTS.keys() - made_up


def test_every_format_that_is_read_is_described():
    page = _text(PROJECT / "docs/reference/files.md")

    assert {reader.name for reader in READERS} == set(
        re.findall(r"^\| `([\w-]+)` \|", page, flags=re.MULTILINE)
    )


def test_the_notes_beside_a_file_are_read_as_described(tmp_path):
    page = _text(PROJECT / "docs/reference/files.md")
    examples = re.findall(r"^```json\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    sidecar = next(each for each in examples if '"person"' in each)
    plates = next(each for each in examples if '"plates"' in each)
    mapping = next(each for each in examples if '"gyr_z": "GZ"' in each)
    (tmp_path / "plates.json").write_text(plates, encoding="utf-8")
    (tmp_path / "walk.json").write_text(sidecar, encoding="utf-8")
    (tmp_path / "mapping.json").write_text(mapping, encoding="utf-8")
    said = read_notes(tmp_path / "walk.csv", ReadOptions())
    mapped = read_notes(tmp_path / "walk.csv", ReadOptions(mapping=tmp_path / "mapping.json"))

    assert (said.rate_hz, said.person.height_m, said.axes) == (
        100,
        1.72,
        ("up", "right", "forward"),
    )
    assert mapped.sensors[0].columns["gyr_z"] == "GZ"
    (plate,) = read_notes(tmp_path / "plates.csv", ReadOptions()).plates
    assert (plate.sensor_depth_mm, plate.axes) == (41, ("right", "forward"))


def test_the_changes_are_named_by_their_kind():
    for path in (PROJECT / "changes").glob("*.md"):
        kind = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        assert kind in KINDS_OF_CHANGE, f"{path.name}: name it <what>.<kind>.md"
        assert _text(path).strip()


def test_every_decision_has_its_own_number():
    numbers = [path.name[:4] for path in (PROJECT / "docs/decisions").glob("*.md")]

    assert all(number.isdigit() for number in numbers)
    assert len(numbers) == len(set(numbers))


def test_every_decision_that_is_cited_exists():
    cited = {
        number
        for folder in ("src", "docs")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".yaml"}
        for number in re.findall(r"decisions/(\d{4})|\bdecision (\d{4})\b", _text(path))
    }
    numbers = {path.name[:4] for path in (PROJECT / "docs/decisions").glob("*.md")}

    assert {one or other for one, other in cited} <= numbers


@pytest.mark.parametrize(
    "page", sorted((PROJECT / "docs/decisions").glob("*.md")), ids=lambda path: path.stem
)
def test_a_decision_says_why_what_and_what_follows(page):
    headings = set(re.findall(r"^## (.+)$", _text(page), flags=re.MULTILINE))

    assert {"Context", "Decision", "What follows"} <= headings


def test_the_two_orientation_pages_stay_short():
    pages = ("ARCHITECTURE.md", "CONTRIBUTING.md")

    assert sum(len(_text(PROJECT / page).splitlines()) for page in pages) < 200
