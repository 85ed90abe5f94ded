"""Programmes of one person: treadmill, support, cues, aids; what could not be proposed, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from restride.clinical.aims import Aim
from restride.clinical.care import Setting
from restride.clinical.finding import Finding
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence, precautions
from restride.clinical.result import Result
from restride.errors import ContentError
from restride.plan.library import find_exercise
from restride.plan.programmes.body_weight_support import SupportProgramme, propose_support
from restride.plan.programmes.cueing import (
    BeatProposal,
    StripeProposal,
    propose_beat,
    propose_stripes,
)
from restride.plan.programmes.devices import DeviceProposal, choose_devices
from restride.plan.programmes.last_result import NotProposed
from restride.plan.programmes.treadmill_programme import TreadmillProgramme, propose_treadmill
from restride.plan.screening import Restrictions, restrictions, screen

_Proposal = TypeVar("_Proposal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """What runs beside the rows of a plan, each to be confirmed by the therapist."""

    treadmill: TreadmillProgramme | NotProposed
    support: SupportProgramme | NotProposed
    beat: BeatProposal | NotProposed
    stripes: StripeProposal | NotProposed
    devices: DeviceProposal

    @property
    def not_proposed(self) -> tuple[NotProposed, ...]:
        """What could not be proposed, why, and what to do."""
        each = (self.treadmill, self.support, self.beat, self.stripes)
        return tuple(row for row in each if isinstance(row, NotProposed))


def propose_programmes(
    patient: Patient,
    *,
    day: date,
    results: Sequence[Result],
    findings: Sequence[Finding] = (),
    own: Mapping[str, float] | None = None,
    wrist_height_m: float | None = None,
) -> Programmes:
    """Propose every programme; an order that stands against one is its reason, no failure.

    Raises
    ------
    ContentError
        Orders or answers that contradict each other, or an impossible measure.
    """
    devices = choose_devices(
        patient, results, findings=findings, day=day, wrist_height_m=wrist_height_m
    )
    own = own or {}
    hurries = _hurries(patient, day=day)
    under = restrictions(patient, day=day, setting=Setting.CLINIC)
    if under.red_flags:
        return _closed(under.red_flags, devices=devices)
    return Programmes(
        treadmill=_open_to(
            "treadmill",
            lambda: propose_treadmill(patient, day=day, results=results, own=own),
            exercise_id="gait_treadmill",
            under=under,
        ),
        support=_open_to(
            "body-weight support",
            lambda: propose_support(patient, day=day, results=results),
            exercise_id="gait_bws",
            under=under,
        ),
        beat=_cue(
            "metronome",
            lambda: propose_beat(
                patient, own_cadence_spm=own.get("cadence_spm"), hurries=hurries, day=day
            ),
            findings=findings,
        ),
        stripes=_cue(
            "stripes",
            lambda: propose_stripes(patient, own_step_length_m=own.get("step_length_m")),
            findings=findings,
        ),
        devices=devices,
    )


def _closed(flags: Sequence[str], *, devices: DeviceProposal) -> Programmes:
    """Propose no walking while a red flag is there or was not asked about."""
    names = "; ".join(precautions()[code].name for code in flags)
    why = f"A red flag is present, or was not asked about: {names}."
    treadmill, support, beat, stripes = (
        NotProposed(what=what, why=why, do="Settle it before any training.")
        for what in ("treadmill", "body-weight support", "metronome", "stripes")
    )
    return Programmes(
        treadmill=treadmill, support=support, beat=beat, stripes=stripes, devices=devices
    )


def _open_to(
    what: str,
    propose: Callable[[], _Proposal | NotProposed],
    *,
    exercise_id: str,
    under: Restrictions,
) -> _Proposal | NotProposed:
    """Propose a programme only where the exercise that it is of passes the safety screen."""
    proposal = _or_why(what, propose)
    blocks = screen(find_exercise(exercise_id), under=under).blocks
    if isinstance(proposal, NotProposed) or not blocks:
        return proposal
    why = "; ".join(block.words for block in blocks)
    return NotProposed(what=what, why=why, do="Settle it, or train on the floor.")


def _or_why(what: str, propose: Callable[[], _Proposal | NotProposed]) -> _Proposal | NotProposed:
    try:
        return propose()
    except ContentError as error:
        return NotProposed(what=what, why=str(error), do="Settle this first.")


def _cue(
    what: str, propose: Callable[[], _Proposal | NotProposed], *, findings: Sequence[Finding]
) -> _Proposal | NotProposed:
    """Propose a cue only where a finding asks for what cues serve."""
    wanted = {Aim.GAIT_RHYTHM, Aim.STEP_LENGTH}
    if wanted.isdisjoint(aim for each in findings for aim in each.aims):
        why = "No finding asks for rhythm or step length."
        return NotProposed(what=what, why=why, do="Record a walk if steps look short or uneven.")
    return _or_why(what, propose)


def _hurries(patient: Patient, *, day: date) -> bool | None:
    """Feet that freeze or run away count as hurrying; not answered stays not answered."""
    presence = patient.answer("freezing_of_gait", day=day).presence
    return None if presence is Presence.UNANSWERED else presence is Presence.PRESENT
