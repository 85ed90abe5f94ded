"""When a walking aid may give way to one that supports less: by criteria, in two sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.care import WeightBearing
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.errors import ContentError
from restride.plan.programmes.device_content import (
    KindOfPerson,
    device_graphs,
    devices,
    patterns_for,
)
from restride.terms import Side

#: From here on left and right differ too much. [convention]
_ASYMMETRY_PERCENT: Final = 10.0
#: Fast enough with the lighter aid. [convention]
_SPEED_MPS: Final = 0.8
#: Sure enough with the lighter aid, of 10. [convention]
_CONFIDENCE_POINTS: Final = 7.0
#: Sessions running in which all holds. [convention]
_SESSIONS_COUNT: Final = 2
#: No weaning so soon after a fall. House choice: docs/decisions/0135-cues-and-aids.md
_AFTER_FALL_DAYS: Final = 30
_EVIDENCE: Final = Evidence(sources=("convention",), confidence=Confidence.MEMORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaningTrial:
    """One session with the lighter aid beside the usual one; None is "not measured"."""

    day: date
    asymmetry_percent: float | None = None
    speed_mps: float | None = None
    speed_with_usual_mps: float | None = None
    tug_s: float | None = None
    tug_with_usual_s: float | None = None
    confidence_points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaningProposal:
    """Whether to step down, and to what."""

    may_step_down: bool
    #: What supports less, where there is something.
    to: tuple[str, ...]
    unmet: tuple[str, ...]
    missing: tuple[str, ...]
    evidence: Evidence


def propose_weaning(
    patient: Patient,
    *,
    device: str,
    kind: KindOfPerson,
    trials: Sequence[WeaningTrial],
    avoided: frozenset[str] = frozenset(),
    last_fall_on: date | None = None,
    day: date,
) -> WeaningProposal:
    """Say whether a lighter aid may take over; the therapist decides.

    Raises
    ------
    ContentError
        An aid that is not in the graph, or a trial of a day to come.
    """
    _refuse(device, kind=kind, trials=trials, day=day)
    to = tuple(each for each in _after(device, kind=kind) if each not in avoided)
    allowed = tuple(each for each in to if _order_allows(each, patient))
    unmet = [] if to else ["nothing lighter is in the graph of this person"]
    if to and not allowed:
        unmet.append("the weight-bearing order does not allow a lighter aid")
    unmet += _fall_words(patient, last_fall_on=last_fall_on, day=day)
    missing: list[str] = []
    last = sorted(trials, key=lambda each: each.day)[-_SESSIONS_COUNT:]
    if len({each.day for each in last}) < _SESSIONS_COUNT:
        missing.append(f"{_SESSIONS_COUNT} sessions with the lighter aid are needed")
    for each in last:
        for criterion, met in _criteria(each).items():
            if met is None:
                missing.append(f"{each.day}: {criterion} not measured")
            elif not met:
                unmet.append(f"{each.day}: {criterion} not met")
    return WeaningProposal(
        may_step_down=not unmet and not missing,
        to=allowed,
        unmet=tuple(unmet),
        missing=tuple(missing),
        evidence=_EVIDENCE,
    )


def _refuse(device: str, *, kind: KindOfPerson, trials: Sequence[WeaningTrial], day: date) -> None:
    known = [each.of for each in device_graphs()[kind].steps]
    if device not in known:
        raise ContentError(
            f"The aid to wean from must be one of {', '.join(known)} for {kind}, and is "
            f"{device!r}. Name the aid in use."
        )
    for each in trials:
        if each.day > day:
            raise ContentError(
                f"A trial must not come from a day to come, and one is of {each.day} while today "
                f"is {day}. Correct the day."
            )


def _after(device: str, *, kind: KindOfPerson) -> tuple[str, ...]:
    return device_graphs()[kind].after(device)


def _order_allows(device: str, patient: Patient) -> bool:
    stricter = min((patient.weight_bearing(side) for side in Side), key=lambda each: each.rank)
    if device in ("none", "one_crutch"):
        return stricter.rank >= WeightBearing.AS_TOLERATED.rank
    return bool(patterns_for(device, stricter)) and device in devices()


def _fall_words(patient: Patient, *, last_fall_on: date | None, day: date) -> list[str]:
    presence = patient.answer("fall_last_30_days", day=day).presence
    if presence is Presence.PRESENT:
        return ["a fall in the last 30 days"]
    if last_fall_on is not None and (day - last_fall_on).days <= _AFTER_FALL_DAYS:
        return [f"a fall on {last_fall_on}, in the last 30 days"]
    if presence is Presence.UNANSWERED:
        return ["whether there was a fall in the last 30 days was not answered"]
    return []


def _criteria(trial: WeaningTrial) -> dict[str, bool | None]:
    """Hold one session against every criterion; None is "not measured"."""
    return {
        "left and right differ by less than 10 %": (
            None
            if trial.asymmetry_percent is None
            else abs(trial.asymmetry_percent) < _ASYMMETRY_PERCENT
        ),
        "0.8 m/s, or no slower than with the usual aid": _fast_enough(trial),
        "timed up and go no slower than with the usual aid": (
            None
            if trial.tug_s is None or trial.tug_with_usual_s is None
            else trial.tug_s <= trial.tug_with_usual_s
        ),
        "sure of it, 7 of 10 or more": (
            None
            if trial.confidence_points is None
            else trial.confidence_points >= _CONFIDENCE_POINTS
        ),
    }


def _fast_enough(trial: WeaningTrial) -> bool | None:
    if trial.speed_mps is None:
        return None
    if trial.speed_mps >= _SPEED_MPS:
        return True
    if trial.speed_with_usual_mps is None:
        return None
    return trial.speed_mps >= trial.speed_with_usual_mps
