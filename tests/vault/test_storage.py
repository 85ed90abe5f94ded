"""A stored file is there whole or not at all, and its name leads nowhere else."""

import errno
import hashlib
import io
import os
import stat
import subprocess
import sys
import textwrap
from uuid import UUID, uuid4

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from restride.errors import OptionError, SealBroken, StoreFull, StoreNotUsable, UnknownKey
from restride.vault.sealed_files import CHUNK_BYTES
from restride.vault.storage import Storage
from restride.vault.stored_names import is_stored_name, stored_name

FILE_ID = UUID("0190b3a4-1111-7222-8333-444455556666")
NAME = stored_name("recordings", FILE_ID, ending=".parquet")
CONTENT = os.urandom(2 * CHUNK_BYTES + 77)


@pytest.fixture(params=["folder", "file address", "memory"])
def address(request, tmp_path):
    made = {
        "folder": str(tmp_path / "files"),
        "file address": f"file://{tmp_path}/files",
        "memory": f"memory://{tmp_path.name}/files",
    }[request.param]
    yield made
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def storage(address, keyring):
    return Storage(address, keyring=keyring)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def in_folder(folder, keyring):
    return Storage(folder, keyring=keyring)


class Breaking(io.RawIOBase):
    """Gives some bytes, and then an error."""

    def __init__(self, error):
        self.left = [b"a" * 400_000]
        self.error = error

    def read(self, size=-1):
        if self.left:
            return self.left.pop()[:size]
        raise self.error


def test_a_file_is_read_as_it_was_stored(storage):
    stored = storage.put(NAME, io.BytesIO(CONTENT))

    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (stored.name, stored.size_bytes) == (NAME, len(CONTENT))
    assert storage.exists(NAME)
    assert list(storage.names()) == [NAME]
    with storage.open(NAME) as file:
        assert file.read() == CONTENT
        file.seek(CHUNK_BYTES - 3)
        assert file.read(6) == CONTENT[CHUNK_BYTES - 3 : CHUNK_BYTES + 3]


def test_a_file_is_written_piece_by_piece(storage):
    with storage.writing(NAME) as writer:
        for _ in range(10):
            writer.write(b"stride")
        assert not storage.exists(NAME)

    assert writer.size_bytes == 60
    with storage.open(NAME) as file:
        assert file.read() == b"stride" * 10


def test_columns_of_a_table_are_written_and_read_in_place(storage):
    rows = pa.table({"time_s": range(100_000), "load_n": range(100_000)})
    with storage.writing(NAME) as writer, parquet.ParquetWriter(writer, rows.schema) as table:
        table.write_table(rows)
        table.write_table(rows)

    with storage.open(NAME) as file:
        second = parquet.ParquetFile(file).read_row_group(1, columns=["load_n"])
    assert second["load_n"] == rows["load_n"]


def test_a_stored_file_is_never_written_over(storage):
    storage.put(NAME, io.BytesIO(b"first"))

    with pytest.raises(StoreNotUsable, match=f"{NAME} is there already"):
        storage.put(NAME, io.BytesIO(b"second"))
    with storage.open(NAME) as file:
        assert file.read() == b"first"


def test_of_two_that_store_one_name_at_once_the_first_is_kept(storage):
    slow = storage.writing(NAME)
    slow.__enter__().write(b"slow")
    storage.put(NAME, io.BytesIO(b"quick"))

    with pytest.raises(StoreNotUsable, match="is there already"):
        slow.__exit__(None, None, None)
    with storage.open(NAME) as file:
        assert file.read() == b"quick"
    assert storage.sweep(older_than_s=-60.0) == 0


def test_a_removed_file_is_gone(storage):
    storage.put(NAME, io.BytesIO(b"first"))
    storage.remove(NAME)

    assert not storage.exists(NAME)
    assert list(storage.names()) == []
    for gone in (storage.open, storage.remove, storage.key_id):
        with pytest.raises(StoreNotUsable, match=f"{NAME} is needed, and is not there"):
            gone(NAME)


def test_an_empty_store_has_no_names(storage):
    assert list(storage.names()) == []
    assert storage.sweep() == 0


@pytest.mark.parametrize(
    ("error", "refusal", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), StoreFull, "no room.*No space left.*Nothing of"),
        (OSError(errno.EDQUOT, "Quota exceeded"), StoreFull, "no room.*Quota"),
        (OSError(errno.EIO, "Input/output error"), StoreNotUsable, "Input/output error"),
        (ZeroDivisionError("a fault of ours"), ZeroDivisionError, "a fault"),
    ],
)
def test_an_error_leaves_nothing(storage, error, refusal, said):
    with pytest.raises(refusal, match=said):
        storage.put(NAME, Breaking(error))

    assert not storage.exists(NAME)
    assert storage.sweep(older_than_s=-60.0) == 0


def _full(number):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_only_at_the_end_leaves_nothing(in_folder, folder, monkeypatch):
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(StoreFull, match="No space left"):
        in_folder.put(NAME, io.BytesIO(CONTENT))
    assert [each for each in folder.rglob("*") if each.is_file()] == []


