"""Rises and squats against what was counted by hand, and films against footfalls."""

import json

import numpy as np
import pytest

from restride.recording.events import Contact, Stride, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side
from restride.validation import keypoint_walks, virtual_figures
from restride.validation.rising_figures import find_repeated_trials, rising_figures


def test_a_trial_is_found_with_the_files_it_has(tmp_path):
    (tmp_path / "IK").mkdir()
    (tmp_path / "IK/squats1_ik.mot").write_text("", encoding="utf-8")
    table = {"note": "by hand", "squats1": {"reps": 5, "R_share_of_vGRF": 0.5}}
    (tmp_path / "expected_repetitions.json").write_text(json.dumps(table), encoding="utf-8")

    (trial,) = find_repeated_trials(tmp_path)

    assert trial.name == "squats1"
    assert [path.name for path in trial.paths] == ["squats1_ik.mot"]


def test_a_file_that_cannot_be_read_counts_as_nothing_counted(tmp_path):
    (tmp_path / "IK").mkdir()
    (tmp_path / "IK/squats1_ik.mot").write_text("no table", encoding="utf-8")
    table = {"squats1": {"reps": 5, "R_share_of_vGRF": 0.5}}
    (tmp_path / "expected_repetitions.json").write_text(json.dumps(table), encoding="utf-8")

    (figure,) = rising_figures(find_repeated_trials(tmp_path))

    assert (figure.key, figure.value) == ("squat_counts", 5.0)


@pytest.mark.shared
def test_the_real_rises_and_squats_are_five_each(shared_data):
    figures = {
        each.key: each.value
        for each in rising_figures(find_repeated_trials(shared_data / "mocap/opencap_subject"))
    }

    assert figures["rising_counts"] == 0
    assert figures["squat_counts"] == 0
    assert figures["load_share"] <= 0.02


def contact(time_s, side, kind=ContactKind.INITIAL):
    return Contact(
        time_s=time_s, kind=kind, side=side, source=EventSource.LANDMARKS, confidence=1.0
    )


def walk_of(times_s, *, stance_s):
    sides = [Side.LEFT, Side.RIGHT] * len(times_s)
    contacts = tuple(contact(at, side) for at, side in zip(times_s, sides, strict=False))
    strides = tuple(
        Stride(
            side=side,
            start_s=times_s[place],
            final_contact_s=times_s[place] + stance_s,
            end_s=times_s[place + 2],
        )
        for place, side in zip(range(len(times_s) - 2), sides, strict=False)
    )
    bout = WalkingBout(
        start_s=times_s[0],
        end_s=times_s[-1],
        end_reason=EndReason.RECORDING_ENDS,
        initial_contacts=contacts,
        final_contacts=(),
        strides=strides,
    )
    return Walk(bouts=(bout,), turns=())


def truth_of(times_s, *, stance_s):
    sides = [Side.LEFT, Side.RIGHT] * len(times_s)
    landings = [contact(at, side) for at, side in zip(times_s, sides, strict=False)]
    lifts = [contact(each.time_s + stance_s, each.side, ContactKind.FINAL) for each in landings]
    return tuple(sorted([*landings, *lifts], key=lambda each: each.time_s))


def test_the_errors_of_a_film_are_those_of_its_means():
    truth = truth_of([0.0, 0.5, 1.0, 1.5, 2.0], stance_s=0.6)
    found = walk_of([0.0, 0.51, 1.02, 1.53, 2.04], stance_s=0.62)

    cadence_spm, step_ms, stance_ms = keypoint_walks._errors(truth, found)

    assert cadence_spm == pytest.approx(120 - 60 / 0.51)
    assert step_ms == pytest.approx(10.0)
    assert stance_ms == pytest.approx(20.0)


def test_a_film_in_which_nothing_was_found_is_infinitely_off():
    errors = keypoint_walks._errors((), Walk(bouts=(), turns=(), no_walking_reason="nobody"))

    assert np.isinf(errors).all()


def test_a_few_virtual_people_give_every_figure_of_their_table(monkeypatch):
    monkeypatch.setattr(virtual_figures, "_UP_AND_GO_COUNT", 2)
    monkeypatch.setattr(virtual_figures, "_RISES_COUNT", 2)

    figures = {
        figure.key: figure.value
        for several in (virtual_figures.up_and_go_figures, virtual_figures.rises_figures)
        for figure in several()
    }

    assert figures["virtual_up_and_go_wrong"] == 0
    assert figures["virtual_rises"] == 0
    assert 0 < figures["virtual_up_and_go_edges"] < 0.3
