"""Protocols of standing: trials of several conditions, from YAML to ratios, norms and JSON."""

import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.protocol_analysis import ProtocolKind
from restride.analysis.protocol_file import read_protocol
from restride.analysis.protocol_json import protocol_to_json
from restride.analysis.protocols import ReadTrials, analyze_protocol
from restride.analysis.schema import analysis_schema
from restride.errors import OptionError
from restride.simulate.plates import PlateSettings
from restride.simulate.stander import simulate_stand, stander
from restride.simulate.task_files import plate_text
from restride.terms import Eyes, LeanDirection, Sex, Side, Surface

CONDITIONS = [(eyes, surface) for surface in Surface for eyes in Eyes]


def write_trial(path, *, eyes=Eyes.OPEN, surface=Surface.FIRM, seed=1, duration_s=30.0):
    stood = simulate_stand(
        stander(eyes, surface, seed=seed, duration_s=duration_s),
        sensors=(),
        plate=PlateSettings(),
    )
    (plate,) = stood.recording.plates
    path.write_text(plate_text(plate), encoding="utf-8")
    return stood


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two trials of each of the four conditions, of one virtual person."""
    place = tmp_path_factory.mktemp("mctsib")
    for eyes, surface in CONDITIONS:
        for trial in (1, 2):
            # One person: the second trial is a little shorter, and so differs.
            write_trial(
                place / f"{eyes}-{surface}-{trial}.csv",
                eyes=eyes,
                surface=surface,
                duration_s=30.0 + 0.4 * (trial - 1),
            )
    return place


def mctsib(*, extra="", trials="[{name}-1.csv]", changed=None):
    lines = ["protocol: mctsib", "name: visit one", "stance: comfortable", extra, "conditions:"]
    for eyes, surface in CONDITIONS:
        listed = (changed or {}).get((eyes, surface), trials).format(name=f"{eyes}-{surface}")
        lines.append(f"- {{eyes: {eyes}, surface: {surface}, trials: {listed}}}")
    return "\n".join(lines)


def plan_of(folder, text, name="protocol.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_protocol(path)


def ratios(analysis):
    return {measure.definition.key: measure for measure in analysis.measures}


@pytest.fixture(scope="module")
def analysis(folder):
    trials = "[{name}-1.csv, {name}-2.csv]"
    text = mctsib(extra="person: {age_years: 30, sex: male}", trials=trials)
    return analyze_protocol(plan_of(folder, text))


def test_four_conditions_with_two_trials_each(analysis):
    assert analysis.kind is ProtocolKind.MCTSIB
    assert analysis.name == "visit one"
    assert analysis.person.sex is Sex.MALE
    assert [(c.condition.eyes, c.condition.surface) for c in analysis.conditions] == CONDITIONS
    for summary in analysis.conditions:
        assert [trial.repeat_count for trial in summary.trials] == [1, 2]
        assert all(trial.held_s >= 30 for trial in summary.trials)
        assert all(trial.wanted_s == 30 for trial in summary.trials)


def test_ratios_are_those_of_the_means(analysis):
    means = {}
    for summary in analysis.conditions:
        of_key = {measure.definition.key: measure for measure in summary.measures}
        where = (summary.condition.eyes, summary.condition.surface)
        means[where] = of_key["mean_velocity_mmps"].value
        assert of_key["mean_velocity_mmps"].repeats_count == 2
        assert of_key["mean_time_held_s"].value == 30
    found = ratios(analysis)

    assert found["romberg_velocity_on_firm_ratio"].value == pytest.approx(
        means[Eyes.CLOSED, Surface.FIRM] / means[Eyes.OPEN, Surface.FIRM]
    )
    assert found["surface_velocity_eyes_closed_ratio"].value == pytest.approx(
        means[Eyes.CLOSED, Surface.FOAM] / means[Eyes.CLOSED, Surface.FIRM]
    )
    assert len(found) == 8


def test_norms_say_what_differs(analysis):
    assert {each.measure_key for each in analysis.comparisons} == {
        "mean_velocity_mmps",
        "sway_area_mm2",
        "mean_frequency_hz",
    }
    for each in analysis.comparisons:
        assert each.low is None
        assert each.none_reason.startswith("no comparable norm: 30.0 s were measured")


def test_a_level_not_held_is_a_time_and_no_ratio(folder):
    not_held = {
        (Eyes.CLOSED, Surface.FOAM): "[{{held_s: 4.2}}, {{held_s: 7.5}}, {{not_done: tired}}]"
    }
    analysis = analyze_protocol(plan_of(folder, mctsib(changed=not_held), "held.yaml"))

    summary = analysis.conditions[-1]
    assert [trial.held_s for trial in summary.trials] == [4.2, 7.5, None]
    assert summary.trials[2].not_measured_reason == "tired"
    times = {measure.definition.key: measure.value for measure in summary.measures}
    assert times["best_time_held_s"] == 7.5
    assert times["mean_time_held_s"] == pytest.approx(5.85)
    found = ratios(analysis)
    assert found["romberg_velocity_on_foam_ratio"].value is None
    assert "held 4.2 s, 7.5 s, — of 30 s" in found["romberg_velocity_on_foam_ratio"].note
    assert found["romberg_velocity_on_firm_ratio"].value is not None


def test_a_trial_that_was_left_early_is_measured_and_kept_out_of_the_mean(folder):
    write_trial(folder / "short.csv", duration_s=12.0)
    changed = {(Eyes.OPEN, Surface.FIRM): "[{name}-1.csv, short.csv]"}
    analysis = analyze_protocol(plan_of(folder, mctsib(changed=changed), "short.yaml"))

    first = analysis.conditions[0]
    assert first.trials[1].held_s == pytest.approx(12)
    assert first.trials[1].analysis is not None
    velocity = next(m for m in first.measures if m.definition.key == "mean_velocity_mmps")
    assert velocity.repeats_count == 1
    assert "From 1 of 2 trials" in velocity.note
    assert "only 1 of 2 trials" in ratios(analysis)["romberg_velocity_on_firm_ratio"].note
    assert any(finding.code == "held-too-short" for finding in analysis.quality)


def test_a_trial_under_ten_seconds_keeps_its_time(folder):
    write_trial(folder / "tiny.csv", duration_s=6.0)
    changed = {(Eyes.OPEN, Surface.FIRM): "[tiny.csv]"}
    analysis = analyze_protocol(plan_of(folder, mctsib(changed=changed), "tiny.yaml"))

    (trial,) = analysis.conditions[0].trials
    assert trial.analysis is None
    assert trial.held_s == pytest.approx(6)
    assert "10 s" in trial.not_measured_reason
    assert any(finding.code == "trial-not-measured" for finding in analysis.quality)


def test_a_file_that_cannot_be_read_costs_only_its_trial(folder):
    (folder / "broken.csv").write_text("not,a\nrecording,at all\n", encoding="utf-8")
    changed = {(Eyes.OPEN, Surface.FIRM): "[{name}-1.csv, broken.csv]"}
    analysis = analyze_protocol(plan_of(folder, mctsib(changed=changed), "broken.yaml"))

    assert analysis.conditions[0].trials[1].analysis is None
    assert analysis.conditions[0].trials[1].held_s is None
    assert ratios(analysis)["romberg_velocity_on_firm_ratio"].value is not None


def test_a_missing_condition_is_said(folder):
    text = "\n".join(mctsib().splitlines()[:-1])
    analysis = analyze_protocol(plan_of(folder, text, "three.yaml"))

    (finding,) = [each for each in analysis.quality if each.code == "protocol-incomplete"]
    assert "eyes closed on foam" in finding.found
    assert ratios(analysis)["romberg_velocity_on_foam_ratio"].value is None


def test_single_leg_stance_is_scored_by_its_times(folder):
    text = """
