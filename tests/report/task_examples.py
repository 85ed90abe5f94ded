"""Trials of standing, rising, going and repeating, written by hand, to be laid out."""

from dataclasses import replace

import numpy as np

from restride.analysis.analysis import summarize_recording
from restride.analysis.protocol_analysis import (
    Comparison,
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.analysis.tasks.repetitions import RepetitionsAnalysis
from restride.analysis.tasks.sit_to_stand import ChairAnalysis
from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.balance.conditions import StandingCondition
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.sway_path import SwayEllipse, SwayPath
from restride.measure import Interval, Measure, NotComputed
from restride.movement.chair_measures import chair_measures
from restride.movement.repetition_measures import repetition_measures
from restride.movement.up_and_go_measures import up_and_go_measures
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.events import Contact, Turn
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.movements import ChairRise, Phase, Repetition, UpAndGo
from restride.recording.plates import Plate
from restride.recording.recording import Recording, Sensor
from restride.terms import ContactKind, EventSource, Eyes, PhaseKind, Placement, Side, Surface

RATE_HZ = 50.0
PERSON = Person(age_years=71, height_m=1.68)


def sway(size_mm=5.0, *, duration_s=30.0, unit="mm"):
    """Go round a lying eight, so large to the front and half as large to the side."""
    times_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    turn = 2 * np.pi * times_s / 7
    path = np.column_stack((size_mm * np.sin(turn), size_mm / 2 * np.sin(2 * turn)))
    ellipse = SwayEllipse(centre=(0.0, 0.0), half_axes=(1.4 * size_mm, 0.7 * size_mm), angle_deg=0)
    return SwayPath(times_s=times_s, path=path, unit=unit, ellipse=ellipse)


def sway_measures(scale=1.0, *, note=None, half_share=None):
    """Give every measure of a plate a value of its own."""
    return tuple(
        Measure(
            definition=row,
            value=(value := scale * (7.0 + 3.1 * number)),
            repeats_count=1,
            uncertainty=NotComputed(reason="one trial has no spread")
            if half_share is None
            else Interval(
                low=value * (1 - half_share), high=value * (1 + half_share), basis="trials"
            ),
            note=note,
        )
        for number, row in enumerate(BALANCE_MEASURES.values())
    )


def plate_recording(path, *, name="trial", is_simulated=False):
    """Let a plate record a path."""
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=len(path.times_s))
    plate = Plate(name="plate", clock=clock, centre_of_pressure_mm=path.path)
    return Recording(name=name, plates=(plate,), person=PERSON, is_simulated=is_simulated)


def trial(size_mm=5.0, *, condition=None, held_s=30.0, wanted_s=30.0, findings=(), **options):
    """Give one trial of standing and its recording."""
    path = sway(size_mm, duration_s=min(held_s, 30.0))
    recording = plate_recording(path, is_simulated=options.pop("is_simulated", False))
    analysis = StandingAnalysis(
        restride_version="0.1.0",
        recording=summarize_recording(recording, content_hash="cd" * 32),
        person=recording.person,
        quality=tuple(findings),
        measures=options.pop("measures", sway_measures()),
        source=EventSource.PLATE,
        condition=condition or StandingCondition(),
        held_s=held_s,
        wanted_s=wanted_s,
        sway=path,
    )
    return analysis, recording


