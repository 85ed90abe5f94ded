"""Values that are none: missing, infinite, standing still, at the end of the range."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import SignalNotUsable, SignalTooShort
from restride.recording.checks.finding import Checked, finding
from restride.recording.pieces import LONGEST_BRIDGED_GAP_S, usable_samples
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.recording.units_fit import gravity_share
from restride.terms import Severity

#: Less says nothing about anybody. House choice.
SHORTEST_S: Final = 1.0
#: Gravity is at least 0.70 of what backs and feet measure, slow or fast; without it at most 0.38
#: stays. Chosen between: docs/decisions/0006-gravity-must-be-there.md
_LEAST_GRAVITY_SHARE: Final = 0.45
#: A signal that stands still this long after moving was not measured. House choice: sensors repeat
#: a value for a sample or two, a body in motion never for a fifth of a second.
_STILL_S: Final = 0.2
_STILL_SAMPLES: Final = 5
#: Moving: this much change in the tenth of a second before standing still, and from the last still
#: sample to the next. House choice: a body comes to rest and starts more smoothly.
_MOVING_MPS2: Final = 0.5
_BEFORE_S: Final = 0.1
#: More of a recording than this standing still is a coarse sensor at rest. House choice.
_DROPOUT_SHARE: Final = 0.1
#: So many neighbouring samples at the very same extreme are a cut-off peak. House choice.
_FLAT_TOP_SAMPLES: Final = 3
#: No sensor for walking has a smaller range: below, equal extremes are a coarse resolution.
_SMALLEST_RANGE_MPS2: Final = 18.0
_SMALLEST_RANGE_DPS: Final = 200.0
#: Beyond these no inertial sensor measures: 10 000 g, and 100 000 deg/s. House choice.
_LARGEST_MPS2: Final = 1e5
_LARGEST_DPS: Final = 1e5
_SIDE_BY_SIDE: Final = 64
#: Findings with their own span; more are told together.
_MOST_SPANS: Final = 20


def refuse_unusable(
    sensors: Sequence[Sensor], findings: list[QualityFinding]
) -> tuple[Sensor, ...]:
    """Leave out sensors that carry nothing; refuse where none is left."""
    faults = [(sensor, _fault(sensor)) for sensor in sensors]
    usable = tuple(sensor for sensor, fault in faults if fault is None)
    for sensor, fault in faults:
        if fault is None:
            continue
        if not usable:
            raise fault
        findings.append(
            finding(
                "missing-values",
                sensor,
                severity=Severity.SERIOUS,
                found=str(fault),
                done="The sensor was left out.",
            )
        )
    if not sensors:
        raise SignalNotUsable(
            "At least one sensor is needed, and the recording has none. Read another file."
        )
    return usable


def _fault(sensor: Sensor) -> SignalNotUsable | SignalTooShort | None:
    duration_s = sensor.clock.duration_s
    if duration_s < SHORTEST_S:
        return SignalTooShort(
            duration_s=duration_s, needed_s=SHORTEST_S, analysis=f"Any analysis of {sensor.name}"
        )
    acceleration = sensor.acceleration_mps2
    # Most recordings move within their first samples: only the others are looked at as a whole.
    if moves(acceleration[:1000]) or moves(acceleration):
        return _fault_of_gravity(sensor)
    if not np.isfinite(acceleration).all(axis=1).any():
        return SignalNotUsable(
            f"Numbers are needed, and none of the {len(acceleration)} samples of {sensor.name} "
            "holds one. Check the export or the sensor, and record again."
        )
    return SignalNotUsable(
        f"A signal that moves is needed, and {sensor.name} stands at one value in all "
        f"{len(acceleration)} samples. Check the export or the sensor, and record again."
    )


def _fault_of_gravity(sensor: Sensor) -> SignalNotUsable | None:
    share = gravity_share(sensor.acceleration_mps2, sampling_rate_hz=sensor.clock.sampling_rate_hz)
    if share is None or share > _LEAST_GRAVITY_SHARE:
        return None
    return SignalNotUsable(
        f"Acceleration with gravity in it is needed, to know which way is up; in {sensor.name} "
        f"what stays over some steps is {share:.0%} of the signal, and gravity alone is more. "
        "Export the acceleration as measured, not the 'linear' one, and check which columns were "
        "read."
    )


def moves(signal: FloatArray) -> bool:
    """Tell whether any whole sample differs from the first."""
    finite = signal[np.isfinite(signal).all(axis=1)]
    return len(finite) > 0 and bool(np.any(finite != finite[0]))


def check_values(sensor: Sensor) -> Checked:
    """Look at every value once, and more closely only where something is odd."""
    findings: list[QualityFinding] = []
    extremes = _Extremes()
    sensor = _without_impossible(sensor, findings, extremes)
    _say_missing(sensor, findings)
    sensor = _without_dropouts(sensor, findings)
    findings.extend(_flat_tops(sensor, extremes))
    return Checked(sensor=sensor, findings=tuple(findings))


def _without_impossible(
    sensor: Sensor, findings: list[QualityFinding], extremes: "_Extremes"
) -> Sensor:
    acceleration, impossible_count = _possible(sensor.acceleration_mps2, _LARGEST_MPS2, extremes)
    turning = sensor.angular_velocity_dps
    if turning is not None:
        turning, more_count = _possible(turning, _LARGEST_DPS, extremes)
        impossible_count += more_count
    if not impossible_count:
        return sensor
    findings.append(
        finding(
            "infinite-values",
            sensor,
            severity=Severity.WARNING,
            found=f"{impossible_count} samples hold infinities, or numbers beyond any sensor.",
            done="They were taken as missing.",
        )
    )
    return replace(sensor, acceleration_mps2=acceleration, angular_velocity_dps=turning)


def _possible(signal: FloatArray, largest: float, extremes: "_Extremes") -> tuple[FloatArray, int]:
    """Take what no sensor measures as missing; without a copy where there is none."""
    highest, lowest = extremes.of(signal)
    if not (highest.max() > largest or lowest.min() < -largest):
        return signal, 0
    impossible = np.abs(signal) > largest
    repaired = np.where(impossible, signal.dtype.type(np.nan), signal)
    return repaired, int(np.count_nonzero(impossible.any(axis=1)))


def _say_missing(sensor: Sensor, findings: list[QualityFinding]) -> None:
    usable = usable_samples(sensor)
    if usable is None:
        return
    spans = runs(~usable)
    rate_hz = sensor.clock.sampling_rate_hz
    is_long = (spans[:, 1] - spans[:, 0]) / rate_hz > LONGEST_BRIDGED_GAP_S
    short, long = spans[~is_long], spans[is_long]
    if len(short):
        missing_count = int((short[:, 1] - short[:, 0]).sum())
        findings.append(
            finding(
                "missing-values",
                sensor,
                severity=Severity.NOTE,
                found=f"{missing_count} samples in {len(short)} places hold no number.",
                done=f"Stretches up to {LONGEST_BRIDGED_GAP_S:g} s were bridged by interpolation.",
            )
        )
    findings.extend(
        _spans_told(
            "missing-values",
            sensor,
            long,
            what="hold no number",
            done="The recording was split there; what lies in it was not analysed.",
        )
    )


def _spans_told(
    code: str, sensor: Sensor, spans: SampleArray, *, what: str, done: str
) -> list[QualityFinding]:
    """Tell each span, or all together where they are many."""
    times_s = sensor.clock.times_s if len(spans) else np.empty(0)
    told = [
        finding(
            code,
            sensor,
            severity=Severity.WARNING,
            span_s=(
                float(times_s[start]),
                float(times_s[end - 1]) + 1 / sensor.clock.sampling_rate_hz,
            ),
            found=f"{end - start} samples from {times_s[start]:.2f} s on {what}.",
            done=done,
        )
        for start, end in spans[:_MOST_SPANS]
    ]
    if len(spans) > _MOST_SPANS:
        rest = spans[_MOST_SPANS:]
        told.append(
            finding(
                code,
                sensor,
                severity=Severity.WARNING,
                span_s=(float(times_s[rest[0, 0]]), float(times_s[rest[-1, 1] - 1])),
                found=f"{int((rest[:, 1] - rest[:, 0]).sum())} samples in {len(rest)} more "
                f"places {what}.",
                done=done,
            )
        )
    return told


def _without_dropouts(sensor: Sensor, findings: list[QualityFinding]) -> Sensor:
    spans = _dropouts(sensor)
    if not len(spans):
        return sensor
    findings.extend(
        _spans_told(
            "dropout",
            sensor,
            spans,
            what="stand still at one value in the middle of movement",
            done="They were taken as missing; the recording was split there.",
        )
    )
    rows = np.concatenate([np.arange(start, end) for start, end in spans])
    acceleration = sensor.acceleration_mps2.copy()
    acceleration[rows] = np.nan
    gyroscope = sensor.angular_velocity_dps
    if gyroscope is not None:
        gyroscope = gyroscope.copy()
        gyroscope[rows] = np.nan
    return replace(sensor, acceleration_mps2=acceleration, angular_velocity_dps=gyroscope)


def _dropouts(sensor: Sensor) -> SampleArray:
    """Find runs of equal samples, in all axes, that begin out of movement."""
    acceleration = sensor.acceleration_mps2
    axis = acceleration[:, 0]
    is_same = axis[1:] == axis[:-1]
    candidates = np.flatnonzero(is_same)
    for signal in (acceleration, sensor.angular_velocity_dps):
        if signal is not None and len(candidates):
            same = (signal[candidates + 1] == signal[candidates]).all(axis=1)
            candidates = candidates[same]
    shortest = max(_STILL_SAMPLES, round(_STILL_S * sensor.clock.sampling_rate_hz))
    if len(candidates) < shortest - 1:
        return np.empty((0, 2), dtype=np.intp)
    frozen = np.zeros(len(acceleration), dtype=bool)
    frozen[candidates + 1] = True
    spans = runs(frozen)
    spans = spans[spans[:, 1] - spans[:, 0] >= shortest - 1]
    if (spans[:, 1] - spans[:, 0]).sum() > _DROPOUT_SHARE * len(acceleration):
        # So much stillness is a coarse or noiseless sensor at rest.
        return np.empty((0, 2), dtype=np.intp)
    lead_samples = max(4, round(_BEFORE_S * sensor.clock.sampling_rate_hz))
    is_dropout = [
        _is_out_of_movement(acceleration, int(start), int(end), lead_samples)
        for start, end in spans
    ]
    return np.asarray(spans[np.array(is_dropout, dtype=bool)], dtype=np.intp)


def _is_out_of_movement(
    acceleration_mps2: FloatArray, start: int, end: int, lead_samples: int
) -> bool:
    """Tell whether a signal moves up to where it stands still, and jumps where it goes on."""
    before = acceleration_mps2[max(0, start - lead_samples) : start]
    moved = len(before) > 2 and bool(np.nanmax(np.ptp(before, axis=0)) > _MOVING_MPS2)
    if not moved or end >= len(acceleration_mps2):
        return moved
    jump = np.abs(acceleration_mps2[end] - acceleration_mps2[end - 1])
    return bool(jump.max() > _MOVING_MPS2)


def _flat_tops(sensor: Sensor, extremes: "_Extremes") -> list[QualityFinding]:
    told = []
    for signal, smallest, what in (
        (sensor.acceleration_mps2, _SMALLEST_RANGE_MPS2, "acceleration"),
        (sensor.angular_velocity_dps, _SMALLEST_RANGE_DPS, "angular velocity"),
    ):
        if signal is None:
            continue
        tops = [
            _flat_top(signal[:, axis], float(extreme), smallest)
            for of_axes in extremes.of(signal)
            for axis, extreme in enumerate(of_axes)
        ]
        flat_count = sum(count for count, _ in tops)
        if flat_count:
            limit = max(value for count, value in tops if count)
            told.append(
                finding(
                    "saturation",
                    sensor,
                    severity=Severity.WARNING,
                    found=f"The {what} stands at the end of its range ({limit:.4g}) in "
                    f"{flat_count} samples.",
                    done="Nothing: peaks there are cut off, and lengths from them are too short.",
                )
            )
    return told


class _Extremes:
    """The highest and lowest of each axis, looked for once as long as a signal stays what it is."""

    def __init__(self) -> None:
        self._known: list[tuple[FloatArray, tuple[FloatArray, FloatArray]]] = []

    def of(self, signal: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Find them, missing samples aside, (3,) each."""
        for known, extremes in self._known:
            if known is signal:
                return extremes
        extremes = _per_axis(np.fmax, signal), _per_axis(np.fmin, signal)
        self._known.append((signal, extremes))
        return extremes


