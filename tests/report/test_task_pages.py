"""What every page of a task holds: all measures, escaped, without a request, for every reader."""

import time
from itertools import pairwise

import pytest
import task_examples as examples
from page_reader import Reader

from restride.errors import OptionError
from restride.report import protocol_report_html, report_html, write_protocol_report
from restride.report.wording import shown_unit, shown_value
from restride.terms import Severity

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'

ANALYSES = {
    "standing": examples.trial,
    "up-and-go": lambda **options: examples.up_and_go_analysis(examples.up_and_go(), **options),
    "chair": examples.chair_analysis,
    "repetitions": examples.repetitions_analysis,
}


@pytest.fixture(scope="module")
def pages():
    """Lay each page out once."""
    made = {name: make() for name, make in ANALYSES.items()}
    return {name: (each[0], report_html(*each)) for name, each in made.items()}


@pytest.fixture(scope="module")
def balance():
    analysis = examples.protocol(left_early_s=11.3)
    return analysis, protocol_report_html(analysis, {})


@pytest.mark.parametrize("name", ANALYSES)
def test_every_measure_stands_on_the_page_with_its_unit(name, pages):
    analysis, html = pages[name]
    text = Reader(html).text

    for measure in analysis.measures:
        assert shown_value(measure).removeprefix("\u2212") in text, measure.definition.key
        assert shown_unit(measure.definition) in text
        assert measure.definition.definition.split(". ")[0] in text or any(
            words in measure.definition.title for words in ("forward", "sides", "plane")
        )


@pytest.mark.parametrize("name", [*ANALYSES, "balance"])
def test_nothing_is_fetched_and_nothing_runs(name, pages, balance):
    html = balance[1] if name == "balance" else pages[name][1]
    read = Reader(html)

    assert not read.open
    assert not read.tags("script", "link", "iframe", "img", "object")
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/", "")


@pytest.mark.parametrize("name", [*ANALYSES, "balance"])
def test_every_drawing_can_be_read_aloud_and_bears_its_own_names(name, pages, balance):
    html = balance[1] if name == "balance" else pages[name][1]
    read = Reader(html)
    drawings = [each for each in read.tags("svg") if each.get("role") == "img"]
    names = [each["id"] for _, each in read.elements if "id" in each]

    assert drawings
    assert len(names) == len(set(names))
    for drawing in drawings:
        assert set(drawing["aria-labelledby"].split()) <= set(names)


@pytest.mark.parametrize("name", [*ANALYSES, "balance"])
def test_headings_go_down_one_level_at_a_time(name, pages, balance):
    html = balance[1] if name == "balance" else pages[name][1]
    levels = [int(tag[1]) for tag, _ in Reader(html).elements if tag in {"h1", "h2", "h3"}]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ANALYSES)
def test_the_same_analysis_gives_the_same_bytes(name, pages):
    assert report_html(*ANALYSES[name]()) == pages[name][1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("standing", "Nobody stood, and nothing here is about a person."),
        ("up-and-go", "Nobody stood up or walked, and nothing here"),
        ("chair", "Nobody rose, and nothing here"),
        ("repetitions", "Nobody moved, and nothing here"),
    ],
)
def test_a_simulated_recording_says_so_at_the_top(name, words, pages):
    html = report_html(*ANALYSES[name](is_simulated=True))

    assert words in html
    assert words not in pages[name][1]


@pytest.mark.parametrize("name", ANALYSES)
def test_serious_doubts_stand_above_the_results(name, doubt):
    finding = doubt("clock-gap", severity=Severity.SERIOUS, found=HOSTILE, done="Nothing.")
    html = report_html(*ANALYSES[name](findings=(finding,)))
    text = Reader(html).text

    assert text.index("Read first:") < text.index("Quality of the recording")
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("name", ANALYSES)
def test_no_verdict_and_no_score_is_given(name, pages):
    text = Reader(pages[name][1]).text.lower()

    for words in ("normal", "abnormal", "fall risk", "impaired", "pathological"):
        assert words not in text.replace("normalised", "").replace("normal distribution", "")
    assert "no diagnosis, no score" in text


@pytest.mark.parametrize("name", [*ANALYSES, "balance"])
def test_a_page_is_laid_out_in_time(name, pages, balance):
    """The first of a process also loads matplotlib; the fixtures have done that."""
    start_s = time.process_time()
    if name == "balance":
        protocol_report_html(balance[0], {})
    else:
        report_html(*ANALYSES[name]())

    assert pages
    assert time.process_time() - start_s < 1.5


@pytest.mark.parametrize(
    ("made", "heading"),
    [
        (examples.up_and_go_analysis(None, reason="Nobody rises."), "No timed up and go found"),
        (examples.chair_analysis((), reason="Nobody rises."), "No rise from a chair found"),
        (examples.repetitions_analysis((), reason="Nobody rises."), "No repetition found"),
    ],
)
def test_nothing_found_is_a_page_with_the_reason_and_the_signal(made, heading):
    html = report_html(*made)
    text = Reader(html).text

    assert heading in text
    assert "Nobody rises." in text
    assert 'id="course-title"' in html


def test_the_balance_report_is_written_without_any_recording(tmp_path, balance):
    place = tmp_path / "balance.html"
    write_protocol_report(balance[0], {}, place)

    assert place.read_text("utf-8") == balance[1]


def test_a_task_without_a_page_is_refused_with_those_that_have_one(monkeypatch):
    from restride.report import pages

    monkeypatch.setattr(pages, "_PAGES", {})
    with pytest.raises(OptionError, match="the task is quiet-standing"):
        report_html(*examples.trial())