protocol: quiet-standing
wanted_s: 30
conditions:
- {stance: single-leg, side: left, eyes: open, trials: [{held_s: 31.0}, {held_s: 8.0}]}
- {stance: single-leg, side: right, eyes: open, trials: [{held_s: 3.0}]}
"""
    analysis = analyze_protocol(plan_of(folder, text, "legs.yaml"))

    left = {m.definition.key: m for m in analysis.conditions[0].measures}
    assert left["best_time_held_s"].value == 30
    assert left["mean_time_held_s"].value == 19
    assert left["best_time_held_s"].side is Side.LEFT
    assert analysis.measures == ()


def test_the_recordings_are_handed_on(folder):
    trials = ReadTrials()
    analyze_protocol(plan_of(folder, mctsib(), "drawn.yaml"), trials=trials)

    assert len(trials.recordings) == 4
    assert "open-firm-1.csv" in trials.recordings


def test_the_json_keeps_to_its_schema(folder):
    changed = {(Eyes.CLOSED, Surface.FOAM): "[{{held_s: 4.2}}, {name}-1.csv]"}
    analysis = analyze_protocol(plan_of(folder, mctsib(changed=changed), "json.yaml"))
    document = json.loads(json.dumps(protocol_to_json(analysis), allow_nan=False))

    errors = [e.message for e in Draft202012Validator(analysis_schema()).iter_errors(document)]
    assert errors == []
    assert document["protocol"] == "mctsib"
    assert document["conditions"][3]["trials"][0] == {
        "file": "trial 1",
        "repeat_count": 1,
        "held_s": 4.2,
        "wanted_s": 30.0,
        "not_measured_reason": "Only timed; nothing was recorded.",
        "analysis": None,
    }


def test_published_trials_stand_beside_their_norms(shared_data, tmp_path):
    files = [str(shared_data / f"balance/bds/BDS0000{number}.txt") for number in (1, 2, 3)]
    text = f"""
