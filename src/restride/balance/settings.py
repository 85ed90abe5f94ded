"""How quiet standing is measured: one settings object a method, each default with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from restride.errors import OptionError

#: They say which recordings are measured, not how.
_OF_THE_STRETCH: Final = frozenset({"shortest_s", "least_share", "advised_s", "most_count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceSettings:
    """The spectrum from averaged pieces."""

    #: Length of a piece, as a part of the recording. [santos2016]
    piece_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TaperSettings:
    """The spectrum from averaged tapers."""

    #: [prieto1996]
    tapers_count: int = 8
    #: Below, drift of a few sways of the whole recording; above, noise. [prieto1996]
    lowest_hz: float = 0.15
    #: [prieto1996]
    highest_hz: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffusionSettings:
    """The two regions of the stabilogram diffusion plot."""

    #: [collins1993]
    short_end_s: float = 1.0
    #: The bend lies before, in most people. House choice: docs/decisions/0062.
    long_start_s: float = 2.5
    #: [collins1993]
    long_end_s: float = 10.0
    #: The longest lag must fit so many times into the recording. House choice:
    #: docs/decisions/0062.
    least_lags_ratio: float = 3.0

    def __post_init__(self) -> None:
        if not 0 < self.short_end_s <= self.long_start_s < self.long_end_s:
            raise OptionError(
                "The regions of the diffusion plot must follow each other: got 0 to "
                f"{self.short_end_s:g} s and {self.long_start_s:g} to {self.long_end_s:g} s. "
                "Give rising times above 0 s."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntropySettings:
    """Which patterns of sway are said to be alike."""

    #: Samples of a pattern. [richman2000]
    pattern_count: int = 2
    #: Of the standard deviation (over n) of the signal. [richman2000]
    tolerance_share: float = 0.2
    #: The rate to which every so many samples are taken, for a number that recordings of other
    #: rates can be compared with. House choice: docs/decisions/0062.
    thinned_hz: float = 25.0
    #: A longer signal is not compared: the time grows with the square of the length. House choice:
    #: docs/decisions/0062.
    most_count: int = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchSettings:
    """How much of a recording must be there."""

    #: House choice: docs/decisions/0064.
    shortest_s: float = 10.0
    #: Less than this of the recording in one whole stretch, and it is refused. House choice:
    #: docs/decisions/0064.
    least_share: float = 0.5
    #: A shorter recording is measured, and the note says that it is short. [scoppa2013]
    advised_s: float = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SwaySettings:
    """How a sway path is measured. None leaves the measures of a method out."""

    #: Of the ellipse. [santos2016]
    coverage_share: float = 0.95
    #: Of the ellipse and circle of Prieto: the F value that is used for every length. [prieto1996]
    prieto_f_ratio: float = 3.0
    #: Standard deviations of the distance that the circle reaches beyond its mean. [prieto1996]
    prieto_z_ratio: float = 1.645
    #: Standard deviations along each axis of the ellipse of that name. [schubert2014]
    axes_ratio: float = 1.96
    pieces: PieceSettings = field(default_factory=PieceSettings)
    tapers: TaperSettings | None = field(default_factory=TaperSettings)
    diffusion: DiffusionSettings | None = field(default_factory=DiffusionSettings)
    entropy: EntropySettings | None = field(default_factory=EntropySettings)
    stretches: StretchSettings = field(default_factory=StretchSettings)


def changed_settings(settings: SwaySettings) -> tuple[str, ...]:
    """Tell which settings differ from those that the definitions of the measures speak of."""
    return tuple(_differences(asdict(settings), asdict(SwaySettings()), ""))


def _differences(
    given: Mapping[str, object], usual: Mapping[str, object], above: str
) -> Iterator[str]:
    for name, value in given.items():
        expected = usual[name]
        if isinstance(value, Mapping) and isinstance(expected, Mapping):
            yield from _differences(value, expected, f"{above}{name}.")
        elif value is not None and value != expected and name not in _OF_THE_STRETCH:
            yield f"{above}{name} = {value}"
