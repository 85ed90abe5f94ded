"""What sessions say of an exercise: what is unsafe, what is missing, what was a success.

See docs/decisions/0136-harder-same-or-easier.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from restride.clinical.aims import Category
from restride.clinical.care import Setting
from restride.clinical.conditions import ConditionKind, conditions, is_case_of
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.plan.exercise import Exercise, TargetBasis
from restride.plan.plan import Prescription
from restride.plan.programmes.figures import band_of, value_of
from restride.plan.progression.progress_state import ProgressState, SessionRecord, TherapistLimits

_RULES: Final = "progression_rules"
#: While one of these is not known to be absent, the surgeon's limit of pain holds.
#: House choice: docs/decisions/0136-harder-same-or-easier.md
_TISSUE_CODES: Final = (
    "surgery_lower_limb_recent",
    "fracture_not_cleared",
    "spine_surgery_first_phase",
    "wound_open_surgical",
    "vertebral_fracture_recent",
)
#: A fracture or an operation is fresh for so long. House choice: docs/decisions/0136
_FRESH_DAYS: Final = 84
#: Sets of stop rules under which dizziness is asked.
_DIZZY_SETS: Final = frozenset({"vest", "concussion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing that a session says, and the row of the rules behind it."""

    rule: str
    words: str
    #: Whether the therapist is told at once.
    alert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """An exercise of one person with its sessions, the oldest first."""

    exercise: Exercise
    prescription: Prescription
    records: tuple[SessionRecord, ...]
    limits: TherapistLimits
    state: ProgressState
    patient: Patient
    day: date

    @property
    def last(self) -> SessionRecord:
        """The newest session."""
        return self.records[-1]

    @property
    def is_postop(self) -> bool:
        """Whether an operation or a fracture is fresh enough for the surgeon's limit of pain."""
        acting = any(
            self.patient.answer(code, day=self.day).presence is not Presence.ABSENT
            for code in _TISSUE_CODES
        )
        return acting or any(
            each.since is None or (self.day - each.since).days <= _FRESH_DAYS
            for each in self.patient.diagnoses
            if conditions()[each.condition].kind is ConditionKind.SURGERY
            or is_case_of(each.condition, "fracture")
        )

    @property
    def is_balance(self) -> bool:
        """Whether wobbles are what counts."""
        return (
            self.exercise.category is Category.PROPRIOCEPTION_COORDINATION
            or "balance" in self.exercise.counts_as
        )

    @property
    def asks_dizziness(self) -> bool:
        """Whether dizziness is asked after it."""
        return not _DIZZY_SETS.isdisjoint(self.prescription.stop_sets)

    @property
    def effort_limit_points(self) -> float:
        """Tell the effort up to which it goes on."""
        targets = [
            each.high
            for each in self.prescription.targets
            if each.metric == "effort_0_10"
            and each.basis is TargetBasis.ABSOLUTE
            and each.high is not None
        ]
        if targets:
            return min(targets)
        return value_of(_RULES, "balance_effort" if self.is_balance else "effort")


def danger_of(course: Course) -> Sign | None:
    """Find what of the last day steps back at once, the gravest first; None where nothing does."""
    upto = [
        replace(course, records=course.records[: number + 1])
        for number, each in enumerate(course.records)
        if each.day == course.last.day
    ]
    signs = (check(each) for check in _DANGERS for each in upto)
    return next((sign for sign in signs if sign is not None), None)


def _near_fall(course: Course) -> Sign | None:
    if (course.last.near_falls_count or 0) < value_of(_RULES, "near_fall"):
        return None
    words = f"a near fall on {course.last.day}"
    return Sign(rule="near_fall", words=words, alert=True)


def _sharp_pain(course: Course) -> Sign | None:
    if not course.last.pain_sharp_or_new:
        return None
    words = f"sharp or new pain on {course.last.day}"
    return Sign(rule="pain_postop", words=words, alert=True)


