"""What every body of a request has in common: bounds everywhere, unknown keys refused."""

from typing import Annotated, Final, Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

#: PostgreSQL keeps no text with a zero byte in it, and no person writes one.
WITHOUT_NUL: Final = r"^[^\x00]*$"


def _text(max_length: int) -> StringConstraints:
    return StringConstraints(
        strip_whitespace=True, min_length=1, max_length=max_length, pattern=WITHOUT_NUL
    )


#: One word or code.
Word = Annotated[str, _text(40)]
#: A name of content, a person or a thing.
Name = Annotated[str, _text(120)]
#: One line.
Line = Annotated[str, _text(300)]
#: As long as a person writes.
Text = Annotated[str, _text(20_000)]
#: How many rows of a list are asked for.
PageCount = Annotated[int, Field(ge=1, le=200)]

_Item = TypeVar("_Item")


class Body(Schema):
    """What a request may hold; anything else is refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Answer(Schema):
    """What an answer holds."""

    model_config = ConfigDict(from_attributes=True)


class PageAnswer(Answer, Generic[_Item]):
    """One page of a list."""

    items: list[_Item]
    #: Send it as ``after`` for the next page; null on the last.
    next_after: UUID | None
