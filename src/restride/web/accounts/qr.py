"""A link as a square to photograph."""

from io import BytesIO

import qrcode  # type: ignore[import-untyped]
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]


def qr_svg(link: str) -> str:
    """Draw a link as a QR code, in SVG."""
    drawn = BytesIO()
    qrcode.make(link, image_factory=SvgPathImage, box_size=12).save(drawn)
    return drawn.getvalue().decode("utf-8")
