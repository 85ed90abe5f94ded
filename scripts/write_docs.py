"""Write the pages that are made from the code: the glossary and the lists of the reference.

Run by ``make docs``; a test compares what stands in the tree with what would be written.
"""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import restride
from restride.analysis.measure_definitions import MEASURES_BY_ORIGIN
from restride.recording.quality import QUALITY_CODES
from restride.sources import references_bib
from restride.terms import TERMS
from restride.units import UNITS

PROJECT: Final = Path(__file__).parents[1]
_MADE: Final = "Made from `{source}` by `make docs`; not edited by hand."

#: Rooms that need a database or a web framework.
_SERVER = frozenset({"restride.records", "restride.web"})


def glossary() -> Iterator[str]:
    """Define every word of the field, and every unit a name may end in."""
    yield "# Glossary\n"
    yield _MADE.format(source="src/restride/terms.py` and `units.py")
    yield "\n## Words\n"
    yield "| we say | it means | we do not say | source |"
    yield "|---|---|---|---|"
    for term in sorted(TERMS, key=lambda term: term.word):
        yield f"| {term.word} | {term.definition} | {', '.join(term.not_said)} | {term.source} |"
    yield "\n## Units\n"
    yield "The last word of every physical name.\n"
    yield "| name ends in | shown as | UCUM | meaning |"
    yield "|---|---|---|---|"
    for unit in UNITS:
        yield f"| `_{unit.suffix}` | {unit.shown} | `{unit.ucum}` | {unit.meaning} |"


def quality_codes() -> Iterator[str]:
    """List every doubt a result may name."""
    yield "# Quality codes\n"
    yield _MADE.format(source="src/restride/recording/quality.py")
    yield "\nEvery entry of `quality` in a result bears one of these codes.\n"
    yield "| code | meaning |"
    yield "|---|---|"
    for code in sorted(QUALITY_CODES):
        yield f"| `{code}` | {QUALITY_CODES[code]} |"


def measures() -> Iterator[str]:
    """List every measure a result may hold."""
    yield "# Measures\n"
    yield _MADE.format(source="src/restride/*/*definitions.py")
    yield "\nSources by their key in [references.bib](../references.bib)."
    for title, rows in MEASURES_BY_ORIGIN.items():
        yield f"\n## {title}\n"
        yield "| key | title | shown in | in files (UCUM) | definition | better | source |"
        yield "|---|---|---|---|---|---|---|"
        for key, row in rows.items():
            yield (
                f"| `{key}` | {row.title} | {row.unit.shown} | `{row.unit.ucum}` "
                f"| {row.definition} | {row.better} | {row.source} |"
            )


def references() -> Iterator[str]:
    """Write the sources as BibTeX."""
    yield references_bib().rstrip()


def offered() -> Iterator[str]:
    """List what every room offers: names, and for what can be called its parameters."""
    yield "# What the rooms offer. Written by `make docs`: a change here is a change for users."
    for room in ("restride", *sorted(_rooms())):
        module = importlib.import_module(room)
        if not hasattr(module, "__path__"):
            continue
        for name in sorted(getattr(module, "__all__", ())):
            if not name.startswith("_"):
                yield f"{room}.{name}{_parameters(getattr(module, name))}"


def _rooms() -> Iterator[str]:
    """Name the packages of the library; what the server offers stands in its OpenAPI document."""
    for each in pkgutil.iter_modules(restride.__path__, "restride."):
        if each.ispkg and each.name not in _SERVER:
            yield each.name
            path = importlib.import_module(each.name).__path__
            inner = pkgutil.walk_packages(path, f"{each.name}.")
            yield from (one.name for one in inner if one.ispkg)


def _parameters(thing: object) -> str:
    is_plain_class = inspect.isclass(thing) and "__init__" not in vars(thing)
    if is_plain_class or not (inspect.isclass(thing) or inspect.isfunction(thing)):
        return ""
    empty = inspect.Parameter.empty
    parameters = [
        each.replace(annotation=empty, default=empty if each.default is empty else _Dots())
        for each in inspect.signature(thing).parameters.values()
    ]
    return str(inspect.Signature(parameters))


class _Dots:
    """Stands for any default."""

    def __repr__(self) -> str:
        return "..."


PAGES: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "docs/glossary.md": glossary,
    "tests/house/api.txt": offered,
    "docs/references.bib": references,
    "docs/reference/measures.md": measures,
    "docs/reference/quality-codes.md": quality_codes,
}


def text_of(lines: Callable[[], Iterator[str]]) -> str:
    """Join a page's lines."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    for name, lines in PAGES.items():
        (PROJECT / name).write_text(text_of(lines), encoding="utf-8")
        sys.stdout.write(f"{name}\n")
