"""``python -m restride`` is ``restride``."""

from restride.cli import main

main()
