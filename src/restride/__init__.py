"""Restride: how a person walks, stands and moves, measured from any sensor."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restride.analysis.analyze import analyze as analyze
    from restride.analysis.opening import read as read
    from restride.recording.in_memory import joint_angles_of as joint_angles_of
    from restride.recording.in_memory import landmarks_of as landmarks_of
    from restride.recording.in_memory import plate_of as plate_of
    from restride.recording.in_memory import recording_of as recording_of
    from restride.recording.in_memory import sensor_of as sensor_of

    __version__: str

__all__ = [
    "__version__",
    "analyze",
    "joint_angles_of",
    "landmarks_of",
    "plate_of",
    "read",
    "recording_of",
    "sensor_of",
]


def __getattr__(name: str) -> object:
    """Load what is asked for, when it is asked for: ``import restride`` alone costs nothing."""
    if name == "analyze":
        from restride.analysis.analyze import analyze

        return analyze
    if name == "read":
        from restride.analysis.opening import read

        return read
    if name in ("joint_angles_of", "landmarks_of", "plate_of", "recording_of", "sensor_of"):
        from restride.recording import in_memory

        return getattr(in_memory, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("restride")
    raise AttributeError(f"module 'restride' has no attribute '{name}'")