def protocol(*, trials_count=3, comparisons=None, left_early_s=None, **changed):
    """Stand under four conditions, wider on foam and with closed eyes."""
    conditions = []
    for number, (surface, eyes) in enumerate((s, e) for s in Surface for e in Eyes):
        condition = StandingCondition(eyes=eyes, surface=surface)
        trials = [
            ProtocolTrial(
                file=f"trial-{number}-{repeat}.txt",
                condition=condition,
                repeat_count=repeat + 1,
                held_s=30.0,
                wanted_s=30.0,
                analysis=trial(4.0 * (number + 1), condition=condition)[0],
            )
            for repeat in range(trials_count)
        ]
        if number == 3 and left_early_s is not None:
            trials[-1] = replace(
                trials[-1],
                held_s=left_early_s,
                analysis=None,
                not_measured_reason="Held too short to measure.",
            )
        measures = sway_measures(1.0 + number, half_share=0.1)
        conditions.append(
            ConditionSummary(condition=condition, trials=tuple(trials), measures=measures)
        )
    given = {
        "restride_version": "0.1.0",
        "kind": ProtocolKind.MCTSIB,
        "name": "balance-clinic",
        "person": PERSON,
        "is_simulated": False,
        "conditions": tuple(conditions),
        "measures": (),
        "comparisons": comparisons if comparisons is not None else two_comparisons(conditions),
        "quality": (),
    }
    return ProtocolAnalysis(**(given | changed))


def two_comparisons(conditions):
    """Compare the first condition, and say why the second is not."""
    return (
        Comparison(
            condition=conditions[0].condition,
            measure_key="mean_velocity_mmps",
            value=10.1,
            low=5.3,
            middle=8.1,
            high=14.4,
            people_count=80,
            group="60 to 79 years, 80 people",
            source="santos2016",
        ),
        Comparison(
            condition=conditions[1].condition,
            measure_key="mean_velocity_mmps",
            value=20.0,
            none_reason="no comparable norm: 30 s, and the norms are of 60 s",
        ),
    )


def back_recording(duration_s=20.0, *, has_gyroscope=True, is_simulated=False, lean_deg=()):
    """Wear a sensor at the lower back that leans forward now and then, and steps in between."""
    times_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    lean = np.zeros(len(times_s))
    for middle_s, size_deg in lean_deg or ((3.0, 35.0), (duration_s - 3.0, 30.0)):
        lean += size_deg * np.exp(-(((times_s - middle_s) / 0.5) ** 2))
    up, forward = np.cos(np.radians(lean)), -np.sin(np.radians(lean))
    bounce = 1.5 * np.sin(2 * np.pi * 1.8 * times_s)
    acceleration = np.column_stack((9.81 * up + bounce, np.zeros(len(lean)), 9.81 * forward))
    turning = np.column_stack(
        (90 * np.exp(-(((times_s - duration_s / 2) / 0.8) ** 2)), np.gradient(lean) * RATE_HZ, lean)
    )
    sensor = Sensor(
        name="back",
        placement=Placement.LOWER_BACK,
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=len(times_s)),
        acceleration_mps2=acceleration,
        angular_velocity_dps=turning if has_gyroscope else None,
    )
    return Recording(name="back", sensors=(sensor,), person=PERSON, is_simulated=is_simulated)


#: Where the phases begin and end; sitting begins half a second before the turn has ended.
PHASES_S = ((2.0, 3.5), (3.5, 7.0), (7.0, 9.0), (9.0, 12.5), (12.5, 14.5), (14.0, 16.0))


def up_and_go(*, phases_s=PHASES_S):
    """Rise, go, turn to the left and back, and sit down while still turning."""
    phases = tuple(
        Phase(kind=kind, start_s=start, end_s=end)
        for kind, (start, end) in zip(PhaseKind, phases_s, strict=True)
    )
    turns = tuple(
        Turn(
            start_s=start, end_s=end, angle_deg=angle, peak_angular_velocity_dps=120, steps_count=4
        )
        for (start, end), angle in ((phases_s[2], 178.0), (phases_s[4], -171.0))
    )
    contacts = tuple(
        Contact(
            time_s=float(at_s),
            kind=ContactKind.INITIAL,
            side=Side.LEFT if number % 2 else Side.RIGHT,
            source=EventSource.LOWER_BACK,
            confidence=0.9,
        )
        for number, at_s in enumerate(np.arange(4.0, 14.0, 0.55))
    )
    return UpAndGo(
        phases=phases,
        turns=turns,
        initial_contacts=contacts,
        peak_rise_velocity_mps=0.61,
        peak_sit_velocity_mps=0.55,
        rise_lean_deg=34.0,
        confidence=0.9,
    )


