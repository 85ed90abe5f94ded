"""Education: which cards fit a person, and which they were given."""

from dataclasses import dataclass
from uuid import UUID

from restride.plan.education import EducationTopic, SelectedTopic, education, select_education
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of
from restride.records.models import EducationAssignment
from restride.records.plan_situations import accepted_findings, today_of
from restride.records.queries.facts import person_of
from restride.records.scopes import owned, the_patient


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedCard:
    """A card that was given, with its words of today."""

    row: EducationAssignment
    #: None where the card is no longer part of the content.
    topic: EducationTopic | None


def propose_education(actor: Actor, episode_id: UUID) -> tuple[SelectedTopic, ...]:
    """Propose cards for a person, each with its reason; those they were given are left out.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "education.assign") as act:
        episode = episode_of(actor, episode_id)
        day = today_of(episode)
        with by_the_rules():
            selected = select_education(
                person_of(episode, day=day), accepted_findings(actor, episode), day=day
            )
        given = owned(actor, EducationAssignment).filter(patient_id=episode.patient_id)
        known = set(given.values_list("topic", flat=True))
        act.about(episode)
    return tuple(each for each in selected if each.topic.id not in known)


def list_education(actor: Actor, patient_id: UUID) -> tuple[AssignedCard, ...]:
    """List the cards that a patient was given, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "education.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, EducationAssignment).filter(patient=patient).order_by("-pk")
        act.about(patient)
        return tuple(AssignedCard(row=each, topic=education().get(each.topic)) for each in rows)
