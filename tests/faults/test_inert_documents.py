"""What makes documents and letters asks no network and opens no file, whatever it is given; and what a terminal, a log
and an import show of people's words does nothing there."""

import csv
import io
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from mailbot import cli, telemetry, terminal
from mailbot.errors import WrongSetting
from mailbot.importing.planning import read_files
from mailbot.outbound import documents
from mailbot.outbound.documents import printed
from mailbot.outbound.letters import write_letter
from mailbot.outbound.paper_samples import LINK, order_facts
from mailbot.outbound.papers import print_paper
from mailbot.outbound.press import NotPrinted
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import samples
from mailbot.vocabulary import PaperKind
from tests.faults.poisons import POISONS, in_turn, replaced
from tests.faults.test_inert_words import is_words
from tests.outbound.test_export import FACTS

SECRET = "the-contents-of-a-file-of-this-machine"
REACHING = (
    '<img src="{net}/a.png">', '<img src="{file}">', '<link rel="stylesheet" href="{net}/a.css">',
    '<style>@import url({net}/b.css);</style>', '<style>body{{background:url({net}/c.png)}}</style>',
    '<style>@font-face{{font-family:F;src:url({net}/f.woff)}}p{{font-family:F}}</style>',
    '<style>@import "{file}";</style>', '<p style="background-image:url({net}/d.png)">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{net}/e.png" width="9" height="9"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="{file}#x"/></svg>',
    '<object data="{file}" type="image/svg+xml"></object>', '<embed src="{net}/g.svg">',
    '<iframe src="{file}"></iframe>', '<base href="{net}/"><img src="h.png">',
    '<link rel="attachment" href="{file}">', '<a rel="attachment" href="{file}">x</a>',
    '<img srcset="{net}/i.png 2x" src="{file}">', '<p style="content:url({file})">x</p>',
    '<ul style="list-style-image:url({net}/j.png)"><li>x</li></ul>', '<img src="//127.0.0.1:9/k.png">',
    '<mj-include path="{file}" /><mj-image src="{net}/l.png" />',
)  # fmt: skip


