"""Makes the writers of samples and the mutations importable by the tests beside them."""

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "fuzz"):
    sys.path.insert(0, str(folder))
