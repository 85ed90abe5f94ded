"""Results of tests, their trials, the values that follow, and the licence packs they may need."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from restride.records.actions.licences import (
    PackContent,
    load_licence_pack,
    remove_licence_pack,
)
from restride.records.actions.results import (
    correct_result,
    discard_result,
    enter_result,
    take_recorded,
)
from restride.records.actions.trials import judge_trial, keep_trial, move_marks
from restride.records.models import Observation, StoredLicencePack, Trial
from restride.records.queries.assessments import read_result
from restride.records.queries.licences import items_to_enter, list_licence_packs
from restride.records.queries.observations import WhichValues, list_observations
from restride.terms import Side
from restride.visit.states import ObservationState
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.assessment_bodies import (
    MovedMarksBody,
    RecordedTestBody,
    TestAnswer,
    TestCorrectionBody,
    TestEntryBody,
    TrialAnswer,
    TrialBody,
    TrialVerdictBody,
    WhyBody,
    answer_of_test,
)
from restride.web.api.bodies import Answer, Body, Line, Name, PageAnswer, PageCount, Text
from restride.web.api.care_bodies import Day

router = Router(tags=["results"])


class ObservationQuery(Schema):
    """Which values are asked for; what is left out does not narrow."""

    code: Annotated[list[Name], Field(max_length=50)] = Field(default_factory=list)
    episode_id: UUID | None = None
    first_day: Day | None = None
    last_day: Day | None = None
    with_corrected: bool = False

    def wanted(self) -> WhichValues:
        """Give them to the record."""
        told = self.dict(exclude={"code"})
        return WhichValues(codes=tuple(self.code), **told)


class ObservationAnswer(Answer):
    """One value of one measure, and where it came from."""

    id: UUID
    code: str
    value: float | None
    unit: str
    side: Side | None
    item: str | None
    low: float | None
    high: float | None
    repeats_count: int | None
    conditions_key: str
    observed_at: datetime
    state: ObservationState
    #: Of the result it was scored in; null where it was measured.
    test_result_id: UUID | None
    #: Of the analysis it was measured in; null where it was typed in.
    run_id: UUID | None
    episode_id: UUID | None
    quality: dict[str, Any]

    @staticmethod
    def resolve_side(row: Observation) -> str | None:
        """No side where the value has none."""
        return row.side or None

    @staticmethod
    def resolve_item(row: Observation) -> str | None:
        """No part where the value has none."""
        return row.item or None


class LicencePackBody(Body):
    """A pack as its holder gives it."""

    instrument: Name
    licence: Line
    holder: Line
    expires: Day
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    items: Annotated[dict[Name, Text], Field(min_length=1, max_length=300)]

    def content(self) -> PackContent:
        """Give it to the record."""
        return PackContent(**self.dict())


class LicencePackAnswer(Answer):
    """A pack, without its wordings."""

    id: UUID
    instrument: str
    licence: str
    holder: str
    expires_on: date
    language: str
    removed_at: datetime | None


class ItemAnswer(Answer):
    """An item as it may be put on a screen."""

    id: str
    label: str
    wording: str | None
    holder: str | None


@router.post(
    "/assessments/{assessment_id}/results",
    response={200: TestAnswer, 201: TestAnswer},
    operation_id="test_enter",
)
def enter(
    request: HttpRequest, assessment_id: UUID, body: TestEntryBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Enter what a test came to; the very same again answers with the first."""
    actor = actor_in(request)
    row, is_new = enter_result(actor, assessment_id, body.entry(), caution=body.caution)
    tell_version(response, row)
    return Status(201 if is_new else 200, answer_of_test(read_result(actor, row.pk)))


