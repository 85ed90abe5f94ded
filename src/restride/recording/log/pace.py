"""When to bring a log to the disk: often enough for the sender, seldom enough for the disk."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncPace:
    """How long the oldest frame has waited for ``sync``. Times are of any monotonic clock.

    ``pace = pace.appended(now_s)`` after every frame; where ``pace.is_due(now_s)``, ``sync`` and
    ``pace = pace.synced()``.
    """

    #: Frames that come within it are brought to the disk together. House choice:
    #: docs/decisions/0160-recording-log.md.
    longest_wait_s: float = 0.05
    #: When the oldest frame that still waits was appended; None where none waits.
    oldest_s: float | None = None

    def appended(self, now_s: float) -> "SyncPace":
        """Count a frame as waiting."""
        return self if self.oldest_s is not None else replace(self, oldest_s=now_s)

    def synced(self) -> "SyncPace":
        """Count none as waiting."""
        return replace(self, oldest_s=None)

    def is_due(self, now_s: float) -> bool:
        """Tell whether a frame has waited long enough."""
        return self.wait_s(now_s) == 0.0

    def wait_s(self, now_s: float) -> float | None:
        """Tell how long may still be waited; None where no frame waits."""
        if self.oldest_s is None:
            return None
        return max(0.0, self.oldest_s + self.longest_wait_s - now_s)
