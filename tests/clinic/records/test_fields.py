"""A sealed column reads and writes plain values, and keeps none of them in the database."""

import copy
import pickle
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Value

from restride.errors import OptionError, SealBroken
from restride.records.fields import Sealed, SealedJSON, SealedText
from restride.records.models import Clinic, Episode, Patient
from restride.vault.keyring_file import create_keyring, rotate
from restride.vault.sealing import key_id_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADA = {
    "record_number": "4711",
    "given_name": "Ada",
    "family_name": "Lovelace",
    "birth_date": "1815-12-10",
}


@pytest.fixture
def clinic():
    return Clinic.objects.create(name="Clinic of the tests")


@pytest.fixture
def patient(clinic):
    return Patient.objects.create(clinic=clinic, **ADA)


@pytest.fixture
def keyring_path(settings, tmp_path):
    settings.RESTRIDE_KEYRING_PATH = tmp_path / "keys.json"
    create_keyring(settings.RESTRIDE_KEYRING_PATH)
    return settings.RESTRIDE_KEYRING_PATH


def _stored(row, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE given_name IS NOT NULL")  # noqa: S608
        ((content,),) = cursor.fetchall()
    return None if content is None else bytes(content)


def test_a_value_is_read_as_it_was_saved(patient):
    read = Patient.objects.get(pk=patient.pk)

    assert (read.given_name, read.family_name, read.phone) == ("Ada", "Lovelace", None)


def test_nothing_of_it_stands_in_the_database(patient):
    content = _stored(patient, "family_name")

    assert b"Lovelace" not in content
    assert len(content) == 65
    assert _stored(patient, "phone") is None


def test_a_value_that_was_not_changed_is_not_sealed_again(patient):
    before = _stored(patient, "family_name")
    read = Patient.objects.get(pk=patient.pk)
    read.given_name = "Augusta Ada"
    read.family_name = f"{read.family_name}"
    read.save()

    assert _stored(patient, "family_name") == before
    assert Patient.objects.get(pk=patient.pk).given_name == "Augusta Ada"


def test_a_changed_value_is_sealed_anew(patient):
    before = _stored(patient, "family_name")
    patient.family_name = "King"
    patient.save(update_fields=["family_name"])

    assert _stored(patient, "family_name") != before
    assert Patient.objects.get(pk=patient.pk).family_name == "King"


def test_a_value_can_be_taken_away(patient):
    patient.phone = "0301234567"
    patient.save()
    read = Patient.objects.get(pk=patient.pk)
    read.phone = None
    read.save()

    assert Patient.objects.get(pk=patient.pk).phone is None
    assert _stored(patient, "phone") is None


def test_a_needed_value_must_be_given(clinic):
    with pytest.raises(IntegrityError, match=r"family_name"), transaction.atomic():
        Patient.objects.create(clinic=clinic, **(ADA | {"family_name": None}))


def test_the_database_is_asked_for_a_deferred_value_when_it_is_used(
    patient, django_assert_num_queries
):
    read = Patient.objects.defer("family_name").get(pk=patient.pk)

    assert read.get_deferred_fields() == {"family_name"}
    with django_assert_num_queries(1):
        assert read.family_name == "Lovelace"
    with django_assert_num_queries(0):
        assert read.family_name == "Lovelace"


def test_a_deferred_value_is_left_alone_when_the_row_is_saved(patient):
    before = _stored(patient, "family_name")
    read = Patient.objects.only("given_name").get(pk=patient.pk)
    read.given_name = "Augusta"
    read.save()

    assert _stored(patient, "family_name") == before


def test_a_row_is_read_again(patient):
    read = Patient.objects.get(pk=patient.pk)
    patient.family_name = "King"
    patient.save()
    assert read.family_name == "Lovelace"
    read.refresh_from_db()
    assert read.family_name == "King"
    read.save()

    assert Patient.objects.get(pk=patient.pk).family_name == "King"


@pytest.mark.parametrize("is_opened", [True, False])
@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))],  # noqa: S301
)
def test_a_row_is_copied_and_pickled(patient, copied, is_opened):
    read = Patient.objects.get(pk=patient.pk)
    if is_opened:
        assert read.family_name == "Lovelace"
    other = copied(read)
    other.given_name = "Augusta"

    assert (other.family_name, other.given_name) == ("Lovelace", "Augusta")
    assert read.given_name == "Ada"


