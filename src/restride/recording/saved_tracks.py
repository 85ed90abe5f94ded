"""What is written of a recording beside its numbers, so that it is read back as it was.

Names of files and the person are not among it: a saved recording names nobody, and what is known of
a body is kept where it follows the person when a recording is moved to the right one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor, Track
from restride.terms import LengthUnit, Placement, Side, Task

SAVED_VERSION: Final = 1

TrackKind = Literal["sensor", "plate", "landmarks", "joint-angles"]

_KINDS: Final[Mapping[type[Track], TrackKind]] = {
    Sensor: "sensor",
    Plate: "plate",
    Landmarks: "landmarks",
    JointAngles: "joint-angles",
}
#: Which signals each kind has; the first is always there.
SIGNALS: Final[Mapping[TrackKind, tuple[str, ...]]] = {
    "sensor": ("acceleration_mps2", "angular_velocity_dps"),
    "plate": ("centre_of_pressure_mm", "vertical_force_n", "horizontal_force_n"),
    "landmarks": ("positions", "visibility_share"),
    "joint-angles": ("angles_deg", "pelvis_height_m"),
}
#: How the columns of a signal are called behind the name of their track.
_COLUMNS: Final = {
    "acceleration_mps2": ("acc_x_mps2", "acc_y_mps2", "acc_z_mps2"),
    "angular_velocity_dps": ("gyr_x_dps", "gyr_y_dps", "gyr_z_dps"),
    "centre_of_pressure_mm": ("cop_forward_mm", "cop_right_mm"),
    "vertical_force_n": ("force_up_n",),
    "horizontal_force_n": ("force_forward_n", "force_right_n"),
    "pelvis_height_m": ("pelvis_height_m",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSignal:
    """One signal of a track: a column for each of its numbers."""

    #: Of the track's type, such as ``acceleration_mps2``.
    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTrack:
    """A track without its numbers."""

    kind: TrackKind
    name: str
    sampling_rate_hz: float
    start_s: float
    samples_count: int
    signals: tuple[SavedSignal, ...]
    #: The column with the time of each sample; None for an even clock.
    stamps: str | None = None
    placement: Placement = Placement.UNKNOWN
    side: Side | None = None
    stated_axes: tuple[str, str, str] | None = None
    acceleration_range_mps2: float | None = None
    angular_velocity_range_dps: float | None = None
    points: tuple[Landmark, ...] = ()
    unit: LengthUnit | None = None
    picture_size_px: tuple[float, float] | None = None
    joints: tuple[Joint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRecording:
    """A recording without its numbers."""

    version: int
    tracks: tuple[SavedTrack, ...]
    #: Of the recording, whose person is nobody.
    content_hash: str
    findings: tuple[QualityFinding, ...] = ()
    started_at: str | None = None
    clock_start_s: float | None = None
    is_simulated: bool = False
    task: Task | None = None


def saved_track(track: Track, *, prefix: str) -> SavedTrack:
    """Write down a track, its columns called by the prefix."""
    kind = _KINDS[type(track)]
    known = {field.name for field in fields(SavedTrack)} & {field.name for field in fields(track)}
    clock = track.clock
    return SavedTrack(
        kind=kind,
        sampling_rate_hz=float(clock.sampling_rate_hz),
        start_s=float(clock.start_s),
        samples_count=int(clock.samples_count),
        stamps=None if clock.stamps_s is None else f"{prefix}_time_s",
        signals=tuple(
            SavedSignal(
                name=name,
                columns=tuple(f"{prefix}_{each}" for each in _columns(name, track)),
            )
            for name, signal in zip(SIGNALS[kind], track.arrays, strict=True)
            if signal is not None
        ),
        **{name: getattr(track, name) for name in known},
    )


def prefixes_of(tracks: Sequence[Track]) -> list[str]:
    """Give each track a name that columns can begin with, none twice."""
    prefixes: list[str] = []
    for track in tracks:
        plain = re.sub(r"[^a-z0-9]+", "_", track.name.lower()).strip("_") or "track"
        prefix, number = plain, 1
        while prefix in prefixes:
            number += 1
            prefix = f"{plain}_{number}"
        prefixes.append(prefix)
    return prefixes


def _columns(name: str, track: Track) -> Sequence[str]:
    match track:
        case Landmarks():
            if name == "visibility_share":
                return [f"{point}_visibility_share" for point in track.points]
            axes = "xyz"[: track.positions.shape[2]]
            return [f"{point}_{axis}" for point in track.points for axis in axes]
        case JointAngles() if name == "angles_deg":
            return [f"{joint}_deg" for joint in track.joints]
        case _:
            return _COLUMNS[name]


def track_of(
    saved: SavedTrack, signals: Mapping[str, FloatArray], *, stamps_s: FloatArray | None
) -> Track:
    """Make the track again.

    Parameters
    ----------
    signals : (n_samples, n_columns) each
        By name, as ``SavedTrack.signals`` lists them.

    Raises
    ------
    DamagedFile
        A signal is missing, or has other columns than its kind has.
    """
    clock = Clock(
        sampling_rate_hz=saved.sampling_rate_hz,
        samples_count=saved.samples_count,
        start_s=saved.start_s,
        stamps_s=stamps_s,
    )
    shaped = {name: _shaped(saved, name, signal) for name, signal in signals.items()}
    if SIGNALS[saved.kind][0] not in shaped:
        raise _misshapen(saved, "its first signal is not there")
    match saved.kind:
        case "sensor":
            return Sensor(
                name=saved.name,
                placement=saved.placement,
                clock=clock,
                stated_axes=saved.stated_axes,
                acceleration_range_mps2=saved.acceleration_range_mps2,
                angular_velocity_range_dps=saved.angular_velocity_range_dps,
                **shaped,
            )
        case "plate":
            return Plate(name=saved.name, clock=clock, side=saved.side, **shaped)
        case "joint-angles":
            return JointAngles(name=saved.name, clock=clock, joints=saved.joints, **shaped)
        case "landmarks":
            return _landmarks(saved, clock, shaped)


def _landmarks(saved: SavedTrack, clock: Clock, shaped: Mapping[str, FloatArray]) -> Landmarks:
    if saved.unit is None:
        raise _misshapen(saved, "the unit of its positions is not there")
    return Landmarks(
        name=saved.name,
        clock=clock,
        points=saved.points,
        positions=shaped["positions"],
        unit=saved.unit,
        visibility_share=shaped.get("visibility_share"),
        picture_size_px=saved.picture_size_px,
    )


def _shaped(saved: SavedTrack, name: str, signal: FloatArray) -> FloatArray:
    samples_count, columns_count = signal.shape
    shapes: dict[str, tuple[tuple[int, ...], ...]] = {
        "positions": ((len(saved.points), 2), (len(saved.points), 3)),
        "visibility_share": ((len(saved.points),),),
        "angles_deg": ((len(saved.joints),),),
        "vertical_force_n": ((),),
        "pelvis_height_m": ((),),
        "acceleration_mps2": ((3,),),
        "angular_velocity_dps": ((3,),),
        "centre_of_pressure_mm": ((2,),),
        "horizontal_force_n": ((2,),),
    }
    for shape in shapes[name] if name in SIGNALS[saved.kind] else ():
        if _product(shape) == columns_count:
            return signal.reshape(samples_count, *shape)
    raise _misshapen(saved, f"{name!r:.40} has {columns_count} columns")


def _product(shape: tuple[int, ...]) -> int:
    product = 1
    for length in shape:
        product *= length
    return product


def _misshapen(saved: SavedTrack, found: str) -> DamagedFile:
    return DamagedFile(
        f"The signals of a saved {saved.kind} must be whole, and of {saved.name!r:.60} {found}. "
        "Restore the file from a backup."
    )
