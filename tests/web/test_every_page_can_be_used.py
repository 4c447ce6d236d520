"""Every page of the tour: on a narrow screen, by keyboard, read aloud, in the dark, without any script."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright
from playwright.sync_api import Page as Tab

from mailbot.preview.guide import Stop
from mailbot.preview.pages import seen_in
from mailbot.web.answering import answer
from mailbot.web.sheets import script, style

SITE = "https://pages.test.example"
SMALL = {"width": 320, "height": 640}
_TARGETS = "a[href], button, summary, select, textarea, input:not([type=hidden])"
LOOK = """() => {
  document.querySelectorAll('details').forEach(each => { each.removeAttribute('name'); each.open = true });
  const shown = each => each.checkVisibility() && each.getBoundingClientRect().height > 0;
  const targets = [...document.querySelectorAll('TARGETS')].filter(shown);
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(shown).map(each => Number(each.tagName[1]));
  return {
    width: document.documentElement.scrollWidth,
    small: targets.filter(each => !each.closest('p, .choice, .pick label, .skip'))
      .filter(each => each.getBoundingClientRect().height < 43.5).map(each => each.outerHTML),
    nameless: [...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
      .filter(each => each.labels.length !== 1).map(each => each.outerHTML),
    clipped: [...document.querySelectorAll('.table')].filter(each => each.scrollWidth > each.clientWidth).length,
    levels,
    skip: document.querySelector('a').getAttribute('href'),
    mains: document.querySelectorAll('main').length,
    focused: document.querySelector('[autofocus]')?.getAttribute('role'),
  };
}""".replace("TARGETS", _TARGETS)
_GRAVE = frozenset({"serious", "critical"})


@dataclass
class Shelf:
    """Pages as a browser receives them, by address, with all that they show."""

    pages: Mapping[str, tuple[bytes, Mapping[str, str]]]
    pictures: Mapping[str, tuple[str, bytes]]
    asked: list[str]

    def give(self, route: Route) -> None:
        """Whatever a page asks for; nothing from anywhere else."""
        path = route.request.url.removeprefix(SITE)
        self.asked.append(route.request.url)
        name = path.removeprefix("/look/")
        if path in self.pages:
            body, headers = self.pages[path]
            route.fulfill(body=body, headers={**headers})
        elif (rules := style(name)) is not None:
            route.fulfill(body=rules, content_type="text/css")
        elif (steps := script(name)) is not None:
            route.fulfill(body=steps, content_type="text/javascript")
        elif path in self.pictures:
            kind, content = self.pictures[path]
            route.fulfill(body=content, content_type=kind)
        else:
            route.fulfill(status=404)


@pytest.fixture(scope="module")
def shelf(tour: Sequence[Stop]) -> Shelf:
    pages: dict[str, tuple[bytes, Mapping[str, str]]] = {}
    pictures: dict[str, tuple[str, bytes]] = {}
    for at, stop in enumerate(tour):
        for language in ("fr", "en"):
            met = seen_in(stop, language)
            response = answer(replace(met.sheet, language=language, cookie=None))
            pages[f"/{language}/{stop.name}/{at}"] = (bytes(response.body), dict(response.headers))
            pictures.update(met.pictures)
    return Shelf(pages, pictures, [])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium: Browser, shelf: Shelf, **more: Any) -> tuple[BrowserContext, Tab]:
    context = chromium.new_context(viewport=more.pop("viewport", SMALL), **more)
    context.route("**/*", shelf.give)
    context.set_default_timeout(60_000)
    return context, context.new_page()


def one_of_each(shelf: Shelf, language: str) -> list[str]:
    """Of each page the state that says most: what is wrong, and as much as there is."""
    best: dict[str, tuple[tuple[bool, int], str]] = {}
    for path, (body, _) in shelf.pages.items():
        _, spoken, name, _ = path.split("/")
        if spoken == language:
            weight = (b'class="amend"' in body, len(body))
            best[name] = max(best.get(name, (weight, path)), (weight, path))
    return [path for _, path in best.values()]


@pytest.mark.feature("S1-03", "S1-18")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_fits_a_small_telephone_and_needs_no_script(
    chromium: Browser, shelf: Shelf, language: str
) -> None:  # fmt: skip
    context, tab = opened(chromium, shelf, java_script_enabled=False)
    wrong: dict[str, list[Any]] = defaultdict(list)
    shelf.asked.clear()
    # Every state in French; in English each page once.
    french = [each for each in shelf.pages if each.startswith("/fr/")]
    for path in french if language == "fr" else one_of_each(shelf, language):
        tab.goto(SITE + path)
        seen = tab.evaluate(LOOK)
        body = shelf.pages[path][0].decode()
        faults = {
            "too wide": seen["width"] > SMALL["width"] or seen["clipped"],
            "too small to touch": seen["small"],
            "a field without its label": seen["nameless"],
            "headings": seen["levels"].count(1) != 1 or seen["levels"][0] != 1
            or any(after - before > 1 for before, after in zip(seen["levels"], seen["levels"][1:], strict=False)),
            "the way to the content": seen["skip"] != "#main" or seen["mains"] != 1,
            "where the reader is taken": 'class="notice bad" role="alert"' in body and seen["focused"] != "alert",
        }  # fmt: skip
        for fault, found in faults.items():
            if found:
                wrong[fault].append((path, found))
    context.close()
    assert dict(wrong) == {}
    assert all(url.startswith(SITE) for url in shelf.asked)


@pytest.mark.feature("S1-03", "S1-18")
def test_a_reader_of_screens_finds_its_way_on_every_page_and_so_does_one_in_the_dark(
    chromium: Browser, shelf: Shelf
) -> None:  # fmt: skip
    context, tab = opened(chromium, shelf, bypass_csp=True, reduced_motion="reduce")
    wrong: dict[str, list[Any]] = defaultdict(list)
    for path in one_of_each(shelf, "fr"):
        tab.emulate_media(color_scheme="light")
        tab.goto(SITE + path)
        tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        tab.evaluate(AXE_SCRIPT)
        # In the dark nothing changes but the colours.
        for scheme, rules in (("light", ""), ("dark", "runOnly: ['color-contrast'],")):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            run = f"axe.run({{{rules} resultTypes: ['violations']}}).then(found => found.violations)"
            for found in tab.evaluate(run):
                if found["impact"] in _GRAVE:
                    wrong[found["id"]] += [(scheme, path, node["html"]) for node in found["nodes"]]
    context.close()
    assert dict(wrong) == {}


@pytest.mark.feature("S1-03")
def test_what_must_be_put_right_leads_to_its_field(chromium: Browser, shelf: Shelf) -> None:
    context, tab = opened(chromium, shelf, java_script_enabled=False)
    [path] = [each for each in one_of_each(shelf, "fr") if "/send_order/" in each]
    tab.goto(SITE + path)
    tab.wait_for_selector("[role=alert]:focus")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.innerText") == "Motif"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    # The browser goes on from the field that the link leads to.
    goal = tab.evaluate("document.querySelector(location.hash).name")
    described = tab.evaluate("document.querySelector(location.hash).getAttribute('aria-describedby')")
    assert goal == "motif"
    assert "Dites ce que l’entreprise vient faire" in tab.inner_text(f"#{described.split()[-1]}")
    context.close()


@pytest.mark.feature("S1-18")
def test_every_style_and_script_is_ours_and_nothing_stands_inside_a_page(shelf: Shelf) -> None:
    with_a_script = set()
    for path, (body, headers) in shelf.pages.items():
        page = body.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), path
        scripts = re.findall(r"<script[^>]*>[^<]*</script>", page)
        assert set(scripts) <= {'<script src="/look/sending.js" defer></script>'}, path
        policy = headers.get("content-security-policy", "")
        assert ("script-src 'self'" in policy) is bool(scripts), path
        with_a_script |= {path.split("/")[2]} if scripts else set()
    assert with_a_script == {"invoice", "next_step", "repaired"}
