"""Tests of an invented person: a battery on the day, with results that were made up."""

from typing import Final
from uuid import UUID

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.circumstances import Circumstances
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry
from restride.records import clock
from restride.records.actions.assessments import (
    AssessmentStart,
    complete_assessment,
    sign_assessment,
    start_assessment,
)
from restride.records.actions.results import enter_result
from restride.records.models import Assessment, Episode
from restride.records.tests_known import filled
from restride.visit.facts import read_facts
from restride.web.demo.arrivals import Arrived
from restride.web.demo.people import Tested

_BATTERY: Final = "quick_screen"
_DECLINED: Final = "Too tired on that day (simulated)"
_REST: Final = "Not part of this simulated visit"


def test_on_day(arrived: Arrived, episode: Episode, *, turn: int, visit_id: UUID) -> Assessment:
    """Do the tests of a visit, and sign them; ``turn`` 0 is the first time."""
    therapist = arrived.crew.therapist
    usual = read_facts(Episode.objects.get(pk=episode.pk).facts).circumstances
    answers = BatteryAnswers(stands_30_s=True, walks_10_m=True)
    row = start_assessment(
        therapist,
        episode.pk,
        AssessmentStart(battery=_BATTERY, answers=answers, visit_id=visit_id, circumstances=usual),
    )
    for each in arrived.person.tested:
        enter_result(therapist, row.pk, _entry(arrived, each, turn=turn, usual=usual))
    row = Assessment.objects.get(pk=row.pk)
    row = complete_assessment(therapist, row.pk, rest=_REST, version=row.version)
    return sign_assessment(therapist, row.pk, version=row.version)


def _entry(arrived: Arrived, tested: Tested, *, turn: int, usual: Circumstances) -> Entry:
    value = tested.values[turn]
    told = {
        "instrument": tested.instrument,
        "tested_on": clock.today(arrived.crew.therapist.time_zone),
        "circumstances": filled(Circumstances(protocol=tested.protocol), usual),
    }
    if value is None:
        return Entry(state=ResultState.DECLINED, reason=_DECLINED, **told)  # type: ignore[arg-type]
    if tested.score is None:
        return Entry(trials=(float(value),), **told)  # type: ignore[arg-type]
    return Entry(scores={tested.score: float(value)}, **told)  # type: ignore[arg-type]
