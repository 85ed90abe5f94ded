"""What the methods give back: numbers by the keys of their measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SwayNumbers:
    """Numbers of one method; None where there is none, and then why."""

    numbers: dict[str, float | None]
    why_absent: str | None = None
