"""Write the packed copy of the clinical content beside the code that reads it."""

import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "src"


def pack() -> Path:
    """Write the packed copy into the source tree; works before anything is installed."""
    sys.path.insert(0, str(SOURCES))
    from restride.clinical.plain_content import write_packed_content

    return write_packed_content(SOURCES / "restride")


if __name__ == "__main__":
    print(f"packed {pack()}")
