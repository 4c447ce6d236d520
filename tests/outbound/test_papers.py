"""The papers that leave for a company, read back from the real file (WORK_ORDER_PDF, checks of section 4)."""

import io
import json
import re
import socket
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, cast

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from mailbot.outbound.paper_samples import ACCEPTED, LINK, cancellation_facts, order_facts, request_facts
from mailbot.outbound.papers import file_name, print_paper
from mailbot.outbound.typesetting import latin
from mailbot.pictures import for_paper
from mailbot.vocabulary import PaperKind

REQUEST, ORDER, CANCELLATION = PaperKind.QUOTE_REQUEST, PaperKind.WORK_ORDER, PaperKind.CANCELLATION
EACH: list[tuple[PaperKind, Mapping[str, Any]]] = [
    (REQUEST, request_facts()),
    (ORDER, order_facts()),
    (CANCELLATION, cancellation_facts()),
]
KINDS = pytest.mark.parametrize(("kind", "facts"), EACH, ids=[kind.value for kind, _ in EACH])


@cache
def photo(tint: int = 0) -> bytes:
    """Grain from edge to edge: as large as a JPEG of its size gets."""
    grain = Image.effect_noise((1600, 1200), 90 + tint).convert("RGB")
    kept = io.BytesIO()
    grain.save(kept, "JPEG", quality=90)
    return for_paper(kept.getvalue())


def order(**changes: object) -> dict[str, Any]:
    return {**order_facts(), **changes}


