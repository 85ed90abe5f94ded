"""Why an exercise stands in a plan: finding, recommendation with its strength, and source."""

from typing import Final

from restride.clinical.aims import Outcome
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence
from restride.clinical.guideline import Advice
from restride.clinical.recommendation import Recommendation
from restride.plan.plan import Reason
from restride.plan.proposing.candidates import Candidate

#: More reasons than these are not read. House choice: docs/decisions/0142
_MOST_FINDINGS: Final = 2
_MOST_RULES: Final = 2
#: Goals and aids in use are the person's own; that they decide is our choice.
_HOUSE: Final = ("convention",)
_VERB: Final = {
    Advice.SHOULD: "is recommended",
    Advice.MAY: "may help",
    Advice.SHOULD_NOT: "is not recommended",
}
#: What training makes less of; everything else it makes better.
_LESS_OF: Final = {
    Outcome.FALLS: "fewer falls",
    Outcome.PAIN: "less pain",
    Outcome.DIZZINESS: "less dizziness",
    Outcome.FREEZING: "less freezing",
}


def reasons_of(candidate: Candidate) -> tuple[Reason, ...]:
    """List the reasons: findings first, then recommendations, then where the exercise is from."""
    findings = [
        Reason(
            words=f"because {finding.sentence[0].lower()}{finding.sentence[1:]}",
            finding=finding.id,
            sources=finding.evidence.sources,
            confidence=finding.evidence.confidence,
        )
        for finding in dict.fromkeys(
            finding for need in candidate.needs for finding in need.findings
        )
    ]
    asked = [
        Reason(words=f"because {words}", sources=_HOUSE, confidence=Confidence.MEMORY)
        for words in dict.fromkeys(words for need in candidate.needs for words in need.because)
    ]
    rules = [_rule_reason(each) for each in candidate.support.in_favour]
    cautions = [_rule_reason(each) for each in candidate.support.against if not each.guideline.harm]
    return (
        *findings[:_MOST_FINDINGS],
        *asked[:_MOST_RULES],
        *rules[:_MOST_RULES],
        *cautions,
        _made_for(candidate),
    )


def _rule_reason(each: Recommendation) -> Reason:
    rule = each.guideline
    about = ", ".join(_LESS_OF.get(each, each.replace("_", " ")) for each in rule.outcomes)
    scope = f" as a means to {about}" if rule.advice is Advice.SHOULD_NOT else ""
    unsure = "" if each.decides else "; to be confirmed, nothing rests on it alone"
    return Reason(
        words=(
            f"{rule.intervention} {_VERB[rule.advice]}{scope} ({rule.strength}; {each.why}{unsure})"
        ),
        guideline=rule.id,
        strength=rule.strength,
        sources=rule.evidence.sources,
        confidence=rule.evidence.confidence,
    )


def _made_for(candidate: Candidate) -> Reason:
    exercise = candidate.exercise
    names = ", ".join(conditions()[each].name_inside for each in candidate.made_for)
    made_for = f"an exercise for {names}; " if names else ""
    by_design = "" if exercise.evidence.confidence.decides else " (design default, to be confirmed)"
    return Reason(
        words=(
            f"{exercise.name}: {made_for}level {exercise.level}, as "
            f"{candidate.start.because}{by_design}"
        ),
        sources=exercise.evidence.sources,
        confidence=exercise.evidence.confidence,
    )


def dose_words(confidence: Confidence) -> str:
    """Say how sure a dose is."""
    if confidence is Confidence.MEMORY:
        return "design default, to be confirmed"
    return confidence.words
