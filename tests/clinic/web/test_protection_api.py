"""Over HTTP: care team, opening in need, consents, merging, export, erasure, trail."""

import io
import zipfile

import pytest
from tests.clinic.every_row import RowMaker

from restride.records.models import Recording, User
from restride.records.places import quarantine, storage
from restride.records.roles import Role

REASON = "fell in the corridor, precautions needed"


@pytest.fixture
def people(make_staff, caller):
    """Callers by name, each signed in."""
    made = {
        "admin": make_staff(Role.ADMINISTRATOR),
        "other": make_staff(Role.THERAPIST, "other"),
        "viewer": make_staff(Role.VIEWER),
    }
    return {name: caller(user) for name, user in made.items()} | made_ids(made)


def made_ids(made: dict[str, User]) -> dict[str, str]:
    return {f"{name}_id": str(user.pk) for name, user in made.items()}


@pytest.fixture
def lead(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


def test_a_care_team_is_joined_led_and_left(people, lead, make_patient):
    address = f"/patients/{make_patient().pk}/care-team"
    joined = lead.ask("POST", address, {"user_id": people["other_id"]})
    assert joined.status_code == 201, joined.content
    other = joined.json()
    assert (other["is_lead"], other["user_name"]) == (False, "Other")

    led = lead.ask("POST", f"/care-team-members/{other['id']}/lead")
    assert led.json()["is_lead"]
    team = people["other"].ask("GET", address).json()
    first = next(each for each in team["members"] if not each["is_lead"])
    assert people["other"].ask("POST", f"/care-team-members/{first['id']}/end").status_code == 200
    assert lead.ask("GET", address).status_code == 404
    assert people["admin"].ask("GET", "/patients-without-lead").json()["items"] == []
    assert lead.ask("POST", address, {"user_id": people["other_id"]}).status_code == 404


def test_a_record_is_found_and_opened_in_need_and_reviewed(people, make_patient):
    anna = make_patient(record_number="N-77")
    outside, admin = people["other"], people["admin"]
    sought = {"birth_date": anna.birth_date, "record_number": "N-77"}
    hit = outside.ask("POST", "/break-glass/search", sought)
    assert hit.json() == {"patient_id": str(anna.pk)}, "nothing but the hit"
    miss = outside.ask("POST", "/break-glass/search", sought | {"record_number": "N-78"})
    assert miss.status_code == 404

    opened = outside.ask("POST", f"/patients/{anna.pk}/break-glass", {"reason": REASON})

    assert opened.status_code == 201, opened.content
    assert outside.ask("GET", f"/patients/{anna.pk}").status_code == 200
    waiting = admin.ask("GET", "/break-glass?is_waiting=true").json()["items"]
    assert [each["reason"] for each in waiting] == [REASON]
    address = f"/break-glass/{opened.json()['id']}"
    assert outside.ask("POST", f"{address}/end").json()["ended_at"]
    assert admin.ask("POST", f"{address}/review").json()["reviewed_at"]
    assert admin.ask("GET", "/break-glass?is_waiting=true").json()["items"] == []
    assert outside.ask("GET", "/break-glass").status_code == 403


def test_consents_are_given_and_withdrawn(lead, make_patient):
    address = f"/patients/{make_patient().pk}/consents"
    texts = {each["kind"]: each["version"] for each in lead.ask("GET", "/consent-texts").json()}
    body = {"kind": "video", "text_version": texts["video"], "how": "on_tablet"}

    assert lead.ask("POST", address, body).status_code == 201
    assert lead.ask("POST", address, body | {"text_version": "video-0"}).status_code == 422
    withdrawn = lead.ask("POST", f"{address}/withdraw", {"kind": "video"})
    assert [bool(each["withdrawn_at"]) for each in withdrawn.json()] == [True]
    assert lead.ask("POST", f"{address}/withdraw", {"kind": "video"}).status_code == 409
    assert len(lead.ask("GET", address).json()) == 1


def test_a_record_is_merged_and_the_former_address_says_where(people, make_patient):
    kept, other = make_patient(), make_patient()
    admin = people["admin"]
    address = f"/patients/{kept.pk}"

    merged = admin.ask("POST", f"{address}/merge", {"other_id": str(other.pk)}, if_match='"1"')

    assert merged.status_code == 200, merged.content
    assert merged["ETag"] == '"2"'
    former = admin.ask("GET", f"/patients/{other.pk}")
    assert former.status_code == 409
    assert former.json()["merged_into"] == str(kept.pk)
    assert former.json()["type"] == "urn:restride:problem:merged"


def test_a_record_is_put_aside_and_taken_back(lead, make_patient):
    address = f"/patients/{make_patient().pk}"

    assert lead.ask("POST", f"{address}/retire", if_match='"1"').json()["state"] == "inactive"
    assert lead.ask("POST", f"{address}/retire", if_match='"2"').status_code == 409
    assert lead.ask("POST", f"{address}/take-back", if_match='"2"').json()["state"] == "active"


def test_a_record_is_exported_and_erased_with_its_files(people, therapist, make_patient):
    anna = make_patient(record_number="N-77")
    made = RowMaker(anna, User.objects.get(pk=therapist.user_id), text="planted").make_all()
    stored = storage().put(made[Recording].stored_name, io.BytesIO(b"t,x\n"))
    waiting = quarantine() / next(
        row.quarantine_name for row in made.values() if hasattr(row, "quarantine_name")
    )
    waiting.write_bytes(b"t,x\n")
    for model in made:
        if hasattr(model, "state") and model.__name__ in ("Job", "Recording", "Episode"):
            model.objects.update(
                state={"Job": "ok", "Recording": "captured", "Episode": "discharged"}[
                    model.__name__
                ]
            )
    admin, address = people["admin"], f"/patients/{anna.pk}"

    export = admin.ask("POST", f"{address}/export")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.streaming_content)))
    assert archive.read(stored.name) == b"t,x\n"
    assert "N-77" not in export["Content-Disposition"]
    body = {"basis": "request", "record_number": "N-77", "reason": "asked for in writing"}
    assert admin.ask("POST", f"{address}/erase", body | {"record_number": "x"}).status_code == 422
    erased = admin.ask("POST", f"{address}/erase", body)

    assert erased.status_code == 200, erased.content
    assert erased.json()["files_count"] == 1
    assert not storage().exists(stored.name)
    assert not waiting.exists()
    assert admin.ask("GET", address).status_code == 404
    assert admin.ask("GET", "/retention").json()["items"] == []


