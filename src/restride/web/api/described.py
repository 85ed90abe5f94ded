"""The API as its OpenAPI document tells it: with every refusal, and with versions where they count.

What ninja cannot know from the types is added here once: which problems an operation may answer,
that an edit takes If-Match, and that an answer tells its version as ETag.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Final

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

_PROBLEM: Final[dict[str, Any]] = {
    "title": "Problem",
    "description": "A refusal (RFC 9457): a code, and words to act on.",
    "type": "object",
    "additionalProperties": True,
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:restride:problem:[a-z-]+$"},
        "title": {"type": "string", "maxLength": 200},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "maxLength": 20_000},
        "fields": {
            "type": "array",
            "maxItems": 1000,
            "items": {
                "type": "object",
                "required": ["field", "wrong"],
                "properties": {
                    "field": {"type": "string", "maxLength": 1000},
                    "wrong": {"type": "string", "maxLength": 1000},
                },
            },
        },
        "allowed": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 40}},
        "merged_into": {"type": "string", "format": "uuid"},
    },
}
_IF_MATCH: Final[dict[str, Any]] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The version that the edit was made on: the ETag of what was read.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}
_ETAG: Final[dict[str, Any]] = {
    "description": "The version of the row; an edit sends it as If-Match.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}


_STATUSES: Final = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429)


class DescribedAPI(NinjaAPI):
    """An API whose document says how each operation refuses."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._documents: dict[str | None, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Give the document, written once: writing takes seconds, and anybody may ask for it."""
        known = self._documents.get(path_prefix)
        if known is None:
            known = self._written(path_prefix=path_prefix, path_params=path_params)
            self._documents[path_prefix] = known
        return known

    def _written(
        self, *, path_prefix: str | None, path_params: dict[str, Any] | None
    ) -> OpenAPISchema:
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        parts = document.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = _PROBLEM
        parts["responses"] = {f"Refused{status}": _answer(status) for status in _STATUSES}
        views = dict(self._views())
        for methods in document["paths"].values():
            for method, told in methods.items():
                _describe(told, method=method, view=views[told["operationId"]])
        return document

    def _views(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        for _, router in self._routers:
            for path in router.path_operations.values():
                for operation in path.operations:
                    if operation.operation_id:
                        yield operation.operation_id, operation.view_func


def _describe(told: dict[str, Any], *, method: str, view: Callable[..., Any]) -> None:
    # A view that reads or tells a version calls these by name.
    called = view.__code__.co_names
    if "version_in" in called:
        told.setdefault("parameters", []).append(_IF_MATCH)
    if "tell_version" in called:
        for status, answer in told["responses"].items():
            if int(status) < 300:
                answer.setdefault("headers", {})["ETag"] = _ETAG
    for status in _refusals(told, method=method, is_edit="version_in" in called):
        refusal = {"$ref": f"#/components/responses/Refused{status}"}
        told["responses"].setdefault(status, refusal)


def _refusals(told: dict[str, Any], *, method: str, is_edit: bool) -> list[int]:
    """List how an operation may refuse, from what it takes."""
    found = [429]
    if told.get("security"):
        found += [401, 403]
    parameters = told.get("parameters", [])
    if any(each["in"] == "path" for each in parameters):
        found += [404]
    if parameters or "requestBody" in told:
        found += [422]
    if "requestBody" in told:
        found += [400, 404, 413, 415]
    if method != "get":
        found += [403, 409]
    if is_edit:
        found += [412, 428]
    return sorted(set(found))


def _answer(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": schema}},
    }
