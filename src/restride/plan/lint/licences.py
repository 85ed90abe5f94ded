"""Whether the package keeps to the licences: no words of items that it may not hold."""

from collections.abc import Iterator

from restride.clinical.instrument import Instrument
from restride.plan.lint.problem import Problem
from restride.plan.lint.shelf import Shelf


def check_licences(shelf: Shelf) -> Iterator[Problem]:
    """Find wordings that the licence of their instrument keeps out of the package."""
    for file, row in shelf.placed(Instrument):
        if row.licence.tier.holds_wording:
            continue
        for item in row.items:
            if item.wording is not None:
                words = f"the licence allows {row.licence.tier}, so no wording may stand here"
                yield Problem(file=file, row=row.id, field=f"items.{item.id}.wording", words=words)


def check_main_scores(shelf: Shelf) -> Iterator[Problem]:
    """Find instruments whose main score is not one of their scores."""
    for file, row in shelf.placed(Instrument):
        if row.main_score not in {score.id for score in row.scores}:
            words = f"{row.main_score!r} is none of its scores"
            yield Problem(file=file, row=row.id, field="main_score", words=words)
