"""Which function draws which thing."""

from collections.abc import Callable
from typing import Final

from restride.plan.figure import aids, furniture, held
from restride.plan.figure.drawing import Camera, Shape
from restride.plan.figure.furniture import BEHIND, Stage
from restride.plan.figure.scenery import Thing, ThingKind
from restride.plan.figure.skeleton import Skeleton

_Draw = Callable[[Thing, Stage], list[Shape]]
_K = ThingKind
_DRAWN_BY: Final[dict[_Draw, tuple[ThingKind, ...]]] = {
    furniture.seat_shapes: (_K.CHAIR, _K.ARMCHAIR, _K.STOOL),
    furniture.flat_shapes: (_K.BED, _K.MAT, _K.PILLOW),
    furniture.bed_from_above_shapes: (_K.BED_FROM_ABOVE,),
    furniture.wall_shapes: (_K.WALL, _K.SIDE_WALL),
    furniture.counter_shapes: (_K.COUNTER, _K.SIDE_COUNTER),
    furniture.rail_shapes: (_K.RAIL, _K.FRONT_RAIL, _K.BARS),
    furniture.post_shapes: (_K.POST,),
    furniture.step_shapes: (_K.STEP, _K.STAIRS),
    furniture.ramp_shapes: (_K.RAMP,),
    furniture.foam_shapes: (_K.FOAM,),
    furniture.board_shapes: (_K.ROCKER, _K.WOBBLE),
    aids.treadmill_shapes: (_K.TREADMILL,),
    aids.harness_shapes: (_K.HARNESS,),
    aids.belt_shapes: (_K.BELT,),
    aids.cane_shapes: (_K.CANE, _K.QUAD_CANE, _K.HEMI_WALKER),
    aids.crutch_shapes: (_K.CRUTCH,),
    aids.frame_shapes: (_K.WALKER, _K.ROLLING_WALKER, _K.ROLLATOR),
    held.band_shapes: (_K.BAND,),
    held.cuff_shapes: (_K.CUFF, _K.ORTHOSIS),
    held.dumbbell_shapes: (_K.DUMBBELL,),
    held.ball_shapes: (_K.BALL,),
    held.towel_shapes: (_K.TOWEL,),
    held.cup_shapes: (_K.CUP,),
    held.stick_shapes: (_K.STICK,),
    held.card_shapes: (_K.CARD,),
    held.screen_shapes: (_K.SCREEN, _K.MIRROR),
    held.floor_shapes: (_K.LINE, _K.MARKS),
    held.hurdle_shapes: (_K.HURDLE,),
    held.cone_shapes: (_K.CONE,),
    held.grass_shapes: (_K.GRASS,),
    held.scale_shapes: (_K.SCALE,),
    held.cross_shapes: (_K.CROSS,),
    held.headset_shapes: (_K.HEADSET,),
}
_BY_KIND: Final = {kind: draw for draw, kinds in _DRAWN_BY.items() for kind in kinds}
#: Beside the body, not behind it: ordered by where they stand.
_AMONG: Final = {_K.CANE, _K.QUAD_CANE, _K.HEMI_WALKER, _K.FRONT_RAIL}


def thing_shapes(thing: Thing, *, camera: Camera, skeleton: Skeleton) -> list[Shape]:
    """Draw a thing where the pose has it."""
    place = skeleton.pose.things.get(thing.name or "", (*thing.at, 0.0, 0.0, 0.0)[:3])
    at = (place[0], place[1], place[2])
    near = camera.nearness(at) if thing.kind in _AMONG else BEHIND
    stage = Stage(camera=camera, skeleton=skeleton, at=at, nearness=near)
    return _BY_KIND[thing.kind](thing, stage)
