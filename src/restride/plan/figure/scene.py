"""Everything of a picture at one moment: things, people; and the moments of a whole round."""

from functools import cached_property
from typing import Final

from restride.plan.figure.body import Look, body_shapes
from restride.plan.figure.content import Figure
from restride.plan.figure.drawing import Camera, Shape
from restride.plan.figure.motion import frames_of, times_of_round
from restride.plan.figure.scenery import Thing, ThingKind
from restride.plan.figure.skeleton import Skeleton, skeleton_of
from restride.plan.figure.things import thing_shapes

#: Worn, held or tipped by the body: drawn anew in each frame.
_GOES_ALONG: Final = {
    ThingKind.HARNESS,
    ThingKind.BELT,
    ThingKind.ROCKER,
    ThingKind.WOBBLE,
    ThingKind.STICK,
    ThingKind.HEADSET,
}


class Scene:
    """The moments of an exercise, seen by a camera; solved once, drawn as often as needed."""

    def __init__(self, figure: Figure, camera: Camera) -> None:
        """Take what is drawn and from where."""
        self.figure = figure
        self.camera = camera
        self.there = frames_of(figure.way)
        self._drawn: dict[tuple[int, bool], list[Shape]] = {}

    @cached_property
    def back(self) -> list[Skeleton]:
        """Frames from the end to the start, where the way back is another one."""
        if not self.figure.way_back:
            return []
        return [self.there[-1], *frames_of(self.figure.way_back)[1:-1], self.there[0]]

    @property
    def has_floor(self) -> bool:
        """Whether the floor is a line below, and not what one looks down on."""
        kinds = {thing.kind for thing in self.figure.scenery}
        return ThingKind.BED_FROM_ABOVE not in kinds

    @property
    def solved(self) -> list[Skeleton]:
        """Every frame once."""
        return [*self.there, *self.back[1:-1]]

    def round(self) -> tuple[list[Skeleton], list[float]]:
        """Give the frames of a whole round, and when each is reached, as shares of the round."""
        times_share = times_of_round(len(self.there), len(self.back))
        if self.back:
            return [*self.there, *self.back[1:]], times_share
        return [self.there[0], *self.there, *self.there[::-1]], times_share

    def shapes(self, skeleton: Skeleton, *, has_eyes_closed: bool = False) -> list[Shape]:
        """Draw things and people, in an order that does not depend on the pose; a frame once."""
        key = (id(skeleton), has_eyes_closed)
        if key not in self._drawn:
            self._drawn[key] = self._draw(skeleton, has_eyes_closed=has_eyes_closed)
        return self._drawn[key]

    def _draw(self, skeleton: Skeleton, *, has_eyes_closed: bool) -> list[Shape]:
        shapes = list(self._still)
        for thing in self.figure.scenery:
            if _goes_along(thing):
                shapes += thing_shapes(thing, camera=self.camera, skeleton=skeleton)
        look = Look(active=self.figure.active, has_eyes_closed=has_eyes_closed)
        return shapes + body_shapes(skeleton, camera=self.camera, look=look)

    @cached_property
    def _still(self) -> list[Shape]:
        """Draw what does not move: furniture, floor, and who stands by."""
        shapes: list[Shape] = []
        for thing in self.figure.scenery:
            if not _goes_along(thing):
                shapes += thing_shapes(thing, camera=self.camera, skeleton=self.there[0])
        if self.figure.helper is not None:
            helper = skeleton_of(self.figure.helper)
            shapes += body_shapes(helper, camera=self.camera, look=Look(is_helper=True))
        return shapes


def _goes_along(thing: Thing) -> bool:
    return bool(thing.of) or thing.name is not None or thing.kind in _GOES_ALONG
