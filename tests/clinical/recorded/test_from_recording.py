"""What every result of a recording carries and needs."""

from dataclasses import replace
from datetime import date

import pytest

from restride.analysis.protocol_analysis import (
    ProtocolKind,
)
from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.clinical.from_recording import results_of
from restride.errors import ContentError
from restride.person import Person
from restride.recording.quality import SIMULATED, QualityFinding
from restride.terms import (
    EventSource,
    Eyes,
    Severity,
    Surface,
    WalkingAid,
)


def test_warnings_go_with_the_result_and_notes_do_not(by_hand):
    gap = QualityFinding(
        code="clock-gap",
        severity=Severity.WARNING,
        sensor=None,
        start_s=1.0,
        end_s=2.0,
        found="Samples are missing for 1 s.",
        done="The recording was split there.",
    )
    quality = (gap, replace(gap, severity=Severity.NOTE, found="A trifle."), SIMULATED)
    found = by_hand.results(
        by_hand.walk(by_hand.measure("walking_speed_mps", 1.0), quality=quality), pace="comfortable"
    )

    assert found["gait_speed_10m"].notes == (
        "Samples are missing for 1 s. The recording was split there.",
        f"{SIMULATED.found} {SIMULATED.done}",
    )


def test_what_was_told_is_kept_and_what_was_recorded_is_added(by_hand):
    told = replace(by_hand.told, protocol="chair 43 cm", measured_with="sensor of the clinic")
    analysis = by_hand.chair([1, 4, 7, 10, 13], by_hand.measure("five_rises_seated_s", 14.0))
    found = by_hand.results(analysis, circumstances=told)["5xsts"].circumstances

    assert (found.protocol, found.measured_with) == ("chair 43 cm", "sensor of the clinic")


@pytest.mark.parametrize(
    ("aid", "words"), [(WalkingAid.NONE, "assistance, footwear"), (WalkingAid.CANE, "aid, assist")]
)
def test_circumstances_that_a_recording_cannot_know_must_be_told(by_hand, aid, words):
    analysis = by_hand.walk(
        by_hand.measure("walking_speed_mps", 1.0), person=Person(walking_aid=aid)
    )

    with pytest.raises(ContentError, match=f"and {words}"):
        results_of(analysis)


def test_the_day_is_the_recordings_own_where_it_is_not_given(by_hand):
    found = by_hand.results(by_hand.walk(by_hand.measure("walking_speed_mps", 1.0)), tested_on=None)

    assert found["gait_speed_10m"].tested_on == date(2026, 2, 28)


@pytest.mark.parametrize("started_at", [None, "yesterday"])
def test_a_day_is_needed(by_hand, started_at):
    analysis = by_hand.walk(by_hand.measure("walking_speed_mps", 1.0), started_at=started_at)

    with pytest.raises(ContentError, match="The day of the test is needed"):
        results_of(analysis, circumstances=by_hand.told)


def test_a_protocol_that_was_only_timed_needs_a_day(by_hand):
    analysis = by_hand.protocol(
        ProtocolKind.MCTSIB, (by_hand.sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0)
    )

    with pytest.raises(ContentError, match="The day of the test is needed"):
        results_of(analysis, circumstances=by_hand.told)


def test_repetitions_are_no_test(by_hand):
    analysis = RepetitionsAnalysis(
        **by_hand.shared(), source=EventSource.MARKERS, counted_on="knees", repetitions=()
    )

    assert results_of(analysis) == ()
