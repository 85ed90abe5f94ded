"""The report as a browser lays it out: two printed pages, and no sideways scrolling on a phone."""

import re
from dataclasses import replace
from html import unescape

import pytest
from printing import browse_with, pages_of

from restride.recording.events import Turn
from restride.report import report_html
from restride.terms import Placement, Severity

pytestmark = pytest.mark.browser

LONG_WORDS = (
    "The sensor is worn upside down and turned by 90 degrees against what the format states: up "
    "is along -y, and gravity was found at 9.79 m/s2 over 24 s of standing before the walk."
)


def many_findings(doubt):
    serious = [
        doubt(code, severity=Severity.SERIOUS, found=LONG_WORDS, done=LONG_WORDS)
        for code in ("orientation-differs", "clock-gap", "placement-doubtful", "truncated")
    ]
    spikes = [
        doubt("saturation", severity=Severity.WARNING, start_s=at, end_s=at + 0.1, found=LONG_WORDS)
        for at in range(20)
    ]
    return (*serious, *spikes, doubt("units-inferred", found=LONG_WORDS))


@pytest.fixture(scope="module")
def cases(example, doubt):
    """Find the fullest pages that a recording can ask for."""
    findings = many_findings(doubt)
    feet = (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)
    starts_s = range(0, 86_000, 200)
    bouts = tuple((at, at + 20.0) for at in starts_s)
    turns = tuple(
        Turn(start_s=at, end_s=at + 2, angle_deg=90 - at % 240, peak_angular_velocity_dps=100)
        for at in starts_s
    )
    return {
        "plain": example(),
        "doubtful": example(findings=findings, is_simulated=True, name="walk " * 12),
        "feet": example(placements=feet, findings=findings, duration_s=120.0),
        "no walking": example(bouts=(), turns=(), no_walking_reason=LONG_WORDS, findings=findings),
        "a day": example(duration_s=86_400.0, sampling_rate_hz=10.0, bouts=bouts, turns=turns),
    }


def three_sensors_html(*findings, is_simulated):
    """Lay out every measure there is: a simulated walk with three sensors."""
    from restride.analysis.analyze import analyze
    from restride.simulate import simulate_walk

    recording = replace(simulate_walk().recording, is_simulated=is_simulated)
    analysis = analyze(recording)
    doubtful = replace(analysis, quality=(*findings, *analysis.quality))
    return report_html(doubtful, recording)


@pytest.fixture(scope="module")
def browse(chromium, tmp_path_factory):
    return browse_with(chromium, profile=tmp_path_factory.mktemp("profile"))


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("plain", "A4"),
        ("doubtful", "A4"),
        ("doubtful", "letter"),
        ("feet", "letter"),
        ("a day", "A4"),
    ],
)
def test_the_report_prints_on_two_pages(name, paper, cases, browse, tmp_path):
    pages = pages_of(cases[name].html, paper=paper, browse=browse, folder=tmp_path)

    assert len(pages) == 2
    assert "Walking speed" in pages[0]
    assert "Limits:" in pages[1]


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_three_sensors_with_every_measure_print_on_two_pages(paper, doubt, browse, tmp_path):
    html = three_sensors_html(*many_findings(doubt), is_simulated=True)

    assert len(pages_of(html, paper=paper, browse=browse, folder=tmp_path)) == 2


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_page_without_doubts_is_larger_and_still_fits(paper, browse, tmp_path):
    html = three_sensors_html(is_simulated=False)

    assert 'class="sheet roomy"' in html
    assert len(pages_of(html, paper=paper, browse=browse, folder=tmp_path)) == 2


def test_no_walking_found_prints_on_one_page(cases, browse, tmp_path):
    pages = pages_of(cases["no walking"].html, paper="A4", browse=browse, folder=tmp_path)

    assert len(pages) == 1


def test_a_phone_shows_the_whole_width(cases, browse, tmp_path):
    """A page of our own frames the report at the width of a phone, and tells what stands out."""
    names = list(cases)[:4]
    for name in names:
        (tmp_path / f"{name}.html").write_text(cases[name].html, "utf-8")
    frames = "".join(
        f'<iframe src="{name}.html" style="width:390px;height:800px;border:0"></iframe>'
        for name in names
    )
    tell = (
        "addEventListener('load', () => told.innerText ="
        " [...document.querySelectorAll('iframe')].map(each => each.contentDocument)"
        ".map(each => each.documentElement.scrollWidth - each.documentElement.clientWidth)"
        ".join(' '))"
    )
    page = tmp_path / "phone.html"
    page.write_text(f"<body>{frames}<pre id=told></pre><script>{tell}</script></body>", "utf-8")
    options = ("--allow-file-access-from-files", "--virtual-time-budget=5000", "--dump-dom")
    shown = browse(*options, page.as_uri())

    told = re.search(r'<pre id="told">([^<]*)</pre>', unescape(shown)).group(1)
    assert told.split() == ["0"] * len(names), "pixels that stand out to the right"
