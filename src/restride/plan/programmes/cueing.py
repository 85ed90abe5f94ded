"""A beat or stripes from the person's own walk, and whether a beat helps this person.

See docs/decisions/0135-cues-and-aids.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from restride.clinical.circumstances import MedicationState
from restride.clinical.evidence import Evidence
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.errors import ContentError
from restride.plan.programmes.figures import band_of, figures, value_of
from restride.plan.programmes.last_result import NotProposed

_FILE: Final = "cueing"
#: Walking of people lies inside. House choice: docs/decisions/0135
_CADENCE_SPM: Final = (20.0, 220.0)
_STEP_LENGTH_M: Final = (0.05, 1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatProposal:
    """A metronome for one person."""

    start_spm: float
    #: The next, when walking got no worse.
    raised_low_spm: float
    raised_high_spm: float
    ceiling_spm: float
    words: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StripeProposal:
    """Stripes across the path."""

    apart_low_m: float
    apart_high_m: float
    words: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class CuedWalk:
    """One walk of the response test; what was not measured is None."""

    cadence_spm: float
    step_length_m: float
    speed_mps: float | None = None
    freezes_count: int | None = None
    #: Mean distance of the steps from the beat.
    step_time_error_s: float | None = None
    medication: MedicationState | None = None


class BeatVerdict(StrEnum):
    """What a beat does to a person's walk."""

    HELPS = "helps"
    NO_CHANGE = "no_change"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatResponse:
    """The response test and what follows from it."""

    verdict: BeatVerdict
    words: tuple[str, ...]
    #: The precaution that is now present.
    precaution: str | None = None
    evidence: Evidence

    @property
    def helps(self) -> bool:
        """As the settings of a proposal take it."""
        return self.verdict is BeatVerdict.HELPS


def propose_beat(
    patient: Patient,
    *,
    own_cadence_spm: float | None,
    hurries: bool | None = None,
    day: date,
) -> BeatProposal | NotProposed:
    """Propose the beat to begin with.

    Parameters
    ----------
    hurries
        Whether the person hurries or takes tiny fast steps; None is "not asked", and then the beat
        is not raised.

    Raises
    ------
    ContentError
        A cadence that no person walks at.
    """
    presence = patient.answer("beat_worsens_walking", day=day).presence
    if presence is Presence.PRESENT:
        why = "A beat made walking worse in the response test."
        return NotProposed(what="metronome", why=why, do="Use stripes or no cue.")
    if own_cadence_spm is None:
        why = "The own cadence is not known, and a beat is set from it."
        return NotProposed(what="metronome", why=why, do="Record or count a comfortable walk.")
    _refuse_outside("own_cadence_spm", own_cadence_spm, limits=_CADENCE_SPM)
    low, high = (each / 100.0 * own_cadence_spm for each in _band(hurries=hurries))
    return BeatProposal(
        start_spm=own_cadence_spm,
        raised_low_spm=low,
        raised_high_spm=high,
        ceiling_spm=_ceiling_percent(hurries=hurries) / 100.0 * own_cadence_spm,
        words=tuple(_beat_words(patient, hurries=hurries, day=day)),
        evidence=figures(_FILE)["beat_start"].evidence,
    )


def _band(*, hurries: bool | None) -> tuple[float, float]:
    """Tell in which per cent of the own cadence the next beat lies."""
    if hurries:
        return band_of(_FILE, "beat_hurrying")
    if hurries is None:
        return 100.0, 100.0
    low, high = band_of(_FILE, "beat_raise")
    return 100.0 + low, 100.0 + high


def _ceiling_percent(*, hurries: bool | None) -> float:
    return value_of(_FILE, "beat_ceiling") if hurries is False else 100.0


def _beat_words(patient: Patient, *, hurries: bool | None, day: date) -> list[str]:
    words = [f"{figures(_FILE)['test_first'].shown}: two walks, without and with"]
    if hurries is None:
        words.append("Not raised: whether the person hurries was not answered")
    if "parkinson" in patient.all_condition_ids:
        words.append("Write down medicine on, off or wearing off, and minutes since the dose")
    if patient.answer("freezing_of_gait", day=day).presence is Presence.PRESENT:
        words.append(figures(_FILE)["freezing_beat"].shown)
    return words


def propose_stripes(
    patient: Patient, *, own_step_length_m: float | None
) -> StripeProposal | NotProposed:
    """Propose how far apart stripes lie.

    Raises
    ------
    ContentError
        A step that no person takes.
    """
    if own_step_length_m is None:
        why = "The own step length is not known, and stripes are laid from it."
        return NotProposed(what="stripes", why=why, do="Record a walk, or count steps over 10 m.")
    _refuse_outside("own_step_length_m", own_step_length_m, limits=_STEP_LENGTH_M)
    low_m, high_m = (each / 100.0 * own_step_length_m for each in band_of(_FILE, "stripes"))
    words = [figures(_FILE)["stripes"].shown]
    height_m = patient.person.height_m
    if height_m is None:
        words.append("No ceiling from height: the height is not known")
    else:
        ceiling_m = value_of(_FILE, "stripes_ceiling") / 100.0 * height_m
        low_m, high_m = min(low_m, ceiling_m), min(high_m, ceiling_m)
        words.append(f"Never further apart than {ceiling_m:.2f} m, 45 % of height")
    return StripeProposal(
        apart_low_m=low_m,
        apart_high_m=high_m,
        words=tuple(words),
        evidence=figures(_FILE)["stripes"].evidence,
    )


