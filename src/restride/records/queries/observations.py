"""Values of a person over time, with where each came from."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Observation
from restride.records.pages import Page, page_of
from restride.records.refusals import NotUsable
from restride.records.scopes import owned, the_patient
from restride.visit.states import ObservationState


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichValues:
    """Which values are asked for; what is None does not narrow."""

    codes: tuple[str, ...] = ()
    episode_id: UUID | None = None
    #: Where the clinic is.
    first_day: date | None = None
    last_day: date | None = None
    #: With those that others stand in the place of.
    with_corrected: bool = False


def list_observations(
    actor: Actor,
    patient_id: UUID,
    which: WhichValues,
    *,
    after: UUID | None = None,
    most_count: int = 50,
) -> Page[Observation]:
    """List values of a person, those written last first.

    Raises
    ------
    NotThere
        There is no such person for the actor.
    NotUsable
        The days are in the wrong order.
    """
    with reading(actor, "observation.read") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        first, last = which.first_day, which.last_day
        if first is not None and last is not None and last < first:
            raise NotUsable(
                f"last_day must not be before first_day ({first}), and is {last}. Correct one."
            )
        rows = owned(actor, Observation).filter(patient=patient)
        if which.codes:
            rows = rows.filter(code__in=which.codes)
        if which.episode_id is not None:
            rows = rows.filter(episode_id=which.episode_id)
        zone = ZoneInfo(actor.time_zone)
        if first is not None:
            rows = rows.filter(observed_at__gte=datetime.combine(first, time.min, tzinfo=zone))
        if last is not None:
            rows = rows.filter(observed_at__lte=datetime.combine(last, time.max, tzinfo=zone))
        if not which.with_corrected:
            rows = rows.exclude(state=ObservationState.CORRECTED)
        act.about(patient)
        return page_of(rows, after=after, most_count=most_count)
