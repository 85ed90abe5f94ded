"""Real recordings of plates: the authors' own numbers, and frames that are known."""

import csv
import time
from math import pi

import numpy as np
import pytest

from restride.recording.checks import check_recording
from restride.recording.net_plate import net_plate
from restride.recording.readers import ReadOptions, read_recordings
from restride.signal.centre_of_pressure import net_centre_of_pressure
from restride.terms import Side


def _read(path, **options):
    (recording,) = read_recordings(path, options=ReadOptions(**options))
    return recording


def _authors_area_cm2(centre_mm):
    """The authors' 95 % prediction ellipse, written out once more."""
    from scipy.stats import f

    n = len(centre_mm)
    spread = np.linalg.det(np.cov(centre_mm.T / 10))
    scale = f.ppf(0.95, 2, n - 2) * 2 * (n - 1) * (n + 1) / (n * (n - 2))
    return pi * np.sqrt(spread) * scale


def _velocity_cmps(plate):
    steps_mm = np.linalg.norm(np.diff(plate.centre_of_pressure_mm, axis=0), axis=1)
    return steps_mm.sum() / 10 / plate.clock.duration_s


@pytest.mark.parametrize(("folder", "ending"), [("bds", ".txt"), ("pds", "grf.txt")])
def test_the_authors_area_and_velocity_come_out_to_a_billionth(shared_data, folder, ending):
    data = shared_data / "balance" / folder
    compared = 0
    with (data / "expected_metrics.csv").open() as file:
        for row in csv.DictReader(file):
            path = data / f"{row['Trial']}{ending}"
            if not path.exists():
                continue
            plate = _read(path).plates[0]
            assert plate.side is None
            area = _authors_area_cm2(plate.centre_of_pressure_mm)
            assert area == pytest.approx(float(row["COParea"]), rel=1e-9)
            assert _velocity_cmps(plate) == pytest.approx(float(row["COPvelo"]), rel=1e-9)
            compared += 1
    assert compared >= 6


def test_the_net_of_pds_is_the_weighed_mean_of_its_plates(shared_data):
    for path in sorted((shared_data / "balance/pds").glob("*grf.txt")):
        net, left, right = _read(path).plates
        made_mm = net_centre_of_pressure(
            [left.centre_of_pressure_mm, right.centre_of_pressure_mm],
            [left.vertical_force_n, right.vertical_force_n],
        )
        # The file's own numbers have a thousandth of a millimetre, and were filtered on their own.
        assert np.abs(made_mm - net.centre_of_pressure_mm).max() < 0.02
        assert np.median(left.centre_of_pressure_mm[:, 1]) < 0
        assert np.median(right.centre_of_pressure_mm[:, 1]) > 0


@pytest.mark.parametrize("pattern", ["bds/*.txt", "pds/*grf.txt", "posturography_1000hz/*.csv"])
def test_good_recordings_raise_no_doubt_but_what_the_file_leaves_open(shared_data, pattern):
    paths = sorted((shared_data / "balance").glob(pattern))
    assert paths
    for path in paths:
        codes = {finding.code for finding in check_recording(_read(path)).findings}
        assert codes <= {"axes-assumed", "rate-inferred", "units-inferred"}, path.name


def test_the_seven_frames_without_an_answer_of_the_amti_plate_are_missing(shared_data):
    recording = _read(shared_data / "balance/amti/raw_export_with_dropouts.csv")
    (plate,) = recording.plates

    missing = np.flatnonzero(np.isnan(plate.centre_of_pressure_mm).any(axis=1))
    assert missing.tolist() == [1, 2, 15600, 15601, 15602, 15603, 15604]
    assert any("7 of 15605 frames" in finding.found for finding in recording.findings)
    assert plate.centre_of_pressure_mm[0] == pytest.approx([-64.344, 20.956])


@pytest.mark.parametrize("name", ["static1", "squats1", "STS1"])
def test_the_right_foot_of_opencap_stands_to_the_right(shared_data, name):
    path = shared_data / f"mocap/opencap_subject/ID/{name}_grf.mot"
    checked = check_recording(_read(path))
    right, left = checked.plates

    assert (right.side, left.side) == (Side.RIGHT, Side.LEFT)
    apart_mm = np.nanmedian(right.centre_of_pressure_mm - left.centre_of_pressure_mm, axis=0)
    assert apart_mm[1] > 200
    assert abs(apart_mm[0]) < 50
    assert "axes-contradict" not in {finding.code for finding in checked.findings}
    assert net_plate(checked.plates).name == "net"


def test_the_cm_of_a_real_recording_sold_as_mm_are_marked(shared_data):
    path = shared_data / "balance/bds/BDS00001.txt"
    recording = check_recording(_read(path, length_unit="mm"))

    assert {"units-contradict", "centre-contradicts-forces"} <= {
        finding.code for finding in recording.findings
    }


def test_a_minute_is_read_in_less_than_sixty_milliseconds(shared_data):
    path = shared_data / "balance/bds/BDS00001.txt"
    _read(path)
    taken_s = []
    for _ in range(3):
        started_s = time.process_time()
        _read(path)
        taken_s.append(time.process_time() - started_s)

    assert min(taken_s) < 0.06
