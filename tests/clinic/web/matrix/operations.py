"""The operations of the API, as its OpenAPI document names them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from restride.web.api.api import api


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one address."""

    name: str
    method: str
    #: Below /api, with the names of its parts in braces.
    path: str
    parts: tuple[str, ...]
    #: Those of them that name an object, by its identifier or its number.
    identifiers: tuple[str, ...]
    #: Of the question behind the address.
    asked: tuple[str, ...]
    #: Names of identifiers that its body may hold.
    keys: frozenset[str]


@cache
def document() -> Any:
    """Give the document."""
    return api.get_openapi_schema(path_prefix="/api")


@cache
def operations() -> dict[str, Operation]:
    """List the operations by name."""
    found = {}
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            parameters = told.get("parameters", [])
            found[told["operationId"]] = Operation(
                name=told["operationId"],
                method=method.upper(),
                path=path.removeprefix("/api"),
                parts=tuple(each["name"] for each in parameters if each["in"] == "path"),
                identifiers=tuple(each["name"] for each in parameters if _is_identifier(each)),
                asked=tuple(each["name"] for each in parameters if each["in"] == "query"),
                keys=_keys_of(told),
            )
    return found


def _is_identifier(parameter: Any) -> bool:
    schema = parameter["schema"]
    is_named = schema.get("format") == "uuid" or schema.get("type") == "integer"
    return parameter["in"] == "path" and is_named


def _keys_of(told: Any) -> frozenset[str]:
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    return frozenset() if content is None else frozenset(_keys_in(content["schema"], ()))


def _keys_in(schema: Any, seen: tuple[str, ...]) -> set[str]:
    """Find the names of identifiers (``..._id``, ``..._ids`` that are UUIDs) in a schema."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        within = () if name in seen else (document()["components"]["schemas"][name],)
        return set().union(*(_keys_in(each, (*seen, name)) for each in within))
    named = schema.get("properties", {})
    found = {
        key for key, each in named.items() if key.endswith(("_id", "_ids")) and "uuid" in str(each)
    }
    return found.union(*(_keys_in(each, seen) for each in _inside(schema)))


def _inside(schema: Any) -> list[Any]:
    """List the schemas that stand in a schema."""
    more = [schema.get("items"), schema.get("additionalProperties")]
    several = [each for name in ("anyOf", "allOf", "oneOf") for each in schema.get(name, ())]
    within = [*schema.get("properties", {}).values(), *several, *more]
    return [each for each in within if isinstance(each, dict)]
