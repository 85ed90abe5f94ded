"""Checks on landmarks and joint angles: what was not seen, or was not the person, is NaN and said.

Decision: docs/decisions/0071-landmarks-that-are-none.md
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from restride.arrays import BoolArray
from restride.errors import SignalNotUsable, SignalTooShort
from restride.recording.checks.clock import uneven
from restride.recording.checks.finding import finding
from restride.recording.checks.landmark_frames import say_unseen, without_edge, without_frozen
from restride.recording.checks.landmark_jumps import without_jumps
from restride.recording.checks.landmark_size import LEAST_HEIGHT_SHARE, too_small
from restride.recording.checks.values import SHORTEST_S, runs
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: Positions beyond these are none, in metres or picture elements. House choice.
_LARGEST: Final = 1e6
#: Slower pictures miss the contacts of the feet. House choice: 15 frames a second, with room for a
#: video that says 15 and has 14.9.
_LOWEST_RATE_HZ: Final = 14.5
_Track = TypeVar("_Track", Landmarks, JointAngles)


def check_landmarks(
    tracks: Sequence[Landmarks], findings: list[QualityFinding], *, has_others: bool = False
) -> tuple[Landmarks, ...]:
    """Check all landmarks of a recording; those that carry nothing are left out.

    Parameters
    ----------
    findings
        What is doubtful is added to it.
    has_others
        Whether the recording holds something besides.

    Raises
    ------
    SignalTooShort, SignalNotUsable
        Where no track carries anything, and nothing else was recorded.
    """
    usable = _usable(tracks, findings, has_others=has_others)
    return tuple(_checked(each, findings) for each in usable)


def check_joint_angles(
    tracks: Sequence[JointAngles], findings: list[QualityFinding], *, has_others: bool = False
) -> tuple[JointAngles, ...]:
    """Check all joint angles of a recording; those that carry nothing are left out.

    Raises
    ------
    SignalTooShort, SignalNotUsable
        Where no track carries anything, and nothing else was recorded.
    """
    usable = _usable(tracks, findings, has_others=has_others)
    for track in usable:
        missing = runs(np.asarray(~np.isfinite(track.angles_deg).any(axis=1)))
        findings.extend(uneven(track))
        if len(missing):
            findings.append(
                finding(
                    "missing-values",
                    track,
                    severity=Severity.NOTE,
                    found=f"{int((missing[:, 1] - missing[:, 0]).sum())} samples in "
                    f"{len(missing)} places hold no angle.",
                    done="Nothing: they are gaps.",
                )
            )
    return usable


def _usable(
    tracks: Sequence[_Track], findings: list[QualityFinding], *, has_others: bool
) -> tuple[_Track, ...]:
    faults = [(track, _fault(track)) for track in tracks]
    usable = tuple(track for track, fault in faults if fault is None)
    for track, fault in faults:
        if fault is None:
            continue
        if not usable and not has_others:
            raise fault
        findings.append(
            finding(
                "missing-values",
                track,
                severity=Severity.SERIOUS,
                found=str(fault),
                done="The track was left out.",
            )
        )
    return usable


def _fault(track: Landmarks | JointAngles) -> SignalNotUsable | SignalTooShort | None:
    if track.clock.duration_s < SHORTEST_S:
        return SignalTooShort(
            duration_s=track.clock.duration_s,
            needed_s=SHORTEST_S,
            analysis=f"Any analysis of {track.name}",
        )
    values = track.positions if isinstance(track, Landmarks) else track.angles_deg
    columns = np.asarray(values, dtype=float).reshape(len(values), -1)
    is_seen = np.isfinite(columns)
    what = "points" if isinstance(track, Landmarks) else "angles"
    if not is_seen.any():
        return SignalNotUsable(
            f"A person is needed, and none of the {len(values)} frames of {track.name} holds "
            f"{what}. Check the estimator on the video, and export again."
        )
    low = np.where(is_seen, columns, np.inf).min(axis=0)
    high = np.where(is_seen, columns, -np.inf).max(axis=0)
    if not np.any(high > low):
        return SignalNotUsable(
            f"A person who moves, at least as anybody does who stands, is needed, and all {what} "
            f"of {track.name} keep one value in its {len(values)} frames. Check the estimator: it "
            "repeated one frame."
        )
    return None


def _checked(landmarks: Landmarks, findings: list[QualityFinding]) -> Landmarks:
    landmarks = _without_impossible(landmarks, findings)
    landmarks = without_edge(landmarks, findings)
    landmarks = without_frozen(landmarks, findings)
    landmarks = without_jumps(landmarks, findings)
    say_unseen(landmarks, findings)
    _say_small(landmarks, findings)
    _say_slow(landmarks, findings)
    findings.extend(uneven(landmarks))
    return landmarks


def _without_impossible(landmarks: Landmarks, findings: list[QualityFinding]) -> Landmarks:
    with np.errstate(invalid="ignore"):
        impossible: BoolArray = np.asarray((np.abs(landmarks.positions) > _LARGEST).any(axis=2))
    if not impossible.any():
        return landmarks
    findings.append(
        finding(
            "infinite-values",
            landmarks,
            severity=Severity.WARNING,
            found=f"{int(impossible.sum())} points hold infinities, or numbers beyond any "
            "position.",
            done="They were taken as not seen.",
        )
    )
    positions = np.where(impossible[:, :, None], np.nan, landmarks.positions)
    return replace(landmarks, positions=positions)


def _say_small(landmarks: Landmarks, findings: list[QualityFinding]) -> None:
    how_small = too_small(landmarks)
    if how_small is not None:
        findings.append(
            finding(
                "person-small",
                landmarks,
                severity=Severity.SERIOUS,
                found=f"The person is {how_small}; at least {LEAST_HEIGHT_SHARE:.0%} is needed.",
                done="Walking is not measured from a person so small, and the rest is coarse. Move "
                "the camera nearer.",
            )
        )


def _say_slow(landmarks: Landmarks, findings: list[QualityFinding]) -> None:
    rate_hz = landmarks.clock.sampling_rate_hz
    if rate_hz < _LOWEST_RATE_HZ:
        findings.append(
            finding(
                "rate-low",
                landmarks,
                severity=Severity.WARNING,
                found=f"There are {rate_hz:.3g} frames a second; movements of the feet need at "
                "least 15.",
                done="Nothing: times are less certain.",
            )
        )
