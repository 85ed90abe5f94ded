"""The small print: how it was measured, what the intervals rest on, and who says so."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from restride.analysis.analysis import RecordingSummary, WalkAnalysis
from restride.measure import Interval, Measure, NotComputed
from restride.report.meanings import Meaning
from restride.report.measure_rows import AMOUNT_KEYS, MeasureTables
from restride.report.wording import ABSENT, PLACEMENT_IN_WORDS, listed, shown_title
from restride.sources import sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What something is called, and what it is."""

    name: str
    text: str


def _origins(analysis: WalkAnalysis) -> str:
    origins = analysis.origins
    trunk = f", trunk from {origins.trunk}" if origins.trunk is not None else ""
    return f"strides from {origins.strides}, turns from {origins.turns}{trunk}"


def method_of(analysis: WalkAnalysis) -> tuple[Fact, ...]:
    """Say with what the numbers were made, so that somebody can make them again."""
    settings = [
        f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in asdict(analysis.settings).items()
        if value is not None and name != "calibration"
    ]
    factor = analysis.calibration
    return (
        Fact(name="Algorithm", text=f"Restride {analysis.restride_version}; {_origins(analysis)}"),
        Fact(name="Sensors", text=sensors_in_words(analysis.recording)),
        Fact(
            name="Stride-length factor",
            text=ABSENT + " (none used)" if factor is None else f"{factor.factor_ratio:.3f}",
        ),
        Fact(name="Settings", text=", ".join(settings)),
        Fact(name="Content", text=(analysis.recording.content_hash or ABSENT)[:16]),
    )


def sensors_in_words(recording: RecordingSummary) -> str:
    """Say where each sensor was worn, and how fast it measured."""
    sensors = [
        f"{PLACEMENT_IN_WORDS[sensor.placement]} at {sensor.sampling_rate_hz:.4g} Hz"
        + ("" if sensor.has_gyroscope else ", without a gyroscope")
        for sensor in recording.sensors
    ]
    return "; ".join(sensors) or "none"


def bases_of(tables: MeasureTables) -> tuple[Fact, ...]:
    """Say on what the intervals of the headline rest."""
    shown = [row.both for row in tables.headline if row.both is not None]
    return tuple(
        Fact(name=measure.definition.title, text=measure.uncertainty.basis)
        for measure in shown
        if isinstance(measure.uncertainty, Interval)
    )


def without_interval(measures: Iterable[Measure]) -> tuple[Fact, ...]:
    """Say why measures bear no interval, each reason once."""
    titles: dict[str, list[str]] = {}
    for measure in measures:
        is_estimate = measure.value is not None and measure.definition.key not in AMOUNT_KEYS
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
