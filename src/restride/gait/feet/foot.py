"""One foot of a recording: its swings, its gaps, and what was noticed about its sensor."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from restride.arrays import FloatArray
from restride.errors import MissingChannel, SignalNotUsable, SignalTooShort
from restride.gait.feet.axes import FootAxes
from restride.gait.feet.settings import FeetSettings
from restride.gait.feet.swings import Swings, find_swings, join_swings
from restride.recording.pieces import Piece, regular_pieces
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.terms import Severity, Side

#: Two rests and a swing between fit in no less. House choice.
_SHORTEST_PIECE_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Foot:
    """What one foot did."""

    side: Side
    sensor: str
    #: All moves from rest to rest, in order; seconds of the recording.
    swings: Swings
    #: (n_gaps, 2): stretches between usable pieces.
    gaps_s: FloatArray
    start_s: float
    end_s: float
    #: None where the foot never moved.
    axes: FootAxes | None
    findings: tuple[QualityFinding, ...]


def read_foot(sensor: Sensor, *, side: Side, settings: FeetSettings) -> Foot:
    """Find the swings of one foot in all usable pieces of its sensor.

    Raises
    ------
    MissingChannel
        Without a gyroscope.
    SignalTooShort, SignalNotUsable
        Where no piece is long enough, or nothing changes in the signal.
    """
    if sensor.angular_velocity_dps is None:
        raise MissingChannel(
            f"Walking from the feet needs a gyroscope, and the sensor '{sensor.name}' on the "
            f"{side} foot has acceleration only. Record with the gyroscope on, or use a sensor on "
            "the lower back."
        )
    pieces = regular_pieces(
        sensor,
        sampling_rate_hz=sensor.clock.sampling_rate_hz,
        longest_bridged_gap_s=settings.longest_bridged_gap_s,
    )
    _refuse_unusable(sensor, pieces)
    long_enough = [piece for piece in pieces if piece.duration_s >= _SHORTEST_PIECE_S]
    found = [_swings_of(piece, settings) for piece in long_enough]
    axes = next((axes for _, axes in found if axes is not None), None)
    return Foot(
        side=side,
        sensor=sensor.name,
        swings=join_swings([swings for swings, _ in found]),
        gaps_s=_gaps(pieces),
        start_s=pieces[0].start_s,
        end_s=pieces[-1].end_s,
        axes=axes,
        findings=tuple(_findings(sensor, pieces, axes, settings)),
    )


def _swings_of(piece: Piece, settings: FeetSettings) -> tuple[Swings, FootAxes | None]:
    if piece.angular_velocity_dps is None:
        return join_swings([]), None
    return find_swings(
        piece.acceleration_mps2,
        piece.angular_velocity_dps,
        sampling_rate_hz=piece.sampling_rate_hz,
        start_s=piece.start_s,
        settings=settings,
    )


def _refuse_unusable(sensor: Sensor, pieces: tuple[Piece, ...]) -> None:
    if not pieces:
        raise SignalNotUsable(
            f"Walking from the feet needs acceleration and turning, and the sensor '{sensor.name}' "
            f"holds no number in any of its {sensor.clock.samples_count} samples. "
            "Check the export of the file."
        )
    longest_s = max(piece.duration_s for piece in pieces)
    if longest_s < _SHORTEST_PIECE_S:
        raise SignalTooShort(
            duration_s=longest_s, needed_s=_SHORTEST_PIECE_S, analysis="Walking from the feet"
        )
    if all(_is_constant(piece.acceleration_mps2) for piece in pieces):
        raise SignalNotUsable(
            f"Walking from the feet needs a signal that moves, and the sensor '{sensor.name}' "
            "shows the same value throughout. Check that the sensor was recording."
        )


def _is_constant(signal: FloatArray) -> bool:
    """Tell whether nothing changes; a look at the first samples mostly answers."""
    return not np.any(signal[:1000] != signal[0]) and not np.any(signal != signal[0])


def _gaps(pieces: tuple[Piece, ...]) -> FloatArray:
    bounds = [(before.end_s, after.start_s) for before, after in pairwise(pieces)]
    return np.array(bounds, dtype=float).reshape(-1, 2)


def _findings(
    sensor: Sensor, pieces: tuple[Piece, ...], axes: FootAxes | None, settings: FeetSettings
) -> list[QualityFinding]:
    findings = [
        _short_piece(sensor, each) for each in pieces if each.duration_s < _SHORTEST_PIECE_S
    ]
    if sensor.clock.sampling_rate_hz < settings.well_timed_rate_hz:
        findings.append(_low_rate(sensor, settings))
    if axes is not None:
        findings.append(_found_axes(sensor, axes))
    return findings


def _short_piece(sensor: Sensor, piece: Piece) -> QualityFinding:
    return QualityFinding(
        code="piece-too-short",
        severity=Severity.NOTE,
        sensor=sensor.name,
        start_s=piece.start_s,
        end_s=piece.end_s,
        found=f"A stretch between two gaps lasts {piece.duration_s:.2f} s, "
        f"and {_SHORTEST_PIECE_S:g} s are needed.",
        done="No step was looked for in it.",
    )


def _low_rate(sensor: Sensor, settings: FeetSettings) -> QualityFinding:
    return QualityFinding(
        code="rate-low",
        severity=Severity.WARNING,
        sensor=sensor.name,
        start_s=None,
        end_s=None,
        found=f"The sensor takes {sensor.clock.sampling_rate_hz:.0f} samples a second; contacts of "
        f"a foot are well timed from {settings.well_timed_rate_hz:g} on.",
        done="Contacts and lengths were computed all the same; expect larger errors.",
    )


def _found_axes(sensor: Sensor, axes: FootAxes) -> QualityFinding:
    forward, left, up = (
        f"({row[0]:+.2f}, {row[1]:+.2f}, {row[2]:+.2f})" for row in axes.rotation_ratio
    )
    return QualityFinding(
        code="orientation-found",
        severity=Severity.NOTE,
        sensor=sensor.name,
        start_s=None,
        end_s=None,
        found=f"In the sensor's axes forward is {forward}, left {left} and up {up}; "
        f"{axes.main_axis_share:.0%} of its turning is about the left-right axis.",
        done="The signal was turned to the foot's own axes.",
    )
