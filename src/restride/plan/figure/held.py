"""What is held, worn or laid out: bands, weights, balls, cards, lines, marks, cones."""

from restride.plan.figure import palette
from restride.plan.figure.drawing import Shape, area, disc, limb, line
from restride.plan.figure.furniture import BEFORE, BEHIND, Stage, bar, box
from restride.plan.figure.pose import View
from restride.plan.figure.scenery import Thing, ThingKind, first
from restride.plan.figure.vectors import Vector, away, between, plus


def _where(thing: Thing, stage: Stage) -> Vector:
    """Find the middle of the points it is fixed to, moved by its place; or its place."""
    if not thing.of:
        return stage.at
    found = [stage.skeleton.points[name] for name in thing.of]
    middle = found[0] if len(found) == 1 else between(found[0], found[1], share=0.5)
    return plus(middle, stage.at)


def band_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a band between points of the body, or from one to where it is fixed."""
    points = [stage.skeleton.points[name] for name in thing.of]
    if len(points) == 1:
        points.append(stage.at)
    spots = [stage.camera.spot(each) for each in points]
    around = [
        disc(
            stage.camera.spot(stage.skeleton.points[name]), 2.0, fill=palette.BAND, nearness=BEFORE
        )
        for name in thing.of
    ]
    return [line(spots, stroke=palette.BAND, stroke_width=1.6, nearness=BEFORE), *around]


def cuff_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a weight around the ankle, or a splint along the shank."""
    points = stage.skeleton.points
    side = thing.of[0].split("_")[0]
    knee, ankle = points[f"{side}_knee"], points[f"{side}_ankle"]
    spot = stage.camera.spot
    near = stage.camera.nearness(ankle) + 0.06
    if thing.kind is ThingKind.ORTHOSIS:
        heel, ball = points[f"{side}_heel"], points[f"{side}_ball"]
        upper = spot(between(knee, ankle, share=0.35))
        return [
            line(
                [upper, spot(between(ankle, heel, share=0.4)), spot(ball)],
                stroke=palette.RIM,
                stroke_width=3.0,
                nearness=near,
            ),
            line(
                [upper, spot(between(ankle, heel, share=0.4)), spot(ball)],
                stroke=palette.BAND,
                stroke_width=1.8,
                nearness=near,
            ),
        ]
    shares = (0.2, 0.32) if thing.of[0].endswith("knee") else (0.8, 0.9)
    ends = [
        (spot(between(knee, ankle, share=share)), 4.4 if shares[0] < 0.5 else 3.9)
        for share in shares
    ]
    return [limb(ends, fill=palette.BAND, nearness=near)]


def dumbbell_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a weight held in the hands."""
    x, y = stage.camera.spot(_where(thing, stage))
    return [
        line(
            [(x - 3.2, y), (x + 3.2, y)], stroke=palette.RUBBER, stroke_width=1.8, nearness=BEFORE
        ),
        *(
            line(
                [(x + side, y - 2.2), (x + side, y + 2.2)],
                stroke=palette.RUBBER,
                stroke_width=2.6,
                nearness=BEFORE,
            )
            for side in (-3.4, 3.4)
        ),
    ]


def ball_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a ball: in the hands, in the air, behind the back."""
    radius = first(thing, 0.06) * 100
    centre = stage.camera.spot(_where(thing, stage))
    near = stage.camera.nearness(_where(thing, stage)) if thing.is_before is False else BEFORE
    x, y = centre
    return [
        disc(centre, radius, fill=palette.BALL, nearness=near, has_rim=True),
        line(
            [(x - radius * 0.6, y - radius * 0.2), (x, y - radius * 0.55), (x + radius * 0.6, y)],
            stroke="#f3d08c",
            stroke_width=0.9,
            nearness=near + 0.001,
        ),
    ]


