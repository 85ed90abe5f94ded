"""The JSON Schema of an analysis, as it ships with the package."""

import json
from importlib.resources import files
from typing import Any


def analysis_schema() -> dict[str, Any]:
    """Read the schema that every written analysis keeps to (JSON Schema 2020-12)."""
    text = files("restride.analysis").joinpath("analysis.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
