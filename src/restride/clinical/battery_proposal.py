"""Which batteries fit a person: proposed from three answers and the conditions, with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from restride.clinical.batteries import (
    Battery,
    BatteryTest,
    Need,
    Step,
    battery_tests,
    find_battery,
    minutes_of,
)
from restride.clinical.battery_walk import LeftOut
from restride.clinical.care import WeightBearing
from restride.clinical.conditions import ConditionKind, conditions, find_condition, lineage
from restride.clinical.instrument import find_instrument
from restride.clinical.patient import Patient
from restride.clinical.precautions import PrecautionKind, Presence, precautions
from restride.errors import ContentError
from restride.terms import Side

#: Nobody is older.
_OLDEST_YEARS: Final = 120.0

#: Conditions whose people are tested for dizziness. House choice: docs/decisions/0106-batteries.md.
_DIZZY: Final = ("vestibular", "concussion")

#: What is asked where an answer is missing.
_QUESTIONS: Final = {
    "stands_30_s": "Can the person stand for 30 s without being held?",
    "walks_10_m": "Does the person walk 10 m, with an aid where they use one?",
    "endurance_wanted": "Is endurance to be tested?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryAnswers:
    """The three answers; None is not asked, which counts as no until it is."""

    stands_30_s: bool | None = None
    walks_10_m: bool | None = None
    endurance_wanted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What decides which tests fit a person."""

    answers: BatteryAnswers
    condition_ids: tuple[str, ...] = ()
    age_years: float | None = None
    #: By code; what is not here is unanswered where these people are asked, else absent.
    presences: Mapping[str, Presence] = field(default_factory=dict)
    #: The lesser of what the two legs may carry.
    weight_bearing: WeightBearing = WeightBearing.FULL

    def __post_init__(self) -> None:
        for condition_id in self.condition_ids:
            if condition_id not in conditions():
                find_condition(condition_id)
                raise ContentError(
                    f"condition_ids need ids, and {condition_id!r} is another name of "
                    f"{find_condition(condition_id).id!r}. Use the id."
                )
        for code in self.presences:
            if code not in precautions():
                raise ContentError(
                    f"presences: a code must be one of {', '.join(precautions())}, and one is "
                    f"{code!r}. Correct it."
                )
        if self.age_years is not None and not 0 <= self.age_years <= _OLDEST_YEARS:
            raise ContentError(
                f"age_years must be 0 to {_OLDEST_YEARS:g}, and is {self.age_years:g}. Correct it."
            )

    @property
    def lineages(self) -> frozenset[str]:
        """The conditions and all they are a case of."""
        return frozenset(up for own in self.condition_ids for up in lineage(own))

    def presence(self, code: str) -> Presence:
        """Tell what is known of a precaution."""
        if code in self.presences:
            return self.presences[code]
        asked_of = precautions()[code].asked_of
        asked = not asked_of or not self.lineages.isdisjoint(asked_of)
        return Presence.UNANSWERED if asked else Presence.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedBattery:
    """A battery cut to a person."""

    battery: Battery
    #: The first visit it is meant for.
    visit: int
    why: str
    left_out: tuple[LeftOut, ...] = ()

    @property
    def minutes(self) -> tuple[float, float]:
        """Least and most, of the steps that are needed."""
        return minutes_of(self.battery)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Batteries in the order they are done, and what was not known."""

    batteries: tuple[ProposedBattery, ...]
    #: Questions whose answers were missing and counted as no, or as present.
    missing: tuple[str, ...] = ()
    #: Why nothing is proposed.
    stopped: str | None = None


def candidate_of(patient: Patient, answers: BatteryAnswers, *, day: date) -> Candidate:
    """Gather what decides of a patient on a day."""
    legs = [patient.weight_bearing(side) for side in Side]
    return Candidate(
        answers=answers,
        condition_ids=patient.condition_ids,
        age_years=patient.person.age_years,
        presences={code: patient.answer(code, day=day).presence for code in precautions()},
        weight_bearing=min(legs, key=lambda grade: grade.rank),
    )


def propose_battery(candidate: Candidate) -> Proposal:
    """Propose batteries: the quick screen first, the longer one for the visit after.

    The same answers give the same proposal; every battery and every test left out says why.
    """
    flags = [
        row
        for row in precautions().values()
        if row.kind is PrecautionKind.RED_FLAG and candidate.presence(row.id) is Presence.PRESENT
    ]
    if flags:
        return Proposal(batteries=(), stopped=f"{flags[0].name}: {flags[0].action}")
    proposed = tuple(
        _cut(find_battery(battery_id), candidate, visit=visit, why=why)
        for battery_id, visit, why in _chosen(candidate)
    )
    return Proposal(batteries=proposed, missing=_missing(candidate, proposed))


def chosen_battery(battery_id: str, candidate: Candidate) -> ProposedBattery:
    """Cut a battery that a therapist chose to a person, whatever would be proposed.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    return _cut(find_battery(battery_id), candidate, visit=1, why="Chosen by the therapist.")


