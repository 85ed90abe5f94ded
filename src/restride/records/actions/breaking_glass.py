"""Opening a record in need, outside the care team: with a reason, for a while, and told.

Whoever is not of the care team knows nobody's id. They name the person by record number and birth
date, or by full name and birth date: the answer is whether such a person is registered, and
nothing about them. Every search stands in the trail, and too many that find nobody are refused.
See docs/decisions/0166-who-sees-whom.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.alerts import close_alerts_of, raise_alert
from restride.records.actors import Actor
from restride.records.finding_people import likely_the_same
from restride.records.models import Alert, AuditEvent, BreakGlass, Membership, Patient
from restride.records.refusals import Conflict, NotThere, NotUsable, TooMany
from restride.records.roles import Role
from restride.records.scopes import Depth, patients_of, the_row, thing_of
from restride.vault.blind_index import normalise_name
from restride.visit.severity import Severity
from restride.visit.states import PatientState

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: House choices: docs/decisions/0166-who-sees-whom.md
OPEN_FOR: Final = timedelta(hours=4)
SHORTEST_REASON_CHARS: Final = 10
_REVIEW_WITHIN: Final = timedelta(hours=72)
_MOST_MISSES_COUNT: Final = 10
_MISSES_WITHIN: Final = timedelta(hours=1)

_NOTICE: Final = "break_glass"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtPerson:
    """Whom somebody outside the care team looks for: the birth date, and number or full name."""

    birth_date: date
    record_number: str | None = None
    given_name: str | None = None
    family_name: str | None = None


def find_in_need(actor: Actor, sought: SoughtPerson) -> UUID:
    """Tell whether a person is registered, by an id and nothing else.

    Raises
    ------
    NotUsable
        Neither a record number nor a full name.
    NotThere
        Nobody, or several: what was given must fit one person in every letter.
    TooMany
        Too many searches found nobody.
    """
    with acting(actor, "break_glass.find") as act:
        _refuse_guessing(actor)
        found = _fitting(actor, sought)
        if len(found) != 1:
            raise NotThere("person of these details")
        act.about(found[0])
    return found[0].pk


def open_in_need(actor: Actor, patient_id: UUID, *, reason: str) -> BreakGlass:
    """Open a record for a few hours; the lead of the care team and an administrator are told.

    Raises
    ------
    NotUsable
        The reason is too short to be one.
    NotThere
        No such patient at this clinic.
    Conflict
        The actor sees the record anyway.
    """
    with acting(actor, "break_glass.open") as act:
        words = reason.strip()
        if len(words) < SHORTEST_REASON_CHARS:
            raise NotUsable(
                f"A record is opened in need with a reason of at least {SHORTEST_REASON_CHARS} "
                f"letters, and this has {len(words)}. Say why."
            )
        patient = _in_use(actor).filter(pk=patient_id).first()
        if patient is None:
            raise NotThere("patient")
        if patients_of(actor, depth=Depth.CARE).filter(pk=patient.pk).exists():
            raise Conflict("You see this record already. Open it as usual.")
        opened = BreakGlass.objects.create(
            clinic_id=actor.clinic_id,
            patient=patient,
            user_id=_person(actor),
            made_by_id=actor.user_id,
            reason=words,
            expires_at=clock.now() + OPEN_FOR,
        )
        _tell(opened)
        act.about(opened, reason=words, expires_at=str(opened.expires_at))
    return opened


def end_in_need(actor: Actor, opened_id: UUID) -> BreakGlass:
    """Close a record that was opened in need, before its time; one's own, or any as administrator.

    Raises
    ------
    NotThere
        No such opening.
    Conflict
        It is over.
    """
    with acting(actor, "break_glass.end") as act:
        opened = the_row(actor, BreakGlass, opened_id, depth=Depth.IDENTITY)
        if Role.ADMINISTRATOR not in actor.roles and opened.user_id != actor.user_id:
            raise NotThere(thing_of(BreakGlass))
        if opened.ended_at is not None or opened.expires_at <= clock.now():
            raise Conflict("This opening is over already. Nothing is left to end.")
        opened.ended_at = clock.now()
        opened.version += 1
        opened.save()
        act.about(opened)
    return opened


def review_in_need(actor: Actor, opened_id: UUID) -> BreakGlass:
    """Say that an administrator has looked at an opening.

    Raises
    ------
    NotThere
        No such opening.
    Conflict
        Looked at already, or one's own.
    """
    with acting(actor, "break_glass.review") as act:
        opened = the_row(actor, BreakGlass, opened_id, depth=Depth.IDENTITY)
        if opened.reviewed_at is not None:
            raise Conflict("This opening was reviewed already. Nothing is left to do.")
        if opened.user_id == actor.user_id:
            raise Conflict("Nobody reviews what they opened themselves. Ask another administrator.")
        opened.reviewed_at = clock.now()
        opened.reviewed_by_id = actor.user_id
        opened.version += 1
        opened.save()
        close_alerts_of(actor, opened)
        act.about(opened)
    return opened


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotUsable("A record is opened in need by a person. Sign in as one.")
    return actor.user_id


def _in_use(actor: Actor) -> "QuerySet[Patient]":
    gone = (PatientState.MERGED, PatientState.ERASED)
    return Patient.objects.filter(clinic_id=actor.clinic_id).exclude(state__in=gone)


def _fitting(actor: Actor, sought: SoughtPerson) -> list[Patient]:
    """Find whom the details fit in every letter: the blind index alone knows beginnings only."""
    wanted: dict[str, str] = {
        name: value
        for name in ("record_number", "given_name", "family_name")
        if (value := getattr(sought, name)) is not None
    }
    by_name = {"given_name", "family_name"} <= wanted.keys()
    if not by_name and "record_number" not in wanted:
        raise NotUsable(
            "A person is named by birth date and record number, or by birth date and full name. "
            "Give one of the two."
        )
    texts = {"birth_date": sought.birth_date.isoformat(), **wanted}
    nothing = dict.fromkeys(("record_number", "given_name", "family_name"), "")
    ids = likely_the_same(actor.clinic_id, nothing | texts)
    found = _in_use(actor).filter(pk__in=(*ids.by_number, *ids.by_name))
    return [each for each in found if any(_fits(one, texts) for one in (each, *each.merged.all()))]


def _fits(patient: Patient, texts: dict[str, str]) -> bool:
    return all(
        normalise_name(getattr(patient, name)) == normalise_name(text)
        for name, text in texts.items()
    )


def _refuse_guessing(actor: Actor) -> None:
    misses = AuditEvent.objects.filter(
        user_id=actor.user_id,
        action="break_glass.find",
        outcome="refused",
        happened_at__gt=clock.now() - _MISSES_WITHIN,
    )
    if misses.count() >= _MOST_MISSES_COUNT:
        raise TooMany(
            f"{_MOST_MISSES_COUNT} searches in an hour found nobody. Wait, or ask an administrator "
            "who the person is.",
            retry_after_s=round(_MISSES_WITHIN.total_seconds()),
        )


def _tell(opened: BreakGlass) -> None:
    """Alert the lead of the care team, and an administrator who then reviews it."""
    due_at = clock.now() + _REVIEW_WITHIN
    raise_alert(
        patient_id=opened.patient_id,
        clinic_id=opened.clinic_id,
        rule=_NOTICE,
        severity=Severity.SOON,
        source_kind="break_glass",
        source_id=opened.pk,
        due_at=due_at,
    )
    administrators = Membership.objects.filter(
        clinic_id=opened.clinic_id, role=Role.ADMINISTRATOR, ended_at__isnull=True
    ).exclude(user_id=opened.user_id)
    owner_id = administrators.order_by("pk").values_list("user_id", flat=True).first()
    if owner_id is not None:
        Alert.objects.create(
            clinic_id=opened.clinic_id,
            patient_id=opened.patient_id,
            rule=f"{_NOTICE}.review",
            severity=Severity.SOON,
            source_kind="break_glass",
            source_id=opened.pk,
            owner_id=owner_id,
            due_at=due_at,
        )
