"""Finding people whose names are sealed: by the blind index beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

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
    terms = frozenset().union(*(terms_of(each) for each in (patient, *patient.merged.all())))
    PatientTerm.objects.filter(patient=patient).delete()
    PatientTerm.objects.bulk_create(
        PatientTerm(clinic_id=patient.clinic_id, patient=patient, term=term)
        for term in sorted(terms)
    )


def terms_of(patient: Patient) -> frozenset[bytes]:
    """Make the keyed digests of everything that one record can be found by."""
    key = current_keyring().index_key
    texts = {column: getattr(patient, column) for column in _FOUND_BY}
    return frozenset().union(
        *(
            index_terms(key, clinic=patient.clinic_id, kind=_FOUND_BY[column], text=text)
            for column, text in texts.items()
            if text
        )
    )


def search(patients: "QuerySet[Patient]", *, clinic_id: UUID, text: str) -> "QuerySet[Patient]":
    """Narrow people to those whose name, birth date, number, telephone or e-mail fits a text."""
    key = current_keyring().index_key
    fits = Q(pk__in=[])
    for kind in dict.fromkeys(_FOUND_BY.values()):
        terms = search_terms(key, clinic=clinic_id, kind=kind, text=text)
        if terms:
            fits |= Q(pk__in=_having(clinic_id, terms))
    return patients.filter(fits)


def _having(clinic_id: UUID, terms: frozenset[bytes]) -> "QuerySet[Any, Any]":
    """Give the people who have all of some terms."""
    rows = PatientTerm.objects.filter(clinic_id=clinic_id, term__in=terms).values("patient")
    fitting = rows.annotate(fits_count=Count("pk")).filter(fits_count=len(terms))
    return fitting.values_list("patient", flat=True)


def likely_the_same(
    clinic_id: UUID, texts: Mapping[str, str], *, besides: UUID | None = None
) -> LikelyTheSame:
    """Find people of a clinic with the same record number, or the same names and birth date."""
    key = current_keyring().index_key

    def wanted(*columns: str) -> frozenset[bytes]:
        return frozenset().union(
            *(
                search_terms(key, clinic=clinic_id, kind=_FOUND_BY[name], text=texts[name])
                for name in columns
            )
        )

    def found(terms: frozenset[bytes]) -> tuple[UUID, ...]:
        gone = (PatientState.MERGED, PatientState.ERASED)
        rows = Patient.objects.filter(pk__in=_having(clinic_id, terms)).exclude(state__in=gone)
        if besides is not None:
            rows = rows.exclude(pk=besides)
        return tuple(rows.values_list("pk", flat=True))

    return LikelyTheSame(
        by_number=found(wanted("record_number")),
        by_name=found(wanted("given_name", "family_name", "birth_date")),
    )
