"""Standing against published values: what is found, what is compared, and when it is off."""

import csv

import numpy as np
import pytest

from restride.balance.entropy_numbers import sway_matches
from restride.balance.measures import sway_measures
from restride.validation.standing_boundary import boundary_figures, find_boundary_paths
from restride.validation.standing_figures import find_standing_sets, standing_figures


def sway_steps(seed):
    """Write a path as the public archive does: differences in millionths of a centimetre."""
    drift = np.cumsum(np.random.default_rng(seed).normal(0, 2000, (2000, 2)), axis=0)
    return np.diff(drift.astype(np.int64), axis=0, prepend=0).astype(np.int32)


def write_rows(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def row_of(name, path_mm, *, factor=1.0):
    values = {
        each.definition.key: each.value for each in sway_measures(path_mm, sampling_rate_hz=100.0)
    }
    return {
        "Trial": name,
        "COParea": repr(values["sway_area_mm2"] / 100.0 * factor),
        "COPvelo": repr(values["mean_velocity_mmps"] / 10.0),
        "COPmfreq": repr(values["mean_frequency_hz"]),
    }


@pytest.fixture
def folder(tmp_path):
    steps = sway_steps(1)
    path_mm = np.cumsum(steps.astype(np.int64), axis=0) * 1e-5
    np.savez(tmp_path / "cop_subjects_01.npz", trial=["BDS00001"], cop_ap_ml_1e6cm=steps[None])
    write_rows(tmp_path / "expected_metrics.csv", [row_of("BDS00001", path_mm)])
    counts = {"Trial": "BDS00001"}
    for direction, signal in zip(("AP", "ML"), path_mm.T, strict=True):
        for rate, step in (("100Hz", 1), ("25Hz", 4)):
            found = sway_matches(np.ascontiguousarray(signal[::step]))
            counts[f"A_{direction}_{rate}"] = found.long_count
            counts[f"B_{direction}_{rate}"] = found.short_count
    write_rows(tmp_path / "expected_sample_entropy.csv", [counts])
    return tmp_path


def figures_of(folder):
    return {each.key: each for each in standing_figures(find_standing_sets(folder))}


def test_equal_values_are_off_by_nothing(folder):
    figures = figures_of(folder)

    assert figures["standing_bds_paths"].value == pytest.approx(0.0, abs=1e-3)
    assert figures["standing_entropy_counts"].value == 0.0
    assert figures["standing_entropy_counts"].note == "8 counts of 1 trials"


def test_one_value_off_by_a_part_in_a_million_shows(folder):
    steps = np.load(folder / "cop_subjects_01.npz")["cop_ap_ml_1e6cm"][0]
    path_mm = np.cumsum(steps.astype(np.int64), axis=0) * 1e-5
    write_rows(folder / "expected_metrics.csv", [row_of("BDS00001", path_mm, factor=1.0 + 1e-6)])

    assert figures_of(folder)["standing_bds_paths"].value == pytest.approx(1000.0, rel=1e-3)


def test_a_count_that_differs_is_counted(folder):
    table = folder / "expected_sample_entropy.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    rows[0]["A_ML_25Hz"] = str(int(rows[0]["A_ML_25Hz"]) + 1)
    write_rows(table, rows)

    assert figures_of(folder)["standing_entropy_counts"].value == 1.0


def test_a_table_of_something_else_is_no_set(tmp_path):
    (tmp_path / "expected_metrics.csv").write_text("Trial,speed\nA,1\n", encoding="utf-8")

    assert find_standing_sets(tmp_path) == ()


def test_no_path_gives_no_figure_of_the_boundary(tmp_path):
    (tmp_path / "other.mat").write_bytes(b"")

    assert find_boundary_paths(tmp_path) == ()
    assert boundary_figures(()) == ()


@pytest.mark.shared
def test_the_published_time_to_boundary_is_met(shared_data):
    paths = find_boundary_paths(shared_data / "balance")

    (figure,) = boundary_figures(paths)

    assert figure.value <= 1.0
    assert figure.note == "3 values of 1 path"
