"""Setting what is known of a person in an episode, part by part."""

from collections.abc import Mapping
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Episode
from restride.records.queries.facts import diagnoses_of, facts_of
from restride.records.refusals import NotUsable
from restride.visit.facts import refuse_contradictory, with_parts, written_facts


def set_facts(
    actor: Actor, episode_id: UUID, parts: Mapping[str, object], *, version: int
) -> Episode:
    """Set some parts of what is known, each as a whole; the others stay.

    Parameters
    ----------
    parts
        Plain values by the name of the part; see ``restride.visit.facts``.

    Raises
    ------
    NotThere, Conflict, Stale
        No such episode; it is over; somebody else edited it first.
    NotUsable
        No part.
    ContentError, OptionError
        A value that cannot be, or that contradicts another.
    """
    with acting(actor, "episode.edit") as act:
        episode = open_for_change(actor, episode_id)
        if not parts:
            raise NotUsable("At least one part must be set, and there is none. Name one.")
        before = facts_of(episode)
        after = with_parts(before, parts)
        refuse_contradictory(
            after, diagnoses=diagnoses_of(episode), day=clock.today(actor.time_zone)
        )
        episode.facts = written_facts(after)
        saved(episode, version=version)
        act.about(episode)
        act.changed(written_facts(before), written_facts(after))
    return episode
