"""Results of tests from analysed recordings."""

from dataclasses import replace
from datetime import date

import pytest

from restride.analysis.analysis import Origins, RecordingSummary, WalkAnalysis
from restride.analysis.analyze import analyze
from restride.analysis.measure_definitions import MEASURES
from restride.analysis.protocol_analysis import (
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.functional_reach import ReachAnalysis
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.analysis.tasks.sit_to_stand import ChairAnalysis
from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.balance.conditions import StandingCondition
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Floor, Footwear
from restride.clinical.from_recording import MEASURED, results_of
from restride.clinical.result import ResultState
from restride.errors import ContentError
from restride.measure import Measure, NotComputed
from restride.movement.reach import Reach
from restride.person import Person
from restride.recording.events import Turn
from restride.recording.movements import ChairRise
from restride.recording.quality import SIMULATED, QualityFinding
from restride.simulate import simulate_up_and_go
from restride.terms import (
    EventSource,
    Eyes,
    Severity,
    Side,
    Stance,
    Surface,
    Task,
    WalkingAid,
)

TOLD = Circumstances(aid=Aid.NONE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES)
DAY = date(2026, 3, 1)


def measure(key, value, *, side=None, note=None):
    return Measure(
        definition=MEASURES[key],
        value=value,
        side=side,
        uncertainty=NotComputed(reason="written by hand"),
        note=note,
    )


def shared(*measures, quality=(), person=None, started_at="2026-02-28T10:00:00+01:00"):
    recording = RecordingSummary(
        name="visit",
        content_hash=None,
        started_at=started_at,
        duration_s=60.0,
        is_simulated=False,
        files=(),
        sensors=(),
    )
    return {
        "restride_version": "0.1.0",
        "recording": recording,
        "person": person or Person(),
        "quality": tuple(quality),
        "measures": measures,
    }


def walk(*measures, turns_count=0, settings=None, reason=None, **more):
    turn = Turn(start_s=5.0, end_s=7.0, angle_deg=180.0, peak_angular_velocity_dps=150.0)
    return WalkAnalysis(
        **shared(*measures, **more),
        bouts=(),
        turns=(turn,) * turns_count,
        origins=Origins(
            strides=EventSource.LOWER_BACK,
            turns=EventSource.LOWER_BACK,
            trunk=EventSource.LOWER_BACK,
        ),
        settings=settings or AnalysisSettings(),
        no_walking_reason=reason,
    )


def chair(starts_s, *measures, reason=None):
    rises = tuple(
        ChairRise(
            start_s=start_s,
            end_s=start_s + 1.0,
            sit_start_s=start_s + 1.2,
            sit_end_s=start_s + 2.0,
            peak_rise_velocity_mps=None,
            peak_sit_velocity_mps=None,
            trunk_lean_deg=None,
            source=EventSource.LOWER_BACK,
            confidence=1.0,
        )
        for start_s in starts_s
    )
    return ChairAnalysis(
        **shared(*measures), source=EventSource.LOWER_BACK, rises=rises, none_found_reason=reason
    )


def standing(condition, *, held_s, wanted_s=None):
    return StandingAnalysis(
        **shared(),
        source=EventSource.PLATE,
        condition=condition,
        held_s=held_s,
        wanted_s=wanted_s,
        sway=None,
    )


def protocol(kind, *trials, quality=()):
    """Trials as (condition, time held, time asked for)."""
    return ProtocolAnalysis(
        restride_version="0.1.0",
        kind=kind,
        name="visit",
        person=Person(),
        is_simulated=False,
        conditions=tuple(
            ConditionSummary(
                condition=condition,
                trials=(
                    ProtocolTrial(
                        file="a.csv",
                        condition=condition,
                        repeat_count=1,
                        held_s=held_s,
                        wanted_s=wanted_s,
                        analysis=None,
                    ),
                ),
                measures=(),
            )
            for condition, held_s, wanted_s in trials
        ),
        measures=(),
        comparisons=(),
        quality=quality,
    )


def sensory(eyes, surface):
    return StandingCondition(eyes=eyes, surface=surface, stance=Stance.FEET_TOGETHER)


def one_leg(side, eyes=Eyes.OPEN, surface=Surface.FIRM):
    return StandingCondition(eyes=eyes, surface=surface, stance=Stance.SINGLE_LEG, side=side)


def results(analysis, **more):
    told = {"circumstances": TOLD, "tested_on": DAY, **more}
    return {each.instrument: each for each in results_of(analysis, **told)}


def test_a_walk_gives_its_speed_and_its_steps():
    analysis = walk(
        measure("walking_speed_mps", 1.12),
        measure("step_length_m", 0.60, side=Side.LEFT),
        measure("step_length_m", 0.64, side=Side.RIGHT),
        measure("step_duration_cv_share", 0.034),
        measure("stride_length_cv_share", 0.05),
    )
    found = results(analysis, pace="comfortable")
    speed, steps = found["gait_speed_10m"], found["steps_fog"]

    assert speed.value("comfortable_mps") == 1.12
    assert speed.scores[0].origin == MEASURED
    assert speed.notes == ()
    assert speed.circumstances.measured_with == "lower-back sensor"
    assert speed.circumstances.protocol == "recorded walk"
    assert steps.value("step_length_cm") == pytest.approx(62.0)
    assert steps.value("step_time_cv_percent") == pytest.approx(3.4)
    assert steps.value("step_length_cv_percent") is None
    assert steps.notes == (
        "Variation of step length is not measured; of stride length it is 5.0 %.",
    )


def test_a_walk_of_unknown_pace_with_turns_asks_to_be_confirmed():
    speed = results(walk(measure("walking_speed_mps", 1.0), turns_count=3))["gait_speed_10m"]

    assert speed.value("comfortable_mps") == 1.0
    assert "does not say the pace" in speed.notes[0]
    assert "holds 3 turns: not one straight walk" in speed.notes[1]


def test_a_fast_walk_is_no_comfortable_one():
    speed = results(walk(measure("walking_speed_mps", 1.8)), pace="fast")["gait_speed_10m"]

    assert speed.value("fast_mps") == 1.8
    assert speed.value("comfortable_mps") is None


def test_a_walk_of_known_length_says_its_length():
    settings = AnalysisSettings(known_distance_m=10.0)
    found = results(walk(measure("walking_speed_mps", 1.0), settings=settings))

    assert found["gait_speed_10m"].circumstances.protocol == "recorded walk of 10 m"


def test_a_recording_without_walking_is_not_done_with_the_reason():
    found = results(walk(reason="nobody walked"))

    assert found.keys() == {"gait_speed_10m"}
    assert found["gait_speed_10m"].state is ResultState.NOT_DONE
    assert found["gait_speed_10m"].reason == "Not found in the recording: nobody walked"


def test_a_timed_up_and_go_gives_its_time():
    recording = simulate_up_and_go(seed=3).recording
    analysis = analyze(recording, task=Task.TIMED_UP_AND_GO)
    tug = results(analysis)["tug"]

    assert tug.value("time_s") == pytest.approx(analysis.up_and_go.duration_s)
    assert "from the word 'go'" in tug.notes[0]
    assert "nobody moved" in tug.notes[-1]


def test_no_timed_up_and_go_is_not_done():
    analysis = UpAndGoAnalysis(
        **shared(), source=EventSource.LOWER_BACK, up_and_go=None, none_found_reason="no turn"
    )

    assert results(analysis)["tug"].reason == "Not found in the recording: no turn"


def test_exactly_five_rises_are_the_test_of_five():
    analysis = chair(
        [1, 4, 7, 10, 13],
        measure("five_rises_seated_s", 14.0),
        measure("rises_in_30_s_count", 5.0),
    )
    found = results(analysis)

    assert found.keys() == {"5xsts"}
    assert found["5xsts"].value("time_s") == 14.0
    assert found["5xsts"].circumstances.protocol.endswith("sitting after the fifth rise")


@pytest.mark.parametrize(
    ("last_s", "is_test"), [(24.9, False), (25.0, True), (25.1, True), (30.9, True), (31.0, True)]
)
def test_rises_are_the_test_of_30_s_where_they_go_on_to_its_end(last_s, is_test):
    # Every 3 s from 1 s on: the test ends at 31 s, two cycles before its end is 25 s.
    starts_s = [1, 4, 7, 10, 13, 16, 19, last_s]
    found = results(chair(starts_s, measure("rises_in_30_s_count", 8.0)))

    assert ("30scst" in found) is is_test
    if is_test:
        assert found["30scst"].value("stands_count") == 8
    else:
        assert "8 rises were found; exactly 5" in found["5xsts"].reason


def test_fewer_rises_are_no_test():
    assert "3 rises were found" in results(chair([1, 4, 7]))["5xsts"].reason


def test_one_rise_in_half_a_minute_is_no_test():
    found = results(chair([1], measure("rises_in_30_s_count", 1.0)))

    assert found["5xsts"].state is ResultState.NOT_DONE


def test_no_rise_says_why():
    assert results(chair([], reason="nobody rose"))["5xsts"].reason.endswith("nobody rose")


def test_five_rises_without_the_last_sitting_say_why():
    analysis = chair([1, 4, 7, 10, 13], measure("five_rises_seated_s", None, note="it ends first"))

    assert results(analysis)["5xsts"].reason == "Not found in the recording: it ends first"


def reach(*measures, reason=None):
    return ReachAnalysis(
        **shared(*measures),
        source=EventSource.MARKERS,
        reach=Reach(
            measures=measures, side=None, start_s=None, furthest_s=None, none_found_reason=reason
        ),
    )


def test_a_reach_is_given_in_centimetres():
    found = results(reach(measure("reach_m", 0.284, side=Side.RIGHT)))["frt"]

    assert found.value("reach_cm") == pytest.approx(28.4)
    assert "mean of the last two of three" in found.notes[0]


def test_no_reach_says_why():
    assert results(reach(reason="the feet moved"))["frt"].reason.endswith("the feet moved")


def test_a_trial_on_one_leg_is_cut_at_45_s():
    found = results(standing(one_leg(Side.LEFT), held_s=52.0))["sls"]

    assert found.value("eyes_open_best_s", side=Side.LEFT) == 45
    assert found.circumstances.floor is Floor.FIRM
    assert found.circumstances.measured_with == "force plate"
    assert found.notes == ()


@pytest.mark.parametrize(("held_s", "is_cut"), [(29.9, False), (30.0, True)])
def test_a_trial_that_was_asked_to_end_early_may_be_longer(held_s, is_cut):
    found = results(standing(one_leg(Side.LEFT), held_s=held_s, wanted_s=30.0))["sls"]

    assert (found.notes == ("Asked for 30 s only: the time may be longer.",)) is is_cut


@pytest.mark.parametrize(
    "condition",
    [
        StandingCondition(),
        one_leg(None),
        one_leg(Side.LEFT, eyes=None),
        one_leg(Side.LEFT, surface=Surface.FOAM),
        sensory(Eyes.OPEN, Surface.FIRM),
    ],
)
def test_one_trial_of_another_stance_is_no_test(condition):
    assert results(standing(condition, held_s=30.0)) == {}


def test_the_sensory_conditions_of_a_protocol():
    analysis = protocol(
        ProtocolKind.MCTSIB,
        (sensory(Eyes.OPEN, Surface.FIRM), 31.0, 30.0),
        (sensory(Eyes.CLOSED, Surface.FIRM), 30.0, 30.0),
        (sensory(Eyes.OPEN, Surface.FOAM), 22.0, 30.0),
        (sensory(Eyes.CLOSED, Surface.FOAM), 4.0, 30.0),
        (sensory(Eyes.CLOSED, Surface.FOAM), 6.5, 30.0),
        (sensory(Eyes.CLOSED, Surface.FOAM), None, 30.0),
    )
    found = results(analysis)["mctsib"]

    assert found.value("firm_eyes_open_s") == 30
    assert found.value("foam_eyes_closed_s") == 6.5
    assert found.value("total_s") == 88.5
    assert found.circumstances.protocol == "stance feet-together, 30 s"
    assert found.circumstances.measured_with == "stopwatch"


def test_a_condition_that_was_not_done_leaves_no_sum():
    analysis = protocol(
        ProtocolKind.MCTSIB,
        (sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0),
        (sensory(Eyes.CLOSED, Surface.FIRM), None, 30.0),
    )

    assert results(analysis)["mctsib"].value("total_s") is None


def test_a_protocol_without_a_time_says_so():
    analysis = protocol(ProtocolKind.MCTSIB, (sensory(Eyes.OPEN, Surface.FIRM), None, 30.0))

    assert results(analysis)["mctsib"].reason.endswith("no condition has a time held")


def test_no_more_trials_count_than_the_test_has():
    trials = [(one_leg(Side.RIGHT), held_s, 45.0) for held_s in (3.0, 4.0, 5.0, 40.0)]
    found = results(protocol(ProtocolKind.QUIET_STANDING, *trials))["sls"]

    assert found.value("eyes_open_best_s", side=Side.RIGHT) == 5
    assert found.value("eyes_open_mean_s", side=Side.RIGHT) == 4


def test_a_protocol_of_other_stances_is_no_test():
    analysis = protocol(ProtocolKind.QUIET_STANDING, (sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0))

    assert results(analysis) == {}


def test_warnings_go_with_the_result_and_notes_do_not():
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
    found = results(walk(measure("walking_speed_mps", 1.0), quality=quality), pace="comfortable")

    assert found["gait_speed_10m"].notes == (
        "Samples are missing for 1 s. The recording was split there.",
        f"{SIMULATED.found} {SIMULATED.done}",
    )


def test_what_was_told_is_kept_and_what_was_recorded_is_added():
    told = replace(TOLD, protocol="chair 43 cm", measured_with="sensor of the clinic")
    analysis = chair([1, 4, 7, 10, 13], measure("five_rises_seated_s", 14.0))
    found = results(analysis, circumstances=told)["5xsts"].circumstances

    assert (found.protocol, found.measured_with) == ("chair 43 cm", "sensor of the clinic")


@pytest.mark.parametrize(
    ("aid", "words"), [(WalkingAid.NONE, "assistance, footwear"), (WalkingAid.CANE, "aid, assist")]
)
def test_circumstances_that_a_recording_cannot_know_must_be_told(aid, words):
    analysis = walk(measure("walking_speed_mps", 1.0), person=Person(walking_aid=aid))

    with pytest.raises(ContentError, match=f"and {words}"):
        results_of(analysis)


def test_the_day_is_the_recordings_own_where_it_is_not_given():
    found = results(walk(measure("walking_speed_mps", 1.0)), tested_on=None)

    assert found["gait_speed_10m"].tested_on == date(2026, 2, 28)


@pytest.mark.parametrize("started_at", [None, "yesterday"])
def test_a_day_is_needed(started_at):
    analysis = walk(measure("walking_speed_mps", 1.0), started_at=started_at)

    with pytest.raises(ContentError, match="The day of the test is needed"):
        results_of(analysis, circumstances=TOLD)


def test_a_protocol_that_was_only_timed_needs_a_day():
    analysis = protocol(ProtocolKind.MCTSIB, (sensory(Eyes.OPEN, Surface.FIRM), 30.0, 30.0))

    with pytest.raises(ContentError, match="The day of the test is needed"):
        results_of(analysis, circumstances=TOLD)


def test_repetitions_are_no_test():
    analysis = RepetitionsAnalysis(
        **shared(), source=EventSource.MARKERS, counted_on="knees", repetitions=()
    )

    assert results_of(analysis) == ()
