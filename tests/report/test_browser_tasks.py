"""The pages of tasks as a browser lays them out: two printed pages, the width of a phone."""

import re
from html import unescape

import pytest
import task_examples as examples
from printing import browse_with, pages_of

from restride.report import protocol_report_html, report_html
from restride.terms import Severity

pytestmark = pytest.mark.browser

LONG_WORDS = (
    "The plate gives its centre of pressure in centimetres where the format states millimetres, "
    "and the two axes change places against what the header says; 12 samples hold no load at all."
)


@pytest.fixture(scope="module")
def browse(chromium, tmp_path_factory):
    return browse_with(chromium, profile=tmp_path_factory.mktemp("profile"))


def findings(doubt):
    serious = [
        doubt(code, severity=Severity.SERIOUS, found=LONG_WORDS, done=LONG_WORDS)
        for code in ("axes-doubtful", "clock-gap", "truncated")
    ]
    return (*serious, *(doubt(f"units-inferred-{at}", found=LONG_WORDS) for at in range(6)))


@pytest.fixture(scope="module")
def cases(doubt):
    """Find the fullest pages that each task can ask for."""
    full = {"findings": findings(doubt), "is_simulated": True}
    many = examples.rises(40)
    return {
        "standing": report_html(*examples.trial(**full)),
        "balance": protocol_report_html(
            examples.protocol(left_early_s=9.0, is_simulated=True, quality=full["findings"]), {}
        ),
        "balance, one trial each": protocol_report_html(
            examples.protocol(trials_count=1, is_simulated=True), {}
        ),
        "up-and-go": report_html(*examples.up_and_go_analysis(examples.up_and_go(), **full)),
        "chair": report_html(*examples.chair_analysis(many, **full)),
        "repetitions": report_html(
            *examples.repetitions_analysis(examples.repetitions(40), **full)
        ),
    }


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("standing", "letter"),
        ("balance", "A4"),
        ("balance", "letter"),
        ("balance, one trial each", "letter"),
        ("up-and-go", "letter"),
        ("chair", "A4"),
        ("repetitions", "letter"),
    ],
)
def test_a_page_prints_on_two_pages_at_most(name, paper, cases, browse, tmp_path):
    pages = pages_of(cases[name], paper=paper, browse=browse, folder=tmp_path)

    assert 1 <= len(pages) <= 2
    assert "Limits:" in pages[-1]


def test_a_phone_shows_the_whole_width(cases, browse, tmp_path):
    """A page of our own frames the reports at the width of a phone, and tells what stands out."""
    for name, html in cases.items():
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    frames = "".join(
        f'<iframe src="{name}.html" style="width:390px;height:800px;border:0"></iframe>'
        for name in cases
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
    assert told.split() == ["0"] * len(cases), "pixels that stand out to the right"
