"""Fitting an aid by the measured height of the wrist, and the hand that holds it."""

from dataclasses import dataclass
from typing import Final

from restride.clinical.patient import Patient
from restride.errors import ContentError
from restride.plan.programmes.device_content import Device, Handle, HeldIn
from restride.terms import Side

#: Wrists hang so high, in parts of body height; what lies outside is a slip of the pen.
#: House choice: docs/decisions/0135-cues-and-aids.md
_OF_HEIGHT_SHARE: Final = (0.38, 0.58)
#: The same where the height is not known.
_WRIST_M: Final = (0.3, 1.2)
#: Elbows that sources name. [aid_cane] [aid_cane2]
ELBOW_DEG: Final = (15.0, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How an aid is set for one person."""

    device: str
    #: None where the wrist was not measured, or the handle is not set by it.
    handle_height_m: float | None
    elbow_low_deg: float | None
    elbow_high_deg: float | None
    #: None where both hands hold it, or the side is not known.
    hand: Side | None
    steps: tuple[str, ...]
    missing: tuple[str, ...]


def fit_device(
    device: Device,
    patient: Patient,
    *,
    wrist_height_m: float | None,
    elbow_deg: tuple[float, float] | None = None,
) -> Fit:
    """Fit an aid.

    Parameters
    ----------
    wrist_height_m
        From the floor to the wrist crease, standing tall with walking shoes on.
    elbow_deg
        The clinic's own band for the elbow, within 15 to 30 degrees.

    Raises
    ------
    ContentError
        A wrist that cannot be so high, or an elbow outside what sources name.
    """
    refuse_wrist(wrist_height_m, height_m=patient.person.height_m)
    low_deg, high_deg = _elbow(device, elbow_deg)
    hand, asked = _hand(device, patient)
    is_by_wrist = device.handle is Handle.WRIST_CREASE
    missing = list(asked)
    if is_by_wrist and wrist_height_m is None:
        missing.append(
            "Measure wrist_height_m, floor to wrist crease, standing in walking shoes: no handle "
            "height is guessed from body height."
        )
    return Fit(
        device=device.id,
        handle_height_m=wrist_height_m if is_by_wrist else None,
        elbow_low_deg=low_deg,
        elbow_high_deg=high_deg,
        hand=hand,
        steps=device.steps,
        missing=tuple(missing),
    )


def affected_side(patient: Patient) -> Side | None:
    """Tell the side of the conditions and orders; None where there is none or both."""
    sides = {each.side for each in patient.diagnoses if each.side is not None}
    sides |= {each.side for each in patient.weight_bearing_orders}
    return next(iter(sides)) if len(sides) == 1 else None


def _hand(device: Device, patient: Patient) -> tuple[Side | None, tuple[str, ...]]:
    if device.hand is HeldIn.BOTH_HANDS:
        return None, ()
    side = affected_side(patient)
    if side is None:
        return None, ("Name the weak or painful side: the aid belongs to one side.",)
    if device.hand is HeldIn.AFFECTED_LEG:
        return side, ()
    return (Side.RIGHT if side is Side.LEFT else Side.LEFT), ()


def _elbow(
    device: Device, own_deg: tuple[float, float] | None
) -> tuple[float | None, float | None]:
    if own_deg is None or device.handle is not Handle.WRIST_CREASE:
        return device.elbow_deg or (None, None)
    low_deg, high_deg = own_deg
    if not ELBOW_DEG[0] <= low_deg <= high_deg <= ELBOW_DEG[1]:
        raise ContentError(
            f"elbow_deg must be a band within {ELBOW_DEG[0]:g} to {ELBOW_DEG[1]:g} degrees, and is "
            f"{low_deg:g} to {high_deg:g}. Correct it."
        )
    return low_deg, high_deg


def refuse_wrist(wrist_height_m: float | None, *, height_m: float | None) -> None:
    """Refuse a wrist that cannot be so high.

    Raises
    ------
    ContentError
        It lies outside what people have, or what a person of this height has.
    """
    if wrist_height_m is None:
        return
    low_m, high_m = _WRIST_M
    if height_m is not None:
        low_m, high_m = (each * height_m for each in _OF_HEIGHT_SHARE)
    if not low_m <= wrist_height_m <= high_m:
        raise ContentError(
            f"wrist_height_m must lie between {low_m:.2f} and {high_m:.2f} m for this person, and "
            f"is {wrist_height_m:g}. Measure from the floor to the wrist crease, arm hanging."
        )
