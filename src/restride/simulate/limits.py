"""What a setting of the simulator may be."""

from collections.abc import Mapping

from restride.errors import OptionError


def refuse_outside(settings: object, limits: Mapping[str, tuple[float, float]]) -> None:
    """Refuse settings of which one lies outside its limits; None is within any.

    Raises
    ------
    OptionError
    """
    for name, (low, high) in limits.items():
        value = getattr(settings, name)
        if value is not None and not low <= value <= high:
            raise OptionError(
                f"{name} must lie between {low:g} and {high:g}, and is {value:g}. "
                "Choose a value within these limits."
            )
