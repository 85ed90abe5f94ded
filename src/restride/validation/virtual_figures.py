"""The virtual person, whose truth is exact: what no open recording of real people can show.

No open recording has a sensor on the back of a standing person with a truth beside it, or a timed
up and go with marked phases. These figures say how well the algorithms undo the simulation, not how
well they would do on people.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from restride.analysis.analyze import analyze
from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.arrays import FloatArray
from restride.recording.recording import Recording
from restride.simulate import simulate_rises, simulate_up_and_go
from restride.terms import Task
from restride.validation.figures import MeasuredFigure

#: People of each kind. House choice: the figure to reach asks for 50 of the timed up and go.
_UP_AND_GO_COUNT: Final = 50
_RISES_COUNT: Final = 30


def up_and_go_figures() -> Iterator[MeasuredFigure]:
    """Hold every phase and both turns of many virtual people against their truth."""
    edges_s, durations_s = [0.0], [0.0]
    missed_count = wrong_sides_count = 0
    for seed in range(_UP_AND_GO_COUNT):
        simulated = simulate_up_and_go(seed=seed)
        analysis = analyze(simulated.recording, task=Task.TIMED_UP_AND_GO)
        found = analysis.up_and_go if isinstance(analysis, UpAndGoAnalysis) else None
        if found is None:
            missed_count += 1
            continue
        for true in simulated.truth.phases:
            phase = found.phase(true.kind)
            edges_s += [abs(phase.start_s - true.start_s), abs(phase.end_s - true.end_s)]
            durations_s.append(abs(phase.duration_s - true.duration_s))
        wrong_sides_count += sum(
            one.direction is not other.direction
            for one, other in zip(found.turns, simulated.truth.turns, strict=True)
        )
    note = f"{_UP_AND_GO_COUNT} virtual people, the largest"
    yield MeasuredFigure(key="virtual_up_and_go_edges", value=max(edges_s), note=note)
    yield MeasuredFigure(key="virtual_up_and_go_durations", value=max(durations_s), note=note)
    yield MeasuredFigure(
        key="virtual_up_and_go_wrong",
        value=float(missed_count + wrong_sides_count),
        note=f"{missed_count} not found, {wrong_sides_count} turns to the wrong side",
    )


def rises_figures() -> Iterator[MeasuredFigure]:
    """Count the rises of many virtual people from the back."""
    from restride.movement.back_sensor import find_back_rises

    off_count = 0
    for seed in range(_RISES_COUNT):
        simulated = simulate_rises(5, seed=seed)
        found = find_back_rises(simulated.recording.sensors[0])
        off_count += abs(len(found) - len(simulated.rises))
    yield MeasuredFigure(
        key="virtual_rises",
        value=float(off_count),
        note=f"{_RISES_COUNT} virtual people, five rises each",
    )


def repetitions_figures() -> Iterator[MeasuredFigure]:
    """Count one set of squats filmed in many ways: mirrored, slow, fast, with landmarks missing."""
    from restride.simulate import CameraSettings, filmed_landmarks, simulate_squats

    off_count = films_count = 0
    for seed in range(4):
        simulated = simulate_squats(5, seed=seed)
        for rate_hz in (15.0, 24.0, 30.0, 60.0):
            for is_mirrored in (False, True):
                for missing_share in (0.0, 0.2):
                    camera = CameraSettings(
                        sampling_rate_hz=rate_hz,
                        is_mirrored=is_mirrored,
                        missing_share=missing_share,
                        seed=seed,
                    )
                    seen = filmed_landmarks(simulated.skeleton, camera)
                    recording = replace(
                        simulated.recording, landmarks=(seen,), sensors=(), plates=()
                    )
                    films_count += 1
                    off_count += abs(_counted(recording) - 5)
    yield MeasuredFigure(
        key="virtual_squats", value=float(off_count), note=f"{films_count} films of 4 people"
    )


def _counted(recording: Recording) -> int:
    analysis = analyze(recording, task=Task.REPETITIONS)
    return len(analysis.repetitions) if isinstance(analysis, RepetitionsAnalysis) else 0


def standing_back_figures() -> Iterator[MeasuredFigure]:
    """Hold sway from a sensor on the back against the virtual stander's."""
    from restride.simulate import simulate_stand
    from restride.simulate.stander import stander

    off: list[float] = []
    for seed in range(10):
        simulated = simulate_stand(stander(seed=seed))
        recording = replace(simulated.recording, plates=())
        analysis = analyze(recording, task=Task.QUIET_STANDING)
        values = {each.definition.key: each.value for each in analysis.measures}
        truth = simulated.truth
        true_mps2 = float(np.hypot(truth.back_forward_mps2, truth.back_sideways_mps2))
        value = values["back_sway_rms_mps2"]
        off.append(np.inf if value is None else abs(value / true_mps2 - 1.0))
    yield MeasuredFigure(
        key="virtual_back_sway", value=100.0 * max(off), note="10 virtual people, the largest"
    )


def keypoint_figures() -> Iterator[MeasuredFigure]:
    """Hold walking seen from the side against the virtual walker's footfalls."""
    from restride.validation.keypoint_walks import keypoint_errors

    errors: FloatArray = keypoint_errors()
    note = f"{len(errors)} films of virtual walkers"
    for column, key in enumerate(
        ("virtual_keypoint_cadence", "virtual_keypoint_step", "virtual_keypoint_stance")
    ):
        yield MeasuredFigure(key=key, value=float(np.mean(errors[:, column])), note=note)


#: In the order of the table.
VIRTUAL_FIGURES: Final[tuple[Callable[[], Iterator[MeasuredFigure]], ...]] = (
    up_and_go_figures,
    rises_figures,
    repetitions_figures,
    keypoint_figures,
    standing_back_figures,
)
