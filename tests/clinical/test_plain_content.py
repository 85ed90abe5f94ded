"""The packed copy holds what the YAML holds, and is passed over where the text has changed."""

import json

import pytest

from restride.clinical import plain_content as module
from restride.clinical.content import content_versions
from restride.clinical.plain_content import content_files, plain_content, write_packed_content
from restride.errors import ContentError


def _package(tmp_path, text: str):
    folder = tmp_path / "clinical" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_packed_copy_is_the_yaml(tmp_path):
    packed = write_packed_content(
        _package(tmp_path, "version: 1.0.0\nrows: [{id: one, since: 2026-01-02}]")
    )

    assert list(json.loads(packed.read_text(encoding="utf-8")).values()) == [
        {"version": "1.0.0", "rows": [{"id": "one", "since": "2026-01-02"}]}
    ]


def test_a_file_that_was_edited_is_parsed(tmp_path, monkeypatch):
    package = _package(tmp_path, "version: 1.0.0")
    write_packed_content(package)
    (package / "clinical/knowledge/words.yaml").write_text("version: 2.0.0", encoding="utf-8")
    packed = json.loads((package / "clinical" / module.PACKED_NAME).read_text(encoding="utf-8"))
    monkeypatch.setattr(module, "files", lambda _: package)
    monkeypatch.setattr(module, "_packed", lambda: packed)

    assert plain_content("clinical/knowledge/words.yaml") == {"version": "2.0.0"}


def test_without_a_packed_copy_everything_is_parsed(tmp_path, monkeypatch):
    package = _package(tmp_path, "version: 1.0.0")
    monkeypatch.setattr(module, "files", lambda _: package)
    module._packed.cache_clear()

    assert plain_content("clinical/knowledge/words.yaml") == {"version": "1.0.0"}
    module._packed.cache_clear()


def test_broken_content_is_named_when_it_is_packed(tmp_path):
    with pytest.raises(ContentError, match=r"words\.yaml.*'version' stands twice in line 1"):
        write_packed_content(_package(tmp_path, "version: 1\nversion: 2"))


def test_versions_name_each_file_once():
    names = [name for name, _ in content_versions()]

    assert len(names) == len(set(names)) == len(list(content_files()))
    assert {"plan/exercises/balance", "plan/poses/balance", "clinical/conditions"} <= set(names)


def test_every_content_file_has_a_version():
    for _, path in content_files():
        assert path.read_text(encoding="utf-8").startswith("version: "), path.name