def test_the_trail_is_read_by_page_and_by_what_is_asked(people, lead, make_patient, therapist):
    anna = make_patient()
    for _ in range(5):
        lead.ask("GET", f"/patients/{anna.pk}")
    admin = people["admin"]

    asked = f"/trail?patient_id={anna.pk}&action=patient.read&user_id={therapist.user_id}"
    first = admin.ask("GET", f"{asked}&most_count=3").json()
    second = admin.ask("GET", f"{asked}&most_count=3&before={first['next_before']}").json()

    numbers = [each["number"] for each in first["lines"] + second["lines"]]
    assert len(numbers) == 5
    assert numbers == sorted(numbers, reverse=True)
    assert second["next_before"] is None
    assert first["lines"][0]["user_name"] == "Therapist"
    assert people["viewer"].ask("GET", "/trail").status_code == 200
    assert lead.ask("GET", "/trail").status_code == 403
    assert admin.ask("GET", "/trail?since=2999-01-01T00:00:00Z").json()["lines"] == []
    assert admin.ask("GET", "/trail?outcome=else").status_code == 422


def test_a_patient_sees_who_saw_them(people, lead, make_patient, caller):
    from restride.records.models import PatientAccess

    anna = make_patient()
    user = User.objects.create(username="made-up")
    PatientAccess.objects.create(clinic=anna.clinic, patient=anna, user=user)
    people["admin"].ask("GET", "/patients")

    lines = caller(user).ask("GET", f"/patients/{anna.pk}/trail").json()["lines"]

    assert [(each["user_name"], each["action"]) for each in lines] == [
        ("Administrator", "patient.find"),
        ("Therapist", "patient.register"),
    ]
    assert lead.ask("GET", f"/patients/{anna.pk}/trail").status_code == 403


def test_what_stands_beside_a_line_opens_as_deep_as_one_sees(people, lead, make_patient):
    anna = make_patient()
    lead.ask("POST", f"/patients/{anna.pk}/retire", if_match='"1"')
    admin = people["admin"]
    number = admin.ask("GET", "/trail?action=patient.state").json()["lines"][0]["number"]

    assert admin.ask("GET", f"/trail/{number}").json()["detail"] == {"state": "inactive"}
    assert people["viewer"].ask("GET", f"/trail/{number}").status_code == 404
    assert admin.ask("GET", "/trail/9999").status_code == 404
    people["other"].ask("POST", f"/patients/{anna.pk}/break-glass", {"reason": REASON})
    opened = admin.ask("GET", "/trail?action=break_glass.open").json()["lines"][0]["number"]
    assert admin.ask("GET", f"/trail/{opened}").status_code == 404, "care is not an administrator's"


def test_a_refusal_does_not_repeat_a_name_in_a_wrong_field(lead, make_patient):
    address = f"/patients/{make_patient().pk}/episodes"
    for wrong in ("Anna Müller", "Müller", "anna"):
        refused = lead.ask("POST", address, {"conditions": [{"condition": wrong}]})
        assert refused.status_code == 422
        assert "and what was sent is none" in refused.json()["detail"]
    unknown = lead.ask("POST", address, {"conditions": [], "Anna Müller 1950": 1})
    assert "ller" not in unknown.content.decode()
    assert "(as sent)" in str(unknown.json())
