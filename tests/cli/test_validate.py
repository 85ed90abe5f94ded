"""``restride validate``: its refusals; its figures are tested where they are made."""


def test_a_directory_that_is_not_there_is_refused(run, tmp_path):
    ran = run("validate", tmp_path / "none")

    assert ran.exit_code == 2
    assert "A directory with recordings and their references is needed" in ran.stderr


def test_a_directory_without_references_is_refused(run, tmp_path):
    ran = run("validate", tmp_path)

    assert ran.exit_code == 2
    assert "0 were found below" in ran.stderr
