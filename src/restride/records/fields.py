"""Columns whose values are sealed for their own table, row and column.

In Python the value reads and writes as plain text or JSON; in the database stand sealed bytes. It
is opened at first use, with the row's own identifier. A sealed column cannot be searched or
updated in bulk: what people are found by is kept in a blind index beside it.
"""

import json
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import models

from restride.errors import OptionError, VaultError
from restride.records.keys import current_keyring
from restride.vault.sealing import seal_text, unseal_text

if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField

#: No sealed JSON is longer. House choice: docs/decisions/0161-sealing.md
_LONGEST_JSON_CHARS: Final = 8_000_000


class Sealed:
    """Sealed bytes as they stand in the database; shows nothing of itself."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "Sealed(hidden)"


class _OpenedAtUse:
    """Opens a sealed value at first use, once."""

    def __init__(self, field: "_SealedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = self.field.unsealed(instance, value)
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _SealedField(_BinaryField):
    """What the sealed columns have in common."""

    empty_strings_allowed = False

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **options)
        setattr(cls, self.attname, _OpenedAtUse(self))

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        """Wrap what stands in the database; it is opened at use."""
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002, FBT001 - as Django calls it
        """Seal the value for this row, unless it never was opened."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return value.content
        if value is None:
            return None
        table, row = _place(model_instance)
        return seal_text(
            current_keyring(), self.to_text(value), table=table, row=row, column=self.attname
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 - as Django calls it
        """Let sealed bytes through, and nothing else."""
        if value is not None and not isinstance(value, bytes | memoryview):
            raise OptionError(
                f"{self.name} is sealed by row: it cannot be searched or updated in bulk. Save "
                "the row, or search the blind index."
            )
        return super().get_db_prep_value(value, connection, prepared)

    def unsealed(self, instance: models.Model, value: Sealed) -> Any:
        """Open a value of a row."""
        table, row = _place(instance)
        text = unseal_text(
            current_keyring(), value.content, table=table, row=row, column=self.attname
        )
        return self.of_text(text)

    def to_text(self, value: Any) -> str:
        """Write the value as text."""
        raise NotImplementedError

    def of_text(self, text: str) -> Any:
        """Read the value from text."""
        raise NotImplementedError


def _place(instance: models.Model) -> tuple[str, UUID]:
    row = instance.pk
    if not isinstance(row, UUID):
        raise VaultError(f"A sealed column needs a row with a UUID, and this one has {row!r}.")
    return instance._meta.db_table, row


class SealedText(_SealedField):
    """A text of at most ``max_chars``, sealed."""

    def __init__(self, *args: Any, max_chars: int = 20_000, **options: Any) -> None:
        self.max_chars = max_chars
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Keep the length for migrations."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "max_chars": self.max_chars}

    def to_text(self, value: str) -> str:
        """Refuse what is too long."""
        if len(value) > self.max_chars:
            raise OptionError(
                f"{self.name} may have {self.max_chars} characters, and has {len(value)}. "
                "Shorten it."
            )
        return value

    def of_text(self, text: str) -> str:
        """Text is itself."""
        return text


class SealedJSON(_SealedField):
    """Plain values (lists, mappings, text, numbers), sealed."""

    def to_text(self, value: Any) -> str:
        """Write it compactly; a number that is none is refused."""
        text = json.dumps(value, allow_nan=False, separators=(",", ":"), ensure_ascii=False)
        if len(text) > _LONGEST_JSON_CHARS:
            raise OptionError(
                f"{self.name} may have {_LONGEST_JSON_CHARS} characters, and has {len(text)}."
            )
        return text

    def of_text(self, text: str) -> Any:
        """Read what was written."""
        return json.loads(text)
