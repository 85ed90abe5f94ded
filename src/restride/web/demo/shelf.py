"""What belongs to the demo clinic and to no patient: a template, a card of its own, a sensor."""

from dataclasses import replace

from restride.plan.cases.case_json import plain
from restride.plan.education import education
from restride.records.actions.content import draft_content
from restride.records.actions.devices import DeviceCondition, register_device
from restride.records.actions.plan_templates import save_template
from restride.records.actors import Actor
from restride.records.models import PlanRecord
from restride.records.scopes import owned


def fill_shelf(therapist: Actor) -> None:
    """Keep the oldest plan as a template, draft a card, and register a sensor."""
    plan = owned(therapist, PlanRecord).filter(published_at__isnull=False).order_by("pk").first()
    if plan is not None:
        save_template(therapist, plan.pk, name="Simulated template", code="simulated_template")
    topic = replace(
        education()["home_fall_proof"],
        id="own_simulated_home",
        title="Make your home safer (simulated)",
    )
    draft_content(therapist, kind="education", code=topic.id, language="en", content=plain(topic))
    condition = DeviceCondition(label="Simulated sensor for the back")
    register_device(therapist, kind="sensor", serial="SIM-0001", condition=condition)
