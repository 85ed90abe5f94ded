"""The published numbers of public recordings, each trial and each column."""

import csv
from typing import Final

import numpy as np
import pytest

from restride.balance.boundary_numbers import boundary_numbers
from restride.balance.conditions import StandingCondition
from restride.balance.entropy_numbers import sway_matches
from restride.balance.measures import sway_measures
from restride.balance.repeatability import (
    Repeatability,
    find_repeatability,
    repeatabilities,
    smallest_change_ratio,
)
from restride.balance.settings import SwaySettings
from restride.balance.sway import core_measures
from restride.terms import Eyes, Surface

RATE_HZ = 100.0
MM_IN_CM: Final = 10.0
MM2_IN_CM2: Final = 100.0
_FACTORS = {"mm": MM_IN_CM, "mmps": MM_IN_CM, "mm2": MM2_IN_CM2, "mm2ps": MM2_IN_CM2}

#: Our key, and the column of the published values.
IN_THE_PLANE = {
    "sway_area_mm2": "COParea",
    "mean_velocity_mmps": "COPvelo",
    "mean_frequency_hz": "COPmfreq",
    "path_length_mm": "TOTEX",
    "mean_distance_mm": "MDIST",
    "rms_distance_mm": "RDIST",
    "range_mm": "RANGE",
    "sway_area_rate_mm2ps": "AREA_SW",
    "rotational_frequency_hz": "MFREQ",
    "hull_area_mm2": "HULL_AREA",
    "circle_area_mm2": "AREA_CC",
    "prieto_ellipse_area_mm2": "AREA_CE_Prieto_F3",
    "prieto_exact_ellipse_area_mm2": "AREA_CE_Prieto_Fexact",
    "normal_ellipse_area_mm2": "AREA_PE_chi2",
    "axes_ellipse_area_mm2": "AREA_196",
    "mean_ellipse_area_mm2": "AREA_CONF_MEAN",
    "ellipse_angle_deg": "ELL_ANGLE_deg_from_AP",
    "fractal_dimension_ratio": "FD",
    "fractal_dimension_circle_ratio": "FD_CC",
    "fractal_dimension_ellipse_ratio": "FD_CE",
}
BY_DIRECTION = {
    "mean_velocity_{}_mmps": "MVELO",
    "rms_distance_{}_mm": "RDIST",
    "range_{}_mm": "RANGE",
    "mean_distance_{}_mm": "MDIST",
    "path_length_{}_mm": "TOTEX",
    "rotational_frequency_{}_hz": "MFREQ",
}
OF_SPECTRUM = {
    "power_{}_mm2": "DU_Ptot",
    "mean_frequency_{}_hz": "DU_MPF",
    "frequency_50_{}_hz": "DU_F50",
    "frequency_80_{}_hz": "DU_F80",
    "frequency_95_{}_hz": "DU_F95",
    "frequency_of_most_power_{}_hz": "DU_Fpeak",
    "tapered_power_{}_mm2": "PR_POWER",
    "tapered_frequency_50_{}_hz": "PR_PF50",
    "tapered_frequency_95_{}_hz": "PR_PF95",
    "centroidal_frequency_{}_hz": "PR_CFREQ",
    "frequency_dispersion_{}_ratio": "PR_FREQD",
    "tapered_mean_frequency_{}_hz": "PR_MPF",
}
OF_DIFFUSION = {
    "short_diffusion_{}_mm2ps": "SDA_D_s",
    "long_diffusion_{}_mm2ps": "SDA_D_l",
    "short_scaling_{}_ratio": "SDA_H_s",
    "long_scaling_{}_ratio": "SDA_H_l",
    "critical_time_{}_s": "SDA_tc",
    "critical_displacement_{}_mm2": "SDA_MSDc",
}
DIRECTIONS = {"anteroposterior": "AP", "mediolateral": "ML"}


def columns_by_direction(rows, directions):
    return {
        key.format(direction): f"{column}_{short}"
        for key, column in rows.items()
        for direction, short in directions.items()
    }


def read_rows(path):
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def measured(path_mm, settings):
    found = sway_measures(path_mm, sampling_rate_hz=RATE_HZ, settings=settings)
    return {each.definition.key: each.value for each in found}


def disagreements(found, row, columns):
    """Yield what is off by more than 1e-9, relative."""
    for key, column in columns.items():
        expected = float(row[column]) * _FACTORS.get(key.rsplit("_", 1)[1], 1.0)
        if key.startswith("critical") and expected < 0:
            # The lines meet before the beginning: no time to give.
            if found[key] is not None:
                yield key, found[key], expected
        elif found[key] != pytest.approx(expected, rel=1e-9, abs=0):
            yield key, found[key], expected


@pytest.fixture(scope="module")
def bds(shared_data):
    folder = shared_data / "balance" / "bds"
    with np.load(folder / "cop_subjects_01-05.npz") as stored:
        trials = stored["trial"].tolist()
        paths_mm = stored["cop_ap_ml_1e6cm"].cumsum(axis=1) / 1e6 * MM_IN_CM
    return dict(zip(trials, paths_mm, strict=True)), folder


def test_every_number_of_every_trial_of_the_bds_is_that_published(bds):
    paths_mm, folder = bds
    columns = {
        **IN_THE_PLANE,
        **columns_by_direction({**BY_DIRECTION, **OF_SPECTRUM}, DIRECTIONS),
        **columns_by_direction(OF_DIFFUSION, {**DIRECTIONS, "planar": "R"}),
    }
    rows = read_rows(folder / "expected_metrics.csv")
    settings = SwaySettings(entropy=None)

    off = {
        row["Trial"]: list(disagreements(measured(paths_mm[row["Trial"]], settings), row, columns))
        for row in rows
    }

    assert len(rows) == 60
    assert {trial: each for trial, each in off.items() if each} == {}