def up_and_go_analysis(found=None, *, reason=None, findings=(), **options):
    """Analyse a timed up and go by hand, or say why there is none."""
    recording = back_recording(**options)
    analysis = UpAndGoAnalysis(
        restride_version="0.1.0",
        recording=summarize_recording(recording, content_hash="ab" * 32),
        person=PERSON,
        quality=tuple(findings),
        measures=() if found is None else up_and_go_measures(found),
        source=EventSource.LOWER_BACK,
        up_and_go=found,
        none_found_reason=reason,
    )
    return analysis, recording


def rises(count=5, *, has_last_sit=True, velocity_mps=0.9):
    """Rise every three seconds, each time a little slower."""
    return tuple(
        ChairRise(
            start_s=(start := 1.0 + 3.0 * number),
            end_s=start + 0.8 + 0.05 * number,
            sit_start_s=start + 1.4 if has_last_sit or number < count - 1 else None,
            sit_end_s=start + 2.3 if has_last_sit or number < count - 1 else None,
            peak_rise_velocity_mps=velocity_mps,
            peak_sit_velocity_mps=velocity_mps,
            trunk_lean_deg=33.0,
            source=EventSource.LOWER_BACK,
            confidence=0.9,
        )
        for number in range(count)
    )


def chair_analysis(found=None, *, reason=None, findings=(), **options):
    """Analyse rises by hand."""
    found = rises() if found is None else found
    end_s = found[-1].start_s + 4.0 if found else 15.0
    leans = tuple((each.start_s + 0.5, 30.0) for each in found)
    recording = back_recording(end_s, lean_deg=leans, **options)
    analysis = ChairAnalysis(
        restride_version="0.1.0",
        recording=summarize_recording(recording, content_hash="ab" * 32),
        person=PERSON,
        quality=tuple(findings),
        measures=chair_measures(found, recording_end_s=end_s),
        source=EventSource.LOWER_BACK,
        rises=found,
        seen_on="height gained by the lower back",
        none_found_reason=reason,
    )
    return analysis, recording


def repetitions(count=5, *, sides=(None,)):
    """Bend every two seconds, and hold for a moment."""
    return tuple(
        Repetition(
            start_s=(start := 1.0 + 2.5 * number),
            turning_point_s=start + 1.0,
            end_s=start + 2.0,
            hold_s=0.4,
            range_deg=90.0 - number,
            side=sides[number % len(sides)],
        )
        for number in range(count)
    )


def repetitions_analysis(found=None, *, reason=None, findings=(), is_simulated=False):
    """Analyse repetitions of both knees by hand."""
    found = repetitions() if found is None else found
    end_s = found[-1].end_s + 2.0 if found else 10.0
    times_s = np.arange(round(end_s * RATE_HZ)) / RATE_HZ
    bent_deg = sum(
        (
            each.range_deg * np.exp(-(((times_s - each.turning_point_s) / 0.5) ** 2))
            for each in found
        ),
        start=np.zeros(len(times_s)),
    )
    angles = JointAngles(
        name="angles",
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=len(times_s)),
        joints=(Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION),
        angles_deg=np.column_stack((bent_deg, bent_deg)),
    )
    recording = Recording(
        name="squats", joint_angles=(angles,), person=PERSON, is_simulated=is_simulated
    )
    analysis = RepetitionsAnalysis(
        restride_version="0.1.0",
        recording=summarize_recording(recording, content_hash="ab" * 32),
        person=PERSON,
        quality=tuple(findings),
        measures=repetition_measures(found),
        source=EventSource.JOINT_ANGLES,
        counted_on="flexion of the knees",
        repetitions=found,
        none_found_reason=reason,
    )
    return analysis, recording
