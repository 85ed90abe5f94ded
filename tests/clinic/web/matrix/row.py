"""A row of the matrix: an operation, who may do it, how far it reaches, and what is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.clinic.web.matrix.words import Place, Reach, Who, is_same_clinic, role_of, sees

from restride.records.roles import Role

#: One letter a role, as rows write them.
LETTERS: Final = {
    "A": Role.ADMINISTRATOR,
    "T": Role.THERAPIST,
    "S": Role.ASSISTANT,
    "D": Role.FRONT_DESK,
    "V": Role.VIEWER,
    "P": Role.PATIENT,
    "X": Role.PROXY,
    "K": Role.SERVICE,
}
EVERYBODY: Final = "ATSDVPXK"
#: By name of a part of an address: the object that it names, where the kind has another name.
NAMED: Final = {
    "run_id": "analysisrun",
    "access_id": "patientaccess",
    "plan_id": "planrecord",
    "fall_id": "fallreport",
    "class_id": "trainingclass",
    "session_id": "trainingsession",
    "user_id": "user",
    "token_id": "servicetoken",
    "member_id": "careteammember",
    "opened_id": "breakglass",
    "finding_id": "findingrecord",
    "goal_id": "goalrecord",
    "result_id": "testresult",
    "pack_id": "storedlicencepack",
    "assignment_id": "educationassignment",
    "therapist_id": "user",
    "owner_id": "user",
    "to_patient_id": "patient",
    "content_id": "cliniccontent",
    "link_id": "sharelink",
}
#: What is sent where nothing else is: of no interest to a question.
_NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What an operation lets whom do."""

    operation: str
    #: Its name in the permissions; None where none is behind it.
    permission: str | None
    may: frozenset[Role]
    reach: Reach
    #: A text that begins with @ names an object of the world: see ``sent``.
    body: object = None
    content: bytes | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    #: By part of the address: the object, where it goes by another name here.
    ids: Mapping[str, str] = field(default_factory=dict)
    #: Besides success, what the state of the world answers to who may.
    also: tuple[int, ...] = ()
    #: By who asks: another status than the rules of the matrix say, and why beside the row.
    but: Mapping[Who, int] = field(default_factory=dict)
    #: By who asks: another body, where somebody may not say what others may.
    bodies: Mapping[Who, object] = field(default_factory=dict)
    #: That it opens the record of anybody at the same clinic, to whom it was closed.
    is_in_need: bool = False
    #: That whoever asks may know of everybody's rows at the same clinic, by identifier alone.
    tells_identifiers: bool = False
    #: That an answer of success may tell of refusals inside it, part by part.
    is_by_part: bool = False
    #: Identifiers in the body that may be of any patient of the clinic.
    free: tuple[str, ...] = ()

    def named(self, parameter: str) -> str:
        """Name the object that a part of an address or a body names."""
        return self.ids.get(parameter) or NAMED.get(parameter) or parameter.removesuffix("_id")

    def answers(self, who: Who, place: Place, *, has_object: bool) -> frozenset[int]:
        """Give the statuses that somebody may get for an object there."""
        role = role_of(who)
        if self.reach is Reach.ANYBODY:
            return frozenset({200, 201, 202, 204, *self.also})
        if role is None:
            return frozenset({401})
        if who in self.but:
            return frozenset({self.but[who]})
        if role not in self.may:
            return frozenset({403})
        if has_object and not self._is_seen(who, place):
            return frozenset({404})
        return frozenset({200, 201, 202, 204, *self.also})

    def body_of(self, who: Who) -> object:
        """Give what somebody sends."""
        return self.bodies.get(who, self.body)

    def _is_seen(self, who: Who, place: Place) -> bool:
        return is_same_clinic(who, place) if self.is_in_need else sees(who, place, self.reach)


def row(
    operation: str, permission: str | None, *, may: str, reach: Reach = Reach.CARE, **more: object
) -> Row:
    """Write a row; the roles by their letters."""
    return Row(
        operation=operation,
        permission=permission,
        may=frozenset(LETTERS[letter] for letter in may),
        reach=reach,
        **more,  # type: ignore[arg-type]
    )
