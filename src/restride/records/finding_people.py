"""Finding people whose names are sealed: by the blind index beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet

from restride.records.keys import current_keyring
from restride.records.models import Patient, PatientTerm
from restride.vault.blind_index import TermKind, index_terms, search_terms
from restride.visit.states import PatientState

#: By column: what kind of thing a person can be found by.
_FOUND_BY: Final = {
    "given_name": TermKind.NAME,
    "family_name": TermKind.NAME,
    "birth_date": TermKind.DATE,
    "record_number": TermKind.RECORD_NUMBER,
    "phone": TermKind.PHONE,
    "email": TermKind.EMAIL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyTheSame:
    """People who may be the same as one who is described."""

    by_number: tuple[UUID, ...]
    by_name: tuple[UUID, ...]


def set_terms(patient: Patient) -> None:
    """Write what a person can be found by, in place of what stood there.

    What stands in the records that were merged into this one finds it, too.
    """
    key = current_keyring().index_key
    terms: set[bytes] = set()
    for each in (patient, *patient.merged.all()):
        for column, kind in _FOUND_BY.items():
            text = getattr(each, column)
            if text:
                terms |= index_terms(key, clinic=patient.clinic_id, kind=kind, text=text)
    PatientTerm.objects.filter(patient=patient).delete()
    PatientTerm.objects.bulk_create(
        PatientTerm(clinic_id=patient.clinic_id, patient=patient, term=term)
        for term in sorted(terms)
    )


def search(patients: "QuerySet[Patient]", *, clinic_id: UUID, text: str) -> "QuerySet[Patient]":
    """Narrow people to those whose name, birth date, number, telephone or e-mail fits a text."""
    key = current_keyring().index_key
    kinds = dict.fromkeys(_FOUND_BY.values())
    by_kind = [search_terms(key, clinic=clinic_id, kind=kind, text=text) for kind in kinds]
    found = Patient.objects.none().values("pk")
    for terms in by_kind:
        if terms:
            found = found.union(_having(clinic_id, terms), all=True)
    ids = {row["pk"] for row in found[:_MOST_FOUND_COUNT]}
    return patients.filter(pk__in=ids)


#: A search that finds more is not narrow enough to choose from.
_MOST_FOUND_COUNT: Final = 500


def _having(clinic_id: UUID, terms: frozenset[bytes]) -> "QuerySet[Any, Any]":
    """Give the people who have all of some terms."""
    rows = Patient.objects.filter(clinic_id=clinic_id, terms__term__in=terms)
    return rows.annotate(fits_count=Count("terms")).filter(fits_count=len(terms)).values("pk")


def likely_the_same(
    clinic_id: UUID, texts: Mapping[str, str], *, besides: UUID | None = None
) -> LikelyTheSame:
    """Find people of a clinic with the same record number, or the same names and birth date."""
    key = current_keyring().index_key

    def terms_of(*columns: str) -> frozenset[bytes]:
        return frozenset().union(
            *(
                search_terms(key, clinic=clinic_id, kind=_FOUND_BY[name], text=texts[name])
                for name in columns
            )
        )

    def found(terms: frozenset[bytes]) -> tuple[UUID, ...]:
        rows = _having(clinic_id, terms)
        if besides is not None:
            rows = rows.exclude(pk=besides)
        rows = rows.exclude(state__in=(PatientState.MERGED, PatientState.ERASED))
        return tuple(row["pk"] for row in rows)

    return LikelyTheSame(
        by_number=found(terms_of("record_number")),
        by_name=found(terms_of("given_name", "family_name", "birth_date")),
    )