def _pain(course: Course) -> Sign | None:
    record = course.last
    felt = [
        each for each in (record.pain_during_points, record.pain_after_points) if each is not None
    ]
    worst = max(felt, default=None)
    if worst is None:
        return None
    limit = course.limits.pain_limit_points
    if course.is_postop:
        if limit is not None and worst > limit:
            words = f"pain {worst:g} of 10, above the surgeon's limit of {limit:g}"
            return Sign(rule="pain_postop", words=words, alert=True)
        if limit is None and worst > band_of(_RULES, "pain_safe")[1]:
            words = f"pain {worst:g} of 10 after surgery or a fracture, and no surgeon's limit"
            return Sign(rule="pain_postop", words=words, alert=True)
    return _pain_zone(course, worst_points=worst)


def _pain_zone(course: Course, *, worst_points: float) -> Sign | None:
    record = course.last
    _, most_points = band_of(_RULES, "pain_acceptable")
    before = record.pain_before_points
    if worst_points > most_points:
        return Sign(rule="pain_acceptable", words=f"pain {worst_points:g} of 10, above 5")
    if before is not None and worst_points - before >= value_of(_RULES, "pain_rise"):
        return Sign(rule="pain_rise", words=f"pain from {before:g} to {worst_points:g} of 10")
    morning = record.pain_next_morning_points
    if before is not None and morning is not None and morning > before:
        words = f"pain {morning:g} of 10 the next morning, {before:g} before: not settled"
        return Sign(rule="pain_acceptable", words=words)
    return None


def _dizziness(course: Course) -> Sign | None:
    rise = course.last.dizziness_rise_points
    if rise is None:
        return None
    is_concussion = "concussion" in course.patient.all_condition_ids
    rule = "dizziness_concussion" if is_concussion else "dizziness_most"
    if rise <= value_of(_RULES, rule):
        return None
    return Sign(rule=rule, words=f"dizziness up by {rise:g} of 10", alert=is_concussion)


def _losses(course: Course) -> Sign | None:
    losses = course.last.steps_or_grabs_count
    if losses is None or losses < value_of(_RULES, "losses_in_a_set"):
        return None
    words = f"{losses} losses of balance that took a step or a hand"
    return Sign(rule="losses_in_a_set", words=words)


def _too_many_wobbles(course: Course) -> Sign | None:
    share = course.last.wobbles_share
    if share is None or not course.is_balance:
        return None
    if course.prescription.setting is Setting.CLINIC:
        if 100.0 * share <= band_of(_RULES, "clinic_band")[1]:
            return None
        return Sign(rule="clinic_band", words=f"{share:.0%} of tries wobbled: too hard")
    limit = value_of(_RULES, "home_band")
    running = [each.wobbles_share for each in course.records[-2:]]
    if len(running) < 2 or any(each is None or 100.0 * each <= limit for each in running):
        return None
    return Sign(rule="home_band", words=f"{share:.0%} of tries wobbled at home, twice running")


def _effort(course: Course) -> Sign | None:
    effort = course.last.effort_points
    if effort is None or effort < value_of(_RULES, "effort_too_high"):
        return None
    return Sign(rule="effort_too_high", words=f"effort {effort:g} of 10")


def _form(course: Course) -> Sign | None:
    last = course.records[-2:]
    if len(last) < 2 or not all(each.faults_after_cue_count for each in last):
        return None
    words = "faults stayed after the cue in two sessions running"
    return Sign(rule="one_at_a_time", words=words)


_DANGERS: Final[tuple[Callable[[Course], Sign | None], ...]] = (
    _near_fall,
    _sharp_pain,
    _pain,
    _dizziness,
    _losses,
    _too_many_wobbles,
    _effort,
    _form,
)


def missing_in(course: Course, records: Sequence[SessionRecord]) -> tuple[str, ...]:
    """Name what was not asked or counted in the sessions that a step up rests on."""
    return tuple(
        f"{record.day}: {name} not asked or counted"
        for record in records
        for name in _needed(course)
        if getattr(record, name) is None
    )


def _needed(course: Course) -> Iterator[str]:
    yield from ("near_falls_count", "effort_points", "faults_after_cue_count")
    yield from ("pain_before_points", "pain_during_points", "pain_next_morning_points")
    if course.asks_dizziness:
        yield "dizziness_rise_points"
    if course.is_balance:
        yield from ("tries_count", "corrected_wobbles_count", "steps_or_grabs_count")
    dose = course.prescription.dose
    yield "sets_count"
    if dose.repetitions_count is not None:
        yield "last_set_count"
    elif dose.work_s is not None:
        yield "work_s"
    elif dose.hold_start_s is not None:
        yield "hold_s"


