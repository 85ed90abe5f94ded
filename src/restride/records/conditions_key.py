"""One key for the conditions of a test: only values of one key are compared."""

import hashlib
import json

from restride.clinical.circumstances import Circumstances
from restride.plan.cases.case_json import plain


def conditions_key(circumstances: Circumstances) -> str:
    """Digest the conditions that decide whether two tests compare.

    The minutes since a dose do not decide: the state of the medicine does, as in
    ``clinical.circumstances.differing``.
    """
    told = plain(circumstances)
    deciding = {name: each for name, each in dict(told).items() if name != "since_dose_min"}
    written = json.dumps(deciding, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:32]
