"""YAML that people write is read plainly, or refused with the reason."""

import pytest

from restride.errors import ContentError
from restride.yaml_files import parse_yaml, read_yaml


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2", "the key 'a' stands twice in line 1"),
        ("a: [1", "no YAML that can be read"),
        ("a: !!python/object:os.system x", "no YAML that can be read"),
        ("? [1]\n: 2", "no YAML that can be read"),
    ],
)
def test_text_that_is_no_yaml_is_refused(text, words):
    with pytest.raises(ContentError, match=words):
        parse_yaml(text, where="carts.yaml")


def test_files_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(ContentError, match="no such file"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9")
    with pytest.raises(ContentError, match="UTF-8, and breaks at byte 9"):
        read_yaml(tmp_path / "latin.yaml")
    (tmp_path / "long.yaml").write_bytes(b"#" * 4_000_001)
    with pytest.raises(ContentError, match=r"at most 4 MB, and has 4\.0 MB"):
        read_yaml(tmp_path / "long.yaml")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "a", "{a: " * 100_000])
def test_a_text_nested_without_end_is_refused(text):
    with pytest.raises(ContentError, match="nested deeper than 50 levels. Correct it"):
        parse_yaml(text, where="deep.yaml")
