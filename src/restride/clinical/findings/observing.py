"""What is known of a person on a day: the latest results, and measures of recordings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from restride.clinical.finding import Observed
from restride.clinical.findings.deriving import derived_measures
from restride.clinical.instrument import instruments
from restride.clinical.interpretation import Interpretation, interpret
from restride.clinical.interpretation.rounding import rounded
from restride.clinical.interpretation.scores import with_unit
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ResultState
from restride.measure import Measure
from restride.terms import Side

#: Instrument of a value that was measured from a recording.
RECORDING = "recording"


def observed_measures(measures: Iterable[Measure]) -> dict[str, Observed]:
    """Make what findings look at from the measures of an analysis: by key, "left:" where sided."""
    found = {}
    for each in measures:
        key = each.definition.key
        name = key if each.side is None else f"{each.side}:{key}"
        found[name] = Observed(
            instrument=RECORDING,
            score=key,
            value=each.value,
            unit=each.definition.unit.shown,
            shown=_shown(each),
            side=each.side,
        )
    return found


def _shown(measure: Measure) -> str:
    if measure.value is None:
        return "—"
    decimals = measure.definition.decimals
    if measure.definition.unit.suffix == "share":
        return with_unit(rounded(100.0 * measure.value, max(decimals - 2, 0)), "%")
    return with_unit(rounded(measure.value, decimals), measure.definition.unit.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that rules may look at."""

    patient: Patient
    day: date
    #: On or before the day, the latest first.
    results: tuple[Result, ...]
    measures: tuple[Observed, ...]
    #: By what ``interpretation_key`` makes.
    interpretations: Mapping[str, Interpretation] | None = None
    #: What was interpreted already.
    made: dict[str, Interpretation] = field(default_factory=dict)

    def measured(self, key: str, side: Side | None) -> Observed | None:
        """Find a measure of a recording that has a value."""
        for each in self.measures:
            if each.score == key and each.side is side and each.value is not None:
                return each
        return None

    def latest(self, instrument: str) -> Result | None:
        """Find the latest test that tells something about what the person can do."""
        for each in self.results:
            if each.instrument == instrument and each.state.is_known:
                return each
        return None

    def scored(
        self, instrument: str, score: str, *, item: str | None, side: Side | None
    ) -> tuple[Result, Observed] | None:
        """Find the latest value of a score, as it is shown, with its test."""
        for each in self.results:
            if each.instrument != instrument or not each.state.is_known:
                continue
            value = each.value(score, item=item, side=side)
            if value is not None:
                return each, _observed(each, score, value=value, item=item, side=side)
        return None

    def interpreted(self, result: Result, seen: Observed) -> Interpretation | None:
        """Tell what a value means for the person; None where nothing was handed in for it."""
        key = interpretation_key(seen)
        if self.interpretations is not None:
            return self.interpretations.get(key)
        if key not in self.made:
            self.made[key] = interpret(
                seen.value,
                instrument_id=seen.instrument,
                score_id=seen.score,
                patient=self.patient,
                circumstances=result.circumstances,
                day=result.tested_on,
                item=seen.item,
            )
        return self.made[key]


def interpretation_key(seen: Observed) -> str:
    """Name a value: "tug.time_s", "mmt.grade.knee_extension.left"."""
    parts = (seen.instrument, seen.score, seen.item, seen.side)
    return ".".join(str(each) for each in parts if each is not None)


def _observed(
    result: Result, score_id: str, *, value: float, item: str | None, side: Side | None
) -> Observed:
    row = instruments().get(result.instrument)
    scores = {} if row is None else {each.id: each for each in row.scores}
    score = scores.get(score_id)
    number = value if score is None else rounded(value, score.decimals)
    return Observed(
        instrument=result.instrument,
        score=score_id,
        value=float(number),
        unit="" if score is None else score.unit,
        shown=with_unit(number, "" if score is None else score.unit),
        side=side,
        item=item,
    )


def known_of(
    *,
    patient: Patient,
    results: Sequence[Result],
    measures: Mapping[str, Observed],
    interpretations: Mapping[str, Interpretation] | None,
    day: date,
) -> Known:
    """Order what is known; what was tested after the day is not looked at."""
    last_entered_first = [each for each in results[::-1] if each.tested_on <= day]
    latest = sorted(last_entered_first, key=lambda each: each.tested_on, reverse=True)
    seen = tuple(measures.values())
    return Known(
        patient=patient,
        day=day,
        results=tuple(latest),
        measures=(*seen, *derived_measures(seen)),
        interpretations=interpretations,
    )


def not_able(result: Result | None) -> bool | None:
    """Whether a test could not be done; None where it was not tried."""
    if result is None:
        return None
    return result.state in (ResultState.UNABLE, ResultState.UNSAFE)
