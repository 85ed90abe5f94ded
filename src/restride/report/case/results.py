"""The results as a table: value, conditions, people like this, cut-offs; four ways of no value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from restride.clinical.circumstances import Circumstances
from restride.clinical.instrument import Instrument, find_instrument
from restride.clinical.interpretation import Interpretation
from restride.clinical.interpretation.reading import CutOffReading, ReferenceReading
from restride.clinical.interpretation.rounding import rounded
from restride.clinical.interpretation.scores import find_score, with_unit
from restride.clinical.result import Result, ResultState
from restride.plan.cases.worked_case import ReadScore, WorkedCase
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import (
    STATE_WORDS,
    first_letter_up,
    long_date,
    plain_word,
    without_confidence,
)
from restride.terms import Side

#: Of references and of cut-offs; the others stand on the screen only.
#: House choice: docs/decisions/0143-the-pages-of-a-case.md
_PRINTED_COUNT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A value beside a reference or a cut-off."""

    #: "■ crossed" or "□ not crossed"; empty where it is only named.
    sign: str
    words: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One score: the values of both sides, or the one value."""

    name: str
    left: str | None
    right: str | None
    value: str | None
    notes: tuple[str, ...]
    references: tuple[ReadingLine, ...]
    cut_offs: tuple[ReadingLine, ...]
    more: tuple[ReadingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRow:
    """One test of one day."""

    name: str
    tested_on: str
    state: str
    is_done: bool
    reason: str | None
    conditions: str
    scores: tuple[ScoreRow, ...]
    notes: tuple[str, ...]
    #: Remarks on its scores, each once.
    remarks: tuple[str, ...]
    #: Whether its scores are left and right.
    is_sided: bool


def results_of(worked: WorkedCase, citations: Citations) -> tuple[TestRow, ...]:
    """Word the newest result of each test, in the order of the file."""
    newest = {each.instrument: each for each in worked.results}
    read = {id(each.score): each for each in worked.scores}
    usual = worked.case.circumstances
    return tuple(
        _test(each, usual=usual, scores=_scores(each, read), citations=citations)
        for each in newest.values()
    )


def _scores(result: Result, read: Mapping[int, ReadScore]) -> tuple[ReadScore, ...]:
    return tuple(read[id(each)] for each in result.scores if id(each) in read)


def _test(
    result: Result,
    *,
    usual: Circumstances,
    scores: Sequence[ReadScore],
    citations: Citations,
) -> TestRow:
    instrument = find_instrument(result.instrument)
    return TestRow(
        name=instrument.name,
        tested_on=long_date(result.tested_on),
        state=STATE_WORDS[result.state],
        is_done=result.state is ResultState.DONE,
        reason=result.reason,
        conditions=conditions_words(result.circumstances, usual=usual),
        scores=tuple(_score_rows(scores, instrument=instrument, citations=citations)),
        notes=tuple(_note_words(each) for each in result.notes),
        remarks=_remarks(scores),
        is_sided=any(each.score.side is not None for each in scores),
    )


def _remarks(scores: Sequence[ReadScore]) -> tuple[str, ...]:
    """Gather ceilings, floors and what cannot be said, each once."""
    meanings = [each.meaning for each in scores if each.meaning is not None]
    limits = [limit.words for each in meanings for limit in (*each.ceilings, *each.floors)]
    missing = [words for each in meanings for words in each.missing]
    bare = [each for each in missing if _is_bare(each)]
    told = [each for each in missing if each not in bare]
    names = dict.fromkeys(each.removeprefix(_NO_REFERENCE).rstrip(".") for each in bare)
    none = [f"{_NO_REFERENCE}{'; '.join(names)}."] if names else []
    return tuple(dict.fromkeys(first_letter_up(each) for each in (*limits, *told, *none)))


def _is_bare(words: str) -> bool:
    """Whether no reference is known and nothing more is said."""
    return words.startswith(_NO_REFERENCE) and ": published" not in words


_NO_REFERENCE: Final = "No reference known for "


def _note_words(note: str) -> str:
    """Write "left:hip_extension" as people do."""
    return plain_word(note).replace("left:", "left ").replace("right:", "right ")


def conditions_words(circumstances: Circumstances, *, usual: Circumstances | None = None) -> str:
    """Say under which conditions a test was done; what was not written down is not guessed.

    Parameters
    ----------
    usual
        What has been said for all tests already and is not said again.
    """
    parts = []
    for each in fields(Circumstances):
        value = getattr(circumstances, each.name)
        if value is None or (usual is not None and value == getattr(usual, each.name)):
            continue
        word = f"{value:g}" if isinstance(value, float) else plain_word(value)
        parts.append(f"{_CONDITION_NAMES.get(each.name, plain_word(each.name))}: {word}")
    return "; ".join(parts)


_CONDITION_NAMES: Final = {
    "assistance": "help",
    "helpers_count": "helpers",
    "since_dose_min": "minutes since the dose",
    "weight_bearing": "weight bearing",
}


def _score_rows(
    scores: Sequence[ReadScore], *, instrument: Instrument, citations: Citations
) -> Iterator[ScoreRow]:
    grouped: dict[tuple[str, str | None], list[ReadScore]] = {}
    for each in scores:
        grouped.setdefault((each.score.score, each.score.item), []).append(each)
    for (score_id, item), group in grouped.items():
        yield _score_row(group, name=_name(instrument, score_id, item=item), citations=citations)


def _name(instrument: Instrument, score_id: str, *, item: str | None) -> str:
    if item is not None:
        labels = {each.id: each.label for each in instrument.items}
        return labels.get(item, plain_word(item))
    return find_score(instrument.id, score_id).title


def _score_row(group: Sequence[ReadScore], *, name: str, citations: Citations) -> ScoreRow:
    shown = {each.score.side: _shown(each) for each in group}
    meanings = [each.meaning for each in group if each.meaning is not None]
    references = _lines(_references(meanings, citations))
    cut_offs = _lines(_cut_offs(meanings, citations))
    return ScoreRow(
        name=name,
        left=shown.get(Side.LEFT),
        right=shown.get(Side.RIGHT),
        value=shown.get(None),
        notes=tuple(dict.fromkeys(each.score.note for each in group if each.score.note)),
        references=references[:_PRINTED_COUNT],
        cut_offs=cut_offs[:_PRINTED_COUNT],
        more=(*references[_PRINTED_COUNT:], *cut_offs[_PRINTED_COUNT:]),
    )


def _shown(read: ReadScore) -> str:
    value = read.score.value
    if value is None:
        return "—"
    if read.meaning is not None:
        return read.meaning.shown
    score = find_score(read.result.instrument, read.score.score)
    return with_unit(rounded(value, score.decimals), score.unit)


def _lines(found: Iterator[ReadingLine]) -> tuple[ReadingLine, ...]:
    return tuple(dict.fromkeys(found))


def _references(meanings: Sequence[Interpretation], citations: Citations) -> Iterator[ReadingLine]:
    for meaning in meanings:
        for each in sorted(meaning.references, key=_memory_last):
            yield ReadingLine(
                sign="" if each.position is None else each.position.value,
                words=without_confidence(each.words),
                cited=citations.of(each.reference.evidence),
            )


def _memory_last(each: ReferenceReading) -> bool:
    return not each.decides


def _cut_offs(meanings: Sequence[Interpretation], citations: Citations) -> Iterator[ReadingLine]:
    for meaning in meanings:
        for each in sorted(meaning.cut_offs, key=_concern_first):
            yield ReadingLine(
                sign=_crossed(each),
                words=without_confidence(each.words)
                .removeprefix("Crossed: ")
                .removeprefix("Not crossed: "),
                cited=citations.of(each.cut_off.evidence),
            )


def _concern_first(each: CutOffReading) -> tuple[bool, bool]:
    return not each.decides, not each.concern


def _crossed(each: CutOffReading) -> str:
    if each.crossed is None:
        return "■ class" if each.concern else "▪ class"
    if not each.crossed:
        return "□ not crossed"
    return "■ crossed" if each.concern else "✓ reached"
