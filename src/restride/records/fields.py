"""Columns whose values are sealed for their own table, row and column.

In Python such a column reads and writes as plain text or plain JSON values; in the database stand
sealed bytes. A value is opened at first use, with the row's own identifier, and sealed anew when
the row is saved and the value was changed, or when its key is no longer the current one.

What the database cannot do with sealed bytes is refused: it does not search, compare or change them
in bulk. People are found by the blind index, and ``.values()`` gives a `Sealed`, which
`SealedColumn.opened` opens. Ordering by such a column orders by nothing.
"""

import json
from abc import abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, TypeVar
from uuid import UUID

from django.core import checks
from django.db import models

from restride.errors import OptionError
from restride.records.keys import current_keyring
from restride.vault.sealing import is_sealed_with_current, key_id_of, seal_text, unseal_text

_Set = TypeVar("_Set")
_Get = TypeVar("_Get")

if TYPE_CHECKING:

    class _BinaryColumn(models.Field[_Set, _Get]):
        pass

else:

    class _BinaryColumn(models.BinaryField, Generic[_Set, _Get]):
        """Bytes in the database; the types say what stands in Python."""


#: No sealed JSON is longer. House choice: docs/decisions/0161-sealing.md.
_LONGEST_JSON_CHARS: Final = 8_000_000


class Sealed:
    """Sealed bytes as they stand in the database; shows nothing of what they hold."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __repr__(self) -> str:
        return f"Sealed(key {key_id_of(self.content)}, {len(self.content)} bytes)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What one row holds in a sealed column: read and not opened yet, opened, or newly set."""

    sealed: Sealed | None = None
    is_open: bool
    value: Any = field(default=None, repr=False)
    #: What `sealed` opens to, and the row it opens in, once that is known.
    sealed_text: str | None = field(default=None, repr=False)
    sealed_for: UUID | None = None


class _OpenedAtUse:
    """Stands on the model for a sealed column: gives and takes plain values."""

    def __init__(self, column: "SealedColumn[Any, Any]") -> None:
        self.field = column

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        return self.field.held_open(instance).value

    def __set__(self, instance: models.Model, value: Any) -> None:
        name = self.field.attname
        if isinstance(value, Sealed):
            instance.__dict__[name] = _Held(sealed=value, is_open=False)
            return
        before = instance.__dict__.get(name)
        if isinstance(before, _Held) and before.is_open:
            instance.__dict__[name] = replace(before, value=value)
        else:
            instance.__dict__[name] = _Held(is_open=True, value=value)


