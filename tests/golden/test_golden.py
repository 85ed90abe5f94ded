"""A few numbers that a person has checked, each with the tolerance it must keep to."""

import json
from pathlib import Path

import pytest

import restride
from restride.recording.readers import ReadOptions
from restride.terms import Placement

GOLDEN = sorted(Path(__file__).parent.glob("*.json"))


def found_in(analysis):
    """Name what was found as the golden files name it."""
    contacts = [each for bout in analysis.walk.bouts for each in bout.initial_contacts]
    turns = analysis.walk.turns
    found = {each.definition.key: each.value for each in analysis.measures if each.side is None}
    found["bout_count"] = len(analysis.walk.bouts)
    found["turn_count"] = len(turns)
    found["initial_contact_count"] = len(contacts)
    found["first_initial_contact_s"] = min(each.time_s for each in contacts)
    if turns:
        found["turn_start_s"] = turns[0].start_s
        found["turn_end_s"] = turns[0].end_s
        found["turn_angle_size_deg"] = abs(turns[0].angle_deg)
    return found


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_what_a_person_has_checked_is_found(path, shared_data):
    golden = json.loads(path.read_text(encoding="utf-8"))
    options = ReadOptions(
        placements=(Placement(golden["placement"]),) if "placement" in golden else (),
        sampling_rate_hz=golden.get("sampling_rate_hz"),
    )
    recording = restride.read(shared_data / golden["from"], options=options)
    found = found_in(restride.analyze(recording))

    checked = {key: each for key, each in golden.items() if isinstance(each, dict)}
    assert {key: found[key] for key in checked} == {
        key: pytest.approx(each["value"], abs=each["tolerance"]) for key, each in checked.items()
    }
