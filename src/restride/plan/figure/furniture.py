"""Furniture and floor, drawn in both views from boxes and bars in space."""

from dataclasses import dataclass
from typing import Final

from restride.plan.figure import palette
from restride.plan.figure.drawing import SCALE, Camera, Shape, area, disc, line
from restride.plan.figure.pose import View
from restride.plan.figure.scenery import COUNTER_SHARE, SEAT_SHARE, Thing, ThingKind, first
from restride.plan.figure.skeleton import Skeleton
from restride.plan.figure.vectors import Vector, between, plus

#: Behind or before everything of the body.
BEHIND: Final = -9.0
BEFORE: Final = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a thing is drawn with."""

    camera: Camera
    skeleton: Skeleton
    #: Where the thing is now.
    at: Vector
    #: Of the thing, for the order of drawing.
    nearness: float


def box(
    stage: Stage,
    corner: Vector,
    *,
    extent: Vector,
    fill: str,
    edge: str = "none",
    nearness: float | None = None,
) -> Shape:
    """Draw a box from its lowest, rearmost, rightmost corner, counted from where the thing is."""
    low = plus(stage.at, corner)
    high = plus(low, extent)
    if stage.camera.view is View.SIDE:
        low, high = (low[0], 0.0, low[2]), (high[0], 0.0, high[2])
    (x0, y0), (x1, y1) = stage.camera.spot(low), stage.camera.spot(high)
    return area(
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1)],
        fill=fill,
        stroke=edge,
        stroke_width=0.6 if edge != "none" else 0.0,
        nearness=stage.nearness if nearness is None else nearness,
    )


def bar(
    stage: Stage,
    places: list[Vector],
    *,
    colour: str = palette.STEEL,
    width: float = 1.6,
    nearness: float | None = None,
) -> Shape:
    """Draw a tube along places, counted from where the thing is."""
    return line(
        [stage.camera.spot(plus(stage.at, each)) for each in places],
        stroke=colour,
        stroke_width=width,
        nearness=stage.nearness if nearness is None else nearness,
    )


def seat_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a chair that looks ahead; its seat is around the hips."""
    high = first(thing, SEAT_SHARE)
    shapes = [
        bar(stage, [(x, y, 0.0), (x, y, high - 0.02)], colour=palette.WOOD_EDGE, width=2.2)
        for x in (-0.10, 0.12)
        for y in (-0.12, 0.12)
    ]
    shapes.append(
        box(
            stage,
            (-0.12, -0.14, high - 0.035),
            extent=(0.26, 0.28, 0.035),
            fill=palette.WOOD,
            edge=palette.WOOD_EDGE,
        )
    )
    if thing.kind is not ThingKind.STOOL:
        shapes.append(
            box(
                stage,
                (-0.145, -0.14, high - 0.03),
                extent=(0.03, 0.28, 0.30),
                fill=palette.WOOD,
                edge=palette.WOOD_EDGE,
            )
        )
    if thing.kind is ThingKind.ARMCHAIR:
        shapes += _chair_arms(stage, high)
    return shapes


def _chair_arms(stage: Stage, high: float) -> list[Shape]:
    ends = [(-0.13, high + 0.12), (0.10, high + 0.12), (0.10, high)]
    shapes = []
    for y in (-0.16, 0.16):
        is_near = stage.camera.view is View.SIDE and y < 0
        places: list[Vector] = [(x, y, z) for x, z in ends]
        shapes.append(
            bar(
                stage,
                places,
                colour=palette.WOOD_EDGE,
                width=2.0,
                nearness=0.1 if is_near else None,
            )
        )
    return shapes


