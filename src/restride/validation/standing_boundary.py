"""Time to boundary against the values of the program that published the example."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from restride.balance.boundary_numbers import boundary_numbers
from restride.validation.figures import MeasuredFigure

#: Shown as multiples of this, a part of the value.
_SHOWN_SHARE: Final = 1e-6
#: The published values have six decimals.
_HALF_A_DIGIT: Final = 0.5e-6


def find_boundary_paths(directory: Path) -> tuple[Path, ...]:
    """Look for paths whose time to boundary is published."""
    return tuple(path for path in sorted(directory.rglob("*.mat")) if path.stem in _published())


def boundary_figures(paths: Sequence[Path]) -> tuple[MeasuredFigure, ...]:
    """Compare each path with what was published of it, to the digits that were."""
    off = [each for path in paths for each in _off(path, _published()[path.stem])]
    if not off:
        return ()
    return (
        MeasuredFigure(
            key="standing_boundary",
            value=max(off) / _SHOWN_SHARE,
            note=f"{len(off)} values of {len(paths)} path",
        ),
    )


def _published() -> dict[str, dict[str, float]]:
    text = resources.files("restride.validation").joinpath("knowledge/boundary.yaml").read_text()
    content: dict[str, dict[str, float]] = yaml.safe_load(text)
    return content


def _off(path: Path, expected: Mapping[str, float]) -> list[float]:
    from scipy.io import loadmat

    arrays: Mapping[str, Any] = loadmat(path)
    found = boundary_numbers(
        np.column_stack([arrays["cop_x"].ravel(), arrays["cop_y"].ravel()]).astype(float),
        outline_mm=np.asarray(arrays["bound_pts"], dtype=float),
        sampling_rate_hz=expected["sampling_rate_hz"],
    ).numbers
    off = []
    for key, value in expected.items():
        if key in found:
            ours = found[key]
            apart = np.inf if ours is None else max(0.0, abs(ours - value) - _HALF_A_DIGIT)
            off.append(apart / value)
    return off
