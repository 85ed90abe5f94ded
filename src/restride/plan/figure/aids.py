"""Walking aids, treadmill and harness."""

from restride.plan.figure import palette
from restride.plan.figure.drawing import Shape, disc, limb, line
from restride.plan.figure.furniture import BEHIND, Stage, bar, box
from restride.plan.figure.pose import View
from restride.plan.figure.scenery import (
    CANE_GRIP_SHARE,
    COUNTER_SHARE,
    FRAME_GRIP_SHARE,
    Thing,
    ThingKind,
    first,
)
from restride.plan.figure.vectors import Vector, away, between, minus, plus, times

#: Colour of a harness vest.
_VEST = "#6f8a6a"


def cane_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a cane with its handle; with four feet, or a frame for one hand."""
    grip: Vector = (0.0, 0.0, CANE_GRIP_SHARE)
    shapes = [
        bar(
            stage,
            [(-0.03, 0.0, CANE_GRIP_SHARE), (0.025, 0.0, CANE_GRIP_SHARE)],
            colour=palette.RUBBER,
            width=2.2,
        ),
    ]
    if thing.kind is ThingKind.QUAD_CANE:
        base: Vector = (0.0, 0.0, 0.06)
        shapes.append(bar(stage, [base, grip], width=1.8))
        shapes += [
            bar(stage, [base, (x, y, 0.0)], width=1.4) for x in (-0.04, 0.04) for y in (-0.04, 0.04)
        ]
        return shapes
    if thing.kind is ThingKind.HEMI_WALKER:
        ends = [(0.09, -0.07), (0.09, 0.07), (-0.09, -0.07), (-0.09, 0.07)]
        shapes += [bar(stage, [(x, y, 0.0), (x * 0.35, y * 0.3, CANE_GRIP_SHARE)]) for x, y in ends]
        shapes.append(bar(stage, [(-0.07, 0.0, 0.18), (0.07, 0.0, 0.18)], width=1.3))
        return shapes
    shapes.append(bar(stage, [(0.0, 0.0, 0.0), grip], width=1.8))
    shapes.append(bar(stage, [(0.0, 0.0, 0.0), (0.0, 0.0, 0.02)], colour=palette.RUBBER, width=2.8))
    return shapes


def crutch_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a crutch from its tip through the hand to a cuff under the elbow."""
    side = thing.of[0] if thing.of else "right"
    points = stage.skeleton.points
    hand, elbow = points[f"{side}_hand"], points[f"{side}_elbow"]
    cuff = between(hand, elbow, share=0.74)
    spot = stage.camera.spot
    forward = times(stage.skeleton.frames["pelvis"].forward, 0.03)
    near = stage.camera.nearness(hand) + 0.02
    return [
        line([spot(stage.at), spot(hand)], stroke=palette.STEEL, stroke_width=1.8, nearness=near),
        line([spot(hand), spot(cuff)], stroke=palette.STEEL, stroke_width=1.6, nearness=near),
        line(
            [spot(plus(cuff, forward)), spot(minus(cuff, forward))],
            stroke=palette.RUBBER,
            stroke_width=2.6,
            nearness=near + 0.03,
        ),
        line(
            [spot(plus(hand, forward)), spot(hand)],
            stroke=palette.RUBBER,
            stroke_width=2.2,
            nearness=near,
        ),
        disc(spot(plus(stage.at, (0.0, 0.0, 0.012))), 1.3, fill=palette.RUBBER, nearness=near),
    ]


