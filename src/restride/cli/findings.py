"""Quality findings on a terminal: what was found, and what was done about it."""

from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from restride.recording.quality import QualityFinding
from restride.report.wording import counted
from restride.terms import Severity

#: More are counted and left to the JSON and the report.
_MOST_ROWS: Final = 12
_STYLE_OF: Final = {Severity.SERIOUS: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def findings_in_words(findings: Sequence[QualityFinding]) -> Group:
    """Give each finding a line, the gravest with a colour."""
    lines: list[RenderableType] = [Text("About the recording", style="bold")]
    for finding in findings[:_MOST_ROWS]:
        text = Text(f"{finding.severity}: ", style=_STYLE_OF[finding.severity])
        text.append(f"{finding.found} {finding.done}", style="not bold not dim default")
        lines.append(Padding(text, (0, 0, 0, 2)))
    rest_count = len(findings) - _MOST_ROWS
    if rest_count > 0:
        more = f"and {counted(rest_count, singular='finding')} more: see --json"
        lines.append(Padding(Text(more, style="dim"), (0, 0, 0, 2)))
    return Group(*lines)