def flat_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw what one lies on: a bed, a mat, a pillow."""
    length = thing.size[1] if len(thing.size) > 1 else 1.16
    if thing.kind is ThingKind.MAT:
        return [
            box(
                stage,
                (-length / 2, -length / 2 if _is_front(stage) else -0.2, -0.022),
                extent=(length, length if _is_front(stage) else 0.4, 0.02),
                fill="#a9bccb",
            )
        ]
    if thing.kind is ThingKind.PILLOW:
        high = first(thing, 0.04)
        return [
            box(
                stage,
                (-0.08, -0.08, 0.0),
                extent=(0.16, 0.16, high),
                fill=palette.PALE,
                edge=palette.PALE_EDGE,
            )
        ]
    high = first(thing, 0.28)
    across = (-length / 2, length) if not _is_front(stage) else (-0.2, 0.4)
    wide = (-length / 2, length) if _is_front(stage) else (-0.2, 0.4)
    legs = [
        bar(stage, [(x, y, -high), (x, y, -0.05)], colour=palette.WOOD_EDGE, width=2.6)
        for x in (across[0] + 0.06, across[0] + across[1] - 0.06)
        for y in (wide[0] + 0.06, wide[0] + wide[1] - 0.06)
    ]
    return [
        *legs,
        box(
            stage,
            (across[0], wide[0], -0.06),
            extent=(across[1], wide[1], 0.06),
            fill=palette.PALE,
            edge=palette.PALE_EDGE,
        ),
    ]


def _is_front(stage: Stage) -> bool:
    return stage.camera.view is View.FRONT


def bed_from_above_shapes(_: Thing, stage: Stage) -> list[Shape]:
    """Draw a bed and its pillow as one looks down on them, the head up in the picture."""
    bed: Vector = (0.0, -0.34, -0.07)
    pillow: Vector = (0.0, -0.17, 0.86)
    return [
        box(stage, bed, extent=(0.0, 0.68, 1.16), fill=palette.PALE, edge=palette.PALE_EDGE),
        box(stage, pillow, extent=(0.0, 0.34, 0.17), fill="#ffffff", edge=palette.PALE_EDGE),
    ]


def wall_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a wall behind or ahead, beside, or the whole of it where one looks at it."""
    high = first(thing, 1.06)
    if thing.kind is ThingKind.SIDE_WALL:
        extent: Vector = (0.6, 0.04, high)
        corner: Vector = (-0.3, 0.0, 0.0)
    else:
        extent, corner = (0.04, 0.7, high), (-0.04, -0.35, 0.0)
    faces = (thing.kind is ThingKind.SIDE_WALL) is not _is_front(stage)
    fill = "#f1f2f3" if faces else "#c9ced3"
    return [box(stage, corner, extent=extent, fill=fill, edge=palette.PALE_EDGE, nearness=BEHIND)]


def counter_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a counter ahead or beside; from the front only its top, so that it hides no body."""
    high = first(thing, COUNTER_SHARE)
    if thing.kind is ThingKind.SIDE_COUNTER:
        out = 1 if stage.at[1] >= 0 else -1
        corner: Vector = (-0.22, 0.0 if out > 0 else -0.16, 0.0)
        body: Vector = (0.5, 0.16, high - 0.03)
    else:
        corner, body = (0.02, -0.22, 0.0), (0.2, 0.44, high - 0.03)
    if thing.kind is ThingKind.COUNTER and _is_front(stage):
        return [
            bar(
                stage,
                [(0.02, -0.26, high - 0.015), (0.02, 0.26, high - 0.015)],
                colour=palette.WOOD_EDGE,
                width=2.2,
                nearness=BEHIND,
            )
        ]
    x, y, _ = corner
    top: Vector = (x - 0.015, y - 0.01, high - 0.03)
    slab: Vector = (body[0] + 0.03, body[1] + 0.02, 0.03)
    return [
        box(stage, corner, extent=body, fill=palette.PALE, edge=palette.PALE_EDGE, nearness=BEHIND),
        box(
            stage,
            top,
            extent=slab,
            fill=palette.WOOD,
            edge=palette.WOOD_EDGE,
            nearness=BEHIND + 0.1,
        ),
    ]


def rail_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a rail beside or ahead, or two bars."""
    high = first(thing, COUNTER_SHARE)
    if thing.kind is ThingKind.FRONT_RAIL:
        return [
            bar(stage, [(0.0, -0.2, high), (0.0, 0.2, high)], width=2.2),
            bar(stage, [(0.0, -0.18, 0.0), (0.0, -0.18, high)], width=1.6),
            bar(stage, [(0.0, 0.18, 0.0), (0.0, 0.18, high)], width=1.6),
        ]
    sides = (-0.19, 0.19) if thing.kind is ThingKind.BARS else (0.0,)
    length, rise = (*thing.size, *(0.0, 0.33, 0.0)[len(thing.size) :])[1:3]
    shapes = []
    for y in sides:
        near = stage.camera.nearness((0.0, stage.at[1] + y, 0.0))
        near = BEHIND if near < 0 or _is_front(stage) else 0.09
        shapes += [
            bar(stage, [(x, y, 0.0), (x, y, high + 0.5 * rise * x / length)], nearness=near)
            for x in (-length + 0.05, length - 0.05)
        ]
        ends = [(x, y, high + 0.5 * rise * x / length) for x in (-length, length)]
        shapes.append(bar(stage, ends, width=2.0, nearness=near))
    return shapes


