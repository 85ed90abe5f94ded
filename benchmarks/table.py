"""The results as tables in Markdown."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accuracy import PeerFigures
from jobs import Job
from processes import Outcome

from restride.validation.figures import MeasuredFigure, figure_definitions, must, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A job and what it cost, once for each process that was started for it."""

    job: Job
    outcomes: tuple[Outcome, ...]

    @property
    def stopped(self) -> str | None:
        """Why it was stopped, where it was."""
        return next((each.stopped for each in self.outcomes if each.stopped), None)

    @property
    def cpu_s(self) -> float | None:
        """Median CPU time of what counts, the first of several calls left out."""
        if self.stopped:
            return None
        if self.job.part is None:
            return _median([each.cpu_s for each in self.outcomes])
        calls = self.outcomes[0].parts.get(self.job.part, [])
        return _median(calls[1:] or calls)

    @property
    def first_cpu_s(self) -> float | None:
        """CPU time of the first call, with all that it loads or compiles."""
        calls = self.outcomes[0].parts.get(self.job.part or "", [])
        return calls[0] if len(calls) > 1 and not self.stopped else None

    @property
    def peak_mb(self) -> float | None:
        """Most memory of any of its processes."""
        peaks = [each.peak_mb for each in self.outcomes if each.peak_mb is not None]
        return max(peaks, default=None)


def speed_table(lines: Sequence[Line]) -> str:
    """Write what everything costs."""
    head = ("task", "length", "program", "CPU s", "first call", "peak MB", "must", "reached", "")
    rows = [head, ("---",) * len(head)]
    for line in lines:
        job = line.job
        rows.append(
            (
                job.task,
                job.length,
                job.program,
                _number(line.cpu_s, 2),
                _number(line.first_cpu_s, 2),
                _number(line.peak_mb, 0),
                _must(job),
                _reached(line),
                _remark(line),
            )
        )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def accuracy_table(ours: Mapping[str, MeasuredFigure], peers: Sequence[PeerFigures]) -> str:
    """Write our figures and those of the peers, all measured by the same code."""
    head = ("what", "must", "restride", *(peer.name for peer in peers))
    rows = [head, ("---",) * len(head)]
    for definition in figure_definitions():
        values = [peer.figures.get(definition.key) for peer in peers]
        if not any(values):
            continue
        cells = (shown(definition, each.value if each else None) for each in values)
        figure = ours.get(definition.key)
        own = shown(definition, figure.value if figure else None)
        title = f"{definition.group}: {definition.title}"
        rows.append((title, must(definition), own, *cells))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _must(job: Job) -> str:
    wanted = []
    if job.most_cpu_s is not None:
        wanted.append(f"<= {job.most_cpu_s:g} s")
    if job.most_peak_mb is not None:
        wanted.append(f"<= {job.most_peak_mb:.0f} MB")
    return ", ".join(wanted) or "-"


def _reached(line: Line) -> str:
    job, verdicts = line.job, []
    if job.most_cpu_s is not None:
        verdicts.append(line.cpu_s is not None and round(line.cpu_s, 2) <= job.most_cpu_s)
    if job.most_peak_mb is not None:
        verdicts.append(line.peak_mb is not None and line.peak_mb <= job.most_peak_mb)
    if not verdicts:
        return "-"
    return "yes" if all(verdicts) and not line.stopped else "no"


def _remark(line: Line) -> str:
    if line.stopped:
        return line.stopped
    remarks = [line.job.note] if line.job.note else []
    if line.job.part is None:
        wall_s = _median([each.wall_s for each in line.outcomes])
        remarks.append(f"{_number(wall_s, 2)} s by the clock on the wall")
    before_mb = line.outcomes[0].notes.get("peak_before_mb")
    if before_mb is not None:
        remarks.append(f"{before_mb:.0f} MB of it the recording and the interpreter")
    return ", ".join(remarks)


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _number(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:.{decimals}f}"