def test_a_file_larger_than_the_system_lets_us_write_leaves_nothing(tmp_path):
    script = """
        import io, resource, signal, sys
        from pathlib import Path
        from uuid import uuid4
        from restride.errors import StoreFull
        from restride.vault.keyring_file import create_keyring
        from restride.vault.storage import Storage
        from restride.vault.stored_names import stored_name

        keyring = create_keyring(Path("keys.json"))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        try:
            Storage("files", keyring=keyring).put(
                stored_name("recordings", uuid4()), io.BytesIO(bytes(1_000_000))
            )
        except StoreFull as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "There is no room to store recordings/" in done.stdout
    assert [each for each in (tmp_path / "files").rglob("*") if each.is_file()] == []


def test_what_a_crashed_program_left_is_swept_once_it_is_old(in_folder, folder):
    in_folder.put(NAME, io.BytesIO(b"whole"))
    left = folder / "incoming" / "0123"
    left.write_bytes(b"half")

    assert list(in_folder.names()) == [NAME]
    assert in_folder.sweep(older_than_s=3600.0) == 0
    os.utime(left, (0, 0))
    assert in_folder.sweep(older_than_s=3600.0) == 1
    assert not left.exists()


def test_only_the_owner_may_look(in_folder, folder):
    in_folder.put(NAME, io.BytesIO(b"whole"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}

    assert modes == {"recordings": 0o700, "incoming": 0o700, f"{FILE_ID}.parquet.sealed": 0o600}


def test_nothing_of_the_content_lies_on_the_disk(in_folder, folder):
    in_folder.put(NAME, io.BytesIO(b"Ada Lovelace " * 10_000))

    assert all(b"Lovelace" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_file_that_was_given_the_name_of_another_is_refused(in_folder, folder):
    other = stored_name("recordings", uuid4(), ending=".parquet")
    in_folder.put(NAME, io.BytesIO(b"of one"))
    (folder / f"{NAME}.sealed").rename(folder / f"{other}.sealed")

    with pytest.raises(SealBroken, match=f"{other} was sealed .* of another name"):
        in_folder.open(other)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "recordings",
        str(FILE_ID),
        f"/recordings/{FILE_ID}",
        f"../recordings/{FILE_ID}",
        f"recordings/../{FILE_ID}",
        f"recordings/{FILE_ID}/../../etc/passwd",
        f"recordings/{FILE_ID}.parquet/..",
        f"recordings/{FILE_ID}.parquet\n",
        f"recordings/{FILE_ID}..",
        f"recordings/{FILE_ID}.a.b.c",
        f"recordings/{FILE_ID}\x00.csv",
        f"recordings/{str(FILE_ID).upper()}",
        f"Recordings/{FILE_ID}",
        "recordings/ada-lovelace.csv",
        f"C:\\recordings\\{FILE_ID}",
        f"recordings%2f{FILE_ID}",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(in_folder, name):
    assert not is_stored_name(name)
    for refused in (in_folder.open, in_folder.remove, in_folder.exists, in_folder.rewrap):
        with pytest.raises(OptionError, match=rf"this name of {len(name)} characters is not"):
            refused(name)
    with pytest.raises(OptionError, match="is named like recordings/"):
        in_folder.put(name, io.BytesIO(b"x"))


def test_a_rotation_wraps_the_keys_of_files_anew(address, keyring, before_rotation):
    Storage(address, keyring=before_rotation).put(NAME, io.BytesIO(CONTENT))
    storage = Storage(address, keyring=keyring)

    assert storage.key_id(NAME) == "0badcafe"
    assert storage.rewrap(NAME)
    assert storage.key_id(NAME) == "00c0ffee"
    assert not storage.rewrap(NAME)
    with storage.open(NAME) as file:
        assert file.read() == CONTENT
    assert list(storage.names()) == [NAME]
    with pytest.raises(UnknownKey, match=f"{NAME} is sealed with the key 00c0ffee"):
        Storage(address, keyring=before_rotation).open(NAME)


def test_a_rotation_that_finds_no_room_leaves_the_file(folder, keyring, before_rotation):
    Storage(folder, keyring=before_rotation).put(NAME, io.BytesIO(CONTENT))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        with pytest.raises(StoreFull, match="No space left"):
            Storage(folder, keyring=keyring).rewrap(NAME)

    with Storage(folder, keyring=keyring).open(NAME) as file:
        assert file.read() == CONTENT


def test_a_file_is_carried_to_another_place_still_sealed(storage, tmp_path, keyring):
    storage.put(NAME, io.BytesIO(CONTENT))
    elsewhere = Storage(tmp_path / "elsewhere", keyring=keyring)
    with storage.open_as_it_lies(NAME) as source:
        elsewhere.put_as_it_lies(NAME, source)

    with elsewhere.open(NAME) as file:
        assert file.read() == CONTENT
    with storage.open_as_it_lies(NAME) as source, pytest.raises(StoreNotUsable, match="already"):
        elsewhere.put_as_it_lies(NAME, source)


def test_what_was_sealed_for_another_name_is_not_taken_in(in_folder):
    in_folder.put(NAME, io.BytesIO(CONTENT))
    other = stored_name("recordings", uuid4())
    with (
        in_folder.open_as_it_lies(NAME) as source,
        pytest.raises(SealBroken, match="belongs to a file of another name"),
    ):
        in_folder.put_as_it_lies(other, source)
    with pytest.raises(SealBroken, match="does not begin as one"):
        in_folder.put_as_it_lies(other, io.BytesIO(b"PAR1"))
    with pytest.raises(StoreNotUsable, match="is not there"):
        in_folder.open_as_it_lies(other)
    assert not in_folder.exists(other)
