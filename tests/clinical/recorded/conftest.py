"""Analyses made by hand, for tests of what they hold."""

from datetime import date

import pytest

from restride.analysis.analysis import Origins, RecordingSummary, WalkAnalysis
from restride.analysis.measure_definitions import MEASURES
from restride.analysis.protocol_analysis import (
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolTrial,
)
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.functional_reach import ReachAnalysis
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.analysis.tasks.sit_to_stand import ChairAnalysis
from restride.balance.conditions import StandingCondition
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.from_recording import results_of
from restride.measure import Measure, NotComputed
from restride.movement.reach import Reach
from restride.person import Person
from restride.recording.events import Turn
from restride.recording.movements import ChairRise
from restride.terms import (
    EventSource,
    Eyes,
    Stance,
    Surface,
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


def reach(*measures, reason=None):
    return ReachAnalysis(
        **shared(*measures),
        source=EventSource.MARKERS,
        reach=Reach(
            measures=measures, side=None, start_s=None, furthest_s=None, none_found_reason=reason
        ),
    )


@pytest.fixture(scope="session")
def by_hand():
    """Analyses, measures and conditions made by hand, and the results of an analysis."""

    class ByHand:
        told = TOLD
        measure = staticmethod(measure)
        shared = staticmethod(shared)
        walk = staticmethod(walk)
        chair = staticmethod(chair)
        standing = staticmethod(standing)
        protocol = staticmethod(protocol)
        sensory = staticmethod(sensory)
        one_leg = staticmethod(one_leg)
        results = staticmethod(results)
        reach = staticmethod(reach)

    return ByHand
