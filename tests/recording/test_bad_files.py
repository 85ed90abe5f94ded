"""Every way a file can be unusable: which error, and what it says to do."""

import os

import numpy as np
import pytest
from write_samples import FOLDER

from restride.errors import (
    DamagedFile,
    FileNotUsable,
    MissingChannel,
    OptionError,
    RecordingTooLarge,
    SignalNotUsable,
    SignalTooShort,
    TrialNotFound,
    UnknownFormat,
)
from restride.recording.checks import check_recording
from restride.recording.readers import READERS, ReadOptions, read_recordings, stream_recording
from restride.terms import Placement

HEADER = "time_s,acc_x_g,acc_y_g,acc_z_g,gyr_x_dps,gyr_y_dps,gyr_z_dps\n"


def _rows(samples_count, row="{time:.2f},1,0,0,5,{wave:.3f},0"):
    return "".join(
        row.format(time=number / 100, wave=20 * np.sin(number / 10)) + "\n"
        for number in range(samples_count)
    )


@pytest.fixture
def write(tmp_path):
    def _write(content, name="walk.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotUsable, match=r"nowhere.csv does not exist. Check the path"):
        read_recordings(tmp_path / "nowhere.csv")


def test_a_directory_is_no_file(tmp_path):
    with pytest.raises(FileNotUsable, match="is a directory. Name one of the files in it"):
        read_recordings(tmp_path)


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileNotUsable, match="Copy the recording to a file first"):
        read_recordings(tmp_path / "pipe")


def test_a_name_that_cannot_be_opened_is_no_file(tmp_path):
    with pytest.raises(FileNotUsable, match=r"could not be opened .* Check its permissions"):
        read_recordings(tmp_path / ("long" * 100))


def test_an_empty_file_is_said_to_be_empty(write):
    with pytest.raises(FileNotUsable, match=r"is empty \(0 bytes\)"):
        read_recordings(write(b""))


def test_a_header_without_samples_is_damaged(write):
    with pytest.raises(DamagedFile, match="has a header and no sample"):
        read_recordings(write(HEADER))


def test_text_in_a_number_column_is_named_with_its_line(write):
    rows = _rows(10).replace("0.05,1,", "0.05,abc,")
    with pytest.raises(DamagedFile, match=r"walk.csv has the text 'abc' near line 7"):
        read_recordings(write(HEADER + rows))


def test_a_row_with_too_few_cells_is_damaged(write):
    with pytest.raises(DamagedFile, match="a row with too few cells"):
        read_recordings(write(HEADER + _rows(5) + "0.05,1\n" + _rows(3)))


def test_noise_is_no_known_format(write):
    noise = bytes(range(128, 256)) * 100
    with pytest.raises(UnknownFormat, match="which is none of them. Export the recording"):
        read_recordings(write(noise))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_two_gigabytes_of_nothing_are_refused_at_once(reader, tmp_path):
    path = tmp_path / f"huge{min(reader.suffixes)}"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)

    with pytest.raises(UnknownFormat):
        read_recordings(path)
    with pytest.raises(DamagedFile, match="Leave out --format to let the content choose"):
        read_recordings(path, format_name=reader.name)


@pytest.mark.parametrize("name", ["csv.csv", "mobilise-d.mat", "npz.npz", "parquet.parquet"])
def test_two_gigabytes_behind_a_true_head_are_refused(name, tmp_path):
    path = tmp_path / name
    path.write_bytes((FOLDER / name).read_bytes()[:5000])
    os.truncate(path, 2 * 2**30)

    with pytest.raises((DamagedFile, RecordingTooLarge)):
        read_recordings(path)


def test_of_noise_behind_true_blocks_the_blocks_are_read(tmp_path):
    path = tmp_path / "long.cwa"
    path.write_bytes((FOLDER / "axivity-cwa.cwa").read_bytes())
    os.truncate(path, 64 * 2**20)
    (recording,) = read_recordings(path)

    assert recording.sensors[0].clock.samples_count == 480
    assert "131058 of 131070 blocks fail their own check" in recording.findings[0].found


