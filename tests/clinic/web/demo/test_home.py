"""A demo replaces an older demo and nothing else, and is served on its own machine only."""

import json
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from django.db import connections

from restride.cli.program import program
from restride.errors import OptionError
from restride.web.demo.home import is_of_today, open_demo, unhurried_disk, write_note
from restride.web.serving import Serving, serve
from restride.web.setting_up import make_home


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OptionError, match="holds something else"):
        open_demo(tmp_path, tell=print)

    assert (tmp_path / "letters.txt").read_text(encoding="utf-8") == "mine"


def test_a_real_clinic_is_never_replaced(tmp_path):
    make_home(tmp_path / "clinic")

    with pytest.raises(OptionError, match="in place of an older demo"):
        open_demo(tmp_path / "clinic", tell=print)

    assert (tmp_path / "clinic" / "clinic.toml").is_file()


def test_a_demo_is_reused_on_its_own_day_by_what_made_it(tmp_path):
    assert not is_of_today(tmp_path)

    write_note(tmp_path)
    assert is_of_today(tmp_path)

    note = tmp_path / "demo.json"
    told = json.loads(note.read_text(encoding="utf-8"))
    for each in told:
        note.write_text(json.dumps(told | {each: "another"}), encoding="utf-8")
        assert not is_of_today(tmp_path)


def test_a_demo_is_not_served_to_other_machines(tmp_path):
    home = make_home(tmp_path / "demo", is_demo=True)

    with pytest.raises(OptionError, match="served on this machine only"):
        serve(Serving(home=home, host="0.0.0.0", port=8999), tell=print)  # noqa: S104


def test_the_disk_is_waited_for_again_once_a_demo_is_made():
    settings = connections["default"].settings_dict
    waits = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}

    with patch.dict(settings, {"OPTIONS": waits}):
        with unhurried_disk():
            assert settings["OPTIONS"]["init_command"].endswith("PRAGMA synchronous=OFF;")
        assert settings["OPTIONS"] == waits


def test_another_database_is_left_as_it_is():
    settings = connections["default"].settings_dict

    with patch.dict(settings, {"OPTIONS": {}}), unhurried_disk():
        assert settings["OPTIONS"] == {}


def test_the_command_says_first_that_everything_is_simulated_and_leaves_other_folders(tmp_path):
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")

    told = CliRunner().invoke(program, ["clinic", "demo", "--home", str(tmp_path), "--once"])

    assert told.output.startswith("Everything in this clinic is simulated")
    assert told.exit_code == 2
    assert "holds something else" in told.output
    assert [each.name for each in tmp_path.iterdir()] == ["letters.txt"]
