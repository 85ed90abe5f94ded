"""The import self-check: what is doubtful in a recording, said before anything is measured."""

from restride.recording.checks.check import check_recording

__all__ = ["check_recording"]
