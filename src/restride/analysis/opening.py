"""Files to recordings: one file a recording or several trials, several files one recording."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from restride.errors import OptionError, TrialNotFound
from restride.recording.readers import ReadOptions, read_recordings
from restride.recording.recording import Recording


def read_trials(
    paths: Sequence[Path], *, options: ReadOptions | None = None, format_name: str | None = None
) -> tuple[Recording, ...]:
    """Read one file with all its trials, or several files as one recording."""
    options = options or ReadOptions()
    if len(paths) == 1:
        return read_recordings(paths[0], options=options, format_name=format_name)
    _refuse_repeated(paths)
    if len(options.placements) not in (0, len(paths)):
        raise OptionError(
            f"Several files need one placement each: {len(paths)} files and "
            f"{len(options.placements)} placements were given. Repeat --placement for every file, "
            "in the order of the files."
        )
    parts = []
    for position, path in enumerate(paths):
        of_file = replace(options, placements=options.placements[position : position + 1])
        parts.append(_only_trial(path, options=of_file, format_name=format_name))
    from restride.recording.joining import join_files

    return (join_files(parts),)


def read(
    *paths: str | Path,
    options: ReadOptions | None = None,
    format_name: str | None = None,
) -> Recording:
    """Read one recording; several files go together as one.

    Raises
    ------
    TrialNotFound
        The file holds several trials, and ``options.trial`` names none.
    """
    if not paths:
        raise OptionError("At least one file is needed, and none was named. Name a recording.")
    trials = read_trials([Path(path) for path in paths], options=options, format_name=format_name)
    return _one(trials, path=Path(paths[0]))


def _only_trial(path: Path, *, options: ReadOptions, format_name: str | None) -> Recording:
    return _one(read_recordings(path, options=options, format_name=format_name), path=path)


def _one(trials: tuple[Recording, ...], *, path: Path) -> Recording:
    if len(trials) != 1:
        names = ", ".join(trial.name for trial in trials)
        raise TrialNotFound(
            f"One trial is needed here, and {path.name} holds {len(trials)}: {names}. Name one "
            "with --trial (in the library: ReadOptions(trial=...))."
        )
    return trials[0]


def _refuse_repeated(paths: Sequence[Path]) -> None:
    for path in paths:
        if list(paths).count(path) > 1:
            raise OptionError(
                f"Several files go together as one recording, and {path} was named twice. Name "
                "each file once."
            )
