"""Quiet standing and the limits of stability read back."""

import numpy as np

from restride.analysis.read_back.shared import Shared
from restride.analysis.read_back.written import Written
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import LeanTarget, StandingSettings
from restride.analysis.tasks.limits_of_stability import LimitsAnalysis
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.arrays import FloatArray
from restride.balance.conditions import StandingCondition
from restride.balance.limits import Lean
from restride.balance.noise_floor import NoiseFloor
from restride.balance.sway_path import SwayEllipse, SwayPath
from restride.terms import EventSource


def standing_from(written: Written, shared: Shared) -> StandingAnalysis:
    """Read one trial; its path is the thinned one."""
    standing, settings = written["standing"], written["settings"]
    return StandingAnalysis(
        **shared.parts(),
        source=standing["source"].read(EventSource),
        condition=standing["condition"].read(StandingCondition),
        held_s=standing["held_s"].read(float),
        wanted_s=standing["wanted_s"].read_or_none(float),
        sway=_sway(standing),
        start_s=standing["start_s"].read(float),
        end_s=standing["end_s"].read(float),
        sampling_rate_hz=settings["sampling_rate_hz"].read(float),
        noise_floor=settings["noise_floor"].read_or_none(NoiseFloor),
        settings=AnalysisSettings(standing=_told(standing, settings)),
    )


def _told(standing: Written, settings: Written) -> StandingSettings:
    """Read what was said of the trial; the recording of the noise floor is not kept."""
    told = settings.also(
        condition=standing["condition"].part, wanted_s=standing["wanted_s"].part, noise_floor=None
    )
    return told.read(StandingSettings)


def _sway(standing: Written) -> SwayPath:
    path = standing["path"]
    forward, right = (
        np.array([_place(each) for each in path[direction].listed()], dtype=float)
        for direction in ("forward", "right")
    )
    if len(forward) != len(right):
        raise path.other_than("a way right for every way forward")
    return SwayPath(
        times_s=_times_s(path, len(forward)),
        path=np.column_stack((forward, right)),
        unit=standing["sway_unit"].read(str),
        ellipse=standing["ellipse"].read_or_none(SwayEllipse),
    )


def _times_s(path: Written, points_count: int) -> FloatArray:
    sampling_rate_hz = path["sampling_rate_hz"].read(float)
    if sampling_rate_hz <= 0:
        raise path["sampling_rate_hz"].other_than("a rate above 0")
    return np.asarray(path["start_s"].read(float) + np.arange(points_count) / sampling_rate_hz)


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
