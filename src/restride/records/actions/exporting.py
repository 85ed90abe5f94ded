"""Handing over everything about one patient, and keeping that it was handed over."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from restride.errors import VaultError
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import User
from restride.records.patient_export import (
    ExportContent,
    OpenFile,
    about_documents,
    record_documents,
    written,
)
from restride.records.patient_rows import file_names, same_person_ids
from restride.records.queries.trail import lines_about, named
from restride.records.scopes import Depth, the_patient


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientExport:
    """A ZIP on its way out: its name tells nothing, and its pieces are read once."""

    file_name: str
    pieces: Iterator[bytes]


def export_patient(actor: Actor, patient_id: UUID, *, open_file: OpenFile) -> PatientExport:
    """Hand over everything about one patient: rows, files, and who saw them.

    The line of the trail is written before the first piece is given out. A file that is not there
    or does not open is named in ``about.json``, and the rest is handed over.

    Parameters
    ----------
    open_file
        Opens a stored file by its name.

    Raises
    ------
    NotThere
        No such patient.
    """
    with acting(actor, "patient.export") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        ids = same_person_ids(patient)
        names = file_names(*ids)
        files = tuple(name for name in names if _opens(name, open_file))
        documents = record_documents(ids)
        lines = named(lines_about(ids).order_by("number"))
        about = about_documents(documents, missing=sorted(set(names) - set(files)))
        content = ExportContent(
            documents={
                "about.json": about,
                **documents,
                "people.json": _people(documents),
                "disclosures.json": [
                    {
                        "number": each.number,
                        "happened_at": each.happened_at.isoformat(),
                        "who": each.user_name,
                        "as": each.roles,
                        "did": each.action,
                        "outcome": each.outcome,
                    }
                    for each in lines
                ],
            },
            files=files,
        )
        act.about(patient, files_count=len(files), missing_count=len(names) - len(files))
    return PatientExport(
        file_name=f"restride-{patient.pk}.zip", pieces=written(content, open_file=open_file)
    )


def _opens(name: str, open_file: OpenFile) -> bool:
    try:
        with closing(open_file(name)):
            return True
    except (OSError, VaultError):
        return False


def _people(documents: dict[str, object]) -> dict[str, str]:
    """Name the staff whose ids stand in the rows."""
    ids = set(_user_ids(documents.values()))
    rows = User.objects.filter(pk__in=ids).exclude(name="")
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _user_ids(documents: Iterable[object]) -> Iterator[str]:
    for document in documents:
        for row in document if isinstance(document, list) else ():
            for name, value in row.items():
                is_user = name == "user_id" or name.endswith(_USER_ENDINGS)
                if is_user and isinstance(value, str):
                    yield value


#: Of columns that name somebody with an account.
_USER_ENDINGS = ("_by_id", "therapist_id", "rater_id", "owner_id", "sender_id")
