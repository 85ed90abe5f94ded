"""A clinic is made, served, backed up, restored and looked after from the command line."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from restride.web.configuration import Home
from restride.web.serving import is_night_due


def run(home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "restride", "clinic", *arguments],
        env={**os.environ, "RESTRIDE_HOME": str(home), "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("clinic") / "home"
    done = run(home, "init", "--name", "North", "--administrator", "ada@north.example")
    assert done.returncode == 0, done.stderr
    return home


def test_what_is_made_is_closed_to_others(made):
    for path in (made, *made.rglob("*")):
        assert not path.stat().st_mode & 0o077, path


def test_nothing_is_made_over_a_clinic(made):
    again = run(made, "init", "--name", "South", "--administrator", "bo@south.example")

    assert again.returncode == 2
    assert "must be empty or not there yet" in again.stderr


def test_without_a_clinic_every_command_says_how_to_make_one(tmp_path):
    for command in ("serve", "backup", "doctor", "worker"):
        done = run(tmp_path / "none", command)
        assert done.returncode == 2, command
        assert "restride clinic init" in done.stderr


def test_a_wrong_line_of_the_configuration_is_named(made, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "clinic.toml").write_text("workers = 2\n")

    done = run(home, "serve")

    assert done.returncode == 2
    assert "one is 'workers'" in done.stderr


def test_a_backup_comes_back_in_another_folder(made, tmp_path):
    done = run(made, "backup", "--to", str(tmp_path / "backups"))
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "backups").iterdir()

    back = run(
        tmp_path / "new", "restore", str(folder), "--keys", str(made / "keys" / "keyring.json")
    )

    assert back.returncode == 0, back.stderr
    rows = [
        sqlite3.connect(home / "record" / "clinic.sqlite3")
        .execute("select number, link from records_auditevent order by number")
        .fetchall()
        for home in (made, tmp_path / "new")
    ]
    assert rows[0] == rows[1] != []
    assert run(tmp_path / "new", "audit", "verify").returncode == 0


@pytest.mark.database
@pytest.mark.skipif("RESTRIDE_TEST_DATABASE" not in os.environ, reason="needs a PostgreSQL")
def test_a_clinic_moves_to_another_database(made, tmp_path):
    import psycopg

    server = os.environ["RESTRIDE_TEST_DATABASE"].rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS moved WITH (FORCE)")
        connection.execute("CREATE DATABASE moved")
    assert run(made, "backup", "--to", str(tmp_path / "backups")).returncode == 0
    (folder,) = (tmp_path / "backups").iterdir()
    keyring = str(made / "keys" / "keyring.json")

    back = run(
        *(tmp_path / "new", "restore", str(folder), "--keys", keyring),
        *("--database", f"{server}/moved"),
    )

    assert back.returncode == 0, back.stderr
    assert run(tmp_path / "new", "audit", "verify").returncode == 0
    assert not (tmp_path / "new" / "record" / "clinic.sqlite3").exists()


def test_a_restoration_with_other_keys_leaves_nothing(made, tmp_path):
    assert run(made, "backup", "--to", str(tmp_path / "backups")).returncode == 0
    (folder,) = (tmp_path / "backups").iterdir()
    other = tmp_path / "other"
    assert run(other, "init", "--name", "B", "--administrator", "b@b.example").returncode == 0

    back = run(
        tmp_path / "new", "restore", str(folder), "--keys", str(other / "keys" / "keyring.json")
    )

    assert back.returncode == 2
    assert "must be signed by the keys of this clinic" in back.stderr
    assert not (tmp_path / "new").exists()


def test_keys_are_rotated_and_everything_still_opens(made):
    done = run(made, "keys", "rotate")

    assert done.returncode == 0, done.stderr
    assert run(made, "audit", "verify").returncode == 0


def test_the_night_is_done_and_the_doctor_finds_all_well_or_says_what_is_not(made):
    assert run(made, "nightly").returncode == 0
    well = run(made, "doctor")
    assert well.returncode == 0, well.stdout
    (made / "quarantine").mkdir(exist_ok=True)
    (made / "quarantine" / "upload-left").write_bytes(b"x")

    found = run(made, "doctor")

    assert found.returncode == 1
    assert "WRONG  what is on its way in: upload-left is left in quarantine" in found.stdout
    (made / "quarantine" / "upload-left").unlink()


def test_an_edited_line_of_the_trail_is_named(made, tmp_path):
    assert run(made, "backup", "--to", str(tmp_path / "backups")).returncode == 0
    (folder,) = (tmp_path / "backups").iterdir()
    home = tmp_path / "new"
    run(home, "restore", str(folder), "--keys", str(made / "keys" / "keyring.json"))
    with sqlite3.connect(home / "record" / "clinic.sqlite3") as database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'"):
            database.execute(f"drop trigger {name}")
        database.execute("update records_auditevent set action = 'x' where number = 1")

    found = run(home, "audit", "verify")

    assert found.returncode == 1
    assert "Line 1" in found.stdout


def test_a_night_is_due_once_its_hour_has_passed_without_a_backup(tmp_path):
    home = Home(path=tmp_path)
    now = datetime(2026, 5, 4, 12, tzinfo=UTC).astimezone()

    assert is_night_due(home, now=now)
    (tmp_path / "backups" / "2026-05-01T02-00-00").mkdir(parents=True)
    assert is_night_due(home, now=now)
    (tmp_path / "backups" / "2026-05-04T11-59-00").mkdir()
    assert not is_night_due(home, now=now)


@pytest.fixture
def served(made):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "restride", "clinic", "serve", "--no-browser", "--port", str(port)],
        env={**os.environ, "RESTRIDE_HOME": str(made), "DJANGO_SETTINGS_MODULE": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert "Restride is at" in server.stdout.readline()
        yield port, server
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
        assert server.returncode == 0


def asked(port: int, path: str) -> tuple[int, bytes]:
    deadline_s = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except urllib.error.URLError:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.1)


def test_a_served_clinic_answers_and_stops_with_its_workers(made, served):
    port, _server = served

    assert asked(port, "/health") == (200, b'{"status": "well"}')
    status, body = asked(port, "/api/patients")
    assert (status, json.loads(body)["title"]) == (401, "Sign in first")
    taken = run(made, "serve", "--no-browser", "--port", str(port))
    assert taken.returncode == 2
    assert f"Port {port} must be free" in taken.stderr


def workers_of(server: int) -> set[int]:
    """Name the processes that a process has started."""
    found = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    tasks = Path(f"/proc/{server}/task").iterdir()
    return {int(each) for each in found} | {
        int(child) for task in tasks for child in (task / "children").read_text().split()
    }


def test_the_workers_of_a_killed_server_end_by_themselves(made):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "restride", "clinic", "serve", "--no-browser", "--port", str(port)],
        env={**os.environ, "RESTRIDE_HOME": str(made), "DJANGO_SETTINGS_MODULE": ""},
        stdout=subprocess.DEVNULL,
    )
    assert asked(port, "/health")[0] == 200
    workers = workers_of(server.pid)
    assert workers

    server.kill()
    server.wait()

    deadline_s = time.monotonic() + 30
    while any(is_running(each) for each in workers) and time.monotonic() < deadline_s:
        time.sleep(0.1)
    assert not [each for each in workers if is_running(each)]


def is_running(process: int) -> bool:
    """Tell whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
