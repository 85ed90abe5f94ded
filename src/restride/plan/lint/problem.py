"""A fault of the content, named by its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, and where a person finds it."""

    #: "plan/knowledge/exercises/strength.yaml".
    file: str
    #: The row's own name.
    row: str
    #: Path inside the row: "ladder.harder".
    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, {self.row}, {self.field}: {self.words}"
