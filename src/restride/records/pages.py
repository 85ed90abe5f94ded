"""A long list a page at a time: each page names the row after which the next one begins."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_Row]):
    """Some rows of a list, the newest first."""

    rows: tuple[_Row, ...]
    #: After which the next page begins; None on the last.
    next_after: UUID | None


def page_of(rows: "QuerySet[_Row]", *, after: UUID | None, most_count: int) -> Page[_Row]:
    """Take one page: identifiers grow with time, so that the order of them is the order of making.

    A row that joins or leaves between two pages makes none of the others appear twice or never.
    """
    ordered = rows.order_by("-pk")
    if after is not None:
        ordered = ordered.filter(pk__lt=after)
    found = tuple(ordered[: most_count + 1])
    shown = found[:most_count]
    has_more = len(found) > most_count
    return Page(rows=shown, next_after=shown[-1].pk if has_more else None)
