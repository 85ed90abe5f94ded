"""A case as one page: the therapist's part, then what goes home."""

from dataclasses import dataclass

from restride.plan.cases.worked_case import WorkedCase
from restride.report.case.citing import ListedSource, cite
from restride.report.case.exercise_cards import (
    ExerciseCard,
    Lane,
    ReasonLine,
    cards_of,
    lanes_of,
    reason_line,
)
from restride.report.case.falls import PathPart, falls_part
from restride.report.case.handout import Handout, handout_of
from restride.report.case.phases import PhasePart, phase_part
from restride.report.case.plan_part import (
    LeftOutGroup,
    StopLine,
    WeeklyRow,
    left_out_groups,
    stop_lines,
    versions_line,
    weekly_rows,
)
from restride.report.case.programmes import ProgrammesPart, programmes_part
from restride.report.case.results import TestRow, conditions_words, results_of
from restride.report.case.summary import (
    FIRST_CHANGES_COUNT,
    ChangeRow,
    FindingRow,
    GateBox,
    GoalRow,
    changes_of,
    facts_of,
    findings_of,
    gate_box,
    goals_of,
)
from restride.report.case.words import long_date, plain_word
from restride.report.method import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Where one kind of training starts."""

    name: str
    level: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is still to be asked."""

    words: str
    answered_by: str
    hides_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """All that the template lays out."""

    title: str
    day: str
    is_invented: bool
    facts: tuple[Fact, ...]
    gate: GateBox
    gravest: tuple[FindingRow, ...]
    other_findings: tuple[FindingRow, ...]
    goals: tuple[GoalRow, ...]
    changes: tuple[ChangeRow, ...]
    #: Conditions of every test that does not name its own.
    usual_conditions: str
    tests: tuple[TestRow, ...]
    falls: tuple[PathPart, ...]
    lanes: tuple[Lane, ...]
    #: Offered besides, and no place taken: a walk, slow forms.
    activities: tuple[ExerciseCard, ...]
    phases: tuple[PhasePart, ...]
    programmes: ProgrammesPart
    levels: tuple[Level, ...]
    weekly: tuple[WeeklyRow, ...]
    stop_lines: tuple[StopLine, ...]
    left_out: tuple[LeftOutGroup, ...]
    questions: tuple[Question, ...]
    beside: tuple[ReasonLine, ...]
    missing: tuple[str, ...]
    sources: tuple[ListedSource, ...]
    versions: str
    handout: Handout

    @property
    def first_changes(self) -> tuple[ChangeRow, ...]:
        """What page one has room for."""
        return self.changes[:FIRST_CHANGES_COUNT]

    @property
    def has_exercises(self) -> bool:
        """Whether anything is planned that minutes could be counted of."""
        return any(lane.cards for lane in self.lanes)


def case_page(worked: WorkedCase) -> CasePage:
    """Word everything that the pages of a case show."""
    citations = cite(worked)
    case, plan = worked.case, worked.plan
    gravest, other = findings_of(worked.findings, citations)
    return CasePage(
        title=case.title,
        day=long_date(case.day),
        is_invented=case.invented,
        facts=facts_of(case),
        gate=gate_box(worked.gate, citations),
        gravest=gravest,
        other_findings=other,
        goals=goals_of(worked.goals, citations),
        changes=changes_of(worked.changes, citations),
        usual_conditions=conditions_words(case.circumstances),
        tests=results_of(worked, citations),
        falls=tuple(falls_part(each) for each in worked.falls),
        lanes=lanes_of(plan, citations),
        activities=cards_of(plan.activities, citations),
        phases=tuple(phase_part(each, citations) for each in worked.phases),
        programmes=programmes_part(worked.programmes, citations),
        levels=tuple(
            Level(name=plain_word(each.domain), level=each.level, because=each.because)
            for each in plan.start_levels
        ),
        weekly=weekly_rows(plan, citations),
        stop_lines=stop_lines(plan, patient=worked.patient, day=case.day),
        left_out=left_out_groups(plan),
        questions=tuple(
            Question(
                words=each.question, answered_by=each.answered_by, hides_count=each.hides_count
            )
            for each in plan.open_questions
        ),
        beside=tuple(reason_line(each, citations) for each in plan.beside),
        missing=plan.missing,
        sources=citations.listed(),
        versions=versions_line(plan),
        handout=handout_of(worked),
    )