def towel_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a rolled towel, seen from its end."""
    centre = stage.camera.spot(_where(thing, stage))
    radius = first(thing, 0.035) * 100
    return [
        disc(
            centre,
            radius,
            fill=palette.PALE,
            stroke=palette.PALE_EDGE,
            stroke_width=0.8,
            nearness=0.02,
        ),
        disc(
            centre,
            radius * 0.5,
            fill="none",
            stroke=palette.PALE_EDGE,
            stroke_width=0.7,
            nearness=0.021,
        ),
    ]


def cup_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a cup in the hand."""
    x, y = stage.camera.spot(_where(thing, stage))
    cup = [(x - 2.4, y - 4.2), (x + 2.4, y - 4.2), (x + 1.8, y + 2.4), (x - 1.8, y + 2.4)]
    return [area(cup, fill=palette.PALE, stroke=palette.STEEL, stroke_width=0.8, nearness=BEFORE)]


def stick_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a stick along the back, or from hand to hand."""
    spot = stage.camera.spot
    if thing.of:
        points = [stage.skeleton.points[name] for name in thing.of]
        ends = [between(points[0], points[1], share=share) for share in (-0.25, 1.25)]
        return [
            line(
                [spot(each) for each in ends],
                stroke=palette.WOOD_EDGE,
                stroke_width=1.7,
                nearness=BEFORE,
            )
        ]
    frames, points_of = stage.skeleton.frames, stage.skeleton.points
    ends = [
        away(points_of["pelvis"], frames["pelvis"], offset=(-0.078, 0.0, -0.06)),
        away(points_of["head"], frames["thorax"], offset=(-0.072, 0.0, 0.09)),
    ]
    return [
        line(
            [spot(each) for each in ends], stroke=palette.WOOD_EDGE, stroke_width=1.7, nearness=-0.3
        )
    ]


def card_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a card with a letter; its letter is a path, so that no font is asked for."""
    x, y = stage.camera.spot(_where(thing, stage))
    half = first(thing, 0.045) * 100
    corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
    h = half * 0.6
    letter = [
        (x - h * 0.8, y + h),
        (x, y - h),
        (x + h * 0.8, y + h),
        (x + h * 0.42, y + h * 0.25),
        (x - h * 0.42, y + h * 0.25),
    ]
    return [
        area(corners, fill="#ffffff", stroke=palette.TEXT, stroke_width=0.8, nearness=BEFORE),
        line(letter, stroke=palette.TEXT, stroke_width=1.0, nearness=BEFORE + 0.1),
    ]


def screen_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a screen or a mirror ahead, on a stand."""
    low, high = (0.62, 0.98) if thing.kind is ThingKind.SCREEN else (0.12, 1.0)
    fill = "#dcebf5" if thing.kind is ThingKind.MIRROR else palette.TEXT
    shapes = [
        bar(stage, [(0.012, 0.0, 0.0), (0.012, 0.0, low)], width=1.6, nearness=BEHIND),
        box(
            stage,
            (0.0, -0.2, low),
            extent=(0.035, 0.4, high - low),
            fill=fill,
            edge=palette.STEEL,
            nearness=BEHIND + 0.1,
        ),
    ]
    if thing.kind is ThingKind.SCREEN:
        shapes.append(
            bar(
                stage,
                [(-0.006, 0.0, low + 0.03), (-0.006, 0.0, high - 0.03)],
                colour="#7db6d9",
                width=1.4,
                nearness=BEHIND + 0.2,
            )
        )
    return shapes


def floor_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a line or marks on the floor: from where to where, or one mark for each size."""
    if thing.kind is ThingKind.LINE:
        ends: list[Vector] = (
            [(-0.4, 0.0, -0.012), (0.4, 0.0, -0.012)]
            if stage.camera.view is View.SIDE
            else [(0.0, -0.03, -0.012), (0.0, 0.03, -0.012)]
        )
        return [bar(stage, ends, colour=palette.BALL, width=2.0, nearness=BEHIND + 0.5)]
    return [
        bar(
            stage,
            [(along - 0.025, 0.0, -0.012), (along + 0.025, 0.0, -0.012)]
            if stage.camera.view is View.SIDE
            else [(0.0, along - 0.035, -0.012), (0.0, along + 0.035, -0.012)],
            colour=palette.BALL,
            width=2.4,
            nearness=BEHIND + 0.5,
        )
        for along in thing.size or (0.0,)
    ]


