"""In which phase a person is, what must be so before the next, and whether they are stuck."""

from uuid import UUID

from restride.plan.phases.phase_now import PhaseNow, phases_now
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, known_of, phases_of
from restride.records.plan_situations import today_of


def read_phases(actor: Actor, episode_id: UUID) -> tuple[PhaseNow, ...]:
    """Tell of each condition that phases are known for, as of today.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    NotUsable
        What was decided on belongs to conditions that the person has no longer.
    """
    with reading(actor, "plan.read") as act, by_the_rules():
        episode = episode_of(actor, episode_id)
        today = today_of(episode)
        known = known_of(actor, episode, day=today)
        kept = phases_of(actor, episode)
        act.about(episode)
        return phases_now(
            known.patient,
            results=known.results,
            day=today,
            reports=kept.reports,
            checks=kept.checks,
            entered=kept.entered,
        )
