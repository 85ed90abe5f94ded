"""Pages as Chromium prints them."""

import subprocess


def browse_with(chromium, *, profile):
    """Call the browser with a profile of its own and without any service behind it."""
    quiet = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
        "--disable-background-networking --disable-component-update --disable-dev-shm-usage"
    )

    def call(*arguments):
        command = [chromium, *quiet.split(), f"--user-data-dir={profile}", *arguments]
        done = subprocess.run(command, check=True, capture_output=True, timeout=120, text=True)
        return done.stdout

    return call


def pages_of(html, *, paper, browse, folder):
    """Print a page, and give the text of each sheet."""
    from pypdf import PdfReader

    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(html.replace("</style>", f"@page {{ size: {paper} }}</style>", 1), "utf-8")
    browse("--no-pdf-header-footer", f"--print-to-pdf={printed}", page.as_uri())
    return [page.extract_text() for page in PdfReader(printed).pages]
