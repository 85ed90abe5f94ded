"""Our numbers against references: recordings in which other systems or people saw the truth."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restride.validation.comparison import validate as validate
    from restride.validation.report import ValidationReport as ValidationReport
    from restride.validation.report import write_section as write_section

__all__ = ["ValidationReport", "validate", "write_section"]


def __getattr__(name: str) -> object:
    """Load what is asked for, when it is asked for: the scoring alone needs no reader."""
    if name == "validate":
        from restride.validation.comparison import validate

        return validate
    if name in ("ValidationReport", "write_section"):
        from restride.validation import report

        return getattr(report, name)
    raise AttributeError(f"module 'restride.validation' has no attribute '{name}'")
