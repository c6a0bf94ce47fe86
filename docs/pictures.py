"""Make the pictures of the documentation: run ``python docs/pictures.py``.

The drawing of a timeline and the screen of ``ddr browse`` are also made by ``docs/build.py``, and a
test holds them. A page of a
chronology needs Typst, and the web page a Chromium that Playwright can drive.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import ddr
from ddr.cite.pandoc.typeset import by_typst
from ddr.cli.app import run
from ddr.interface.browse.browser import Browser

FOLDER = Path(__file__).parent / "pictures"
YEARS = ("--since", "2000", "--until", "2002")


def timeline() -> str:
    """Return the drawing of some years."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "timeline.svg")
        _made("timeline", *YEARS, "--output", str(file))
        return file.read_text("utf-8")


def screen() -> str:
    """Return the screen of ``ddr browse`` as it looks after some keys, drawn by Textual."""
    app = Browser(partial(ddr.open, "builtin"), "statements")

    async def play() -> str:
        async with app.run_test(size=(96, 24)) as pilot:
            await pilot.press("slash", *"friendship", "enter", *["down"] * 4, "m")
            while app._pending is not None:  # noqa: SLF001
                await pilot.pause(0.02)
            await pilot.pause()
            return app.export_screenshot(title="ddr browse")

    return asyncio.run(play())


def chronology() -> bytes:
    """Return the first page of a chronology as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "chronology.typ")
        _made("chronology", *YEARS, "--statements", "--output", str(file))
        pages = by_typst(file.read_text("utf-8"), format="png", ppi=80)
    return bytes(pages[0] if isinstance(pages, list) else pages)


def page() -> bytes:
    """Return the head of the web page, as a browser shows it."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "page.html")
        _made("page", "--since", "2000", "--output", str(file))
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 960, "height": 790})
        shown.goto(file.as_uri())
        shown.wait_for_selector("html[data-ready]")
        shown.fill("[name=q]", "summit")
        picture = shown.screenshot()
        browser.close()
    return bytes(picture)


def _made(*arguments: str) -> None:
    if code := run(arguments):
        sys.exit(code)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "timeline.svg").write_text(timeline(), "utf-8")
    (FOLDER / "browse.svg").write_text(screen(), "utf-8")
    (FOLDER / "chronology.png").write_bytes(chronology())
    (FOLDER / "page.png").write_bytes(page())


if __name__ == "__main__":
    main()