def test_columns_nobody_knows_are_listed(write):
    with pytest.raises(MissingChannel, match=r"has the columns 'a', 'b', 'c'.*--mapping"):
        read_recordings(write("a,b,c\n1,2,3\n"))


def test_a_table_without_times_needs_a_rate(write):
    with pytest.raises(MissingChannel, match="Give it with --rate-hz"):
        read_recordings(write("acc_x_g,acc_y_g,acc_z_g\n1,0,0\n1,0,0.1\n"))


def test_an_acceleration_without_gravity_has_no_unit(write):
    text = "time,acc_x,acc_y,acc_z\n" + "".join(f"{n / 100},3,0,{n % 3}\n" for n in range(200))
    with pytest.raises(MissingChannel, match=r"middle length of 3.16, and gravity would be 9.81"):
        read_recordings(write(text))


def test_zeros_are_no_signal(write):
    text = "time,acc_x,acc_y,acc_z\n" + "".join(f"{n / 100},0,0,0\n" for n in range(200))
    with pytest.raises(SignalNotUsable, match="holds only zeros"):
        read_recordings(write(text))


def test_nothing_but_missing_values_is_no_signal(write):
    text = "time,acc_x,acc_y,acc_z\n" + "".join(f"{n / 100},nan,,NA\n" for n in range(200))
    with pytest.raises(SignalNotUsable, match="holds no number at all"):
        read_recordings(write(text))


def test_a_missing_gyroscope_can_be_read(write):
    text = "time,acc_x_g,acc_y_g,acc_z_g\n" + "".join(f"{n / 100},1,0,0\n" for n in range(200))
    (recording,) = read_recordings(write(text))

    assert recording.sensors[0].angular_velocity_dps is None


def test_three_samples_are_too_short(write):
    (recording,) = read_recordings(write(HEADER + _rows(3)))
    with pytest.raises(SignalTooShort, match=r"at least 1 s of signal, and got 0.03 s"):
        check_recording(recording)


def test_a_constant_is_no_signal(write):
    text = HEADER + "".join(f"{n / 100},1,0,0,5,5,5\n" for n in range(300))
    (recording,) = read_recordings(write(text))
    with pytest.raises(SignalNotUsable, match="stands at one value in all 300 samples"):
        check_recording(recording)


def test_times_that_stand_still_are_no_clock(write):
    text = HEADER + "1,1,0,0,1,2,3\n" * 50
    with pytest.raises(DamagedFile, match="have 1 usable time"):
        read_recordings(write(text))


def test_times_of_no_sensors_rate_are_damaged(write):
    text = HEADER + "".join(f"{n * 60},1,0,0,1,2,{n}\n" for n in range(50))
    with pytest.raises(DamagedFile, match="make 0.01667. Check the time column and its unit"):
        read_recordings(write(text))


def test_a_wrong_ending_does_no_harm(write):
    (recording,) = read_recordings(write(HEADER + _rows(200), name="walk.mat"))

    assert recording.files[0].format == "csv"


def test_a_cut_cwa_gives_what_is_whole_and_says_so(write):
    content = (FOLDER / "axivity-cwa.cwa").read_bytes()
    (recording,) = read_recordings(write(content[: 1024 + 3 * 512 + 100], name="cut.cwa"))

    assert recording.sensors[0].clock.samples_count == 120
    assert [each.code for each in recording.findings] == ["truncated"]
    assert "100 bytes into it" in recording.findings[0].found


@pytest.mark.parametrize("size_bytes", [500, 1024, 1400])
def test_a_cwa_cut_in_its_header_is_damaged(write, size_bytes):
    content = (FOLDER / "axivity-cwa.cwa").read_bytes()[:size_bytes]
    with pytest.raises(DamagedFile, match="in its header. Copy the file again"):
        read_recordings(write(content, name="cut.cwa"))


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_mat_cut_in_its_first_trial_is_damaged(write, share):
    content = (FOLDER / "mobilise-d.mat").read_bytes()
    with pytest.raises(DamagedFile, match="cut or damaged before the end of its first one"):
        read_recordings(write(content[: int(share * len(content))], name="cut.mat"))


