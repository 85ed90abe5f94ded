"""The body drawn around its points: rounded, dressed, with a face that tells where it looks."""

from dataclasses import dataclass
from math import atan2, degrees
from typing import Final

from restride.plan.figure import palette
from restride.plan.figure.drawing import (
    Camera,
    Shape,
    Spot,
    box_around,
    disc,
    ellipse_path,
    limb,
    line,
)
from restride.plan.figure.pose import SIDES, View
from restride.plan.figure.proportions import ANKLE_HEIGHT_SHARE, LUMBAR_SHARE
from restride.plan.figure.skeleton import Skeleton
from restride.plan.figure.vectors import Vector, away, between, dot, minus, plus, size, times

#: How thick the parts are, over body height: House choice, docs/decisions/0130-our-own-figures.md.
_THICK: Final = {
    "hip": 5.9,
    "knee": 4.2,
    "calf": 4.3,
    "ankle": 2.7,
    "shoulder": 3.7,
    "elbow": 2.7,
    "wrist": 2.0,
    "hand": 2.3,
}
#: What lies at the same depth is drawn in this order.
_ORDER: Final = {"leg": 0.0, "shoe": 0.004, "trunk": 0.012, "head": 0.02, "arm": 0.03}

#: From the front a leg is before the trunk only if it is lifted or seated, not when it just steps.
_BEHIND_SHIRT: Final = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of a figure is dark because the exercise is about it, and whether its eyes are shut."""

    #: "right_leg", "left_leg", "right_arm", "left_arm", "trunk", "head".
    active: frozenset[str] = frozenset()
    has_eyes_closed: bool = False
    #: A second person, drawn paler and in one colour.
    is_helper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawer:
    skeleton: Skeleton
    camera: Camera
    look: Look

    def spot(self, name: str) -> Spot:
        return self.camera.spot(self.skeleton.points[name])

    def near(self, *names: str) -> float:
        points = self.skeleton.points
        return sum(self.camera.nearness(points[name]) for name in names) / len(names)

    def paint(self, part: str, side: str, *, near: str, far: str) -> str:
        is_far = self.camera.view is View.SIDE and side == "left"
        if self.look.is_helper:
            return palette.HELPER
        if f"{side}_{part}" in self.look.active:
            return palette.ACTIVE_FAR if is_far else palette.ACTIVE
        return far if is_far else near


def body_shapes(skeleton: Skeleton, *, camera: Camera, look: Look) -> list[Shape]:
    """Draw a body; the shapes come in a fixed order, each with its depth."""
    drawer = _Drawer(skeleton=skeleton, camera=camera, look=look)
    shapes: list[Shape] = []
    for side in SIDES:
        shapes += _leg(drawer, side)
    shapes += _trunk(drawer)
    shapes += _head(drawer)
    for side in SIDES:
        shapes += _arm(drawer, side)
    return shapes


def _leg(drawer: _Drawer, side: str) -> list[Shape]:
    near = drawer.near(f"{side}_hip", f"{side}_knee", f"{side}_ankle") + _ORDER["leg"]
    if drawer.camera.view is View.FRONT:
        near -= _BEHIND_SHIRT
    points = drawer.skeleton.points
    calf = between(points[f"{side}_knee"], points[f"{side}_ankle"], share=0.3)
    knots = [
        (drawer.spot(f"{side}_hip"), _THICK["hip"]),
        (drawer.spot(f"{side}_knee"), _THICK["knee"]),
        (drawer.camera.spot(calf), _THICK["calf"]),
        (drawer.spot(f"{side}_ankle"), _THICK["ankle"]),
    ]
    fill = drawer.paint("leg", side, near=palette.LEG, far=palette.LEG_FAR)
    return [limb(knots, fill=fill, nearness=near), _shoe(drawer, side, near)]


def _shoe(drawer: _Drawer, side: str, nearness: float) -> Shape:
    points, foot = drawer.skeleton.points, drawer.skeleton.frames[f"{side}_foot"]
    above = times(foot.up, 0.023)
    heel = plus(plus(points[f"{side}_heel"], above), times(foot.forward, 0.021))
    ball = plus(points[f"{side}_ball"], times(above, 0.96))
    toe = between(points[f"{side}_ball"], points[f"{side}_toe"], share=0.62)
    toe = plus(toe, times(foot.up, 0.018))
    ankle = away(points[f"{side}_ankle"], foot, offset=(0.0, 0.0, -0.2 * ANKLE_HEIGHT_SHARE))
    spot = drawer.camera.spot
    knots = [(spot(ankle), 2.7), (spot(heel), 2.3), (spot(ball), 2.2), (spot(toe), 1.7)]
    is_far = drawer.camera.view is View.SIDE and side == "left"
    return limb(
        knots,
        fill=palette.SHOE_FAR if is_far or drawer.look.is_helper else palette.SHOE,
        nearness=nearness + _ORDER["shoe"],
    )


def _arm(drawer: _Drawer, side: str) -> list[Shape]:
    near = drawer.near(f"{side}_shoulder", f"{side}_elbow", f"{side}_hand") + _ORDER["arm"]
    sleeve = drawer.paint("arm", side, near=palette.SHIRT, far=palette.SHIRT_FAR)
    skin = drawer.paint("hand", side, near=palette.SKIN, far=palette.SKIN_FAR)
    points = drawer.skeleton.points
    cuff = between(points[f"{side}_elbow"], points[f"{side}_wrist"], share=0.55)
    upper = [
        (drawer.spot(f"{side}_shoulder"), _THICK["shoulder"]),
        (drawer.spot(f"{side}_elbow"), _THICK["elbow"]),
        (drawer.camera.spot(cuff), 2.4),
    ]
    hand = [
        (drawer.camera.spot(cuff), 2.0),
        (drawer.spot(f"{side}_wrist"), _THICK["wrist"]),
        (drawer.spot(f"{side}_hand"), _THICK["hand"]),
    ]
    return [
        limb(hand, fill=skin, nearness=near),
        limb(upper, fill=sleeve, nearness=near + 0.001),
    ]


def _trunk(drawer: _Drawer) -> list[Shape]:
    frames, points = drawer.skeleton.frames, drawer.skeleton.points
    pelvis, thorax = frames["pelvis"], frames["thorax"]
    spot = drawer.camera.spot
    near = drawer.near("pelvis", "waist", "chest") + _ORDER["trunk"]
    fill = palette.ACTIVE if "trunk" in drawer.look.active else palette.SHIRT
    trousers = palette.LEG
    if drawer.look.is_helper:
        fill = trousers = palette.HELPER

    def at(origin: str, frame_name: str, *, out: float, up: float) -> Spot:
        frame = pelvis if frame_name == "pelvis" else thorax
        return spot(away(points[origin], frame, offset=(0.0, out, up)))

    hips = [(at("pelvis", "pelvis", out=out, up=0.006), 6.1) for out in (-0.048, 0.048)]
    seat = [hips[0], hips[1], (at("pelvis", "pelvis", out=0.0, up=LUMBAR_SHARE * 0.55), 5.9)]
    low, high = LUMBAR_SHARE * 0.45, -0.012
    rim = [
        (at("chest", "thorax", out=-0.062, up=high), 6.0),
        (at("waist", "thorax", out=-0.044, up=0.01), 5.2),
        (at("pelvis", "pelvis", out=-0.046, up=low), 5.6),
        (at("pelvis", "pelvis", out=0.046, up=low), 5.6),
        (at("waist", "thorax", out=0.044, up=0.01), 5.2),
        (at("chest", "thorax", out=0.062, up=high), 6.0),
        (at("chest", "thorax", out=-0.062, up=high), 6.0),
        (at("neck", "thorax", out=-0.085, up=-0.018), 3.8),
        (at("neck", "thorax", out=0.085, up=-0.018), 3.8),
    ]
    return [
        limb(seat, fill=trousers, nearness=near - 0.001),
        limb(rim, fill=fill, nearness=near),
    ]


def _head(drawer: _Drawer) -> list[Shape]:
    points, head = drawer.skeleton.points, drawer.skeleton.frames["head"]
    near = drawer.near("head", "neck") + _ORDER["head"]
    skin = palette.HELPER if drawer.look.is_helper else palette.SKIN
    neck = [(drawer.spot("neck"), 3.0), (drawer.spot("skull"), 2.8)]
    hair = away(points["head"], head, offset=(-0.011, 0.0, 0.009))
    face = away(points["head"], head, offset=(0.005, 0.0, -0.006))
    facing = _facing(drawer, head.forward)
    return [
        limb(neck, fill=skin, nearness=near - 0.012),
        _oval(
            drawer, hair, (4.9, 5.6), fill=palette.HAIR, nearness=near + 0.003 * (facing < -0.45)
        ),
        _oval(drawer, face, (4.5, 5.6), fill=skin, nearness=near + 0.001, rim=False),
        *_features(drawer, nearness=near + 0.002, skin=skin),
    ]


def _facing(drawer: _Drawer, direction: Vector) -> float:
    """Tell how far a direction points to the eye, -1 to 1."""
    eye = (0.0, -1.0, 0.0) if drawer.camera.view is View.SIDE else (1.0, 0.0, 0.0)
    return dot(direction, eye)


def _oval(
    drawer: _Drawer,
    centre: Vector,
    radii: Spot,
    *,
    fill: str,
    nearness: float,
    rim: bool = True,
) -> Shape:
    head = drawer.skeleton.frames["head"]
    x0, y0 = drawer.camera.spot(centre)
    x1, y1 = drawer.camera.spot(plus(centre, head.up))
    turn_deg = degrees(atan2(x1 - x0, y0 - y1)) if abs(x1 - x0) + abs(y1 - y0) > 5.0 else 0.0
    return Shape(
        path_data=ellipse_path((x0, y0), radii, turn_deg=turn_deg),
        box=box_around([(x0, y0)], margin=max(radii)),
        fill=fill,
        nearness=nearness,
        has_rim=rim,
    )


def _features(drawer: _Drawer, *, nearness: float, skin: str) -> list[Shape]:
    """Draw nose, eyes and mouth; what looks away from the eye shrinks to nothing."""
    centre, head = drawer.skeleton.points["head"], drawer.skeleton.frames["head"]
    spot = drawer.camera.spot
    root = away(centre, head, offset=(0.036, 0.0, 0.002))
    tip = away(centre, head, offset=(0.057, 0.0, -0.010))
    faces = _facing(drawer, head.forward) > 0.5
    nose = limb(
        [(spot(root), 1.1), (spot(tip), 1.0)],
        fill=palette.NOSE if faces else skin,
        nearness=nearness,
        has_rim=False,
    )
    eyes = [_eye(drawer, out, nearness=nearness + 0.001) for out in (1, -1)]
    return [nose, *eyes, _mouth(drawer, nearness=nearness + 0.001)]


def _seen_share(drawer: _Drawer, direction: Vector) -> float:
    return max(0.0, min(1.0, (_facing(drawer, direction) / size(direction) + 0.1) * 3.0))


def _eye(drawer: _Drawer, out: int, *, nearness: float) -> Shape:
    centre, head = drawer.skeleton.points["head"], drawer.skeleton.frames["head"]
    spot = drawer.camera.spot
    middle = away(centre, head, offset=(0.038, out * 0.020, 0.008))
    seen = _seen_share(drawer, minus(middle, centre))
    if not drawer.look.has_eyes_closed:
        return disc(spot(middle), max(0.95 * seen, 0.01), fill=palette.FACE, nearness=nearness)
    half = 0.012 * seen
    lids = [
        away(middle, head, offset=(-half * 0.7, -out * half, 0.002)),
        away(middle, head, offset=(0.0, 0.0, -0.004)),
        away(middle, head, offset=(half * 0.5, out * half * 0.9, 0.002)),
    ]
    return line(
        [spot(each) for each in lids],
        stroke=palette.FACE,
        stroke_width=0.7 * min(seen, 1.0),
        nearness=nearness,
    )


def _mouth(drawer: _Drawer, *, nearness: float) -> Shape:
    centre, head = drawer.skeleton.points["head"], drawer.skeleton.frames["head"]
    spot = drawer.camera.spot
    if drawer.camera.view is View.SIDE:
        lips = [(0.044, -0.006, -0.030), (0.034, -0.012, -0.032)]
    else:
        lips = [(0.036, -0.014, -0.028), (0.04, 0.0, -0.033), (0.036, 0.014, -0.028)]
    seen = _seen_share(
        drawer, minus(away(centre, head, offset=lips[-1 if len(lips) == 2 else 1]), centre)
    )
    spots = [spot(away(centre, head, offset=each)) for each in lips]
    return line(spots, stroke=palette.NOSE, stroke_width=0.8 * seen, nearness=nearness)
