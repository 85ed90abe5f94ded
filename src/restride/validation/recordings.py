"""The recordings that go with the references, read and analysed as anybody would."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from restride.analysis.analysis import BoutAnalysis, WalkAnalysis
from restride.arrays import FloatArray
from restride.gait.feet import find_feet_walk
from restride.measure import Measure
from restride.person import Person
from restride.recording.checks import check_recording
from restride.recording.events import Walk
from restride.recording.readers import read_recordings
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording
from restride.terms import Placement, Side
from restride.validation.folders import Comparable
from restride.validation.references.feet import SENSOR_RATE_HZ
from restride.validation.references.lower_back import BoutFigures, WalkFigures
from restride.validation.references.uturn_walks import UTURN_RATE_HZ

#: By the description of the data set [kluge2021]; the tables do not bear it.
BACK_RATE_HZ: Final = 100.0


def read_back_trial(comparable: Comparable, *, person: Person) -> Recording:
    """Read the signal of one trial from the lower back."""
    options = ReadOptions(person=person, trial=comparable.trial)
    if comparable.recording.suffix == ".csv":
        options = replace(
            options,
            placements=(Placement.LOWER_BACK,),
            sampling_rate_hz=BACK_RATE_HZ,
            acceleration_unit="g",
            angular_velocity_unit="dps",
        )
    return read_recordings(comparable.recording, options=options)[0]


def read_uturn_walk(comparable: Comparable, *, person: Person) -> Recording:
    """Read a walk with a U-turn: the lower back and both feet."""
    options = ReadOptions(
        person=person,
        sampling_rate_hz=UTURN_RATE_HZ,
        acceleration_unit="mps2",
        angular_velocity_unit="radps",
    )
    return read_recordings(comparable.recording, options=options)[0]


def read_feet_sample(comparable: Comparable) -> Recording:
    """Read a sample of two feet."""
    options = ReadOptions(
        sampling_rate_hz=SENSOR_RATE_HZ, acceleration_unit="mps2", angular_velocity_unit="dps"
    )
    return read_recordings(comparable.recording, options=options)[0]


def only(recording: Recording, placements: Sequence[Placement]) -> Recording:
    """Leave out the sensors worn elsewhere."""
    sensors = tuple(each for each in recording.sensors if each.placement in placements)
    return replace(recording, sensors=sensors)


def walk_figures(analysis: WalkAnalysis | None) -> WalkFigures:
    """Take from an analysis what is compared: the walk, and each bout's figures as reported.

    What could not be analysed is an empty walk.
    """
    if analysis is None:
        return WalkFigures(walk=Walk(bouts=(), turns=()), bouts=())
    return WalkFigures(walk=analysis.walk, bouts=tuple(map(_bout_figures, analysis.bouts)))


def _bout_figures(each: BoutAnalysis) -> BoutFigures:
    return BoutFigures(
        start_s=each.bout.start_s,
        end_s=each.bout.end_s,
        walking_speed_mps=_value(each.measures, "walking_speed_mps"),
        stride_length_m=_value(each.measures, "stride_length_m"),
        cadence_spm=_value(each.measures, "cadence_spm"),
    )


def _value(measures: Sequence[Measure], key: str) -> float | None:
    """Find a measure of both sides together."""
    found = (each for each in measures if each.definition.key == key and each.side is None)
    measure = next(found, None)
    return None if measure is None else measure.value


def found_borders_s(recording: Recording) -> dict[Side, FloatArray]:
    """Cut the walking of each foot into strides as people mark them, from push-off to push-off."""
    checked = check_recording(recording)
    left, right = (checked.sensor_at(each) for each in (Placement.LEFT_FOOT, Placement.RIGHT_FOOT))
    found = find_feet_walk(left, right).stride_borders
    return {
        side: np.reshape(
            [(each.start_s, each.end_s) for each in found if each.side is side], (-1, 2)
        ).astype(float)
        for side in Side
    }
