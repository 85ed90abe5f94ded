"""A session that is sent several times at the same moment is kept once, with one alert."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from restride.plan.adherence.home_session import DoseUnit
from restride.records.actions.sessions import record_session
from restride.records.models import ActivityRecord, Alert, TrainingSession
from restride.visit.states import TrainingState
from restride.visit.training import (
    Activity,
    Answers,
    Completion,
    PerformedSet,
    Place,
    Session,
)

_SENDERS_COUNT = 6


@pytest.mark.django_db(transaction=True)
def test_the_same_session_sent_at_once_is_kept_once(make_patient, therapist):
    patient_id = make_patient().pk
    now = datetime.now(UTC)
    session = Session(
        client_uuid=uuid4(),
        place=Place.HOME,
        state=TrainingState.COMPLETED,
        started_at=now - timedelta(hours=1),
        ended_at=now,
        time_zone="Europe/Berlin",
        after=Answers(pain_points=9),
        activities=(
            Activity(
                exercise="str_mini_squat",
                is_outside_plan=True,
                sets=(PerformedSet(unit=DoseUnit.REPETITIONS, target=10, actual=8),),
                completion=Completion.DONE,
            ),
        ),
    )
    together = Barrier(_SENDERS_COUNT)

    def send(_: int) -> bool:
        try:
            together.wait()
            return record_session(therapist, patient_id, session).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(_SENDERS_COUNT) as senders:
        was_new = list(senders.map(send, range(_SENDERS_COUNT)))

    assert sorted(was_new) == [False] * (_SENDERS_COUNT - 1) + [True]
    assert TrainingSession.objects.count() == 1
    assert (ActivityRecord.objects.count(), Alert.objects.count()) == (1, 1)
