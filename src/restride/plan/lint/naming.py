"""Whether every name that a row uses is there: sources, conditions, codes, metrics, scores."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from restride.clinical.conditions import Condition
from restride.clinical.evidence import CitedSource, Confidence, Evidence, Reading
from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.schemas import CutOff
from restride.clinical.precautions import Precaution
from restride.plan.education import EducationTopic
from restride.plan.exercise import Exercise, Metric
from restride.plan.library import Equipment, StopSet
from restride.plan.lint.problem import Problem
from restride.plan.lint.shelf import Shelf, parts

#: What the names of a field are names of: by class and field, or by field alone.
_NAMES_OF: Final[Mapping[tuple[str, str], type]] = {
    ("", "sources"): CitedSource,
    ("", "condition"): Condition,
    ("", "conditions"): Condition,
    ("", "except_conditions"): Condition,
    ("", "asked_of"): Condition,
    ("", "settled_by"): Condition,
    ("", "parent"): Condition,
    ("", "not_for"): Condition,
    ("", "usual_precautions"): Precaution,
    ("", "precaution"): Precaution,
    ("", "blocked_if"): Precaution,
    ("Fault", "only_if"): Precaution,
    ("", "not_while"): Precaution,
    ("EducationTopic", "precautions"): Precaution,
    ("Occasion", "precautions"): Precaution,
    ("", "blocked_by"): Precaution,
    ("BatteryTest", "id"): Instrument,
    ("LimitIf", "code"): Precaution,
    ("", "adds_stop_set"): StopSet,
    ("", "stop_set"): StopSet,
    ("StopSet", "includes"): StopSet,
    ("", "metric"): Metric,
    ("Exercise", "feedback"): Metric,
    ("Exercise", "equipment"): Equipment,
    ("Selector", "exercises"): Exercise,
    ("Guideline", "measures"): Instrument,
    ("", "instrument"): Instrument,
    ("", "cut_off"): CutOff,
    ("", "education"): EducationTopic,
}


def check_names(shelf: Shelf) -> Iterator[Problem]:
    """Find every name that nothing bears."""
    known: dict[type, frozenset[str]] = {
        kind: frozenset(shelf.rows(kind)) for kind in set(_NAMES_OF.values())
    }
    for content in shelf.contents:
        for row in content.rows:
            for field, words in _unknown_names(row, known):
                yield Problem(file=content.file, row=row.id, field=field, words=words)


def _unknown_names(row: object, known: Mapping[type, frozenset[str]]) -> Iterator[tuple[str, str]]:
    for part in parts(row):
        for field, value in part.fields():
            kind = _NAMES_OF.get((part.owner, field), _NAMES_OF.get(("", field)))
            if kind is None:
                continue
            for name in _names(value):
                if name not in known[kind]:
                    yield part.path_of(field), f"{name!r} is no {_CALLED[kind]} that is there"


_CALLED: Final[Mapping[type, str]] = {
    CitedSource: "source",
    Condition: "condition",
    Precaution: "precaution",
    StopSet: "stop set",
    Metric: "metric",
    Equipment: "piece of equipment",
    Exercise: "exercise",
    Instrument: "instrument",
    CutOff: "cut-off",
    EducationTopic: "education topic",
}


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def check_scores(shelf: Shelf) -> Iterator[Problem]:
    """Find scores and items that their instrument has not, and own values of no meaning."""
    known = shelf.rows(Instrument)
    for content in shelf.contents:
        for row in content.rows:
            for part in parts(row):
                for field, words in _score_faults(part.value, known):
                    path = part.path_of(field)
                    yield Problem(file=content.file, row=row.id, field=path, words=words)


def _score_faults(row: object, known: Mapping[str, Instrument]) -> Iterator[tuple[str, str]]:
    instrument = known.get(str(getattr(row, "instrument", None)))
    if instrument is None:
        return
    wanted: tuple[tuple[str, Callable[[Instrument], set[str]]], ...] = (
        ("score", lambda each: {score.id for score in each.scores}),
        ("item", lambda each: {item.id for item in each.items}),
    )
    for field, ids in wanted:
        name = getattr(row, field, None)
        if name is not None and name not in ids(instrument):
            yield field, f"{instrument.id} has no {field} {name!r}"


def check_own_values(shelf: Shelf) -> Iterator[Problem]:
    """Find targets of the person's own value that no metric and no score gives."""
    metrics = shelf.rows(Metric)
    scores = {
        f"{row.id}.{score.id}" for row in shelf.rows(Instrument).values() for score in row.scores
    }
    for file, row in shelf.placed(Exercise):
        for number, target in enumerate(row.targets, start=1):
            if target.own is not None and target.own not in metrics and target.own not in scores:
                words = f"{target.own!r} is neither a metric nor a score of an instrument"
                yield Problem(file=file, row=row.id, field=f"targets.{number}.own", words=words)


def check_main_scores(shelf: Shelf) -> Iterator[Problem]:
    """Find instruments whose main score is not one of their scores."""
    for file, row in shelf.placed(Instrument):
        if row.main_score not in {score.id for score in row.scores}:
            words = f"{row.main_score!r} is none of its scores"
            yield Problem(file=file, row=row.id, field="main_score", words=words)


def check_confidence(shelf: Shelf) -> Iterator[Problem]:
    """Find rows that call themselves verified, and none of whose sources was read."""
    read = {
        row.id for row in shelf.rows(CitedSource).values() if row.reading is not Reading.NOT_READ
    }
    for content in shelf.contents:
        for row in content.rows:
            for part in parts(row):
                if not isinstance(part.value, Evidence) or read.intersection(part.value.sources):
                    continue
                if part.value.confidence is Confidence.VERIFIED:
                    path, words = part.path_of("confidence"), "verified, but no source was read"
                    yield Problem(file=content.file, row=row.id, field=path, words=words)
