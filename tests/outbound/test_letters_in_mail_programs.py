"""Every letter stands in every mail program: the rules of docs/letters.md, on the HTML as it leaves."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tinyhtml5.parser import HTMLParser as StrictParser

from mailbot.outbound.colours import CARD, CARD_IN_THE_DARK, contrast, palette
from mailbot.outbound.illustrations import Emblem
from mailbot.outbound.letters import JSON, Letter, write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample
from tests.cases import every
from tests.outbound.html_rules import RULES, broken
from tests.outbound.letters_read import ALL, LANGUAGES, HTMLParser, sample_of, write

EMBLEM = Emblem("Agence du Tilleul", b"\x89PNG", 160, 48, "logo-0123456789abcdef@letterhead")
ACCENTS = ("#ffe600", "#ffffff", "#000000", "#ff7f50", "#8ecae6", "#e63946", "#2f6f4f", "#6a00ff", "#808080")


@lru_cache(maxsize=1)
def of_each_shape() -> list[Letter]:
    """Letters whose tags are the same are one for every program, whatever they say: each shape once."""
    found: dict[str, Letter] = {}
    for language in LANGUAGES:
        for sample in ALL:
            letter = write(sample, language)
            found.setdefault(_shape(letter.html), letter)
    return list(found.values())


def _shape(html: str) -> str:
    bare = re.sub(r">(?=[^<>]*[^\s<>])[^<>]+<", ">x<", html)
    return re.sub(r'lang="\w+"', "", re.sub(r'((?:href|alt|aria-label|src)=")[^"]+', r"\1x", bare))


@pytest.mark.feature("S1-03")
def test_every_letter_stands_in_every_mail_program() -> None:
    assert len(of_each_shape()) > 200
    faults = {f"{each.kind.value} {each.language}, {each.title}": broken(each.html) for each in of_each_shape()}
    assert {letter: found for letter, found in faults.items() if found} == {}


def test_the_html_is_html() -> None:
    for letter in of_each_shape():
        # One head stands for all of them, and the padding of the preview takes as long as the letter.
        body = letter.html[letter.html.index("<body") :].replace("&#847;&zwnj;&nbsp;", "")
        parser = StrictParser()
        parser.parse(f"<!doctype html><html lang='fr'><head><title>x</title></head>{body}")
        assert parser.errors == [], letter.title


def test_the_head_is_html() -> None:
    parser = StrictParser()
    parser.parse(write(sample_of("T-01", "a,")).html)
    assert parser.errors == []
    spoilt = StrictParser()
    spoilt.parse(write(sample_of("T-01", "a,")).html.replace("</h1>", "</h2>"))
    assert spoilt.errors


@pytest.mark.feature("S1-03")
@every(("sample", "language"), [(sample, language) for sample in ALL for language in LANGUAGES])
def test_every_link_is_in_the_text_too(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    text = re.sub(r"\s", "", letter.text)
    for anchor in HTMLParser(letter.html).css("a"):
        address = anchor.attributes["href"] or ""
        if address.startswith("tel:"):
            assert re.sub(r"\D", "", address) in re.sub(r"\D", "", letter.text), address
        else:
            assert re.sub(r"\?.*|^mailto:", "", address) in text, address


# --- an agency's own colour and logo ----------------------------------------------------------------------------------


@pytest.mark.feature("S1-18")
@every("accent", ACCENTS)
@every(("code", "variant"), [("T-08", "several"), ("B-02", "one"), ("G-02", ""), ("T-15", "")])
def test_every_colour_and_a_logo_can_be_worn(accent: str, code: str, variant: str) -> None:
    sample = sample_of(code, variant)
    band: dict[str, JSON] = {"status": "in_progress", "next_step": "confirmation", "who": "you"}
    dress = replace(TILLEUL, accent=accent, logo=EMBLEM)
    letter = write_letter(sample.kind, "fr", {**sample.facts, "band": band}, dress)
    assert broken(letter.html) == []
    [logo] = [
        image for image in HTMLParser(letter.html).css("img") if (image.attributes["src"] or "").endswith("@letterhead")
    ]
    assert logo.attributes["alt"] == "Agence du Tilleul"
    assert letter.illustrations[0] is EMBLEM
    assert re.search(r'<b class="turn" style="[^"]*">&nbsp;vous&nbsp;</b>', letter.html)
    assert "(vous)" in letter.text


@every("accent", ACCENTS)
def test_a_colour_is_brought_to_where_it_can_be_read_in_the_light_and_in_the_dark(accent: str) -> None:
    worn = palette(accent)
    assert all(contrast(worn.accent, ground) >= 4.5 for ground in (CARD, worn.tint))
    assert all(contrast(worn.accent_on_dark, ground) >= 4.5 for ground in (CARD_IN_THE_DARK, worn.tint_on_dark))
    assert contrast("#24231f", worn.tint) >= 10
    assert contrast("#eceae4", worn.tint_on_dark) >= 8
    assert contrast("#55524a", worn.tint) >= 4.5
    assert contrast("#aba79d", worn.tint_on_dark) >= 4.5


def test_without_a_logo_the_name_of_the_agency_stands_at_the_head() -> None:
    tree = HTMLParser(write(sample_of("T-01", "a,")).html)
    [head] = tree.css(".letterhead")
    assert head.text().strip() == "Agence du Tilleul"
    assert not tree.css("img")


# --- each rule finds what it is for -----------------------------------------------------------------------------------

_SEVERAL, _BAND = ("T-08", "several"), ("T-15", "")
SPOILT: dict[str, list[tuple[str, str]]] = {
    "A1": [("</h1>", ""), ("<td ", "<div "), ("<p style", "<p style='x' style")],
    "A2": [("<h1", "<script></script><h1"), ('class="title"', 'onclick="x" class="title"')],
    "A3": [('role="presentation" ', "")],
    "A4": [('<html lang="fr"', "<html"), ("<h1", "<h2></h2><h1"), ('aria-hidden="true"', 'aria-hidden="false"')],
    "A5": [("text-decoration:underline;", ""), ('href="https://', 'href="http://')],
    "A6": [("padding:11px 20px;", "padding:5px 20px;"), ("padding:14px 16px;font", "padding:9px 16px;font")],
    "A7": [("color:#66635b", "color:#a6a39b"), ("font-size:14px", "font-size:11px")],
    "A8": [("&#847;&zwnj;&nbsp;", ""), ("max-height:0px;", "")],
    "W1": [('width="600"', 'width="500"')],
    "W2": [("<![endif]-->", "")],
    "W3": [("border-radius:6px;", "position:relative;"), ("border-radius:6px;", "display:flex;")],
    "W4": [('bgcolor="#f4f3ef" ', "")],
    "W5": [("mso-padding-alt:11px 20px;", "")],
    "W6": [("border-collapse:separate;", "margin:0 10px 10px 0;"), ('<div style="', '<div style="padding:4px;')],
    "W7": [("font-size:0;line-height:10px;", "line-height:10px;")],
    "W8": [("mso-line-height-rule: exactly", "x: y"), ("line-height:30px", "line-height:1.3")],
    "W9": [],
    "W10": [("'Segoe UI', -apple-system", "-apple-system"), ("Arial, sans-serif !important", "x !important")],
    "W11": [("font-size:16px", "font-size:1rem")],
    "W12": [('width="18"', 'width="18.5"'), ('width="600"', 'width="640"')],
    "W13": [("margin:0 0 6px;", ""), ("ul { margin-left: 24px", "ul { margin-left: 0")],
    "W14": [("border-collapse:separate;", "")],
    "G1": [("</h1>", "x" * 110_000 + "</h1>")],
    "G2": [("line-height:26px;", "")],
    "G3": [("@media only screen and (min-width: 480px)", ":root {} @media only screen and (min-width: 480px)")],
    "G4": [("font-size:15px;line-height:23px;color:#24231f;", "font-size:15px;color:#24231f;")],
    "P1": [("telephone=no,", ""), ("a[x-apple-data-detectors]", "a.x"), ("width=device-width", "width=600")],
    "P2": [
        ('name="color-scheme" content="light dark"', 'name="color-scheme" content="light"'),
        (".quiet", ".other"),
        ("#24231f !important", "#ffffff !important"),
    ],
    "P3": [("[data-ogsc] .name", "[data-ogsc] .nobody")],
    "P4": [("@media only screen and (max-width", "@media (hover) and (max-width"), ('10px;">&nbsp;', '10px;">')],
    "P5": [],
}  # fmt: skip
WITH_A_PICTURE = {
    "A4": ('alt="Agence du Tilleul"', 'alt=""'),
    "W9": ('width="160"', 'width="auto"'),
    "P5": ('src="cid:', 'src="https://evil.example/'),
}


@every("code", SPOILT)
def test_each_rule_finds_what_it_is_for(code: str) -> None:
    pages = [write(sample_of(*_SEVERAL)).html, write(sample_of("G-02")).html, write(sample_of(*_BAND)).html]
    spoilt = [[page.replace(right, wrong) for page in pages if right in page] for right, wrong in SPOILT[code]]
    if code in WITH_A_PICTURE:
        letter = write_letter(sample_of(*_BAND).kind, "fr", sample_of(*_BAND).facts, replace(TILLEUL, logo=EMBLEM))
        right, wrong = WITH_A_PICTURE[code]
        assert right in letter.html
        spoilt.append([letter.html.replace(right, wrong)])
    assert spoilt
    for way in spoilt:
        assert any(found.startswith(f"{code}:") for page in way for found in broken(page)), (code, len(way))


def test_each_rule_is_a_line_of_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "letters.md").read_text("utf-8")
    assert re.findall(r"^\| ([AWGP]\d+) \|", page, re.MULTILINE) == list(RULES) == list(SPOILT)


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def _one_of_each_kind() -> list[Letter]:
    """One of each kind of letter, the longest, by turns in the one language and in the other."""
    longest: dict[str, Letter] = {}
    for number, sample in enumerate(ALL):
        letter = write(sample, LANGUAGES[number % 2])
        if len(letter.html) > len(longest[sample.code].html if sample.code in longest else ""):
            longest[sample.code] = letter
    return list(longest.values())


CUT = """[...document.querySelectorAll('h1, .key p, .choice a')].filter(at => {
  const walk = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[^\\s\u00a0]+/g)) {
    const range = document.createRange();
    range.setStart(walk.currentNode, word.index); range.setEnd(walk.currentNode, word.index + word[0].length);
    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
    if (lines.size > 1 && !/[-@]/.test(word[0])) return true;
  }
  return false;
}).map(at => at.textContent)"""
TARGETS = """[...document.querySelectorAll('.press a, .choice a')].map(a => {
  const box = a.getBoundingClientRect(); return [a.textContent.trim(), box.width, box.height];
})"""
UNREADABLE = """(() => {
  const parts = value => value.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => v / 255).map(
    v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
  const ground = at => { for (; at; at = at.parentElement) { const c = parts(getComputedStyle(at).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !at.getClientRects().length || at.closest('.dot, [aria-hidden]')) continue;
    const [a, b] = [light(parts(getComputedStyle(at).color)), light(ground(at))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.49) found.push([at.outerHTML.slice(0, 120), getComputedStyle(at).color]);
  }
  return found;
})()"""


@pytest.mark.feature("S1-03")
def test_on_the_narrowest_telephone_nothing_is_cut_and_every_button_is_as_wide_as_the_letter(chromium: Browser) -> None:
    tab = chromium.new_page(viewport={"width": 320, "height": 640})
    for letter in _one_of_each_kind():
        tab.set_content(letter.html)
        assert tab.evaluate("document.documentElement.scrollWidth") == 320, letter.title
        assert tab.evaluate(CUT) == [], letter.title
        for label, width, height in tab.evaluate(TARGETS):
            assert width >= 268, (letter.title, label)
            assert height >= 44, (letter.title, label)
    tab.close()


@pytest.mark.feature("S1-03")
def test_without_a_style_sheet_and_without_pictures_nothing_is_cut_either(chromium: Browser) -> None:
    """Gmail for an account of another provider shows no style sheet; many show no picture."""
    tab = chromium.new_page(viewport={"width": 360, "height": 640})
    for letter in _one_of_each_kind():
        tab.set_content(re.sub(r"<style.*?</style>", "", letter.html, flags=re.DOTALL))
        assert tab.evaluate("document.documentElement.scrollWidth") == 360, letter.title
        for label, _, height in tab.evaluate(TARGETS):
            assert height >= 44, (letter.title, label)
    tab.close()


@pytest.mark.feature("S1-03")
def test_in_the_dark_everything_can_be_read(chromium: Browser) -> None:
    tab = chromium.new_page(viewport={"width": 660, "height": 640}, color_scheme="dark")
    for sample, accent in zip(ALL[::12], ACCENTS * 9, strict=False):
        letter = write_letter(sample.kind, "fr", sample.facts, replace(TILLEUL, accent=accent))
        tab.set_content(letter.html)
        assert tab.evaluate(UNREADABLE) == [], (letter.title, accent)
    tab.set_content(letter.html.replace(".quiet", ".nobody"))
    assert tab.evaluate(UNREADABLE), "it would be seen"
    tab.close()


@pytest.mark.feature("S1-03")
def test_slots_are_wide_targets_one_a_line(chromium: Browser) -> None:
    letter = write(sample_of(*_SEVERAL))
    tab = chromium.new_page(viewport={"width": 660, "height": 640})
    tab.set_content(letter.html)
    links = "[...document.querySelectorAll('.choice a')]"
    boxes = tab.evaluate(f"{links}.map(a => a.getBoundingClientRect()).map(b => [b.top, b.bottom, b.width])")
    tab.close()
    assert len(boxes) == 3
    assert all(width > 500 and bottom - top >= 48 for top, bottom, width in boxes)
    assert all(before[1] < after[0] for before, after in pairwise(boxes))
    for number, line in enumerate(
        re.findall(r"^\d\) .*\n(?:   [^→\n].*\n)?   → https://\S+", letter.text, re.MULTILINE), 1
    ):
        assert line.startswith(f"{number}) ")
        assert f"slot-{number}-" in line
