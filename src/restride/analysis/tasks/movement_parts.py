"""What the tasks of movement share: which part of a recording answers, and what is doubtful."""

from collections.abc import Sequence

from restride.errors import MissingChannel
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Track
from restride.terms import Severity


def version() -> str:
    """Tell which version of Restride this is."""
    import restride

    return restride.__version__


def seen_well(recording: Recording, *, task: str) -> Recording:
    """Check a recording, and refuse to measure somebody too small in the picture.

    Raises
    ------
    SignalNotUsable
        The person is too small, or nothing was recorded.
    """
    from restride.recording.checks import check_recording
    from restride.recording.checks.landmark_size import refuse_small_person

    checked = check_recording(recording)
    for landmarks in checked.landmarks[:1]:
        refuse_small_person(landmarks, analysis=task)
    return checked


def unseen_findings(
    unseen_s: Sequence[tuple[float, float]], *, name: str, what: str
) -> tuple[QualityFinding, ...]:
    """Say where the person was not seen for long, and that nothing was counted there."""
    return tuple(
        QualityFinding(
            code="not-seen",
            severity=Severity.WARNING,
            sensor=name,
            start_s=start_s,
            end_s=end_s,
            found=f"What is counted on was not seen for {end_s - start_s:.2f} s.",
            done=f"No {what} is counted across it.",
        )
        for start_s, end_s in unseen_s
    )


def bridged_findings(
    bridged_s: Sequence[tuple[float, float]], *, name: str, what: str
) -> tuple[QualityFinding, ...]:
    """Say which longer gaps were bridged by a straight line."""
    return tuple(
        QualityFinding(
            code="not-seen",
            severity=Severity.NOTE,
            sensor=name,
            start_s=start_s,
            end_s=end_s,
            found=f"What is counted on was not seen for {end_s - start_s:.2f} s, less than half of "
            f"this person's {what}.",
            done="The gap was bridged by a straight line; times near it are less sure.",
        )
        for start_s, end_s in bridged_s
    )


def left_out_finding(code: str, *, name: str, found: str, done: str) -> QualityFinding:
    """Say what was seen and not counted."""
    return QualityFinding(
        code=code,
        severity=Severity.NOTE,
        sensor=name,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )


def chosen_finding(chosen: Track, tracks: Sequence[Track]) -> tuple[QualityFinding, ...]:
    """Say which part was taken where several could answer; empty where only one could."""
    others = [track.name for track in tracks if track is not chosen]
    if not others:
        return ()
    return (
        QualityFinding(
            code="source-chosen",
            severity=Severity.NOTE,
            sensor=chosen.name,
            start_s=None,
            end_s=None,
            found=f"Beside '{chosen.name}' the recording holds {', '.join(others)}.",
            done=f"'{chosen.name}' was taken.",
        ),
    )


def picture_findings(landmarks: Landmarks, *, scale_words: str | None) -> list[QualityFinding]:
    """Say what rests on the camera; empty for landmarks in space."""
    if not landmarks.is_flat:
        return []
    level = left_out_finding(
        "camera-level-assumed",
        name=landmarks.name,
        found="The picture does not say how the camera stands.",
        done="It was taken as level: a camera rolled by one degree turns every angle against the "
        "vertical by one degree.",
    )
    if scale_words is None:
        return [level]
    scale = left_out_finding(
        "picture-scale",
        name=landmarks.name,
        found=f"Metres in the picture: {scale_words}.",
        done="People of one height differ by some 5 % in these lengths, and so may every length.",
    )
    return [level, scale]


def nothing_to_look_at(recording: Recording, *, task: str, needs: str) -> MissingChannel:
    """Say what a task needs, and what the recording has instead."""
    has = ", ".join(sorted({_kind_of(track) for track in recording.tracks})) or "nothing"
    return MissingChannel(
        f"{task} needs {needs}, and the recording has {has}. Give a recording with one of them, or "
        "another --task."
    )


def _kind_of(track: Track) -> str:
    placement = getattr(track, "placement", None)
    return f"a sensor at {placement}" if placement else str(track.marks[0]).replace("-", " ")
