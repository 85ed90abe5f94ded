"""How an invented person comes to the demo clinic: registered, asked, and let in from home."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from restride.clinical.patient import Diagnosis
from restride.clinical.precautions import Presence
from restride.clinical.safety.vitals import Vitals
from restride.records import clock
from restride.records.actions.accepting import accept_as_patient
from restride.records.actions.care_team import add_to_care_team
from restride.records.actions.consents import give_consent
from restride.records.actions.episodes import Referral, open_episode
from restride.records.actions.facts import set_facts
from restride.records.actions.inviting import invite_patient
from restride.records.actions.plans_of_care import CareDates, start_plan_of_care
from restride.records.actions.registering import Identity, register_patient
from restride.records.actions.safety import Answered, answer_precautions, check_safety
from restride.records.actors import Actor, actor_of
from restride.records.models import Episode
from restride.records.queries.facts import person_of
from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentWay
from restride.web.demo.crew import Crew
from restride.web.demo.people import InventedPerson

_PIN: Final = "2741"
_AGREED: Final = (ConsentKind.RECORD, ConsentKind.SENSORS, ConsentKind.HOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An invented person who is a patient of the demo clinic now."""

    person: InventedPerson
    crew: Crew
    patient_id: UUID
    at_home: Actor

    def made_id(self, words: str) -> UUID:
        """Give the identifier that a device of theirs would have made."""
        return uuid5(NAMESPACE_URL, f"restride-demo/{self.person.record_number}/{words}")


def arrive(crew: Crew, person: InventedPerson) -> Arrived:
    """Register somebody at the front desk, with consents, a care team and an account at home."""
    patient = register_patient(
        crew.front_desk,
        Identity(
            record_number=person.record_number,
            given_name=person.given_name,
            family_name=person.family_name,
            birth_date=person.birth_date,
            sex_for_reference=person.sex,
            address="1 Simulated Street",
        ),
    )
    for kind in _AGREED:
        give_consent(
            crew.front_desk,
            patient.pk,
            kind=kind,
            text_version=CURRENT_TEXTS[kind].version,
            how=ConsentWay.ON_TABLET,
        )
    team = ((crew.therapist, True), (crew.assistant, False), (crew.viewer, False))
    for member, is_lead in team:
        if member.user_id is not None:
            add_to_care_team(
                crew.administrator, patient.pk, user_id=member.user_id, is_lead=is_lead
            )
    at_home = _let_in(crew, patient.pk, is_proxy=False)
    if person.has_proxy:
        _let_in(crew, patient.pk, is_proxy=True)
    return Arrived(person=person, crew=crew, patient_id=patient.pk, at_home=at_home)


def _let_in(crew: Crew, patient_id: UUID, *, is_proxy: bool) -> Actor:
    invited = invite_patient(crew.front_desk, patient_id, is_proxy=is_proxy)
    return actor_of(accept_as_patient(invited.secret, pin=_PIN).row.user)


def begin_episode(arrived: Arrived) -> Episode:
    """Open the course of care, with what is known of the person."""
    person, therapist = arrived.person, arrived.crew.therapist
    today = clock.today(therapist.time_zone)
    diagnosis = Diagnosis(condition=person.condition, side=person.side, since=person.since(today))
    episode = open_episode(
        therapist,
        arrived.patient_id,
        Referral(
            conditions=(diagnosis,),
            problem=person.problem,
            referrer="Dr Simulated-Referrer",
            started_on=today,
        ),
    )
    body = {"height_m": person.height_m, "body_mass_kg": person.body_mass_kg}
    set_facts(therapist, episode.pk, {"body": body, **person.facts}, version=episode.version)
    return Episode.objects.get(pk=episode.pk)


def start_care_plan(arrived: Arrived, episode: Episode, *, expires_on: date, due: date) -> None:
    """Certify the course of care until a day."""
    today = clock.today(arrived.crew.therapist.time_zone)
    start_plan_of_care(
        arrived.crew.therapist,
        episode.pk,
        CareDates(
            started_on=today,
            certified_on=today,
            expires_on=expires_on,
            progress_report_due_on=due,
        ),
    )


def ask_about_safety(arrived: Arrived, episode: Episode, *, visit_id: UUID) -> None:
    """Ask what must be known before anything is tested or trained today, and measure."""
    therapist, person = arrived.crew.therapist, arrived.person
    day = clock.today(therapist.time_zone)
    asked = person_of(Episode.objects.get(pk=episode.pk), day=day).asked()
    answers = [
        Answered(
            code=each.id,
            presence=Presence.PRESENT if each.id in person.present else Presence.ABSENT,
        )
        for each in asked
    ]
    if answers:
        answer_precautions(therapist, episode.pk, answers)
    vitals = Vitals(
        taken_on=day,
        systolic_mmhg=128 + person.number,
        diastolic_mmhg=76 + person.number,
        heart_rate_bpm=68 + person.number,
        saturation_percent=97,
    )
    check_safety(therapist, episode.pk, vitals=vitals, visit_id=visit_id)
