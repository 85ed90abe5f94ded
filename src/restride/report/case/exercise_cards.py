"""An exercise of the plan as a card: picture, dose, ladder, targets, limits, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from restride.clinical.care import Setting
from restride.plan.figure import figure_svg
from restride.plan.library import find_exercise, metrics, stop_sets
from restride.plan.plan import Plan, Prescription, Reason
from restride.plan.proposing.reasons import dose_words
from restride.plan.wording import dose_line, target_line
from restride.report.case.citing import Citations, Cited
from restride.report.case.words import CATEGORY_WORDS, NEED_WORDS, first_letter_up, signed_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """Why it is in the plan."""

    words: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCard:
    """One row of the plan."""

    name: str
    category: str
    level: int
    side: str
    picture: Markup
    dose: str
    #: Empty where a source was read.
    dose_mark: str
    supervision: str
    needs: tuple[str, ...]
    targets: tuple[str, ...]
    feedback: str
    limits: tuple[str, ...]
    stop_sets: str
    easier: str
    harder: str
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The exercises of one place."""

    name: str
    cards: tuple[ExerciseCard, ...]


def lanes_of(plan: Plan, citations: Citations) -> tuple[Lane, ...]:
    """Part the plan into what is done in the clinic and at home."""
    visits = f"{plan.visits_count} visit{'' if plan.visits_count == 1 else 's'} a week"
    names = {
        Setting.CLINIC: f"In the clinic, {visits}",
        Setting.HOME: "At home",
        Setting.CLASS: "In a class",
    }
    lanes = []
    for setting, name in names.items():
        rows = [each for each in plan.prescriptions if each.setting is setting]
        if rows or setting is not Setting.CLASS:
            lanes.append(Lane(name=name, cards=cards_of(rows, citations)))
    return tuple(lanes)


def cards_of(rows: Iterable[Prescription], citations: Citations) -> tuple[ExerciseCard, ...]:
    """Make the cards of some rows."""
    return tuple(_card(each, citations) for each in rows)


def _card(row: Prescription, citations: Citations) -> ExerciseCard:
    exercise = find_exercise(row.exercise)
    is_sure = row.dose_confidence.decides
    return ExerciseCard(
        name=exercise.name,
        category=CATEGORY_WORDS[row.category],
        level=row.level,
        side=side_words(row),
        picture=picture(row, place="plan"),
        dose=dose_line(row.dose, at_visits=row.setting is Setting.CLINIC),
        dose_mark="" if is_sure else f"○ {dose_words(row.dose_confidence)}",
        supervision=first_letter_up(row.supervision.words),
        needs=tuple(NEED_WORDS[each] for each in row.needs),
        targets=tuple(target_line(each) for each in row.targets),
        feedback=metrics()[row.feedback].name,
        limits=row.limits,
        stop_sets=", ".join(stop_sets()[each].name.lower() for each in row.stop_sets),
        easier=_names(row.easier),
        harder=_names(row.harder),
        reasons=tuple(reason_line(each, citations) for each in row.reasons),
    )


def side_words(row: Prescription) -> str:
    """Say which side trains; nothing where the exercise has no sides."""
    if row.side is not None:
        return f"{row.side} side"
    return "each side" if find_exercise(row.exercise).one_sided else ""


def picture(row: Prescription, *, place: str, width_px: int = 300) -> Markup:
    """Draw an exercise; the ids bear the place, so that one page may hold it twice."""
    drawn = figure_svg(row.exercise, side=row.side, width_px=width_px)
    key = row.key.replace(":", "-")
    # Drawn by our own figure from our own content: nothing of it was typed in by anybody.
    return Markup(drawn.replace(f"figure-{row.exercise}-", f"{place}-{key}-"))  # noqa: S704


def _names(exercise_ids: Iterable[str]) -> str:
    return "; ".join(find_exercise(each).name for each in exercise_ids) or "none"


def reason_line(reason: Reason, citations: Citations) -> ReasonLine:
    """Word a reason."""
    words = first_letter_up(reason.words)
    return ReasonLine(
        words=signed_text(words), cited=citations.named(reason.sources, reason.confidence)
    )
