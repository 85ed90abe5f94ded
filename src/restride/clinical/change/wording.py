"""A change in sentences, the verdict first."""

from dataclasses import replace

from restride.clinical.change.reliability import CLINIC_PEOPLE_COUNT, PERSON_REPEATS_COUNT
from restride.clinical.change.verdict import Change
from restride.clinical.interpretation.rounding import rounded
from restride.clinical.interpretation.scores import find_score, with_unit


def advice_on(baselines_count: int) -> str:
    """Say how the next judgement gets surer where no MDC is known."""
    first = "Test twice at the first visit" if baselines_count < 2 else "Repeat the test once more"
    return (
        f"{first}: from {PERSON_REPEATS_COUNT} repeats under the same conditions the person's own "
        f"scatter can judge, and from {CLINIC_PEOPLE_COUNT} people tested twice the clinic's own."
    )


def sentences(change: Change) -> Change:
    """Write the change as sentences, before the notes that it has already."""
    told = (
        _verdict_words(change),
        *_number_words(change),
        *_detectable_words(change),
        *_important_words(change),
        *_other_words(change),
    )
    return replace(change, words=(*told, *change.words))


def _verdict_words(change: Change) -> str:
    if change.differing:
        named = ", ".join(each.replace("_", " ") for each in change.differing)
        return f"Not comparable: the conditions differ ({named})."
    if change.ordinal is not None:
        return f"{change.ordinal.value.capitalize()}: told, not counted."
    if change.before is None:
        return "Not comparable: there is no value on one side."
    if change.verdict is None:
        return "A real change, of a measure where neither direction is better."
    return f"{change.verdict.value[0].upper()}{change.verdict.value[1:]}."


def _number_words(change: Change) -> tuple[str, ...]:
    if change.before is None or change.now is None or change.change is None:
        return ()
    decimals = find_score(change.instrument_id, change.score_id).decimals
    before = rounded(change.before, decimals + (change.before_count > 1))
    now = rounded(change.now, decimals + (change.after_count > 1))
    repeats = f"{change.before_count} before, {change.after_count} now"
    numbers = f"{before} to {with_unit(now, change.unit)}"
    return (f"{numbers}: change {now - before:+} ({repeats}).",)


def _detectable_words(change: Change) -> tuple[str, ...]:
    if change.detectable is not None:
        others = "; ".join(each.words for each in change.detectable.others)
        rest = (f"Also published: {others}.",) if others else ()
        return (f"MDC {change.detectable.words}.", *rest)
    memory = change.detectable_from_memory
    return () if memory is None else (f"One from memory: {memory.words}; it decides nothing.",)


def _important_words(change: Change) -> tuple[str, ...]:
    if change.important is not None:
        reached = "reached" if change.important_reached else "not reached"
        much = ", and a substantial one too" if change.substantial_reached else ""
        return (f"MCID {change.important.words}: {reached}{much}.",)
    memory = change.important_from_memory
    return () if memory is None else (f"MCID from memory: {memory.words}; it decides nothing.",)


def _other_words(change: Change) -> tuple[str, ...]:
    ordinal = change.ordinal.value.capitalize() if change.ordinal and change.differing else None
    told = (f"{ordinal}: told, not counted." if ordinal else None, change.less_help, change.advice)
    return tuple(each for each in told if each)
