"""Quiet standing and the limits of stability read back."""

import numpy as np

from restride.analysis.read_back.shared import Shared
from restride.analysis.read_back.written import Written
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import LeanTarget, StandingSettings
from restride.analysis.tasks.limits_of_stability import LimitsAnalysis
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.balance.conditions import StandingCondition
from restride.balance.limits import Lean
from restride.balance.noise_floor import NoiseFloor
from restride.balance.sway_path import SwayEllipse, SwayPath
from restride.terms import EventSource


def standing_from(written: Written, shared: Shared) -> StandingAnalysis:
    """Read one trial; its path is the thinned one, and the recording of the floor is not kept."""
    standing, settings = written["standing"], written["settings"]
    condition = standing["condition"].read(StandingCondition)
    wanted_s = standing["wanted_s"].read_or_none(float)
    return StandingAnalysis(
        **shared.parts(),
        source=standing["source"].read(EventSource),
        condition=condition,
        held_s=standing["held_s"].read(float),
        wanted_s=wanted_s,
        sway=_sway(standing),
        start_s=standing["start_s"].read(float),
        end_s=standing["end_s"].read(float),
        sampling_rate_hz=settings["sampling_rate_hz"].read(float),
        noise_floor=settings["noise_floor"].read_or_none(NoiseFloor),
        settings=AnalysisSettings(
            standing=StandingSettings(
                condition=condition,
                wanted_s=wanted_s,
                held_s=settings["held_s"].read_or_none(float),
                filtered_hz=settings["filtered_hz"].read_or_none(float),
                foot_outline_mm=_outline(settings["foot_outline_mm"]),
            )
        ),
    )


def _outline(written: Written) -> tuple[tuple[float, float], ...] | None:
    if written.is_absent:
        return None
    corners = (each.listed() for each in written.listed())
    return tuple((forward.read(float), right.read(float)) for forward, right in corners)


def _sway(standing: Written) -> SwayPath:
    path = standing["path"]
    forward, right = (
        np.array([_place(each) for each in path[direction].listed()], dtype=float)
        for direction in ("forward", "right")
    )
    if len(forward) != len(right):
        raise path.other_than("a way right for every way forward")
    steps_s = np.arange(len(forward)) / path["sampling_rate_hz"].read(float)
    return SwayPath(
        times_s=path["start_s"].read(float) + steps_s,
        path=np.column_stack((forward, right)),
        unit=standing["sway_unit"].read(str),
        ellipse=standing["ellipse"].read_or_none(SwayEllipse),
    )


def _place(written: Written) -> float:
    """Read one value of the path: null where nothing was measured."""
    return float("nan") if written.is_absent else written.read(float)


def limits_from(written: Written, shared: Shared) -> LimitsAnalysis:
    """Read every lean."""
    targets = written["settings"]["targets"].read_all(LeanTarget)
    return LimitsAnalysis(
        **shared.parts(),
        leans=written["leans"].read_all(Lean),
        settings=AnalysisSettings(leans=targets),
    )
