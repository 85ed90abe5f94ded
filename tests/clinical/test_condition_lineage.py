"""What a condition is a case of."""

from dataclasses import replace

import pytest

from restride.clinical import conditions as room
from restride.errors import ContentError


def test_the_way_up_goes_from_the_nearest():
    assert room.lineage("tka")[:2] == ("tka", "joint_replacement")


def test_parents_in_a_circle_are_refused_by_name(monkeypatch):
    rows = dict(room.conditions())
    rows["joint_replacement"] = replace(rows["joint_replacement"], parent="tka")
    monkeypatch.setattr(room, "conditions", lambda: rows)

    with pytest.raises(ContentError, match="tka > joint_replacement leads back to 'tka'"):
        room.lineage.__wrapped__("tka")
