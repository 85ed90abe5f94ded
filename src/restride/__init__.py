"""Restride: how a person walks, measured from any sensor."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restride.analysis.analyze import analyze as analyze
    from restride.analysis.opening import read as read

    __version__: str

__all__ = ["__version__", "analyze", "read"]


def __getattr__(name: str) -> object:
    """Load what is asked for, when it is asked for: ``import restride`` alone costs nothing."""
    if name == "analyze":
        from restride.analysis.analyze import analyze

        return analyze
    if name == "read":
        from restride.analysis.opening import read

        return read
    if name == "__version__":
        from importlib.metadata import version

        return version("restride")
    raise AttributeError(f"module 'restride' has no attribute '{name}'")
