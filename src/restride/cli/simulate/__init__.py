"""``restride simulate``: recordings whose truth is known."""

import click

from restride.cli.simulate.rise import rise
from restride.cli.simulate.squat import squat
from restride.cli.simulate.stand import stand
from restride.cli.simulate.tug import tug
from restride.cli.simulate.walk import walk

__all__ = ["simulate"]


@click.group()
def simulate() -> None:
    """Write a recording whose truth is known. Nobody moved in it, and it says so."""


for _command in (walk, stand, rise, tug, squat):
    simulate.add_command(_command)
