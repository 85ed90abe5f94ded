"""What happens before a wheel or an editable install is built: the content is packed."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackContent(BuildHookInterface):
    """Puts the packed copy of the clinical content into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Pack the content, so that the wheel holds it."""
        script = Path(self.root) / "scripts" / "pack_content.py"
        runpy.run_path(str(script))["pack"]()
