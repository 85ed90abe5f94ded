"""Both feet brought to one time, and what was done said aloud."""

from dataclasses import replace

from restride.gait.feet.clocks import ClockLine, find_clock_line
from restride.gait.feet.foot import Foot
from restride.gait.feet.settings import FeetSettings
from restride.gait.feet.strides import steps_among
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: What is a time in the swings of a foot.
_TIMES = ("rest_before_s", "rest_after_s", "push_off_s", "final_contact_s", "initial_contact_s")


def on_one_clock(
    feet: list[Foot], *, settings: FeetSettings
) -> tuple[list[Foot], list[QualityFinding]]:
    """Bring the right foot's times to the left foot's clock where the two do not agree.

    Raises
    ------
    ClocksDisagree
        Where that cannot be done.
    """
    if len(feet) < 2:
        return feet, []
    left, right = feet
    line = find_clock_line(
        steps_among(left.swings, settings=settings.swings),
        steps_among(right.swings, settings=settings.swings),
        settings=settings.clocks,
    )
    if line is None:
        return feet, []
    return [left, _moved(right, line)], [_said(right, line)]


def _moved(foot: Foot, line: ClockLine) -> Foot:
    times = {name: line.to_left(getattr(foot.swings, name)) for name in _TIMES}
    return replace(foot, swings=replace(foot.swings, **times), gaps_s=line.to_left(foot.gaps_s))


def _said(foot: Foot, line: ClockLine) -> QualityFinding:
    return QualityFinding(
        code="clock-drift",
        severity=Severity.WARNING,
        sensor=foot.sensor,
        start_s=None,
        end_s=None,
        found=f"The clocks of the two feet differ: the right foot's is {-line.offset_s:+.2f} s off "
        f"the left foot's in the middle of the walking and gains {-line.drift_ratio * 3600:+.2f} s "
        "an hour on it.",
        done="The right foot's times were brought to the left foot's clock so that the feet swing "
        "in turn, each in the middle of the other's stride; differences in time between "
        "the steps of the left and the right cannot be told.",
    )
