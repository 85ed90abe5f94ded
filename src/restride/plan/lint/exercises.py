"""Whether an exercise is whole: aims, targets, faults, steps that name what is needed, ladders."""

from collections.abc import Iterator
from typing import Final

from restride.clinical.care import WeightBearing
from restride.clinical.evidence import Confidence
from restride.plan.exercise import Exercise, Need, Position, TargetBasis
from restride.plan.ladders import LinkFault, broken_links
from restride.plan.library import Equipment
from restride.plan.lint.problem import Problem
from restride.plan.lint.shelf import Shelf

_Fault = tuple[str, str]

#: What the minutes of an exercise may count as.
COUNTS_AS: Final = frozenset({"strength", "balance", "stepping", "aerobic", "mobility", "gaze"})
_LEVELS: Final = (1, 10)
#: Steps are read while exercising.
#: House choice: docs/decisions/0111-what-content-is-checked-for.md
_STEPS_COUNT: Final = (2, 6)
#: Places, and what the helper brings: no step needs to name them.
_UNNAMED: Final = frozenset(
    {"gait_belt", "watch", "heart_rate_sensor", "blood_pressure_cuff"}
    | {"corridor", "walkway", "running_track", "outdoor_path"}
)


#: Other words for a thing, as people say them.
_ALSO_CALLED: Final = {
    "floor_tape": {"square"},
    "hurdles": {"obstacle"},
    "pillow": {"cushion"},
    "targets": {"letter", "mark"},
    "chair": {"seat", "sit"},
    "bed": {"roll", "lying", "lie"},
}
_SMALL_WORDS: Final = frozenset({"with", "and", "the", "for", "other", "without"})


def check_exercises(shelf: Shelf) -> Iterator[Problem]:
    """Find what is missing from an exercise or contradicts itself."""
    things = shelf.rows(Equipment)
    for file, row in shelf.placed(Exercise):
        faults = (
            *_words(row),
            *_targets(row),
            *_unnamed_things(row, things),
            *_load(row),
            *_limits(row),
        )
        for field, words in faults:
            yield Problem(file=file, row=row.id, field=field, words=words)


def _words(row: Exercise) -> Iterator[_Fault]:
    low, high = _LEVELS
    if not low <= row.level <= high:
        yield "level", f"must lie between {low} and {high}, and is {row.level}"
    low, high = _STEPS_COUNT
    if not low <= len(row.steps) <= high:
        yield "steps", f"{low} to {high} steps are needed, and there are {len(row.steps)}"
    lists = ("aims", "conditions", "body_parts", "faults", "settings", "counts_as", "targets")
    for field in lists:
        if not getattr(row, field):
            yield field, "at least one is needed"
    strange = sorted(set(row.counts_as) - COUNTS_AS)
    if strange:
        yield "counts_as", f"may be {', '.join(sorted(COUNTS_AS))}, and one is {strange[0]!r}"
    if not row.evidence.sources:
        yield "evidence.sources", "at least one source is needed"


def _targets(row: Exercise) -> Iterator[_Fault]:
    if row.feedback not in {each.metric for each in row.targets}:
        yield "feedback", f"{row.feedback!r} must be the metric of one of the targets"
    for number, target in enumerate(row.targets, start=1):
        field = f"targets.{number}"
        if target.basis is not TargetBasis.ORDER and target.low is None and target.high is None:
            yield field, "needs a lower or an upper end"
        if (target.basis is TargetBasis.PERCENT_OF_OWN) != (target.own is not None):
            yield field, "percent_of_own and `own` belong together"
        if target.confidence is not Confidence.MEMORY and row.evidence.confidence.decides is False:
            yield field, "cannot be surer than the row it stands in"


def _unnamed_things(row: Exercise, things: dict[str, Equipment]) -> Iterator[_Fault]:
    text = " ".join((*row.steps, row.position_words, row.safety, row.name, row.note or "")).lower()
    for thing in row.equipment:
        held = thing == "counter" and Need.STEADY_SUPPORT in row.needs
        if held or thing in _UNNAMED or thing not in things:
            continue
        if not any(word in text for word in _words_for(things[thing])):
            yield "equipment", f"no step, position or safety line names {things[thing].name!r}"


def _words_for(thing: Equipment) -> set[str]:
    """Words of three letters and more that name a thing, without plural endings."""
    named = f"{thing.id.replace('_', ' ')} {thing.name}".lower().replace(",", " ")
    long = {word.rstrip("s") for word in named.split() if len(word) > 2}
    return (long | _ALSO_CALLED.get(thing.id, set())) - _SMALL_WORDS


def _load(row: Exercise) -> Iterator[_Fault]:
    load = row.leg_load
    if load.stricter.rank > load.other.rank:
        yield "leg_load", "the stricter leg must not need more than the other one"
    full = WeightBearing.FULL
    if row.position is Position.JUMPING and load.stricter is not full:
        yield "leg_load", f"a jump needs {full} on both legs, and it is {load.stricter}"
    if row.position is Position.SINGLE_LEG and load.other is not full:
        yield "leg_load", f"one leg needs {full} on the leg it is, and it is {load.other}"


def _limits(row: Exercise) -> Iterator[_Fault]:
    for number, limit in enumerate(row.limit_if, start=1):
        bounds = (limit.at_most, limit.at_least)
        if not limit.at_most_answer and all(each is None for each in bounds):
            yield f"limit_if.{number}", "needs at_most, at_least or at_most_answer"
    for phase in row.allowed_from:
        if phase.from_days < 0:
            yield "allowed_from", f"days must not be below 0, and are {phase.from_days}"


_LADDER_FIELD: Final = {
    LinkFault.UNKNOWN: "ladder",
    LinkFault.ONE_WAY: "ladder",
    LinkFault.FLAT: "ladder.harder",
    LinkFault.IDLE_AXIS: "ladder.changed",
    LinkFault.CIRCLE: "ladder.harder",
}


def check_ladders(shelf: Shelf) -> Iterator[Problem]:
    """Find links that lead nowhere, one way only, not up, or round in a circle."""
    for link in broken_links(shelf.rows(Exercise)):
        yield Problem(
            file=shelf.file_of[link.exercise],
            row=link.exercise,
            field=_LADDER_FIELD[link.fault],
            words=link.words,
        )