def retest_battery(tied: Iterable[str], candidate: Candidate) -> ProposedBattery:
    """Make the battery of a re-assessment: what goals and findings rest on, and walking speed.

    Parameters
    ----------
    tied
        Instruments of goals and findings.
    candidate
        The person, as they are now.

    Raises
    ------
    ContentError
        Nothing bears one of the ids.
    """
    wanted = {find_instrument(each).id for each in tied} | {"gait_speed_10m"}
    row = find_battery("retest")
    steps = tuple(step for step in row.steps if step.test in wanted)
    known = {step.test for step in steps}
    others = tuple(
        LeftOut(test=each, why="It is not a test of its own; it is asked while training.")
        for each in sorted(wanted - known)
    )
    cut = _cut(replace(row, steps=steps), candidate, visit=1, why="")
    return replace(cut, why=_retest_words(cut), left_out=(*cut.left_out, *others))


def _retest_words(cut: ProposedBattery) -> str:
    least, most = cut.minutes
    words = f"What goals and findings rest on, and walking speed: {least:g} to {most:g} min."
    limit = cut.battery.minutes[1]
    return (
        words if most <= limit else f"{words} That is above {limit:g} min: spread it over visits."
    )


def _chosen(candidate: Candidate) -> list[tuple[str, int, str]]:
    """Choose batteries, the visit and the reason."""
    chosen = [("first_visit_screen", 1, "Strength, range and posture belong to the first visit.")]
    if candidate.answers.stands_30_s and candidate.answers.walks_10_m:
        chosen.append(("quick_screen", 1, "Stands for 30 s and walks 10 m."))
        chosen.append(_longer(candidate))
    else:
        chosen.append(("low_level", 1, f"{_not_possible(candidate.answers)}."))
    if not candidate.lineages.isdisjoint(_DIZZY):
        why = "Dizziness: gaze and positions, after everything else of the visit."
        chosen.append(("vestibular_add_on", 1, why))
    return sorted(chosen, key=lambda row: row[1])


def _longer(candidate: Candidate) -> tuple[str, int, str]:
    kinds = {conditions()[own].kind for own in candidate.condition_ids}
    if ConditionKind.NEUROLOGICAL in kinds:
        why = "A neurological condition: the core set, over the second and third visit."
        return "neuro_core_set", 2, why
    if "athlete" in candidate.lineages and not _blocked(battery_tests()["hop_battery"], candidate):
        return "athlete_return", 2, "Return to sport, and nothing known forbids hopping."
    return "core_gait_balance", 2, "Standing, rising and walking in numbers, at the second visit."


def _not_possible(answers: BatteryAnswers) -> str:
    words = {False: "no", None: "not asked, which counts as no"}
    parts = [
        f"{name} {words[answer]}"
        for name, answer in (
            ("Standing for 30 s:", answers.stands_30_s),
            ("walking 10 m:", answers.walks_10_m),
        )
        if not answer
    ]
    joined = "; ".join(parts)
    return joined[0].upper() + joined[1:]


def _cut(battery: Battery, candidate: Candidate, *, visit: int, why: str) -> ProposedBattery:
    """Keep the steps that fit, and say of the others why not."""
    kept, left_out = [], []
    for step in battery.steps:
        if not _is_meant(step, candidate):
            continue
        reason = _blocked(battery_tests()[step.test], candidate)
        if reason is None:
            kept.append(replace(step, only_for=None, endurance=None))
        else:
            left_out.append(LeftOut(test=step.test, why=reason))
    cut = replace(battery, steps=tuple(kept))
    return ProposedBattery(battery=cut, visit=visit, why=why, left_out=tuple(left_out))


def _is_meant(step: Step, candidate: Candidate) -> bool:
    """Whether a step is for this person at all; a step for others needs no excuse."""
    if step.endurance is not None and step.endurance != bool(candidate.answers.endurance_wanted):
        return False
    only = step.only_for
    if only is None:
        return True
    aged = only.at_least_years is not None and (candidate.age_years or 0.0) >= only.at_least_years
    ill = not candidate.lineages.isdisjoint(only.conditions)
    warned = any(candidate.presence(code) is Presence.PRESENT for code in only.precautions)
    return aged or ill or warned


def _blocked(test: BatteryTest, candidate: Candidate) -> str | None:
    """Tell why a test is not possible or not safe now; None where it is."""
    able = {
        Need.STANDS_30_S: candidate.answers.stands_30_s,
        Need.WALKS_10_M: candidate.answers.walks_10_m,
    }
    for need in test.needs:
        if not able[need]:
            return f"It needs a yes to: {_QUESTIONS[need]}"
    if candidate.weight_bearing.rank < test.min_weight_bearing.rank:
        return (
            f"It needs {test.min_weight_bearing} on both legs, and the order is "
            f"{candidate.weight_bearing}."
        )
    for code in test.blocked_by:
        presence = candidate.presence(code)
        if presence is not Presence.ABSENT:
            return f"{precautions()[code].name}: {presence}."
    return None


def _missing(candidate: Candidate, proposed: tuple[ProposedBattery, ...]) -> tuple[str, ...]:
    """List the questions whose answers would have changed something."""
    questions = [
        words for name, words in _QUESTIONS.items() if getattr(candidate.answers, name) is None
    ]
    codes = {
        code
        for each in proposed
        for left_out in each.left_out
        for code in battery_tests()[left_out.test].blocked_by
        if candidate.presence(code) is Presence.UNANSWERED
    }
    flags = [
        row.id
        for row in precautions().values()
        if row.kind is PrecautionKind.RED_FLAG and candidate.presence(row.id) is Presence.UNANSWERED
    ]
    ordered = [row for row in precautions().values() if row.id in codes or row.id in flags]
    return (*questions, *(row.question for row in ordered))
