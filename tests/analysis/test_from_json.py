"""Written analyses read back: several trials, protocols, paths, and what is refused."""

import importlib
import json
import pkgutil
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

import restride
from restride.analysis.analyze import analyze
from restride.analysis.from_json import analysis_from_json, protocol_from_json, trials_from_json
from restride.analysis.measure_definitions import MEASURES, MEASURES_BY_ORIGIN
from restride.analysis.protocol_analysis import (
    Comparison,
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.analysis.protocol_json import protocol_to_json
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import StandingSettings
from restride.analysis.to_json import json_text, trials_to_json
from restride.balance.conditions import StandingCondition
from restride.balance.noise_floor import NoiseFloor
from restride.balance.sway_path import SwayPath, thinned
from restride.errors import DamagedFile
from restride.measure import Interval, Measure, MeasureDefinition
from restride.simulate import simulate_stand, stander
from restride.terms import Eyes, Surface, Task

VALIDATOR = Draft202012Validator(analysis_schema())
CLOSED_ON_FOAM = StandingCondition(eyes=Eyes.CLOSED, surface=Surface.FOAM)


@pytest.fixture(scope="module")
def standing():
    stood = simulate_stand(stander(seed=5, duration_s=15.0), sensors=())
    told = StandingSettings(condition=CLOSED_ON_FOAM, wanted_s=15.0)
    return analyze(
        stood.recording, task=Task.QUIET_STANDING, settings=AnalysisSettings(standing=told)
    )


@pytest.fixture(scope="module")
def protocol(standing):
    """A trial that was held and one that was not, under one condition."""
    done = ProtocolTrial(
        file="one.csv",
        condition=CLOSED_ON_FOAM,
        repeat_count=1,
        held_s=15.0,
        wanted_s=15.0,
        analysis=standing,
    )
    tired = replace(
        done,
        file="two.csv",
        repeat_count=2,
        held_s=None,
        analysis=None,
        not_measured_reason="tired",
    )
    return ProtocolAnalysis(
        restride_version="0.1.0",
        kind=ProtocolKind.QUIET_STANDING,
        name="visit one",
        person=standing.person,
        is_simulated=True,
        conditions=(
            ConditionSummary(
                condition=CLOSED_ON_FOAM, trials=(done, tired), measures=standing.measures[:3]
            ),
        ),
        measures=(),
        comparisons=(
            Comparison(
                condition=CLOSED_ON_FOAM,
                measure_key="mean_velocity_mmps",
                value=12.3456789012,
                low=5.0,
                middle=7.0,
                high=11.0,
                people_count=21,
                group="40 to 59 years, 21 people",
                source="santos2016",
            ),
        ),
        quality=standing.quality,
    )


def written(document):
    return json.loads(json_text(document))


def test_every_key_names_one_measure_and_ends_in_its_unit():
    assert len(MEASURES) == sum(map(len, MEASURES_BY_ORIGIN.values()))
    for key, row in MEASURES.items():
        assert row.key == key
        assert row.unit.suffix == key.rsplit("_", 1)[1]


def test_no_measure_of_any_room_is_left_out():
    rooms = [
        f"restride.{each.name}"
        for each in pkgutil.iter_modules(restride.__path__)
        # The server defines no measure, and its modules need a clinic to be imported.
        if each.ispkg and each.name not in ("records", "web")
    ]
    modules = [importlib.import_module(each) for each in rooms]
    for module in (
        each
        for room in modules
        for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ):
        for row in definitions_in(vars(importlib.import_module(module.name)).values()):
            assert MEASURES.get(row.key) is row, f"{row.key} of {module.name}"


def definitions_in(things):
    for thing in things:
        if isinstance(thing, MeasureDefinition):
            yield thing
        elif isinstance(thing, dict):
            yield from definitions_in(thing.values())
        elif isinstance(thing, tuple | list):
            yield from definitions_in(thing)


def test_several_trials_are_read_back_with_what_failed(analysis, standing, assert_alike):
    document = written(
        trials_to_json({"one": analysis, "two": standing}, failures={"three": "too short"})
    )
    analyses, failures = trials_from_json(document)

    assert list(analyses) == ["one", "two"]
    assert_alike(analyses["one"].bouts, analysis.bouts)
    assert_alike(analyses["two"], standing)
    assert failures == {"three": "too short"}


def test_a_protocol_is_read_back_as_it_was(protocol, assert_alike):
    document = written(protocol_to_json(protocol))
    VALIDATOR.validate(document)
    read = protocol_from_json(document)

    assert_alike(read, protocol)
    assert read.comparisons == protocol.comparisons
    assert_alike(written(protocol_to_json(read)), document)


def test_the_path_comes_back_thinned_with_each_point_where_it_was(standing):
    read = analysis_from_json(written(standing.to_json())).sway

    assert len(standing.sway.times_s) == 1500
    assert len(read.times_s) == 150
    assert read.times_s == pytest.approx(standing.sway.times_s[::10], abs=1e-6)
    assert read.path == pytest.approx(standing.sway.path[::10], abs=1e-6)
    assert read.ellipse.half_axes == pytest.approx(standing.sway.ellipse.half_axes, abs=1e-6)


def test_a_hole_in_the_path_stays_a_hole(standing):
    path = np.array(standing.sway.path)
    path[200:400] = np.nan
    holed = replace(standing, sway=replace(standing.sway, path=path, ellipse=None))
    read = analysis_from_json(written(holed.to_json())).sway

    assert np.flatnonzero(np.isnan(read.path[:, 0])).tolist() == list(range(20, 40))
    assert read.ellipse is None


@pytest.mark.parametrize(
    ("rate_hz", "count", "kept_count"),
    [(100.0, 6000, 600), (12.0, 120, 120), (1000.0, 1_000_000, 5989), (100.0, 1, 1), (40.0, 0, 0)],
)
def test_a_path_is_thinned_once(rate_hz, count, kept_count):
    times_s = np.arange(count) / rate_hz
    path = SwayPath(times_s=times_s, path=np.zeros((count, 2)), unit="mm", ellipse=None)
    once = thinned(path, rate_hz=10.0, longest_count=6000)
    twice = thinned(once, rate_hz=10.0, longest_count=6000)

    assert len(once.times_s) == len(once.path) == kept_count
    assert len(twice.times_s) == kept_count


def test_a_noise_floor_keeps_its_digits(standing):
    floor = NoiseFloor(
        name="table",
        basis="a sensor on a table",
        values={"back_jerk_m2ps5": 1.23456789e-9},
        path_key="back_jerk_m2ps5",
    )
    document = written(replace(standing, noise_floor=floor).to_json())
    VALIDATOR.validate(document)

    assert analysis_from_json(document).noise_floor == floor


def test_the_ends_of_an_interval_keep_their_digits(analysis):
    measure = replace(
        analysis.measures[0], uncertainty=Interval(low=1.5e-9, high=2.5e-9, basis="17 strides")
    )
    read = analysis_from_json(written(replace(analysis, measures=(measure,)).to_json()))

    assert read.measures == (measure,)


def changed(document, place, value):
    """Put another value at a place such as ``measures.0.value``."""
    document = json.loads(json.dumps(document))
    *way, last = (int(step) if step.isdigit() else step for step in place.split("."))
    part = document
    for step in way:
        part = part[step]
    part[last] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("measures.0.value", "fast", r"measures\[0\].value': a number is needed, .* 'fast'"),
        ("measures.0.value", True, r"a number is needed, and there is True"),
        ("measures.1.key", "joy_m", r"measures\[1\].key': a measure of this version .* 'joy_m'"),
        ("measures.1.unit", "min", r"the unit s is needed, and there is 'min'"),
        ("measures.0.value", float("nan"), r"a finite number is needed, and there is nan"),
        ("measures.0.value", 10**400, r"a finite number is needed, and there is 10{39} \.\.\."),
        ("measures.0.repeats_count", 1.5, r"a whole number is needed, and there is 1.5"),
        ("measures.0.side", "top", r"one of left, right is needed, and there is 'top'"),
        ("measures.0.uncertainty", {}, r"uncertainty.low': the key is missing"),
        ("measures.0.uncertainty.low", None, r"a number is needed, and there is null"),
        ("recording.sensors", {}, r"recording.sensors': a list is needed, and there is {}"),
        ("recording.is_simulated", 0, r"true or false is needed, and there is 0"),
        ("recording.name", ["x" * 99], r"a text is needed, and there is \['x{38} \.\.\."),
        ("person.height_m", 175, r"damaged at 'person': height_m must lie between .* is 175"),
        ("person.sex", [], r"one of female, male is needed, and there is \[\]"),
        ("walking_bouts.0.strides.2", None, r"strides\[2\]': an object with keys is needed"),
        ("task", "sleep", r"damaged at 'task': one of walk, .* is needed, and there is 'sleep'"),
    ],
)
def test_what_is_damaged_is_refused_by_its_place(analysis, place, value, words):
    with pytest.raises(DamagedFile, match=words):
        analysis_from_json(changed(analysis.to_json(), place, value))


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("standing.path.right", [1.0], r"standing.path': a way right for every way forward"),
        ("standing.path.sampling_rate_hz", 0, r"sampling_rate_hz': .*above 0.* there is 0"),
        ("standing.ellipse.centre", [1.0], r"centre': a list of 2 is needed, .* \[1.0\]"),
        ("settings.foot_outline_mm", [[1.0, 2.0, 3.0]], r"outline_mm\[0\]': a list of 2"),
        ("standing.wanted_s", 9999, r"damaged at 'settings': The time to stand must lie"),
    ],
)
def test_damaged_standing_is_refused_by_its_place(standing, place, value, words):
    with pytest.raises(DamagedFile, match=words):
        analysis_from_json(changed(standing.to_json(), place, value))