def _per_axis(reduce: np.ufunc, signal: FloatArray) -> FloatArray:
    """Reduce each axis; many samples side by side, which is ten times as fast as one by one."""
    wide = len(signal) // _SIDE_BY_SIDE * _SIDE_BY_SIDE
    ends = [signal[wide:]]
    if wide:
        rows = signal[:wide].reshape(-1, 3 * _SIDE_BY_SIDE)
        ends.append(reduce.reduce(rows, axis=0).reshape(-1, 3))
    extremes: FloatArray = reduce.reduce(np.concatenate(ends), axis=0)
    return extremes


def _flat_top(values: FloatArray, extreme: float, smallest: float) -> tuple[int, float]:
    """Count the samples in runs at the very extreme, and give its size."""
    if not abs(extreme) >= smallest:
        return 0, abs(float(extreme))
    at = np.flatnonzero(values == extreme)
    if len(at) < _FLAT_TOP_SAMPLES:
        return 0, abs(float(extreme))
    breaks = np.flatnonzero(np.diff(at) > 1)
    lengths = np.diff(np.concatenate([[-1], breaks, [len(at) - 1]]))
    return int(lengths[lengths >= _FLAT_TOP_SAMPLES].sum()), abs(float(extreme))


def runs(is_in: BoolArray) -> SampleArray:
    """List the half-open runs of True, (n_runs, 2)."""
    padded = np.concatenate([[False], is_in, [False]])
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