def test_the_first_twelve_of_all_trials_at_once_are_those_published(bds):
    paths_mm, folder = bds
    rows = read_rows(folder / "expected_metrics.csv")
    stacked_mm = np.array([paths_mm[row["Trial"]] for row in rows])

    found = core_measures(stacked_mm, sampling_rate_hz=RATE_HZ)

    for key, column, factor in (
        ("sway_area_mm2", "COParea", MM2_IN_CM2),
        ("mean_velocity_mmps", "COPvelo", MM_IN_CM),
        ("mean_frequency_hz", "COPmfreq", 1.0),
        ("mean_velocity_anteroposterior_mmps", "MVELO_AP", MM_IN_CM),
        ("mean_velocity_mediolateral_mmps", "MVELO_ML", MM_IN_CM),
    ):
        expected = [float(row[column]) * factor for row in rows]
        assert getattr(found, key) == pytest.approx(expected, rel=1e-9, abs=0)


def test_the_matches_of_sample_entropy_are_the_published_whole_numbers(bds):
    paths_mm, folder = bds
    # A quarter of the trials, every subject among them; all of them agree.
    for row in read_rows(folder / "expected_sample_entropy.csv")[::4]:
        path_mm = paths_mm[row["Trial"]]
        for column, direction in enumerate(("AP", "ML")):
            for factor, rate in ((1, "100Hz"), (4, "25Hz")):
                found = sway_matches(path_mm[::factor, column])
                assert (found.long_count, found.short_count) == (
                    int(row[f"A_{direction}_{rate}"]),
                    int(row[f"B_{direction}_{rate}"]),
                )


def test_every_number_of_every_trial_of_the_pds_is_that_published(shared_data):
    folder = shared_data / "balance" / "pds"
    columns = {**IN_THE_PLANE, **columns_by_direction(BY_DIRECTION, DIRECTIONS)}
    settings = SwaySettings(entropy=None)
    rows = read_rows(folder / "expected_metrics.csv")

    for row in rows:
        table = np.genfromtxt(folder / f"{row['Trial']}grf.txt", names=True, delimiter="\t")
        path_mm = np.column_stack((table["COPNET_X"], table["COPNET_Z"])) * 1000
        assert list(disagreements(measured(path_mm, settings), row, columns)) == []
    assert len(rows) == 6


def test_the_time_to_boundary_is_that_of_the_reference(shared_data):
    from scipy.io import loadmat

    stored = loadmat(shared_data / "balance" / "time_to_boundary" / "example_cop.mat")
    path_mm = np.column_stack((stored["cop_x"].ravel(), stored["cop_y"].ravel()))

    found = boundary_numbers(
        path_mm, outline_mm=stored["bound_pts"].astype(float), sampling_rate_hz=120.0
    ).numbers

    assert found["mean_time_to_boundary_s"] == pytest.approx(1.408720, abs=1e-6)
    assert found["least_time_to_boundary_s"] == pytest.approx(0.488690, abs=1e-6)
    assert found["mean_linear_time_to_boundary_s"] == pytest.approx(35.823278, abs=1e-6)


def test_the_spread_from_trial_to_trial_is_that_of_the_published_trials(shared_data):
    rows = read_rows(shared_data / "balance" / "bds" / "normative_trials.csv")
    column = {
        "sway_area_mm2": "COParea",
        "mean_velocity_mmps": "COPvelo",
        "mean_frequency_hz": "COPmfreq",
    }

    for stated in repeatabilities():
        trials = {}
        for row in rows:
            if (row["Surface"].lower(), row["Vision"].lower()) == (stated.surface, stated.eyes):
                trials.setdefault(row["Subject"], []).append(np.log(float(row[column[stated.key]])))
        several = [np.array(each) for each in trials.values() if len(each) > 1]
        squares = sum(((each - each.mean()) ** 2).sum() for each in several)
        freedom = sum(len(each) - 1 for each in several)
        assert stated.people_count == len(several)
        assert stated.trials_count == sum(len(each) for each in several)
        assert stated.sd_log_ratio == pytest.approx(np.sqrt(squares / freedom), abs=0.0005)


@pytest.mark.parametrize(
    ("key", "surface", "eyes", "trials_count", "expected"),
    [
        ("mean_velocity_mmps", Surface.FIRM, Eyes.OPEN, 1, 1.49),
        ("mean_velocity_mmps", Surface.FIRM, Eyes.OPEN, 3, 1.26),
        ("mean_velocity_mmps", Surface.FOAM, Eyes.OPEN, 3, 1.16),
        ("mean_velocity_mmps", Surface.FOAM, Eyes.CLOSED, 3, 1.18),
        ("sway_area_mm2", Surface.FIRM, Eyes.OPEN, 3, 1.73),
        ("sway_area_mm2", Surface.FIRM, Eyes.CLOSED, 3, 1.80),
    ],
)
def test_the_smallest_detectable_change_is_as_known(key, surface, eyes, trials_count, expected):
    condition = StandingCondition(surface=surface, eyes=eyes)
    found = find_repeatability(key, condition=condition, duration_s=60.0)

    assert isinstance(found, Repeatability)
    assert smallest_change_ratio(found, trials_count=trials_count) == pytest.approx(
        expected, abs=0.006
    )
