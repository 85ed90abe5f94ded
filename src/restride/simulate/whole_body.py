"""The moving parts of the virtual person: the pelvis and two soles, along planned footsteps."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import BodyPath
from restride.simulate.feet import FOOT_LENGTH_SHARE, Swing, foot_path, swings_of
from restride.simulate.footsteps import Schedule
from restride.simulate.pelvis import pelvis_path
from restride.simulate.sensors import SensorSettings
from restride.simulate.style import drawn_style
from restride.simulate.walker import WalkerSettings
from restride.terms import Placement, Side

#: Where the sensors sit on their part of the body: behind the pelvis' centre, on the instep.
_BACK_OFFSET_M: Final = (-0.10, 0.0, 0.0)
_INSTEP_SHARE: Final = 0.25
_INSTEP_HEIGHT_M: Final = 0.07
#: Height of the hip over body height. [winter1992]
HIP_HEIGHT_SHARE: Final = 0.530


BACK_SENSOR: Final = (
    SensorSettings(placement=Placement.LOWER_BACK, axes=("up", "right", "forward")),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WholeBody:
    """What the body did."""

    #: Origin at the height of the lower-back sensor, in the middle of the body.
    pelvis: BodyPath
    #: Origin of each sole under the ankle.
    soles: dict[Side, BodyPath]
    swings: dict[Side, list[Swing]]
    height_m: float
    #: Height of the pelvis' origin in standing.
    back_height_m: float
    #: (n_samples,), pitch of the trunk, forward positive, on the grid of the pelvis.
    trunk_rad: FloatArray

    def place(self, placement: Placement) -> BodyPath:
        """Follow the place where a sensor is worn."""
        side = placement.side
        if side is None:
            return self.pelvis.point(np.array(_BACK_OFFSET_M))
        instep_m = [_INSTEP_SHARE * FOOT_LENGTH_SHARE * self.height_m, 0, _INSTEP_HEIGHT_M]
        return self.soles[side].point(np.array(instep_m))


def body_along(
    walker: WalkerSettings,
    plan: Schedule,
    *,
    for_trunk: np.random.Generator,
    for_feet: np.random.Generator,
) -> WholeBody:
    """Move pelvis and soles along the footsteps."""
    style = drawn_style(walker, random=for_trunk)
    pelvis = pelvis_path(walker, plan, style=style, random=for_trunk)
    swings = {side: swings_of(walker, plan, side=side, random=for_feet) for side in Side}
    soles = {
        side: foot_path(
            walker, swings[side], side=side, duration_s=plan.duration_s, random=for_feet
        )
        for side in Side
    }
    return WholeBody(
        pelvis=pelvis,
        soles=soles,
        swings=swings,
        height_m=walker.height_m,
        back_height_m=walker.back_height_m,
        trunk_rad=pelvis.angles_rad[:, 1].copy(),
    )


def hips_below_m(body: WholeBody) -> float:
    """Tell how far the hips lie below the pelvis' origin, which swings about them."""
    return body.back_height_m - HIP_HEIGHT_SHARE * body.height_m
