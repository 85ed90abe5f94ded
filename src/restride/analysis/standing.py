"""From a checked recording to the stretch of standing that is measured, and what is doubtful."""

from dataclasses import dataclass
from typing import Final

from restride.analysis.standing_settings import StandingSettings
from restride.balance.held import HeldPosition, HeldSettings, find_held, find_still
from restride.balance.lost_frames import LostFrameSettings, without_lost_frames
from restride.balance.net_pressure import NetPressure, net_pressure
from restride.errors import MissingChannel
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import EventSource, Placement, Severity, Stance

#: A trial that ends this little before the time that was asked for is whole. House choice: a
#: recorder is stopped by hand.
_WHOLE_SHARE: Final = 0.99
#: Given and found times may differ by so much before it is said. House choice: a stopwatch.
_STOPWATCH_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stood:
    """What is measured of a trial: from which device, and from when to when."""

    source: EventSource
    #: None with a sensor on the back alone.
    pressure: NetPressure | None
    #: None without a sensor on the back.
    sensor: Sensor | None
    held: HeldPosition
    #: How long the position was kept, found or given.
    held_s: float
    start_s: float
    end_s: float
    findings: tuple[QualityFinding, ...]

    @property
    def is_plate(self) -> bool:
        """Whether the numbers are those of the centre of pressure."""
        return self.pressure is not None


def find_stood(recording: Recording, settings: StandingSettings) -> Stood:
    """Find how long the position was kept, and which part of it is measured.

    Raises
    ------
    MissingChannel
        Neither a plate nor a sensor on the lower back.
    SignalNotUsable
        Nobody stood on the plate.
    """
    refuse_without_device(recording)
    pressure, lost = _pressure(recording)
    sensor = recording.sensor_at(Placement.LOWER_BACK)
    held = _held(pressure, sensor, settings)
    held_s, findings = _held_time(held, settings)
    start_s, end_s, more = _measured_part(held, held_s, settings)
    return Stood(
        source=EventSource.LOWER_BACK if pressure is None else EventSource.PLATE,
        pressure=pressure,
        sensor=sensor,
        held=held,
        held_s=held_s,
        start_s=start_s,
        end_s=end_s,
        findings=(*lost, *findings, *more, *_too_short(held_s, settings)),
    )


def refuse_without_device(recording: Recording) -> None:
    """Refuse a recording that standing cannot be measured from.

    Raises
    ------
    MissingChannel
        Neither a plate nor a sensor on the lower back.
    """
    if not recording.plates and recording.sensor_at(Placement.LOWER_BACK) is None:
        found = ", ".join(track.name for track in recording.tracks) or "nothing"
        raise MissingChannel(
            "Quiet standing needs a force plate, a balance board or a sensor on the lower back, "
            f"and {recording.name} holds {found}. Name the place with --placement lower-back."
        )


def _pressure(recording: Recording) -> tuple[NetPressure | None, tuple[QualityFinding, ...]]:
    """Join the plates, without the single frames they lost."""
    if not recording.plates:
        return None, ()
    bridged = without_lost_frames(net_pressure(recording.plates))
    if not bridged.filled_count:
        return bridged.pressure, ()
    return bridged.pressure, (
        finding(
            "frames-bridged",
            Severity.WARNING,
            found=f"{bridged.filled_count} samples of the centre of pressure are missing, in gaps "
            f"of up to {LostFrameSettings().longest_s:g} s.",
            done="Straight lines were drawn over them.",
        ),
    )


def _held(
    pressure: NetPressure | None, sensor: Sensor | None, settings: StandingSettings
) -> HeldPosition:
    condition = settings.condition
    leg = condition.side if condition.stance is Stance.SINGLE_LEG else None
    if pressure is not None:
        return find_held(pressure, leg=leg)
    if sensor is None:
        raise MissingChannel("Standing needs a plate or a sensor, and there are 0 of both.")
    return find_still(sensor.acceleration_mps2, clock=sensor.clock)


def _held_time(
    held: HeldPosition, settings: StandingSettings
) -> tuple[float, list[QualityFinding]]:
    """Take the time that was given before the one that was found."""
    given_s = settings.held_s
    if given_s is None:
        return held.held_s, []
    off_s = given_s - held.held_s
    if (off_s > _STOPWATCH_S) or (off_s < -_STOPWATCH_S and held.has_stepped_off):
        return given_s, [
            finding(
                "held-differs",
                Severity.WARNING,
                found=f"The position was held for {given_s:.1f} s by what was given, and "
                f"{held.held_s:.1f} s of standing were found in the recording.",
                done="The time given counts as held; only what was recorded is measured.",
            )
        ]
    return given_s, []


def _measured_part(
    held: HeldPosition, held_s: float, settings: StandingSettings
) -> tuple[float, float, list[QualityFinding]]:
    rules = HeldSettings()
    start_s = held.start_s + (rules.settling_s if held.has_stepped_on else 0.0)
    end_s = held.end_s - (rules.leaving_s if held.has_stepped_off else 0.0)
    findings = []
    if held.has_stepped_on or held.has_stepped_off:
        findings.append(_entered(held, start_s, end_s))
    if settings.held_s is not None:
        end_s = min(end_s, held.start_s + held_s)
    if settings.wanted_s is not None and end_s - start_s > settings.wanted_s / _WHOLE_SHARE:
        findings.append(_cut(end_s - start_s, settings.wanted_s))
        end_s = start_s + settings.wanted_s
    return start_s, max(start_s, end_s), findings


def _entered(held: HeldPosition, start_s: float, end_s: float) -> QualityFinding:
    parts = []
    if held.has_stepped_on:
        parts.append(f"stands on the device from {held.start_s:.1f} s")
    if held.has_stepped_off:
        parts.append(f"leaves the position at {held.end_s:.1f} s")
    if held.later_s:
        parts.append(f"stands again later for {held.later_s:.1f} s")
    code = "position-left" if held.has_stepped_off else "position-entered"
    return finding(
        code,
        Severity.NOTE,
        found=f"The person {', '.join(parts)}.",
        done=f"Measured is {start_s:.1f} to {max(start_s, end_s):.1f} s, without the steps on and "
        "off.",
    )


def _cut(recorded_s: float, wanted_s: float) -> QualityFinding:
    return finding(
        "cut-to-wanted",
        Severity.NOTE,
        found=f"{recorded_s:.1f} s of standing were recorded, and {wanted_s:g} s were asked for.",
        done=f"The first {wanted_s:g} s were measured: longer trials give larger areas.",
    )


def _too_short(held_s: float, settings: StandingSettings) -> list[QualityFinding]:
    if not is_cut_short(held_s, settings.wanted_s):
        return []
    return [
        finding(
            "held-too-short",
            Severity.WARNING,
            found=f"The position was to be kept for {settings.wanted_s:g} s, and was for "
            f"{held_s:.1f} s.",
            done="What was held is measured, and is not compared with trials of full length.",
        )
    ]


def is_cut_short(held_s: float | None, wanted_s: float | None) -> bool:
    """Tell whether a position was kept for less long than it should be."""
    if held_s is None or wanted_s is None:
        return False
    return held_s < _WHOLE_SHARE * wanted_s


def finding(code: str, severity: Severity, *, found: str, done: str) -> QualityFinding:
    """Make a finding about the whole trial."""
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=None,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
