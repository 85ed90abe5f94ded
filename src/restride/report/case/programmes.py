"""Programmes that run beside the exercises: belt, support, beat, stripes and walking aids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from restride.clinical.evidence import cited_sources
from restride.plan.programmes.body_weight_support import SupportProgramme
from restride.plan.programmes.cueing import BeatProposal, StripeProposal
from restride.plan.programmes.device_content import HeldIn, devices
from restride.plan.programmes.devices import ChosenDevice, DeviceProposal
from restride.plan.programmes.heart_rate import HeartRateZone
from restride.plan.programmes.programmes import Programmes
from restride.plan.programmes.treadmill_programme import Intervals, TreadmillProgramme
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import NEED_WORDS, first_letter_up, plain_word, signed_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePart:
    """One programme in lines: "Start", "0.41 m/s"."""

    name: str
    lines: tuple[tuple[str, str], ...]
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammesPart:
    """All programmes, and what was not proposed."""

    parts: tuple[ProgrammePart, ...]
    #: "metronome: no finding asks for it. Record a walk."
    not_proposed: tuple[str, ...]
    missing: tuple[str, ...]


_Proposed = TreadmillProgramme | SupportProgramme | BeatProposal | StripeProposal


def _proposed(programmes: Programmes) -> Iterator[_Proposed]:
    for each in (programmes.treadmill, programmes.support, programmes.beat, programmes.stripes):
        if isinstance(each, _Proposed):
            yield each


def programmes_part(programmes: Programmes, citations: Citations) -> ProgrammesPart:
    """Word the programmes."""
    parts = [
        ProgrammePart(name=name, lines=tuple(lines), cited=citations.of(each.evidence))
        for each in _proposed(programmes)
        for name, lines in [_worded(each)]
    ]
    aids = [_aid(each, citations) for each in programmes.devices.chosen]
    return ProgrammesPart(
        parts=(*aids, *parts),
        not_proposed=tuple(
            f"{first_letter_up(each.what)}: {_sentence(each.why)} {each.do}"
            for each in programmes.not_proposed
        ),
        missing=tuple(_about_aids(programmes.devices)),
    )


def _worded(each: _Proposed) -> tuple[str, Iterator[tuple[str, str]]]:
    if isinstance(each, TreadmillProgramme):
        return "Treadmill", _treadmill(each)
    if isinstance(each, SupportProgramme):
        return "Body-weight support", _support(each)
    if isinstance(each, BeatProposal):
        return "Metronome, after a response test", _beat(each)
    return "Stripes across the path", _stripes(each)


def _filled(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, signed_text(_without_keys(text))) for name, text in pairs if text)


def _without_keys(text: str) -> str:
    """Leave out the keys of sources, which the numbers behind a programme's name stand for."""
    return _KEYS.sub(_without_key, text).replace(".; ", "; ")


def _sentence(text: str) -> str:
    plain = signed_text(_without_keys(text))
    return plain if plain.endswith(".") else f"{plain}."


def _without_key(found: re.Match[str]) -> str:
    if not set(found[1].split(", ")) <= cited_sources().keys():
        return found[0]
    return " (" if found[2] == "; " else ""


#: "(pohl2002; ..." and "(fame_hr)".
_KEYS: Final = re.compile(r" \(([a-z0-9_]+(?:, [a-z0-9_]+)*)(; |\))")


def _treadmill(each: TreadmillProgramme) -> Iterator[tuple[str, str]]:
    return _filled(
        ("Start", f"{each.start_mps:.2f} m/s, never above {each.ceiling_mps:.2f} m/s"),
        ("Ceiling", each.ceiling_words),
        ("Session", "; ".join(_block(b.words, b.duration_s, b.speed_mps) for b in each.blocks)),
        ("Raising", each.steps.words),
        ("Intervals", _intervals(each)),
        ("Heart rate", _zone(each.zone)),
        ("Steps", "" if each.step_goal_count is None else f"{each.step_goal_count} in a session"),
        ("Beside", first_letter_up(each.supervision.words)),
        ("Before the belt starts", "; ".join(each.checks)),
        ("! Limits", "; ".join(each.limits)),
        ("Because", "; ".join(each.reasons)),
        ("Missing", "; ".join(each.missing)),
    )


