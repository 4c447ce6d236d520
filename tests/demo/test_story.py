"""The story for a newcomer, played through the page in a real browser before real processes, by the demonstration's
own clock; and without a script."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from mailbot.demo.cast import BEGIN
from tests.demo.test_demo_command import Demo, started
from tests.living import INTAKE

_PATIENCE = 60_000
_READING = 2.1
"""Seconds: a button of a page that is pressed sooner was pressed by a program (web/form_numbers.py)."""
_ACT = "#story .act a.button"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with started(tmp_path_factory.mktemp("story") / "demo") as running:
        assert running.process.stdout is not None
        assert any("Ctrl-C" in line for line in running.process.stdout)
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium: Browser, demo: Demo, path: str = "/", *, script: bool = True, width: int = 1280) -> Tab:
    tab = chromium.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}).new_page()
    tab.set_default_timeout(_PATIENCE)
    tab.goto(demo.url + path)
    return tab


def steps_done(tab: Tab) -> int:
    return tab.locator("#story li.done").count()


def acts(tab: Tab, *, done: int, says: str) -> None:
    """The next act of the story, which is the one whose words say this: its mail is sent as it is prepared, and the
    page shows by itself that it was understood."""
    tab.wait_for_selector(f"#story .act:has-text('{says}') a.button")
    assert steps_done(tab) == done
    tab.click(_ACT)
    tab.click("form.writing button.button")
    tab.wait_for_selector("#heard .fate.taken")


def presses(tab: Tab, says: str, button: str) -> None:
    """Open the letter of this act, its first button's page, and press there."""
    tab.wait_for_selector(f"#story .act:has-text('{says}') a.button")
    tab.click(_ACT)
    with tab.context.expect_page() as opening:
        tab.frame_locator("iframe.body").locator("a[href*='/p/']").first.click()
    page = opening.value
    pressed = page.get_by_role("button", name=button).first
    pressed.wait_for()  # the page is there: now it is read
    time.sleep(_READING)
    with page.expect_navigation():
        pressed.click()
    page.close()


def serious(tab: Tab) -> list[str]:
    """What a program that knows accessibility finds wrong with a page, and is not small."""
    found = Axe().run(tab, options={"iframes": False}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]


