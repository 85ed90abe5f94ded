"""The page of a protocol: four cells, times held, ratios, and comparison where there is one."""

import re
from dataclasses import replace

import pytest
import task_examples as examples
from page_reader import Reader

from restride.balance.ratios import ROMBERG, SURFACE
from restride.measure import Interval, Measure, NotComputed
from restride.report import protocol_report_html
from restride.terms import Eyes, Surface


def text_of(analysis):
    return Reader(protocol_report_html(analysis, {})).words


@pytest.fixture(scope="module")
def page():
    return protocol_report_html(examples.protocol(left_early_s=11.3), {})


def test_the_conditions_stand_as_eyes_by_surface(page):
    titles = re.findall(r"<h3>([^<]*)</h3>", page)[:4]

    assert titles == [
        "Eyes open, firm surface",
        "Eyes open, foam",
        "Eyes closed, firm surface",
        "Eyes closed, foam",
    ]


def test_a_condition_that_was_not_done_is_still_a_cell():
    whole = examples.protocol(comparisons=())
    html = protocol_report_html(replace(whole, conditions=whole.conditions[:3]), {})

    assert html.count('class="cell"') == 4
    assert "Sway paths, eyes closed, foam" in html
    assert ">not done<" in html


def test_a_position_left_early_is_a_time_and_no_gap(page):
    text = Reader(page).text

    assert "11.3 of 30 s held" in page
    assert "not measured" in page
    assert "Trial 3: Held too short to measure." in text
    assert "12 trials, 11 measured, 4 conditions" in text


def test_ratios_stand_with_their_interval_or_with_the_reason_why_not():
    ratio = Measure(
        definition=ROMBERG["velocity", Surface.FIRM],
        value=1.234,
        repeats_count=6,
        uncertainty=Interval(low=1.1, high=1.4, basis="spread of 3 and 3 trials"),
    )
    absent = Measure(
        definition=SURFACE["velocity", Eyes.CLOSED],
        value=None,
        uncertainty=NotComputed(reason="there is no value"),
        note="eyes closed on foam: not held.",
    )
    text = text_of(examples.protocol(measures=(ratio, absent)))

    assert "Romberg ratio of mean velocity, on firm 1.23 1.10–1.40 6" in text
    assert "Surface ratio of mean velocity, eyes closed — eyes closed on foam: not held." in text


def test_a_norm_is_drawn_only_where_it_is_comparable(page):
    text = Reader(page).words

    assert page.count('class="norm"') == 1
    assert "inside the band from 5.3 to 14.4" in page
    assert "The group: 60 to 79 years, 80 people [santos2016]." in text
    assert (
        "No comparable norm: 30 s, and the norms are of 60 s: mean velocity "
        "(eyes closed, firm surface)." in text
    )


@pytest.mark.parametrize(("value", "where"), [(4.0, "below"), (5.3, "inside"), (20.0, "above")])
def test_a_norm_says_where_the_person_lies(value, where):
    first, *_ = examples.two_comparisons(examples.protocol(comparisons=()).conditions)
    html = protocol_report_html(examples.protocol(comparisons=(replace(first, value=value),)), {})

    assert f"{value:.1f} mm/s, {where} the band" in html


def test_without_comparisons_the_page_says_so():
    assert "No comparable norm: nothing was compared." in text_of(examples.protocol(comparisons=()))


def test_what_is_near_the_floor_of_the_device_is_marked():
    near = examples.sway_measures(note="Near the device's noise floor: 5 of 7 mm/s.")
    whole = examples.protocol()
    marked = replace(whole.conditions[0], measures=near)
    html = protocol_report_html(replace(whole, conditions=(marked, *whole.conditions[1:])), {})

    assert "≈&#8239;" in html or "≈\u202f" in html
    assert "near what the device shows with nobody on it" in html
    assert "≈" not in protocol_report_html(whole, {})
