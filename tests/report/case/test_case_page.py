"""What stands on the pages of a case: gate, findings, results, plan with reasons, sources."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from page_reader import Reader

from restride.clinical.change.verdict import Verdict
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import work_through
from restride.plan.library import find_exercise
from restride.plan.plan import LeftOut, OpenQuestion, Plan
from restride.report.case.case_page import case_page
from restride.report.case.document import case_report_html, write_case_report
from restride.report.case.plan_part import left_out_groups
from restride.report.case.results import conditions_words
from restride.report.case.words import (
    DEGREE_WORDS,
    WEIGHT_SIGN,
)

CASES = Path(__file__).parents[3] / "examples" / "cases"
CASE = Path(__file__).parents[2] / "data" / "cases" / "after_stroke.yaml"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture(scope="module")
def worked():
    return work_through(read_case(CASE), folder=CASES)


@pytest.fixture(scope="module")
def page(worked):
    return case_page(worked)


@pytest.fixture(scope="module")
def html(worked):
    return case_report_html(worked)


@pytest.fixture(scope="module")
def read(html):
    return Reader(html)


@pytest.fixture
def changed(tmp_path):
    """Work a case through after some of its text was replaced."""

    def work(*pairs):
        text = CASE.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        return work_through(read_case(path), folder=CASES)

    return work


@pytest.mark.parametrize("name", NAMES)
def test_every_example_case_is_laid_out_whole_and_closed(name):
    example = work_through(read_case(CASES / f"{name}.yaml"), folder=CASES)

    laid_out = Reader(case_report_html(example))

    assert laid_out.open == []
    assert "Findings and plan" in laid_out.text
    assert "None" not in re.findall(r"\bNone\b", laid_out.text)
    ids = [each["id"] for each in laid_out.tags(*all_tags(laid_out)) if "id" in each]
    assert len(ids) == len(set(ids))
    for row in example.plan.prescriptions:
        assert find_exercise(row.exercise).name in laid_out.words


def all_tags(laid_out):
    return {tag for tag, _ in laid_out.elements}


def test_the_page_asks_for_nothing_from_outside(html, read):
    assert not re.findall(r"https?://(?!www\.w3\.org/)", html)
    assert {"script", "link", "iframe"} & all_tags(read) == set()
    assert not [each for each in read.tags("img") if each.get("src")]


def test_the_same_case_gives_the_same_bytes(worked, html):
    assert case_report_html(worked) == html


def test_what_a_person_typed_is_escaped(changed):
    text = case_report_html(
        changed(
            ("Ten months after a stroke, wants to reach the shops", f"'{HOSTILE}'"),
            ("I do not want to fall again", f"'{HOSTILE}'"),
        )
    )

    assert "<script" not in text
    assert "<img" not in text
    assert text.count("&lt;script&gt;") >= 3


def test_an_invented_person_is_said_to_be_one_on_both_parts(read):
    assert "nobody was tested" in read.text
    assert "This person is invented." in read.text


def test_a_real_person_bears_no_such_banner(changed):
    text = case_report_html(changed(("invented: true", "invented: false")))

    assert "invented" not in text.lower()


def test_every_row_of_the_plan_shows_a_reason_and_a_source(page):
    cards = [card for lane in page.lanes for card in lane.cards]
    assert cards
    for card in cards:
        assert card.reasons
        assert all(reason.words and reason.cited.numbers for reason in card.reasons)


def test_every_number_in_brackets_stands_in_the_list(page, read):
    listed = {each.number for each in page.sources}
    told = {
        int(n) for some in re.findall(r"\[(\d+(?:, \d+)*)\]", read.text) for n in some.split(", ")
    }
    assert told <= listed
    assert listed == set(range(1, len(listed) + 1))


def test_a_dose_from_memory_is_marked(page):
    cards = [card for lane in page.lanes for card in lane.cards]
    assert {card.dose_mark for card in cards} <= {"", "○ design default, to be confirmed"}
    assert any(card.dose_mark for card in cards)


def test_the_gate_says_its_verdict_before_its_lines(page):
    assert page.gate.verdict.startswith("✓ Open")
    assert [row.sign for row in page.gate.rows] == ["! Care", "! Care"]


def test_a_closed_gate_holds_back_what_goes_home(changed):
    closed = case_page(changed(("systolic_mmhg: 134", "systolic_mmhg: 190")))

    assert closed.gate.is_closed
    assert closed.gate.verdict.startswith("■ Closed")
    assert closed.handout.is_held_back


def test_an_unanswered_question_is_counted_with_who_can_answer_it(changed):
    asked = case_page(changed(("  absent: all_else_asked\n", "")))

    assert asked.gate.verdict.startswith("? Open with care")
    assert all(row.answered_by for row in asked.gate.rows if row.sign == "? Ask")
    assert asked.questions
    assert all(question.hides_count > 0 for question in asked.questions)


def test_the_gravest_findings_come_first_and_every_stop_is_among_them(page):
    order = list(WEIGHT_SIGN.values())
    ranks = [order.index(row.sign) for row in (*page.gravest, *page.other_findings)]
    assert ranks == sorted(ranks)
    assert len(page.gravest) == 6


def test_goals_stand_in_the_persons_own_words(page):
    assert page.goals[0].said == "I want to walk to the shops and back without my husband"
    assert "from 0.58 m/s to" in page.goals[0].measure


def test_a_change_bears_its_verdict_its_numbers_and_its_source(page):
    by_name = {row.name: row for row in page.changes}
    slow = by_name["Comfortable walking speed (10-metre walk test, comfortable and fast)"]
    assert (slow.sign, slow.verdict) == ("≈", "Within measurement error")
    assert slow.numbers.startswith("0.46 to 0.58 m/s: change +0.12")
    assert any(words.startswith("MDC 0.15 m/s") for words in slow.words)
    assert slow.numbers_cited


@pytest.mark.parametrize(
    ("state", "sign"),
    [("unable", "✕"), ("unsafe", "⚠"), ("declined", "◇"), ("not_done", "○")],
)
def test_the_four_ways_of_no_value_are_told_apart(changed, state, sign):
    without = changed(
        (
            'protocol: "3 m, armchair 46 cm"}\n  trials: [22.4, 21.8]',
            f"protocol: 3 m}}\n  state: {state}\n  reason: too tired",
        )
    )

    (test,) = [each for each in case_page(without).tests if each.name == "Timed Up and Go"]

    assert test.state.startswith(sign)
    assert test.state in Reader(case_report_html(without)).text
    assert test.reason == "too tired"
    assert all(row.value in (None, "—") for row in test.scores)


def test_both_sides_of_a_body_chart_stand_side_by_side(page):
    (chart,) = [each for each in page.tests if each.name.startswith("Muscle strength")]
    (row,) = [each for each in chart.scores if each.name == "hip abduction"]
    assert (row.left, row.right) == ("3", "5")


def test_a_cut_off_says_in_words_whether_it_is_crossed_and_whom_it_is_about(page):
    (test,) = [each for each in page.tests if each.name == "Timed Up and Go"]
    lines = test.scores[0].cut_offs
    assert all(line.sign in ("■ crossed", "□ not crossed", "✓ reached") for line in lines)
    assert any("people with a stroke" in line.words for line in lines)


def test_conditions_that_all_tests_share_are_told_once(worked, page):
    usual = worked.case.circumstances
    assert conditions_words(usual).startswith("aid: single cane; help: supervision")
    assert conditions_words(usual, usual=usual) == ""
    (berg,) = [each for each in page.tests if each.name == "Berg Balance Scale"]
    assert berg.conditions == "aid: none"


def test_a_falls_path_tells_steps_states_and_what_is_missing(page):
    world, steadi = page.falls
    assert world.outcome == "not told: an answer is missing"
    assert world.missing
    assert steadi.steps[0].answer == "yes"
    assert {each.sign for each in world.components} == {
        "■ present",
        "□ absent",
        "? not assessed",
    }
    assert all(each.action == "" for each in world.components if each.sign != "■ present")


def test_what_was_left_out_is_grouped_by_rule_and_later_comes_last(worked):
    groups = left_out_groups(worked.plan)
    assert groups[-1].head.startswith("Later")
    for group in groups:
        assert group.lines


def test_a_group_says_how_many_and_why():
    rows = (
        LeftOut(exercise="str_sts", why="needs: chair", rule="equipment"),
        LeftOut(exercise="str_toe_raise", why="needs: chair", rule="equipment"),
    )
    (group,) = left_out_groups(replace(EMPTY, left_out=rows))
    assert group.head == "A thing that is not there: 2 exercises"
    assert group.lines == ("Needs: chair: Sit to stand from a normal chair; Toe raise",)


EMPTY = Plan(
    made_on=date(2026, 5, 4),
    content_versions=(),
    findings=(),
    prescriptions=(),
    activities=(),
    left_out=(),
    open_questions=(),
    missing=(),
    start_levels=(),
    weekly=(),
    visits_count=2,
    beside=(),
)


def test_every_stop_rule_of_the_plan_is_listed_once_the_gravest_first(page):
    order = list(DEGREE_WORDS.values())
    ranks = [order.index(line.degree) for line in page.stop_lines]
    assert ranks == sorted(ranks)
    assert len({line.words for line in page.stop_lines}) == len(page.stop_lines)


def test_an_open_question_tells_how_many_exercises_it_keeps_out(worked):
    asked = OpenQuestion(code="x", question="Dizzy?", answered_by="patient", hides_count=7)
    shown = case_report_html(replace(worked, plan=replace(worked.plan, open_questions=(asked,))))
    assert "7 exercises" in Reader(shown).words


def test_the_file_is_written_as_it_is_laid_out(worked, html, tmp_path):
    path = tmp_path / "case.html"
    write_case_report(worked, path)
    assert path.read_text(encoding="utf-8") == html


def test_a_phase_tells_what_must_be_so_before_the_next(page):
    (phase,) = page.phases
    assert phase.condition == "Stroke"
    assert phase.criteria
    slow = phase.criteria[0]
    assert (slow.sign, slow.why) == ("✕ not met", "0.58 m/s on 2026-05-04")


def test_what_was_not_proposed_says_why_and_what_to_do(page, worked):
    told = page.programmes.not_proposed
    assert len(told) == len(worked.programmes.not_proposed)
    for words, row in zip(told, worked.programmes.not_proposed, strict=True):
        assert row.why.split(" (")[0] in words
        assert row.do in words


def test_answers_that_contradict_each_other_name_tests_and_not_codes():
    falls = work_through(read_case(CASES / "older_adult_falls.yaml"), folder=CASES)
    conflicts = [words for path in case_page(falls).falls for words in path.conflicts]
    assert conflicts
    assert not [words for words in conflicts if "_" in words]
    assert "Fall of systolic pressure (Blood pressure on standing) 22 mmHg" in conflicts[0]


def test_many_questions_are_told_in_short_but_red_flags_never():
    unknown = work_through(read_case(CASES / "little_is_known.yaml"), folder=CASES)

    gate = case_page(unknown).gate

    names = [row.words for row in gate.asked_too]
    assert len(names) > 8
    assert "Chest pain or fainting: not answered" in [row.words for row in gate.rows]
    assert len(gate.rows) + len(names) == len(unknown.gate.lines)


def test_a_case_without_exercises_counts_no_minutes_and_says_to_wait():
    closed = Reader(
        case_report_html(work_through(read_case(CASES / "red_flag.yaml"), folder=CASES))
    )
    assert "A week of this plan" not in closed.words
    assert "Do not train until your therapist or your doctor tells you" in closed.words


def test_worsening_comes_first_and_what_could_not_be_judged_last(worked):
    verdicts = (Verdict.NO_MDC_KNOWN, Verdict.WITHIN_ERROR, Verdict.REAL_WORSENING)
    one = worked.changes[0]
    mixed = replace(
        worked,
        changes=tuple(
            replace(one, verdict=each, words=(f"{each}.", "1 to 2.")) for each in verdicts * 3
        ),
    )

    page = case_page(mixed)

    assert [row.verdict for row in page.changes[:4]] == ["real worsening"] * 3 + [
        "within measurement error"
    ]
    assert page.changes[-1].verdict == "no MDC known"
    assert len(page.first_changes) == 6
    assert "3 more, and what each rests on" in Reader(case_report_html(mixed)).words


def test_scores_without_a_reference_are_named_in_one_line():
    athlete = work_through(read_case(CASES / "athlete_ankle_sprain.yaml"), folder=CASES)
    for test in case_page(athlete).tests:
        assert sum(words.startswith("No reference known for") for words in test.remarks) <= 2
