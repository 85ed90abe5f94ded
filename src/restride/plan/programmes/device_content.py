"""Walking aids as content: fitting, selection, ways of walking, weaning and care."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.care import WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError
from restride.plan.exercise import Need


class Handle(StrEnum):
    """Where the handle is."""

    WRIST_CREASE = "wrist_crease"
    FOREARM = "forearm"
    NONE = "none"


class HeldIn(StrEnum):
    """Which hand holds it, or where it is worn."""

    OPPOSITE_HAND = "opposite_hand"
    BOTH_HANDS = "both_hands"
    AFFECTED_LEG = "affected_leg"


class Arms(StrEnum):
    """How many arms it takes."""

    NONE = "none"
    ONE = "one"
    BOTH = "both"


class KindOfPerson(StrEnum):
    """For whom a graph of weaning is."""

    STEADY_FIRST = "steady_first"
    GOOD_ARMS = "good_arms"
    HEMIPARESIS = "hemiparesis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """An aid and how it is fitted."""

    id: str
    name: str
    #: Of ``plan/knowledge/equipment.yaml``.
    equipment: str
    #: What a test calls it.
    aids: tuple[Aid, ...]
    handle: Handle
    elbow_deg: tuple[float, float] | None = None
    hand: HeldIn
    tip_ahead_cm: float | None = None
    tip_out_cm: float | None = None
    armpit_gap_cm: float | None = None
    cuff_below_elbow_cm: tuple[float, float] | None = None
    steps: tuple[str, ...]
    arms: Arms
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionWhen:
    """What must be so; everything that is named, and of a list any."""

    conditions: tuple[str, ...] = ()
    kinds: tuple[KindOfPerson, ...] = ()
    #: Of the leg with the stricter order.
    weight_bearing: tuple[WeightBearing, ...] = ()
    #: Present; unanswered counts only where the rule keeps an aid out.
    precautions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    fac_at_most_points: float | None = None
    tug_above_s: float | None = None
    speed_at_least_mps: float | None = None
    speed_below_mps: float | None = None
    one_sided: bool | None = None
    #: Weak muscles were found on both sides.
    findings_both_sides: bool | None = None
    needs_aid: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRule:
    """One rule that chooses aids or keeps them out."""

    id: str
    because: str
    #: The lowest that holds chooses.
    order: int
    when: SelectionWhen
    #: The first comes first.
    choose: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    #: Worn beside a walking aid, not in its place.
    beside: bool = False
    evidence: Evidence

    def __post_init__(self) -> None:
        if not self.choose and not self.avoid:
            raise ContentError(f"{self.id!r} needs choose or avoid, and has neither. Add one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GaitPattern:
    """The order of aid and feet."""

    id: str
    name: str
    devices: tuple[str, ...]
    sequence: tuple[str, ...]
    #: Orders on the affected leg under which it may be walked.
    weight_bearing: tuple[WeightBearing, ...]
    #: Never proposed; a therapist may choose it.
    by_choice: bool = False
    #: 1 to 5, within this file.
    steadiness: int
    speed: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaningStep:
    """From one aid to those that support less."""

    of: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceGraph:
    """How a kind of person is weaned."""

    id: KindOfPerson
    name: str
    steps: tuple[WeaningStep, ...]
    evidence: Evidence

    def after(self, device: str) -> tuple[str, ...]:
        """List what supports less; empty where nothing does."""
        return next((each.to for each in self.steps if each.of == device), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CareAdvice:
    """How an aid is used and looked after."""

    id: str
    words: str
    steps: tuple[str, ...]
    for_hands: str
    evidence: Evidence


@cache
def devices() -> dict[str, Device]:
    """Read every aid; once a process."""
    return {row.id: row for row in read_content(Device, room="plan", name="devices").rows}


@cache
def selection_rules() -> tuple[SelectionRule, ...]:
    """Read the rules in their order; once a process."""
    rows = read_content(SelectionRule, room="plan", name="device_selection").rows
    return tuple(sorted(rows, key=lambda row: (row.order, row.id)))


@cache
def gait_patterns() -> dict[str, GaitPattern]:
    """Read every way of walking; once a process."""
    return {
        row.id: row for row in read_content(GaitPattern, room="plan", name="gait_patterns").rows
    }


@cache
def device_graphs() -> dict[KindOfPerson, DeviceGraph]:
    """Read the graphs of weaning; once a process."""
    return {
        row.id: row for row in read_content(DeviceGraph, room="plan", name="device_graphs").rows
    }


@cache
def care_advice() -> tuple[CareAdvice, ...]:
    """Read how aids are used and looked after; once a process."""
    return read_content(CareAdvice, room="plan", name="device_care").rows


def patterns_for(device: str, order: WeightBearing) -> tuple[GaitPattern, ...]:
    """List the ways of walking with an aid under an order, the steadiest first."""
    fitting = [
        each
        for each in gait_patterns().values()
        if device in each.devices and order in each.weight_bearing and not each.by_choice
    ]
    return tuple(sorted(fitting, key=lambda each: (-each.steadiness, each.id)))
