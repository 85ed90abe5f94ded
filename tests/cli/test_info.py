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
