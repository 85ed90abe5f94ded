"""A demo is made by the record's own actions in the order of time, and every address answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from restride.errors import OptionError
from restride.records import clock
from restride.records.models import (
    ActivityRecord,
    AnalysisRun,
    AuditEvent,
    Clinic,
    Patient,
    PlanRecord,
    Recording,
    TrainingSession,
    User,
    Visit,
)
from restride.records.trail_checks import verify_trail
from restride.web.demo.cast import ASH, PEOPLE
from restride.web.demo.checking import check_every_address, rows_by_name
from restride.web.demo.lives import live, moment_on
from restride.web.demo.making import make_demo

TODAY = datetime.now(UTC).date()
FIRST = moment_on(date(2026, 3, 2), minute_of_day=600)


def test_lives_go_on_side_by_side_in_the_order_of_their_moments():
    seen = []

    def life(name, *hours):
        for each in hours:
            yield FIRST + timedelta(hours=each)
            seen.append((name, clock.now()))

    assert live([life("a", 0, 3), life("b", 1, 2)]) == 4

    assert [name for name, _ in seen] == ["a", "b", "b", "a"]
    assert [moment for _, moment in seen] == [FIRST + timedelta(hours=each) for each in range(4)]


def test_a_life_that_goes_back_is_refused():
    def life():
        yield FIRST
        yield FIRST - timedelta(days=1)

    with pytest.raises(OptionError, match="A life goes forward"):
        live([life()])


def test_every_invented_person_says_so_by_name():
    assert len(PEOPLE) == 6
    assert all(each.family_name.startswith("Simulated-") for each in PEOPLE)
    assert all("(simulated)" in each.problem for each in PEOPLE)
    assert len({each.record_number for each in PEOPLE}) == len(PEOPLE)


@pytest.fixture
def small_demo(transactional_db, demo_home):
    """One person and four weeks."""
    make_demo(TODAY, people=[replace(ASH, has_proxy=True)], weeks_count=4)


def test_a_demo_is_whole_and_clearly_simulated_and_every_address_answers(small_demo, served):
    assert [each.is_demo for each in Clinic.objects.all()] == [True]
    assert [each.family_name for each in Patient.objects.all()] == ["Simulated-Ash"]
    assert all(each.name.split()[-1].startswith("Simulated-") for each in _staff())
    assert {each.source for each in TrainingSession.objects.all()} == {"simulated"}
    assert ActivityRecord.objects.filter(completion="done").exists()
    assert set(Visit.objects.values_list("state", flat=True)) == {"signed"}
    assert list(PlanRecord.objects.order_by("number").values_list("state", flat=True)) == [
        "superseded",
        "active",
    ]
    _the_walk_was_analysed()
    _the_trail_is_in_order()

    found = check_every_address(served, named=rows_by_name())

    assert [each for each in found if not each.is_well] == []
    assert len(found) > 90


def _staff():
    return User.objects.filter(is_clinic_staff=True)


def _the_walk_was_analysed():
    recording = Recording.objects.get()
    run = AnalysisRun.objects.get()
    assert (recording.content["trials"][0]["is_simulated"], run.state) == (True, "ok")
    assert run.document["document"]["recording"]["is_simulated"] is True


def _the_trail_is_in_order():
    moments = list(AuditEvent.objects.order_by("number").values_list("happened_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() < TODAY
    assert verify_trail(connection).is_whole


def test_a_demo_is_the_same_each_time(db, demo_home):
    people = [replace(ASH, walks=())]
    made = []
    for _ in range(2):
        with transaction.atomic():
            make_demo(TODAY, people=people, weeks_count=1)
            made.append(_told())
            transaction.set_rollback(True)

    assert made[0] == made[1]


def _told():
    sessions = TrainingSession.objects.order_by("started_at")
    rows = ActivityRecord.objects.order_by("training__started_at", "number")
    return [
        [(each.client_uuid, each.started_at, each.after) for each in sessions],
        [(each.exercise, each.sets, each.completion) for each in rows],
        list(AuditEvent.objects.order_by("number").values_list("happened_at", "action")),
    ]
