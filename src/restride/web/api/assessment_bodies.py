"""What assessments, results and trials are on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.change import Verdict
from restride.clinical.circumstances import Circumstances
from restride.clinical.interpretation import CutOffReading, ReferenceReading
from restride.clinical.interpretation.schemas import CutOff, Reference
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.records.actions.assessments import AssessmentStart
from restride.records.actions.trials import Marks, TrialContent
from restride.records.queries.assessment_summary import SummaryLine
from restride.records.queries.assessments import OpenedAssessment, OpenedTest
from restride.terms import Side
from restride.visit.states import AssessmentState, TestState, TrialState
from restride.web.api.bodies import Answer, Body, Line, Name, Text
from restride.web.api.care_bodies import Day, UsualCircumstancesBody

#: No test holds larger numbers: steps of six minutes, mmHg, seconds of a day.
_Number = Annotated[float, Field(ge=-100_000, le=100_000)]
_Key = Annotated[str, Field(min_length=1, max_length=120)]
_Values = Annotated[dict[_Key, _Number | None], Field(max_length=300)]
_Tries = Annotated[list[_Number], Field(max_length=50)]
_TimeS = Annotated[float, Field(ge=0, le=86_400)]


class BatteryAnswersBody(Body):
    """The three answers that batteries are proposed from; null is not asked."""

    stands_30_s: bool | None = None
    walks_10_m: bool | None = None
    endurance_wanted: bool | None = None

    def answers(self) -> BatteryAnswers:
        """Give them to the record."""
        return BatteryAnswers(**self.dict())


class AssessmentStartBody(Body):
    """A battery to begin."""

    battery: Name
    answers: BatteryAnswersBody = Field(default_factory=BatteryAnswersBody)
    visit_id: UUID | None = None
    #: Null takes those of last time.
    circumstances: UsualCircumstancesBody | None = None

    def start(self) -> AssessmentStart:
        """Give it to the record."""
        told = self.circumstances
        return AssessmentStart(
            battery=self.battery,
            answers=self.answers.answers(),
            visit_id=self.visit_id,
            circumstances=None if told is None else Circumstances(**told.dict()),
        )


class AssessmentEndBody(Body):
    """That testing is over."""

    #: Why tests that are still planned were not done.
    rest: Text | None = None


class WhyBody(Body):
    """Why something is done."""

    why: Text


class TestEntryBody(Body):
    """What a test came to, as it was written down; null is not asked or not tested."""

    instrument: Name
    tested_on: Day
    state: ResultState = ResultState.DONE
    #: What is null is as in the assessment.
    circumstances: UsualCircumstancesBody = Field(default_factory=UsualCircumstancesBody)
    items: _Values = Field(default_factory=dict)
    trials: _Tries | Annotated[dict[_Key, _Tries], Field(max_length=60)] = Field(
        default_factory=list
    )
    scores: _Values = Field(default_factory=dict)
    words: Annotated[dict[_Key, Line], Field(max_length=60)] = Field(default_factory=dict)
    painful: Annotated[list[_Key], Field(max_length=100)] = Field(default_factory=list)
    involved_side: Side | None = None
    reason: Text | None = None
    #: Why the value is usable with caution only.
    caution: Line | None = None

    def entry(self) -> Entry:
        """Give it to the record."""
        told = self.trials
        trials: Any = (
            {name: tuple(tries) for name, tries in told.items()}
            if isinstance(told, dict)
            else tuple(told)
        )
        return Entry(
            instrument=self.instrument,
            tested_on=self.tested_on,
            state=self.state,
            circumstances=Circumstances(**self.circumstances.dict()),
            items=dict(self.items),
            trials=trials,
            scores=dict(self.scores),
            words=dict(self.words),
            painful=tuple(self.painful),
            involved_side=self.involved_side,
            reason=self.reason,
        )


class TestCorrectionBody(TestEntryBody):
    """What stands in the place of a result, and why."""

    why: Text


class RecordedTestBody(Body):
    """A test that an analysed recording holds."""

    run_id: UUID
    instrument: Name


class MarksBody(Body):
    """Start and end of a trial, in seconds of its recording."""

    start_s: _TimeS
    end_s: _TimeS

    def marks(self) -> Marks:
        """Give them to the record."""
        return Marks(start_s=self.start_s, end_s=self.end_s)


class MovedMarksBody(Body):
    """Marks as a therapist moved them; null goes back to those that were found."""

    marks: MarksBody | None


class TrialQualityBody(Body):
    """How usable a trial is: codes and shares, no words of anybody."""

    verdict: Annotated[str, Field(pattern=r"^(usable|caution|redo)$")] | None = None
    doubts: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z0-9_.-]{1,60}$")]], Field(max_length=30)
    ] = Field(default_factory=list)
    lost_share: Annotated[float, Field(ge=0, le=1)] | None = None
    strides_count: Annotated[int, Field(ge=0, le=100_000)] | None = None


class TrialBody(Body):
    """One go at a test."""

    number: Annotated[int, Field(ge=1, le=1000)]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    recording_id: UUID | None = None
    auto_marks: MarksBody | None = None
    quality: TrialQualityBody = Field(default_factory=TrialQualityBody)

    def content(self) -> TrialContent:
        """Give it to the record."""
        return TrialContent(
            number=self.number,
            started_at=self.started_at,
            ended_at=self.ended_at,
            recording_id=self.recording_id,
            auto_marks=None if self.auto_marks is None else self.auto_marks.marks(),
            quality=self.quality.dict(exclude_unset=True),
        )


class TrialVerdictBody(Body):
    """Whether a trial counts."""

    is_usable: bool


class TrialAnswer(Answer):
    """One go at a test, with the marks that were found and those that were moved."""

    id: UUID
    version: int
    number: int
    state: TrialState
    started_at: datetime | None
    ended_at: datetime | None
    recording_id: UUID | None
    auto_marks: dict[str, float] | None
    edited_marks: dict[str, float] | None
    quality: dict[str, Any]


class TestAnswer(Answer):
    """A test of an assessment."""

    id: UUID
    assessment_id: UUID
    version: int
    number: int
    instrument: str
    content_version: str
    state: TestState
    tested_on: date | None
    reason: str | None
    rater_id: UUID | None
    run_id: UUID | None
    corrected_by_id: UUID | None
    correction: str | None
    result: Result | None
    trials: list[TrialAnswer]


class LeftOutTestAnswer(Answer):
    """A test that is not done, and why."""

    test: str
    why: str


class MismatchAnswer(Answer):
    """A condition that differs from the one a test was done under last time."""

    instrument: str
    condition: str
    before: str | None
    now: str | None


class AssessmentAnswer(Answer):
    """A battery that was begun."""

    id: UUID
    patient_id: UUID
    episode_id: UUID
    visit_id: UUID | None
    version: int
    battery: str
    battery_version: str
    state: AssessmentState
    started_at: datetime | None
    ended_at: datetime | None
    circumstances: UsualCircumstancesBody
    proposal: dict[str, Any]


class FollowingTestAnswer(Answer):
    """What comes next in a battery."""

    #: Null where the battery is over.
    test: str | None
    rest: str | None
    ended: str | None
    skipped: list[LeftOutTestAnswer]


class OpenedAssessmentAnswer(AssessmentAnswer):
    """A battery with its tests, what comes next, and what is otherwise than last time."""

    tests: list[TestAnswer]
    following: FollowingTestAnswer | None
    mismatches: list[MismatchAnswer]


class ProposedBatteryAnswer(Answer):
    """A battery that fits a person."""

    id: str
    name: str
    purpose: str
    visit: int
    why: str
    minutes: tuple[float, float]
    tests: list[str]
    optional_tests: list[str]
    left_out: list[LeftOutTestAnswer]


class BatteryProposalAnswer(Answer):
    """Batteries in the order they are done, and the conditions they would start with."""

    batteries: list[ProposedBatteryAnswer]
    missing: list[str]
    stopped: str | None
    circumstances: UsualCircumstancesBody


class ComparedAnswer(Answer):
    """What a value is compared with, in words."""

    words: str
    #: False where only rows from memory say so: shown, and deciding nothing.
    decides: bool
    sources: list[str]


class SummaryLineAnswer(Answer):
    """One score with its reference, last time, and the verdict on it."""

    result_id: UUID
    instrument: str
    name: str
    state: ResultState
    reason: str | None
    score: ScoreValue | None
    #: With its unit, as it is shown; null where there is no value.
    shown: str | None
    references: list[ComparedAnswer]
    cut_offs: list[ComparedAnswer]
    #: What cannot be said, and why.
    missing: list[str]
    last_on: date | None
    #: The value of last time, in the unit of the score.
    before: float | None
    #: One of six words; null where nothing was compared.
    verdict: Verdict | None
    #: Sentences for the reader, the verdict first.
    verdict_words: list[str]


def summary_answer(line: SummaryLine) -> dict[str, Any]:
    """Put a line of a summary into words."""
    meaning, change = line.meaning, line.change
    names = ("result_id", "instrument", "name", "state", "reason", "score", "last_on")
    return {
        **{name: getattr(line, name) for name in names},
        "shown": None if meaning is None else meaning.shown,
        "references": []
        if meaning is None
        else [_compared(each, each.reference) for each in meaning.references],
        "cut_offs": []
        if meaning is None
        else [_compared(each, each.cut_off) for each in meaning.cut_offs],
        "missing": [] if meaning is None else list(meaning.missing),
        "before": None if change is None else change.before,
        "verdict": None if change is None else change.verdict,
        "verdict_words": [] if change is None else list(change.words),
    }


def _compared(read: ReferenceReading | CutOffReading, row: Reference | CutOff) -> dict[str, Any]:
    return {
        "words": read.words,
        "decides": read.decides,
        "sources": list(row.evidence.sources),
    }


def answer_of_test(found: OpenedTest) -> dict[str, Any]:
    """Put a test together with what came of it."""
    own = _columns(TestAnswer, found.row, besides=("result", "trials"))
    return {**own, "result": found.result, "trials": list(found.trials)}


def opened_answer(found: OpenedAssessment) -> dict[str, Any]:
    """Put an assessment together with its tests."""
    following = found.following
    return {
        **_columns(AssessmentAnswer, found.row),
        "tests": [answer_of_test(each) for each in found.tests],
        "following": None
        if following is None
        else {
            "test": None if following.test is None else following.test.id,
            "rest": following.rest,
            "ended": following.ended,
            "skipped": following.skipped,
        },
        "mismatches": list(found.mismatches),
    }


def _columns(kind: type[Schema], row: object, *, besides: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.model_fields if name not in besides}