def read_back(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def said(pdf: bytes) -> str:
    """Everything that stands on its pages, on one line."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read_back(pdf).pages))


def said_by(facts: Mapping[str, Any], kind: PaperKind = ORDER, language: str = "fr") -> str:
    return said(print_paper(kind, language, facts, [], link=LINK))


def objects(value: Any, met: set[int]) -> Iterator[Any]:
    """Every object that can be reached from this one."""
    value = value.get_object()
    if id(value) in met:
        return
    met.add(id(value))
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(each, met)


def tree_tags(element: Any) -> Iterator[str]:
    element = element.get_object()
    if isinstance(element, DictionaryObject):
        if "/S" in element:
            yield str(element["/S"])
        kids = element.get("/K")
        kids = kids.get_object() if kids is not None else ()
        for kid in kids if isinstance(kids, list) else (kids,):
            yield from tree_tags(kid) if not isinstance(kid, int) else ()


# -- 1. A file for ten years ------------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_kept_for_ten_years_and_read_aloud(kind: PaperKind, facts: Mapping[str, Any], language: str) -> None:
    file = read_back(print_paper(kind, language, facts, [photo()] if kind is not CANCELLATION else [], link=LINK))
    root = cast(Any, file.trailer["/Root"])
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r'pdfaid:part="3"', xmp)
    assert re.search(r'pdfaid:conformance="A"', xmp)
    assert re.search(rf"<dc:title>.*{facts['number']}</rdf:li>", xmp)
    [intent] = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"  # ICC.1, 7.2.11: the signature of a profile
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == language
    tags = set(tree_tags(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/P"} <= tags
    assert not file.is_encrypted
    reached = list(objects(file.trailer["/Root"], set()))
    dictionaries = [each for each in reached if isinstance(each, dict)]
    assert not [each for each in dictionaries if {"/JS", "/JavaScript", "/AcroForm", "/URI", "/OpenAction"} & set(each)]
    assert {"http", "file:"} & {str(each)[:4] for each in reached if isinstance(each, str)} == set()


@KINDS
def test_every_font_is_inside_with_its_letters(kind: PaperKind, facts: Mapping[str, Any]) -> None:
    file = read_back(print_paper(kind, "fr", facts, [], link=LINK))
    fonts = [
        each
        for each in objects(file.trailer["/Root"], set())
        if isinstance(each, dict) and each.get("/Type") == "/Font" and "/DescendantFonts" in each
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        [drawn] = font["/DescendantFonts"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(drawn.get_object()["/FontDescriptor"].get_object())
    assert all("DejaVu" in str(font["/BaseFont"]) for font in fonts), "the family that prepare-system sees to"


@KINDS
def test_its_data_is_inside_and_says_nothing_that_is_not_printed(kind: PaperKind, facts: Mapping[str, Any]) -> None:
    kept = {
        **facts,
        "pictures": [{"name": "évier.jpg", "fingerprint": "f" * 64}],
        "page": {"page": "u", "seat": 7, "with": ""},
    }
    root = cast(Any, read_back(print_paper(kind, "fr", kept, [], link=LINK)).trailer["/Root"])
    [file] = [each.get_object() for each in root["/AF"]]
    assert file["/AFRelationship"] == "/Data"
    assert file["/UF"] == f"{facts['number']}.json"
    stream = file["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/json"
    [_, only] = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert only.get_object() == file, "no file stands beside those of the document"
    data = json.loads(stream.get_data())
    assert data["motif"] == facts["motif"]
    assert not {"pictures", "page", "accent", "time_zone"} & set(data)
    assert "f" * 64 not in stream.get_data().decode()


def test_the_same_facts_make_the_same_bytes() -> None:
    assert print_paper(ORDER, "fr", order_facts(), [photo()], link=LINK) == print_paper(
        ORDER, "fr", order_facts(), [photo()], link=LINK
    )


# -- 2. Every name ----------------------------------------------------------------------------------------------------


def test_letters_of_every_kind_are_drawn() -> None:
    words = "é è ç œ € ’ – » Yıldız, Fernández, Βασιλική, Иванов, محمد, ქეთევან : 한지민, さくら 🫧🪣 et 王小明."
    text = said_by(order(words_of_report=words, provider={**order_facts()["provider"], "company": "Şükrü Yıldız"}))
    for name in ("é è ç œ € ’ – »", "Yıldız, Fernández, Βασιλική, Иванов", "Şükrü Yıldız", "ქეთევან"):
        assert name in text
    # None of our fonts draws these: they are said in Latin letters, and a pictogram not at all.
    assert "hanjimin, sakura et ???." in text
    assert not re.search("[\u25a0-\u25ff\ufffd\u3040-\u9fff\uac00-\ud7af]", text)


def test_what_people_write_is_ink_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a paper asked the network for something")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    trap = (
        '<img src=http://x.example/a.png> <b>"gras"</b> {{ number }} </p><script>alert(1)</script> &amp; url(file:///)'
    )
    text = said_by(order(motif=trap, words_of_report=trap, wishes=trap, instructions=trap))
    assert text.replace(" ", "").count(trap.replace(" ", "")) == 4  # a line may end after any « / »


# -- 3, 4. The number on each page; what is said and what is not ------------------------------------------------------


def test_each_page_recalls_its_number_and_its_place() -> None:
    file = read_back(print_paper(ORDER, "fr", order(photos=2, has_slip=True), [photo(), photo(1)], link=LINK))
    pages = [page.extract_text() for page in file.pages]
    assert len(pages) == 3
    assert all("OS-2026-0187" in page for page in pages)
    assert all("OS-2026-0187 — 12 rue des Lilas, 69003 Lyon" in page for page in pages[1:])
    assert [f"{number} / 3" in page for number, page in enumerate(pages, 1)] == [True] * 3
    assert "ne vaut pas réception des travaux" in pages[2]
    metadata = str(dict(file.metadata or {}))
    assert file.metadata is not None
    assert file.metadata.title == "OS-2026-0187"
    assert not re.search("lambert|belkacem|vasseur|durand", metadata, re.IGNORECASE)


def test_files_are_called_by_their_number() -> None:
    assert file_name(ORDER, "fr", "OS-2026-0187-B") == "OS-2026-0187-B.pdf"
    assert file_name(REQUEST, "en", "DEV-2026-0091") == "DEV-2026-0091.pdf"
    assert file_name(CANCELLATION, "fr", "OS-2026-0187") == "OS-2026-0187-ANNULE.pdf"


@pytest.mark.feature("S1-67")
def test_an_order_says_what_binds_the_owner_and_no_more() -> None:
    text = said_by(order())
    for sentence in (
        "ORDRE DE SERVICE OS-2026-0187 du vendredi 20 novembre 2026 à 18 h 02 Signalement SIG-1042",
        "Intervention attendue avant le vendredi 27 novembre 2026",
        "12 rue des Lilas, 69003 Lyon bât. A, escalier 1, 3e étage, porte gauche, lot 12",
        "Occupant : Mme Belkacem (interphone : BELKACEM)",
        "Les codes et le téléphone de l’occupant vous sont transmis à la planification",
        "Rechercher et réparer la fuite sous l’évier de la cuisine À l’exclusion de tout autre travail.",
        "Signalé le 18/11/2026 : « Depuis ce matin ça goutte sous l’évier.",
        "Créneaux souhaités par l’occupant : mardi, jeudi, ou après 18 h",
        "Plafond sans devis : 150,00 € TTC, déplacement compris.",
        "Logement achevé depuis plus de deux ans : oui. Taux à confirmer par l’entreprise (10 % si",
        "À libeller à : Bernard Vasseur, c/o Agence du Tilleul, 8 place du Marché, 69003 Lyon.",
        "Répondez au mail : vos créneaux, ou « pas disponible ».",
        "Agence du Tilleul agit au nom et pour le compte de Bernard Vasseur, propriétaire, en vertu du mandat de "
        "gestion n° 1187. Le présent ordre n’engage le propriétaire que dans la limite indiquée.",
        "Validé électroniquement le vendredi 20 novembre 2026 à 18 h 02 par Sophie Lambert, 04 65 71 00 11.",
        "Carte professionnelle CPI 6901 2016 000 009 999",
        "Pas de samedi, dimanche ni jour férié sans l’accord exprès de l’occupant.",
        "Données transmises pour cette seule intervention",
    ):
        assert sentence in text, sentence
    assert "annule et remplace" not in text
    again = order(
        number="OS-2026-0187-B", replaces="OS-2026-0187", phone_after_planning=False, over_two_years="unknown"
    )
    assert "OS-2026-0187-B du vendredi 20 novembre 2026 à 18 h 02 annule et remplace OS-2026-0187" in said_by(again)
    assert "Les codes de l’occupant vous sont transmis" in said_by(again)
    assert "plus de deux ans : inconnu" in said_by(again)


def test_a_request_names_the_town_and_the_floor_alone() -> None:
    text = said_by(request_facts(), REQUEST)
    for sentence in (
        "DEMANDE DE DEVIS DEV-2026-0091",
        "69003 Lyon 3e étage",
        "Attendu avant le vendredi 27 novembre 2026.",
        "Gratuit, sauf accord écrit de l’agence ; valable deux mois au moins.",
        "Bernard Vasseur, c/o Agence du Tilleul, 8 place du Marché, 69003 Lyon. Rappelez DEV-2026-0091.",
        "Main-d’œuvre, fournitures, déplacement",
        "Taux à confirmer par l’entreprise",
        "La présente demande n’engage pas le propriétaire.",
    ):
        assert sentence in text, sentence
    assert "Lilas" not in text
    assert "Occupant" not in text


# -- 6. How long it is ------------------------------------------------------------------------------------------------

WORDS = "Depuis lundi l’eau coule sous l’évier quand on ouvre le robinet d’eau chaude, le bas du meuble a gonflé. "
FULL = order(
    number="OS-2026-0187-B",
    replaces="OS-2026-0187",
    reference="2026/PL/778",
    landlord="Mme Hélène de La Rochefoucauld-Delorme, M. Ferdinand Delorme",
    motif="Rechercher la fuite sous l’évier de la cuisine et au pied de la colonne, remplacer le siphon et les joints",
    instructions="Prévoir un siphon double ; le robinet d’arrêt de l’immeuble est fermé, à demander au gardien.",
    wishes="mardi 24 novembre entre 9 h et 12 h, jeudi 26 novembre après 18 h, vendredi 27 novembre toute la journée",
    urgency="urgent",
    quote=ACCEPTED,
    place={
        "street": "128 bis avenue du Général-de-Gaulle, résidence Les Jardins",
        "postcode": "69003",
        "town": "Lyon",
        "details": "bât. A, escalier 1, 3e étage, porte gauche en sortant de l’ascenseur, lot 12, hauteur 1,90 m",
        "floor": None,
    },
)


def described(length: int) -> dict[str, Any]:
    """Every block filled, and a description of this length: the motif and the tenant's words together."""
    left = length - len(FULL["motif"])
    counted = " ".join(f"{number}" for number in range(1, 900))
    return {**FULL, "words_of_report": (WORDS * 3 + counted)[:left] if left > 900 else (WORDS * 20)[:left]}


def test_nine_hundred_signs_are_one_page_and_more_flows_on() -> None:
    assert len(read_back(print_paper(ORDER, "fr", described(900), [], link=LINK)).pages) == 1
    long = print_paper(ORDER, "fr", described(3000), [], link=LINK)
    pages = [page.extract_text() for page in read_back(long).pages]
    assert len(pages) == 2
    assert described(3000)["words_of_report"] in said(long)
    # What the company is bound by stands together.
    assert ["BUDGET" in page for page in pages] == ["Validé électroniquement" in page for page in pages]


def test_six_photos_are_one_page_more_and_the_whole_is_light() -> None:
    pictures = [photo(tint) for tint in range(6)]
    paper = print_paper(ORDER, "fr", {**described(3000), "photos": 6}, pictures, link=LINK)
    file = read_back(paper)
    assert len(file.pages) == 3
    assert len(paper) <= 2_000_000
    assert [f"Photo {number}" in file.pages[2].extract_text() for number in range(1, 7)] == [True] * 6
    # Two beside each other, three rows: nothing lies on anything else.
    rows: list[float] = []
    file.pages[2].extract_text(
        visitor_text=lambda text, cm, tm, *_: rows.append(round(cm[5] + tm[5] * cm[3])) if "Photo " in text else None
    )
    assert [one == other for one, other in pairwise(rows)] == [True, False, True, False, True]
    assert len(read_back(print_paper(ORDER, "fr", order(photos=7), [photo()] * 7, link=LINK)).pages) == 3


def test_a_photo_is_drawn_small_without_where_it_was_taken() -> None:
    image = Image.effect_noise((3000, 2000), 100).convert("RGB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telephone of Nadia"  # turned by a quarter; who made it
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=95, exif=exif)
    drawn = for_paper(kept.getvalue())
    with Image.open(io.BytesIO(drawn)) as small:
        assert small.size[1] == 1000
        assert small.size[0] < 700
        assert not dict(small.getexif())
    assert len(drawn) <= 300_000
    assert b"Nadia" not in drawn


# -- 8, 9, 10. Amounts, cancellation, urgency -------------------------------------------------------------------------


def test_amounts_hold_together() -> None:
    paper = print_paper(ORDER, "fr", order(quote=ACCEPTED), [], link=LINK)
    text = " ".join(page.extract_text() for page in read_back(paper).pages)
    assert re.search("accepté\u00a0:\\s1[\u00a0\u202f]250,00\u00a0€\u00a0TTC", text)
    assert "Devis DEV-2026-0094 (D2026-311 du 24/11/2026) accepté" in re.sub(r"\s+", " ", text)
    assert "Plafond" not in text
    english = said_by(order(quote=ACCEPTED), language="en")
    assert "Occupant: Ms Belkacem (entryphone: BELKACEM)" in english
    assert "Quote DEV-2026-0094 (D2026-311 of 24/11/2026) accepted: €1,250.00 incl. VAT." in english


@pytest.mark.feature("S1-66")
def test_a_cancelled_order_is_stamped_on_one_page() -> None:
    facts = {**cancellation_facts(), "words_of_report": WORDS * 30}
    file = read_back(print_paper(CANCELLATION, "fr", facts, []))
    assert len(file.pages) == 1
    text = re.sub(r"\s+", " ", file.pages[0].extract_text())
    assert "ANNULÉ le lundi 23 novembre 2026" in text
    assert "Cet ordre de service est annulé le lundi 23 novembre 2026." in text
    assert "OS-2026-0187" in text
    assert "resserré le joint" in text
    assert "CANCELLED on Monday 23 November 2026" in said_by(cancellation_facts(), CANCELLATION, "en")


def test_an_urgent_order_says_on_what_ground_one_comes_at_night() -> None:
    urgent = said_by(order(urgency="urgent"))
    assert "URGENT : avant le vendredi 27 novembre 2026" in urgent
    assert "le samedi, le dimanche et les jours fériés avec l’accord exprès de l’occupant" in urgent
    vital = said_by(order(urgency="vital"))
    assert "DANGER : intervention immédiate" in vital
    assert "Urgence : prévenez l’occupant et intervenez sans attendre, y compris la nuit, le samedi" in vital
    assert "at night, on Saturdays, Sundays and public holidays" in said_by(order(urgency="urgent"), language="en")


def test_an_agency_in_pale_yellow_is_still_read() -> None:
    paper = print_paper(ORDER, "fr", order(accent="#ffee00"), [])
    [content] = [cast(Any, page.get_contents()).get_data() for page in read_back(paper).pages]
    assert b"1 0.933333 0" not in content


def test_letters_have_a_latin_name() -> None:
    assert [latin(sign) for sign in "한タক王🪣"] == ["han", "ta", "ka", "?", ""]
