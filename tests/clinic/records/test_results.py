"""Results: scored as entered, with conditions; corrected by a new row, never rewritten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.instrument import find_instrument
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry
from restride.records import clock
from restride.records.actions.assessments import (
    AssessmentStart,
    complete_assessment,
    sign_assessment,
    start_assessment,
)
from restride.records.actions.licences import (
    PackContent,
    load_licence_pack,
    remove_licence_pack,
)
from restride.records.actions.results import correct_result, discard_result, enter_result
from restride.records.actions.trials import (
    Marks,
    TrialContent,
    judge_trial,
    keep_trial,
    move_marks,
)
from restride.records.models import Observation, TestResult
from restride.records.queries.assessments import read_assessment, read_result
from restride.records.queries.licences import items_to_enter, list_licence_packs
from restride.records.queries.observations import WhichValues, list_observations
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
DAY = date(2026, 5, 4)
TOLD = Circumstances(
    aid=Aid.SINGLE_CANE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
)
START = AssessmentStart(
    battery="quick_screen",
    answers=BatteryAnswers(stands_30_s=True, walks_10_m=True),
    circumstances=TOLD,
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(make_episode):
    return make_episode()


@pytest.fixture
def assessment(therapist, episode):
    return start_assessment(therapist, episode.pk, START)


def _tug(*trials_s: float, **more: object) -> Entry:
    return Entry(**({"instrument": "tug", "tested_on": DAY, "trials": trials_s or (14.2,)} | more))


def test_a_result_is_scored_under_the_conditions_of_the_assessment(therapist, assessment):
    row, is_new = enter_result(therapist, assessment.pk, _tug(14.0, 15.0))

    found = read_result(therapist, row.pk)
    assert (is_new, row.state, row.content_version) == (
        True,
        "valid",
        find_instrument("tug").version,
    )
    assert found.result is not None
    assert found.result.circumstances.aid is Aid.SINGLE_CANE
    value = Observation.objects.get()
    assert (value.code, value.value, value.unit, value.side) == ("tug.time_s", 14.5, "s", "")
    assert (value.repeats_count, value.state, len(value.conditions_key)) == (2, "preliminary", 32)


def test_the_same_sent_again_is_kept_once_and_another_is_a_correction(therapist, assessment):
    first, _ = enter_result(therapist, assessment.pk, _tug())
    again, is_new = enter_result(therapist, assessment.pk, _tug())

    assert (again.pk, is_new, Observation.objects.count()) == (first.pk, False, 1)
    with pytest.raises(Conflict, match="A test has one result in an assessment"):
        enter_result(therapist, assessment.pk, _tug(9.9))


def test_a_result_without_conditions_is_refused(therapist, episode):
    bare = AssessmentStart(battery="quick_screen", circumstances=Circumstances())
    row = start_assessment(therapist, episode.pk, bare)

    with pytest.raises(NotUsable, match="A result without conditions cannot be compared: tug"):
        enter_result(therapist, row.pk, _tug())

    assert not Observation.objects.exists()
    assert set(TestResult.objects.values_list("state", flat=True)) == {"planned"}


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        (ResultState.UNABLE, "unable"),
        (ResultState.UNSAFE, "unsafe"),
        (ResultState.DECLINED, "declined"),
        (ResultState.NOT_DONE, "skipped"),
    ],
)
def test_four_ways_of_having_no_value_are_four_states_with_a_reason(
    therapist, assessment, state, kept
):
    with pytest.raises(NotUsable, match="needs a reason"):
        enter_result(therapist, assessment.pk, _tug(state=state, trials=()))

    row, _ = enter_result(
        therapist, assessment.pk, _tug(state=state, trials=(), reason="Knee gave way")
    )

    assert (row.state, row.reason) == (kept, "Knee gave way")
    assert not Observation.objects.filter(value__isnull=True).exists()


def test_unable_is_a_score_where_the_scale_says_so(therapist, assessment):
    entry = Entry(
        instrument="30scst",
        tested_on=DAY,
        state=ResultState.UNABLE,
        reason="Needs arms",
        circumstances=Circumstances(protocol="chair 43 cm, arms crossed"),
    )
    enter_result(therapist, assessment.pk, entry)

    assert Observation.objects.get().value == 0.0


def test_a_caution_stands_with_the_value(therapist, assessment):
    row, _ = enter_result(therapist, assessment.pk, _tug(), caution="Started before the word")

    assert (row.state, row.reason) == ("caution", "Started before the word")
    assert Observation.objects.get().quality["caution"] is True


def test_a_test_beside_the_battery_joins_at_its_end(therapist, assessment):
    entry = Entry(
        instrument="psfs", tested_on=DAY, items={"activity_1": 3.0}, words={"activity_1": "stairs"}
    )
    row, _ = enter_result(therapist, assessment.pk, entry)

    assert row.number == 4


def test_a_day_to_come_is_refused(therapist, assessment):
    with pytest.raises(NotUsable, match="tested_on must not be a day to come, and is 2026-05-05"):
        enter_result(therapist, assessment.pk, _tug(tested_on=DAY + timedelta(days=1)))


def test_a_correction_is_a_new_row_and_the_old_one_points_to_it(therapist, assessment):
    old, _ = enter_result(therapist, assessment.pk, _tug(41.2))
    new = correct_result(
        therapist, old.pk, _tug(14.2), why="Digits turned round", version=old.version
    )

    old.refresh_from_db()
    assert old.corrected_by_id == new.pk
    assert old.entry["trials"] == [41.2]
    assert new.correction == "Digits turned round"
    shown = [each.row.pk for each in read_assessment(therapist, assessment.pk).tests]
    assert new.pk in shown
    assert old.pk not in shown
    assert dict(Observation.objects.values_list("value", "state")) == {
        41.2: "corrected",
        14.2: "preliminary",
    }
    with pytest.raises(Conflict, match="another stands in the place"):
        correct_result(therapist, old.pk, _tug(15.0), why="Again", version=old.version)


def test_a_signed_result_is_corrected_by_who_may_sign_and_the_assessment_is_amended(
    therapist, make_actor, assessment
):
    from restride.records.models import CareTeamMember

    old, _ = enter_result(therapist, assessment.pk, _tug(41.2))
    done = complete_assessment(therapist, assessment.pk, rest="Tired", version=assessment.version)
    sign_assessment(therapist, assessment.pk, version=done.version)
    old.refresh_from_db()
    assistant = make_actor(Role.ASSISTANT)
    CareTeamMember.objects.create(
        clinic_id=assistant.clinic_id,
        patient_id=assessment.patient_id,
        user_id=assistant.user_id,
    )

    with pytest.raises(NotAllowed):
        correct_result(assistant, old.pk, _tug(14.2), why="Typo", version=old.version)
    correct_result(therapist, old.pk, _tug(14.2), why="Typo", version=old.version)

    assessment.refresh_from_db()
    assert assessment.state == "amended"
    assert Observation.objects.get(value=14.2).state == "final"


def test_what_does_not_count_is_discarded_and_may_be_entered_anew(therapist, assessment):
    row, _ = enter_result(therapist, assessment.pk, _tug(41.2))
    discard_result(therapist, row.pk, why="The wrong person", version=row.version)
    again, is_new = enter_result(therapist, assessment.pk, _tug(14.2))

    assert (is_new, again.pk != row.pk) == (True, True)
    assert list(Observation.objects.filter(state="corrected").values_list("value")) == [(41.2,)]


def _abc_pack(**more: str) -> PackContent:
    items = {each.id: f"Wording of {each.id}" for each in find_instrument("abc").items}
    content = {
        "instrument": "abc",
        "licence": "clinic licence 7",
        "holder": "The publisher",
        "expires": date(2026, 12, 31),
        "language": "en",
        "items": items,
    }
    return PackContent(**(content | more))


def test_without_a_pack_items_are_neither_shown_nor_entered(therapist, make_actor, assessment):
    administrator = make_actor(Role.ADMINISTRATOR)
    items = {each.id: 50.0 for each in find_instrument("abc").items}
    entry = Entry(instrument="abc", tested_on=DAY, items=items)
    assert items_to_enter(therapist, "abc") == ()
    with pytest.raises(NotUsable, match="items are entered only with a licence pack"):
        enter_result(therapist, assessment.pk, entry)
    with pytest.raises(NotAllowed):
        load_licence_pack(therapist, _abc_pack())

    pack = load_licence_pack(administrator, _abc_pack())

    assert items_to_enter(therapist, "abc")[0].wording == "Wording of item_1"
    row, _ = enter_result(therapist, assessment.pk, entry)
    assert row.state == "valid"
    remove_licence_pack(administrator, pack.pk)
    assert items_to_enter(therapist, "abc") == ()
    assert len(list_licence_packs(administrator).rows) == 1
    with pytest.raises(Conflict, match="A pack is removed once"):
        remove_licence_pack(administrator, pack.pk)


def test_a_pack_that_is_over_is_not_used(therapist, make_actor):
    administrator = make_actor(Role.ADMINISTRATOR)
    with pytest.raises(NotUsable, match="it expired on 2026-05-03"):
        load_licence_pack(administrator, _abc_pack(expires=date(2026, 5, 3)))

    load_licence_pack(administrator, _abc_pack(expires=DAY))
    with (
        clock.at(NOON + timedelta(days=1)),
        pytest.raises(NotUsable, match="Renew the licence with The publisher"),
    ):
        items_to_enter(therapist, "abc")


def test_a_pack_of_another_clinic_is_not_there(make_actor, other_clinic):
    pack = load_licence_pack(make_actor(Role.ADMINISTRATOR), _abc_pack())

    with pytest.raises(NotThere, match="licence pack"):
        remove_licence_pack(make_actor(Role.ADMINISTRATOR, "other", at=other_clinic), pack.pk)


def test_marks_that_were_found_stay_beside_those_that_were_moved(
    therapist, assessment, make_recording_row
):
    test = TestResult.objects.get(instrument="tug")
    recording = make_recording_row(test.patient_id)
    content = TrialContent(
        number=1, recording_id=recording.pk, auto_marks=Marks(start_s=1.0, end_s=15.0)
    )
    row, is_new = keep_trial(therapist, test.pk, content)
    again, was_new = keep_trial(therapist, test.pk, content)
    assert (is_new, was_new, again.pk) == (True, False, row.pk)

    row = move_marks(therapist, row.pk, Marks(start_s=1.4, end_s=15.0), version=row.version)
    row = judge_trial(therapist, row.pk, is_usable=True, version=row.version)

    assert row.auto_marks == {"start_s": 1.0, "end_s": 15.0}
    assert row.edited_marks == {"start_s": 1.4, "end_s": 15.0}
    assert row.state == "accepted"
    with pytest.raises(NotUsable, match="in order between 0 s and 20 s"):
        move_marks(therapist, row.pk, Marks(start_s=3.0, end_s=21.0), version=row.version)
    with pytest.raises(Conflict, match="with other content"):
        keep_trial(therapist, test.pk, TrialContent(number=1))
    with pytest.raises(NotUsable, match="the trial names none"):
        keep_trial(
            therapist, test.pk, TrialContent(number=2, auto_marks=Marks(start_s=0.0, end_s=1.0))
        )


@pytest.fixture
def make_recording_row():
    from uuid import uuid4

    from restride.records.models import Patient, Recording

    def make(patient_id):
        patient = Patient.objects.get(pk=patient_id)
        return Recording.objects.create(
            clinic_id=patient.clinic_id,
            patient=patient,
            client_uuid=uuid4(),
            state="captured",
            recorded_at=NOON,
            duration_s=20.0,
        )

    return make


def test_a_recording_of_another_person_is_not_there(
    therapist, assessment, make_patient, make_recording_row
):
    test = TestResult.objects.get(instrument="tug")
    other = make_recording_row(make_patient().pk)

    with pytest.raises(NotThere, match="no such recording"):
        keep_trial(therapist, test.pk, TrialContent(number=1, recording_id=other.pk))


def test_values_are_listed_by_code_and_day_in_pages_with_few_questions(
    therapist, make_episode, django_assert_max_num_queries
):
    episode = make_episode()
    for week in range(6):
        with clock.at(NOON + timedelta(weeks=week)):
            row = start_assessment(therapist, episode.pk, START)
            enter_result(
                therapist, row.pk, _tug(20.0 - week, tested_on=DAY + timedelta(weeks=week))
            )
    which = WhichValues(
        codes=("tug.time_s",),
        first_day=DAY + timedelta(weeks=1),
        last_day=DAY + timedelta(weeks=4),
    )

    with django_assert_max_num_queries(16):
        page = list_observations(therapist, episode.patient_id, which, most_count=3)
        rest = list_observations(
            therapist, episode.patient_id, which, after=page.next_after, most_count=3
        )

    assert [each.value for each in (*page.rows, *rest.rows)] == [16.0, 17.0, 18.0, 19.0]
    assert rest.next_after is None
    with pytest.raises(NotUsable, match="last_day must not be before first_day"):
        list_observations(
            therapist, episode.patient_id, WhichValues(first_day=DAY, last_day=date(2026, 1, 1))
        )