def _zone(zone: HeartRateZone) -> str:
    """Give the zone, or the effort where that leads."""
    effort = f"effort {zone.effort_low_points:g} to {zone.effort_high_points:g} of 10"
    low_bpm, high_bpm = zone.low_bpm, zone.high_bpm
    if low_bpm is None or high_bpm is None:
        return "; ".join([effort, *zone.words])
    return "; ".join([f"{low_bpm:.0f} to {high_bpm:.0f} beats/min, {effort}", *zone.words])


def _block(words: str, duration_s: float, speed_mps: float) -> str:
    return f"{words} {duration_s / 60.0:g} min at {speed_mps:.2f} m/s"


def _intervals(each: TreadmillProgramme) -> str:
    intervals = each.intervals
    if not isinstance(intervals, Intervals):
        return f"not proposed: {intervals.why} {intervals.do}"
    return (
        f"{intervals.bursts_count} bursts of {intervals.burst_s:g} s, rests from "
        f"{intervals.rest_first_s:g} s down to {intervals.rest_later_s:g} s; "
        f"{_zone(intervals.zone)}; needs {', '.join(NEED_WORDS[need] for need in intervals.needs)}"
    )


def _support(each: SupportProgramme) -> Iterator[tuple[str, str]]:
    return _filled(
        ("Start", f"{each.start_percent:g} % of body weight held"),
        ("Bounds", f"{each.least_percent:g} to {each.ceiling_percent:g} %"),
        ("Because", "; ".join(each.indications)),
        ("Against", "; ".join(each.against)),
        ("Less", each.cut_words),
        ("Leave it", each.leave_words),
        ("Write down", "; ".join(each.log)),
        ("! Limits", "; ".join(each.limits)),
    )


def _beat(each: BeatProposal) -> Iterator[tuple[str, str]]:
    raised = f"{each.raised_low_spm:.0f} to {each.raised_high_spm:.0f} steps/min"
    return _filled(
        ("Start", f"{each.start_spm:.0f} steps/min"),
        ("Then", f"{raised}, never above {each.ceiling_spm:.0f}"),
        ("How", " ".join(each.words)),
    )


def _stripes(each: StripeProposal) -> Iterator[tuple[str, str]]:
    return _filled(
        ("Apart", f"{each.apart_low_m:.2f} to {each.apart_high_m:.2f} m"),
        ("How", " ".join(each.words)),
    )


def _aid(each: ChosenDevice, citations: Citations) -> ProgrammePart:
    fit = each.fit
    height = "" if fit.handle_height_m is None else f"handle at {fit.handle_height_m:.2f} m"
    lines = _filled(
        ("Because", each.because),
        ("Set", ", ".join(part for part in (height, _held(each)) if part)),
        ("Fit", " ".join(fit.steps)),
        ("Patterns", "; ".join(pattern.name for pattern in each.patterns)),
        ("Or", ", ".join(_name(other) for other in each.alternatives)),
        ("Missing", "; ".join(fit.missing)),
        ("○", "to be confirmed by a therapist" if each.to_confirm else ""),
    )
    return ProgrammePart(
        name=f"Walking aid: {_name(each.device)}",
        lines=tuple(lines),
        cited=citations.of(each.evidence),
    )


def _held(each: ChosenDevice) -> str:
    """Say which hand holds it, or which leg wears it."""
    if each.fit.hand is None:
        return ""
    row = devices().get(each.device)
    is_worn = row is not None and row.hand is HeldIn.AFFECTED_LEG
    return f"on the {each.fit.hand} leg" if is_worn else f"in the {each.fit.hand} hand"


def _name(device_id: str) -> str:
    row = devices().get(device_id)
    return plain_word(device_id) if row is None else row.name.lower()


def _about_aids(proposal: DeviceProposal) -> Iterator[str]:
    if proposal.in_use_words:
        yield proposal.in_use_words
    yield from (f"Not {_name(each.device)}: {each.because}" for each in proposal.avoided)
    yield from proposal.missing
