"""What stands beside the exercises: weekly minutes, stop rules, what was left out, what is open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.patient import Patient
from restride.plan.library import StopRule, find_exercise, stop_sets
from restride.plan.plan import LeftOut, Plan
from restride.plan.proposing.weekly_count import WeeklyCount
from restride.plan.stop_rules import stop_rules_for
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import DEGREE_WORDS, RULE_WORDS, first_letter_up, signed_text
from restride.report.wording import counted

_LATER: Final = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRow:
    """What is planned of something in a week, beside what is asked."""

    name: str
    planned: str
    asked: str
    #: "✓ reached", "39 min short"; empty where there is nothing to hold it against.
    held: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutGroup:
    """What one rule kept out."""

    head: str
    #: "ball: Catch; foam beam: Tandem stand on foam".
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """When, what to do, and where it holds."""

    degree: str
    words: str
    action: str
    holds_for: str


def weekly_rows(plan: Plan, citations: Citations) -> tuple[WeeklyRow, ...]:
    """Word the minutes of a week; one line for each dose that somebody asks for."""
    return tuple(_weekly(each, citations) for each in plan.weekly)


def _weekly(count: WeeklyCount, citations: Citations) -> WeeklyRow:
    target = count.target
    return WeeklyRow(
        name=first_letter_up(" and ".join(target.counts_as)),
        planned=_span(count.planned_min, count.planned_most_min),
        asked=signed_text(target.words),
        held=_held(count),
        cited=citations.of(target.evidence),
    )


def _span(least_min: float, most_min: float) -> str:
    least, most = f"{least_min:.0f}", f"{most_min:.0f}"
    return f"{least} min" if least == most else f"{least} to {most} min"


def _held(count: WeeklyCount) -> str:
    if count.target.minutes_per_week_min is None:
        return f"{counted(count.times_count, singular='time')} a week planned"
    if count.short_min:
        return f"△ {count.short_min:.0f} min short"
    return "✓ reached"


def left_out_groups(plan: Plan) -> tuple[LeftOutGroup, ...]:
    """Group what was left out by its rule; what comes later stands last."""
    groups: dict[str, list[LeftOut]] = {}
    for each in sorted(plan.left_out, key=lambda each: _place(each.rule)):
        groups.setdefault(each.rule, []).append(each)
    return tuple(
        LeftOutGroup(
            head=f"{RULE_WORDS.get(rule, rule)}: {counted(len(rows), singular='exercise')}",
            lines=tuple(_grouped_lines(rows, is_later=rule == _LATER)),
        )
        for rule, rows in groups.items()
    )


def _place(rule: str) -> int:
    names = list(RULE_WORDS)
    return names.index(rule) if rule in names else len(names)


def _grouped_lines(rows: Sequence[LeftOut], *, is_later: bool) -> Iterator[str]:
    by_why: dict[str, list[str]] = {}
    for each in rows:
        why = each.why.split("; ", 1)[-1] if is_later else each.why
        by_why.setdefault(first_letter_up(why), []).append(find_exercise(each.exercise).name)
    for why, names in by_why.items():
        yield f"{signed_text(why)}: {'; '.join(names)}"


def stop_lines(plan: Plan, *, patient: Patient, day: date) -> tuple[StopLine, ...]:
    """Gather every stop rule of the plan once, the gravest first."""
    own = {find_exercise(each.exercise).stop_set for each in plan.prescriptions}
    holds: dict[str, list[str]] = {}
    rules: dict[str, StopRule] = {}
    for name in sorted(own):
        for rule in stop_rules_for(name, patient, day=day):
            rules.setdefault(rule.id, rule)
            holds.setdefault(rule.id, []).append(name)
    ranked = sorted(rules.values(), key=lambda each: -each.degree.rank)
    return tuple(
        StopLine(
            degree=DEGREE_WORDS[each.degree],
            words=signed_text(each.words),
            action=each.action,
            holds_for="" if len(holds[each.id]) == len(own) else _sets(holds[each.id]),
        )
        for each in ranked
    )


def _sets(names: Iterable[str]) -> str:
    return ", ".join(stop_sets()[each].name.lower() for each in names)


def versions_line(plan: Plan) -> str:
    """Name the versions of the content; files of one version stand together."""
    by_version: dict[str, set[str]] = {}
    for name, version in plan.content_versions:
        by_version.setdefault(version, set()).add(name)
    return "; ".join(
        f"version {version}: {', '.join(sorted(names))}"
        for version, names in sorted(by_version.items())
    )
