"""The reading process: reads one upload under limits, says what it holds, and ends.

``python -m restride.recording.intake.child FOLDER``: the folder holds the upload under a neutral
name and ``request.json``. The answer is one line of JSON on standard output.
"""

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from restride.recording.intake.confinement import Confinement, begin_work, confine, read_whole
from restride.recording.intake.names import NEUTRAL_NAME

if TYPE_CHECKING:
    from restride.errors import RestrideError
    from restride.recording.readers.options import ReadOptions

REQUEST_NAME: Final = "request.json"
#: Longer files are read in parts where their format allows it. House choice.
_WHOLE_BYTES: Final = 12_000_000
_PART_S: Final = 300.0
#: Nobody looks through more trials of one file.
_MOST_TRIALS: Final = 1000


def main() -> int:
    """Read the upload in the folder named on the command line."""
    folder = Path(sys.argv[1])
    request = json.loads((folder / REQUEST_NAME).read_text(encoding="utf-8"))
    limits = Confinement(**request["limits"])
    sys.excepthook = _say_what_failed
    confine(limits, parent_id=request["parent_id"])
    _answer(_read(folder / NEUTRAL_NAME, request, limits))
    return 0


def _read(path: Path, request: dict[str, Any], limits: Confinement) -> dict[str, Any]:
    from restride.errors import RestrideError
    from restride.recording.checks import check_recording  # noqa: F401 - before the clock starts
    from restride.recording.intake.told_options import options_of

    begin_work(limits)
    try:
        return _told(path, options_of(request["options"]), limits)
    except RestrideError as error:
        return {"refused": _reason(error), "text": str(error)}
    except MemoryError:
        return {"refused": "too-much-memory", "text": ""}


def _told(path: Path, options: "ReadOptions", limits: Confinement) -> dict[str, Any]:
    from restride.recording.checks import check_recording
    from restride.recording.intake.told_recording import tell_parts, tell_trial
    from restride.recording.readers import find_reader, read_recordings, stream_recording

    reader = find_reader(path)
    if reader.stream is not None and path.stat().st_size > _WHOLE_BYTES:
        parts = stream_recording(path, options=options, block_s=_PART_S, format_name=reader.name)
        told = tell_parts(parts)
        return {"format": reader.name, "trials": [] if told is None else [told]}
    read_whole(limits)
    recordings = read_recordings(path, options=options, format_name=reader.name)
    return {
        "format": reader.name,
        "trials": [
            tell_trial(check_recording(each), is_checked=True) for each in recordings[:_MOST_TRIALS]
        ],
    }


def _reason(error: "RestrideError") -> str:
    from restride import errors

    reasons = (
        (errors.UnknownFormat, "no-recording"),
        (errors.RecordingTooLarge, "unpacks-too-large"),
        (errors.DamagedFile, "damaged"),
        (errors.OptionError, "options"),
        (errors.MissingDependency, "reader-failed"),
    )
    return next((reason for kind, reason in reasons if isinstance(error, kind)), "not-usable")


def _answer(answer: dict[str, Any]) -> None:
    """Write the answer and end at once: nothing of a large recording is taken apart first."""
    sys.stdout.write(json.dumps({**answer, "peak_bytes": _peak_bytes()}))
    sys.stdout.flush()


def _peak_bytes() -> int:
    """Tell the most memory this process has had; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def _say_what_failed(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Name the fault and its place in our code, and nothing of what the file holds."""
    place = "an unknown place"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "restride" in code.co_filename:
            place = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    is_memory = issubclass(kind, MemoryError)
    reason = "too-much-memory" if is_memory else "reader-failed"
    _answer({"refused": reason, "text": f"{kind.__name__} in {place}"})


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
