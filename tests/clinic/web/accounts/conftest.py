"""What the tests of signing in share: nothing counted before, a browser, people with passwords."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from restride.records.models import User
from restride.records.roles import Role

sys.path.insert(0, str(Path(__file__).parent))

from at_the_door import PASSWORD, Browser


@pytest.fixture(autouse=True)
def nothing_counted(db) -> None:
    """Begin without tries of other tests."""
    cache.clear()


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def make_person(make_staff) -> Callable[..., User]:
    """Make somebody of the staff with a password."""

    def make(role: Role = Role.THERAPIST, **more: Any) -> User:
        user = make_staff(role, **more)
        user.set_password(PASSWORD)
        user.save()
        return user

    return make
