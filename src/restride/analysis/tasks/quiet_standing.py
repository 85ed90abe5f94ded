"""Quiet standing: on a plate or a board, or with a sensor on the back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar, Final

from restride.analysis.analysis import Analysis, summarize_recording
from restride.analysis.findings import in_order
from restride.analysis.noise import floor_of
from restride.analysis.places import with_assumed_place
from restride.analysis.plate_sides import with_sides
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing import Stood, find_stood, refuse_without_device
from restride.analysis.standing_measures import StandingNumbers, measure_stood
from restride.analysis.to_json import fields_of, precise
from restride.balance.conditions import StandingCondition
from restride.balance.noise_floor import NoiseFloor, mark_near_floor
from restride.balance.sway_path import SwayPath, thinned
from restride.measure import Measure
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import EventSource, Side, Task

#: Points of the path a second that are written: enough to see where the sway went. House choice:
#: hardly any sway is faster than 5 Hz, and a minute makes some 1200 numbers.
_WRITTEN_RATE_HZ: Final = 10.0
#: And no more points than this, however long the trial. House choice: ten minutes at that rate.
_LONGEST_WRITTEN_COUNT: Final = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnalysis(Analysis):
    """One trial of quiet standing."""

    task: ClassVar[Task] = Task.QUIET_STANDING

    source: EventSource
    condition: StandingCondition
    #: How long the position was kept: what the numbers rest on.
    held_s: float
    #: How long it should have been kept; None where nobody says.
    wanted_s: float | None
    sway: SwayPath
    #: The part that was measured.
    start_s: float = 0.0
    end_s: float = 0.0
    #: Of the signal that was measured.
    sampling_rate_hz: float = 0.0
    noise_floor: NoiseFloor | None = None

    @property
    def measured_s(self) -> float:
        """How much was measured."""
        return self.end_s - self.start_s

    def found(self) -> dict[str, object]:
        """Give the trial, and the ellipse of its sway."""
        ellipse = self.sway.ellipse
        return {
            "standing": {
                "source": self.source,
                "condition": asdict(self.condition),
                "held_s": self.held_s,
                "wanted_s": self.wanted_s,
                "start_s": self.start_s,
                "end_s": self.end_s,
                "sway_unit": self.sway.unit,
                "ellipse": None if ellipse is None else asdict(ellipse),
                "path": _path(self.sway),
            }
        }

    def rests_on(self) -> dict[str, object]:
        """Give the rate, the noise floor, and what was said about the device."""
        told = self.settings.standing
        return {
            "sampling_rate_hz": self.sampling_rate_hz,
            "held_s": told.held_s,
            "filtered_hz": told.filtered_hz,
            "foot_outline_mm": told.foot_outline_mm,
            "noise_floor": _floor_to_json(self.noise_floor),
        }


def _path(sway: SwayPath) -> dict[str, object]:
    thin = thinned(sway, rate_hz=_WRITTEN_RATE_HZ, longest_count=_LONGEST_WRITTEN_COUNT)
    return {
        "start_s": float(thin.times_s[0]) if len(thin.times_s) else 0.0,
        "sampling_rate_hz": thin.sampling_rate_hz,
        "forward": thin.path[:, 0].tolist(),
        "right": thin.path[:, 1].tolist(),
    }


def _floor_to_json(floor: NoiseFloor | None) -> dict[str, object] | None:
    if floor is None:
        return None
    values = {key: precise(value) for key, value in floor.values.items()}
    return {**fields_of(floor), "values": values}


def analyze_quiet_standing(
    recording: Recording, settings: AnalysisSettings | None = None
) -> StandingAnalysis:
    """Measure how still a person stood, for as long as they kept the position.

    Raises
    ------
    RestrideError
        Nothing that standing can be measured from, nobody on the plate, or too little held.
    """
    from restride.recording.checks import check_recording

    settings = settings or AnalysisSettings()
    content_hash = recording.content_hash()
    placed = with_sides(with_assumed_place(recording))
    refuse_without_device(placed)
    checked = check_recording(placed)
    stood = find_stood(checked, settings.standing)
    numbers = measure_stood(stood, settings.standing, lifted=_lifted(placed, checked))
    measures, floor, of_floor = _beside_floor(numbers, stood, settings)
    return StandingAnalysis(
        restride_version=_version(),
        recording=summarize_recording(placed, content_hash=content_hash),
        person=checked.person,
        quality=in_order((*checked.findings, *stood.findings, *numbers.findings, *of_floor)),
        measures=measures,
        settings=settings,
        source=stood.source,
        condition=settings.standing.condition,
        held_s=stood.held_s,
        wanted_s=settings.standing.wanted_s,
        sway=numbers.sway,
        start_s=stood.start_s,
        end_s=stood.end_s,
        sampling_rate_hz=numbers.sampling_rate_hz,
        noise_floor=floor,
    )


def _lifted(recorded: Recording, checked: Recording) -> Side | None:
    """Tell whose plate was recorded and borne by nobody; None where there is none."""
    used = {plate.side for plate in checked.plates}
    unused = [plate.side for plate in recorded.plates if plate.side not in used]
    return next((side for side in unused if side is not None and side.other in used), None)


def _version() -> str:
    import restride

    return restride.__version__


def _beside_floor(
    numbers: StandingNumbers, stood: Stood, settings: AnalysisSettings
) -> tuple[tuple[Measure, ...], NoiseFloor | None, Iterable[QualityFinding]]:
    recording = settings.standing.noise_floor
    if recording is None:
        return numbers.measures, None, ()
    floor, doubts = floor_of(recording, stood=stood)
    marked, findings = mark_near_floor(numbers.measures, floor)
    return marked, floor, (*doubts, *findings)
