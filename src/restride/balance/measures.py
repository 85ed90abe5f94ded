"""All measures of quiet standing on a plate, with what each number is worth."""

from collections.abc import Iterator
from dataclasses import fields

from restride.arrays import FloatArray
from restride.balance.boundary_numbers import boundary_numbers
from restride.balance.conditions import StandingCondition
from restride.balance.diffusion_numbers import diffusion_numbers
from restride.balance.entropy_numbers import entropy_numbers
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.numbers import SwayNumbers
from restride.balance.path_numbers import path_numbers
from restride.balance.repeatability import NOTHING_MEASURED, trial_uncertainty
from restride.balance.settings import SwaySettings, changed_settings
from restride.balance.spectrum_numbers import pieces_numbers, tapers_numbers
from restride.balance.stretches import WholeStretch, longest_whole_stretch
from restride.balance.sway import CoreSway, core_measures
from restride.measure import Measure


def sway_measures(
    plate_path_mm: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: SwaySettings | None = None,
    condition: StandingCondition | None = None,
    outline_mm: FloatArray | None = None,
) -> tuple[Measure, ...]:
    """Measure a trial of quiet standing.

    Parameters
    ----------
    plate_path_mm : (n_samples, 2)
        Centre of pressure, forward and right, at an even rate, as recorded: not filtered, NaN where
        nobody stood on the plate.
    condition
        What the person was asked to do; the uncertainty depends on the surface.
    outline_mm : (n_corners, 2)
        Of both feet on the plate, in the axes of the path; without it there is no time to boundary.

    Returns
    -------
    tuple[Measure, ...]
        In the order of ``BALANCE_MEASURES``. Where a gap was left out, or the recording is short,
        every note says so.

    Raises
    ------
    SignalTooShort, SignalNotUsable
        See ``longest_whole_stretch``.
    """
    settings = settings or SwaySettings()
    stretch = longest_whole_stretch(
        plate_path_mm, sampling_rate_hz=sampling_rate_hz, settings=settings.stretches
    )
    path_mm = plate_path_mm[stretch.start_samples : stretch.end_samples]
    notes = tuple(_notes(stretch, settings))
    condition = condition or StandingCondition()
    found: dict[str, Measure] = {}
    for each in _all_numbers(path_mm, sampling_rate_hz, settings, outline_mm):
        for key, value in each.numbers.items():
            found[key] = Measure(
                definition=BALANCE_MEASURES[key],
                value=value,
                repeats_count=1,
                uncertainty=NOTHING_MEASURED
                if value is None
                else trial_uncertainty(
                    key, value, condition=condition, duration_s=stretch.duration_s
                ),
                note=_joined(each.why_absent if value is None else None, *notes),
            )
    return tuple(found[key] for key in BALANCE_MEASURES if key in found)


def _all_numbers(
    path_mm: FloatArray,
    sampling_rate_hz: float,
    settings: SwaySettings,
    outline_mm: FloatArray | None,
) -> Iterator[SwayNumbers]:
    rate = {"sampling_rate_hz": sampling_rate_hz}
    core = core_measures(path_mm[None], settings=settings, **rate)
    yield SwayNumbers(
        numbers={each.name: float(getattr(core, each.name)[0]) for each in fields(CoreSway)}
    )
    yield path_numbers(path_mm, settings=settings, **rate)
    yield pieces_numbers(path_mm, settings=settings.pieces, **rate)
    if settings.tapers is not None:
        yield tapers_numbers(path_mm, settings=settings.tapers, **rate)
    if settings.diffusion is not None:
        yield diffusion_numbers(path_mm, settings=settings.diffusion, **rate)
    if settings.entropy is not None:
        yield entropy_numbers(path_mm, settings=settings.entropy, **rate)
    if outline_mm is not None:
        yield boundary_numbers(path_mm, outline_mm=outline_mm, **rate)


def _notes(stretch: WholeStretch, settings: SwaySettings) -> Iterator[str]:
    """Say what holds for every number of the trial."""
    if stretch.note is not None:
        yield stretch.note
    advised_s = settings.stretches.advised_s
    if stretch.duration_s < advised_s:
        yield (
            f"From {stretch.duration_s:.1f} s; at least {advised_s:g} s are advised, and only "
            "recordings of the same duration compare."
        )
    changed = changed_settings(settings)
    if changed:
        yield f"Measured otherwise than defined: {', '.join(changed)}."


def _joined(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None