def frame_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a walking frame around what is ahead of the body; with wheels where it has them."""
    high = FRAME_GRIP_SHARE
    shapes = []
    for y in (-0.16, 0.16):
        near = stage.camera.nearness((0.0, y, 0.0)) if stage.camera.view is View.SIDE else 0.2
        near += 0.01
        shapes += _frame_side(thing, stage, y, near)
    shapes.append(
        bar(
            stage,
            [(0.09, -0.16, high * 0.72), (0.09, 0.16, high * 0.72)],
            nearness=0.2 if stage.camera.view is View.FRONT else BEHIND,
        )
    )
    if thing.kind is ThingKind.ROLLATOR:
        shapes.append(
            box(
                stage,
                (-0.06, -0.14, 0.27),
                extent=(0.17, 0.28, 0.025),
                fill=palette.RUBBER,
                nearness=-0.2,
            )
        )
    return shapes


def _frame_side(thing: Thing, stage: Stage, y: float, near: float) -> list[Shape]:
    high = FRAME_GRIP_SHARE
    rear, front = (-0.13, 0.15) if thing.kind is ThingKind.ROLLATOR else (-0.13, 0.11)
    shapes = [
        bar(
            stage,
            [(rear, y, 0.0), (-0.09, y, high), (0.06, y, high - 0.01), (front, y, 0.0)],
            nearness=near,
        ),
        bar(stage, [(-0.11, y, 0.22), (front - 0.02, y, 0.22)], width=1.2, nearness=near),
        bar(
            stage,
            [(-0.14, y, high), (-0.07, y, high)],
            colour=palette.RUBBER,
            width=2.6,
            nearness=near,
        ),
    ]
    wheels = {ThingKind.ROLLATOR: (rear, front), ThingKind.ROLLING_WALKER: (front,)}
    radius = 3.4 if thing.kind is ThingKind.ROLLATOR else 2.4
    for x in wheels.get(thing.kind, ()):
        centre = stage.camera.spot(plus(stage.at, (x, y, radius / 100)))
        shapes.append(
            disc(
                centre,
                radius,
                fill=palette.PALE,
                stroke=palette.RUBBER,
                stroke_width=1.4,
                nearness=near + 0.01,
            )
        )
    if thing.kind is ThingKind.WALKER:
        shapes += [
            bar(
                stage, [(x, y, 0.0), (x, y, 0.018)], colour=palette.RUBBER, width=2.6, nearness=near
            )
            for x in (rear, front)
        ]
    return shapes


def treadmill_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a treadmill under the feet, with side rails and a console; sloping up by its size."""
    rise = thing.size[1] if len(thing.size) > 1 else 0.0
    high = first(thing, COUNTER_SHARE) + 0.02
    belt = bar(
        stage,
        [(-0.46, 0.0, -0.022 - 0.5 * rise), (0.46, 0.0, -0.022 + 0.5 * rise)],
        colour=palette.RUBBER,
        width=4.2,
        nearness=BEHIND,
    )
    shapes = [belt]
    for y in (-0.19, 0.19):
        is_near = stage.camera.view is View.SIDE and y < 0
        near = 0.2 if is_near else BEHIND + 0.1
        shapes.append(
            bar(
                stage,
                [(-0.1, y, high), (0.34, y, high), (0.44, y, -0.02 + 0.5 * rise)],
                nearness=near,
                width=2.0,
            )
        )
    shapes.append(
        bar(
            stage,
            [(0.33, 0.0, high + 0.02), (0.4, 0.0, high + 0.13)],
            colour=palette.RUBBER,
            width=3.6,
            nearness=BEHIND + 0.2,
        )
    )
    return shapes


def harness_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a harness: a vest with leg straps, and ropes to a bar overhead."""
    points, frames = stage.skeleton.points, stage.skeleton.frames
    spot, thorax = stage.camera.spot, frames["thorax"]
    top = first(thing, 1.16)
    middle = points["chest"]
    hook = (middle[0] + (thing.at[0] if thing.at else 0.0), middle[1], top)
    shapes = [
        line(
            [spot((hook[0] - 0.1, hook[1] - 0.1, top)), spot((hook[0] + 0.1, hook[1] + 0.1, top))],
            stroke=palette.STEEL,
            stroke_width=2.4,
            nearness=BEHIND,
        ),
        line(
            [spot(hook), spot((hook[0], hook[1], top + 0.06))],
            stroke=palette.STEEL,
            stroke_width=1.4,
            nearness=BEHIND,
        ),
    ]
    for out in (-0.08, 0.08):
        near = stage.camera.nearness((0.0, out, 0.0)) if stage.camera.view is View.SIDE else 0.02
        shoulder = away(points["neck"], thorax, offset=(0.0, out, 0.0))
        rope = (hook[0] + (out if stage.camera.view is View.SIDE else 0.0), hook[1] + out, top)
        shapes.append(
            line(
                [spot(rope), spot(shoulder)],
                stroke=palette.STEEL,
                stroke_width=0.9,
                nearness=near - 0.05,
            )
        )
    vest = [
        (spot(away(points[origin], thorax, offset=(0.0, out, up))), radius)
        for origin, up, radius in (("chest", -0.02, 6.4), ("waist", 0.02, 5.7))
        for out in (-0.055, 0.055)
    ]
    shapes.append(limb(vest, fill=_VEST, nearness=0.04))
    return shapes


def belt_shapes(_: Thing, stage: Stage) -> list[Shape]:
    """Draw a gait belt around the waist."""
    frame, waist = stage.skeleton.frames["pelvis"], stage.skeleton.points["pelvis"]
    half = 0.1 if stage.camera.view is View.FRONT else 0.058
    axis = (0.0, half, 0.055) if stage.camera.view is View.FRONT else (half, 0.0, 0.055)
    other = (-axis[0], -axis[1], axis[2])
    ends = [stage.camera.spot(away(waist, frame, offset=each)) for each in (axis, other)]
    return [line(ends, stroke=palette.BAND, stroke_width=1.8, nearness=0.05)]
