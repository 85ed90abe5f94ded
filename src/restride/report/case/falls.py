"""The falls graphs as they were walked: steps with answers, components with their state."""

import re
from dataclasses import dataclass
from typing import Final

from restride.clinical.falls.graph import find_falls_graph
from restride.clinical.falls.walking import ComponentState, Path, Step
from restride.clinical.instrument import instruments
from restride.report.case.summary import score_name
from restride.report.case.words import COMPONENT_SIGN, plain_word

_ANSWERS = {True: "yes", False: "no", None: "not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A place that was passed."""

    words: str
    #: Empty at a place without a question.
    answer: str
    #: "A fall in the last 12 months? yes (asked)".
    answered: tuple[str, ...]
    do: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRow:
    """A thing that can make people fall."""

    words: str
    sign: str
    origin: str
    #: Only where it is present.
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPart:
    """One graph."""

    name: str
    outcome: str
    steps: tuple[StepRow, ...]
    components: tuple[ComponentRow, ...]
    missing: tuple[str, ...]
    conflicts: tuple[str, ...]
    to_be_confirmed: tuple[str, ...]
    notes: tuple[str, ...]


def falls_part(path: Path) -> PathPart:
    """Word one path."""
    return PathPart(
        name=find_falls_graph(path.graph).name,
        outcome=path.group or "not told: an answer is missing",
        steps=tuple(_step(each) for each in path.steps),
        components=tuple(
            ComponentRow(
                words=each.words,
                sign=COMPONENT_SIGN[each.state],
                origin="" if each.state is ComponentState.NOT_ASSESSED else _plain(each.origin),
                action=each.action if each.state is ComponentState.PRESENT else "",
            )
            for each in path.components
        ),
        missing=path.missing,
        conflicts=tuple(_plain(each) for each in path.conflicts),
        to_be_confirmed=path.to_be_confirmed,
        notes=path.notes,
    )


def _step(step: Step) -> StepRow:
    known = [each for each in step.answered if each.answer is not None]
    return StepRow(
        words=step.words,
        answer=_ANSWERS[step.answer] if step.answered else "",
        answered=tuple(
            f"{each.ask} {_ANSWERS[each.answer]} ({_plain(each.origin)})" for each in known
        ),
        do=step.do,
    )


def _plain(text: str) -> str:
    """Name scores as people do: "bbs.total_points" is the Berg Balance Scale."""
    return plain_word(_SCORE.sub(_named, text))


def _named(found: re.Match[str]) -> str:
    instrument = instruments().get(found[1])
    if instrument is None or found[2] not in {each.id for each in instrument.scores}:
        return found[0]
    return score_name(instrument.id, found[2])


_SCORE: Final = re.compile(r"\b([a-z0-9_]+)\.([a-z0-9_]+)\b")
