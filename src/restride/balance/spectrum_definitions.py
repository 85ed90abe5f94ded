"""Rows of the measures of the power spectrum of sway."""

from typing import Final

from restride.balance.definition_rows import RowStyle, rows_by_direction

_POWER: Final = RowStyle(source="santos2016", decimals=2)
_FREQUENCY: Final = RowStyle(source="santos2016", decimals=2)
_TAPER_POWER: Final = RowStyle(source="prieto1996", decimals=2)
_TAPER: Final = RowStyle(source="prieto1996", decimals=2)

_PIECES: Final = (
    "Power spectrum {}: pieces of half the recording overlapping by half, each freed of its mean, "
    "Hann bell, trapezoid rule, zero to half the sampling rate."
)
_TAPERS: Final = "Power spectrum {} between 0.15 and 5 Hz, averaged over 8 sine tapers."

#: From averaged pieces.
PIECES_ROWS: Final = (
    *rows_by_direction(
        "power_{}_mm2", "Power", definition=f"Integral of the power. {_PIECES}", style=_POWER
    ),
    *rows_by_direction(
        "mean_frequency_{}_hz",
        "Mean frequency",
        definition=f"Frequency averaged, weighted by power. {_PIECES}",
        style=_FREQUENCY,
    ),
    *rows_by_direction(
        "frequency_50_{}_hz",
        "Frequency below which half the power lies",
        definition=f"First frequency of the spectrum that reaches it. {_PIECES}",
        style=_FREQUENCY,
    ),
    *rows_by_direction(
        "frequency_80_{}_hz",
        "Frequency below which 80 % of the power lies",
        definition=f"First frequency of the spectrum that reaches it. {_PIECES}",
        style=_FREQUENCY,
    ),
    *rows_by_direction(
        "frequency_95_{}_hz",
        "Frequency below which 95 % of the power lies",
        definition=f"First frequency of the spectrum that reaches it. {_PIECES}",
        style=_FREQUENCY,
    ),
    *rows_by_direction(
        "frequency_of_most_power_{}_hz",
        "Frequency of most power",
        definition=f"Frequency of the highest power. {_PIECES}",
        style=_FREQUENCY,
    ),
)

#: From averaged tapers.
TAPERS_ROWS: Final = (
    *rows_by_direction(
        "tapered_power_{}_mm2",
        "Power, 0.15 to 5 Hz",
        definition=f"Sum of the power. {_TAPERS}",
        style=_TAPER_POWER,
    ),
    *rows_by_direction(
        "tapered_frequency_50_{}_hz",
        "Frequency below which half the power lies, 0.15 to 5 Hz",
        definition=f"First frequency at which the summed power reaches half. {_TAPERS}",
        style=_TAPER,
    ),
    *rows_by_direction(
        "tapered_frequency_95_{}_hz",
        "Frequency below which 95 % of the power lies, 0.15 to 5 Hz",
        definition=f"First frequency at which the summed power reaches 95 %. {_TAPERS}",
        style=_TAPER,
    ),
    *rows_by_direction(
        "centroidal_frequency_{}_hz",
        "Centroidal frequency, 0.15 to 5 Hz",
        definition="Root of the second spectral moment over the power, the frequency at which the "
        f"power is concentrated. {_TAPERS}",
        style=_TAPER,
    ),
    *rows_by_direction(
        "frequency_dispersion_{}_ratio",
        "Frequency dispersion, 0.15 to 5 Hz",
        definition="How widely the power is spread over frequencies: 0 for a sine, towards 1 where "
        "it is spread: the root of 1 - m1 squared / (m0 m2) of the spectral moments. " + _TAPERS,
        style=_TAPER,
    ),
    *rows_by_direction(
        "tapered_mean_frequency_{}_hz",
        "Mean frequency, 0.15 to 5 Hz",
        definition=f"Frequency averaged, weighted by power. {_TAPERS}",
        style=_TAPER,
    ),
)
