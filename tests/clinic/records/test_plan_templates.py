"""Templates: rows that a clinic keeps, screened for everybody they are put in for."""

from datetime import UTC, datetime

import pytest

from restride.plan.plan import Plan
from restride.records import clock
from restride.records.actions.plan_templates import (
    apply_template,
    retire_template,
    save_template,
)
from restride.records.actions.plans import draft_plan
from restride.records.documents import opened
from restride.records.models import ClinicContent
from restride.records.queries.plan_templates import list_templates
from restride.records.refusals import Conflict, NotThere
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


def test_rows_of_one_plan_go_into_another_where_the_person_may_do_them(therapist, make_episode):
    source = draft_plan(therapist, make_episode("tka").pk)
    template = save_template(therapist, source.pk, name="After a new knee", code="new_knee")
    other = draft_plan(therapist, make_episode("stroke").pk)
    before = {each.key for each in opened(Plan, other.plan).prescriptions}

    done = apply_template(therapist, other.pk, template_id=template.pk, version=other.version)

    after = {each.key for each in opened(Plan, done.row.plan).prescriptions}
    wanted = opened(Plan, source.plan).prescriptions
    assert before <= after
    assert len(after - before) + len(done.left_out) > 0
    assert len(after - before) <= len(wanted)
    assert all("->" in each for each in done.left_out)


def test_a_template_holds_nothing_of_the_person_and_is_numbered(therapist, make_episode):
    plan = draft_plan(therapist, make_episode("tka").pk)
    save_template(therapist, plan.pk, name="New knee", code="new_knee")
    again = save_template(therapist, plan.pk, name="New knee", code="new_knee")

    assert (again.number, again.state) == (2, "draft")
    assert {name for each in again.content["rows"] for name in each} == {
        "exercise",
        "setting",
        "dose",
    }


def test_templates_of_another_clinic_are_not_there_and_retired_ones_not_used(
    therapist, make_actor, other_clinic, make_episode
):
    plan = draft_plan(therapist, make_episode("tka").pk)
    row = save_template(therapist, plan.pk, name="New knee", code="new_knee")
    assert [each.pk for each in list_templates(therapist).rows] == [row.pk]
    retire_template(therapist, row.pk)
    assert list_templates(therapist).rows == ()
    with pytest.raises(ImpossibleMove):
        retire_template(therapist, row.pk)
    with pytest.raises(Conflict, match="The template is retired"):
        apply_template(therapist, plan.pk, template_id=row.pk, version=plan.version)

    ClinicContent.objects.filter(pk=row.pk).update(clinic=other_clinic)
    with pytest.raises(NotThere, match="no such template"):
        apply_template(therapist, plan.pk, template_id=row.pk, version=plan.version)
    with pytest.raises(NotThere):
        save_template(
            make_actor(Role.THERAPIST, "other"), plan.pk, name="New knee", code="new_knee"
        )
