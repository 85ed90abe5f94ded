"""What all tests share: the real recordings, and how hypothesis draws its cases."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).parents[1]

#: Here and in `make test`: the same few cases every time.
settings.register_profile(
    "steady",
    derandomize=True,
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
#: At night: many cases, new ones every time.
settings.register_profile(
    "nightly",
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("RESTRIDE_HYPOTHESIS", "steady"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the real recordings or the browser, so that ``-m`` can leave it out."""
    for item in items:
        for fixture, mark in (("shared_data", "shared"), ("browser", "browser")):
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds README.md and src."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real recordings beside the project; the test is skipped where they are absent."""
    stated = os.environ.get("RESTRIDE_SHARED_DATA")
    folder = Path(stated) if stated else (PROJECT / "../shared/data").resolve()
    if not (folder / "README.md").is_file():
        pytest.skip(f"the real recordings are not at {folder}; set RESTRIDE_SHARED_DATA")
    return folder


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of Chromium; without it the test is skipped, and fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    message = "Chromium is not installed: bash scripts/system_packages.sh"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
