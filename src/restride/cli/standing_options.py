"""Options of standing: under which conditions, for how long, and how still the device is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from restride.cli.options import ReadingRequest
from restride.terms import Eyes, Side, Stance, Surface

if TYPE_CHECKING:
    from restride.analysis.standing_settings import StandingSettings

_Command = Callable[..., Any]

_OPTIONS = (
    click.option(
        "--eyes", type=click.Choice([each.value for each in Eyes]), help="While standing."
    ),
    click.option(
        "--surface", type=click.Choice([each.value for each in Surface]), help="Stood on."
    ),
    click.option(
        "--stance", type=click.Choice([each.value for each in Stance]), help="How the feet stood."
    ),
    click.option(
        "--side",
        type=click.Choice([each.value for each in Side]),
        help="The leg stood on, or the foot behind in tandem.",
    ),
    click.option(
        "--wanted-s", type=float, metavar="S", help="How long the position should be kept."
    ),
    click.option(
        "--held-s", type=float, metavar="S", help="How long it was kept, as timed by who watched."
    ),
    click.option(
        "--filtered-hz",
        type=float,
        metavar="HZ",
        help="Low-pass that the device has put on the signal; a norm needs it.",
    ),
    click.option(
        "--noise-floor",
        type=click.Path(path_type=Path, readable=False),
        metavar="FILE",
        help="The same device with nobody on it: empty, or with a dead weight.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRequest:
    """What was said about standing on the command line."""

    eyes: Eyes | None
    surface: Surface | None
    stance: Stance | None
    side: Side | None
    wanted_s: float | None
    held_s: float | None
    filtered_hz: float | None
    noise_floor: Path | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        said = (
            self.eyes,
            self.surface,
            self.stance,
            self.side,
            self.wanted_s,
            self.held_s,
            self.filtered_hz,
            self.noise_floor,
        )
        return all(each is None for each in said)

    def settings(self, request: ReadingRequest) -> "StandingSettings":
        """Bring it into the words of the analysis, the noise floor read."""
        from restride.analysis.opening import read
        from restride.analysis.standing_settings import StandingSettings
        from restride.balance.conditions import StandingCondition

        floor = None
        if self.noise_floor is not None:
            options = replace(request.options(), trial=None)
            floor = read(self.noise_floor, options=options, format_name=request.format_name)
        return StandingSettings(
            condition=StandingCondition(
                eyes=self.eyes, surface=self.surface, stance=self.stance, side=self.side
            ),
            wanted_s=self.wanted_s,
            held_s=self.held_s,
            filtered_hz=self.filtered_hz,
            noise_floor=floor,
        )


def standing_options(command: _Command) -> _Command:
    """Give a command what is said about ``standing``."""

    @wraps(command)
    def with_standing(
        *,
        eyes: str | None,
        surface: str | None,
        stance: str | None,
        side: str | None,
        wanted_s: float | None,
        held_s: float | None,
        filtered_hz: float | None,
        noise_floor: Path | None,
        **others: Any,
    ) -> Any:
        standing = StandingRequest(
            eyes=Eyes(eyes) if eyes else None,
            surface=Surface(surface) if surface else None,
            stance=Stance(stance) if stance else None,
            side=Side(side) if side else None,
            wanted_s=wanted_s,
            held_s=held_s,
            filtered_hz=filtered_hz,
            noise_floor=noise_floor,
        )
        return command(standing=standing, **others)

    decorated: _Command = with_standing
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
