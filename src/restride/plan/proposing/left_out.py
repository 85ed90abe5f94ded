"""What a plan leaves out and why, which answers would bring it back, and what goes beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from restride.clinical.aims import Category
from restride.clinical.conditions import conditions
from restride.clinical.finding import Finding
from restride.clinical.guideline import Advice, RuleKind
from restride.clinical.patient import Patient
from restride.clinical.precautions import precautions
from restride.clinical.recommendation import Recommendation
from restride.plan.plan import LeftOut, OpenQuestion, Reason
from restride.plan.proposing.candidates import Candidate
from restride.plan.proposing.start_levels import Domain, StartLevel
from restride.plan.screening import Block, BlockRule

#: Under it so many categories a programme is thin. House choice: docs/decisions/0142
_FEWEST_CATEGORIES: Final = 3
#: Rules that say something of the person rather than of the place, the graver first.
_ORDER: Final = list(BlockRule)
_ADVISED: Final = {
    Advice.SHOULD: "recommended",
    Advice.MAY: "possible",
    Advice.SHOULD_NOT: "advised against",
}


def left_out(every: Sequence[Candidate], chosen: Sequence[Candidate]) -> tuple[LeftOut, ...]:
    """List what speaks for itself and is not in the plan: blocked, advised against or too hard.

    What another exercise of the plan already serves is not listed: it was not kept out.
    """
    inside = {each.exercise.id for each in chosen}
    by_exercise: dict[str, list[Candidate]] = {}
    for each in every:
        if each.exercise.id not in inside:
            by_exercise.setdefault(each.exercise.id, []).append(each)
    found = (_why(places) for places in by_exercise.values())
    return tuple(
        sorted(
            (each for each in found if each is not None),
            key=lambda each: (each.rule, each.exercise),
        )
    )


def _why(places: Sequence[Candidate]) -> LeftOut | None:
    """Say why an exercise is in no place of the plan; None where it is merely not needed."""
    exercise, harm = places[0].exercise, places[0].support.harm
    if harm is not None:
        words = f"{harm.guideline.intervention}: not recommended ({harm.why})"
        return LeftOut(exercise=exercise.id, why=words, rule="advised_against")
    if not any(each.screened.allowed for each in places):
        possible = [each for each in places if each.setting in exercise.settings] or places
        block = min((_gravest(each.screened.blocks) for each in possible), key=_reach)
        return LeftOut(exercise=exercise.id, why=block.words, rule=block.rule)
    if places[0].too_hard and places[0].needs:
        words = (
            f"level {exercise.level}; training starts at {places[0].start.level}, as "
            f"{places[0].start.because}"
        )
        return LeftOut(exercise=exercise.id, why=words, rule="later")
    return None


def _gravest(blocks: Sequence[Block]) -> Block:
    return min(blocks, key=_reach)


def _reach(block: Block) -> tuple[int, str]:
    """Put first what holds wherever the exercise is done."""
    return _ORDER.index(block.rule), block.code


def open_questions(every: Sequence[Candidate], patient: Patient) -> tuple[OpenQuestion, ...]:
    """List the unanswered questions that keep exercises out, those that hide most first."""
    hidden: Counter[str] = Counter()
    for each in _once_each(every):
        hidden.update(
            {block.code for block in each.screened.blocks if block.rule is BlockRule.UNANSWERED}
        )
    rows = precautions()
    asked = [
        OpenQuestion(
            code=code,
            question=rows[code].question,
            answered_by=rows[code].answered_by,
            hides_count=count,
        )
        for code, count in hidden.items()
    ]
    return tuple(
        sorted([*_orders_missing(every, patient), *asked], key=lambda q: (-q.hides_count, q.code))
    )


def _once_each(every: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield each exercise in the place where least keeps it out."""
    best: dict[str, Candidate] = {}
    for each in every:
        known = best.get(each.exercise.id)
        if known is None or len(each.screened.blocks) < len(known.screened.blocks):
            best[each.exercise.id] = each
    yield from best.values()


def _orders_missing(every: Sequence[Candidate], patient: Patient) -> list[OpenQuestion]:
    """Ask for the order where a condition demands one and none was given."""
    if patient.weight_bearing_orders or not any(
        conditions()[own].weight_bearing_asked for own in patient.condition_ids
    ):
        return []
    hides_count = sum(
        any(block.rule is BlockRule.WEIGHT_BEARING for block in each.screened.blocks)
        for each in _once_each(every)
    )
    return [
        OpenQuestion(
            code="weight_bearing_order",
            question="How much may each leg carry? Unknown counts as nothing.",
            answered_by="surgeon",
            hides_count=hides_count,
        )
    ]


def missing(
    *,
    findings: Sequence[Finding],
    chosen: Sequence[Candidate],
    levels: Mapping[Domain, StartLevel],
    patient: Patient,
) -> tuple[str, ...]:
    """Say what a plan could not do."""
    words = []
    if not findings:
        words.append("no findings: the plan rests on conditions and guidelines alone")
    if not chosen:
        words.append("no exercise is allowed as things stand: see what was left out and why")
    categories = {each.exercise.category for each in chosen}
    if chosen and len(categories) < _FEWEST_CATEGORIES:
        lacking = [each.replace("_", " ") for each in Category if each not in categories]
        words.append(f"nothing from: {', '.join(lacking)}")
    used = {each.start.domain for each in chosen}
    words += [
        f"{level.domain}: {level.because}"
        for level in levels.values()
        if not level.tested and level.domain in used
    ]
    words += [
        f"no day of onset or surgery for {conditions()[each.condition].name_inside}: rules that "
        "depend on the time since are not decided"
        for each in patient.diagnoses
        if each.since is None and conditions()[each.condition].phases
    ]
    return tuple(words)


def beside(advice: Sequence[Recommendation]) -> tuple[Reason, ...]:
    """List what guidelines recommend beside exercise: cold packs, bracing, the order of care."""
    return tuple(
        Reason(
            words=_care_words(each),
            guideline=each.guideline.id,
            strength=each.guideline.strength,
            sources=each.guideline.evidence.sources,
            confidence=each.guideline.evidence.confidence,
        )
        for each in advice
        if each.guideline.kind is RuleKind.CARE
    )


def _care_words(each: Recommendation) -> str:
    unsure = "" if each.decides else "; to be confirmed"
    return (
        f"{each.guideline.intervention}: {_ADVISED[each.guideline.advice]} "
        f"({each.guideline.strength}; {each.why}{unsure})"
    )
