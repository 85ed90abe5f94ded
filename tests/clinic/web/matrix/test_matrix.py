"""Every operation, by everybody, about everything: nobody sees or changes what is not theirs."""

import pytest
from tests.clinic.web.matrix.asking import Answered, Question
from tests.clinic.web.matrix.operations import Operation, operations
from tests.clinic.web.matrix.row import Row
from tests.clinic.web.matrix.rows import BY_OPERATION, ROWS
from tests.clinic.web.matrix.words import Place, Reach, Who, home_of, sees
from tests.clinic.web.matrix.world import World

from restride.records.models import Patient
from restride.records.permissions import PERMISSIONS
from restride.records.scopes import Depth

#: So many questions are asked at least: fewer, and the matrix asks no longer what it should.
FEWEST_QUESTIONS = 5_000
REFUSED = frozenset({401, 403, 404})


def test_every_operation_has_its_row_and_every_row_its_operation():
    assert len(BY_OPERATION) == len(ROWS), "an operation has two rows"
    assert sorted(set(operations()) - set(BY_OPERATION)) == [], (
        "write a row for these in tests/clinic/web/matrix: who may do it, and what is sent"
    )
    assert sorted(set(BY_OPERATION) - set(operations())) == [], "no such operation any more"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.operation)
def test_a_row_says_what_the_permission_says(row):
    if row.permission is None:
        return
    permission = PERMISSIONS[row.permission]
    assert row.may == permission.roles
    if row.reach in (Reach.NAME, Reach.CARE):
        told = Depth.IDENTITY if row.reach is Reach.NAME else Depth.CARE
        assert permission.depth == told
    name = row.permission.replace(".", "_")
    assert row.operation == name or row.operation.startswith(f"{name}_")


def test_nobody_sees_or_changes_what_is_not_theirs(world, subtests):
    asked_count = 0
    for name, operation in operations().items():
        row = BY_OPERATION.get(name)
        if row is None:
            continue
        wrong: list[str] = []
        for who in Who:
            for place in places_of(operation, row, who):
                question = Question(world=world, operation=operation, row=row, who=who, place=place)
                wrong += [f"{who} on {place}: {each}" for each in faults(question)]
                asked_count += 1
        with subtests.test(name):
            assert not wrong, "\n".join(wrong)
    assert asked_count > FEWEST_QUESTIONS


def places_of(operation: Operation, row: Row, who: Who) -> tuple[Place, ...]:
    """List where the objects lie that are asked for."""
    if not operation.identifiers:
        return (home_of(who),)
    if row.reach in (Reach.CLINIC, Reach.SELF):
        return (Place.OWN, Place.ELSEWHERE)
    return tuple(Place)


def faults(question: Question) -> list[str]:
    """Ask, and list what is wrong with the answer."""
    has_object = bool(question.operation.identifiers)
    must = question.row.answers(question.who, question.place, has_object=has_object)
    answer = question.asked()
    found = [f"{leak} told" for leak in sorted(answer.leaks)]
    if answer.status not in must:
        found.append(f"answered {answer.status}, not {sorted(must)}: {answer.text[:200]}")
    if answer.status >= 400:
        found += _faults_of_refusal(answer)
    if must == {404}:
        nowhere = question.asked(is_there=False)
        found += _faults_of_absence(answer, nowhere, is_listed=question.row.tells_identifiers)
    return found


def _faults_of_refusal(answer: Answered) -> list[str]:
    found = []
    if not answer.is_unchanged:
        found.append(f"refused ({answer.status}), and yet written")
    if answer.kind != "application/problem+json":
        found.append(f"refused ({answer.status}) as {answer.kind}, not as a problem")
    return found


def _faults_of_absence(answer: Answered, nowhere: Answered, *, is_listed: bool) -> list[str]:
    """What may not be seen answers like what is nowhere: as it reads, and as long as it takes."""
    found = []
    if (answer.status, answer.text) != (nowhere.status, nowhere.text):
        found.append(f"reads otherwise than nothing: {nowhere.text[:200]}")
    if answer.queries_count != nowhere.queries_count and not is_listed:
        found.append(f"took {answer.queries_count} queries, and nothing {nowhere.queries_count}")
    return found


