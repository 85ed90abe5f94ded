"""The small print of a walk: from which sensors, with which settings."""

from typing import Final

from restride.analysis.analysis import WalkAnalysis
from restride.report.method import Fact, sensors_in_words
from restride.report.wording import ABSENT

#: Settings of the analysis that walking rests on.
_SETTINGS: Final = ("known_distance_m", "block_s", "longest_bout_s")
#: Measures of one kind share a definition: part of the key, and the title they are explained under.
KINDS: Final = {
    "_sd_": "Variability, SD",
    "_cv_": "Variability, relative",
    "_asymmetry_": "Asymmetry",
    "_harmonic_": "Harmonic ratio",
    "trunk_": "Trunk range of motion",
}
#: Kinds that page one shows in full.
MAIN_KINDS: Final = frozenset({"Variability, SD", "Variability, relative", "Asymmetry"})


def method_of(analysis: WalkAnalysis) -> tuple[Fact, ...]:
    """Say with what the numbers were made, so that somebody can make them again."""
    settings = [
        f"{name} {value:g}"
        for name in _SETTINGS
        if (value := getattr(analysis.settings, name)) is not None
    ]
    factor = analysis.calibration
    return (
        Fact(name="Algorithm", text=f"Restride {analysis.restride_version}; {_origins(analysis)}"),
        Fact(name="Sensors", text=sensors_in_words(analysis.recording)),
        Fact(
            name="Stride-length factor",
            text=ABSENT + " (none used)" if factor is None else f"{factor.factor_ratio:.3f}",
        ),
        Fact(name="Settings", text=", ".join(settings)),
        Fact(name="Content", text=(analysis.recording.content_hash or ABSENT)[:16]),
    )


def _origins(analysis: WalkAnalysis) -> str:
    origins = analysis.origins
    trunk = f", trunk from {origins.trunk}" if origins.trunk is not None else ""
    return f"strides from {origins.strides}, turns from {origins.turns}{trunk}"
