"""``python -m restride`` is ``restride``."""

from restride.cli import main

if __name__ == "__main__":
    main()