def hurdle_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a low hurdle across the way."""
    high = first(thing, 0.09)
    near = BEHIND if stage.camera.view is View.SIDE else 0.0
    return [
        bar(
            stage,
            [(0.0, -0.2, 0.0), (0.0, -0.2, high), (0.0, 0.2, high), (0.0, 0.2, 0.0)],
            colour=palette.ARROW,
            width=2.2,
            nearness=near,
        )
    ]


def cone_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a cone on the floor."""
    x, y = stage.camera.spot(stage.at)
    high = first(thing, 0.15) * 100
    return [
        area(
            [
                (x - high * 0.34, y),
                (x - high * 0.08, y - high),
                (x + high * 0.08, y - high),
                (x + high * 0.34, y),
            ],
            fill=palette.ARROW,
            nearness=-0.5 if thing.is_before else BEHIND,
        ),
        line(
            [(x - high * 0.24, y - high * 0.34), (x + high * 0.24, y - high * 0.34)],
            stroke="#ffffff",
            stroke_width=1.6,
            nearness=-0.49 if thing.is_before else BEHIND + 0.1,
        ),
    ]


def grass_shapes(_: Thing, stage: Stage) -> list[Shape]:
    """Draw ground that is not even: small humps and blades."""
    shapes = []
    for number, high in enumerate((1.6, 2.6, 1.2, 2.2, 1.6, 2.8, 1.4, 2.2)):
        x, y = stage.camera.spot(plus(stage.at, (-0.4 + 0.11 * number, 0.0, -0.008)))
        hump = [
            (x - 4.5, y + 0.8),
            (x - 1.6, y - high * 0.6),
            (x + 1.6, y - high * 0.6),
            (x + 4.5, y + 0.8),
        ]
        shapes.append(area(hump, fill=palette.FOAM, nearness=BEHIND + 0.2))
        shapes.append(
            line(
                [(x - 1.2, y - high * 0.4), (x - 2.2, y - high - 1.6)],
                stroke=palette.FOAM_EDGE,
                stroke_width=0.8,
                nearness=BEHIND + 0.3,
            )
        )
        shapes.append(
            line(
                [(x, y - high * 0.4), (x + 0.6, y - high - 2.0)],
                stroke=palette.FOAM_EDGE,
                stroke_width=0.8,
                nearness=BEHIND + 0.3,
            )
        )
    return shapes


def scale_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a bathroom scale under a foot."""
    return [
        box(
            stage,
            (-0.09, -0.06, 0.0),
            extent=(0.2, 0.12, first(thing, 0.025)),
            fill=palette.STEEL,
            nearness=BEHIND + 0.3,
        )
    ]


def cross_shapes(thing: Thing, stage: Stage) -> list[Shape]:
    """Draw a mark to reach for."""
    x, y = stage.camera.spot(_where(thing, stage))
    return [
        disc((x, y), 4.2, fill="#ffffff", stroke=palette.ARROW, stroke_width=1.4, nearness=-0.4),
        disc((x, y), 1.6, fill=palette.ARROW, nearness=-0.39),
    ]


def headset_shapes(_: Thing, stage: Stage) -> list[Shape]:
    """Draw a headset before the eyes."""
    head, centre = stage.skeleton.frames["head"], stage.skeleton.points["head"]
    ends = [
        (stage.camera.spot(away(centre, head, offset=(x, 0.0, 0.008))), 2.0) for x in (0.03, 0.062)
    ]
    return [limb(ends, fill=palette.RUBBER, nearness=BEFORE)]
