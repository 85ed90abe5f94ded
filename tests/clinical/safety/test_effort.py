"""Effort from 0 to 10 in words."""

import pytest

from restride.clinical.safety.effort import effort_band
from restride.errors import ContentError


@pytest.mark.parametrize(
    ("effort", "word"),
    [
        (0, None),
        (1.9, None),
        (2, "light"),
        (4, "light"),
        (4.5, None),
        (5, "moderate"),
        (6, "moderate"),
        (7, "vigorous"),
        (8, "vigorous"),
        (8.1, None),
        (10, None),
    ],
)
def test_an_effort_lies_in_its_band(effort, word):
    band = effort_band(effort)

    assert (band.id if band else None) == word


@pytest.mark.parametrize("effort", [-0.1, 10.1, 15])
def test_an_effort_of_another_scale_is_refused(effort):
    with pytest.raises(ContentError, match=f"between 0 and 10, and is {effort:g}"):
        effort_band(effort)