@router.post(
    "/assessments/{assessment_id}/recorded-results",
    response={201: TestAnswer},
    operation_id="test_enter_recorded",
)
def enter_recorded(
    request: HttpRequest, assessment_id: UUID, body: RecordedTestBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Take the result of a test from an analysed recording."""
    actor = actor_in(request)
    row = take_recorded(actor, assessment_id, run_id=body.run_id, instrument=body.instrument)
    tell_version(response, row)
    return Status(201, answer_of_test(read_result(actor, row.pk)))


@router.get("/results/{result_id}", response=TestAnswer, operation_id="assessment_read_result")
def read(request: HttpRequest, result_id: UUID, response: HttpResponse) -> dict[str, Any]:
    """Read a result, corrected or not."""
    found = read_result(actor_in(request), result_id)
    tell_version(response, found.row)
    return answer_of_test(found)


@router.post(
    "/results/{result_id}/corrections",
    response={201: TestAnswer},
    operation_id="test_enter_correct",
)
def correct(
    request: HttpRequest, result_id: UUID, body: TestCorrectionBody, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Put another result in the place of one; the old one stays."""
    actor = actor_in(request)
    row = correct_result(
        actor,
        result_id,
        body.entry(),
        why=body.why,
        caution=body.caution,
        version=version_in(request),
    )
    tell_version(response, row)
    return Status(201, answer_of_test(read_result(actor, row.pk)))


@router.post("/results/{result_id}/discard", response=TestAnswer, operation_id="test_enter_discard")
def discard(
    request: HttpRequest, result_id: UUID, body: WhyBody, response: HttpResponse
) -> dict[str, Any]:
    """Say that a test does not count."""
    actor = actor_in(request)
    row = discard_result(actor, result_id, why=body.why, version=version_in(request))
    tell_version(response, row)
    return answer_of_test(read_result(actor, row.pk))


@router.post(
    "/results/{result_id}/trials",
    response={200: TrialAnswer, 201: TrialAnswer},
    operation_id="test_enter_trial",
)
def add_trial(
    request: HttpRequest, result_id: UUID, body: TrialBody, response: HttpResponse
) -> Status[Trial]:
    """Keep one go at a test."""
    row, is_new = keep_trial(actor_in(request), result_id, body.content())
    tell_version(response, row)
    return Status(201 if is_new else 200, row)


@router.put("/trials/{trial_id}/marks", response=TrialAnswer, operation_id="test_enter_trial_marks")
def marks(
    request: HttpRequest, trial_id: UUID, body: MovedMarksBody, response: HttpResponse
) -> Trial:
    """Move start and end of a trial; those that were found stay."""
    moved = None if body.marks is None else body.marks.marks()
    row = move_marks(actor_in(request), trial_id, moved, version=version_in(request))
    tell_version(response, row)
    return row


@router.put(
    "/trials/{trial_id}/verdict", response=TrialAnswer, operation_id="test_enter_trial_verdict"
)
def verdict(
    request: HttpRequest, trial_id: UUID, body: TrialVerdictBody, response: HttpResponse
) -> Trial:
    """Take a trial, or leave it out."""
    row = judge_trial(
        actor_in(request), trial_id, is_usable=body.is_usable, version=version_in(request)
    )
    tell_version(response, row)
    return row


@router.get(
    "/instruments/{instrument_id}/items",
    response=list[ItemAnswer],
    operation_id="test_enter_items",
)
def items(request: HttpRequest, instrument_id: Name) -> list[Any]:
    """List the items that may be entered one by one today; none where only totals may be."""
    return list(items_to_enter(actor_in(request), instrument_id))


@router.get(
    "/patients/{patient_id}/observations",
    response=PageAnswer[ObservationAnswer],
    operation_id="observation_read",
)
def observations(
    request: HttpRequest,
    patient_id: UUID,
    which: Annotated[ObservationQuery, Query()],
    after: UUID | None = None,
    most_count: PageCount = 50,
) -> dict[str, Any]:
    """List values of a person, those written last first."""
    page = list_observations(
        actor_in(request), patient_id, which.wanted(), after=after, most_count=most_count
    )
    return {"items": page.rows, "next_after": page.next_after}


@router.get("/licence-packs", response=PageAnswer[LicencePackAnswer], operation_id="licence_list")
def list_packs(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, Any]:
    """List the licence packs of the clinic."""
    page = list_licence_packs(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}


@router.post("/licence-packs", response={201: LicencePackAnswer}, operation_id="licence_edit")
def load_pack(request: HttpRequest, body: LicencePackBody) -> Status[StoredLicencePack]:
    """Load a licence pack."""
    return Status(201, load_licence_pack(actor_in(request), body.content()))


@router.delete(
    "/licence-packs/{pack_id}", response=LicencePackAnswer, operation_id="licence_edit_remove"
)
def remove_pack(request: HttpRequest, pack_id: UUID) -> StoredLicencePack:
    """Stop using a licence pack."""
    return remove_licence_pack(actor_in(request), pack_id)
