"""Everything that a clinic's server writes, as bytes: what a thief of a disk would have."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from tests.clinic.planting import Planting

from restride.records.backup.making import make_backup
from restride.records.trail_heads import sign_head


def places_of(world: Planting, *, folder: Path) -> dict[str, bytes]:
    """Read database file, WAL, dump, stored files, backup, signed heads, logs, pages, addresses."""
    home = Path(settings.RESTRIDE_HOME.path)
    keys = home / "keys"
    places = {"dump": dump(), "addresses": "\n".join(world.urls).encode()}
    places["error pages and logs"] = b"\n".join(world.error_pages)
    make_backup(folder / "backups")
    sign_head(folder / "heads")
    for top in (home, folder):
        for path in sorted(top.rglob("*")):
            if path.is_file() and keys not in path.parents:
                places[str(path.relative_to(top))] = path.read_bytes()
    return places


def dump() -> bytes:
    """Write every table as text, as a dump of the database does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return "\n".join(connection.connection.iterdump()).encode()
        lines = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of our tables
            lines += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(lines).encode()
