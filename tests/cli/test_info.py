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
