"""``restride info``: what is in a file."""

from restride.terms import Placement


def test_it_tells_format_sensors_clock_and_person(run, back):
    ran = run("info", back)

    assert ran.exit_code == 0
    assert max(map(len, ran.stdout.splitlines())) <= 80
    for words in ("lower-back.csv (csv)", "lower back", "100", "acc, gyr", "height 1.72 m"):
        assert words in ran.stdout


def test_it_tells_every_file_of_a_recording(run, files):
    ran = run("info", files[Placement.LEFT_FOOT], files[Placement.RIGHT_FOOT])

    assert "left-foot.csv" in ran.stdout
    assert "right foot" in ran.stdout


def test_it_refuses_what_is_no_recording(run, tmp_path):
    ran = run("info", tmp_path)

    assert ran.exit_code == 2
    assert "is a directory" in ran.stderr


def test_it_tells_plates_whose_they_are_and_what_they_hold(run, project):
    ran = run("info", project / "tests/data/readers/pds-text.txt")

    assert ran.exit_code == 0
    assert max(map(len, ran.stdout.splitlines())) <= 80
    for words in ("Plate", "both feet", "left foot", "right foot", "pressure", "load"):
        assert words in ran.stdout


def test_what_is_said_about_a_plate_is_used(run, tmp_path):
    path = tmp_path / "trial.csv"
    path.write_text("time,copx,copy\n" + "".join(f"{n / 100},{n},{-n}\n" for n in range(99)))
    said = run("info", path, "--length-unit", "cm", "--plate-axes", "left,forward")
    silent = run("info", path)
    wrong = run("info", path, "--plate-axes", "up,left")

    assert said.exit_code == 0
    assert "No unit of the centre of pressure" not in said.stdout
    assert "was taken to point" not in said.stdout
    assert "x was taken to point right" in " ".join(silent.stdout.split())
    assert wrong.exit_code == 2
    assert "('up', 'left')" in wrong.stderr


def test_the_size_of_the_picture_turns_parts_into_picture_elements(run, project):
    table = project / "tests/data/readers/landmarks-csv.csv"

    without, ran = run("info", table), run("info", table, "--picture-size-px", "720x1280")

    assert without.exit_code == 2
    assert "--picture-size-px" in without.stderr
    assert ran.exit_code == 0
    assert "20 points" in ran.stdout


def test_a_picture_size_that_is_none_is_refused(run, project):
    ran = run("info", project / "tests/data/readers/landmarks-csv.csv", "--picture-size-px", "12")

    assert ran.exit_code == 2
    assert "such as 1920x1080, and is '12'" in " ".join(ran.stderr.split())


def test_a_layout_that_is_not_known_is_refused(run, project):
    array = project / "tests/data/readers/keypoints-npy.npy"

    ran = run("info", array, "--rate-hz", "30", "--keypoint-layout", "cocoa")

    assert ran.exit_code == 2
    assert "must be one of coco-17" in " ".join(ran.stderr.split())
