"""What is kept: a document that shows only what it was given, and lists in which nothing calculates."""

import csv
import io
import re
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mailbot.inbound.reading.pdf_pages import contents_of
from mailbot.outbound.documents import printed, safe_name
from mailbot.outbound.press import PRESS
from mailbot.outbound.press_wire import Job
from mailbot.outbound.tables import as_csv, inert, words_of
from mailbot.vocabulary import LANGUAGES, Category, Charge, ClosingReason, QuoteState, ReportStatus, Urgency

AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)


def said(who: str, text: str, channel: str = "public", *photos: int) -> dict[str, Any]:
    return {
        "at": AT,
        "who": who,
        "role": "tenant",
        "channel": channel,
        "text": text,
        "photos": list(photos),
        "gone": [],
    }


FACTS: dict[str, Any] = {
    "agency": "Agence du Tilleul", "time_zone": "Europe/Paris", "printed_at": AT, "printed_by": "Sophie Lambert",
    "ref": "SIG-1042", "object": "fuite sous l’évier : 528 €", "dwelling": "T2 Lilas 3e gauche", "place": "escalier 1",
    "address": "12 rue des Lilas, 69003 Lyon", "category": "plumbing", "urgency": "urgent", "status": "closed",
    "is_private": False, "charge": "landlord", "opened": AT, "closed": AT, "closing_reason": "repaired",
    "author": "Nadia Belkacem", "author_role": "tenant", "loose": [],
    "public": [said("Nadia Belkacem", "Ça goutte : é è ç œ € ’ — <b>vite</b>", "public", 1)],
    "inside": [said("Bernard Vasseur", "Je vends en mars.", "private"), said("Sophie Lambert", "À suivre.", "agency")],
    "quotes": [
        {"number": "DEV-2026-0092", "company": "Plomberie Durand", "asked": AT, "motif": "remplacer le siphon",
         "state": "approved", "since": AT, "amount": "528.00"},
    ],
    "orders": [
        {"number": "OS-2026-0187", "company": "Plomberie Durand", "sent": AT, "motif": "remplacer le siphon",
         "state": "done_to_confirm", "since": AT},
    ],
    "journal": [
        {"at": AT, "kind": "REPORT_OPENED_BY_TENANT", "who": "Nadia Belkacem", "role": "tenant",
         "from_where": "nadia.belkacem@gmail.example", "before": "", "after": "", "filed": []},
        {"at": AT, "kind": "REPORT_CLOSED_BY_MANAGER", "who": "Sophie Lambert", "role": "manager", "from_where": "page",
         "before": "in_progress", "after": "closed", "filed": []},
    ],
    "documents": [{"name": "devis.pdf", "erased": False}, {"name": "RIB.pdf", "erased": True}],
    "shown": {1}, "photos_in_all": 1,
}  # fmt: skip


def photo() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (320, 240), "#6688aa").save(kept, "JPEG")
    return kept.getvalue()


def read_back(content: bytes) -> str:
    text, _, trouble = contents_of(content)
    assert trouble is None
    return re.sub(r"\s+", " ", text)


@pytest.mark.feature("S1-16")
def test_the_printed_report_says_everything_and_what_is_private_stands_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a document asked the network for something")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    content = printed("report", "fr", FACTS, {"photo-1": photo()})
    text = read_back(content)
    assert content.startswith(b"%PDF-")
    assert "fuite sous l’évier : 528 €" in text
    assert "Ça goutte : é è ç œ € ’ — <b>vite</b>" in text
    assert "DEV-2026-0092 Plomberie Durand" in text
    assert "validé, samedi 21 novembre 2026 528,00 € TTC" in text
    assert "OS-2026-0187 Plomberie Durand remplacer le siphon envoyé le samedi 21 novembre 2026" in text
    assert "Clôturé le samedi 21 novembre 2026 : réparé" in text
    assert "par la page : En cours → Clôturé" in text
    assert "RIB.pdf [effacé]" in text
    public, private = text.index("Échanges que les occupants peuvent lire"), text.index("Échanges privés")
    assert public < text.index("Ça goutte") < private < text.index("Je vends en mars.")
    assert "privé, bailleur" in text
    assert "agence seule" in text
    assert b"/DCTDecode" in content  # the photo, as it is
    assert "Private exchanges" in read_back(printed("report", "en", FACTS, {"photo-1": photo()}))


def test_a_document_shows_nothing_that_it_was_not_given(tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(photo())
    for url in (secret.as_uri(), "https://evil.example/x.jpg", "data:image/png;base64,AA", "ours:photo-2"):
        with pytest.raises(ValueError, match="not given"):
            PRESS.print(Job(f'<p>é</p><img src="{url}">', {"photo-1": photo()}, ""))


def test_a_process_that_only_shows_pages_does_not_load_what_prints() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, mailbot.web.app; print('weasyprint' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+33 6 12", "-2", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "\u00a0=1", "\n-1"]
)  # fmt: skip
def test_a_cell_that_would_be_calculated_is_read_as_text(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    [_, row] = csv.reader(io.StringIO(as_csv(["x"], [[cell]]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert row == [f"'{cell}"]


def test_a_list_opens_with_a_double_click_and_keeps_what_people_wrote() -> None:
    content = as_csv(["Objet"], [["l’évier ; « ça fuit »\nencore"], ["T2-T3 = non"]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["Objet"], ["l’évier ; « ça fuit »\nencore"], ["T2-T3 = non"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_list_has_its_words(language: str) -> None:
    words = words_of(language)
    for table, codes in (
        ("QUOTE_NAMES", QuoteState), ("WHO_PAYS", Charge), ("REASONS", ClosingReason), ("CATEGORY_NAMES", Category),
        ("URGENCY_NAMES", Urgency), ("STATUS_NAMES", ReportStatus),
    ):  # fmt: skip
        assert set(words[table]) == {code.value for code in codes}, table
    assert len(words["COLUMNS"]) == 17


def test_the_names_of_files_in_an_archive_lead_nowhere_else() -> None:
    taken: set[str] = set()
    names = [
        safe_name(name, taken) for name in ("../../etc/passwd", "C:\\x\\devis.pdf", "Devis.pdf", "", "..", "a\0b?.pdf")
    ]
    assert names == ["passwd", "devis.pdf", "Devis-2.pdf", "document", "document-2", "a_b_.pdf"]
