"""What the measures on the page mean, each kind of measure once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

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
        Of titles that differ in nothing else, such as the direction.
    """
    found: dict[str, Meaning] = {}
    for measure in measures:
        row = measure.definition
        if row.key in left_out_keys:
            continue
        parts = (kinds or {}).items()
        title = next((title for part, title in parts if part in row.key), shown_title(row))
        for ending in endings:
            title = title.removesuffix(ending)
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
    return tuple(found.values())
