"""What the measures on the page mean, each kind of measure once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from restride.measure import Measure
from restride.report.measure_rows import AMOUNT_KEYS

#: Measures of one kind share a definition: part of the key, and the title they are explained under.
_KINDS: Final = (
    ("_sd_", "Variability, SD"),
    ("_cv_", "Variability, relative"),
    ("_asymmetry_", "Asymmetry"),
    ("_harmonic_", "Harmonic ratio"),
    ("trunk_", "Trunk range of motion"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a measure, or the first of its kind, is, and who says so."""

    title: str
    definition: str
    source: str


def meanings_of(measures: Sequence[Measure]) -> tuple[Meaning, ...]:
    """Explain each measure, or the first of its kind."""
    found: dict[str, Meaning] = {}
    for measure in measures:
        row = measure.definition
        if row.key not in AMOUNT_KEYS:
            title = next((title for part, title in _KINDS if part in row.key), row.title)
            meaning = Meaning(title=title, definition=row.definition, source=row.source)
            found.setdefault(title, meaning)
    return tuple(found.values())
