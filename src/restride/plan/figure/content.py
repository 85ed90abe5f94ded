"""The poses of every exercise, read from the content and made ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

from restride.clinical.content import names_in, read_content
from restride.errors import ContentError
from restride.plan.figure.pose import (
    NEUTRAL_FOOT,
    SIDE_JOINTS,
    SIDES,
    FootPlace,
    Place,
    Pose,
    Rest,
    View,
)
from restride.plan.figure.scenery import Thing, grip_of
from restride.plan.figure.skeleton import outward, skeleton_of

_T = TypeVar("_T")

#: Arms that hang, in degrees. House choice: docs/decisions/0130-our-own-figures.md.
_AT_EASE: Final = {"shoulder_abduction": 7.0, "elbow_flexion": 14.0}

#: Where a seated foot stands, under the knee. House choice: docs/decisions/0130-our-own-figures.md.
_SEATED_FOOT: Final[FootPlace] = (0.235, 0.07, 0.0, 0.0, 6.0)


class ArrowKind(StrEnum):
    """What an arrow tells."""

    #: The way of a point of the body from start to end.
    MOVE = "move"
    #: Straight, from one place to another.
    LINE = "line"
    #: Around a point, in the plane of the picture.
    AROUND = "around"
    #: Around a point as seen from above: a turning head or body.
    TURN = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowRow:
    """An arrow; places are shares of the body height, as of poses."""

    kind: ArrowKind = ArrowKind.MOVE
    #: Point of the body; for a line, what its places are counted from.
    point: str | None = None
    #: Ends of a line: ahead, to the left, up; from a point, or from the floor.
    tail: tuple[float, ...] = ()
    tip: tuple[float, ...] = ()
    radius_share: float = 0.1
    #: For an arrow around a point: clockwise from straight up, as drawn.
    from_deg: float = -60.0
    to_deg: float = 60.0
    #: A head at both ends.
    both_ways: bool = False
    #: Drawn in the picture of the start, where that is another one.
    at_start: bool = False


class MarkKind(StrEnum):
    """A sign beside the figure."""

    EYES_CLOSED = "eyes_closed"
    BUBBLE = "bubble"
    BEAT = "beat"
    CLOCK = "clock"
    HEART = "heart"
    BREATH_IN = "breath_in"
    BREATH_OUT = "breath_out"
    SQUARES = "squares"
    CLOCK_FACE = "clock_face"
    LIGHT = "light"
    NOTE = "note"
    GAZE = "gaze"
    DIZZY = "dizzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A sign, and the word in it."""

    kind: MarkKind
    text: str = ""
    #: Only in the picture of the start, or of the end.
    only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseRow:
    """A pose as people write it; what is not said is as in the pose before it."""

    #: A joint without a side is of both.
    angles: dict[str, float] = field(default_factory=dict)
    rest: Rest | None = None
    ground_share: float | None = None
    seat_share: float | None = None
    hips: tuple[float, ...] = ()
    #: "right", "left" or "both": ahead, outwards, up, heel raised (deg), turned out (deg).
    feet: dict[str, tuple[float, ...]] = field(default_factory=dict)
    #: The same: ahead, outwards, up; or the name of a thing or of a point of the body.
    hands: dict[str, str | tuple[float, ...]] = field(default_factory=dict)
    #: What hangs free now: "right_foot", "left_foot", "right_hand", "left_hand".
    free: tuple[str, ...] = ()
    things: dict[str, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """The picture of an exercise as people write it."""

    id: str
    #: Another exercise whose picture this is, with what is said here.
    like: str | None = None
    #: What the picture shows, for who cannot see it.
    shows: str
    view: View | None = None
    #: What start and end share.
    base: PoseRow | None = None
    start: PoseRow | None = None
    middle: tuple[PoseRow, ...] | None = None
    end: PoseRow | None = None
    #: On the way back to the start; without them the same way back.
    back: tuple[PoseRow, ...] | None = None
    #: One picture is enough: a stance that is held.
    holds: bool | None = None
    scenery: tuple[Thing, ...] | None = None
    #: Besides the scenery of the exercise it is like.
    also: tuple[Thing, ...] = ()
    arrows: tuple[ArrowRow, ...] | None = None
    marks: tuple[MarkRow, ...] | None = None
    active: tuple[str, ...] | None = None
    #: A second person, standing by or lending a hand.
    helper: PoseRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, ready to be drawn."""

    id: str
    shows: str
    view: View
    start: Pose
    #: From start to end, both included.
    way: tuple[Pose, ...]
    #: From the end back to the start; empty: the same way.
    way_back: tuple[Pose, ...]
    holds: bool
    scenery: tuple[Thing, ...]
    arrows: tuple[ArrowRow, ...]
    marks: tuple[MarkRow, ...]
    active: frozenset[str]
    helper: Pose | None


@cache
def figure_rows() -> dict[str, FigureRow]:
    """Read the rows of every picture; once a process."""
    rows = [
        row
        for name in names_in("plan", "poses")
        for row in read_content(FigureRow, room="plan", name=name).rows
    ]
    return {row.id: row for row in rows}


@cache
def find_figure(exercise_id: str) -> Figure:
    """Find the picture of an exercise.

    Raises
    ------
    ContentError
        The exercise has no picture, or its picture is like one that is not there.
    """
    row = _whole(exercise_id, seen=())
    base = row.base or PoseRow()
    start = _over(base, row.start)
    middle = [_over(start, each) for each in row.middle or ()]
    end = _over(start, row.end)
    back = [_over(start, each) for each in row.back or ()]
    made = [_pose(each, row.scenery or ()) for each in (start, *middle, end)]
    made_back = [_pose(each, row.scenery or ()) for each in back]
    return Figure(
        id=exercise_id,
        shows=row.shows,
        view=row.view or View.SIDE,
        start=made[0],
        way=tuple(made),
        way_back=(made[-1], *made_back, made[0]) if made_back else (),
        holds=bool(row.holds),
        scenery=row.scenery or (),
        arrows=row.arrows or (),
        marks=row.marks or (),
        active=frozenset(row.active or ()),
        helper=_pose(row.helper, ()) if row.helper else None,
    )


def _whole(exercise_id: str, *, seen: tuple[str, ...]) -> FigureRow:
    rows = figure_rows()
    if exercise_id not in rows:
        why = f", which the picture of {seen[-1]!r} is like," if seen else ""
        raise ContentError(
            f"A picture needs an exercise that has poses, and {exercise_id!r}{why} has none among "
            f"the {len(rows)} of plan/knowledge/poses. Correct the id or add its poses."
        )
    if exercise_id in seen:
        raise ContentError(
            f"A picture must end at poses of its own, and {' is like '.join((*seen, exercise_id))}."
            " Give one of them its poses."
        )
    row = rows[exercise_id]
    if row.like is None:
        return row
    return _like(_whole(row.like, seen=(*seen, exercise_id)), row)


def _like(parent: FigureRow, own: FigureRow) -> FigureRow:
    """Lay what an exercise says over the picture it is like."""
    said = {
        each.name: value
        for each in fields(own)
        if (value := getattr(own, each.name)) is not None and each.name != "also"
    }
    poses = {
        name: _over(getattr(parent, name) or PoseRow(), said[name])
        for name in ("base", "start", "end")
        if name in said
    }
    scenery = (*(said.get("scenery", parent.scenery) or ()), *own.also)
    return replace(parent, **(said | poses | {"scenery": scenery, "also": ()}))


def _over(under: PoseRow, own: PoseRow | None) -> PoseRow:
    """Lay a pose over another: what it does not say stays."""
    if own is None:
        return under
    feet = {**_sided(under.feet), **_sided(own.feet)}
    hands = {**_sided(under.hands), **_sided(own.hands)}
    freed = {each for each in under.free if not _is_placed(each, own)} | {*own.free}
    return PoseRow(
        angles={**_sided_angles(under.angles), **_sided_angles(own.angles)},
        rest=own.rest or under.rest,
        ground_share=under.ground_share if own.ground_share is None else own.ground_share,
        seat_share=under.seat_share if own.seat_share is None else own.seat_share,
        hips=own.hips or under.hips,
        feet={side: place for side, place in feet.items() if f"{side}_foot" not in freed},
        hands={side: place for side, place in hands.items() if f"{side}_hand" not in freed},
        free=tuple(sorted(freed)),
        things={**under.things, **own.things},
    )


def _is_placed(limb: str, pose: PoseRow) -> bool:
    side, part = limb.split("_")
    return side in _sided(pose.feet if part == "foot" else pose.hands)


def _sided(values: Mapping[str, _T]) -> dict[str, _T]:
    both = {side: values["both"] for side in SIDES if "both" in values}
    return both | {side: value for side, value in values.items() if side != "both"}


def _sided_angles(angles: dict[str, float]) -> dict[str, float]:
    both = {
        f"{side}_{name}": angles[name] for name in angles if name in SIDE_JOINTS for side in SIDES
    }
    return both | {name: value for name, value in angles.items() if name not in SIDE_JOINTS}


def _pose(row: PoseRow, scenery: tuple[Thing, ...]) -> Pose:
    row = _over(PoseRow(), row)
    rest = row.rest or Rest.FEET
    standard = {Rest.FEET: NEUTRAL_FOOT, Rest.SEAT: _SEATED_FOOT, Rest.LOWEST: None}[rest]
    feet = _feet_of(row, standard)
    places = {
        each.name: each.at for each in scenery if each.name and each.name not in row.things
    } | row.things
    hands = {
        side: _hand(place, side=side, scenery=scenery, places=places)
        for side, place in row.hands.items()
        if f"{side}_hand" not in row.free
    }
    pose = Pose(
        angles_deg=_hanging_arms(hands) | row.angles,
        rest=rest,
        ground_share=row.ground_share or 0.0,
        seat_share=0.265 if row.seat_share is None else row.seat_share,
        hips=row.hips or _hips_over(feet, rest),
        feet=feet,
        hands={side: place for side, place in hands.items() if isinstance(place, tuple)},
        things={name: _filled(place) for name, place in places.items()},
    )
    return _with_hands_on_body(pose, hands)


def _feet_of(row: PoseRow, standard: FootPlace | None) -> dict[str, FootPlace]:
    """Say all of where each placed foot stands."""
    feet: dict[str, FootPlace] = {}
    for side in SIDES:
        given = row.feet.get(side)
        if f"{side}_foot" in row.free or (given is None and standard is None):
            continue
        filled = standard or NEUTRAL_FOOT
        a, b, c, d, e = (*(given or ()), *filled[len(given or ()) :])
        feet[side] = (a, b, c, d, e)
    return feet


def _hanging_arms(hands: dict[str, str | Place]) -> dict[str, float]:
    """Let free arms hang as people's do, a little bent and away from the body."""
    free = [side for side in SIDES if side not in hands]
    return {f"{side}_{joint}": value for side in free for joint, value in _AT_EASE.items()}


def _hips_over(feet: dict[str, FootPlace], rest: Rest) -> tuple[float, float]:
    """Put the hips over the middle between the feet, a little behind the middle of the soles."""
    if rest is not Rest.FEET or not feet:
        return (0.0, 0.0)
    ahead = sum(place[0] for place in feet.values()) / len(feet)
    aside = sum(outward(side) * place[1] for side, place in feet.items()) / len(feet)
    return (ahead + 0.01, aside)


def _filled(place: tuple[float, ...]) -> tuple[float, float, float]:
    x, y, z = (*place, 0.0, 0.0, 0.0)[:3]
    return x, y, z


def _hand(
    place: str | tuple[float, ...],
    *,
    side: str,
    scenery: tuple[Thing, ...],
    places: dict[str, tuple[float, ...]],
) -> str | tuple[float, float, float]:
    if not isinstance(place, str):
        return _filled(place)
    for thing in scenery:
        if place in (thing.name, thing.kind.value):
            at = _filled(places.get(thing.name or "", thing.at))
            x, y, z = grip_of(thing, at=at, side=side)
            return x, outward(side) * y, z
    return place


def _with_hands_on_body(pose: Pose, hands: dict[str, str | tuple[float, float, float]]) -> Pose:
    """Reach for points of the own body, where the rest of the pose puts them."""
    wanted = {side: place for side, place in hands.items() if isinstance(place, str)}
    if not wanted:
        return pose
    points = skeleton_of(pose).points
    found = dict(pose.hands)
    for side, name in wanted.items():
        if name not in points:
            raise ContentError(
                f"A hand needs a thing of the picture or a point of the body, and {name!r} is "
                f"neither. The points are {', '.join(sorted(points))}. Correct the name."
            )
        x, y, z = points[name]
        found[side] = (x, outward(side) * y, z)
    return replace(pose, hands=found)
