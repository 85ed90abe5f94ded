"""The rules held against a person: sentences with their evidence, the gravest first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.finding import Finding, FindingWeight, Observed
from restride.clinical.findings.comparing import Look, look
from restride.clinical.findings.observing import Known, known_of
from restride.clinical.findings.rule import Comparison, Rule, rules_in_order
from restride.clinical.interpretation import Interpretation
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.terms import Side

_TO_BE_CONFIRMED: Final = " (from memory, to be confirmed)"


def find_limits(
    *,
    patient: Patient,
    results: Sequence[Result],
    measures: Mapping[str, Observed],
    interpretations: Mapping[str, Interpretation] | None = None,
    day: date,
) -> tuple[Finding, ...]:
    """Say what limits a person, as far as it is known.

    Parameters
    ----------
    measures
        Of recordings, as ``observed_measures`` makes them.
    interpretations
        What each value means, by name ("tug.time_s"); made here where not handed in.
    day
        What was tested later is not looked at.

    Returns
    -------
    tuple of Finding
        The gravest first; findings of one weight in the order of the rules, left before right.
    """
    known = known_of(
        patient=patient,
        results=results,
        measures=measures,
        interpretations=interpretations,
        day=day,
    )
    own = patient.all_condition_ids
    found = [
        finding
        for version, rule in rules_in_order()
        if not rule.conditions or own.intersection(rule.conditions)
        for finding in _findings(rule, known, version=version)
    ]
    return tuple(sorted(found, key=_gravity))


def _gravity(finding: Finding) -> int:
    return finding.weight.rank


def _findings(rule: Rule, known: Known, *, version: str) -> Iterator[Finding]:
    sides: tuple[Side | None, ...] = tuple(Side) if rule.sided else (None,)
    for side in sides:
        looks = _held(rule, known, side=side)
        if looks is not None:
            yield _finding(rule, known, looks=looks, side=side, version=version)


def _held(rule: Rule, known: Known, *, side: Side | None) -> tuple[Look, ...] | None:
    """List what holds in every line of a rule; None where a line does not, or is not known."""
    held: list[Look] = []
    for line in rule.when:
        yes = [each for each in (look(one, known, side=side) for one in line) if each.holds]
        if not yes:
            return None
        held.append(_joined(yes, rule))
    return tuple(held)


def _joined(looks: list[Look], rule: Rule) -> Look:
    """Join what holds of one line; any that decides is enough."""
    own = rule.states_entry or rule.evidence.confidence.decides
    best = max(looks, key=lambda each: own if each.decides is None else each.decides)
    return Look(
        holds=True,
        seen=tuple(dict.fromkeys(seen for each in looks for seen in each.seen)),
        decides=own if best.decides is None else best.decides,
        words=best.words,
        evidence=best.evidence,
    )


def _finding(
    rule: Rule, known: Known, *, looks: tuple[Look, ...], side: Side | None, version: str
) -> Finding:
    seen = tuple(dict.fromkeys(each for one in looks for each in one.seen))
    decides = rule.weight is FindingWeight.STOP or all(each.decides for each in looks)
    sentence = rule.sentence.format_map(_fields(seen, looks, side=side))
    return Finding(
        id=rule.id,
        version=version,
        sentence=sentence if decides else _to_be_confirmed(sentence),
        weight=rule.weight,
        rule=_rule_words(rule),
        observed=seen,
        aims=rule.aims,
        outcomes=rule.outcomes,
        side=side,
        missing=tuple(
            each.words for each in rule.wants if not look(each.about, known, side=side).holds
        ),
        decides=decides,
        education=rule.education,
        evidence=_evidence(rule, looks),
    )


def _to_be_confirmed(sentence: str) -> str:
    if "to be confirmed" in sentence:
        return sentence
    return f"{sentence.removesuffix('.')}{_TO_BE_CONFIRMED}."


def _fields(
    seen: tuple[Observed, ...], looks: tuple[Look, ...], *, side: Side | None
) -> dict[str, str]:
    fields = {
        "side": "" if side is None else side.value,
        "other": "" if side is None else side.other.value,
        "names": ", ".join((each.item or each.score).replace("_", " ") for each in seen),
        "study": next((each.words.rstrip(".") for each in looks if each.words), "no study"),
    }
    for number, each in enumerate(seen, start=1):
        ending = "" if number == 1 else str(number)
        fields[f"value{ending}"] = each.shown
        fields[f"number{ending}"] = "—" if each.value is None else f"{each.value:g}"
    return fields


def _rule_words(rule: Rule) -> str:
    lines = (" or ".join(_words(each) for each in line) for line in rule.when)
    return " and ".join(lines)


def _words(comparison: Comparison) -> str:
    how = "" if comparison.how == "number" else f" {comparison.how.replace('_', ' ')}"
    limit = "" if comparison.value is None else f" {comparison.operator} {comparison.value:g}"
    return f"{comparison.subject}{how}{limit}"


def _evidence(rule: Rule, looks: tuple[Look, ...]) -> Evidence:
    """Join the evidence of a rule with that of the studies it leaned on."""
    studies = [each.evidence for each in looks if each.evidence is not None]
    if not studies:
        return rule.evidence
    own = tuple(each for each in rule.evidence.sources if each != "convention")
    sources = tuple(dict.fromkeys((*(s for each in studies for s in each.sources), *own)))
    weakest = max(studies, key=lambda each: list(Confidence).index(each.confidence))
    return Evidence(sources=sources, confidence=weakest.confidence, note=rule.evidence.note)