class SealedColumn(_BinaryColumn[_Set, _Get]):
    """What the sealed columns have in common."""

    empty_strings_allowed = False

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:  # type: ignore[override]
        """Put the opening descriptor on the model."""
        super().contribute_to_class(cls, name, **options)
        setattr(cls, self.attname, _OpenedAtUse(self))

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """Refuse a model whose rows have no UUID, and an index over sealed bytes."""
        found = super().check(**options)
        if not isinstance(self.model._meta.pk, models.UUIDField):
            found.append(
                checks.Error(
                    "A sealed column is bound to its row by a UUID as primary key.",
                    obj=self,
                    id="restride.E001",
                )
            )
        if self.unique or self.db_index:  # type: ignore[attr-defined]  # the stubs forget it
            found.append(
                checks.Error(
                    "Sealed bytes are never equal: an index over them finds nothing.",
                    obj=self,
                    id="restride.E002",
                )
            )
        return found

    def from_db_value(self, value: bytes | memoryview | None, *_: object) -> Sealed | None:
        """Wrap what stands in the database; it is opened at use."""
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        """Leave a plain value as it is."""
        return value

    @property
    def table_and_column(self) -> tuple[str, str]:
        """What a value is bound to, besides its row."""
        return self.model._meta.db_table, self.column or self.attname

    def held_open(self, instance: models.Model) -> _Held:
        """Give what a row holds here, opened; a deferred column is read first."""
        if self.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.attname])
        held: _Held = instance.__dict__[self.attname]
        if held.is_open or held.sealed is None:
            return held
        row = self._row_of(instance)
        text = self._text_in(held.sealed, row)
        opened = _Held(
            sealed=held.sealed,
            is_open=True,
            value=self.of_text(text),
            sealed_text=text,
            sealed_for=row,
        )
        instance.__dict__[self.attname] = opened
        return opened

    def opened(self, sealed: Sealed | None, *, row: UUID) -> Any:
        """Open what ``.values()`` gave for a row.

        Raises
        ------
        SealBroken
            Changed, or sealed for another row.
        """
        return None if sealed is None else self.of_text(self._text_in(sealed, row))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:  # noqa: ARG002, FBT001 - as Django calls it
        """Seal the value for this row, unless what was read still stands there.

        A value that was never opened is opened here too: one that was sealed for another row must
        not be written into this one.
        """
        held = self.held_open(model_instance)
        if held.value is None:
            return None
        row = self._row_of(model_instance)
        text = self.to_text(held.value)
        keyring = current_keyring()
        if (
            held.sealed is not None
            and (held.sealed_text, held.sealed_for) == (text, row)
            and is_sealed_with_current(keyring, held.sealed.content)
        ):
            return held.sealed
        if text != held.sealed_text:
            self._refuse_too_long(text)
        table, column = self.table_and_column
        sealed = Sealed(seal_text(keyring, text, table=table, row=row, column=column))
        model_instance.__dict__[self.attname] = replace(
            held, sealed=sealed, sealed_text=text, sealed_for=row
        )
        return sealed

    def get_prep_value(self, value: Any) -> Any:
        """Let sealed bytes through, and nothing else."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            self._refuse(f"written as {type(value).__name__} by update() or bulk_update()")
        return value.content

    def get_placeholder(self, value: Any, *connection: Any) -> str:
        """Refuse what the database would work out itself: it cannot seal."""
        if hasattr(value, "as_sql"):
            self._refuse(f"written as {type(value).__name__} by update() or bulk_update()")
        placeholder: str = super().get_placeholder(value, *connection)  # type: ignore[misc]
        return placeholder

    def get_lookup(self, lookup_name: str) -> "type[models.Lookup[Any]] | None":
        """Allow to ask whether there is a value; whether it is this one nobody can tell."""
        if lookup_name != "isnull":
            self._refuse(f"searched with {self.name}__{lookup_name}")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to be dumped in plain text."""
        self._refuse(f"dumped from {obj._meta.label}")

    @abstractmethod
    def to_text(self, value: Any) -> str:
        """Write a value as the text that is sealed."""

    @abstractmethod
    def of_text(self, text: str) -> Any:
        """Read a value from the text that was sealed."""

    @abstractmethod
    def _longest_chars(self) -> int:
        """Tell how long the text may be."""

    def _refuse(self, what: str) -> NoReturn:
        raise OptionError(
            f"{self.model._meta.label}.{self.name} is sealed row by row, and cannot be {what}. "
            "Save the row, search its blind index, or ask for __isnull."
        )

    def _refuse_too_long(self, text: str) -> None:
        if len(text) > self._longest_chars():
            raise OptionError(
                f"{self.model._meta.label}.{self.name} takes at most {self._longest_chars():,} "
                f"characters, and got {len(text):,}. Shorten it."
            )

    def _row_of(self, instance: models.Model) -> UUID:
        if not isinstance(instance.pk, UUID):
            self._refuse(f"sealed for a row whose primary key is a {type(instance.pk).__name__}")
        return instance.pk

    def _text_in(self, sealed: Sealed, row: UUID) -> str:
        table, column = self.table_and_column
        return unseal_text(current_keyring(), sealed.content, table=table, row=row, column=column)


class SealedText(SealedColumn[_Set, _Get]):
    """A text of at most ``max_chars``, sealed."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def __init__(self, *args: Any, max_chars: int, **options: Any) -> None:
        self.max_chars = max_chars
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Keep the length for migrations."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "max_chars": self.max_chars}

    def to_text(self, value: str) -> str:
        """Text is itself; anything else is refused."""
        if not isinstance(value, str):
            self._refuse(f"given a {type(value).__name__} where a text is needed")
        return value

    def of_text(self, text: str) -> str:
        """Text is itself."""
        return text

    def _longest_chars(self) -> int:
        return self.max_chars


class SealedJSON(SealedColumn[Any, Any]):
    """Plain values (lists, mappings, texts, numbers), sealed; changes inside them are noticed."""

    def to_text(self, value: Any) -> str:
        """Write it compactly; what JSON cannot say is refused."""
        try:
            text = json.dumps(value, allow_nan=False, separators=(",", ":"), ensure_ascii=False)
        except (TypeError, ValueError, RecursionError) as error:
            self._refuse(f"given what JSON cannot say ({type(error).__name__})")
        return text

    def of_text(self, text: str) -> Any:
        """Read what was written."""
        return json.loads(text)

    def _longest_chars(self) -> int:
        return _LONGEST_JSON_CHARS
