"""How long a position was kept in a trial, whether or not its sway can be measured."""

from restride.analysis.places import with_assumed_place
from restride.analysis.standing import find_stood
from restride.analysis.standing_settings import StandingSettings
from restride.errors import AnalysisError, MissingChannel
from restride.recording.recording import Recording


def time_held(recording: Recording, settings: StandingSettings) -> float | None:
    """Tell how long the position was kept; None where that cannot be told."""
    try:
        return find_stood(with_assumed_place(recording), settings).held_s
    except (AnalysisError, MissingChannel):
        return settings.held_s