def judge_beat(
    *, without: CuedWalk, cued: CuedWalk, beat_spm: float, hurries: bool = False
) -> BeatResponse:
    """Judge two walks, without and with a beat.

    Raises
    ------
    ContentError
        An impossible cadence or step length, or two states of the medicine.
    """
    _refuse_walks(without, cued, beat_spm=beat_spm)
    evidence = figures(_FILE)["test_first"].evidence
    worse = _what_got_worse(without, cued, hurries=hurries)
    if worse:
        return BeatResponse(
            verdict=BeatVerdict.WORSE,
            words=(*worse, "stop the beat"),
            precaution="beat_worsens_walking",
            evidence=evidence,
        )
    better: tuple[str, ...] = ()
    words: tuple[str, ...] = ("does not keep to the beat",)
    if follows_beat(cued, beat_spm=beat_spm):
        better = _what_got_better(without, cued)
        words = better or ("neither speed, step length nor freezing changed enough",)
    verdict = BeatVerdict.HELPS if better else BeatVerdict.NO_CHANGE
    return BeatResponse(verdict=verdict, words=words, evidence=evidence)


def follows_beat(walk: CuedWalk, *, beat_spm: float) -> bool:
    """Whether a person keeps to the beat, by cadence or by the time of the steps."""
    error_percent = 100.0 * abs(walk.cadence_spm - beat_spm) / beat_spm
    if error_percent < value_of(_FILE, "cadence_error"):
        return True
    return walk.step_time_error_s is not None and walk.step_time_error_s < value_of(
        _FILE, "step_time_error"
    )


def _change_percent(before: float, now: float) -> float:
    return round(100.0 * (now - before) / before, 6)


def _what_got_worse(without: CuedWalk, cued: CuedWalk, *, hurries: bool) -> tuple[str, ...]:
    least_percent = value_of(_FILE, "real_difference")
    words = []
    if _change_percent(without.step_length_m, cued.step_length_m) <= -least_percent:
        words.append("steps became shorter")
    if _froze_more(without, cued):
        words.append("feet froze more often")
    speed_percent = _speed_change_percent(without, cued)
    if not hurries and speed_percent is not None and speed_percent <= -least_percent:
        words.append("walking became slower")
    return tuple(words)


def _what_got_better(without: CuedWalk, cued: CuedWalk) -> tuple[str, ...]:
    least_percent = value_of(_FILE, "real_difference")
    length_percent = _change_percent(without.step_length_m, cued.step_length_m)
    if length_percent < 0.0:
        return ()
    words = []
    if length_percent >= least_percent:
        words.append("steps became longer")
    speed_percent = _speed_change_percent(without, cued)
    if speed_percent is not None and speed_percent >= least_percent:
        words.append("walking became faster")
    if _froze_more(cued, without):
        words.append("feet froze less often")
    return tuple(words)


def _froze_more(one: CuedWalk, other: CuedWalk) -> bool:
    before, now = one.freezes_count, other.freezes_count
    return before is not None and now is not None and now > before


def _speed_change_percent(without: CuedWalk, cued: CuedWalk) -> float | None:
    if without.speed_mps is None or cued.speed_mps is None:
        return None
    return _change_percent(without.speed_mps, cued.speed_mps)


def _refuse_walks(without: CuedWalk, cued: CuedWalk, *, beat_spm: float) -> None:
    _refuse_outside("beat_spm", beat_spm, limits=_CADENCE_SPM)
    for each in (without, cued):
        _refuse_outside("cadence_spm", each.cadence_spm, limits=_CADENCE_SPM)
        _refuse_outside("step_length_m", each.step_length_m, limits=_STEP_LENGTH_M)
        if each.speed_mps is not None:
            _refuse_outside("speed_mps", each.speed_mps, limits=(0.05, 3.0))
    if without.medication is not cued.medication:
        raise ContentError(
            "Both walks must be in one state of the medicine, and they are in "
            f"{without.medication or 'none written down'} and {cued.medication or 'none'}. Walk "
            "again in one state."
        )


def _refuse_outside(name: str, value: float, *, limits: tuple[float, float]) -> None:
    low, high = limits
    if not low <= value <= high:
        raise ContentError(
            f"{name} must lie between {low:g} and {high:g}, and is {value:g}. Correct it."
        )
