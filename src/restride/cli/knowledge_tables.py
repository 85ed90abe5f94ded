"""A row of the content on a terminal: what is filled, its sources, and how sure they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from restride.cli.knowledge_rows import figures_of, name_of
from restride.cli.measures_table import plain_table
from restride.clinical.evidence import Confidence, Evidence, cited_sources
from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.schemas import CutOff
from restride.plan.dose import Dose
from restride.plan.wording import dose_line
from restride.report.case.words import CONFIDENCE_SIGN, READING_WORDS, signed_text
from restride.report.wording import counted

_KEY: Final = "   ".join(f"{CONFIDENCE_SIGN[each]} {each.words}" for each in Confidence)
#: Said in the head of a table of figures, or of no use beside it.
_NOT_IN_TABLES: Final = frozenset({"id", "instrument", "evidence"})


def show_list(kind: str, rows: Mapping[str, Any], *, console: Console | None = None) -> None:
    """Print the ids and names of every row of a kind."""
    console = console or Console(highlight=False)
    table = plain_table(counted(len(rows), singular=kind, plural=_PLURALS.get(kind)))
    table.add_column("ID", no_wrap=True)
    table.add_column("Name")
    table.add_column("", no_wrap=True)
    for row_id, row in rows.items():
        evidence = getattr(row, "evidence", None)
        sign = CONFIDENCE_SIGN[evidence.confidence] if evidence is not None else ""
        table.add_row(row_id, Text(name_of(row)), sign)
    table.caption, table.caption_justify = _KEY, "left"
    console.print(table)


_PLURALS: Final = {"battery": "batteries", "education": "topics of education"}


def show_row(row: Any, *, console: Console | None = None) -> None:
    """Print one row, with all that it rests on."""
    console = console or Console(highlight=False)
    console.print(Text(f"{name_of(row)} ({row.id})", style="bold"))
    for part in _parts(row):
        console.print(part)
    if isinstance(row, Instrument):
        for part in _figures(row):
            console.print()
            console.print(part)


def _parts(row: Any) -> Iterator[RenderableType]:
    for each in fields(row):
        value = getattr(row, each.name)
        if each.name in ("id", "name", "title") or _is_empty(value):
            continue
        yield from _part(each.name, value)


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ((), {})


def _part(name: str, value: Any) -> Iterator[RenderableType]:
    """Show a field: in one line where it is short, else as a list."""
    head = Text(f"{_words(name)}: ", style="bold")
    if isinstance(value, tuple) and any(is_dataclass(each) or _is_long(each) for each in value):
        yield head
        for each in value:
            yield Padding(Text(f"- {_shown(each)}"), (0, 0, 0, 2))
        return
    head.append(_shown(value), style="not bold")
    yield head


def _is_long(value: object) -> bool:
    return isinstance(value, str) and " " in value


def _words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _shown(value: Any) -> str:
    """Write a value in one line, without what is empty."""
    for kind, words in _WORDED.items():
        if isinstance(value, kind):
            return words(value)
    if is_dataclass(value) and not isinstance(value, type):
        filled = ((each.name, getattr(value, each.name)) for each in fields(value))
        return "; ".join(f"{_words(n).lower()}: {_shown(v)}" for n, v in filled if not _is_empty(v))
    if isinstance(value, Mapping):
        return "; ".join(f"{_shown(key)}: {_shown(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, Enum):
        return str(value.value)
    return f"{value:g}" if isinstance(value, float) else _yes(value)


def _yes(value: object) -> str:
    return "yes" if value is True else str(value)


def _evidence_words(evidence: Evidence) -> str:
    rows = [cited_sources()[each] for each in evidence.sources]
    named = "; ".join(f"{row.citation} ({READING_WORDS[row.reading]})" for row in rows)
    note = f". {evidence.note}" if evidence.note else ""
    sure = evidence.confidence
    return f"{CONFIDENCE_SIGN[sure]} {sure.words}. {named}{note}"


_WORDED: Final[Mapping[type, Callable[[Any], str]]] = {Evidence: _evidence_words, Dose: dose_line}


def _figures(instrument: Instrument) -> Iterator[RenderableType]:
    figures = figures_of(instrument.id)
    for each in fields(figures):
        rows = getattr(figures, each.name)
        if rows:
            yield _figure_table(_words(each.name), rows)
        else:
            yield Text(f"{_words(each.name)}: none known", style="dim")


def _figure_table(title: str, rows: tuple[Any, ...]) -> Table:
    table = plain_table(title)
    table.add_column("Score", no_wrap=True)
    table.add_column("Figure")
    table.add_column("Sources")
    for row in rows:
        score = getattr(row, "score", "")
        item = getattr(row, "item", None)
        sign = CONFIDENCE_SIGN[row.evidence.confidence]
        table.add_row(
            f"{score}.{item}" if item else f"{score}",
            Text(_figure_words(row)),
            Text(f"{sign} {', '.join(row.evidence.sources)}"),
        )
    table.caption, table.caption_justify = _KEY, "left"
    return table


def _figure_words(row: Any) -> str:
    head = f"{row.operator.value} {row.value:g} {row.unit}" if _has_limit(row) else ""
    return signed_text("; ".join([head, *_other_words(row)] if head else _other_words(row)))


def _has_limit(row: Any) -> bool:
    return isinstance(row, CutOff) and row.value is not None


def _other_words(row: Any) -> Iterator[str]:
    said = (*_NOT_IN_TABLES, "score", "item", *(_LIMIT_FIELDS if _has_limit(row) else ()))
    for each in fields(row):
        value = getattr(row, each.name)
        if each.name in said or _is_empty(value) or value == "":
            continue
        if each.name in ("population", "words", "meaning"):
            yield value.words if each.name == "population" else value
        else:
            yield f"{_words(each.name).lower()} {_shown(value)}"


_LIMIT_FIELDS: Final = ("operator", "value", "unit")
