"""Which walking aid, how it is fitted, in which hand, and in which order aid and feet move.

See docs/decisions/0135-cues-and-aids.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.care import WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.evidence import Evidence
from restride.clinical.finding import Finding
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.clinical.result import Result
from restride.clinical.safety.orders import missing_weight_bearing_orders, refuse_contradictions
from restride.plan.exercise import Need
from restride.plan.programmes.device_content import (
    CareAdvice,
    GaitPattern,
    KindOfPerson,
    SelectionRule,
    SelectionWhen,
    care_advice,
    device_graphs,
    devices,
    patterns_for,
    selection_rules,
)
from restride.plan.programmes.device_fit import Fit, affected_side, fit_device
from restride.plan.programmes.last_result import last_score
from restride.terms import Side

#: From this age on steadiness comes first. House choice: docs/decisions/0135-cues-and-aids.md
_STEADY_FROM_YEARS: Final = 65.0
#: Below, walking is slow enough to think of an aid. House choice: docs/decisions/0135
_SLOW_MPS: Final = 0.8
_FAC_WITH_HELP: Final = 3.0
_NO_AID: Final = (None, Aid.NONE, Aid.HARNESS, Aid.OTHER)
#: Whose people are kept steady whatever their age. House choice: docs/decisions/0135
_STEADY_CONDITIONS: Final = frozenset({"parkinson", "hip_fracture", "older_frail"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDevice:
    """An aid that is proposed."""

    device: str
    because: str
    #: Others that the same rule names, in its order.
    alternatives: tuple[str, ...]
    #: The rule rests on memory: a therapist confirms it before it counts.
    to_confirm: bool
    fit: Fit
    #: The steadiest first.
    patterns: tuple[GaitPattern, ...]
    needs: tuple[Need, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AvoidedDevice:
    """An aid that is kept out."""

    device: str
    because: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceProposal:
    """Walking aids for one person on one day."""

    kind: KindOfPerson
    #: The first is for walking; others are worn beside it.
    chosen: tuple[ChosenDevice, ...]
    avoided: tuple[AvoidedDevice, ...]
    #: The aid in use, as content names it, and what is said of it.
    in_use: str | None
    in_use_words: str | None
    missing: tuple[str, ...]
    care: tuple[CareAdvice, ...]

    @property
    def equipment(self) -> frozenset[str]:
        """What a plan may train with: what was read to be right, or takes no aid's place."""
        is_kept = self.in_use is not None and self.in_use not in {
            each.device for each in self.avoided
        }
        return frozenset(
            devices()[each.device].equipment
            for each in self.chosen
            if not each.to_confirm or not is_kept or each.device == self.in_use
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """All that a rule looks at."""

    patient: Patient
    day: date
    kind: KindOfPerson
    stricter: WeightBearing
    findings: frozenset[str]
    weak_sides: frozenset[Side]
    speed_mps: float | None
    fac_points: float | None
    tug_s: float | None

    @property
    def needs_aid(self) -> bool:
        return (
            self.patient.aid not in _NO_AID
            or (self.speed_mps is not None and self.speed_mps < _SLOW_MPS)
            or (self.fac_points is not None and self.fac_points <= _FAC_WITH_HELP)
        )

    def holds(self, rule: SelectionRule) -> bool:
        when = rule.when
        return self._person_fits(rule) and self._walk_fits(when) and self._legs_fit(when)

    def _person_fits(self, rule: SelectionRule) -> bool:
        when = rule.when
        return (
            _any(when.conditions, self.patient.all_condition_ids)
            and (not when.kinds or self.kind in when.kinds)
            and self._precautions_fit(when, is_keeping_out=not rule.choose)
            and (when.needs_aid is None or when.needs_aid is self.needs_aid)
        )

    def _precautions_fit(self, when: SelectionWhen, *, is_keeping_out: bool) -> bool:
        if not when.precautions:
            return True
        known = [self.patient.answer(code, day=self.day).presence for code in when.precautions]
        if is_keeping_out:
            return any(each is not Presence.ABSENT for each in known)
        return Presence.PRESENT in known

    def _walk_fits(self, when: SelectionWhen) -> bool:
        return (
            _at_most(self.fac_points, when.fac_at_most_points)
            and (when.tug_above_s is None or (self.tug_s or 0.0) > when.tug_above_s)
            and _within(self.speed_mps, low=when.speed_at_least_mps, below=when.speed_below_mps)
        )

    def _legs_fit(self, when: SelectionWhen) -> bool:
        is_one_sided = affected_side(self.patient) is not None
        return (
            (not when.weight_bearing or self.stricter in when.weight_bearing)
            and _any(when.findings, self.findings)
            and (when.one_sided is None or when.one_sided is is_one_sided)
            and (
                when.findings_both_sides is None
                or when.findings_both_sides is (len(self.weak_sides) == 2)
            )
        )


def _any(named: Sequence[str], there: frozenset[str]) -> bool:
    return not named or not there.isdisjoint(named)


def _at_most(value: float | None, limit: float | None) -> bool:
    return limit is None or (value is not None and value <= limit)


def _within(value: float | None, *, low: float | None, below: float | None) -> bool:
    if low is None and below is None:
        return True
    return value is not None and (low is None or value >= low) and (below is None or value < below)


def kind_of_person(patient: Patient, *, day: date) -> KindOfPerson:
    """Tell by which graph a person is weaned; what is not known counts as less able."""
    own = patient.all_condition_ids
    if "stroke" in own:
        return KindOfPerson.HEMIPARESIS
    age_years = patient.person.age_years
    is_able = all(
        patient.answer(code, day=day).presence is Presence.ABSENT
        for code in ("arms_weak", "cannot_stand_with_one_hand", "thinking_needs_supervision")
    )
    is_young = age_years is not None and age_years < _STEADY_FROM_YEARS
    if is_young and is_able and own.isdisjoint(_STEADY_CONDITIONS):
        return KindOfPerson.GOOD_ARMS
    return KindOfPerson.STEADY_FIRST


def choose_devices(
    patient: Patient,
    results: Sequence[Result],
    *,
    findings: Sequence[Finding] = (),
    day: date,
    wrist_height_m: float | None = None,
    elbow_deg: tuple[float, float] | None = None,
) -> DeviceProposal:
    """Propose walking aids, each fitted and with the ways of walking that the order allows.

    Raises
    ------
    ContentError
        Orders or answers that contradict each other, or an impossible measure.
    """
    refuse_contradictions(patient, day=day)
    view = _view(patient, results, findings=findings, day=day)
    held = [each for each in selection_rules() if view.holds(each)]
    avoided = {device: rule for rule in reversed(held) for device in rule.avoid}
    walking = _first(held, beside=False, avoided=frozenset(avoided))
    worn = _first(held, beside=True, avoided=frozenset(avoided))
    chosen = tuple(
        _choose(
            rule,
            view=view,
            avoided=frozenset(avoided),
            wrist_height_m=wrist_height_m,
            elbow_deg=elbow_deg,
        )
        for rule in (walking, worn)
        if rule is not None
    )
    in_use = _in_use(patient)
    return DeviceProposal(
        kind=view.kind,
        chosen=chosen,
        avoided=tuple(
            AvoidedDevice(
                device=each, because=avoided[each].because, evidence=avoided[each].evidence
            )
            for each in sorted(avoided)
        ),
        in_use=in_use,
        in_use_words=_in_use_words(in_use, kind=view.kind, chosen=chosen, avoided=avoided),
        missing=(
            *_missing(view, held=held, walking=walking),
            *(words for each in chosen for words in each.fit.missing),
        ),
        care=_care(chosen),
    )


def _view(
    patient: Patient, results: Sequence[Result], *, findings: Sequence[Finding], day: date
) -> _View:
    speed = last_score(results, test="gait_speed_10m", score="comfortable_mps", day=day)
    fac = last_score(results, test="fac", score="level", day=day)
    tug = last_score(results, test="tug", score="time_s", day=day)
    grades = [patient.weight_bearing(side) for side in Side]
    return _View(
        patient=patient,
        day=day,
        kind=kind_of_person(patient, day=day),
        stricter=min(grades, key=lambda grade: grade.rank),
        findings=frozenset(each.id for each in findings),
        weak_sides=frozenset(
            each.side for each in findings if each.id.startswith("weak_") and each.side is not None
        ),
        speed_mps=None if speed is None else speed.value,
        fac_points=None if fac is None else fac.value,
        tug_s=None if tug is None else tug.value,
    )


def _first(
    held: Sequence[SelectionRule], *, beside: bool, avoided: frozenset[str]
) -> SelectionRule | None:
    for rule in held:
        if rule.beside is beside and set(rule.choose) - avoided:
            return rule
    return None


def _choose(
    rule: SelectionRule,
    *,
    view: _View,
    avoided: frozenset[str],
    wrist_height_m: float | None,
    elbow_deg: tuple[float, float] | None,
) -> ChosenDevice:
    left = [each for each in rule.choose if each not in avoided]
    device = devices()[left[0]]
    return ChosenDevice(
        device=device.id,
        because=rule.because,
        alternatives=tuple(left[1:]),
        to_confirm=not rule.evidence.confidence.decides,
        fit=fit_device(device, view.patient, wrist_height_m=wrist_height_m, elbow_deg=elbow_deg),
        patterns=patterns_for(device.id, view.stricter),
        needs=(Need.DEVICE_FITTED, *rule.needs),
        evidence=rule.evidence,
    )


def _in_use(patient: Patient) -> str | None:
    if patient.aid in _NO_AID:
        return None
    return next((each.id for each in devices().values() if patient.aid in each.aids), None)


def _is_lighter(device: str, in_use: str, *, kind: KindOfPerson) -> bool:
    """Whether the graph of the person leads from the aid in use down to this one."""
    graph = device_graphs()[kind]
    reached, waiting = {in_use}, [in_use]
    while waiting:
        for each in graph.after(waiting.pop()):
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return device != in_use and device in reached


def _in_use_words(
    in_use: str | None,
    *,
    kind: KindOfPerson,
    chosen: Sequence[ChosenDevice],
    avoided: dict[str, SelectionRule],
) -> str | None:
    if in_use is None:
        return None
    name = devices()[in_use].name
    if in_use in avoided:
        return f"{name} is in use, and is advised against: {avoided[in_use].because}."
    walking = next((each for each in chosen if each.patterns), None)
    if walking is not None and _is_lighter(walking.device, in_use, kind=kind):
        return f"{name} is in use: a lighter one only by the criteria of weaning."
    if walking is not None and in_use != walking.device:
        return f"{name} is in use: it stays until the therapist has tried the other."
    return f"{name} is in use: check its height, tips and brakes."


def _missing(
    view: _View, *, held: Sequence[SelectionRule], walking: SelectionRule | None
) -> tuple[str, ...]:
    words = []
    if walking is None and any(each.choose and not each.beside for each in held):
        words.append("Every aid that a rule names is kept out by another: the therapist decides.")
    if missing_weight_bearing_orders(view.patient):
        words.append("The weight-bearing order is not given: the leg counts as not to be loaded.")
    for value, name in (
        (view.speed_mps, "the comfortable walk over 10 m"),
        (view.fac_points, "the Functional Ambulation Category"),
        (view.tug_s, "the timed up and go"),
    ):
        if value is None:
            words.append(f"Not measured: {name}; rules that need it said nothing.")
    return tuple(words)


def _care(chosen: Sequence[ChosenDevice]) -> tuple[CareAdvice, ...]:
    if not chosen:
        return ()
    arms = {devices()[each.device].arms.value for each in chosen}
    return tuple(
        each for each in care_advice() if each.for_hands == "any" or each.for_hands in arms
    )
