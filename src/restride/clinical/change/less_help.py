"""Less help for the same value: progress that no number shows."""

from decimal import Decimal

from restride.clinical.circumstances import Circumstances

_HELP = {"assistance", "helpers_count"}


def less_help_words(
    before: Circumstances,
    now: Circumstances,
    *,
    apart: tuple[str, ...],
    improvement: Decimal | None,
    allowance: Decimal,
) -> str | None:
    """Say that less help was needed for the same or a better value; None where that is not so.

    Parameters
    ----------
    apart
        Names of the conditions that differ; only the help may.
    improvement
        Change in the direction that helps.
    allowance
        The detectable change: a loss smaller than it is no loss. 0 where none is known.
    """
    if not apart or not set(apart) <= _HELP or improvement is None:
        return None
    if improvement < 0 and -improvement >= allowance:
        return None
    if not _is_less(before, now):
        return None
    value = "a better value" if improvement > 0 and improvement >= allowance else "the same value"
    return f"Progress: {value} with less help ({_help(before)}, now {_help(now)})."


def _is_less(before: Circumstances, now: Circumstances) -> bool:
    if before.assistance is None or now.assistance is None:
        return False
    if before.assistance is not now.assistance:
        return now.assistance.rank < before.assistance.rank
    if before.helpers_count is None or now.helpers_count is None:
        return False
    return now.helpers_count < before.helpers_count


def _help(circumstances: Circumstances) -> str:
    words = "" if circumstances.assistance is None else circumstances.assistance.value
    count = circumstances.helpers_count
    people = "" if count is None else f", {count} helper{'' if count == 1 else 's'}"
    return f"{words.replace('_', ' ')}{people}"
