"""Verdicts right at, just below and just above every published change, by a rule of our own here.

The rule is written on the plain content, not on the code that is tested.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files

import pytest
import yaml

from restride.clinical.change import judge_change
from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import instruments
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.person import Person
from restride.terms import Sex

DAY = date(2026, 6, 1)


def _rows(name):
    path = files("restride") / "clinical" / "knowledge" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["rows"]


MDC = _rows("interpretation/detectable_changes")
MCID = _rows("interpretation/important_changes")
PARENTS = {row["id"]: row.get("parent") for row in _rows("conditions")}
SCORES = {(each.id, score.id): score for each in instruments().values() for score in each.scores}


@dataclass(frozen=True)
class Someone:
    """The person that a row is about, in plain words."""

    conditions: tuple[str, ...]
    days: int
    age: int
    sex: str
    first: Decimal
    firsts: dict[str, Decimal]


def _up(condition):
    while condition is not None:
        yield condition
        condition = PARENTS[condition]


def _distance(people, someone):
    """Steps to the group by hand: None is another group."""
    if people.get("outside"):
        return None
    wanted = people.get("conditions", [])
    steps = [
        list(_up(own)).index(each)
        for own in someone.conditions
        for each in wanted
        if each in _up(own)
    ]
    if wanted and not steps:
        return None
    return 100 if not wanted else min(steps) + (len(wanted) > 1)


def _fits(row, someone):
    people = row["population"]
    first = someone.firsts.get(people.get("baseline_score", ""), None)
    if "baseline_score" not in people or people["baseline_score"].endswith(f".{row['score']}"):
        first = someone.first
    banded = "baseline_low" in people or "baseline_high" in people
    if banded and first is None:
        return False
    return (
        _distance(people, someone) is not None
        and people.get("age_min_years", 0) <= someone.age <= people.get("age_max_years", 200)
        and people.get("sex", someone.sex) == someone.sex
        and people.get("from_days", 0) <= someone.days < people.get("to_days", 10**6)
        and (not banded or Decimal(str(people.get("baseline_low", -(10**6)))) <= first)
        and (not banded or first < Decimal(str(people.get("baseline_high", 10**6))))
    )


def _amount(row, someone, decimals):
    value = Decimal(str(row["value"]))
    if not row.get("of_baseline") and row.get("level_percent", 95) == 95:
        return value
    if row.get("level_percent", 95) == 90:
        value = value * Decimal("1.96") / Decimal("1.645")
    if row.get("of_baseline"):
        value = value * someone.first / 100
    return value.quantize(Decimal(1).scaleb(-decimals - 1), rounding=ROUND_HALF_EVEN)


def _chosen(rows, someone, score, *, key):
    found = [
        row
        for row in rows
        if (row["instrument"], row["score"]) == key
        and _fits(row, someone)
        and row["evidence"]["confidence"] != "memory"
        and row.get("size", "minimal") == "minimal"
    ]
    if not found:
        return None
    nearest = min(_distance(row["population"], someone) for row in found)
    near = [row for row in found if _distance(row["population"], someone) == nearest]
    banded = [
        row
        for row in near
        if "baseline_low" in row["population"] or "baseline_high" in row["population"]
    ]
    return max(_amount(row, someone, score.decimals) for row in banded or near)


def _expected(someone, score, key, *, better_by):
    mdc = _chosen(MDC, someone, score, key=key)
    mcid = _chosen(MCID, someone, score, key=key)
    if mdc is None:
        return "no MDC known"
    if abs(better_by) < mdc:
        return "within measurement error"
    if better_by < 0:
        return "real worsening"
    return "likely meaningful" if mcid is not None and better_by >= mcid else "real improvement"


def _someone(row, first):
    """A person in the middle of the row's group, and one for rows of people outside."""
    people = row["population"]
    low, high = people.get("age_min_years", 45), people.get("age_max_years", 95)
    days = people.get("from_days", 10) if "from_days" in people else people.get("to_days", 400) - 1
    banded = people.get("baseline_score")
    edge = Decimal(str(people.get("baseline_low", people.get("baseline_high", 1)))) + (
        Decimal("0.05") if "baseline_low" in people else Decimal("-0.05")
    )
    return Someone(
        conditions=tuple(people.get("conditions", ["weakness"])[:1]),
        days=days,
        age=int((low + high) // 2),
        sex=people.get("sex", "female"),
        first=first,
        firsts={banded: edge} if banded else {},
    )


def _first(row, score):
    """A first value inside the row's band, as far from the ends of the scale as it can be."""
    people = row["population"]
    if "baseline_score" not in people and "baseline_low" in people:
        return _shown(people["baseline_low"], score)
    if "baseline_score" not in people and "baseline_high" in people:
        return _shown(people["baseline_high"], score) - Decimal(1).scaleb(-score.decimals)
    low = score.minimum or 0
    high = score.maximum if score.maximum is not None and score.maximum < 500 else 400
    return _shown(low + (high - low) / 2, score)


def _shown(value, score):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-score.decimals))


