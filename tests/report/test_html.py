"""What stands in the file: everything, escaped, without a request, and for every reader."""

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest
from page_reader import Reader

from restride.measure import Interval
from restride.report import report_html, require_report_packages, write_report
from restride.report.wording import shown_interval, shown_range, shown_unit, shown_value
from restride.terms import Placement, Severity

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture(scope="module")
def read(example_once):
    return Reader(example_once)


@pytest.fixture(scope="module")
def example_once(request):
    return request.getfixturevalue("plain_example").html


def test_every_measure_appears_with_its_unit_and_its_interval(plain_example, read):
    for measure in plain_example.measures:
        assert shown_value(measure) in read.text
        assert shown_unit(measure.definition) in read.text
        if isinstance(measure.uncertainty, Interval):
            assert shown_interval(measure) in read.text or shown_range(measure) in read.text


def test_what_was_not_measured_is_a_dash_with_its_reason(read):
    assert re.search(r"Harmonic ratio\s+—\s+no stride away from turns", read.text)


def test_a_headline_that_was_not_measured_is_a_dash_with_its_reason(example, one_measure):
    speed = one_measure("walking_speed_mps", "Walking speed", 1.1, note="no height was given")
    html = example(measures=(replace(speed, value=None),)).html

    assert "— m/s" in Reader(html).text.replace("\n", "")
    assert "no height was given" in html
    assert ">0.00" not in html


def test_the_speed_says_from_how_many_strides(read):
    assert "1.03 to 1.21 (95\u202f% interval, 38 strides)" in read.text


def test_a_variability_says_from_how_many_and_that_they_are_few(read):
    assert "fewer than 30 strides a side: read with caution" in read.text
    assert re.search(r"Stride duration\s+3\.1.%\s+2\.5–3\.7\s+—\s+38", read.text)


def test_who_when_and_what_stand_at_the_head(read):
    for words in (
        "74 years, female, 1.62 m tall, with a cane",
        "3 May 2024, 10:32",
        "lower back at 100 Hz",
        "straight-walk (straight-walk.csv)",
    ):
        assert words in read.text


def test_what_is_not_known_of_the_person_is_said(example):
    from restride.person import Person

    text = Reader(example(person=Person(age_years=74)).html).text

    assert "74 years; sex, height and walking aid not stated" in text


def test_turns_and_bouts_are_told(read):
    words = " ".join(read.text.split())
    assert "2 bouts: from 3.0 s, for 10.0 s, 19 strides" in words
    assert "ended because the person paused" in words
    assert "178° left at 13.0 s, for 2.5 s, 4 steps" in words


def test_the_small_print_says_with_what_and_by_whom(read):
    for words in ("Restride 0.1.0", "block_s 3600", "spread over strides", "no diagnosis"):
        assert words in read.text
    assert "[kluge2021] Kluge F et al. 2021, doi:10.1371/journal.pone.0256541" in read.text
    assert "No interval for step duration asymmetry: no published error" in read.text


def test_no_reference_is_invented(read):
    assert "No reference ranges: this version holds none." in read.text


def test_nobody_walked_is_said_first_where_the_recording_is_simulated(example):
    assert "Simulated: made by a program." in example(is_simulated=True).html
    assert "Simulated" not in example().html


def test_serious_doubts_stand_above_the_results(example, doubt):
    findings = (
        doubt("units-inferred", found="Gravity measures 1.00."),
        doubt("clock-gap", severity=Severity.SERIOUS, found="5 s are missing.", done="Nothing."),
    )
    text = Reader(example(findings=findings).html).text

    assert text.index("Read first: 5 s are missing.") < text.index("Walking speed")
    assert text.index("‼ Serious5 s are missing. Nothing.") < text.index("Gravity measures 1.00.")
    assert "Read first: Gravity" not in text


def test_no_walking_found_is_a_page_with_the_reason_and_the_signal(example):
    html = example(bouts=(), turns=(), no_walking_reason="The person sat still.").html
    text = Reader(html).text

    assert "No walking found" in text
    assert "The person sat still." in text
    assert 'id="signal-title"' in html
    assert "Left and right" not in text
    assert "every contact" not in text


def test_a_recording_read_in_blocks_has_no_signal_and_says_so(example):
    whole = example()
    html = report_html(whole.analysis, whole.recording.between(0.0, 0.0))

    assert "its signal is not drawn" in html


