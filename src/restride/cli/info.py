"""``restride info``: what is in a file, before anything is computed."""

import click

from restride.cli.options import ReadingRequest, reading_options
from restride.cli.progress import working


@click.command()
@reading_options
def info(*, request: ReadingRequest) -> None:
    """Say what is in a file: format, trials, sensors, clocks and findings."""
    from restride.analysis.opening import read_trials
    from restride.cli.contents import show_contents

    with working("Reading"):
        trials = read_trials(
            request.files, options=request.options(), format_name=request.format_name
        )
    for trial in trials:
        show_contents(trial)
