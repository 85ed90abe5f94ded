"""The small print: how it was measured, what the intervals rest on, and who says so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from restride.analysis.analysis import RecordingSummary
from restride.measure import Interval, Measure, NotComputed
from restride.report.meanings import Meaning
from restride.report.wording import PLACEMENT_IN_WORDS, listed, shown_title
from restride.sources import sources


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
    tracks = [
        f"{track.kind.replace('-', ' ')} at {track.sampling_rate_hz:.4g} Hz"
        for track in recording.tracks
    ]
    return "; ".join((*sensors, *tracks)) or "none"


def bases_of(measures: Iterable[Measure]) -> tuple[Fact, ...]:
    """Say on what the intervals of these measures rest, each basis once."""
    titles: dict[str, list[str]] = {}
    for measure in measures:
        if measure.value is not None and isinstance(measure.uncertainty, Interval):
            title = measure.definition.title
            named = titles.setdefault(measure.uncertainty.basis, [])
            named.extend([title] if title not in named else [])
    return tuple(Fact(name=listed(named), text=basis) for basis, named in titles.items())


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
    return tuple(Fact(name=listed(named), text=reason) for reason, named in titles.items())


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
