"""Write the norms of quiet standing from the published values of each trial.

Run as ``python scripts/write_norms.py [normative_trials.csv]``; a test holds the table against the
file where it is there.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

PROJECT: Final = Path(__file__).parents[1]
TABLE: Final = PROJECT / "src/restride/balance/knowledge/norms.yaml"
TRIALS: Final = PROJECT / "../shared/data/balance/bds/normative_trials.csv"

#: Completed years, both ends included; nobody in the data is younger.
AGE_GROUPS_YEARS: Final = ((18, 39), (40, 59), (60, 69), (70, 85))
#: Fewer people make no 5th and 95th percentile.
FEWEST_PEOPLE_COUNT: Final = 20
#: Column of the file, key of the measure, its unit, and the scale from the file's centimetres.
MEASURES: Final = (
    ("COPvelo", "mean_velocity_mmps", "mm/s", 10.0),
    ("COParea", "sway_area_mm2", "mm2", 100.0),
    ("COPmfreq", "mean_frequency_hz", "Hz", 1.0),
)
HEAD: Final = """\
# Percentiles of quiet standing, computed from the published values of every trial.
# Made by scripts/write_norms.py; not edited by hand.
"""


def norms(path: Path) -> dict[str, Any]:
    """Compute the whole table from the file of trials."""
    with path.open(encoding="utf-8") as file:
        trials = list(csv.DictReader(file))
    return {
        "source": "santos2016",
        "population": "Adults from Brazil, measured in a laboratory; some had fallen in the last "
        "year, and their number stands beside each row.",
        "confidence": "Published values of each trial; one laboratory, one plate; percentiles of "
        "the group, not of a whole country.",
        "stance": "comfortable",
        "duration_s": 60.0,
        "sampling_rate_hz": 100.0,
        "filtered_hz": 10.0,
        "rows": list(_rows(trials)),
    }


def _rows(trials: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    for column, key, unit, scale in MEASURES:
        for eyes in ("open", "closed"):
            for surface in ("firm", "foam"):
                here = [
                    trial
                    for trial in trials
                    if (trial["Vision"].lower(), trial["Surface"].lower()) == (eyes, surface)
                ]
                for low_years, high_years in AGE_GROUPS_YEARS:
                    of_age = _by_person(here, low_years, high_years)
                    for trials_count in (1, 3):
                        row = _row(of_age, column, scale, trials_count)
                        yield {
                            "measure": key,
                            "unit": unit,
                            "eyes": eyes,
                            "surface": surface,
                            "from_years": low_years,
                            "to_years": high_years,
                            "trials_count": trials_count,
                            **row,
                        }


def _by_person(
    trials: list[dict[str, str]], low_years: int, high_years: int
) -> list[list[dict[str, str]]]:
    people: dict[str, list[dict[str, str]]] = defaultdict(list)
    for trial in trials:
        if low_years <= float(trial["Age"]) < high_years + 1:
            people[trial["Subject"]].append(trial)
    return list(people.values())


def _row(
    people: list[list[dict[str, str]]], column: str, scale: float, trials_count: int
) -> dict[str, Any]:
    """Sum up a group, each person once: the first trial, or the mean of three."""
    whole = [trials for trials in people if len(trials) >= trials_count]
    values = np.array(
        [np.mean([float(each[column]) for each in trials[:trials_count]]) for trials in whole]
    )
    counts = {
        "people_count": len(whole),
        "fallers_count": sum(float(trials[0]["Falls12m"]) > 0 for trials in whole),
    }
    if len(whole) < FEWEST_PEOPLE_COUNT:
        return counts
    low, middle, high = np.percentile(values * scale, (5, 50, 95))
    numbers = {
        "low": low,
        "middle": middle,
        "high": high,
        "mean": values.mean() * scale,
        "standard_deviation": values.std(ddof=1) * scale,
    }
    return {**counts, **{name: float(f"{value:.6g}") for name, value in numbers.items()}}


def table_text(path: Path) -> str:
    """Write the table as YAML, one row a line."""
    content = norms(path)
    rows = content.pop("rows")
    head = yaml.safe_dump(content, sort_keys=False, width=100)
    lines = [
        "- " + yaml.safe_dump(row, sort_keys=False, default_flow_style=True, width=10_000).strip()
        for row in rows
    ]
    return "\n".join([HEAD + head + "rows:", *lines]) + "\n"


def main() -> None:
    """Write the table into the package."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    TABLE.write_text(table_text(path), encoding="utf-8")
    print(f"Written: {TABLE}")


if __name__ == "__main__":
    main()
