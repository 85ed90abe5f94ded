"""Leans of a recording or of several, from a protocol to numbers and JSON."""

import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.protocol_file import read_protocol
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import LeanTarget
from restride.analysis.tasks.limits_of_stability import analyze_leans
from restride.balance.limits import unit_vector
from restride.errors import MissingChannel, OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.recording.recording import Recording
from restride.simulate.task_files import plate_text
from restride.terms import LeanDirection, Task

RATE_HZ = 100.0
CUES_S = {direction: 3.0 + 10.0 * place for place, direction in enumerate(LeanDirection)}


def step(times_s, start_s, lasts_s=1.0):
    part = np.clip((times_s - start_s) / lasts_s, 0, 1)
    return part**3 * (10 - 15 * part + 6 * part**2)


def leaning_plate(cues_s, *, far_mm=50.0, duration_s=None):
    """Out half a second after each cue, back four seconds later."""
    duration_s = max(cues_s.values()) + 8.0 if duration_s is None else duration_s
    times_s = np.arange(0, duration_s, 1 / RATE_HZ)
    path_mm = np.zeros((len(times_s), 2))
    for direction, cue_s in cues_s.items():
        out = step(times_s, cue_s + 0.5) - step(times_s, cue_s + 4.5)
        path_mm += far_mm * out[:, None] * unit_vector(direction)
    return Plate(
        name="plate",
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=len(times_s)),
        centre_of_pressure_mm=path_mm,
        vertical_force_n=np.full(len(times_s), 700.0) + 3 * np.sin(times_s),
    )


def recording(plate=None, **changes):
    plates = (plate or leaning_plate(CUES_S),)
    return Recording(name="leans", plates=plates, **changes)


def leans(recorded, *targets):
    return analyze(
        recorded, task=Task.LIMITS_OF_STABILITY, settings=AnalysisSettings(leans=targets)
    )


def target(direction, **changes):
    given = {"cue_s": CUES_S[direction], "distance_mm": 80.0} | changes
    return LeanTarget(direction=direction, **given)


def test_eight_directions_in_one_recording():
    analysis = leans(recording(), *map(target, LeanDirection))

    assert [lean.direction for lean in analysis.leans] == list(LeanDirection)
    for lean in analysis.leans:
        found = {measure.definition.key: measure.value for measure in lean.measures}
        assert found["reaction_time_s"] == pytest.approx(0.5, abs=0.1)
        assert found["maximum_excursion_share"] == pytest.approx(50 / 80, rel=0.01)
        assert found["directional_control_share"] == pytest.approx(1, abs=0.01)
    overall = {measure.definition.key: measure for measure in analysis.measures}
    assert overall["maximum_excursion_mm"].value == pytest.approx(50, rel=0.01)
    assert overall["maximum_excursion_mm"].repeats_count == 8
    assert "8 leans in 8 directions" in overall["maximum_excursion_mm"].note


def test_without_targets_there_is_nothing_to_measure():
    with pytest.raises(OptionError, match="cue of each lean, and 0 were told"):
        leans(recording())


def test_without_a_plate_it_is_refused():
    with pytest.raises(MissingChannel, match="holds 0 plates"):
        leans(Recording(name="nothing"), target(LeanDirection.LEFT))


def test_a_distance_follows_from_the_height_and_says_so():
    analysis = leans(
        recording(person=Person(height_m=1.8)), target(LeanDirection.FORWARD, distance_mm=None)
    )

    (finding,) = [each for each in analysis.quality if each.code == "target-assumed"]
    assert "139 mm, from the height of 1.8 m" in finding.done
    assert analysis.leans[0].target_mm == pytest.approx(139.1, abs=0.1)


def test_neither_distance_nor_height_is_refused():
    with pytest.raises(OptionError, match="distance_mm, or the person's height_m"):
        leans(recording(), target(LeanDirection.FORWARD, distance_mm=None))


def test_a_lean_over_missing_samples_is_refused():
    plate = leaning_plate(CUES_S)
    plate.centre_of_pressure_mm[500:510] = np.nan

    with pytest.raises(OptionError, match=r"forward from 3 s on .* 10 of 1000 are missing"):
        leans(recording(plate), *map(target, LeanDirection))


def test_stepping_off_ends_the_last_lean_and_is_said():
    plate = leaning_plate({LeanDirection.FORWARD: 3.0})
    plate.centre_of_pressure_mm[900:] = np.nan
    plate.vertical_force_n[900:] = 0.0

    analysis = leans(recording(plate), target(LeanDirection.FORWARD))

    assert analysis.leans[0].end_s < 9
    assert "position-left" in {finding.code for finding in analysis.quality}


def write_files(folder):
    for direction in (LeanDirection.FORWARD, LeanDirection.RIGHT):
        plate = leaning_plate({direction: 3.0})
        (folder / f"{direction}.csv").write_text(plate_text(plate), encoding="utf-8")


def test_one_file_for_each_direction(tmp_path):
    write_files(tmp_path)
    path = tmp_path / "limits.yaml"
    path.write_text(
        """
protocol: limits-of-stability
name: limits
person: {height_m: 1.7}
leans:
- {direction: forward, file: forward.csv, cue_s: 3}
- {direction: right, file: right.csv, cue_s: 3, distance_mm: 90}
""",
        encoding="utf-8",
    )

    analysis, first = analyze_leans(read_protocol(path))

    assert [lean.direction for lean in analysis.leans] == ["forward", "right"]
    assert analysis.recording.name == "limits"
    assert len(analysis.recording.files) == 2
    assert first.name == "forward"
    document = json.loads(json.dumps(analysis.to_json(), allow_nan=False))
    errors = [e.message for e in Draft202012Validator(analysis_schema()).iter_errors(document)]
    assert errors == []
    assert document["leans"][1]["target_mm"] == 90
