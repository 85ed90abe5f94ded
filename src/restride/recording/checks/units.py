"""Whether gravity has its size, for recordings that did not come through a reader."""

from dataclasses import replace

from restride.recording.checks.finding import Checked, finding
from restride.recording.recording import Sensor
from restride.recording.units_fit import (
    ACCELERATION_SCALES_MPS2,
    acceleration_unit_of,
    middle_length,
)
from restride.terms import Severity


def check_units(sensor: Sensor) -> Checked:
    """Convert an acceleration that is clearly in g or mg, and say so; doubt where gravity lacks."""
    length_mps2 = middle_length(sensor.acceleration_mps2)
    fitting = acceleration_unit_of(length_mps2)
    if fitting == "mps2":
        return Checked(sensor=sensor)
    found = f"Gravity should be 9.81 m/s², and the middle length is {length_mps2:.3g}."
    if fitting is None:
        doubt = finding(
            "units-contradict",
            sensor,
            severity=Severity.SERIOUS,
            found=found,
            done="Nothing: it was taken as m/s². Was gravity taken out?",
        )
        return Checked(sensor=sensor, findings=(doubt,))
    scaled = sensor.acceleration_mps2 * ACCELERATION_SCALES_MPS2[fitting]
    said = finding(
        "units-contradict",
        sensor,
        severity=Severity.WARNING,
        found=found,
        done=f"It was read as {fitting}.",
    )
    return Checked(sensor=replace(sensor, acceleration_mps2=scaled), findings=(said,))
