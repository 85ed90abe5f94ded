"""The OpenAPI document: bounds everywhere, unknown keys refused, every refusal told."""

import typing
from collections.abc import Iterator
from typing import Any

import pytest

from restride.web.api.api import api

DOCUMENT = api.get_openapi_schema(path_prefix="/api")
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    told["operationId"]: (method, path, told)
    for path, methods in DOCUMENT["paths"].items()
    for method, told in methods.items()
}
#: What bounds a value, by its type: one of each group must stand there.
BOUNDS = {
    "string": [{"maxLength", "format", "pattern"}],
    "integer": [{"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}],
    "number": [{"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}],
    "array": [{"maxItems"}],
}


def named_in(told: Any) -> Iterator[str]:
    """Find the schemas that are referred to."""
    if isinstance(told, dict):
        if "$ref" in told:
            yield told["$ref"].rsplit("/", 1)[-1]
        for each in told.values():
            yield from named_in(each)
    elif isinstance(told, list):
        for each in told:
            yield from named_in(each)


def sent() -> set[str]:
    """Name every schema that a request can hold."""
    found: set[str] = set()
    ahead = [
        name for _, _, told in OPERATIONS.values() for name in named_in(told.get("requestBody"))
    ]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += named_in(SCHEMAS[name])
    return found


def unbounded(schema: Any, where: str) -> Iterator[str]:
    """Find values without bounds."""
    if not isinstance(schema, dict):
        return
    kind = schema.get("type")
    if not {"enum", "const"} & set(schema):
        if any(not group & set(schema) for group in BOUNDS.get(kind, [])):
            yield f"{where} ({kind})"
        is_open = schema.get("additionalProperties") is not False
        if kind == "object" and is_open and "maxProperties" not in schema:
            yield f"{where} (unknown keys are taken)"
    for name, each in schema.get("properties", {}).items():
        yield from unbounded(each, f"{where}.{name}")
    several = [each for name in ("anyOf", "allOf", "oneOf") for each in schema.get(name, ())]
    for each in (*several, schema.get("items"), schema.get("additionalProperties")):
        yield from unbounded(each, where)


def test_everything_that_is_sent_has_bounds_and_says_them():
    wrong = [each for name in sorted(sent()) for each in unbounded(SCHEMAS[name], name)]
    wrong += [
        each
        for name, (_, _, told) in OPERATIONS.items()
        for parameter in told.get("parameters", [])
        for each in unbounded(parameter["schema"], f"{name}: {parameter['name']}")
    ]
    assert not wrong, "give these their bounds: " + ", ".join(wrong)


def test_unknown_keys_of_a_body_are_refused_as_the_document_says():
    bodies = {
        name
        for _, _, told in OPERATIONS.values()
        for name in named_in(told.get("requestBody", {}).get("content", {}).get("application/json"))
    }
    loose = [name for name in sorted(bodies) if SCHEMAS[name].get("additionalProperties", True)]
    assert not loose, f"derive these from Body: {loose}"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_says_what_it_does_and_how_it_refuses(name):
    _, path, told = OPERATIONS[name]
    answers = told["responses"]

    assert told["summary"]
    assert told["description"], "say it in the docstring of the view"
    assert any(int(status) < 300 for status in answers)
    assert 429 in answers
    if told.get("security"):
        assert {401, 403} <= set(answers)
    if "{" in path:
        assert 404 in answers
    if "requestBody" in told:
        assert {400, 413, 415, 422} <= set(answers)
    if any(each["name"] == "If-Match" for each in told.get("parameters", [])):
        assert {412, 428} <= set(answers)
    for status, answer in answers.items():
        if int(status) >= 400:
            refusal = DOCUMENT["components"]["responses"][next(named_in(answer))]
            assert list(named_in(refusal)) == ["Problem"]


def test_the_document_gives_each_operation_a_name_of_its_own():
    count = sum(len(methods) for methods in DOCUMENT["paths"].values())
    assert len(OPERATIONS) == count


def test_a_view_never_answers_with_a_tuple():
    """A tuple of two would be taken for a status and a body."""
    wrong = []
    for _, router in api._routers:
        for path in router.path_operations.values():
            for each in path.operations:
                told = typing.get_type_hints(each.view_func).get("return")
                if typing.get_origin(told) is tuple or told is tuple:
                    wrong.append(each.operation_id)
    assert not wrong, f"answer these with a list: {wrong}"