def test_a_mat_cut_later_gives_its_whole_trials_and_says_so(write):
    content = (FOLDER / "mobilise-d.mat").read_bytes()
    recordings = read_recordings(write(content[: int(0.8 * len(content))], name="cut.mat"))

    assert [each.name for each in recordings] == [
        "TimeMeasure1/Test5/Trial1",
        "TimeMeasure1/Test5/Trial2",
    ]
    assert {each.findings[0].code for each in recordings} == {"truncated"}


def test_a_mat_of_another_version_says_how_to_save_it(write):
    head = b"MATLAB 7.3 MAT-file".ljust(126) + b"IM"
    with pytest.raises(DamagedFile, match="save.*-v7"):
        read_recordings(write(head * 4, name="new.mat"))


def test_a_trial_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(TrialNotFound, match="holds TimeMeasure1/Test5/Trial1, TimeMeasure1"):
        read_recordings(FOLDER / "mobilise-d.mat", options=ReadOptions(trial="Test5"))


def test_an_archive_that_would_unpack_too_large_is_refused_first(tmp_path, monkeypatch):
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", "1")
    np.savez_compressed(tmp_path / "bomb.npz", acc_mps2=np.zeros((2_000_000, 3), np.float32))
    assert (tmp_path / "bomb.npz").stat().st_size < 100_000

    with pytest.raises(RecordingTooLarge, match=r"48 MB of memory once decoded.*limit is 1 MB"):
        read_recordings(tmp_path / "bomb.npz")


@pytest.mark.parametrize(
    "name", ["csv.csv", "axivity-cwa.cwa", "parquet.parquet", "mobilise-d.mat"]
)
def test_the_limit_holds_for_other_formats_too(name, monkeypatch):
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", "0.01")
    with pytest.raises(RecordingTooLarge, match="RESTRIDE_DECODED_LIMIT_MB"):
        read_recordings(FOLDER / name)


def test_a_limit_that_is_no_number_is_said(monkeypatch):
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", "lots")
    with pytest.raises(OptionError, match="a positive number of megabytes, and is 'lots'"):
        read_recordings(FOLDER / "npz.npz")


def test_a_format_nobody_has_is_answered_with_those_there_are():
    with pytest.raises(OptionError, match=r"must be one of axivity-cwa, .*csv, and is 'c3d'"):
        read_recordings(FOLDER / "csv.csv", format_name="c3d")


def test_a_part_must_last():
    with pytest.raises(OptionError, match="longer than 0 s, and block_s is 0"):
        list(stream_recording(FOLDER / "csv.csv", block_s=0))


@pytest.mark.parametrize(
    ("options", "match"),
    [
        pytest.param({"sampling_rate_hz": 0.1}, "between 1 and 10000 Hz, and is 0.1", id="rate"),
        pytest.param({"acceleration_unit": "gal"}, "must be mps2 or g, and is 'gal'", id="force"),
        pytest.param({"angular_velocity_unit": "rpm"}, "dps or radps, and is 'rpm'", id="turning"),
    ],
)
def test_options_that_make_no_sense_are_refused(options, match):
    with pytest.raises(OptionError, match=match):
        ReadOptions(**options)


def test_places_must_fit_the_sensors():
    with pytest.raises(OptionError, match=r"has 1 \(sensor \(unknown\)\), and 2 were given"):
        read_recordings(
            FOLDER / "csv.csv",
            options=ReadOptions(placements=(Placement.LEFT_FOOT, Placement.RIGHT_FOOT)),
        )
    with pytest.raises(OptionError, match="names one twice"):
        read_recordings(
            FOLDER / "csv.csv", options=ReadOptions(placements=(Placement.LEFT_FOOT,) * 2)
        )
