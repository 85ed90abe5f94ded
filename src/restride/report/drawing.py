"""How figures are drawn: one look, and SVG that can stand inside a page.

Drawn by matplotlib. The text stays text, so that it can be read aloud, searched and enlarged; the
names inside a figure bear its own prefix, and the same figure always gives the same bytes.
"""

import io
import re
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from restride.terms import Side

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Dark enough on white for text (contrast above 5 to 1), and far apart for every colour vision.
COLOUR_OF_SIDE: Final[dict[Side | None, str]] = {
    Side.LEFT: "#0b5394",
    Side.RIGHT: "#a84300",
    None: "#33373d",
}
#: A side is never told by colour alone.
MARKER_OF_SIDE: Final[dict[Side | None, str]] = {Side.LEFT: "<", Side.RIGHT: ">", None: "o"}
INK: Final = "#1d2126"
FAINT: Final = "#5c6470"
GRID: Final = "#d4d9df"
PALE: Final = "#e3e8ee"

_LOOK: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "restride",
    "font.family": ["DejaVu Sans"],
    "font.size": 8.0,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8.0,
    "xtick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8.0,
    "ytick.major.size": 2.5,
    "lines.linewidth": 0.8,
    "hatch.linewidth": 0.6,
    "path.simplify": True,
    "path.simplify_threshold": 0.2,
}


def house_look() -> AbstractContextManager[None]:
    """Draw in the look of the house for as long as the context lasts."""
    import matplotlib as mpl

    return mpl.rc_context(_LOOK)


def new_figure(*, width_in: float, height_in: float) -> "Figure":
    """Make an empty figure without a background."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width_in, height_in))
    figure.patch.set_visible(False)
    return figure


def inline_svg(figure: "Figure", *, name: str, title: str, description: str) -> Markup:
    """Turn a figure into SVG for the page, with words for those who do not see it."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    drawn = file.getvalue()
    body = drawn[drawn.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = _with_own_names(body, prefix=name)
    body = re.sub(r"'DejaVu Sans'(, sans-serif)?", "sans-serif", body)
    body = re.sub(r"(\d+\.\d\d)\d+", r"\1", body)
    body = re.sub(r"\n\s*", "\n", body).replace(" \n", "\n")
    view_box = re.search(r'viewBox="[^"]*"', body)
    head = (
        f'<svg {view_box.group(0) if view_box else ""} class="drawing" role="img" '
        f'aria-labelledby="{name}-title {name}-description">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n'
        f'<desc id="{name}-description">{escape(description)}</desc>'
    )
    return Markup(head + body[body.index(">") + 1 :])  # noqa: S704 - words are escaped above


def _with_own_names(body: str, *, prefix: str) -> str:
    """Prefix the names that are referred to, and drop the others."""
    body = body.replace("xlink:href", "href")
    referred = set(re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", body))
    names = {name for pair in referred for name in pair if name}

    def renamed(match: re.Match[str]) -> str:
        return f' id="{prefix}-{match.group(1)}"' if match.group(1) in names else ""

    body = re.sub(r' id="([^"]*)"', renamed, body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", body)
    return re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', body)
