"""The workshop in the browser: what is saved is shown at once, and a fault in one template leaves all others alone."""

import asyncio
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import sync_playwright

from mailbot.demo.guarding import guarded
from mailbot.preview import faults
from mailbot.preview.anew import Watch, read_anew
from mailbot.preview.forms import form_for, forms_on
from mailbot.preview.serving import Bench, bench, watching, workshop_app
from mailbot.preview.tour import Tour

LETTER, TEMPLATE = "letters/T-08-one-today", "letters/fr/slots_offered.jinja"
PAGE = "pages/close-by-its-author-fr.html"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Templates of our own to spoil; everybody has the real ones again afterwards."""
    import mailbot.templating
    from mailbot.outbound import letters
    from mailbot.preview import gallery
    from mailbot.web import sheets

    copy = tmp_path / "templates"
    shutil.copytree(mailbot.templating.templates_folder(), copy)
    with monkeypatch.context() as patched:
        for module in (mailbot.templating, faults, gallery, letters, sheets):
            patched.setattr(module, "templates_folder", lambda: copy)
        read_anew()
        yield copy
    read_anew()


@pytest.fixture
def shown(tour: Tour, copied: Path) -> Bench:
    few = Tour(tuple(stop for stop in tour.stops if stop.name in ("close", "dashboard")), ())
    return bench(few, Watch(copied))


def save(path: Path, old: str, new: str) -> None:
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new, 1), "utf-8")


def content(shown: Bench, path: str) -> str:
    found = shown.file(path)
    assert found is not None
    return found.content.decode("utf-8")


def test_what_is_saved_is_shown_at_once(shown: Bench, copied: Path) -> None:
    assert "peut passer" in content(shown, f"{LETTER}-fr.html")

    save(copied / TEMPLATE, "peut passer pour", "passera volontiers pour")
    shown.look()

    assert "passera volontiers" in content(shown, f"{LETTER}-fr.html")
    assert "passera volontiers" in content(shown, f"{LETTER}-fr.txt")
    assert shown.version == 1
    save(copied / "pages" / "page.css", "body {", "body { counter-reset: fresh;")
    shown.look()
    assert "counter-reset: fresh" in content(shown, "look/page-2f6f4f.css")


SPOILT = (
    (TEMPLATE, "{{ provider }} peut passer", "{{ nobody }} peut passer", "'nobody' is undefined"),
    (TEMPLATE, "{% for slot in slots %}", "{% for slot in slots", "expected token"),
    ("letters/fr/_salutation.jinja", "{%", "{% bogus %}{%", "unknown tag"),
    ("letters/_layout.mjml", "<mj-body", "<mj-bodyy", "no tag mj-bodyy"),
)
"""A file, what is changed in it, and what is then said."""


def test_a_fault_is_shown_in_its_place_with_its_file_and_line(shown: Bench, copied: Path) -> None:
    for path, old, new, says in SPOILT:
        save(copied / path, old, new)
        line = 1 + (copied / path).read_text("utf-8").partition(new)[0].count("\n")
        shown.look()

        found = shown.file(f"{LETTER}-fr.html")

        assert found is not None
        assert found.fault is not None, path
        assert says in found.fault.says
        assert found.fault.where.startswith(f"{path}:")
        # A sentence that is cut short is complained about where the next begins.
        assert abs(int(found.fault.where.rpartition(":")[2]) - line) <= 1
        assert f"templates/{found.fault.where}" in found.content.decode("utf-8")
        page = shown.file(PAGE)
        assert page is not None
        assert page.fault is None, "the rest goes on"
        save(copied / path, new, old)
        shown.look()
        assert "peut passer" in content(shown, f"{LETTER}-fr.html")


def test_the_index_finds_without_a_script_and_marks_what_is_wrong(shown: Bench, copied: Path) -> None:
    few = [item for item in shown.gallery.items if item.family in ("T-01", "T-08", "close")]
    shown.gallery.items = few  # four hundred letters say no more than these
    found = shown.file("index.html", "T-08 today")
    assert found is not None
    said = found.content.decode("utf-8")
    assert f'href="{LETTER}.html"' in said
    assert "T-01" not in said
    assert "Nothing here is called so" in said
    save(copied / TEMPLATE, "{{ provider }} vous propose", "{{ nobody }} vous propose")
    shown.look()
    said = content(shown, "index.html")
    assert f"{TEMPLATE}:" in said
    assert 'class="row faulty"' in said


def test_a_browser_that_waits_is_told_and_no_other_machine_or_site_may_look(shown: Bench, copied: Path) -> None:
    async def told() -> list[Any]:
        transport = httpx.ASGITransport(app=guarded(workshop_app(shown)))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client, watching(shown):
            before = await client.get("/letters/T-08-one-today.html")
            waiting = asyncio.create_task(client.get("/changes?since=0"))
            await asyncio.sleep(0)
            save(copied / TEMPLATE, "peut passer pour", "passera volontiers pour")
            version = (await waiting).json()
            after = await client.get("/letters/T-08-one-today-fr.html")
            strange = await client.get("/", headers={"Host": "evil.example"})
            return [before, version, after, strange, await client.get("/../cli.py"), await client.get("/nothing")]

    before, version, after, strange, outside, nothing = asyncio.run(told())

    assert 'data-live="../changes?since=0"' in before.text
    assert version == 1
    assert "passera volontiers" in after.text
    assert "frame-ancestors 'self'" in after.headers["content-security-policy"]
    assert (strange.status_code, outside.status_code, nothing.status_code) == (400, 404, 404)


def test_the_command_opens_the_workshop_and_ends_when_it_is_told_to(written: Path) -> None:
    command = [sys.executable, "-m", "mailbot", "preview", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        [address] = re.findall(r"http://127\.0\.0\.1:\d+/", said)
        assert "passe" in httpx.get(f"{address}{LETTER}-fr.txt", timeout=60).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_the_gallery_fits_a_telephone_and_finds_while_one_types(written: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 390, "height": 800})
        for path in ("index.html", f"{LETTER}.html", "pages/dashboard-in-the-middle-of-the-day.html"):
            tab.goto((written / path).as_uri())
            assert tab.evaluate("document.documentElement.scrollWidth") == 390, path
        assert tab.locator("iframe.dark").first.is_hidden()
        tab.check("input[value=dark]", force=True)
        assert tab.locator("iframe.dark").first.is_visible()
        tab.goto((written / "index.html").as_uri())
        tab.fill("#q", "t-08 today")
        found = tab.locator(".row:visible")
        assert found.count() >= 1
        assert all(code.startswith("T-08") for code in tab.locator(".family:visible h4").all_inner_texts())
        tab.fill("#q", "zzz")
        assert tab.get_by_text("Nothing here is called so.").is_visible()
        browser.close()


def test_a_form_is_sent_as_a_browser_would_send_it() -> None:
    html = """
    <form method="post" action="/p/x"><input type="hidden" name="form" value="1"><input name="q" value="a">
    <textarea name="words">\nÀ vous</textarea><select name="s"><option value="1">one</option>
    <option value="2" selected>two</option></select><input type="checkbox" name="a" value="yes" checked>
    <input type="checkbox" name="b" value="yes"><input type="radio" name="r" value="x"><button name="act" value="go">Go
    </button></form><form method="post" action="/p/x/empty"><button>.</button></form>"""
    form = form_for(html, "go", {})
    assert form.fields == {"form": "1", "q": "a", "words": "À vous", "s": "2", "a": "yes"}
    assert (form.button("go"), form.options["s"]["one"], len(forms_on(html))) == ({"act": "go"}, "1", 2)
    with pytest.raises(LookupError):
        form_for(html, "stop", {})
