"""A contact that must have been: between two landings of one foot, the other foot has landed.

Where the trunk hardly shows a step, as in a turn on the spot, the sides still tell that one is
missing. It is put at the hardest blow near the middle, with little confidence.
"""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.bouts import SIDE_CODES, UNKNOWN_SIDE
from restride.gait.lower_back.contacts import ContactSettings, InitialContacts
from restride.gait.lower_back.sides import Sides
from restride.signal.neighbours import neighbours_of, ranked
from restride.signal.trunk import TrunkSignals
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedSettings:
    """When a contact is taken for missed: docs/decisions/0010-lower-back-contacts.md."""

    #: An interval of so many steps around it holds one missed contact.
    fewest_steps_ratio: float = 1.5
    most_steps_ratio: float = 2.6
    longest_interval_s: float = 2.4
    #: After a rest of this, what was before tells nothing of what comes.
    longest_break_s: float = 5.0
    #: How surely both sides must be known.
    least_side_confidence: float = 0.8
    #: Spread around the middle within which the blow is looked for, as a share of the interval.
    spread_share: float = 0.1
    confidence: float = 0.3


def with_missed_contacts(
    trunk: TrunkSignals,
    contacts: InitialContacts,
    *,
    sides: Sides,
    blow_mps3: FloatArray,
    contact_settings: ContactSettings,
    settings: MissedSettings | None = None,
) -> tuple[InitialContacts, Sides]:
    """Put in the contacts that the sides say are missing.

    Parameters
    ----------
    blow_mps3 : (n_samples,)
        From ``landing_blow``.
    """
    settings = settings or MissedSettings()
    is_gap = _is_missing(contacts, sides, settings)
    if not is_gap.any():
        return contacts, sides
    start_s = contacts.times_s[:-1][is_gap]
    interval_s = np.diff(contacts.times_s)[is_gap]
    missed_s = _hardest_near_middle(
        blow_mps3, start_s, interval_s, trunk.sampling_rate_hz, settings.spread_share
    )
    missed_s -= contact_settings.blow_delay_s
    before = sides.codes[:-1][is_gap]
    left, right = SIDE_CODES[Side.LEFT], SIDE_CODES[Side.RIGHT]
    order = np.argsort(np.concatenate((contacts.times_s, missed_s)), kind="stable")

    def joined(values: FloatArray, added: FloatArray) -> FloatArray:
        return np.asarray(np.concatenate((values, added))[order])

    confidence = np.full(len(missed_s), settings.confidence)
    return replace(
        contacts,
        times_s=joined(contacts.times_s, missed_s),
        confidence=joined(contacts.confidence, confidence),
        is_first=np.concatenate((contacts.is_first, np.zeros(len(missed_s), dtype=bool)))[order],
    ), replace(
        sides,
        codes=np.concatenate((sides.codes, np.where(before == left, right, left).astype(np.int8)))[
            order
        ],
        confidence=joined(sides.confidence, sides.confidence[:-1][is_gap]),
    )


def _is_missing(contacts: InitialContacts, sides: Sides, settings: MissedSettings) -> BoolArray:
    interval_s = np.diff(contacts.times_s)
    if len(interval_s) < 4:
        return np.zeros(len(interval_s), dtype=np.bool_)
    around = neighbours_of(contacts.times_s[1:], count=9, longest_break_s=settings.longest_break_s)
    usual_s = ranked(interval_s, around)
    is_double = (interval_s >= settings.fewest_steps_ratio * usual_s) & (
        interval_s <= settings.most_steps_ratio * usual_s
    )
    is_known = (sides.codes[:-1] == sides.codes[1:]) & (sides.codes[:-1] != UNKNOWN_SIDE)
    surely = np.minimum(sides.confidence[:-1], sides.confidence[1:])
    # Before the first and after the last step people set off and stop: no rhythm holds there.
    is_inside = np.ones(len(interval_s), dtype=np.bool_)
    ends = np.flatnonzero(interval_s > settings.longest_interval_s)
    for edges in ((0, -1), ends - 1, ends + 1):
        is_inside[np.clip(edges, -1, len(interval_s) - 1)] = False
    return np.asarray(
        is_double
        & is_inside
        & is_known
        & (interval_s <= settings.longest_interval_s)
        & (surely >= settings.least_side_confidence)
    )


def _hardest_near_middle(
    blow: FloatArray,
    start_s: FloatArray,
    interval_s: FloatArray,
    rate_hz: float,
    spread_share: float,
) -> FloatArray:
    shares = np.linspace(0.25, 0.75, 51)
    times_s = start_s[:, None] + shares * interval_s[:, None]
    seen = np.interp(times_s * rate_hz, np.arange(len(blow)), blow)
    seen = np.maximum(seen, 0.0) / np.maximum(seen.max(axis=1, keepdims=True), 1e-9)
    best = np.argmax(seen - ((shares - 0.5) / spread_share) ** 2 / 2, axis=1)
    return np.asarray(times_s[np.arange(len(start_s)), best])
