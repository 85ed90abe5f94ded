"""What the measures on the page mean, each kind of measure once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from restride.measure import Measure
from restride.report.wording import shown_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a measure, or the first of its kind, is, and who says so."""

    title: str
    definition: str
    source: str
    #: Of a measure that is no main one: explained on the screen, left out in print.
    is_secondary: bool


def meanings_of(
    measures: Sequence[Measure],
    *,
    main_stems: Collection[str],
    left_out_keys: Collection[str] = (),
    kinds: Mapping[str, str] | None = None,
    main_kinds: Collection[str] = (),
    endings: Sequence[str] = (),
) -> tuple[Meaning, ...]:
    """Explain each measure, or the first of its kind.

    Parameters
    ----------
    main_stems
        Keys without their unit of the measures that print explains too.
    kinds
        Measures of one kind share a definition: a part of their keys, and the title they are
        explained under.
    main_kinds
        Titles of the kinds that print explains too.
    endings
        Of titles that differ in nothing else, such as the direction: print explains one of them.
    """
    found: dict[str, Meaning] = {}
    for measure in measures:
        row = measure.definition
        if row.key in left_out_keys:
            continue
        parts = (kinds or {}).items()
        title = next((title for part, title in parts if part in row.key), shown_title(row))
        is_main = row.key.rsplit("_", 1)[0] in main_stems or title in main_kinds
        found.setdefault(
            title,
            Meaning(
                title=title,
                definition=row.definition,
                source=row.source,
                is_secondary=not is_main,
            ),
        )
    return _one_of_each(tuple(found.values()), endings=endings)


def _one_of_each(meanings: Sequence[Meaning], *, endings: Sequence[str]) -> tuple[Meaning, ...]:
    """Leave one main meaning of those that differ in their ending only: the one without it."""
    chosen: dict[str, Meaning] = {}
    for meaning in meanings:
        stem = _without(meaning.title, endings)
        if not meaning.is_secondary and (stem not in chosen or stem == meaning.title):
            chosen[stem] = meaning
    kept = {meaning.title for meaning in chosen.values()}
    return tuple(replace(meaning, is_secondary=meaning.title not in kept) for meaning in meanings)


def _without(title: str, endings: Sequence[str]) -> str:
    for ending in endings:
        title = title.removesuffix(ending)
    return title
