"""Rows of figures: what was measured, what came out, what it must be."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any


def row(what: str, *, got: str, must: str, is_reached: bool) -> dict[str, Any]:
    """Make one row."""
    return {"what": what, "got": got, "must": must, "is_reached": is_reached}


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Write rows as a table in Markdown."""
    lines = ["| what | got | must | |", "|---|---|---|---|"]
    for each in rows:
        mark = "reached" if each["is_reached"] else "**missed**"
        lines.append(f"| {each['what']} | {each['got']} | {each['must']} | {mark} |")
    return "\n".join(lines)


def run(measure: Callable[[int], list[dict[str, Any]]], *, times: int) -> None:
    """Measure as a program: print the table, and end with 1 where a figure is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=times)
    rows = measure(parser.parse_args().times)
    print(table(rows))
    sys.exit(0 if all(each["is_reached"] for each in rows) else 1)
