"""The tests of the log share the small logs of ``log_files.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
