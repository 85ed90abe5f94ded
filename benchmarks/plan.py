"""What the clinical content and a plan cost, in CPU time of one process.

``python benchmarks/plan.py`` prints the table; ``--markdown FILE`` writes it between the marks of a
document. Loading is measured in new processes, since everything is read once a process.
"""

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from balance import Cost, median_cpu_s
from stopwatch import cpu_s

from restride.plan.cases.case_file import patient_of, read_case, results_in
from restride.plan.cases.worked_case import work_through
from restride.plan.lint.shelf import read_shelf
from restride.plan.proposing.proposal import propose_plan
from restride.validation import write_section

CASES = Path(__file__).resolve().parents[1] / "examples" / "cases"
#: Imports everything a plan is proposed with and reads every file of content.
_LOAD = """
import restride.plan.proposing.proposal
from restride.plan.lint.shelf import read_shelf
read_shelf()
"""


def costs() -> list[Cost]:
    """Measure loading, one plan, and one whole case."""
    read_shelf()
    cases = sorted(CASES.glob("*.yaml"))
    return [
        Cost(
            what="import of what proposes plans, and load of all content",
            cpu_s=_new_process_s(_LOAD) - _new_process_s("pass"),
            most_cpu_s=0.3,
            note="less the start of Python; median of 7 processes",
        ),
        Cost(
            what="a plan for one person, slowest of the example cases",
            cpu_s=max(_of_case(path, _plan) for path in cases),
            most_cpu_s=0.02,
            note=f"{len(cases)} cases",
        ),
        Cost(
            what="a whole case: scores, meanings, changes, findings, falls, goals, plan",
            cpu_s=max(_of_case(path, _whole) for path in cases),
            note="slowest of the cases, without reading recordings",
        ),
    ]


def _new_process_s(code: str) -> float:
    """Tell the CPU time of a new process: the median, so that one slow start does not count.

    With cached bytecode, as an installed package has it.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for _ in range(7):
        before_s = cpu_s()
        subprocess.run([sys.executable, "-c", code], check=True, env=env)
        found.append(cpu_s() - before_s)
    return statistics.median(found)


def _of_case(path: Path, call: Callable[[Path], Callable[[], object]]) -> float:
    return median_cpu_s(call(path), calls_count=5, repeats_count=5)


def _plan(path: Path) -> Callable[[], object]:
    case = read_case(path)
    patient, results = patient_of(case), results_in(case)
    findings = work_through(case, folder=path.parent).findings
    return lambda: propose_plan(patient, day=case.day, findings=findings, results=results)


def _whole(path: Path) -> Callable[[], object]:
    case = read_case(path)
    return lambda: work_through(case, folder=path.parent)


def table(found: list[Cost]) -> str:
    """Write the costs as a table in Markdown."""
    head = ("the clinical mind", "CPU", "must", "reached", "")
    rows = [head, ("---",) * len(head), *(each.cells for each in found)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", type=Path, help="write the table into this document")
    options = parser.parse_args()
    text = table(costs())
    if options.markdown is not None:
        write_section(options.markdown, text, name="plan-benchmark")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