protocol: mctsib
wanted_s: 60
stance: comfortable
person: {{age_years: 33}}
conditions:
- {{eyes: open, surface: firm, trials: {json.dumps(files)}}}
"""
    analysis = analyze_protocol(plan_of(tmp_path, text))

    velocity = next(c for c in analysis.comparisons if c.measure_key == "mean_velocity_mmps")
    assert velocity.none_reason is None
    assert velocity.people_count == 80
    # The authors' three values of subject 1, in cm/s.
    assert velocity.value == pytest.approx(
        np.mean([6.20189911656219, 6.969893851957646, 6.5]), rel=0.05
    )
    assert velocity.low < velocity.middle < velocity.high


def test_a_noise_floor_is_held_against_every_trial(folder):
    samples_count = 2000
    random = np.random.default_rng(2)
    rows = np.column_stack(
        (
            np.arange(samples_count) / 100,
            random.normal(0, 0.2, (samples_count, 2)),
            np.full(samples_count, 200.0),
        )
    )
    np.savetxt(
        folder / "floor.csv",
        rows,
        delimiter=",",
        header="time_s,cop_ap_mm,cop_ml_mm,fz_n",
        comments="",
        fmt="%.4f",
    )
    analysis = analyze_protocol(
        plan_of(folder, mctsib(extra="noise_floor: floor.csv"), "floor.yaml")
    )

    assert any(finding.code == "near-noise-floor" for finding in analysis.quality)
    trial = analysis.conditions[0].trials[0]
    assert trial.analysis.noise_floor.name == "floor"


def test_leans_are_no_protocol_of_standing(folder):
    text = """
protocol: limits-of-stability
file: open-firm-1.csv
leans:
- {direction: forward, cue_s: 3, distance_mm: 60}
- {direction: backward-left, cue_s: 12, distance_mm: 40, end_s: 20}
"""
    plan = plan_of(folder, text, "leans.yaml")

    assert [lean.direction for lean in plan.leans] == [
        LeanDirection.FORWARD,
        LeanDirection.BACKWARD_LEFT,
    ]
    with pytest.raises(OptionError, match="limits-of-stability with 2 leans"):
        analyze_protocol(plan)
