"""A walk found from the lower back against the reference of its trial.

The rules: initial contacts match one to one within 500 ms; only contacts inside a reference bout
widened by 0.5 s count, found and reference alike; sides are judged on matched contacts; bouts are
compared where they share at least half of the longer one.
"""

from dataclasses import dataclass, fields

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Contact, Walk
from restride.validation.references.lower_back import BoutFigures, WalkFigures
from restride.validation.scoring import (
    EventScore,
    OverlapScore,
    is_inside,
    match_events,
    match_stretches,
    score_overlap,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackRules:
    """How a walk from the lower back is compared."""

    #: Farthest a contact may be from its reference. The figures to reach.
    tolerance_s: float = 0.5
    #: Contacts this far outside a reference bout still count. The figures to reach.
    margin_s: float = 0.5
    #: Least overlap of two bouts, of the longer one. The figures to reach.
    overlap_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutErrors:
    """Found minus reference of one matched bout; None where either has no figure."""

    walking_speed_mps: float | None
    stride_length_m: float | None
    cadence_spm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackScore:
    """One trial against one reference."""

    contacts: EventScore
    walking: OverlapScore
    #: One for each matched bout.
    bouts: tuple[BoutErrors, ...]
    found_bout_count: int
    reference_bout_count: int


def score_back_walk(
    found: WalkFigures, reference: WalkFigures, *, rules: BackRules | None = None
) -> BackScore:
    """Compare a walk with the reference of its trial."""
    rules = rules or BackRules()
    found_s, reference_s = bout_stretches(found.walk), bout_stretches(reference.walk)
    pairs = match_stretches(found_s, reference_s, overlap_share=rules.overlap_share)
    return BackScore(
        contacts=score_contacts(
            initial_contacts(found.walk),
            initial_contacts(reference.walk),
            stretches_s=reference_s,
            tolerance_s=rules.tolerance_s,
            margin_s=rules.margin_s,
        ),
        walking=score_overlap(found_s, reference_s),
        bouts=tuple(_bout_errors(found.bouts[a], reference.bouts[b]) for a, b in pairs),
        found_bout_count=len(found_s),
        reference_bout_count=len(reference_s),
    )


def score_contacts(
    found: tuple[Contact, ...],
    reference: tuple[Contact, ...],
    *,
    stretches_s: FloatArray,
    tolerance_s: float,
    margin_s: float,
) -> EventScore:
    """Match contacts inside the reference's stretches, and judge sides on the matches.

    Parameters
    ----------
    stretches_s : (n_stretches, 2)
        Start and end of the stretches in which the reference knows every contact.
    """
    found = _counted(found, stretches_s, margin_s)
    reference = _counted(reference, stretches_s, margin_s)
    matches = match_events(_times_s(found), _times_s(reference), tolerance_s=tolerance_s)
    sides = [
        (found[a].side, reference[b].side)
        for a, b in zip(matches.found_samples, matches.reference_samples, strict=True)
    ]
    # A contact left without a side is judged as wrong: "not known" must not be the way to win.
    judged = [(ours, theirs) for ours, theirs in sides if theirs is not None]
    return EventScore(
        found_count=len(found),
        reference_count=len(reference),
        off_s=tuple(matches.off_s.tolist()),
        sided_count=len(judged),
        same_side_count=sum(ours is theirs for ours, theirs in judged),
    )


def initial_contacts(walk: Walk) -> tuple[Contact, ...]:
    """Put the initial contacts of all bouts in one row, in order of time."""
    contacts = (each for bout in walk.bouts for each in bout.initial_contacts)
    return tuple(sorted(contacts, key=lambda contact: contact.time_s))


def final_contacts(walk: Walk) -> tuple[Contact, ...]:
    """Put the final contacts of all bouts in one row, in order of time."""
    contacts = (each for bout in walk.bouts for each in bout.final_contacts)
    return tuple(sorted(contacts, key=lambda contact: contact.time_s))


def bout_stretches(walk: Walk) -> FloatArray:
    """Give start and end of each bout: (n_bouts, 2)."""
    return np.reshape([(bout.start_s, bout.end_s) for bout in walk.bouts], (-1, 2)).astype(float)


def _counted(
    contacts: tuple[Contact, ...], stretches_s: FloatArray, margin_s: float
) -> tuple[Contact, ...]:
    counted = is_inside(_times_s(contacts), stretches_s, margin_s=margin_s)
    return tuple(each for each, is_counted in zip(contacts, counted, strict=True) if is_counted)


def _times_s(contacts: tuple[Contact, ...]) -> FloatArray:
    return np.array([contact.time_s for contact in contacts], dtype=float)


def _bout_errors(found: BoutFigures, reference: BoutFigures) -> BoutErrors:
    errors: dict[str, float | None] = {}
    for name in (field.name for field in fields(BoutErrors)):
        ours, theirs = getattr(found, name), getattr(reference, name)
        errors[name] = None if ours is None or theirs is None else ours - theirs
    return BoutErrors(**errors)