def test_a_copy_under_a_new_identifier_is_sealed_for_it(patient):
    read = Patient.objects.get(pk=patient.pk)
    assert read.family_name == "Lovelace"
    for name in ADA:
        getattr(read, name)
    read.pk = uuid4()
    read._state.adding = True
    read.save()

    assert Patient.objects.get(pk=read.pk).family_name == "Lovelace"


def test_a_value_of_another_row_is_not_written_into_this_one(patient):
    read = Patient.objects.get(pk=patient.pk)
    read.pk = uuid4()
    read._state.adding = True
    with pytest.raises(SealBroken, match=f"of row {read.pk} .* sealed for another place"):
        read.save()


def test_a_value_that_was_moved_in_the_database_is_refused(patient, clinic):
    other = Patient.objects.create(clinic=clinic, **(ADA | {"family_name": "Byron"}))
    moved = Patient.objects.values_list("given_name", flat=True)
    Patient.objects.filter(pk=other.pk).update(
        family_name=moved.get(pk=other.pk), given_name=moved.get(pk=patient.pk)
    )
    read = Patient.objects.get(pk=other.pk)

    with pytest.raises(SealBroken, match=r"records_patient\.family_name"):
        _ = read.family_name
    with pytest.raises(SealBroken, match=r"records_patient\.given_name"):
        _ = read.given_name


def test_values_gives_what_shows_nothing_and_can_be_opened(patient):
    row = Patient.objects.values("pk", "family_name", "phone").get()
    column = Patient._meta.get_field("family_name")

    assert isinstance(row["family_name"], Sealed)
    assert "Lovelace" not in repr(row)
    assert repr(row["family_name"]).endswith("65 bytes)")
    assert column.opened(row["family_name"], row=row["pk"]) == "Lovelace"
    assert column.opened(row["phone"], row=row["pk"]) is None
    assert {row["family_name"]} == {Sealed(_stored(patient, "family_name"))}


@pytest.mark.parametrize(
    "searched",
    [
        pytest.param({"family_name": "Lovelace"}, id="equal"),
        pytest.param({"family_name__startswith": "Love"}, id="beginning"),
        pytest.param({"family_name__in": ["Lovelace"]}, id="one of"),
        pytest.param({"family_name__lower": "lovelace"}, id="transformed"),
    ],
)
def test_a_search_is_refused(searched):
    with pytest.raises(
        OptionError, match=r"records\.Patient\.family_name is sealed .* cannot be searched with"
    ):
        Patient.objects.filter(**searched)


def test_whether_there_is_a_value_can_be_asked(patient):
    assert Patient.objects.filter(phone__isnull=True).count() == 1
    assert Patient.objects.exclude(family_name__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("value", "kind"),
    [("King", "str"), (Value("King"), "Value"), (F("given_name"), "Col"), (b"King", "bytes")],
)
def test_a_change_in_bulk_is_refused(patient, value, kind):
    with pytest.raises(OptionError, match=rf"cannot be written as {kind} by update\(\)"):
        Patient.objects.update(family_name=value)


def test_saving_many_rows_at_once_is_refused(patient):
    with pytest.raises(OptionError, match=r"cannot be written as Cas[et] by .* bulk_update\(\)"):
        Patient.objects.bulk_update([patient], ["family_name"])


def test_rows_are_made_in_bulk(clinic):
    made = [Patient(clinic=clinic, **(ADA | {"given_name": f"Ada {n}"})) for n in range(5)]
    Patient.objects.bulk_create(made)

    assert {row.given_name for row in Patient.objects.all()} == {f"Ada {n}" for n in range(5)}


