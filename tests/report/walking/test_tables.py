"""Which measure and which finding stands where."""

import pytest

from restride.report.doubts import MOST_LINES_COUNT, doubts_of
from restride.report.walking.measure_rows import measure_tables
from restride.terms import Severity, Side


def test_each_measure_stands_in_one_table(plain_example):
    tables = measure_tables(plain_example.measures)

    assert [row.definition.title for row in tables.headline] == [
        "Walking speed",
        "Cadence",
        "Stride length",
    ]
    assert [row.definition.key for row in tables.pairs] == [
        "step_length_m",
        "stride_length_m",
        "step_duration_s",
        "stance_share",
        "double_support_share",
    ]
    assert [row.title for row in tables.variabilities] == ["Stride duration"]
    whole = (*tables.whole_first, *tables.whole_rest)
    assert [row.definition.key for row in whole] == ["walk_ratio_mmpspm"]
    assert tables.absent == {"no stride away from turns": ["Harmonic ratio"]}


def test_an_asymmetry_stands_beside_its_measure(plain_example):
    beside = {row.stem: row.asymmetry for row in measure_tables(plain_example.measures).pairs}

    assert beside["step_length"].value == pytest.approx(0.062)
    assert beside["step_duration"].value == pytest.approx(-0.09)
    assert beside["stance"] is None


def test_a_measure_nobody_thought_of_still_appears(one_measure):
    new = one_measure("toe_lift_deg", "Toe lift", 12.0, side=Side.LEFT)
    tables = measure_tables([new])

    assert [row.left for row in tables.sided] == [new]


def test_what_follows_from_a_share_is_left_out_in_print(one_measure):
    tables = measure_tables(
        [
            one_measure("stance_share", "Stance", 0.6, side=Side.LEFT),
            one_measure("stance_s", "Stance", 0.7, side=Side.LEFT),
            one_measure("stride_duration_s", "Stride duration", 1.1, side=Side.LEFT),
        ]
    )
    assert {row.definition.key: row.is_secondary for row in tables.sided} == {
        "stance_s": True,
        "stride_duration_s": False,
    }


def test_a_note_on_a_main_measure_is_told_once(one_measure):
    note = "from all strides, because too few are steady"
    measures = [
        one_measure("walking_speed_mps", "Walking speed", 1.1, note=note),
        one_measure("cadence_spm", "Cadence", 100.0, note=note),
    ]
    assert measure_tables(measures).notes == (note,)


def test_alike_findings_are_told_once_with_how_often_and_where(doubt):
    alike = [doubt("saturation", start_s=at, end_s=at + 1) for at in (3.0, 7.0, 12.0)]
    (shown,) = doubts_of(alike, whole_s=30.0).shown

    assert shown.where.replace("\u202f", " ") == (
        "3 times, the first of them told here; sensor lower-back; 3.0 s to 13.0 s"
    )


def test_of_a_single_sensor_the_name_is_not_told(doubt):
    (shown,) = doubts_of([doubt("saturation")], whole_s=30.0, has_one_sensor=True).shown
    assert shown.where is None


def test_the_serious_come_first(doubt):
    findings = [
        doubt("units-inferred"),
        doubt("clock-gap", severity=Severity.SERIOUS),
        doubt("saturation", severity=Severity.WARNING),
    ]
    doubts = doubts_of(findings, whole_s=30.0)

    assert [each.severity for each in doubts.shown] == [
        Severity.SERIOUS,
        Severity.WARNING,
        Severity.NOTE,
    ]
    assert len(doubts.serious) == 1


def test_what_the_page_has_no_room_for_is_counted(doubt):
    findings = [doubt(f"code-{at}", found="x" * 150) for at in range(30)]
    doubts = doubts_of(findings, whole_s=30.0)

    assert doubts.lines_count <= MOST_LINES_COUNT
    assert len(doubts.shown) + doubts.left_out_count == 30
    assert doubts.left_out_count > 0


def test_a_long_finding_ends_in_an_ellipsis(doubt):
    (shown,) = doubts_of([doubt("clock-gap", found="word " * 100)], whole_s=30.0).shown
    assert shown.found.endswith(" …")
    assert len(shown.found_in_short) < len(shown.found) < 240


def test_what_the_page_says_elsewhere_is_no_doubt(doubt):
    assert doubts_of([doubt("simulated"), doubt("no-walking-found")], whole_s=30.0).shown == ()