def post_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a post that a band is tied to."""
    high = first(thing, 0.5)
    return [bar(stage, [(0.0, 0.0, 0.0), (0.0, 0.0, high)], width=2.6, nearness=BEHIND)]


def step_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a step, a kerb, or stairs that go up ahead: height, depth, how many."""
    high, deep, many = (*thing.size, *(0.09, 0.3, 1.0)[len(thing.size) :])[:3]
    shapes = []
    for number in range(int(many)):
        corner = (number * deep, -0.22, 0.0)
        extent = ((many - number) * deep, 0.44, (number + 1) * high)
        shapes.append(
            box(
                stage,
                corner,
                extent=extent,
                fill=palette.WOOD,
                edge=palette.WOOD_EDGE,
                nearness=BEHIND + 0.2 - 0.01 * number * (1 if _is_front(stage) else -1),
            )
        )
    return shapes


def ramp_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a slope that goes up ahead: its height and its length."""
    high, length = (*thing.size, *(0.1, 0.8)[len(thing.size) :])[:2]
    places: list[Vector] = [(0.0, 0.0, 0.0), (length, 0.0, 0.0), (length, 0.0, high)]
    spots = [stage.camera.spot(plus(stage.at, each)) for each in places]
    return [
        area(
            spots,
            fill=palette.WOOD,
            stroke=palette.WOOD_EDGE,
            stroke_width=0.6,
            nearness=BEHIND + 0.1,
        )
    ]


def foam_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a foam pad, soft by its holes; wide, or as a beam: height, length, width."""
    high, length, wide = (*thing.size, *(0.045, 0.32, 0.32)[len(thing.size) :])[:3]
    pad = box(
        stage,
        (-length / 2, -wide / 2, 0.0),
        extent=(length, wide, high),
        fill=palette.FOAM,
        edge=palette.FOAM_EDGE,
        nearness=BEHIND + 0.3,
    )
    span = wide if _is_front(stage) else length
    holes = []
    for number in range(max(int(span / 0.05), 2)):
        along = -span / 2 + 0.025 + number * 0.05
        place = (0.0, along, high * 0.5) if _is_front(stage) else (along, 0.0, high * 0.5)
        holes.append(
            disc(
                stage.camera.spot(plus(stage.at, place)),
                0.8,
                fill=palette.FOAM_EDGE,
                nearness=BEHIND + 0.31,
            )
        )
    return [pad, *holes]


def board_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a balance board under the soles: it tips as they do, on what is round under it."""
    points = stage.skeleton.points
    if stage.camera.view is View.SIDE:
        rear, front = points["right_heel"], points["right_toe"]
        spread = 0.35
    else:
        rear, front = (
            between(points[f"{side}_heel"], points[f"{side}_ball"], share=0.5)
            for side in ("right", "left")
        )
        spread = 0.45
    tail = between(rear, front, share=-spread)
    tip = between(rear, front, share=1 + spread)
    centre = between(tail, tip, share=0.5)
    spot = stage.camera.spot
    half = 5.6 if thing.kind is ThingKind.WOBBLE else 7.5
    x, y = spot(centre)
    floor = -stage.at[2] * SCALE
    dome = [
        (x - half, y + 1.2),
        (x - half * 0.7, (y + floor) / 2 + 1.4),
        (x, floor),
        (x + half * 0.7, (y + floor) / 2 + 1.4),
        (x + half, y + 1.2),
    ]
    return [
        area(dome, fill=palette.WOOD_EDGE, nearness=BEHIND + 0.3),
        line(
            [(spot(tail)[0], spot(tail)[1] + 1.3), (spot(tip)[0], spot(tip)[1] + 1.3)],
            stroke=palette.WOOD,
            stroke_width=2.6,
            nearness=BEHIND + 0.4,
        ),
    ]
