"""What a change is judged from: the tests of both times, the person and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from restride.clinical.change.baselines import Tests, Wish
from restride.clinical.change.reliability import ClinicSem
from restride.clinical.change.verdict import Ordinal
from restride.clinical.patient import Patient
from restride.measure import Better


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a change is judged from."""

    wish: Wish
    before: Tests
    after: Tests
    apart: tuple[str, ...]
    patient: Patient
    day: date
    clinic_sem: ClinicSem | None
    more_firsts: Mapping[str, Decimal | float]

    @property
    def ordinal(self) -> Ordinal | None:
        """The change where a test could not be done; None where both could, or nothing is known."""
        could, can = self.before.can, self.after.can
        if could is None or can is None or (could and can):
            return None
        if not could and not can:
            return Ordinal.STILL_UNABLE
        return Ordinal.GAINED if can else Ordinal.LOST

    @property
    def has_numbers(self) -> bool:
        """Whether there is a number on both sides."""
        return bool(self.before.values and self.after.values and self.ordinal is None)

    @property
    def is_comparable(self) -> bool:
        """Whether the numbers may be compared."""
        return self.has_numbers and not self.apart

    @property
    def means(self) -> tuple[Decimal, Decimal]:
        """The means before and now, as shown."""
        decimals = self.wish.score.decimals
        return self.before.mean(decimals), self.after.mean(decimals)

    @property
    def improvement(self) -> Decimal | None:
        """The change in the direction that helps; None where none does."""
        before, now = self.means
        signs = {Better.HIGHER: 1, Better.LOWER: -1}
        sign = signs.get(self.wish.score.better)
        return None if sign is None else sign * (now - before)

    @property
    def protocol(self) -> str | None:
        """The protocol that all tests share."""
        return self.before.numbered[-1].circumstances.protocol

    def firsts(self) -> dict[str, Decimal | float]:
        """Collect the first values that bands may be of."""
        latest: dict[str, Decimal | float] = {
            f"{each.instrument}.{value.score}": value.value
            for each in self.before.numbered
            for value in each.scores
            if value.value is not None and value.item is None and value.side is None
        }
        own = f"{self.wish.instrument_id}.{self.wish.score.id}"
        return {**latest, **self.more_firsts, own: self.means[0]}
