"""The commands of a clinic's server."""

import click

from restride.cli.clinic.demo import demo
from restride.cli.clinic.init import init
from restride.cli.clinic.keeping import audit, backup, doctor, keys, nightly, restore, upgrade
from restride.cli.clinic.serve import serve
from restride.cli.clinic.worker import worker


@click.group()
def clinic() -> None:
    """Run a clinic's server: its record, its jobs, its backups.

    Everything it keeps lies in the folder that RESTRIDE_HOME names.
    """


for _command in (audit, backup, demo, doctor, init, keys, nightly, restore, serve, upgrade, worker):
    clinic.add_command(_command)
