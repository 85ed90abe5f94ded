"""The TypeScript client is the one that the API as it is now would be given."""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def _writer(project: Path):
    path = project / "scripts" / "write_api_client.py"
    spec = importlib.util.spec_from_file_location("write_api_client", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_client_in_the_tree_is_the_one_that_would_be_written(project):
    for path, content in _writer(project).files().items():
        assert path.exists(), f"run `make docs`: {path.name} is missing"
        assert path.read_text(encoding="utf-8") == content, f"run `make docs`: {path.name} is old"


def test_every_operation_is_a_function_and_every_schema_a_type(project):
    folder = project / "frontend" / "src" / "api"
    told = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    functions = (folder / "operations.gen.ts").read_text(encoding="utf-8")
    types = (folder / "schemas.gen.ts").read_text(encoding="utf-8")

    assert functions.count("export function ") == sum(len(each) for each in told["paths"].values())
    assert types.count("export type ") == len(told["components"]["schemas"])
    assert "any" not in functions.replace("many", "").split(": ")


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "string", "format": "uuid"}, "string"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "number | null"),
        ({"enum": ["left", "right"]}, '"left" | "right"'),
        ({"type": "array", "items": {"enum": [1, 2]}}, "readonly (1 | 2)[]"),
        ({"type": "array", "items": {"type": "array"}}, "readonly (readonly unknown[])[]"),
        ({"allOf": [{"$ref": "#/components/schemas/Body"}]}, "Body"),
        (
            {"type": "object", "additionalProperties": {"type": "number"}},
            "{ readonly [key: string]: number }",
        ),
        ({}, "unknown"),
    ],
)
def test_a_schema_is_written_as_a_type(project, schema, written):
    assert _writer(project).type_of(schema) == written


def test_the_client_is_strict_typescript(project):
    compiler = os.environ.get("RESTRIDE_TSC") or shutil.which(
        "tsc", path=f"{project / 'frontend' / 'node_modules' / '.bin'}:{os.environ['PATH']}"
    )
    if compiler is None:
        pytest.skip("TypeScript is not installed")
    done = subprocess.run(
        [compiler, "-p", str(project / "frontend" / "src" / "api")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
