"""Three plain pages: what a role may read, for whoever is signed in; doors in a demo alone."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from django.test import Client

from restride.records.models import Patient, User
from restride.records.roles import Role
from restride.visit.due import Due, DueKind, RetestReason
from restride.web.demo.cast import DOGWOOD, OTHER_THERAPIST
from restride.web.demo.making import make_demo
from restride.web.pages.static_files import address_of
from restride.web.pages.words import due_words

TODAY = datetime.now(UTC).date()


@pytest.fixture
def demo(db, demo_home):
    make_demo(TODAY, people=[replace(DOGWOOD, walks=())], weeks_count=1)


def click(role) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    token = client.cookies["restride_csrf"].value
    answer = client.post("/demo/enter", {"role": role, "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer["Location"]) == (302, "/day")
    return client


def words(client, path, *, status=200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    text = answer.content.decode()
    assert '<html lang="en">' in text
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", text)
    return text


def test_each_role_sees_with_one_click_what_it_may(demo):
    chart = f"/people/{Patient.objects.get().pk}"
    start = words(Client(), "/")
    assert "Simulated clinic." in start
    assert start.count('name="role"') == 7

    therapist = click(Role.THERAPIST)
    day = words(therapist, "/day")
    assert "Simulated-Dogwood" in day
    assert "Needs attention" in day
    whole = words(therapist, chart)
    for each in ("Freezing", "Newest tests", "Why", "Last 28 days", "visit, initial"):
        assert each in whole, each

    at_home = click(Role.PATIENT)
    words(at_home, chart, status=403)
    patient = words(at_home, "/day")
    assert "Programme, version 1" in patient
    assert "Audit trail" not in patient
    assert "Dario" in words(click(Role.PROXY), "/day")

    desk = click(Role.FRONT_DESK)
    assert chart not in words(desk, "/day")
    refused = words(desk, chart, status=403)
    assert "This cannot be shown" in refused
    assert "Dogwood" not in refused

    viewer = words(click(Role.VIEWER), "/day")
    assert "Audit trail" in viewer
    assert "account.demo_sign_in" in viewer
    words(click(Role.ADMINISTRATOR), "/day")
    words(click(Role.ASSISTANT), chart)


def test_signing_out_ends_the_session(demo):
    client = click(Role.THERAPIST)
    token = client.cookies["restride_csrf"].value

    client.post("/leave", {"csrfmiddlewaretoken": token})

    assert client.get("/day").status_code == 302


def test_a_click_without_the_page_is_refused(demo):
    client = Client(enforce_csrf_checks=True)

    assert client.post("/demo/enter", {"role": "therapist"}).status_code == 403


def test_a_real_server_has_no_doors(clinic, make_staff):
    make_staff(Role.THERAPIST)
    client = Client()

    start = words(client, "/")

    assert "Simulated" not in start
    assert 'name="role"' not in start
    assert clinic.name not in start
    assert client.post("/demo/enter", {"role": "therapist"}).status_code == 404
    assert client.get("/day")["Location"] == "/"


def test_staff_without_a_second_factor_see_no_page(clinic, make_staff):
    client = Client()
    client.force_login(make_staff(Role.THERAPIST))

    assert "second factor" in words(client, "/day", status=403)


def test_a_therapist_outside_the_care_team_sees_no_chart(demo, caller):
    outside = caller(User.objects.get(username=OTHER_THERAPIST.email)).client

    chart = words(outside, f"/people/{Patient.objects.get().pk}", status=404)

    assert "This cannot be shown" in chart
    assert "Dogwood" not in chart
    assert "Nobody is booked" in words(outside, "/day")


def test_files_are_kept_under_the_address_of_their_content_and_no_other_is_sent(db):
    client = Client()
    named = client.get(address_of("restride.css"))
    plain = client.get("/static/restride.css")

    assert named["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in named["Cache-Control"]
    assert "no-cache" in plain["Cache-Control"]
    again = client.get("/static/restride.css", headers={"if-none-match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for other in ("urls.py", "..%2Furls.py", "%2e%2e/urls.py", ""):
        assert client.get(f"/static/{other}").status_code == 404


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("faint", "paper"),
        ("faint", "card"),
        ("accent", "paper"),
        ("accent", "card"),
        ("on-accent", "accent"),
        ("better", "card"),
        ("worse", "card"),
        ("on-warn", "warn"),
    ],
)
def test_every_text_has_a_contrast_of_four_and_a_half(theme, ink, paper):
    css = (files("restride.web.pages") / "static" / "restride.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, flags=re.DOTALL)[:2]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light if theme == "light" else dark))

    bright, dim = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)

    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_due_is_written_with_its_day_and_reason():
    on = datetime(2026, 3, 2, tzinfo=UTC).date()

    assert due_words(Due(kind=DueKind.PROGRESS_REPORT, on=on)) == "progress report (2 Mar)"
    again = Due(kind=DueKind.RETEST, reason=RetestReason.FALL)
    assert due_words(again) == "test again (after a fall)"
