"""The folder of a demo: made anew each day and for each version, and reused until then."""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import restride
from restride.errors import OptionError
from restride.web.configuration import Home, read_home
from restride.web.setting_up import bring_up_to_date, make_home, missing_steps, use_home

_NOTE: Final = "demo.json"


def open_demo(path: Path, *, tell: Callable[[str], None]) -> Home:
    """Start Django on the demo in a folder; made where there is none of today and this version.

    Raises
    ------
    OptionError
        The folder holds something that is no demo.
    """
    if is_of_today(path):
        home = read_home(path)
        use_home(home)
        if not missing_steps():
            tell(f"The demo clinic of today is in {path}")
            return home
        raise OptionError(
            f"The demo in {path} must be of this version, and its tables are not. Remove the "
            "folder, and start again."
        )
    _clear(path)
    home = make_home(path, is_demo=True)
    use_home(home)
    bring_up_to_date(tell=tell)
    tell("Making the demo clinic: six invented people, twelve weeks (about a minute)")
    from restride.web.demo.making import make_demo

    with unhurried_disk(), _quiet_jobs():
        make_demo(datetime.now(UTC).date(), tell=tell)
    write_note(path)
    return home


def is_of_today(path: Path) -> bool:
    """Tell whether a folder holds a whole demo of this day, this version and these tables."""
    return _note(path) == _told()


def write_note(path: Path) -> None:
    """Say in the folder of which day and version the demo is, once it is whole."""
    (path / _NOTE).write_text(json.dumps(_told()), encoding="utf-8")


def _told() -> dict[str, str]:
    package = Path(restride.__file__).parent
    made_by = sorted([*package.glob("records/migrations/*.py"), *package.glob("web/demo/*.py")])
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in made_by))
    return {
        "version": restride.__version__,
        "made_by": digest.hexdigest(),
        "day": datetime.now(UTC).date().isoformat(),
    }


@contextmanager
def _quiet_jobs() -> Iterator[None]:
    """Let the terminal tell of the demo, and not of each analysis in it."""
    log = logging.getLogger("restride.jobs")
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)


def _note(path: Path) -> object:
    try:
        return json.loads((path / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _clear(path: Path) -> None:
    """Remove an older demo, or one that was not finished; nothing else."""
    if not path.exists() or not any(path.iterdir()):
        return
    if not (path / "clinic.toml").is_file() or not read_home(path).configuration.is_demo:
        raise OptionError(
            f"A demo is made in an empty folder or in place of an older demo, and {path} holds "
            "something else. Name another with --home."
        )
    shutil.rmtree(path)


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """Let SQLite not wait for the disk: a demo that was broken off is made anew."""
    from django.db import connections

    settings = connections["default"].settings_dict
    options = settings.get("OPTIONS", {})
    before = options.get("init_command")
    if before is None:
        # Another database, that waits as it was set up to.
        yield
        return
    connections.close_all()
    settings["OPTIONS"] = {
        **options,
        "init_command": before.replace("synchronous=FULL", "synchronous=OFF"),
    }
    try:
        yield
    finally:
        connections.close_all()
        settings["OPTIONS"] = options
