"""The pages of a case as a browser lays them out: paper, a phone, and where the handout begins."""

import re
from html import unescape
from pathlib import Path

import pytest
from printing import browse_with, pages_of

from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.report.case.document import case_report_html

pytestmark = pytest.mark.browser
CASES = Path(__file__).parents[3] / "examples" / "cases"
CASE = Path(__file__).parents[2] / "data" / "cases" / "after_stroke.yaml"
NAMES = ("red_flag", "little_is_known")


@pytest.fixture(scope="module")
def browse(chromium, tmp_path_factory):
    return browse_with(chromium, profile=tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def html():
    return case_report_html(work_through(read_case(CASE), folder=CASES))


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_summary_is_one_page_and_the_handout_begins_on_its_own(paper, html, browse, tmp_path):
    pages = pages_of(html, paper=paper, browse=browse, folder=tmp_path)

    assert "Before any training" in pages[0]
    assert pages[1].startswith("Results")
    (first,) = [n for n, text in enumerate(pages) if text.startswith("Your exercises at home")]
    assert "Sources" in pages[first - 1]
    assert "Our number" in pages[first]
    blocks = [text for text in pages[first + 1 :] if "Week 4" in text]
    assert len(blocks) == html.count('class="block"')


def test_a_phone_shows_the_whole_width(html, browse, tmp_path):
    texts = {"stroke": html}
    for name in NAMES:
        worked = work_through(read_case(CASES / f"{name}.yaml"), folder=CASES)
        texts[name] = case_report_html(worked)
    for name, text in texts.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    frames = "".join(
        f'<iframe src="{name}.html" style="width:390px;height:800px;border:0"></iframe>'
        for name in texts
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
    assert told.split() == ["0"] * len(texts), "pixels that stand out to the right"
