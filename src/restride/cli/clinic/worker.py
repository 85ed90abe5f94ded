"""``restride clinic worker``: one process that does the jobs of the clinic."""

import os
import signal
import socket
import threading

import click


@click.command()
@click.option("--with-server", is_flag=True, hidden=True, help="End when the server has ended.")
def worker(*, with_server: bool) -> None:
    """Do the clinic's jobs until told to stop; ``serve`` starts workers by itself."""
    server = os.getppid()
    from restride.web.configuration import read_home
    from restride.web.setting_up import use_home

    use_home(read_home())
    from restride.records.ended_streams import end_abandoned_streams
    from restride.records.jobs.registry import JOB_KINDS
    from restride.records.jobs.worker import Worker, work
    from restride.records.places import work as work_folder

    is_told = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: is_told.set())

    def is_over() -> bool:
        # A server that was killed could not tell its workers.
        return is_told.is_set() or (with_server and os.getppid() != server)

    _load_ahead()
    work(
        Worker(
            name=f"{socket.gethostname()}:{os.getpid()}"[:120],
            kinds=JOB_KINDS,
            folder=work_folder(),
            tidy=end_abandoned_streams,
        ),
        is_over=is_over,
    )


def _load_ahead() -> None:
    """Load what every analysis needs, so that the children that compute find it loaded."""
    import pyarrow.parquet  # noqa: F401 - loaded for the children
    import scipy.ndimage
    import scipy.signal  # noqa: F401 - loaded for the children

    import restride.analysis.walking  # noqa: F401 - loaded for the children
