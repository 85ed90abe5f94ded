"""What is sealed is found by what people type, and by nobody without the key."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import VaultError
from restride.vault.blind_index import TermKind, index_terms, normalise_name, search_terms
from restride.vault.secret import Secret

KEY = Secret(b"\x03" * 32)
CLINIC = UUID(int=1)


def _finds(search, *, kept, kind=TermKind.NAME):
    wanted = search_terms(KEY, clinic=CLINIC, kind=kind, text=search)
    return bool(wanted) and wanted <= index_terms(KEY, clinic=CLINIC, kind=kind, text=kept)


@pytest.mark.parametrize(
    ("search", "kept"),
    [
        ("mueller", "Müller"),
        ("Müller", "Mueller"),
        ("muller", "MÜLLER"),
        ("Mü", "Mueller"),
        ("mue", "Müller"),
        ("strauss", "Strauß"),
        ("Strauß", "STRAUSS"),
        ("Øster", "Oesterby"),
        ("garcia", "García Márquez"),
        ("marquez garcia", "García Márquez"),
        ("obrien", "O'Brien"),
        ("o’brien", "O'Brien"),
        ("brien", "O'Brien"),
        ("o brien", "O'Brien"),
        ("Anna-Lena", "Annalena"),
        ("annalena", "Anna-Lena"),
        ("lena", "Anna-Lena"),
        ("anna lena", "Anna-Lena"),
        ("Schmidt-Meyer", "Schmidt Meyer"),
        ("vandenberg", "van den Berg"),
        ("berg", "van den Berg"),
        ("anna m", "Anna Müller"),
        ("wolfeschlegelsteinhausen", "Wolfeschlegelsteinhausenbergerdorff"),
        ("Łukasz", "lukasz"),
        ("ﬁona", "Fiona"),
        ("राम", "राम"),
        ("Ng", "Ng"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(search, kept):
    assert _finds(search, kept=kept)


@pytest.mark.parametrize(
    ("search", "kept"),
    [
        ("m", "Müller"),
        ("", "Müller"),
        (" -' ", "Müller"),
        ("meier", "Müller"),
        ("mullers", "Müller"),
        ("anna meier", "Anna Müller"),
        ("uller", "Müller"),
    ],
)
def test_another_name_is_not_found(search, kept):
    assert not _finds(search, kept=kept)


@given(name=st.text(min_size=1, max_size=60), cut_count=st.integers(1, 60))
def test_every_beginning_of_a_name_finds_it(name, cut_count):
    words = normalise_name(name)
    typed = " ".join(word[:cut_count] for word in words)

    assert not search_terms(KEY, clinic=CLINIC, kind=TermKind.NAME, text=typed) or (
        _finds(typed, kept=name) or cut_count == 1
    )


@given(name=st.text(max_size=300))
def test_a_name_has_a_bounded_number_of_terms_of_one_length(name):
    terms = index_terms(KEY, clinic=CLINIC, kind=TermKind.NAME, text=name)

    assert len(terms) <= 25 * 9
    assert {len(term) for term in terms} <= {16}


def test_words_are_compared_as_described():
    assert normalise_name("Lars-Jörg  O'Neil") == ("larsjorg", "oneil")


@pytest.mark.parametrize(
    ("kind", "search", "kept"),
    [
        (TermKind.DATE, "07.03.1950", "1950-03-07"),
        (TermKind.DATE, "19500307", "1950-03-07"),
        (TermKind.RECORD_NUMBER, "ab 123", "AB-123"),
        (TermKind.RECORD_NUMBER, "123", "00 0123"),
        (TermKind.RECORD_NUMBER, "0", "000"),
        (TermKind.PHONE, "030 1234567", "+49 (0)30 1234567"),
        (TermKind.PHONE, "+49 30 123-45-67", "0301234567"),
        (TermKind.PHONE, "4711", "47 11"),
        (TermKind.EMAIL, " Ada@Example.ORG ", "ada@example.org"),
    ],
)
def test_numbers_and_addresses_are_found_however_they_are_written(kind, search, kept):
    assert _finds(search, kept=kept, kind=kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TermKind.DATE, "3/7/1950"),
        (TermKind.DATE, "March"),
        (TermKind.PHONE, "110"),
        (TermKind.EMAIL, "  "),
        (TermKind.RECORD_NUMBER, "--"),
    ],
)
def test_what_cannot_be_looked_for_gives_no_terms(kind, text):
    assert search_terms(KEY, clinic=CLINIC, kind=kind, text=text) == frozenset()


def test_a_day_that_is_none_is_refused_without_saying_it():
    with pytest.raises(VaultError, match="like 1950-03-07.*in 8 characters") as caught:
        index_terms(KEY, clinic=CLINIC, kind=TermKind.DATE, text="3/7/1950")
    assert "3/7" not in str(caught.value)


@pytest.mark.parametrize("kind", [TermKind.NAME, TermKind.RECORD_NUMBER, TermKind.EMAIL])
def test_equal_words_differ_between_clinics_keys_and_kinds(kind):
    terms = index_terms(KEY, clinic=CLINIC, kind=kind, text="ada")
    elsewhere = index_terms(KEY, clinic=UUID(int=2), kind=kind, text="ada")
    other_key = index_terms(Secret(b"\x04" * 32), clinic=CLINIC, kind=kind, text="ada")
    others = (each for each in TermKind if each not in {kind, TermKind.DATE})
    other_kinds = (index_terms(KEY, clinic=CLINIC, kind=each, text="ada") for each in others)

    assert terms
    assert not terms & elsewhere
    assert not terms & other_key
    assert not any(terms & each for each in other_kinds)


def test_the_terms_stay_the_same_from_version_to_version():
    (term,) = search_terms(KEY, clinic=CLINIC, kind=TermKind.NAME, text="Müller")

    assert term.hex() == "c53c98df9585b50a3928749ca1d776ab"
