"""What the record refuses, as a tree: each says what was needed, what was found, what to do.

RecordError
├── NotAllowed        the actor may not do this                                 403
├── NotThere          there is no such thing for this actor                     404
├── Conflict          the state of things does not allow it                     409
│   └── Merged        another record of the same person goes on                 409
├── Stale             somebody else has edited it since it was read             412
├── NotUsable         what was sent cannot be used                              422
├── TooMany           too often, or too much at once                            429
└── Unavailable       the server cannot keep it now: the disk is full ...       503

What an actor may not see is *not there*: a refusal must not tell that it exists.
"""

from uuid import UUID

from restride.errors import RestrideError


class RecordError(RestrideError):
    """Anything the record refuses."""

    #: What the refusal is called on the wire.
    code: str = "refused"
    #: The status of the answer over HTTP.
    status: int = 400


class NotAllowed(RecordError):
    """The actor may not do this."""

    code = "not-allowed"
    status = 403


class NotThere(RecordError):
    """There is no such thing, or none that this actor may know of."""

    code = "not-there"
    status = 404

    def __init__(self, thing: str) -> None:
        super().__init__(
            f"There is no such {thing} among those you may see. Look at its address, or ask the "
            "care team for access."
        )


class Conflict(RecordError):
    """The state of things does not allow it."""

    code = "conflict"
    status = 409


class Merged(Conflict):
    """Another record of the same person goes on."""

    code = "merged"

    def __init__(self, *, into: UUID) -> None:
        self.into = into
        super().__init__(
            f"This record was merged: the person's record goes on as {into}. Use that one."
        )


class Stale(RecordError):
    """Somebody else has edited the row since it was read."""

    code = "stale"
    status = 412

    def __init__(self, *, thing: str, known: int, found: int) -> None:
        super().__init__(
            f"Your edit was made on version {known} of the {thing}, and it is at version {found} "
            "now. Read it again, and edit that."
        )


class NotUsable(RecordError):
    """What was sent cannot be used."""

    code = "not-usable"
    status = 422


class TooMany(RecordError):
    """Too often, or too much at once."""

    code = "too-many"
    status = 429

    def __init__(self, words: str, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(words)


class Unavailable(RecordError):
    """The server cannot keep anything now."""

    code = "unavailable"
    status = 503
