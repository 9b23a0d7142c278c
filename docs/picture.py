"""A report in; a picture of its page out, for the README: `python docs/picture.py [REPORT] [OUT.png]`.

Needs Chromium and the `playwright` package. The card of the first figure that depends on a definition stands open.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "examples" / "detroit-sommet-d-ankara.txt"
KNOWN = ["--published", "2026-07-09", "--publisher", "Le Télégramme du Détroit"]  # of that report
PICTURE = ROOT / "docs" / "dossier.png"
BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def page(report: Path) -> str:
    """Return the HTML page of a report, as the command prints it."""
    command = [sys.executable, "-m", "foedus.cli", "check", str(report), "--format", "html"]
    command += KNOWN if report == REPORT else []
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def take(html: str, picture: Path) -> None:
    """Draw the page in a browser and save what a reader sees first."""
    browser = next((path for path in BROWSERS if Path(path).exists()), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as session:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        shown = session.chromium.launch(executable_path=browser, args=ARGUMENTS)
        tab = shown.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        tab.goto(file.as_uri())
        marks = [tab.locator(f"mark{verdict} a.m").first for verdict in (".depends", ".fails", "")]
        if mark := next((mark for mark in marks if mark.count()), None):
            mark.click()
        tab.mouse.move(0, 0)
        tab.wait_for_timeout(400)
        tab.screenshot(path=picture)
        shown.close()


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:3]]
    report, picture = (given + [REPORT, PICTURE][len(given) :])[:2]
    take(page(report), picture)
    print(f"{picture}: {picture.stat().st_size:,} bytes")
