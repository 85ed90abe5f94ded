"""The episodes of a patient, and what is known in them."""

from uuid import UUID

from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Episode, PlanOfCare
from restride.records.pages import Page, page_of
from restride.records.queries.courses import courses_of, retest_rule
from restride.records.scopes import owned, the_patient, the_row
from restride.visit.due import Due, due_on
from restride.visit.states import EpisodeState


def list_episodes(
    actor: Actor, patient_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[Episode]:
    """List the episodes of a patient, the newest first.

    Raises
    ------
    NotThere
        There is no such patient whose care the actor may see.
    """
    with reading(actor, "episode.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        rows = owned(actor, Episode).filter(patient=patient)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(patient)
    return page


def read_episode(actor: Actor, episode_id: UUID) -> Episode:
    """Read an episode with what is known in it.

    Raises
    ------
    NotThere
        There is none that the actor may see.
    """
    with reading(actor, "episode.read") as act:
        episode = the_row(actor, Episode, episode_id)
        act.about(episode)
    return episode


def read_due(actor: Actor, episode_id: UUID) -> tuple[Due, ...]:
    """Tell what is due in an episode today; nothing in one that rests or is over.

    Raises
    ------
    NotThere
        There is no such episode.
    """
    with reading(actor, "episode.due") as act:
        episode = the_row(actor, Episode, episode_id)
        act.about(episode)
        if episode.state != EpisodeState.ACTIVE:
            return ()
        clinic = episode.clinic
        found = courses_of(Episode.objects.filter(pk=episode.pk), clinic=clinic)
        day = clock.today(actor.time_zone)
        return due_on(day, found[episode], rule=retest_rule(clinic))


def list_plans_of_care(actor: Actor, episode_id: UUID) -> tuple[PlanOfCare, ...]:
    """List the plans of care of an episode, the newest first.

    Raises
    ------
    NotThere
        There is no such episode.
    """
    with reading(actor, "plan_of_care.read") as act:
        episode = the_row(actor, Episode, episode_id)
        rows = owned(actor, PlanOfCare).filter(episode=episode).order_by("-pk")
        act.about(episode)
        return tuple(rows)
