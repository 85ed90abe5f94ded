"""What the measures on the page mean, each kind of measure once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from restride.measure import Measure
from restride.report.measure_rows import AMOUNT_KEYS, MeasureTables
from restride.report.wording import shown_title

#: Measures of one kind share a definition: part of the key, and the title they are explained under.
_KINDS: Final = (
    ("_sd_", "Variability, SD"),
    ("_cv_", "Variability, relative"),
    ("_asymmetry_", "Asymmetry"),
    ("_harmonic_", "Harmonic ratio"),
    ("trunk_", "Trunk range of motion"),
)
#: Kinds that page one shows in full.
_MAIN_KINDS: Final = frozenset({"Variability, SD", "Variability, relative", "Asymmetry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a measure, or the first of its kind, is, and who says so."""

    title: str
    definition: str
    source: str
    #: Of a measure that is no main one: explained on the screen, left out in print.
    is_secondary: bool


def meanings_of(measures: Sequence[Measure], *, tables: MeasureTables) -> tuple[Meaning, ...]:
    """Explain each measure, or the first of its kind."""
    main = {row.stem for row in (*tables.headline, *tables.pairs)}
    found: dict[str, Meaning] = {}
    for measure in measures:
        row = measure.definition
        if row.key not in AMOUNT_KEYS:
            title = next((title for part, title in _KINDS if part in row.key), shown_title(row))
            is_main = row.key.rsplit("_", 1)[0] in main or title in _MAIN_KINDS
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