def test_two_feet_are_drawn_left_above_right(example):
    html = example(placements=(Placement.LEFT_FOOT, Placement.RIGHT_FOOT)).html

    assert "Pitch rate of the foot (left above right)" in html


def test_without_a_gyroscope_the_page_says_so(example):
    html = example(has_gyroscope=False, turns=()).html

    assert "lower back at 100 Hz, without a gyroscope" in html
    assert "38 strides, turns not looked for, without a gyroscope" in html
    assert "Turns — not looked for" in html
    assert "0 turns" not in html


def test_the_same_analysis_gives_the_same_bytes(plain_example, example_once):
    assert plain_example.html == example_once


def test_only_a_given_date_of_analysis_is_printed(plain_example, example_once):
    analysis, recording = plain_example.analysis, plain_example.recording
    dated = report_html(analysis, recording, analysed_on=date(2024, 5, 4))

    assert "2024-05-04" in dated
    assert "Analysed" not in example_once


def test_hostile_names_stay_text(example, doubt):
    html = example(name=HOSTILE, findings=(doubt("clock-gap", found=HOSTILE, done=HOSTILE),)).html
    read = Reader(html)

    assert HOSTILE in read.text
    assert not read.tags("script", "img")
    assert not any(key.startswith("on") for _, attributes in read.elements for key in attributes)


def test_the_file_fetches_nothing_and_runs_nothing(read, example_once):
    assert not read.tags("script", "link", "img", "iframe", "object", "embed", "a")
    policy = next(each["content"] for each in read.tags("meta") if "http-equiv" in each)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "@import" not in example_once
    assert "http" not in re.sub(r'http-equiv|"http://www\.w3\.org/2000/svg"', "", example_once)
    for reference in re.findall(r'(?:href="|url\()([^")]+)', example_once):
        assert reference.startswith("#")


def test_every_name_in_the_page_is_there_once_and_every_reference_leads_to_one(read, example_once):
    names = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    labels = " ".join(each.get("aria-labelledby", "") for _, each in read.elements).split()
    referred = set(re.findall(r'(?:href="#|url\(#)([^")]+)', example_once)) | set(labels)

    assert len(names) == len(set(names))
    assert referred <= set(names)


def test_the_page_can_be_read_aloud(read):
    assert read.tags("html") == [{"lang": "en"}]
    assert len(read.tags("h1")) == 1
    assert len(read.tags("title")) >= 1
    assert len(read.tags("main")) == 1
    assert all(each.get("scope") in ("row", "col") for each in read.tags("th"))
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    drawings = [each for each in read.tags("svg") if each.get("aria-hidden") != "true"]
    assert drawings
    assert all(each["role"] == "img" and each["aria-labelledby"] for each in drawings)
    assert not read.open


def test_a_drawing_says_in_words_what_it_shows(read):
    assert "left: 0.64 m, 95 % interval 0.61 to 0.67 and right: 0.60 m" in read.text
    assert "2 walking bouts: 3.0\u202fs to 13.0\u202fs" in read.text


def test_a_side_is_a_symbol_and_not_only_a_colour(example_once):
    cells = re.findall(r'<td class="(left|right)">(.*?)</td>', example_once, flags=re.DOTALL)

    assert cells
    for side, cell in cells:
        assert ("◀" if side == "left" else "▶") in cell


def test_the_file_is_written_as_utf_8(plain_example, example_once, tmp_path):
    path = tmp_path / "report.html"
    write_report(plain_example.analysis, plain_example.recording, path)

    assert path.read_bytes() == example_once.encode()


def test_a_name_that_is_no_text_is_shown_with_a_question_mark(example, tmp_path):
    odd = example(name="walk-\udcff")
    path = tmp_path / "report.html"
    write_report(odd.analysis, odd.recording, path)

    assert "walk-? (walk-?.csv)" in path.read_text("utf-8")


def test_a_missing_package_is_named_with_what_to_install(monkeypatch):
    from restride.errors import MissingDependency
    from restride.report import document

    monkeypatch.setattr(document, "find_spec", lambda name: None if name == "jinja2" else name)

    with pytest.raises(MissingDependency, match=r"'jinja2'.*restride\[report\]"):
        require_report_packages()
