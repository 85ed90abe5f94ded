"""Points and directions in space as plain triples, and frames that are turned.

x ahead, y to the left, z up, as everywhere in the house.
"""

from math import cos, hypot, radians, sin, sqrt
from typing import NamedTuple

#: Ahead, left, up; in shares of the body height.
Vector = tuple[float, float, float]
#: Two numbers that belong together: a place of a drawing, the lengths of two links.
Plane = tuple[float, float]


class Frame(NamedTuple):
    """Which way a part of the body points."""

    forward: Vector
    left: Vector
    up: Vector


WORLD = Frame((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def plus(a: Vector, b: Vector) -> Vector:
    """Add two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    """Go from ``b`` to ``a``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vector, factor: float) -> Vector:
    """Stretch a vector."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """Tell how far ``a`` goes along ``b``."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def size(a: Vector) -> float:
    """Length of a vector."""
    return sqrt(dot(a, a))


def between(a: Vector, b: Vector, *, share: float) -> Vector:
    """Go a share of the way from ``a`` to ``b``."""
    return plus(a, times(minus(b, a), share))


def away(origin: Vector, frame: Frame, *, offset: Vector) -> Vector:
    """Find the point that lies ``offset`` from the origin, in the axes of the frame."""
    x, y, z = offset
    f, left, u = frame
    return (
        origin[0] + x * f[0] + y * left[0] + z * u[0],
        origin[1] + x * f[1] + y * left[1] + z * u[1],
        origin[2] + x * f[2] + y * left[2] + z * u[2],
    )


def seen_from(frame: Frame, vector: Vector) -> Vector:
    """Tell a direction in the axes of the frame."""
    return (dot(vector, frame.forward), dot(vector, frame.left), dot(vector, frame.up))


def pitched(frame: Frame, angle_deg: float) -> Frame:
    """Tip forwards: up goes towards forward."""
    if not angle_deg:
        return frame
    c, s = _cosine_and_sine(angle_deg)
    forward = minus(times(frame.forward, c), times(frame.up, s))
    return Frame(forward, frame.left, plus(times(frame.up, c), times(frame.forward, s)))


def rolled(frame: Frame, angle_deg: float) -> Frame:
    """Tip to the right: the left side comes up."""
    if not angle_deg:
        return frame
    c, s = _cosine_and_sine(angle_deg)
    left = plus(times(frame.left, c), times(frame.up, s))
    return Frame(frame.forward, left, minus(times(frame.up, c), times(frame.left, s)))


def yawed(frame: Frame, angle_deg: float) -> Frame:
    """Turn to the left."""
    if not angle_deg:
        return frame
    c, s = _cosine_and_sine(angle_deg)
    forward = plus(times(frame.forward, c), times(frame.left, s))
    return Frame(forward, minus(times(frame.left, c), times(frame.forward, s)), frame.up)


def _cosine_and_sine(angle_deg: float) -> tuple[float, float]:
    return cos(radians(angle_deg)), sin(radians(angle_deg))


def bend_towards(
    start: Vector, target: Vector, *, links: Plane, pole: Vector
) -> tuple[Vector, Vector]:
    """Reach from ``start`` to ``target`` with two links: where the joint between lies, and the end.

    The joint goes to the side of ``pole``. What is too far is reached for and not reached.
    """
    first, second = links
    way = minus(target, start)
    wanted = size(way)
    far = min(max(wanted, abs(first - second) + 1e-6), first + second - 1e-6)
    along = times(way, 1 / wanted) if wanted > 1e-9 else (0.0, 0.0, -1.0)
    near = (first**2 - second**2 + far**2) / (2 * far)
    out = sqrt(max(first**2 - near**2, 0.0))
    side = _across(along, pole)
    joint = plus(start, plus(times(along, near), times(side, out)))
    return joint, plus(start, times(along, far))


def _across(along: Vector, pole: Vector) -> Vector:
    """Take what of the pole stands square to a direction; any such where it has nothing of it."""
    for each in (pole, WORLD.forward, WORLD.left):
        rest = minus(each, times(along, dot(each, along)))
        length = size(rest)
        if length > 1e-6:
            return times(rest, 1 / length)
    return WORLD.up


def turned_about(vector: Vector, along: Vector, *, angle_deg: float) -> Vector:
    """Turn a vector about a direction of length one (Rodrigues)."""
    c, s = _cosine_and_sine(angle_deg)
    cross = (
        along[1] * vector[2] - along[2] * vector[1],
        along[2] * vector[0] - along[0] * vector[2],
        along[0] * vector[1] - along[1] * vector[0],
    )
    rest = times(along, dot(along, vector) * (1 - c))
    return plus(plus(times(vector, c), times(cross, s)), rest)


def distance(a: Plane, b: Plane) -> float:
    """How far two places of a drawing lie apart."""
    return hypot(a[0] - b[0], a[1] - b[1])