@pytest.fixture(scope="module")
def net() -> Iterator[tuple[str, list[Any]]]:
    """A server on this machine, and who has come to it."""
    came: list[Any] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        while True:
            try:
                connection, whence = listening.accept()
            except OSError:
                return
            came.append(whence)
            connection.close()

    threading.Thread(target=wait, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", came
    listening.close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    return file


class _AsItIs:
    """Templates that escape nothing: what the next wall would meet if the first one fell."""

    def __init__(self, html: str) -> None:
        self._html = html

    def get(self, _name: str) -> "_AsItIs":
        return self

    def render(self, _facts: object) -> str:
        return f"<html><body><p>Zoé</p>{self._html}</body></html>"


def everything_in(pdf: bytes) -> str:
    """All that a PDF holds, its streams unpacked."""
    reader = PdfReader(io.BytesIO(pdf))
    parts = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found: Any = reader.get_object(number)
        parts.append(repr(found))
        if hasattr(found, "get_data"):
            parts.append(found.get_data().decode("latin-1"))
    return " ".join(parts) + pdf.decode("latin-1")


def test_even_markup_reaches_neither_network_nor_files(
    net: tuple[str, list[Any]], secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, came = net
    for each in REACHING:
        html = each.format(net=base, file=secret.as_uri())
        monkeypatch.setattr(documents, "_templates", lambda _language, html=html: _AsItIs(html))
        try:
            content = printed("report", "fr", {}, {})
        except ValueError:
            continue  # it says that it was not given that
        except NotPrinted:
            assert "@font-face" in each, each  # a font would be put into a folder first: that is not made
            continue
        assert SECRET not in everything_in(content), each
    assert came == []
    paper = print_paper(PaperKind.WORK_ORDER, "fr", order_facts() | {"wishes": SECRET}, [], link=LINK)
    assert SECRET in everything_in(paper), "it would have been seen: the data of an order lies inside it"


def test_words_in_a_document_are_words(net: tuple[str, list[Any]], secret: Path) -> None:
    base, came = net
    wishes = " ".join(each.format(net=base, file=secret.as_uri()) for each in REACHING)
    words = in_turn(0)

    def poisoned(name: str, value: str) -> str:
        given = name not in ("accent", "form", "number") and is_words(name, value)
        return next(words)[:400].encode("utf-8", "replace").decode() if given else value

    facts = {**replaced(order_facts(), poisoned), "wishes": wishes}
    reader = PdfReader(io.BytesIO(print_paper(PaperKind.WORK_ORDER, "fr", facts, [], link=LINK)))
    plain = PdfReader(io.BytesIO(print_paper(PaperKind.WORK_ORDER, "fr", order_facts(), [], link=LINK)))
    assert links_of(reader) <= links_of(plain)
    root: Any = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA"} & set(root)
    assert "/JavaScript" not in root.get("/Names", {})
    assert list(reader.attachments) == list(plain.attachments)
    text = re.sub(r"\s", "", " ".join(page.extract_text() for page in reader.pages))
    assert re.sub(r"\s", "", "<script>alert(1)</script>") in text
    assert 'path="file:///' in text
    assert SECRET not in text

    report = PdfReader(io.BytesIO(printed("report", "en", replaced(FACTS, poisoned), {"photo-1": b"\x89PNG"})))
    assert links_of(report) == set()
    assert not report.attachments
    assert came == []


def links_of(reader: PdfReader) -> set[str]:
    return {
        str(each.get_object().get("/A", {}).get("/URI", each.get_object().get("/Subtype")))
        for page in reader.pages
        for each in page.get("/Annots", ())
    }


def test_a_letter_includes_no_file_and_asks_for_nothing(net: tuple[str, list[Any]], secret: Path) -> None:
    base, came = net
    sample = next(each for each in samples() if each.code == "G-02" and not each.variant)
    for each in REACHING:
        words = each.format(net=base, file=secret)
        letter = write_letter(sample.kind, "fr", {**sample.facts, "text": words, "author": words}, TILLEUL)
        assert SECRET not in letter.html + letter.text
        assert words in letter.text
    assert came == []


# -- Terminals, logs, imports -----------------------------------------------------------------------------------------

ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_nothing_that_people_wrote_acts_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for words in POISONS.values():
        terminal.out.print(words)
        terminal.out.print(f"[bold]{words}[/bold]")
        terminal.say(words)
    shown = capsys.readouterr().out
    assert ACTS.search(shown) is None
    assert "[bold]" in shown, "what looks like rich's markup is shown, not obeyed"
    assert "<script>alert(1)</script>" in shown


def test_an_agency_file_full_of_them_says_so_in_plain_words(tmp_path: Path) -> None:
    known = Path("mailbot/demo/agency.toml").read_text("utf-8")
    for words in POISONS.values():
        if "\ud800" in words:
            continue
        file = tmp_path / "agency.toml"
        named = f"name = {json.dumps(words)}".replace("\x7f", "")
        file.write_text(known.replace('name = "Agence du Tilleul"', named, 1))
        done = CliRunner().invoke(cli.app, ["agency", "--check", str(file)])
        assert done.exception is None or isinstance(done.exception, SystemExit | WrongSetting), words
        assert ACTS.search(done.output) is None, words


def test_a_log_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.set_up_logs("info")
    try:
        for words in POISONS.values():
            telemetry.logger("test").warning("said", code=words.encode("utf-8", "replace").decode())
        try:
            raise RuntimeError(POISONS["a terminal's commands"])
        except RuntimeError:
            telemetry.logger("test").fault("fault")
    finally:
        telemetry.set_up_logs("error")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(POISONS) + 1
    assert all(json.loads(line)["event"] in ("said", "fault") for line in lines)
    assert not any(ACTS.search(line) for line in lines)
    assert "owned" not in lines[-1], "what an exception says may be somebody's words"


def test_a_sheet_full_of_them_is_read_or_refused_in_plain_words() -> None:
    head = ["logement", "civilite", "nom", "prenom", "email", "telephone", "entree", "sortie", "langue"]
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";")
    rows.writerow(head)
    for words in POISONS.values():
        rows.writerow([words[:500].encode("utf-8", "replace").decode().replace("\x00", "")] * len(head))
    read = read_files([("locataires.csv", written.getvalue().encode())], lambda *_: None)
    assert all(ACTS.search(str(trouble)) is None and "\n" not in str(trouble) for trouble in read.troubles)
