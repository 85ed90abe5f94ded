"""Stances that were held, one by one or as a protocol, as tests."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from restride.clinical.circumstances import Floor
from restride.clinical.recorded.recorded_test import RecordedTest, device_of, missing
from restride.terms import Stance, Surface

if TYPE_CHECKING:
    from restride.analysis.protocol_analysis import ProtocolAnalysis, ProtocolTrial
    from restride.analysis.tasks.quiet_standing import StandingAnalysis

#: Trials of a stance that count, and how long each lasts at most. [cohen1993] [springer2007]
_STANCE_TRIALS_COUNT: Final = 3
_SENSORY_S: Final = 30.0
_ONE_LEG_S: Final = 45.0


def standing_tests(analysis: "StandingAnalysis") -> tuple[RecordedTest, ...]:
    """Give the single-leg stance of one trial; other stances are no test by themselves."""
    condition = analysis.condition
    on_one_leg = condition.stance is Stance.SINGLE_LEG and condition.surface is not Surface.FOAM
    if not on_one_leg or condition.side is None or condition.eyes is None:
        return ()
    key = f"{condition.side}:eyes_{condition.eyes}_s"
    held_s = min(analysis.held_s, _ONE_LEG_S)
    wanted_s = analysis.wanted_s
    return (_on_one_leg({key: (held_s,)}, device_of(analysis.source), _cut(wanted_s, held_s)),)


def protocol_tests(analysis: "ProtocolAnalysis") -> tuple[RecordedTest, ...]:
    """Give the times held in the sensory conditions, or on one leg."""
    trials = [trial for each in analysis.conditions for trial in each.trials]
    device = next(
        (device_of(each.analysis.source) for each in trials if each.analysis is not None),
        "stopwatch",
    )
    if analysis.kind == "mctsib":
        return _sensory(trials, device=device)
    one_leg = _held_by(trials, key_of=_one_leg_key, longest_s=_ONE_LEG_S)
    if not one_leg:
        return ()
    cut = [
        note
        for each in trials
        if _one_leg_key(each) and each.held_s is not None
        for note in _cut(each.wanted_s, each.held_s)
    ]
    return (_on_one_leg(one_leg, device, tuple(dict.fromkeys(cut))),)


def _sensory(trials: Iterable["ProtocolTrial"], *, device: str) -> tuple[RecordedTest, ...]:
    trials = list(trials)
    held = _held_by(trials, key_of=_sensory_key, longest_s=_SENSORY_S)
    stances = sorted({str(each.condition.stance or "unknown") for each in trials})
    protocol = f"stance {', '.join(stances)}, 30 s"
    if not held:
        return (
            missing(
                "mctsib", protocol=protocol, device=device, reason="no condition has a time held"
            ),
        )
    cut = [
        note
        for each in trials
        if each.held_s is not None
        for note in _cut(each.wanted_s, each.held_s, longest_s=_SENSORY_S)
    ]
    return (
        RecordedTest(
            instrument="mctsib",
            protocol=protocol,
            measured_with=device,
            trials=held,
            notes=tuple(dict.fromkeys(cut)),
        ),
    )


def _held_by(
    trials: Iterable["ProtocolTrial"],
    *,
    key_of: Callable[["ProtocolTrial"], str | None],
    longest_s: float,
) -> dict[str, tuple[float, ...]]:
    """Gather the times by item, in order, no more than count and none longer than the test."""
    held: dict[str, tuple[float, ...]] = {}
    for trial in trials:
        key = key_of(trial)
        if key is None or trial.held_s is None:
            continue
        before = held.get(key, ())
        if len(before) < _STANCE_TRIALS_COUNT:
            held[key] = (*before, min(trial.held_s, longest_s))
    return held


def _sensory_key(trial: "ProtocolTrial") -> str | None:
    surface, eyes = trial.condition.surface, trial.condition.eyes
    return None if surface is None or eyes is None else f"{surface}_eyes_{eyes}_s"


def _one_leg_key(trial: "ProtocolTrial") -> str | None:
    condition = trial.condition
    if condition.stance is not Stance.SINGLE_LEG or condition.surface is Surface.FOAM:
        return None
    if condition.side is None or condition.eyes is None:
        return None
    return f"{condition.side}:eyes_{condition.eyes}_s"


def _on_one_leg(
    trials: dict[str, tuple[float, ...]], device: str, notes: tuple[str, ...]
) -> RecordedTest:
    return RecordedTest(
        instrument="sls",
        protocol="recorded stance",
        measured_with=device,
        trials=trials,
        floor=Floor.FIRM,
        notes=notes,
    )


def _cut(
    wanted_s: float | None, held_s: float, *, longest_s: float = _ONE_LEG_S
) -> tuple[str, ...]:
    """Say that a person might have stood for longer than they were asked to."""
    if wanted_s is None or wanted_s >= longest_s or held_s < wanted_s:
        return ()
    return (f"Asked for {wanted_s:g} s only: the time may be longer.",)
