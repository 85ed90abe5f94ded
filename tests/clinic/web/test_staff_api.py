"""Staff over HTTP: invited, ended, helped back in; and no way from one clinic into another."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from restride.records import clock
from restride.records.models import Membership, User
from restride.records.roles import Role

PASSWORD = "seven grey herons wade"  # noqa: S105
CLARA = {"role": "therapist", "name": "Clara Rot", "email": "Clara@North.example"}


@pytest.fixture
def administrator(make_staff) -> User:
    return make_staff(Role.ADMINISTRATOR)


@pytest.fixture
def desk(administrator, caller):
    return caller(administrator)


def _invited(desk, **more: str) -> str:
    answer = desk.ask("POST", "/staff/invitations", CLARA | more)
    assert answer.status_code == 201, answer.content
    return answer.json()["secret"]


def _accept(caller, secret: str, password: str = PASSWORD):
    return caller(None).ask("POST", "/invitations/accept", {"secret": secret, "password": password})


def test_staff_join_by_invitation_and_sign_in_with_their_address(desk, caller, client):
    accepted = _accept(caller, _invited(desk))

    assert accepted.json() == {
        "username": "clara@north.example",
        "device_id": None,
        "device_secret": None,
    }
    clara = User.objects.get(username="clara@north.example")
    assert (clara.name, clara.is_clinic_staff) == ("Clara Rot", True)
    assert EmailAddress.objects.filter(user=clara, verified=True, primary=True).exists()
    names = {each["name"]: each["role"] for each in desk.ask("GET", "/staff").json()}
    assert names["Clara Rot"] == "therapist"
    signed_in = client.post(
        "/_allauth/browser/v1/auth/login",
        {"email": "clara@north.example", "password": PASSWORD},
        content_type="application/json",
    )
    assert signed_in.status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_holds(desk, caller):
    secret = _invited(desk)

    weak = _accept(caller, secret, "clara@north.example")

    assert weak.status_code == 422
    assert "too similar" in weak.json()["detail"]
    assert _accept(caller, secret).status_code == 201
    assert _accept(caller, secret).status_code == 404, "and is used once"


def test_an_address_with_an_account_joins_only_when_its_owner_is_signed_in(
    desk, caller, make_staff, other_clinic, clinic
):
    clara = make_staff(Role.ASSISTANT, "clara", at=other_clinic)
    secret = _invited(desk, email=clara.email)

    stranger = _accept(caller, secret)
    wrong = caller(make_staff(Role.VIEWER)).ask(
        "POST", "/invitations/accept", {"secret": secret, "password": PASSWORD}
    )
    owner = caller(clara).ask(
        "POST", "/invitations/accept", {"secret": secret, "password": PASSWORD}
    )

    assert (stranger.status_code, wrong.status_code, owner.status_code) == (409, 409, 201)
    assert Membership.objects.filter(user=clara, clinic=clinic, role=Role.THERAPIST).exists()


def test_whether_an_address_has_an_account_is_not_told_to_who_invites(desk, make_staff):
    make_staff(Role.THERAPIST)
    known = desk.ask("POST", "/staff/invitations", CLARA | {"email": "therapist@north.example"})
    unknown = desk.ask("POST", "/staff/invitations", CLARA)

    assert known.status_code == unknown.status_code == 201
    assert known.json().keys() == unknown.json().keys()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"role": "patient"}, "role must be one of"),
        ({"email": "clara"}, "email must be an e-mail address"),
    ],
)
def test_senseless_invitations_are_refused(desk, body, words):
    answer = desk.ask("POST", "/staff/invitations", CLARA | body)

    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_only_administrators_invite_staff(caller, make_staff):
    assert (
        caller(make_staff(Role.THERAPIST)).ask("POST", "/staff/invitations", CLARA).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/staff/invitations", CLARA),
        ("/service-tokens", {"name": "Lab", "scopes": ["patient.find"]}),
        ("/staff/{user}/reset-password", None),
        ("/staff/{user}/reset-second-factor", None),
    ],
)
def test_what_is_delicate_asks_again_who_it_is(desk, make_staff, path, body):
    user = make_staff(Role.THERAPIST)
    session = desk.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()

    answer = desk.ask("POST", path.format(user=user.pk), body)

    assert (answer.status_code, answer.json()["type"]) == (
        403,
        "urn:restride:problem:fresh-sign-in-needed",
    )


def test_a_code_is_handed_over_and_must_be_changed(desk, make_staff, client):
    user = make_staff(Role.THERAPIST)

    answer = desk.ask("POST", f"/staff/{user.pk}/reset-password").json()

    login = "/_allauth/browser/v1/auth/login"
    body = {"username": user.username, "password": answer["code"]}
    assert len(answer["code"]) == 24
    assert client.post(login, body, content_type="application/json").status_code == 200
    assert client.get("/api/me").json()["must_change_password"] is True
    assert client.get("/api/clinic").json()["type"].endswith("password-change-needed")
    client.logout()
    with clock.at(clock.now() + timedelta(hours=24)):
        over = client.post(login, body, content_type="application/json")
    assert over.status_code == 400


def test_a_lost_factor_is_taken_away_and_the_sessions_with_it(desk, make_staff, caller):
    user = make_staff(Role.THERAPIST)
    theirs = caller(user)
    theirs.ask("GET", "/clinic")

    assert desk.ask("POST", f"/staff/{user.pk}/reset-second-factor").status_code == 204
    assert not Authenticator.objects.filter(user=user).exists()
    assert theirs.ask("GET", "/clinic").status_code in {401, 403}


@pytest.mark.parametrize("what", ["reset-password", "reset-second-factor"])
def test_nobody_resets_themselves_or_who_works_elsewhere_too(
    desk, administrator, make_staff, other_clinic, what
):
    shared = make_staff(Role.THERAPIST)
    Membership.objects.create(clinic=other_clinic, user=shared, role=Role.THERAPIST)
    foreign = make_staff(Role.THERAPIST, "foreign", at=other_clinic)

    answers = [
        desk.ask("POST", f"/staff/{each.pk}/{what}") for each in (administrator, shared, foreign)
    ]

    assert [each.status_code for each in answers] == [409, 409, 404]
    assert "Nobody resets themselves" in answers[0].json()["detail"]
    assert "also used outside your clinic" in answers[1].json()["detail"]


def test_a_role_is_ended_and_the_last_administrator_stays(desk, administrator, make_staff, caller):
    user = make_staff(Role.THERAPIST)
    theirs = caller(user)
    membership = Membership.objects.get(user=user)
    own = Membership.objects.get(user=administrator)

    assert desk.ask("POST", f"/memberships/{membership.pk}/end").status_code == 200
    assert theirs.ask("GET", "/clinic").status_code in {401, 403}
    last = desk.ask("POST", f"/memberships/{own.pk}/end")
    assert (last.status_code, last.json()["detail"]) == (
        409,
        "A clinic needs an administrator, and this is the last. Invite another first.",
    )
    assert desk.ask("POST", f"/memberships/{membership.pk}/end").status_code == 404
    assert len(desk.ask("GET", "/staff").json()) == 1
    assert len(desk.ask("GET", "/staff?with_former=true").json()) == 2


def test_a_foreign_role_is_not_there_to_end(desk, make_staff, other_clinic):
    foreign = Membership.objects.get(user=make_staff(Role.THERAPIST, at=other_clinic))

    assert desk.ask("POST", f"/memberships/{foreign.pk}/end").status_code == 404
    assert desk.ask("GET", f"/staff/{foreign.user_id}/sessions").status_code == 404
    assert desk.ask("DELETE", f"/staff/{foreign.user_id}/sessions").status_code == 404
