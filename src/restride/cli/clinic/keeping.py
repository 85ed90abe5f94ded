"""``restride clinic backup``, ``restore``, ``upgrade``, ``nightly``, ``doctor`` and ``keys``."""

import shutil
from pathlib import Path

import click

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


def _open_clinic() -> None:
    from restride.web.configuration import read_home
    from restride.web.setting_up import use_home

    use_home(read_home())


@click.command()
@click.option(
    "--to", "into", type=_FOLDER, help="Folder of the backups; that of the clinic if none."
)
def backup(*, into: Path | None) -> None:
    """Back up all rows and files while the clinic works, and check what was written.

    The key ring is not in a backup: keep a copy of keys/keyring.json in another place. Without it
    no backup can be read.
    """
    _open_clinic()
    from restride.records.backup.making import backups_folder, make_backup
    from restride.records.backup.restoring import check, summary

    made = make_backup((into or backups_folder()).absolute())
    rows_count, files_count, size_bytes = summary(check(made))
    click.echo(
        f"{rows_count} rows and {files_count} files ({size_bytes / 1e6:.1f} MB) are in {made}"
    )
    click.echo("Keep a copy of the key ring in another place: without it this cannot be read.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--keys", type=_FILE, required=True, help="The key ring that belongs to the backup.")
@click.option("--database", metavar="ADDRESS", help="postgresql://user@host/name; else SQLite.")
def restore(*, folder: Path, keys: Path, database: str | None) -> None:
    """Restore a backup into the empty folder that RESTRIDE_HOME names."""
    from restride.web.configuration import home_path
    from restride.web.setting_up import bring_up_to_date, make_home, use_home

    home = make_home(home_path(), keyring=keys, database=database)
    use_home(home)
    bring_up_to_date(tell=click.echo)
    from restride.records.backup.restoring import restore as run
    from restride.records.backup.restoring import summary

    try:
        rows_count, files_count, _ = summary(run(folder))
    except BaseException:
        shutil.rmtree(home.path)
        raise
    click.echo(f"{rows_count} rows and {files_count} files are as they were, in {home.path}")
    click.echo("Everybody signs in anew. Start with: restride clinic serve")


@click.command()
def upgrade() -> None:
    """Bring the clinic to this version of Restride; a backup is made first."""
    _open_clinic()
    from restride.records.backup.making import backups_folder, make_backup
    from restride.web.setting_up import bring_up_to_date, missing_steps

    missing = missing_steps()
    if missing:
        click.echo(f"Backed up before, to {make_backup(backups_folder())}")
    bring_up_to_date(tell=click.echo)
    click.echo(f"{len(missing)} steps taken; the database is of this version.")


@click.command()
def nightly() -> None:
    """Do what is done every night; ``serve`` does it by itself."""
    _open_clinic()
    from restride.records.nightly import nightly as run

    run(tell=click.echo)


@click.command()
def doctor() -> None:
    """Look at everything that must always hold, and say what to do where it does not."""
    _open_clinic()
    from restride.records.doctor import examine_clinic

    found = examine_clinic()
    for each in found:
        click.echo(f"{'well ' if each.is_well else 'WRONG'}  {each.name}: {each.words}")
    if not all(each.is_well for each in found):
        raise click.exceptions.Exit(1)


@click.group()
def audit() -> None:
    """Look through the audit trail."""


@audit.command()
def verify() -> None:
    """Check every link of the trail and every signed head; name the first broken one."""
    _open_clinic()
    from django.conf import settings
    from django.db import connection

    from restride.records.trail_checks import verify_trail
    from restride.records.trail_heads import verify_heads

    trail = verify_trail(connection)
    heads = verify_heads(settings.RESTRIDE_HOME.heads_path)
    click.echo(f"{trail.lines_count} lines hold, {heads.heads_count} signed heads were compared.")
    wrong = [*([trail.first_broken.words] if trail.first_broken else []), *heads.wrong]
    for each in wrong:
        click.echo(each)
    if wrong:
        raise click.exceptions.Exit(1)


@click.group()
def keys() -> None:
    """Look after the key ring."""


@keys.command()
def rotate() -> None:
    """Make a new data key, and seal everything anew with it; safe to break off and repeat."""
    _open_clinic()
    from django.conf import settings

    from restride.records.places import storage
    from restride.records.rotation import reseal_everything
    from restride.vault.keyring_file import rotate as run

    run(settings.RESTRIDE_KEYRING_PATH)
    done = reseal_everything(storage())
    click.echo(f"{done.rows_count} rows and {done.files_count} files are sealed with the new key.")
    click.echo("Copy the key ring to its other place again: older backups need its older keys.")
