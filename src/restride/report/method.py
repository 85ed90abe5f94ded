"""The small print: how it was measured, what the intervals rest on, and who says so."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from restride.analysis.analysis import RecordingSummary
from restride.measure import Interval, Measure, NotComputed
from restride.report.meanings import Meaning
from restride.report.wording import PLACEMENT_IN_WORDS, listed, shown_title
from restride.sources import sources

#: More measures than this with one reason are named by the first few.
_MOST_TITLES_COUNT: Final = 20
_NAMED_TITLES_COUNT: Final = 3
#: The spread of each measure is a number of its own: it stands in the JSON.
_SPREAD: Final = re.compile(r" \(standard deviation [^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What something is called, and what it is."""

    name: str
    text: str


def sensors_in_words(recording: RecordingSummary) -> str:
    """Say where each sensor was worn or what else recorded, and how fast it measured."""
    sensors = [
        f"{PLACEMENT_IN_WORDS[sensor.placement]} at {sensor.sampling_rate_hz:.4g} Hz"
        + ("" if sensor.has_gyroscope else ", without a gyroscope")
        for sensor in recording.sensors
    ]
    kinds = Counter((track.kind, track.sampling_rate_hz) for track in recording.tracks)
    tracks = [
        f"{_counted_kind(kind, count)} at {rate_hz:.4g} Hz"
        for (kind, rate_hz), count in kinds.items()
    ]
    return "; ".join((*sensors, *tracks)) or "none"


def _counted_kind(kind: str, count: int) -> str:
    name = kind.replace("-", " ")
    return f"{count} {name}s" if count > 1 and not name.endswith("s") else name


def bases_of(measures: Iterable[Measure]) -> tuple[Fact, ...]:
    """Say on what the intervals of these measures rest, each basis once."""
    titles: dict[str, list[str]] = {}
    for measure in measures:
        if measure.value is not None and isinstance(measure.uncertainty, Interval):
            title = measure.definition.title
            named = titles.setdefault(_SPREAD.sub("", measure.uncertainty.basis), [])
            named.extend([title] if title not in named else [])
    return tuple(Fact(name=_some_of(named), text=basis) for basis, named in titles.items())


def without_interval(
    measures: Iterable[Measure], *, left_out_keys: Collection[str] = ()
) -> tuple[Fact, ...]:
    """Say why measures bear no interval, each reason once."""
    titles: dict[str, list[str]] = {}
    for measure in measures:
        is_estimate = measure.value is not None and measure.definition.key not in left_out_keys
        if is_estimate and isinstance(measure.uncertainty, NotComputed):
            title = shown_title(measure.definition).lower()
            named = titles.setdefault(measure.uncertainty.reason, [])
            named.extend([title] if title not in named else [])
    return tuple(Fact(name=_some_of(named), text=reason) for reason, named in titles.items())


def _some_of(titles: list[str]) -> str:
    if len(titles) <= _MOST_TITLES_COUNT:
        return listed(titles)
    return listed([*titles[:_NAMED_TITLES_COUNT], f"{len(titles) - _NAMED_TITLES_COUNT} others"])


def sources_of(meanings: Iterable[Meaning]) -> tuple[Fact, ...]:
    """Resolve the keys that the definitions cite."""
    keys = dict.fromkeys(meaning.source for meaning in meanings if not meaning.is_secondary)
    known = sources()
    return tuple(Fact(name=key, text=_cited(key)) for key in sorted(keys) if key in known)


def _cited(key: str) -> str:
    row = sources()[key]
    first = row.authors.split(";")[0].split(",")[0]
    others = " et al." if ";" in row.authors else ""
    where = f"doi:{row.doi}" if row.doi else row.published_in
    return f"{first}{others} {row.year}, {where}"