def rows(demo: Demo, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(demo.folder / "mailbot.db") as database:
        return database.execute(query).fetchall()


@pytest.mark.feature("S1-03")
def test_six_steps_are_ticked_by_what_the_house_did_and_time_passes_for_all_of_it(
    demo: Demo, chromium: Browser
) -> None:
    tab = opened(chromium, demo)
    assert "samedi 21 novembre 2026" in tab.inner_text("#now").replace("\xa0", " ")
    assert steps_done(tab) == 0
    assert serious(tab) == []

    acts(tab, done=0, says="Nadia, locataire")
    assert serious(tab) == []
    acts(tab, done=1, says="Sophie, gestionnaire")
    assert "un ordre de service à préparer pour Durand" in tab.inner_text(".readings")
    assert "envoi préparé, à confirmer" in tab.inner_text(".events")
    assert "Le 21/11/2026" in tab.inner_text(".marked .history")
    assert tab.inner_text(".marked .kept pre").replace("\xa0", " ") == "Envoyez un OS à Durand, plafond 150 €."
    understood_as_the_shell_reads_it(tab, demo)
    presses(tab, "toujours Sophie. L’ordre", "Valider")
    presses(tab, "toujours Sophie. Son navigateur", "confirmer")
    tab.wait_for_selector("#story .act:has-text('Patrick, plombier') a.button")
    assert rows(demo, "SELECT count(*) FROM work_orders") == [(1,)]
    assert serious(tab) == []

    acts(tab, done=2, says="Patrick, plombier")
    acts(tab, done=3, says="Nadia. Deux créneaux")
    assert "jeudi 26 novembre, de 8 h à 10 h" in tab.inner_text(".readings").replace("\xa0", " ")
    acts(tab, done=3, says="Patrick. Nadia a choisi")
    the_clock_goes_to_the_visit(tab, demo)
    acts(tab, done=5, says="C’est réparé")
    assert "facture de 132,00 € TTC" in tab.inner_text(".readings").replace("\xa0", " ")
    acts(tab, done=5, says="Tout est en ordre")
    tab.wait_for_selector("#story .ended")
    assert steps_done(tab) == 6
    assert rows(demo, "SELECT status FROM reports WHERE ref = 'SIG-1046'") == [("closed",)]
    assert rows(demo, "SELECT state, gaps FROM invoices") == [("received", "[]")]


def understood_as_the_shell_reads_it(tab: Tab, demo: Demo) -> None:
    """What the page shows beside a mail is what `mailbot read` makes of it, and what the house did acted on."""
    command = str(tab.locator(".same pre").text_content()).split()
    assert command[:2] == ["mailbot", "read"]
    said = subprocess.run(
        [sys.executable, "-m", *command, "--json"], capture_output=True, text=True, check=True, cwd=Path.cwd()
    ).stdout
    reading = json.loads(said)
    assert reading["fresh_text"] == tab.inner_text(".marked .kept pre").strip()
    [(trail,)] = rows(demo, "SELECT trail FROM inbound_mails ORDER BY id DESC LIMIT 1")
    [read] = [step for step in json.loads(str(trail)) if step[0] == "read"]
    assert [each["type"] for each in reading["intents"]] == read[1:]
    assert tab.locator(".readings li").count() == len(reading["intents"])


def the_clock_goes_to_the_visit(tab: Tab, demo: Demo) -> None:
    """Three times until a letter leaves: each leaves at its own hour, and every process lives at that time."""
    tab.wait_for_selector("#story .act button.button")
    assert steps_done(tab) == 4
    told = []
    while steps_done(tab) == 4:
        forget_the_last_notice(tab)
        tab.click("#story .act button.button")
        tab.wait_for_selector(".notice.moved li")
        told.append(tab.inner_text(".notice.moved").replace("\xa0", " "))
    assert [re.findall(r"Il est maintenant (.*?)\.", each)[0] for each in told] == [
        "dimanche 22 novembre à 8 h", "mercredi 25 novembre à 17 h", "jeudi 26 novembre à 10 h 30",
    ]  # fmt: skip
    assert "Sophie Lambert" in told[0]
    assert "3 lettres sont parties :" in told[1]
    assert "Patrick Durand" in told[2]

    forget_the_last_notice(tab)
    tab.click(".clock button[value=hour]")
    tab.wait_for_selector(".notice.moved")
    assert "11 h 30" in tab.inner_text("#now").replace("\xa0", " ")
    tab.wait_for_selector(_ACT)
    tab.click(_ACT)
    tab.go_back()
    there = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
    assert abs((_front_says(demo) - there).total_seconds()) < 600


def forget_the_last_notice(tab: Tab) -> None:
    """What is there from now on is news."""
    tab.evaluate("document.querySelectorAll('.notice.moved').forEach(each => each.remove())")


def _front_says(demo: Demo) -> datetime:
    """The time at which the process of the door takes a mail."""
    key = {"to": INTAKE, "subject": "Key", "words": "The key is stiff."}
    assert httpx.post(f"{demo.url}/write/tom", data=key, timeout=60).status_code == 303
    [(received,)] = rows(demo, "SELECT received_at FROM inbound_mails ORDER BY id DESC LIMIT 1")
    return datetime.fromisoformat(str(received)).replace(tzinfo=UTC)


def test_it_begins_again_and_is_played_without_a_script_too(demo: Demo, chromium: Browser) -> None:
    tab = opened(chromium, demo)
    assert not tab.is_visible(".tools button")  # what forgets everything asks first
    tab.click(".tools summary")
    tab.click(".tools button")
    tab.wait_for_selector("#story .act:has-text('Nadia, locataire') a.button")
    assert steps_done(tab) == 0
    assert tab.locator(".boxes .empty").count() == 4
    assert rows(demo, "SELECT count(*) FROM inbound_mails") == [(0,)]
    now = datetime.fromisoformat(str(tab.get_attribute("#now time", "datetime")))
    assert 0 <= (now - BEGIN).total_seconds() < 600

    plain = opened(chromium, demo, "/?lang=en", script=False, width=320)
    plain.click(_ACT)
    plain.click("form.writing button.button")
    latest = time.monotonic() + 60
    while not plain.locator("#heard .fate").count():
        assert time.monotonic() < latest, "never read"
        plain.reload()
    assert "a new problem: plumbing" in plain.inner_text(".readings").lower()
    assert plain.locator("#story li.done").count() == 1
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
    while not plain.locator(_ACT).count():
        assert time.monotonic() < latest, "no letter for Sophie"
        plain.reload()
    plain.click(_ACT)
    assert "Leak under the sink" in plain.inner_text(".pane h1")
    plain.click(".clock button[value=morning]")
    assert "It is now Sunday 22 November at 8 am." in plain.inner_text(".notice.moved").replace("\xa0", " ")
    assert serious(tab) == []
