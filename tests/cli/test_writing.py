"""Files are there whole or not at all."""

import os
import threading

import pytest

from restride.cli.writing import write_text, write_whole
from restride.errors import OptionError


def test_a_file_is_replaced_in_one_go(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    write_text(path, "new")

    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 in (0o644, 0o664, 0o666, 0o600, 0o640)


def test_what_breaks_off_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def break_off(draft):
        draft.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, break_off)

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path):
    pipe, heard = tmp_path / "pipe.json", []
    os.mkfifo(pipe)
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    listener.start()
    write_text(pipe, "result")
    listener.join()

    assert heard == ["result"]
    assert pipe.is_fifo()


def test_a_full_disk_is_said(tmp_path):
    def no_room(_draft):
        raise OSError(28, "No space left on device")

    with pytest.raises(OptionError, match=r"could not be written \(No space left on device\)"):
        write_whole(tmp_path / "a.json", no_room)

    assert not list(tmp_path.iterdir())