def _result(value, day, key, *, more=()):
    return Result(
        instrument=key[0],
        version="1.0.0",
        tested_on=day,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score=key[1], value=float(value)), *more),
    )


def _judge(someone, key, now):
    patient = Patient(
        person=Person(age_years=someone.age, sex=Sex(someone.sex)),
        diagnoses=tuple(
            Diagnosis(condition=each, since=DAY - timedelta(days=someone.days))
            for each in someone.conditions
        ),
    )
    return judge_change(
        instrument_id=key[0],
        score_id=key[1],
        baselines=[_result(someone.first, DAY - timedelta(days=5), key)],
        now=[_result(now, DAY, key)],
        patient=patient,
        day=DAY,
        firsts=someone.firsts,
    )


def _steps(amount, score):
    """The changes that can be shown: just below an amount, at it or next to it, just above."""
    step = Decimal(1).scaleb(-score.decimals)
    at = (amount / step).to_integral_value(rounding="ROUND_CEILING") * step
    return [at - step, at, at + step]


def _inside(value, score):
    low = Decimal("-1e9") if score.minimum is None else Decimal(str(score.minimum))
    high = Decimal("1e9") if score.maximum is None else Decimal(str(score.maximum))
    return low <= value <= high


def _check_around(row, amount):
    key = (row["instrument"], row["score"])
    score = SCORES[key]
    someone = _someone(row, _first(row, score))
    sign = 1 if score.better == "higher" else -1
    checked = 0
    for change in _steps(amount(someone, score), score):
        for better_by in (change, -change):
            now = someone.first + sign * better_by
            if not _inside(now, score):
                continue
            judged = _judge(someone, key, now)
            expected = _expected(someone, score, key, better_by=better_by)
            assert judged.verdict == expected, (better_by, judged.words)
            mcid = _chosen(MCID, someone, score, key=key)
            assert judged.important_reached == (mcid is not None and better_by >= mcid)
            checked += 1
    return checked


#: Body charts need an item and a side: their rows are all from memory and stand in another test.
PLAIN = [row for row in MDC if not SCORES[row["instrument"], row["score"]].each_item]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row["id"])
def test_a_verdict_turns_exactly_at_a_detectable_change(row):
    checked = _check_around(row, lambda someone, score: _amount(row, someone, score.decimals))

    assert checked >= 3, "at least one direction lies inside the scale"


@pytest.mark.parametrize("row", MCID, ids=lambda row: row["id"])
def test_a_verdict_turns_exactly_at_an_important_change(row):
    checked = _check_around(row, lambda _someone, _score: Decimal(str(row["value"])))

    assert checked >= 3, "at least one direction lies inside the scale"


@pytest.mark.parametrize(
    "row",
    [row for row in MDC if row["evidence"]["confidence"] == "memory" and row in PLAIN],
    ids=lambda row: row["id"],
)
def test_what_is_remembered_gives_no_verdict_alone(row):
    key = (row["instrument"], row["score"])
    score = SCORES[key]
    someone = _someone(row, _first(row, score))
    others = _chosen(MDC, someone, score, key=key)
    step = _steps(_amount(row, someone, score.decimals), score)[2]
    now = someone.first - step if _inside(someone.first - step, score) else someone.first + step

    judged = _judge(someone, key, now)

    assert (judged.verdict == "no MDC known") == (others is None)
    if others is None and not row["population"].get("outside"):
        assert judged.detectable_from_memory is not None
        assert any("from memory" in words for words in judged.words)


WITHOUT = sorted(set(SCORES) - {(row["instrument"], row["score"]) for row in MDC})


@pytest.mark.parametrize("key", WITHOUT, ids=".".join)
def test_a_score_without_a_published_change_says_no_mdc_known(key):
    score = SCORES[key]
    someone = Someone(("stroke",), 400, 72, "female", _first({"population": {}}, score), {})
    step = Decimal(1).scaleb(-score.decimals)
    now = someone.first + step if _inside(someone.first + step, score) else someone.first - step

    judged = _judge(someone, key, now)

    assert judged.verdict == "no MDC known"
    assert judged.detectable is None
    assert "Test twice at the first visit" in judged.advice
