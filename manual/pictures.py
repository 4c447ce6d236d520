"""The manual’s pictures, of what the code makes today: a letter, pages, a paper, a terminal, the demo."""

import logging
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import structlog
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from rich.console import Console

from mailbot.board import show_fates, show_findings, show_waiting
from mailbot.glance import DailyLetter, Glance, findings
from mailbot.outbound.samples import samples
from mailbot.preview.kept import kept_tour
from mailbot.preview.letters import as_page, written
from mailbot.preview.pages import whole
from mailbot.preview.papers import paper_samples
from mailbot.status import Standing, Waiting
from mailbot.vocabulary import LetterKind

_SHARP = 1.5
_PHONE, _LETTER = 390, 560


def take(folder: Path, only: frozenset[str] = frozenset()) -> None:
    """Take them all, or those that are named."""
    folder.mkdir(exist_ok=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, take_one in _PICTURES.items():
            if not only or name in only:
                path = (folder.parent if name.startswith("demo") else folder) / f"{name}.png"
                take_one(browser, path)
                print(f"{path.name}: {_lighter(path) // 1000} kB")
        browser.close()


def _lighter(path: Path) -> int:
    """Flat colours need no more than 256 of them: a third of the octets. How many there are."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    return path.stat().st_size


def _of_html(browser: Browser, html: str, path: Path, width: int, most: int = 2_400) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 400}, device_scale_factor=_SHARP)
    tab.set_content(html)
    height = min(int(tab.evaluate("document.documentElement.scrollHeight")), most)
    tab.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    tab.close()


def _letter(browser: Browser, path: Path) -> None:
    sample = next(each for each in samples() if each.kind is LetterKind.SLOTS_OFFERED)
    _of_html(browser, as_page(written(sample, "fr")), path, _LETTER, most=1_150)


def _page(browser: Browser, path: Path) -> None:
    stop = next(each for each in kept_tour().stops if (each.name, each.state) == ("choose", "two times"))
    _of_html(browser, whole(stop, "fr"), path, _PHONE, most=900)


def _dashboard(browser: Browser, path: Path) -> None:
    stop = next(each for each in kept_tour().stops if each.name == "dashboard")
    _of_html(browser, whole(stop, "fr"), path, 1_100, most=1_180)


def _work_order(_browser: Browser, path: Path) -> None:
    paper = next(each for each in paper_samples() if each.name == "work_order")
    document = pypdfium2.PdfDocument(paper.made("fr"))
    document[0].render(scale=_SHARP).to_pil().save(path)
    document.close()


def _status(browser: Browser, path: Path) -> None:
    now = datetime(2026, 11, 22, 19, 14, tzinfo=UTC)
    left = datetime(2026, 11, 22, 8, 0, tzinfo=ZoneInfo("Europe/Paris"))
    relay = {"relay mail.agence-tilleul.example:25: nobody listens there": 12}
    stands = Standing({"taken": 1812, "held": 3, "parked": 4, "automatic": 220}, {"sent": 4100, "bounced": 3},
                      0, 0.0, 12, 3_900.0, 0, relay)  # fmt: skip
    seen = Glance(now, stands, 20_000, now - timedelta(minutes=3), now - timedelta(hours=1), 2,
                  now - timedelta(hours=27), 0, (DailyLetter("tilleul", left, False),), None,
                  41_000_000_000, 200_000_000, clock_until=now + timedelta(seconds=40))  # fmt: skip
    waiting = [
        Waiting(4711, now - timedelta(minutes=50), "held", "forged", 0, "forged"),
        Waiting(4702, now - timedelta(hours=27), "parked", "unknown_sender", 0, "confirmed"),
    ]
    out = Console(record=True, width=92, file=StringIO(), markup=False, force_terminal=True, color_system="truecolor")
    show_findings(findings(seen), out, now=now)
    show_fates(stands, out)
    show_waiting(waiting, out, now=now, all_of_them=2)
    # The drawing asks for a font from elsewhere: here it has one of this machine.
    svg = re.sub(r"@font-face \{.*?\}", "", out.export_svg(title="mailbot status"), flags=re.DOTALL)
    drawn = svg.replace("Fira Code", "DejaVu Sans Mono")
    _of_html(browser, f'<body style="margin:0;width:1150px">{drawn}</body>', path, 1_150)


_ACT = "#story .act a.button"
_READING = 2.2
"""Seconds before a button is pressed: whoever is quicker is a program (web/form_numbers.py)."""
_STEPS = 4


def _demo(browser: Browser, path: Path) -> None:
    """Four inboxes the evening before the visit: a company was sent, has proposed its times, and one was chosen."""
    with _running() as url:
        context = browser.new_context(viewport={"width": 1_440, "height": 900})
        context.set_default_timeout(60_000)
        tab = context.new_page()
        tab.goto(url)
        while tab.locator("#story li.done").count() < _STEPS:
            told = tab.inner_text("#story .act")
            _play(context, tab)
            tab.goto(url)
            while tab.inner_text("#story .act") == told:  # the house is at it
                tab.wait_for_timeout(500)
                tab.reload()
        for _ in range(2):  # the daily letter of the next day, then the reminders of the evening before
            tab.click(".clock button[value=letter]")
            tab.wait_for_load_state()
        tab.screenshot(path=path)
        context.close()


def _play(context: BrowserContext, tab: Page) -> None:
    """One act of the story: a mail is sent as it was prepared, or the first button of a letter is pressed."""
    tab.click(_ACT)
    tab.wait_for_selector("form.writing, iframe.body")
    if tab.locator("form.writing").count() and tab.input_value("form.writing textarea"):
        tab.click("form.writing button.button")
        tab.wait_for_selector("#heard .fate")
        return
    with context.expect_page() as opening:
        tab.frame_locator("iframe.body").locator("a[href*='/p/']").first.click()
    page = opening.value
    page.wait_for_timeout(_READING * 1_000)
    page.get_by_role("button", name=re.compile("Valider|[Cc]onfirmer")).first.click()
    page.wait_for_load_state()
    page.close()


def _demo_understood(browser: Browser, path: Path) -> None:
    """The second mail of the story, and beside it what was understood."""
    with _running() as url:
        tab = _two_mails(browser, url)
        tab.wait_for_selector("#heard .caused a")
        tab.screenshot(path=path)
        tab.close()


def _two_mails(browser: Browser, url: str) -> Page:
    tab = browser.new_page(viewport={"width": 1_440, "height": 1_000})
    tab.set_default_timeout(60_000)
    tab.goto(url)
    for _ in range(2):
        tab.click(_ACT)
        tab.click("form.writing button.button")
        tab.wait_for_selector("#heard .fate.taken")
    return tab


@contextmanager
def _running() -> Iterator[str]:
    """A demonstration of its own; where its page is."""
    with tempfile.TemporaryDirectory() as folder:
        ports = [str(_free_port()), str(_free_port())]
        command = ["demo", "--folder", folder + "/demo", "--smtp-port", ports[0], "--page-port", ports[1]]
        process = subprocess.Popen([sys.executable, "-m", "mailbot", *command], stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            assert any("Ctrl-C" in line for line in process.stdout), "it has said that it is open"
            yield f"http://127.0.0.1:{ports[1]}/"
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    """One that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


_PICTURES: Mapping[str, Callable[[Browser, Path], Any]] = MappingProxyType(
    {
        "letter": _letter,
        "page": _page,
        "dashboard": _dashboard,
        "work-order": _work_order,
        "status": _status,
        "demo": _demo,
        "demo-understood": _demo_understood,
    }
)
