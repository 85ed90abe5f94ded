"""Which stop rules the answers around a session reach: what should have ended an exercise.

See docs/decisions/0170-sessions-and-progress.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from restride.plan.library import StopRule, stop_sets

#: Asked after every session, whatever was trained: pain, balance and dizziness.
#: House choice: docs/decisions/0170-sessions-and-progress.md
_ALWAYS: Final = ("std", "balance", "vest")


@dataclass(frozen=True, slots=True, kw_only=True)
class StopHit:
    """A stop rule that was reached, and by what."""

    rule: StopRule
    #: In the unit of the rule's metric; None where the rule has no bound.
    value: float | None


def stop_hits(
    stop_set_names: Iterable[str],
    seen: Mapping[str, float],
    *,
    told: Iterable[str] = (),
) -> tuple[StopHit, ...]:
    """List the rules that were reached, those that end the most first; one for each metric.

    Parameters
    ----------
    stop_set_names
        Of the prescriptions; those on pain, balance and dizziness always count.
    seen
        Values by metric: ``pain_0_10``, ``pain_rise_0_10``, ``near_falls_count`` ...
    told
        Ids of rules without a bound that somebody reported: ``pain_sharp``, ``faint``.
    """
    rules = _rules(dict.fromkeys((*_ALWAYS, *stop_set_names)))
    named = set(told)
    hits = [
        StopHit(rule=rule, value=None if rule.metric is None else seen[rule.metric])
        for rule in rules.values()
        if rule.id in named or _is_reached(rule, seen)
    ]
    hits.sort(key=lambda each: -each.rule.degree.rank)
    first: dict[str, StopHit] = {}
    for each in hits:
        first.setdefault(each.rule.metric or each.rule.id, each)
    return tuple(first.values())


def _rules(names: Iterable[str]) -> dict[str, StopRule]:
    found: dict[str, StopRule] = {}
    for name in names:
        row = stop_sets()[name]
        found.update(_rules(row.includes))
        found.update({rule.id: rule for rule in row.rules})
    return found


def _is_reached(rule: StopRule, seen: Mapping[str, float]) -> bool:
    if rule.metric is None or rule.metric not in seen:
        return False
    value = seen[rule.metric]
    reached = (
        rule.at_or_above is not None and value >= rule.at_or_above,
        rule.above is not None and value > rule.above,
        rule.at_or_below is not None and value <= rule.at_or_below,
        rule.below is not None and value < rule.below,
    )
    return any(reached)
