"""Write the TypeScript client of the API from its OpenAPI document.

Run by ``make docs``; a test compares what stands in the tree with what would be written.
See docs/decisions/0176-api-client.md.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).parents[1]
FOLDER: Final = PROJECT / "frontend" / "src" / "api"
_MADE: Final = "// Made from the OpenAPI document by `make docs`; not edited by hand."
_PLAIN: Final = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
_JSON: Final = "application/json"


def document() -> dict[str, Any]:
    """Give the OpenAPI document of the API as it is now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restride.web.settings.testing")
    import django

    django.setup()
    from restride.web.api.api import api

    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api")))
    # The document of another release is another only where an operation or a schema is.
    found["info"].pop("version", None)
    return found


def type_of(schema: Mapping[str, Any]) -> str:
    """Write a schema as a type of TypeScript."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(each) for each in schema["enum"])
    for name in ("anyOf", "oneOf", "allOf"):
        if name in schema:
            between = " & " if name == "allOf" else " | "
            return between.join(dict.fromkeys(_within(type_of(each)) for each in schema[name]))
    return _plain_type(schema)


def _plain_type(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"readonly {_within(type_of(schema.get('items', {})))}[]"
    if kind == "object":
        return _object_type(schema)
    return _PLAIN.get(str(kind), "unknown")


def _object_type(schema: Mapping[str, Any]) -> str:
    if "properties" in schema:
        return "{ " + " ".join(_property_lines(schema)) + " }"
    more = schema.get("additionalProperties")
    patterns = list(schema.get("patternProperties", {}).values())
    values = [each for each in (more, *patterns) if isinstance(each, dict)]
    value = " | ".join(dict.fromkeys(type_of(each) for each in values)) or "unknown"
    return f"{{ readonly [key: string]: {value} }}"


def _property_lines(schema: Mapping[str, Any]) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, each in schema["properties"].items():
        mark = "" if name in required else "?"
        yield f"readonly {_key(name)}{mark}: {type_of(each)};"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else json.dumps(name)


def _within(told: str) -> str:
    return f"({told})" if " | " in told or told.startswith("readonly ") else told


def schemas(told: Mapping[str, Any]) -> Iterator[str]:
    """Write every schema as an exported type."""
    yield _MADE
    for name, schema in sorted(told["components"]["schemas"].items()):
        yield ""
        if schema.get("description"):
            yield _comment(schema["description"])
        if schema.get("type") == "object" and "properties" in schema:
            yield f"export type {name} = {{"
            yield from (f"  {line}" for line in _property_lines(schema))
            yield "};"
        else:
            yield f"export type {name} = {type_of(schema)};"


def _comment(text: str) -> str:
    return f"/** {' '.join(str(text).split()).replace('*/', '* /')} */"


def operations(told: Mapping[str, Any]) -> Iterator[str]:
    """Write every operation as a function."""
    found = [
        (path.removeprefix("/api"), method, each)
        for path, methods in told["paths"].items()
        for method, each in methods.items()
    ]
    functions = "\n".join(
        line
        for path, method, each in sorted(found, key=lambda one: str(one[2]["operationId"]))
        for line in _function(path, method=method, operation=each)
    )
    code = re.sub(r"/\*\*.*\*/|`[^`]*`", "", functions)
    names = [name for name in told["components"]["schemas"] if re.search(rf"\b{name}\b", code)]
    yield _MADE
    yield 'import type { Answered, Client } from "./client";'
    yield "import type {"
    yield from (f"  {name}," for name in sorted(names))
    yield '} from "./schemas.gen";'
    yield functions


def _function(path: str, *, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    asked = list(_asked(operation))
    answer = _answer_type(operation)
    takes = f"asked: {{ {' '.join(line for line, _ in asked)} }}, " if asked else ""
    way = "bytes" if answer is None else "json"
    type_argument = "" if answer is None else f"<{answer}>"
    gives = "Response" if answer is None else f"Answered<{answer}>"
    address = re.sub(r"\{(\w+)\}", r"${encodeURIComponent(asked.\1)}", path)
    parts = [f'method: "{method.upper()}"', f"path: `{address}`", *_sent(operation), "signal"]
    yield ""
    yield _comment(operation.get("description") or operation["summary"])
    yield f"export function {_camel(operation['operationId'])}("
    yield f"  client: Client, {takes}signal?: AbortSignal,"
    yield f"): Promise<{gives}> {{"
    yield f"  return client.{way}{type_argument}({{ {', '.join(parts)} }});"
    yield "}"


def _asked(operation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Write what a function takes: parts of the address, the question, the version, the body."""
    for each in operation.get("parameters", ()):
        if each["in"] == "header":
            continue
        mark = "" if each.get("required") else "?"
        told = type_of(each["schema"])
        # Into an address goes what can be written there.
        yield f"readonly {each['name']}{mark}: {told};", each["in"]
    if _takes_version(operation):
        yield "readonly version: string;", "header"
    content = operation.get("requestBody", {}).get("content", {})
    if _JSON in content:
        yield f"readonly body: {type_of(content[_JSON]['schema'])};", "body"
    elif content:
        yield "readonly bytes: Blob | ArrayBuffer;", "body"


def _sent(operation: Mapping[str, Any]) -> Iterator[str]:
    names = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
    if names:
        yield "query: { " + ", ".join(f"{name}: asked.{name}" for name in names) + " }"
    if _takes_version(operation):
        yield "version: asked.version"
    content = operation.get("requestBody", {}).get("content", {})
    if _JSON in content:
        yield "body: asked.body"
    elif content:
        yield "bytes: asked.bytes"


def _takes_version(operation: Mapping[str, Any]) -> bool:
    return any(each["name"] == "If-Match" for each in operation.get("parameters", ()))


def _answer_type(operation: Mapping[str, Any]) -> str | None:
    """Write what an answer of success holds; None where it is a file or text."""
    told = [each for status, each in operation["responses"].items() if int(status) < 300]
    found = [each["content"][_JSON]["schema"] for each in told if _JSON in each.get("content", {})]
    if found:
        return " | ".join(dict.fromkeys(type_of(each) for each in found))
    is_empty = all(int(status) in (204, *range(300, 600)) for status in operation["responses"])
    return "null" if is_empty else None


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.title() for each in others)


def snapshot(told: Mapping[str, Any]) -> Iterator[str]:
    """Write the document, a line to each address and schema, so that changes can be read."""
    yield "{"
    yield f'"openapi": {json.dumps(told["openapi"])}, "info": {json.dumps(told["info"])},'
    yield '"paths": {'
    yield from _lines(told["paths"])
    yield '}, "components": {'
    for place, name in enumerate(sorted(told["components"])):
        yield f"{',' if place else ''}{json.dumps(name)}: {{"
        yield from _lines(told["components"][name])
        yield "}"
    yield "}}"


def _lines(named: Mapping[str, Any]) -> Iterator[str]:
    for place, (name, each) in enumerate(sorted(named.items())):
        yield f"{',' if place else ''}{json.dumps(name)}: {json.dumps(each, sort_keys=True)}"


def files() -> dict[Path, str]:
    """Give every file that is written, with its content."""
    told = document()
    return {
        FOLDER / "openapi.json": "\n".join(snapshot(told)) + "\n",
        FOLDER / "schemas.gen.ts": "\n".join(schemas(told)) + "\n",
        FOLDER / "operations.gen.ts": "\n".join(operations(told)) + "\n",
    }


def main() -> int:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
        print(f"wrote {path.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
