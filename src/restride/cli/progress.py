"""A progress bar for whoever waits longer than a second, and for nobody else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress

#: Shorter work needs no bar. From the issue.
_PATIENCE_S: Final = 1.0


@contextmanager
def working(words: str, *, total: float | None = None) -> Iterator["Callable[[float], None]"]:
    """Show a bar on the terminal once the work takes more than a second; gives how to move it on.

    Nothing is shown where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda _amount: None
        return
    bar = _bar()
    task = bar.add_task(words, total=total)
    timer = Timer(_PATIENCE_S, bar.start)
    timer.start()
    try:
        yield lambda amount: bar.advance(task, amount)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