@pytest.mark.parametrize("read", [analysis_from_json, trials_from_json, protocol_from_json])
@pytest.mark.parametrize("document", [None, 7, [], {}, {"schema_version": "1.1"}, "text"])
def test_what_is_no_analysis_is_refused(read, document):
    with pytest.raises(DamagedFile, match=r"schema version 1\.1 is needed, and this is version"):
        read(document)


def test_each_kind_of_document_is_told_from_the_others(analysis, protocol):
    several, together = trials_to_json({"one": analysis}), protocol_to_json(protocol)

    with pytest.raises(DamagedFile, match=r"of one recording .* the keys schema_version, trials\."):
        analysis_from_json(several)
    with pytest.raises(DamagedFile, match="of several trials .* is needed.*protocol_from_json"):
        trials_from_json(together)
    with pytest.raises(DamagedFile, match="of a protocol with schema version"):
        protocol_from_json(analysis.to_json())


def test_a_protocol_of_walking_is_refused(protocol, analysis):
    document = protocol_to_json(protocol)
    document["conditions"][0]["trials"][0]["analysis"] = analysis.to_json()

    with pytest.raises(DamagedFile, match=r"trials\[0\].analysis.task': a trial of quiet standing"):
        protocol_from_json(document)


def test_a_measure_without_a_value_is_read_back_with_its_note():
    measures = (
        Measure(
            definition=MEASURES["up_and_go_s"],
            value=None,
            uncertainty=Interval(low=0.0, high=1.0, basis="none"),
            note="The signal cannot tell.",
        ),
    )
    from restride.analysis.read_back.written import Written
    from restride.analysis.to_json import measure_to_json, plain

    (read,) = Written(part=[plain(measure_to_json(each)) for each in measures]).read_all(Measure)

    assert read == measures[0]
