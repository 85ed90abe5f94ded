"""What was doubtful in landmarks, and what was done about it."""

from restride.arrays import BoolArray
from restride.gait.landmarks.forward import INNER_RATE_HZ, SideView
from restride.gait.landmarks.frames import Frames
from restride.gait.landmarks.swaps import Unswapped
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: So many frames under the wrong name are worth a warning. House choice.
_MANY_EXCHANGED_SHARE = 0.3
#: So much filled is worth a word. House choice.
_FILLED_SHARE = 0.01
#: So much that shows no whole person is worth a word. House choice.
_DOUBTFUL_SHARE = 0.05


def swap_findings(unswapped: Unswapped, *, name: str) -> tuple[QualityFinding, ...]:
    """Say where the legs were taken for each other."""
    if not unswapped.swaps_count:
        return ()
    share = float(unswapped.is_exchanged.mean())
    doubtful = share > _MANY_EXCHANGED_SHARE
    done = f"The legs were put back under their own names in {share:.0%} of the frames."
    if doubtful:
        done += " Which leg is the left one is not sure: sides may be exchanged throughout."
    return (
        QualityFinding(
            code="legs-swapped",
            severity=Severity.WARNING if doubtful else Severity.NOTE,
            sensor=name,
            start_s=None,
            end_s=None,
            found=f"The estimator went over to the other leg {unswapped.swaps_count} times.",
            done=done,
        ),
    )


def filling_findings(view: SideView, *, name: str) -> tuple[QualityFinding, ...]:
    """Say how much was filled, and how much could not be used."""
    share = float(view.is_filled.mean())
    if share < _FILLED_SHARE:
        return ()
    return (
        QualityFinding(
            code="missing-values",
            severity=Severity.NOTE if share < 0.2 else Severity.WARNING,
            sensor=name,
            start_s=None,
            end_s=None,
            found=f"Ankles or hips are not seen in {share:.0%} of the time, in short holes.",
            done="The holes were filled with straight lines; longer ones cut the walking.",
        ),
    )


def edge_findings(view: SideView, *, name: str) -> tuple[QualityFinding, ...]:
    """Say where a foot leaves the picture."""
    if not view.is_at_edge.any():
        return ()
    seconds = float(view.is_at_edge.sum()) / INNER_RATE_HZ
    return (
        QualityFinding(
            code="out-of-picture",
            severity=Severity.NOTE,
            sensor=name,
            start_s=None,
            end_s=None,
            found=f"For {seconds:.1f} s a foot is at the edge of the picture or beyond it.",
            done="Nothing was looked for there.",
        ),
    )


def doubtful_findings(is_shown: BoolArray, *, name: str) -> tuple[QualityFinding, ...]:
    """Say how much does not show one whole person from the side."""
    share = float(1.0 - is_shown.mean())
    if share < _DOUBTFUL_SHARE:
        return ()
    return (
        QualityFinding(
            code="landmarks-doubtful",
            severity=Severity.WARNING,
            sensor=name,
            start_s=None,
            end_s=None,
            found=f"{share:.0%} of the frames do not show one whole person from the side: the "
            "proportions are wrong, the body jumps, or it faces the camera.",
            done="Nothing was looked for there.",
        ),
    )


def feet_findings(frames: Frames, *, name: str) -> tuple[QualityFinding, ...]:
    """Say that only feet were seen."""
    if frames.origin_points:
        return ()
    return (
        QualityFinding(
            code="feet-only",
            severity=Severity.WARNING,
            sensor=name,
            start_s=None,
            end_s=None,
            found="Neither hips nor shoulders are seen beside the feet.",
            done="The middle of the body was taken as the even course between both ankles. How "
            "tall the person is in the picture, and seen from which side, was not checked.",
        ),
    )


def turns_finding(*, name: str) -> QualityFinding:
    """Say that turns were not looked for."""
    return QualityFinding(
        code="turns-not-seen",
        severity=Severity.NOTE,
        sensor=name,
        start_s=None,
        end_s=None,
        found="A turn about the vertical does not show in landmarks well enough to be measured.",
        done="No turns were looked for; where the person changes direction, the walking is cut.",
    )


def scale_finding(
    landmarks: Landmarks, *, height_m: float | None, is_scaled: bool
) -> tuple[QualityFinding, ...]:
    """Say what lengths rest on, and whether the picture's elements are known."""
    if not landmarks.is_flat:
        return ()
    if height_m is None:
        found = "The person's height is not known, so a picture cannot be turned into metres."
        done = "Step length, stride length, speed and distance are left out."
    else:
        found = "Lengths in a picture are scaled by the person's height."
        done = (
            f"The body seen was taken as {height_m:.2f} m tall. Steps across the picture's plane, "
            "and a lens near the person, make lengths wrong by several per cent."
        )
    if is_scaled:
        found += " The coordinates are parts of a picture, not picture elements."
        done += " Whether the person is large enough in the picture could not be checked."
    return (
        QualityFinding(
            code="picture-scale",
            severity=Severity.NOTE if height_m is not None else Severity.WARNING,
            sensor=landmarks.name,
            start_s=None,
            end_s=None,
            found=found,
            done=done,
        ),
    )
