"""Every answer bears headers that let nothing in from elsewhere and nothing be kept."""

import pytest


@pytest.mark.parametrize("path", ["/health", "/api/patients", "/api/openapi.json", "/none"])
def test_every_answer_bears_the_strict_headers(client, db, path):
    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