def test_no_identifier_in_a_body_reaches_beyond_the_patient(world, subtests):
    for name, operation in operations().items():
        row = BY_OPERATION.get(name)
        if row is None or not operation.keys:
            continue
        with subtests.test(name):
            missing = operation.keys - _named_in(row.body)
            assert not missing, f"say in the body of the row what these name: {sorted(missing)}"
            wrong = [each for key in sorted(operation.keys) for each in _reaching(world, name, key)]
            assert not wrong, "\n".join(wrong)


def test_no_identifier_behind_an_address_tells_of_others(world, subtests):
    for name, operation in operations().items():
        row = BY_OPERATION.get(name)
        for key in operation.asked if row is not None else ():
            if not key.endswith("_id") and key not in ("after", "before"):
                continue
            with subtests.test(f"{name} {key}"):
                wrong = _told_behind(world, name, key)
                assert not wrong, "\n".join(wrong)


def _told_behind(world: World, name: str, key: str) -> list[str]:
    """Ask a list for the rows of others: it may be empty or refuse, and tells of nobody."""
    operation, row = operations()[name], BY_OPERATION[name]
    found = []
    for who in (Who.ADMINISTRATOR, Who.THERAPIST, Who.VIEWER, Who.PATIENT, Who.SERVICE):
        for place in (Place.OTHER, Place.ELSEWHERE):
            kind = "patient" if key in ("after", "before") else row.named(key)
            question = Question(world=world, operation=operation, row=row, who=who, place=Place.OWN)
            answer = question.asked(keys={key: world.id_of(kind, place)})
            if answer.status >= 500 or answer.leaks or not answer.is_unchanged:
                found.append(f"{who}, {key} of {place}: {answer.status} {answer.text[:200]}")
    return found


def _named_in(body: object) -> set[str]:
    if isinstance(body, dict):
        return set(body).union(*map(_named_in, body.values()))
    return set().union(*map(_named_in, body)) if isinstance(body, list) else set()


def _reaching(world: World, name: str, key: str) -> list[str]:
    """Put objects of others in the place of one key, as everybody who may do the operation."""
    operation, row = operations()[name], BY_OPERATION[name]
    found = []
    for who in (Who.ADMINISTRATOR, Who.THERAPIST, Who.FRONT_DESK, Who.PATIENT, Who.SERVICE):
        question = Question(world=world, operation=operation, row=row, who=who, place=Place.OWN)
        is_let = not row.answers(who, Place.OWN, has_object=True) & REFUSED
        is_let = is_let and key in _named_in(row.body_of(who))
        for place in (Place.OTHER, Place.ELSEWHERE) if is_let else ():
            is_free = key in row.free and sees(who, place, Reach.NAME)
            if (_is_shared(world, row, key) and place is Place.OTHER) or is_free:
                continue
            answer = question.asked(keys={key: _key_of(world, row, key, place)})
            if not _is_refused(row, answer) or answer.leaks or not answer.is_unchanged:
                found.append(f"{who}, {key} of {place}: {answer.status} {answer.text[:200]}")
    return found


def _is_refused(row: Row, answer: Answered) -> bool:
    if row.is_by_part and answer.status == 200:
        return '"outcome": "refused"' in answer.text and '"code": "not-' in answer.text
    return answer.status in (404, 422)


def _is_shared(world: World, row: Row, key: str) -> bool:
    """Tell whether an object belongs to the clinic, and so to both of its patients."""
    found = world.rows[Place.OWN][row.named(key)]
    return not isinstance(found, Patient) and getattr(found, "patient_id", None) is None


def _key_of(world: World, row: Row, key: str, place: Place) -> str:
    return world.id_of(row.named(key), place)
