"""The gallery shows everything that people get, in both languages, and asks for nothing beside itself."""

import email
import re
import sys
from email import policy
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from mailbot.errors import WrongSetting
from mailbot.inbound.parsing import parse_mail
from mailbot.outbound.illustrations import NAMES
from mailbot.preview.guide import Stop
from mailbot.preview.pages import pages
from mailbot.preview.pictures import shots_of, take_pictures
from mailbot.preview.shelves import Item, everything
from mailbot.preview.tour import Tour
from mailbot.templating import templates_folder
from mailbot.vocabulary import LANGUAGES, LetterKind, PaperKind
from mailbot.watching import unwatched


def families(tour: Tour, shelf: str) -> set[str]:
    return {item.family for item in everything(tour) if item.shelf == shelf}


def pages_that_there_are(language: str) -> set[str]:
    folder = templates_folder() / "pages" / language
    return {path.stem for path in folder.glob("*.html") if not path.name.startswith("_")}


def test_no_letter_page_paper_or_chart_is_missing(tour: Tour) -> None:
    assert families(tour, "letters") == {kind.value for kind in LetterKind}
    for language in LANGUAGES:
        assert families(tour, "pages") == pages_that_there_are(language)
    documents = {path.stem for path in (templates_folder() / "documents" / "fr").glob("*.html")}
    assert families(tour, "papers") == {*PaperKind, "report", "person"}
    assert {name for name in documents if not name.startswith("_")} == families(tour, "papers") | {"slip"}
    assert families(tour, "charts") == NAMES


def test_pages_are_met_in_their_states(tour: Tour) -> None:
    """A form is seen empty, with what must be put right, and once it has done what it does."""
    wrong = {stop.name for stop in tour.stops if stop.sheet.status == 422}
    done = {stop.name for stop in tour.stops if stop.sheet.facts.get("is_done")}
    assert len(wrong) >= 25
    assert len(done) >= 20
    assert {"report", "one_invoice", "mask"} <= {stop.name for stop in tour.stops if stop.pictures}
    readers = {stop.reader for stop in tour.stops if stop.name == "report"}
    assert readers == {"tenant", "landlord", "manager"}


def test_every_link_of_the_gallery_leads_to_a_file(written: Path) -> None:
    views = sorted((written / "letters").glob("T-0*.html")) + sorted((written / "pages").glob("re*.html"))
    for path in (written / "index.html", *views):
        for address in _addresses(path.read_text("utf-8")):
            if not address.startswith(("data:", "#", "mailto:", "tel:", "http")) and not _is_ours(address):
                assert (path.parent / unquote(address.partition("#")[0])).exists(), (path.name, address)


def _is_ours(address: str) -> bool:
    """Of a page that people get: it leads into the house, which is not here."""
    return address.startswith("/p/") or address == ""


def test_the_command_says_what_it_wrote_and_where_to_begin(written: Path, tour: Tour) -> None:
    said = (written.parent / "said").read_text("utf-8")
    assert f"{len(tour.stops)} pages" in said
    assert f"open {written / 'index.html'}" in " ".join(said.split())


def test_every_item_has_its_files(written: Path, tour: Tour) -> None:
    endings = {"letters": ("html", "dark.html", "txt", "eml"), "pages": ("html", "dark.html"), "charts": ("png",)}
    index = (written / "index.html").read_text("utf-8")
    for item in everything(tour):
        assert f'href="{item.shelf}/{item.file}.html"' in index
        for language in LANGUAGES:
            for ending in endings.get(item.shelf, ()):
                path = written / item.shelf / f"{item.file}-{language}.{ending}"
                assert path.stat().st_size > 40, path
    for path in (written / "papers").glob("*.pdf"):
        assert path.read_bytes()[:5] == b"%PDF-"


def test_a_page_asks_for_nothing_beside_itself_and_is_in_its_language(tour: Tour) -> None:
    for language in LANGUAGES:
        shown = list(pages(language))
        assert len(shown) == len(tour.stops)
        for name, state, html in shown:
            assert f'<html lang="{language}"' in html, (name, state)
            assert not re.search(r'<(?:img|script|iframe)\b[^>]*\bsrc="(?!data:)', html), (name, state)
            assert '<link rel="stylesheet"' not in html, (name, state)


def test_a_message_opens_in_any_mail_program(written: Path) -> None:
    for path in sorted((written / "letters").glob("*-fr.eml"))[::20]:
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=policy.default)
        assert not message.defects
        assert {"From", "To", "Subject", "Date", "Message-ID"} <= set(message.keys())
        read = parse_mail(raw)
        kept = path.with_suffix(".txt").read_text("utf-8")
        assert read.text.split() == kept.split()
        assert "<html" in read.html


def test_on_the_dark_ground_nothing_is_left_of_the_light_one(written: Path) -> None:
    for path in (*sorted((written / "letters").glob("*-fr.dark.html"))[:5], *(written / "look").glob("*.dark.css")):
        said = path.read_text("utf-8")
        assert "prefers-color-scheme" not in said
        assert "light dark" not in said
        assert "(min-width:0)" in said


@pytest.mark.feature("S1-03")
def test_pictures_are_taken_with_one_browser(written: Path, tour: Tour) -> None:
    items = {item.file: item for item in everything(tour)}
    shots = [*shots_of(items["T-01-a-the-author"])[:3], *shots_of(_first(items, "dashboard"))[2:]]

    octets = take_pictures(written, shots, unwatched)

    taken = [written / shot.picture for shot in shots]
    assert octets == sum(path.stat().st_size for path in taken)
    for shot, path in zip(shots, taken, strict=True):
        assert _width_of(path.read_bytes()) == shot.width


def test_without_the_program_that_takes_pictures_the_command_says_what_to_install(
    written: Path, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    [item, *_] = everything(tour)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(WrongSetting, match="apt install chromium"):
        take_pictures(written, shots_of(item), unwatched)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(WrongSetting, match="pip install playwright"):
        take_pictures(written, shots_of(item), unwatched)


def _first(items: dict[str, Item], family: str) -> Item:
    return next(item for item in items.values() if item.family == family and isinstance(item.of, Stop))


def _width_of(jpeg: bytes) -> int:
    found = re.search(rb"\xff[\xc0\xc2]..\x08..(..)", jpeg, re.DOTALL)
    assert found is not None
    return int.from_bytes(found[1])


def _addresses(html: str) -> list[str]:
    reader = _Addresses()
    reader.feed(html)
    return reader.found


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]
