"""A recording worn otherwise, or with samples lost."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Walk, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import ContactKind, EndReason, EventSource, Placement, Severity, Side
from restride.validation.back_figures import BackTrial
from restride.validation.disturbances import WEARINGS, Wearing, lose_samples, rotation, wear
from restride.validation.disturbed_figures import RecordedTrial, gap_figures, worn_figures
from restride.validation.recordings import walk_figures
from restride.validation.references.lower_back import BackReference

RATE_HZ = 100.0


def a_recording():
    count = 6000
    acceleration_mps2 = np.tile([9.81, 0.1, 0.2], (count, 1))
    return Recording(
        name="one",
        sensors=(
            Sensor(
                name="back",
                placement=Placement.LOWER_BACK,
                clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=count),
                acceleration_mps2=acceleration_mps2,
                angular_velocity_dps=np.tile([1.0, 2.0, 3.0], (count, 1)),
            ),
        ),
    )


def first_row(recording):
    sensor = recording.sensors[0]
    return sensor.acceleration_mps2[0].tolist(), sensor.angular_velocity_dps[0].tolist()


@pytest.mark.parametrize(
    ("wearing", "acceleration_mps2", "angular_velocity_dps"),
    [
        pytest.param((2, 180), [-9.81, -0.1, 0.2], [-1, -2, 3], id="upside down"),
        pytest.param((0, 180), [9.81, -0.1, -0.2], [1, -2, -3], id="back to front"),
        pytest.param((2, 90), [-0.1, 9.81, 0.2], [-2, 1, 3], id="on its side"),
        pytest.param((0, 90), [9.81, -0.2, 0.1], [1, -3, 2], id="on the hip"),
    ],
)
def test_both_signals_turn_together(wearing, acceleration_mps2, angular_velocity_dps):
    axis, angle_deg = wearing
    turned = wear(a_recording(), Wearing(name="", axis=axis, angle_deg=angle_deg))

    acceleration, angular_velocity = first_row(turned)
    assert acceleration == pytest.approx(acceleration_mps2)
    assert angular_velocity == pytest.approx(angular_velocity_dps)


@pytest.mark.parametrize("way", [way for ways in WEARINGS.values() for way in ways])
def test_every_way_to_wear_the_sensor_keeps_lengths_and_hands(way):
    matrix = rotation(way.axis, angle_deg=way.angle_deg)

    assert matrix @ matrix.T == pytest.approx(np.eye(3))
    assert np.linalg.det(matrix) == pytest.approx(1.0)


def test_lost_samples_are_no_numbers_and_the_rest_is_as_it_was():
    whole = a_recording()

    sensor = lose_samples(whole, start_s=10.0, end_s=15.0).sensors[0]

    lost = np.isnan(sensor.acceleration_mps2).all(axis=1)
    assert np.flatnonzero(lost)[[0, -1]].tolist() == [1000, 1499]
    assert np.isnan(sensor.angular_velocity_dps).sum() == 1500
    assert not np.isnan(whole.sensors[0].acceleration_mps2).any()


def test_a_recording_without_a_gyroscope_can_be_disturbed():
    whole = a_recording()
    bare = replace(whole, sensors=(replace(whole.sensors[0], angular_velocity_dps=None),))

    turned = wear(lose_samples(bare, start_s=1.0, end_s=2.0), WEARINGS["tilted"][0])

    assert turned.sensors[0].angular_velocity_dps is None


def a_bout(start_s):
    contacts = tuple(
        Contact(
            time_s=start_s + 0.5 * k,
            kind=ContactKind.INITIAL,
            side=(Side.LEFT, Side.RIGHT)[k % 2],
            source=EventSource.LOWER_BACK,
            confidence=1.0,
        )
        for k in range(10)
    )
    return WalkingBout(
        start_s=start_s,
        end_s=contacts[-1].time_s,
        end_reason=EndReason.PAUSE,
        initial_contacts=contacts,
        final_contacts=(),
        strides=(),
    )


WALK = Walk(bouts=(a_bout(5.0), a_bout(25.0), a_bout(45.0)), turns=())


class FakeAnalysis:
    """An analysis of which only the walk and the findings are looked at."""

    def __init__(self, walk, quality=()):
        self.walk, self.quality = walk, quality
        self.bouts = tuple(SimpleNamespace(bout=bout, measures=()) for bout in walk.bouts)


def figures_of(walk):
    return walk_figures(FakeAnalysis(walk))


def not_analysed(_recording):
    return None


def a_recorded_trial():
    reference = BackReference(
        name="one",
        trial=("TimeMeasure1", "Test11", "Trial1"),
        person=Person(),
        systems={"insole": figures_of(WALK)},
    )
    trial = BackTrial(reference=reference, found=figures_of(WALK))
    return RecordedTrial(trial=trial, recording=a_recording())


def gap_of(recording):
    lost = np.flatnonzero(np.isnan(recording.sensors[0].acceleration_mps2[:, 0])) / RATE_HZ
    return lost[0], lost[-1]


def finding(start_s, end_s):
    return QualityFinding(
        code="missing-values",
        severity=Severity.WARNING,
        sensor="back",
        start_s=start_s,
        end_s=end_s,
        found="no numbers",
        done="nothing",
    )


def test_a_gap_that_costs_only_its_bout_and_is_reported_scores_one():
    def analyze(recording):
        start_s, end_s = gap_of(recording)
        bouts = tuple(b for b in WALK.bouts if b.end_s < start_s or b.start_s > end_s)
        return FakeAnalysis(replace(WALK, bouts=bouts), (finding(start_s, end_s),))

    found = {each.key: each.value for each in gap_figures([a_recorded_trial()], analyze=analyze)}

    assert found == {"gap_bouts_kept": 1.0, "gap_bouts_found": 1.0, "gap_reported": 1.0}


def test_a_gap_that_costs_the_recording_in_silence_scores_nothing():
    def analyze(recording):
        return FakeAnalysis(Walk(bouts=(), turns=()))

    found = {each.key: each.value for each in gap_figures([a_recorded_trial()], analyze=analyze)}

    assert found == {"gap_bouts_kept": 0.0, "gap_bouts_found": 0.0, "gap_reported": 0.0}


def test_a_bout_found_with_other_contacts_is_found_but_not_as_without_the_gap():
    moved = tuple(replace(bout, initial_contacts=bout.initial_contacts[1:]) for bout in WALK.bouts)

    def analyze(recording):
        return FakeAnalysis(replace(WALK, bouts=moved))

    kept, found, _ = gap_figures([a_recorded_trial()], analyze=analyze)

    assert (kept.value, found.value) == (0.0, 1.0)


@pytest.mark.parametrize(("share", "is_found"), [(0.5, True), (0.45, False)])
def test_a_bout_of_which_half_is_found_is_found(share, is_found):
    cut = tuple(
        replace(bout, end_s=bout.start_s + share * (bout.end_s - bout.start_s))
        for bout in WALK.bouts
    )

    def analyze(recording):
        return FakeAnalysis(replace(WALK, bouts=cut))

    _, found, _ = gap_figures([a_recorded_trial()], analyze=analyze)

    assert found.value == float(is_found)


def test_the_loss_of_the_worst_way_counts():
    def analyze(recording):
        x = first_row(recording)[0][0]
        return FakeAnalysis(WALK if x > 9 else replace(WALK, bouts=WALK.bouts[:2]))

    losses = {each.key: each.value for each in worn_figures([a_recorded_trial()], analyze=analyze)}

    assert losses["worn_back_to_front"] == 0.0
    assert losses["worn_upside_down"] == pytest.approx(1 - 2 * 20 / (20 + 30))


def test_a_recording_that_cannot_be_analysed_loses_all():
    losses = worn_figures([a_recorded_trial()], analyze=not_analysed)
    assert {each.value for each in losses} == {1.0}


def test_without_recordings_nothing_is_measured():
    assert worn_figures([], analyze=not_analysed) == ()
    assert gap_figures([], analyze=not_analysed) == ()


def test_the_paths_of_the_knowledge_are_there():
    folder = Path(__file__).parents[2] / "src/restride/validation/knowledge"
    assert (folder / "figures.yaml").is_file()
