"""Where a request comes from: past trusted proxies, and never what a stranger claims."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import RequestFactory

from restride.web.accounts.sender import link_to, sender_address


@pytest.fixture
def proxied(monkeypatch):
    home = settings.RESTRIDE_HOME
    configured = replace(
        home.configuration, trusted_proxies=("10.0.0.1", "10.0.0.2"), address="https://c.example/"
    )
    monkeypatch.setattr(settings, "RESTRIDE_HOME", replace(home, configuration=configured))


def _request(seen: str, told: str | None = None):
    headers = {} if told is None else {"X-Forwarded-For": told}
    return RequestFactory().get("/", REMOTE_ADDR=seen, headers=headers)


@pytest.mark.parametrize(
    ("seen", "told", "sender"),
    [
        pytest.param("10.0.0.1", "1.2.3.4", "1.2.3.4", id="through a proxy"),
        pytest.param("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4", id="through two"),
        pytest.param("10.0.0.1", None, "10.0.0.1", id="the proxy itself"),
        pytest.param("10.0.0.1", "made up", "10.0.0.1", id="no address"),
        pytest.param("5.6.7.8", "1.2.3.4", "5.6.7.8", id="a stranger's claim"),
        pytest.param("", None, "127.0.0.1", id="a socket of the machine"),
    ],
)
def test_only_trusted_proxies_are_believed(proxied, seen, told, sender):
    assert sender_address(_request(seen, told)) == sender


def test_without_proxies_nothing_is_believed():
    assert sender_address(_request("10.0.0.1", "1.2.3.4")) == "10.0.0.1"


def test_links_lead_to_the_address_of_the_clinic_behind_a_hash(proxied):
    assert link_to(_request("5.6.7.8"), "invitation/x") == "https://c.example/#/invitation/x"
