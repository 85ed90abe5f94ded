"""What limits a person: rules as data, held against results and recordings; never a diagnosis."""

from restride.clinical.findings.find import find_limits
from restride.clinical.findings.observing import observed_measures

__all__ = ["find_limits", "observed_measures"]
