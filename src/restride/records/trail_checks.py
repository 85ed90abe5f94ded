"""Looking through the trail: whether every line is there, in its place and as it was written.

The first bad line is named with what is wrong with it. What was changed, left out, moved, put in
or cut off can be told apart as long as the lines beside it are whole: they bear the links that
were made when they were written.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from restride.records.keys import current_keyring
from restride.records.models import AuditEvent, AuditHead
from restride.records.trail import FIRST_LINK, head_seal
from restride.records.trail_lines import (
    ChainedLine,
    chained_lines,
    linking,
    lowest_number,
    plain_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.base import BaseDatabaseWrapper

    _Link = Callable[[str, int, str], str]


class Damage(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"
    MISSING = "missing"
    OUT_OF_ORDER = "out of order"
    INSERTED = "inserted"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """The first line that is not as it was written."""

    number: int
    damage: Damage
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailCheck:
    """What looking through the trail found."""

    #: Whole lines from the first on.
    lines_count: int
    last_number: int
    last_link: str
    #: None where every line stands as it was written.
    first_broken: BrokenLink | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_broken is None


def verify_trail(connection: "BaseDatabaseWrapper") -> TrailCheck:
    """Look through the whole chain and its head, and name the first broken link."""
    # Read before the lines: those that are written meanwhile are no contradiction to it.
    head = AuditHead.objects.using(connection.alias).filter(pk=1).first()
    link = linking(current_keyring().audit_key.reveal())
    before, count = FIRST_LINK, 0
    lowest = lowest_number(connection)
    if lowest is not None and lowest < 1:
        words = "Numbers begin at 1: this line was put in."
        return _check(0, FIRST_LINK, BrokenLink(number=lowest, damage=Damage.INSERTED, words=words))
    head_number = None if head is None else head.number
    for number, text, found in plain_lines(connection):
        if number != count + 1 or link(before, number, text) != found:
            broken = _named(connection, link, before=before, number=count + 1)
            return _check(count, before, broken)
        before, count = found, number
        if count == head_number and head is not None and before != head.link:
            return _check(count, before, _head_differs(count))
    return _check(count, before, _end_broken(head, count=count))


def _check(count: int, last_link: str, broken: BrokenLink | None) -> TrailCheck:
    return TrailCheck(
        lines_count=count, last_number=count, last_link=last_link, first_broken=broken
    )


def _head_differs(number: int) -> BrokenLink:
    return BrokenLink(
        number=number,
        damage=Damage.CHANGED,
        words=f"Line {number} and the head, which should bear the link of it, do not agree.",
    )


def _end_broken(head: AuditHead | None, *, count: int) -> BrokenLink | None:
    """Compare the end of the chain with its head; lines beyond it may be newer than the head."""
    if head is None:
        return None if count == 0 else _words_of(1, Damage.MISSING, "The head of the trail is gone")
    key = current_keyring().audit_key.reveal()
    if head.number > count:
        return BrokenLink(
            number=count + 1,
            damage=Damage.CUT_OFF,
            words=f"The head knows {head.number} lines, and {count} are there: lines {count + 1} "
            f"to {head.number} were cut off.",
        )
    if head.number and head.seal != head_seal(key, number=head.number, link=head.link):
        return _words_of(head.number, Damage.CHANGED, "The seal of the head does not fit it")
    now = AuditHead.objects.filter(pk=1).first()
    if now is None or now.number < count:
        words = "It stands beyond the head, and every line that is written moves the head"
        return _words_of((0 if now is None else now.number) + 1, Damage.INSERTED, words)
    return None


def _words_of(number: int, damage: Damage, words: str) -> BrokenLink:
    return BrokenLink(number=number, damage=damage, words=f"Line {number}: {words}.")


def _named(
    connection: "BaseDatabaseWrapper", link: "_Link", *, before: str, number: int
) -> BrokenLink:
    """Say what is wrong at the first place where the chain does not hold."""
    head = AuditHead.objects.using(connection.alias).filter(pk=1).first()
    lines = _Lines(connection=connection, link=link, known_count=head.number if head else 0)
    damage = lines.damage(before=before, number=number)
    return _words_of(number, damage, _WORDS[damage])


_WORDS: Final = {
    Damage.CHANGED: "it does not stand as it was written",
    Damage.MISSING: "it is not there, and later lines are",
    Damage.OUT_OF_ORDER: "another line stands in its place, and it stands further down",
    Damage.INSERTED: "it was never written by the server, or not in this place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The lines from a broken one on, and how many there should be."""

    connection: "BaseDatabaseWrapper"
    link: "_Link"
    known_count: int

    def damage(self, *, before: str, number: int) -> Damage:
        """Tell what was done from the links of the lines that follow."""
        near = tuple(islice(chained_lines(self.connection, after=number - 1), 2))
        if near[0].number != number:
            return Damage.MISSING
        if number > self.known_count:
            return Damage.INSERTED
        # The next line was built upon the link that stands here: what is told was changed.
        if self._follows(near, by=0):
            return Damage.CHANGED
        return self._misplaced(before=before, number=number) or (
            # It was built so under a number one higher: a line was taken out, the rest moved up.
            Damage.MISSING
            if self._follows(near, by=1) or self._last_number() < self.known_count
            else Damage.CHANGED
        )

    def _follows(self, near: tuple[ChainedLine, ...], *, by: int) -> bool:
        if len(near) < 2:
            return False
        here, after = near
        return self.link(here.link, after.number + by, after.text) == after.link

    def _misplaced(self, *, before: str, number: int) -> Damage | None:
        """Look for the true line further down: moved there, or pushed down by one put in."""
        following = chained_lines(self.connection, after=number)
        for line in following:
            if self.link(before, number, line.text) != line.link:
                continue
            after = next(following, None)
            if after is None:
                is_pushed = line.number > self.known_count
            else:
                is_pushed = self.link(line.link, number + 1, after.text) == after.link
            is_next = line.number == number + 1
            return Damage.INSERTED if is_next and is_pushed else Damage.OUT_OF_ORDER
        return None

    def _last_number(self) -> int:
        last = AuditEvent.objects.using(self.connection.alias).order_by("-number").first()
        return 0 if last is None else last.number
