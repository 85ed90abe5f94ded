"""Sources as numbers: what each line rests on, and the list at the end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from restride.clinical.evidence import Confidence, Evidence, cited_sources
from restride.plan.cases.worked_case import WorkedCase
from restride.plan.programmes.last_result import NotProposed
from restride.plan.programmes.programmes import Programmes
from restride.report.case.words import CONFIDENCE_SIGN, READING_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a line rests on, as it stands beside it."""

    numbers: tuple[int, ...]
    confidence: Confidence

    @property
    def sign(self) -> str:
        """A filled, half or empty dot."""
        return CONFIDENCE_SIGN[self.confidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSource:
    """A line of the list of sources."""

    number: int
    citation: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """Every source of a case by its number."""

    numbers: Mapping[str, int]

    def of(self, evidence: Evidence) -> Cited:
        """Tell what a row rests on."""
        return self.named(evidence.sources, evidence.confidence)

    def named(self, sources: Iterable[str], confidence: Confidence) -> Cited:
        """Tell the numbers of some sources."""
        return Cited(numbers=self.numbers_of(tuple(sources)), confidence=confidence)

    def numbers_of(self, *sources: tuple[str, ...]) -> tuple[int, ...]:
        """Tell the numbers of some sources, each once."""
        return tuple(sorted({self.numbers[each] for some in sources for each in some}))

    def listed(self) -> tuple[ListedSource, ...]:
        """List the sources by number, with how far each was read."""
        rows = cited_sources()
        return tuple(
            ListedSource(
                number=number,
                citation=rows[source].citation,
                reading=READING_WORDS[rows[source].reading],
            )
            for source, number in self.numbers.items()
        )


def cite(worked: WorkedCase) -> Citations:
    """Give every source a number, in the order in which the pages come to it."""
    order = dict.fromkeys(_mentioned(worked))
    return Citations(numbers={source: number for number, source in enumerate(order, start=1)})


def _mentioned(worked: WorkedCase) -> Iterator[str]:
    for evidence in (
        *_of_findings(worked),
        *_of_results(worked),
        *_of_falls(worked),
        *_of_phases(worked),
        *_of_programmes(worked.programmes),
    ):
        yield from evidence.sources
    for change in worked.changes:
        for figure in (change.detectable, change.important):
            yield from () if figure is None else figure.sources
    for goal in worked.goals:
        yield from () if goal.least is None else goal.least.sources
    yield from _mentioned_in_plan(worked)


def _of_findings(worked: WorkedCase) -> Iterator[Evidence]:
    yield from (line.evidence for line in worked.gate.lines)
    yield from (finding.evidence for finding in worked.findings)


def _of_results(worked: WorkedCase) -> Iterator[Evidence]:
    for score in worked.scores:
        if score.meaning is not None:
            yield from (each.reference.evidence for each in score.meaning.references)
            yield from (each.cut_off.evidence for each in score.meaning.cut_offs)


def _of_falls(worked: WorkedCase) -> Iterator[Evidence]:
    for path in worked.falls:
        yield from (answer.evidence for step in path.steps for answer in step.answered)


def _of_phases(worked: WorkedCase) -> Iterator[Evidence]:
    for now in worked.phases:
        yield from (each.criterion.evidence for each in now.current.criteria)


def _of_programmes(programmes: Programmes) -> Iterator[Evidence]:
    for each in (programmes.treadmill, programmes.support, programmes.beat, programmes.stripes):
        if not isinstance(each, NotProposed):
            yield each.evidence
    yield from (each.evidence for each in programmes.devices.chosen)


def _mentioned_in_plan(worked: WorkedCase) -> Iterator[str]:
    plan = worked.plan
    reasons = (
        *(each for row in plan.prescriptions for each in row.reasons),
        *(each for row in plan.activities for each in row.reasons),
        *plan.beside,
    )
    for reason in reasons:
        yield from reason.sources
    for count in plan.weekly:
        yield from count.target.evidence.sources
    for topic in worked.education:
        yield from topic.topic.evidence.sources