def not_yet(course: Course, record: SessionRecord) -> str | None:
    """Tell why a session with all its answers is no success; None where it is one."""
    for check in (_dose_words, _pain_words, _effort_words, _balance_words, _target_words):
        words = check(course, record)
        if words is not None:
            return f"{record.day}: {words}"
    return None


def _dose_words(course: Course, record: SessionRecord) -> str | None:
    dose, state = course.prescription.dose, course.state
    if (record.sets_count or 0) < dose.sets_count:
        return f"{record.sets_count} of {dose.sets_count} sets"
    if dose.repetitions_count is not None:
        return _repetition_words(course, record)
    if dose.work_s is not None and (record.work_s or 0.0) < (state.work_s or 0.0):
        return f"{record.work_s:g} of {state.work_s:g} s of work"
    if dose.work_s is None and (record.hold_s or 0.0) < (state.hold_s or 0.0):
        return f"held {record.hold_s:g} of {state.hold_s:g} s"
    return None


def _repetition_words(course: Course, record: SessionRecord) -> str | None:
    target = course.state.repetitions_count or 0
    over = 0.0
    if course.exercise.category is Category.STRENGTH:
        over, _ = band_of(_RULES, "strength_over")
    if (record.last_set_count or 0) < target + over:
        return f"{record.last_set_count} repetitions in the last set, {target + over:g} needed"
    return None


def _pain_words(course: Course, record: SessionRecord) -> str | None:
    worst = max(record.pain_during_points or 0.0, record.pain_after_points or 0.0)
    _, safe_points = band_of(_RULES, "pain_safe")
    if course.is_postop and course.limits.pain_limit_points is None and worst > 0.0:
        return "pain after surgery or a fracture, and the surgeon's limit is not known"
    if worst > safe_points and _rises(course):
        return "pain rises from week to week"
    morning, before = record.pain_next_morning_points or 0.0, record.pain_before_points or 0.0
    return "pain had not settled by the next morning" if morning > before else None


def _rises(course: Course) -> bool:
    """Whether pain of the last seven days is above that of the seven days before."""
    weeks: tuple[list[float], list[float]] = ([], [])
    for each in course.records:
        days = (course.last.day - each.day).days
        if days < 14 and each.pain_during_points is not None:
            weeks[0 if days < 7 else 1].append(each.pain_during_points)
    now, before = weeks
    return bool(now) and bool(before) and max(now) > max(before)


def _effort_words(course: Course, record: SessionRecord) -> str | None:
    if (record.effort_points or 0.0) > course.effort_limit_points:
        return f"effort {record.effort_points:g} of 10, above {course.effort_limit_points:g}"
    if record.faults_after_cue_count:
        return f"{record.faults_after_cue_count} faults stayed after the cue"
    rise = record.dizziness_rise_points
    _, aim = band_of(_RULES, "dizziness_aim")
    return f"dizziness up by {rise:g} of 10" if rise is not None and rise > aim else None


def _balance_words(course: Course, record: SessionRecord) -> str | None:
    if record.near_falls_count:
        return "a near fall"
    share = record.wobbles_share
    if not course.is_balance:
        return None
    if share is None:
        return "no tries were counted"
    if record.steps_or_grabs_count:
        return f"{record.steps_or_grabs_count} steps or grabs"
    if course.prescription.setting is Setting.CLINIC:
        low_percent, _ = band_of(_RULES, "clinic_band")
        return "the right challenge still" if 100.0 * share >= low_percent else None
    limit = value_of(_RULES, "home_band")
    return f"{share:.0%} of tries wobbled" if 100.0 * share > limit else None


def _target_words(course: Course, record: SessionRecord) -> str | None:
    for target in course.prescription.targets:
        value = record.metrics.get(target.metric)
        if value is None or target.basis is not TargetBasis.ABSOLUTE:
            continue
        is_low = target.low is not None and value < target.low
        if is_low or (target.high is not None and value > target.high):
            return f"{target.when_out} ({value:g})"
    return None