def test_a_long_text_is_refused_at_its_limit(patient):
    patient.birth_date = "x" * 10
    patient.save()
    patient.birth_date = "x" * 11

    with pytest.raises(OptionError, match=r"birth_date takes at most 10 characters, and got 11"):
        patient.save()


@pytest.mark.parametrize("value", [3, b"King", ["King"], F("given_name")])
def test_only_a_text_is_a_text(patient, value):
    patient.family_name = value
    with pytest.raises(OptionError, match="where a text is needed"):
        patient.save()


def test_a_row_is_not_dumped_in_plain_text(patient):
    with pytest.raises(OptionError, match=r"cannot be dumped from records\.Patient"):
        Patient._meta.get_field("family_name").value_to_string(patient)


def test_a_check_of_the_row_leaves_the_text_as_it_is(patient):
    patient.full_clean(exclude={"merged_into", "made_by", "sex_for_reference", "synced_at"})

    assert patient.family_name == "Lovelace"


def test_a_row_that_is_shown_shows_nothing(patient):
    read = Patient.objects.get(pk=patient.pk)

    assert read.family_name == "Lovelace"
    assert "Lovelace" not in f"{read!r} {read.__dict__!r}"


class TestJson:
    @pytest.fixture
    def episode(self, patient):
        return Episode.objects.create(
            clinic=patient.clinic, patient=patient, facts={"falls": [1, 2]}
        )

    def test_values_are_read_as_they_were_saved(self, episode):
        assert Episode.objects.get(pk=episode.pk).facts == {"falls": [1, 2]}

    def test_a_change_inside_is_noticed(self, episode):
        read = Episode.objects.get(pk=episode.pk)
        read.facts["falls"].append(3)
        read.save()

        assert Episode.objects.get(pk=episode.pk).facts == {"falls": [1, 2, 3]}

    def test_values_of_one_row_are_not_those_of_another(self, patient):
        first, second = (Episode(clinic=patient.clinic, patient=patient) for _ in range(2))
        first.facts["falls"] = 1

        assert second.facts == {}

    @pytest.mark.parametrize(
        "value", [float("nan"), {"when": object()}, {("a",): 1}], ids=["nan", "object", "key"]
    )
    def test_what_json_cannot_say_is_refused(self, episode, value):
        episode.facts = value
        with pytest.raises(OptionError, match="facts .* given what JSON cannot say"):
            episode.save()

    def test_a_null_inside_json_is_a_null_of_the_column(self, episode):
        episode.facts = None
        with pytest.raises(IntegrityError, match="facts"), transaction.atomic():
            episode.save()


def test_a_value_of_an_old_key_is_sealed_anew_when_its_row_is_saved(keyring_path, clinic):
    patient = Patient.objects.create(clinic=clinic, **ADA)
    current = rotate(keyring_path).current.id
    assert key_id_of(_stored(patient, "family_name")) != current
    read = Patient.objects.get(pk=patient.pk)
    read.save()

    assert key_id_of(_stored(patient, "family_name")) == current
    assert Patient.objects.get(pk=patient.pk).family_name == "Lovelace"


def test_a_model_without_uuid_or_with_an_index_is_told(settings):
    class Unfit(models.Model):
        text = SealedText(max_chars=10, db_index=True)

        class Meta:
            app_label = "unfit"

    found = [each.id for each in Unfit.check()]

    assert {"restride.E001", "restride.E002"} <= set(found)


def test_a_row_without_uuid_is_refused():
    row = Patient(pk=str(uuid4()), **ADA)
    with pytest.raises(OptionError, match="primary key is a str"):
        row.save()


@pytest.mark.parametrize("column", [SealedText(max_chars=7, null=True), SealedJSON(default=dict)])
def test_a_migration_makes_the_same_column(column):
    _, path, args, options = column.deconstruct()
    again = type(column)(*args, **options)

    assert path == f"restride.records.fields.{type(column).__name__}"
    assert again.deconstruct()[1:] == (path, args, options)
    assert getattr(again, "max_chars", 7) == 7
