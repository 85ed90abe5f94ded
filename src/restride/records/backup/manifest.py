"""What a backup holds, signed: tables with their counts and hashes, files with theirs."""

import base64
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature

from restride.errors import RestrideError
from restride.rows import read_row
from restride.vault.keyring import Keyring

NAME: Final = "manifest.json"


class BackupNotUsable(RestrideError):
    """A backup is damaged, not whole, or not of this clinic's keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """One table as it was."""

    label: str
    columns: tuple[str, ...]
    rows_count: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCount:
    """One sealed file as it lay there, sealed."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that a backup holds."""

    made_at: str
    restride_version: str
    #: "records.0001_record": the steps that the database had taken.
    steps: tuple[str, ...]
    tables: tuple[TableCount, ...]
    files: tuple[FileCount, ...]
    #: Recordings that were coming in, as far as they had come.
    logs: tuple[FileCount, ...] = ()


def write_manifest(manifest: Manifest, folder: Path, *, keyring: Keyring) -> None:
    """Write a manifest with its signature."""
    content = json.dumps(asdict(manifest), sort_keys=True, indent=1)
    signature = base64.b64encode(keyring.sign(content.encode())).decode()
    (folder / NAME).write_text(
        json.dumps({"signature": signature, "content": content}), encoding="utf-8"
    )


def read_manifest(folder: Path, *, keyring: Keyring) -> Manifest:
    """Read a manifest whose signature fits.

    Raises
    ------
    BackupNotUsable
        None there, damaged, or signed by other keys.
    """
    path = folder / NAME
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        content, signature = written["content"], base64.b64decode(written["signature"])
        keyring.verifying_key.verify(signature, content.encode())
    except FileNotFoundError:
        raise BackupNotUsable(
            f"{folder} must hold a backup, and has no {NAME}. Name the folder of one backup."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise BackupNotUsable(f"{path} is damaged. Use another backup.") from error
    except InvalidSignature:
        raise BackupNotUsable(
            f"{path} must be signed by the keys of this clinic, and is not. Name the key ring that "
            "belongs to the backup, or use another backup."
        ) from None
    return read_row(Manifest, json.loads(content), where=str(path))
