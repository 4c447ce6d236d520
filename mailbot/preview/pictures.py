"""Pictures of what people get, as a telephone and a desk show it: one browser for all of them (hosts playwright)."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailbot.errors import WrongSetting
from mailbot.preview.shelves import Item
from mailbot.watching import Watching

_QUALITY = 42
_HIGHEST = 2_400
"""In the pixels of a page: what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take."""

    page: str
    picture: str
    width: int


def shots_of(item: Item) -> Sequence[Shot]:
    """Three of the French, one of the English: a telephone, the same by night, a desk."""
    base = f"{item.shelf}/{item.file}"
    if item.shelf not in ("letters", "pages"):
        return ()
    wide = 1100 if item.shelf == "pages" else 660
    return (
        Shot(f"{base}-fr.html", f"{base}-fr.phone.jpg", 360),
        Shot(f"{base}-fr.dark.html", f"{base}-fr.dark.jpg", 360),
        Shot(f"{base}-fr.html", f"{base}-fr.wide.jpg", wide),
        Shot(f"{base}-en.html", f"{base}-en.phone.jpg", 360),
    )


def take_pictures(folder: Path, shots: Sequence[Shot], told: Watching) -> int:
    """Take them of the files of a folder; how many octets they have. Raises WrongSetting without a browser."""
    octets = 0
    with _browser() as browser:
        tabs: dict[int, Any] = {}
        for number, shot in enumerate(sorted(shots, key=lambda each: each.width), start=1):
            if shot.width not in tabs:
                tabs[shot.width] = browser.new_page(viewport={"width": shot.width, "height": 640})
            content = _picture(tabs[shot.width], (folder / shot.page).absolute().as_uri(), shot.width)
            (folder / shot.picture).write_bytes(content)
            octets += len(content)
            told("pictures", number, len(shots))
    return octets


def _picture(tab: Any, url: str, width: int) -> bytes:
    tab.goto(url)
    height = min(int(tab.evaluate("document.documentElement.scrollHeight")), _HIGHEST)
    taken: bytes = tab.screenshot(
        type="jpeg", quality=_QUALITY, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
    )  # fmt: skip
    return taken


@contextmanager
def _browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise WrongSetting(
            "Pictures are taken with Playwright: `pip install playwright`, or write no pictures (--no-pictures)."
        ) from None
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise WrongSetting(
            "Pictures are taken with Chromium, which is not on the path: `apt install chromium`, or write no pictures "
            "(--no-pictures)."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
