"""People measured the same way: percentiles beside a number, or why there are none.

Source: computed from the published values of each trial of Santos and Duarte 2016 [santos2016] by
``scripts/write_norms.py``.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from restride.balance.conditions import StandingCondition
from restride.terms import Eyes, Stance, Surface

#: A trial of 60 s may be this much longer or shorter. House choice: docs/decisions/0083-norms.md
_DURATION_WITHIN_S: Final = 1.0
#: Clocks of plates are this exact. House choice: docs/decisions/0083.
_RATE_WITHIN_SHARE: Final = 0.01
#: Low-pass that the writers of a format have put on its signals. [santos2016]
FILTER_OF_FORMAT_HZ: Final[dict[str, float]] = {"bds-text": 10.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredHow:
    """What decides whether two numbers can be compared."""

    condition: StandingCondition
    age_years: float | None
    duration_s: float
    sampling_rate_hz: float
    #: Low-pass of the recording; None where nobody says.
    filtered_hz: float | None
    trials_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a group of people showed."""

    #: 5th, 50th and 95th percentile, in the unit of the measure.
    low: float
    middle: float
    high: float
    people_count: int
    group: str
    source: str


@cache
def norms_table() -> dict[str, Any]:
    """Read the table that ships with the package."""
    import yaml

    text = files("restride.balance").joinpath("knowledge/norms.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


def normed_keys() -> tuple[str, ...]:
    """List the keys of the measures that norms are known of."""
    return tuple(dict.fromkeys(row["measure"] for row in norms_table()["rows"]))


def find_norm(key: str, how: MeasuredHow) -> Norm | str:
    """Find the group that a number can stand beside, or say why there is none.

    Returns
    -------
    Norm | str
        The reason begins with "no comparable norm" and names everything that differs.
    """
    table = norms_table()
    rows = [row for row in table["rows"] if row["measure"] == key]
    if not rows:
        return f"no comparable norm: none of {key} is known to us"
    differing = [*_device_differs(how, table), *_person_differs(how, rows)]
    if differing:
        return "no comparable norm: " + "; ".join(differing)
    row = next(row for row in rows if _fits(row, how))
    ages = f"{row['from_years']} to {row['to_years']} years"
    if "low" not in row:
        return f"no comparable norm: only {row['people_count']} people of {ages} were measured"
    mean_of = "the mean of 3 trials" if row["trials_count"] == 3 else "one trial"
    return Norm(
        low=row["low"],
        middle=row["middle"],
        high=row["high"],
        people_count=row["people_count"],
        group=f"{ages}, {row['people_count']} people, {mean_of} of {table['duration_s']:g} s; "
        f"{row['fallers_count']} of them had fallen in the last year",
        source=table["source"],
    )


def _device_differs(how: MeasuredHow, table: dict[str, Any]) -> list[str]:
    differing = []
    if abs(how.duration_s - table["duration_s"]) > _DURATION_WITHIN_S:
        differing.append(
            f"{how.duration_s:.1f} s were measured, and the norm is of {table['duration_s']:g} s"
        )
    rate_hz = table["sampling_rate_hz"]
    if abs(how.sampling_rate_hz - rate_hz) > _RATE_WITHIN_SHARE * rate_hz:
        differing.append(f"{how.sampling_rate_hz:g} Hz, and the norm is of {rate_hz:g} Hz")
    wanted_hz = table["filtered_hz"]
    if how.filtered_hz is None:
        differing.append(f"the filter is not stated, and the norm's is {wanted_hz:g} Hz")
    elif how.filtered_hz != wanted_hz:
        differing.append(f"a filter of {how.filtered_hz:g} Hz, and the norm's is {wanted_hz:g} Hz")
    return differing


def _person_differs(how: MeasuredHow, rows: list[dict[str, Any]]) -> list[str]:
    differing = []
    condition = how.condition
    if condition.eyes is None or condition.surface is None:
        differing.append("eyes and surface are not stated")
    if condition.stance is not Stance.COMFORTABLE:
        stance = condition.stance or "not stated"
        differing.append(f"the stance is {stance}, and the norm's is {Stance.COMFORTABLE}")
    counts = sorted({row["trials_count"] for row in rows})
    if how.trials_count not in counts:
        differing.append(f"{how.trials_count} trials, and the norms are of {counts[0]} or 3")
    if how.age_years is None:
        differing.append("the person's age is not known")
    elif not any(_is_of_age(row, how.age_years) for row in rows):
        youngest, oldest = rows[0]["from_years"], max(row["to_years"] for row in rows)
        differing.append(f"{how.age_years:g} years, and the norms are of {youngest} to {oldest}")
    return differing


def _is_of_age(row: dict[str, Any], age_years: float) -> bool:
    """Tell by completed years."""
    return bool(row["from_years"] <= int(age_years) <= row["to_years"])


def _fits(row: dict[str, Any], how: MeasuredHow) -> bool:
    return (
        how.age_years is not None
        and _is_of_age(row, how.age_years)
        and row["trials_count"] == how.trials_count
        and Eyes(row["eyes"]) is how.condition.eyes
        and Surface(row["surface"]) is how.condition.surface
    )
