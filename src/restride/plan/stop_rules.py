"""Which stop rules hold for an exercise of a person: its own and those the person's state adds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence, precautions
from restride.clinical.safety.vital_limits import VitalAct, VitalLimit, vital_limits
from restride.errors import ContentError
from restride.plan.library import StopDegree, StopRule, stop_sets

#: Conditions whose people train under a further set.
#: House choice: docs/decisions/0123-stop-rules.md
_SET_OF_CONDITION: Final = {"vestibular": "vest", "concussion": "concussion"}

_DEGREE_OF_ACT: Final = {
    VitalAct.DO_NOT_START: StopDegree.END_SESSION,
    VitalAct.STOP: StopDegree.END_SESSION,
    VitalAct.SLOW_DOWN: StopDegree.SLOW_DOWN,
    VitalAct.CAUTION: StopDegree.SLOW_DOWN,
}


def stop_sets_for(exercise_stop_set: str, patient: Patient, *, day: date) -> tuple[str, ...]:
    """Name the sets that hold: the exercise's own first, then those that the person adds.

    A precaution that is present or unanswered adds its set.

    Raises
    ------
    ContentError
        No set bears the name.
    """
    added = {
        row.adds_stop_set
        for row in precautions().values()
        if row.adds_stop_set and patient.answer(row.id, day=day).presence is not Presence.ABSENT
    }
    named = {
        name
        for condition, name in _SET_OF_CONDITION.items()
        if condition in patient.all_condition_ids
    }
    order = list(stop_sets())
    further = (added | named) - {exercise_stop_set}
    return (_known(exercise_stop_set), *sorted(further, key=order.index))


def stop_rules_for(
    exercise_stop_set: str,
    patient: Patient,
    *,
    day: date,
    own_saturation_percent: float | None = None,
) -> tuple[StopRule, ...]:
    """Gather the rules of every set that holds; of several bounds on one thing the strictest wins.

    Parameters
    ----------
    exercise_stop_set
        Of the exercise.
    patient
        Whose precautions and conditions add sets.
    day
        On which it is trained.
    own_saturation_percent
        The saturation that a physician allows this person to fall to.

    Raises
    ------
    ContentError
        No set bears the name.
    """
    names = stop_sets_for(exercise_stop_set, patient, day=day)
    rules: dict[str, StopRule] = {}
    for name in names:
        for rule in _rules_of(name):
            rules.setdefault(rule.id, rule)
    kept = _strictest(tuple(rules.values()))
    return tuple(_with_own_saturation(rule, own_saturation_percent) for rule in kept)


def _known(name: str) -> str:
    if name not in stop_sets():
        raise ContentError(
            f"A set of stop rules must be one of {', '.join(stop_sets())}, and {name!r} is none of "
            "them. Use one of these."
        )
    return name


def _rules_of(name: str) -> Iterator[StopRule]:
    row = stop_sets()[_known(name)]
    for included in row.includes:
        yield from _rules_of(included)
    for limit in row.vital_limits:
        yield _rule_of(vital_limits()[limit])
    yield from row.rules


def _rule_of(limit: VitalLimit) -> StopRule:
    """Turn a row of the table of vital signs into a stop rule."""
    only_if = "" if limit.only_if is None else f" ({limit.only_if.replace('_', ' ')})"
    has_words = limit.only_if is None or limit.only_if.replace("_", " ") in limit.words
    return StopRule(
        id=limit.id,
        words=limit.words if has_words else f"{limit.words}{only_if}",
        degree=_DEGREE_OF_ACT[limit.act],
        metric=limit.sign.value,
        at_or_above=limit.at_or_above,
        above=limit.above,
        at_or_below=limit.at_or_below,
        below=limit.below,
        for_s=limit.for_s,
        action=limit.action,
        evidence=limit.evidence,
    )


def _strictest(rules: tuple[StopRule, ...]) -> tuple[StopRule, ...]:
    """Keep, of the rules on one metric that end equally much, the one that is reached first."""
    return tuple(rule for rule in rules if not any(_is_stricter(other, rule) for other in rules))


def _is_stricter(one: StopRule, other: StopRule) -> bool:
    """Whether ``one`` is reached before ``other`` and ends at least as much."""
    if one.metric is None or one.metric != other.metric or one.degree.rank < other.degree.rank:
        return False
    for first, second in ((_upper(one), _upper(other)), (_lower(one), _lower(other))):
        if first is not None and second is not None and first < second:
            return True
    return False


def _upper(rule: StopRule) -> tuple[float, bool] | None:
    """Tell an upper bound; a bound that is reached comes before one that is passed."""
    if rule.at_or_above is not None:
        return (rule.at_or_above, False)
    return None if rule.above is None else (rule.above, True)


def _lower(rule: StopRule) -> tuple[float, bool] | None:
    """Tell a lower bound, turned round so that less is stricter."""
    if rule.at_or_below is not None:
        return (-rule.at_or_below, False)
    return None if rule.below is None else (-rule.below, True)


def _with_own_saturation(rule: StopRule, own_percent: float | None) -> StopRule:
    """Put the limit prescribed for this person in the place of the general one."""
    limit = vital_limits().get(rule.id)
    if own_percent is None or limit is None or not limit.own_limit_first:
        return rule
    return replace(
        rule,
        words=f"Oxygen saturation below the person's own limit of {own_percent:g} %",
        below=own_percent,
    )
