"""A transaction asks for SQLite's one writing lock every few milliseconds until it is its turn.

SQLite itself asks less and less often, in the end every tenth of a second: of sixteen writers that
begin again at once, one was seen waiting for 19 s while others wrote hundreds of times. Asking
evenly often, the longest wait stays near what the queue of the others takes.
"""

import random
import time
from typing import Final

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

#: Between two questions; drawn anew each time, so that two do not keep in step.
_ASK_EVERY_S: Final = (0.0005, 0.004)
_LOCKED: Final = "database is locked"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions wait evenly."""

    def _start_transaction_under_autocommit(self) -> None:
        ends_s = time.monotonic() + float(self.settings_dict["OPTIONS"]["timeout"])
        with self.cursor() as cursor:
            (own_ms,) = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute("PRAGMA busy_timeout = 0")
            try:
                while not self._has_begun(is_last=time.monotonic() > ends_s):
                    time.sleep(random.uniform(*_ASK_EVERY_S))  # noqa: S311 - keeps no secret
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(own_ms)}")

    def _has_begun(self, *, is_last: bool) -> bool:
        """Ask once for the lock; the last refusal is passed on."""
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # stubs forget it
        except OperationalError as error:
            if _LOCKED not in str(error) or is_last:
                raise
            return False
        return True
