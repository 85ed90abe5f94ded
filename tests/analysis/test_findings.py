"""Findings of several blocks become one list."""

from restride.analysis.findings import in_order
from restride.recording.quality import QualityFinding
from restride.terms import Severity


def finding(code="clock-gap", severity=Severity.NOTE, *, start_s=None, found="5 ms"):
    return QualityFinding(
        code=code,
        severity=severity,
        sensor="back",
        start_s=start_s,
        end_s=None if start_s is None else start_s + 1,
        found=found,
        done="Nothing.",
    )


def test_the_gravest_comes_first_then_the_earliest():
    late, early = finding(start_s=9.0), finding(start_s=2.0)
    grave = finding(severity=Severity.SERIOUS, start_s=50.0)

    assert in_order([late, early, grave]) == (grave, early, late)


def test_what_every_block_says_is_said_once():
    assert in_order([finding()] * 24) == (finding(),)


def test_what_blocks_say_in_other_words_is_said_once_with_their_number():
    (merged,) = in_order([finding(found="5 ms"), finding(found="6 ms"), finding(found="7 ms")])

    assert merged.found == "5 ms (and alike in 2 other parts)"


def test_the_same_at_two_times_is_said_twice():
    assert len(in_order([finding(start_s=1.0), finding(start_s=7.0)])) == 2
