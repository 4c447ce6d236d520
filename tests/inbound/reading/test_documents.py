"""What attached documents say, read from real files: quotes, invoices, bank details, and files made to do harm."""

import io
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML, Attachment

from mailbot.inbound.reading.documents import LARGEST, LONGEST_TEXT, Document, Paper, Trouble, read_document
from mailbot.inbound.reading.money import PricedOption

IBAN = "FR7630006000011234567890189"


@cache
def pdf(body: str, xml: str = "", xml_name: str = "factur-x.xml") -> bytes:
    attachments = [Attachment(string=xml, name=xml_name)] if xml else None
    made = HTML(string=f"<style>body{{font:11pt sans-serif}}</style>{body}").write_pdf(attachments=attachments)
    assert isinstance(made, bytes)
    return made


def lines(*said: str) -> bytes:
    return pdf("".join(f"<p>{line}</p>" for line in said))


INVOICE = """
<h1>FACTURE N° F2026-118</h1><p>Plomberie Durand — SIRET 000 001 107 00010 — capital de 8 000 €</p>
<p>Lyon, le 20 novembre 2026</p><p>À l’attention de M. Bernard VASSEUR, c/o Agence du Tilleul</p>
<p>Ordre de service OS-2026-0187, selon devis n° D2026-311 du 18/11/2026</p>
<table><tr><th>Désignation</th><th>Qté</th><th>PU HT</th><th>Total HT</th></tr>
<tr><td>Remplacement vidange</td><td>1</td><td>380,00</td><td>380,00</td></tr>
<tr><td>Robinet équerre</td><td>2</td><td>50,00</td><td>100,00</td></tr></table>
<table><tr><td>Total HT</td><td>480,00 €</td></tr><tr><td>TVA 10 %</td><td>48,00 €</td></tr>
<tr><td>Total TTC</td><td>528,00 €</td></tr><tr><td>Net à payer</td><td>528,00 €</td></tr></table>
<p>À régler avant le 20/12/2026. IBAN : FR76 3000 6000 0112 3456 7890 189</p>
"""
QUOTE = """
<h1>Devis n° D2026-311</h1><p>Date : 18/11/2026 — Valable jusqu’au 18/01/2027</p>
<p>Vidange et robinet, 1 intervention</p>
<p>Total HT : 1 480,00 €</p><p>TVA 10 % : 148,00 €</p><p>Total TTC : 1 628,00 €</p>
<p>Acompte de 30 % à la commande, soit 488,40 €</p>
"""
CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocument><ram:ID>F2026-119</ram:ID><ram:TypeCode>{type}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20261121</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement><ram:BuyerOrderReferencedDocument>
<ram:IssuerAssignedID>OS-2026-0190</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{iban}</ram:IBANID>
</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>120.00</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>120.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">12.00</ram:TaxTotalAmount>
<ram:GrandTotalAmount>132.00</ram:GrandTotalAmount><ram:DuePayableAmount>132.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
<cbc:ID>R-7</cbc:ID><cbc:IssueDate>2026-11-22</cbc:IssueDate><cac:TaxTotal><cbc:TaxAmount>20.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount>120.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal></Invoice>"""


def sums(document: Document) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return document.excl_tax, document.vat, document.incl_tax


def test_an_invoice_says_its_number_its_day_its_sums_its_account_and_its_order() -> None:
    document = read_document(pdf(INVOICE), "scan001.pdf")
    assert document.paper is Paper.INVOICE
    assert (document.number, document.issued) == ("F2026-118", date(2026, 11, 20))
    assert sums(document) == (Decimal("480.00"), Decimal("48.00"), Decimal("528.00"))
    assert (document.iban, document.order_number) == (IBAN, "OS-2026-0187")
    assert (document.options, document.trouble, document.factur_x) == ((), None, False)
    assert "Robinet équerre" in document.text


def test_a_quote_says_what_it_offers_once_and_its_advance_is_no_price() -> None:
    document = read_document(pdf(QUOTE))
    assert (document.paper, document.number, document.issued) == (Paper.QUOTE, "D2026-311", date(2026, 11, 18))
    assert document.options == (PricedOption("", Decimal("1628.00"), Decimal("1480.00"), Decimal(10)),)


def test_two_options_of_a_quote_stay_two() -> None:
    document = read_document(
        lines("DEVIS D-12", "Option A : réparation", "320,00 € TTC", "Option B : remplacement", "410,00 € TTC")
    )
    assert [(option.label, option.incl_tax) for option in document.options] == [
        ("A", Decimal(320)),
        ("B", Decimal(410)),
    ]


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("Facture n° F2026-118", Paper.INVOICE), ("FACTURE", Paper.INVOICE), ("Facture d’acompte n° 7", Paper.INVOICE),
        ("DURAND PLOMBERIE FACTURE N° 12", Paper.INVOICE), ("Invoice No. 118", Paper.INVOICE),
        ("TAX INVOICE", Paper.INVOICE), ("Devis estimatif n° 12", Paper.QUOTE), ("Quotation 311", Paper.QUOTE),
        ("Facture pro forma n° 3", Paper.QUOTE), ("Offre de prix", Paper.QUOTE),
        ("Avoir n° A2026-03", Paper.CREDIT_NOTE),
        ("Credit note 3", Paper.CREDIT_NOTE), ("RELEVÉ D’IDENTITÉ BANCAIRE", Paper.BANK_DETAILS),
        ("Rapport d’intervention n° 55", Paper.REPORT), ("Bon d’intervention", Paper.REPORT),
        ("ORDRE DE SERVICE OS-2026-0187", Paper.OTHER), ("Demande de devis DEV-2026-0091", Paper.OTHER),
    ],
)  # fmt: skip
def test_a_paper_is_known_by_its_title(title: str, paper: Paper) -> None:
    said = lines(title, "selon devis n° D-9 et facture n° 8", "Facture à libeller à : M. Vasseur", "Devis gratuit")
    assert read_document(said, "avoir.pdf").paper is paper


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("Total HT", "480,00 €", "TVA 10 %", "48,00 €", "Total TTC", "528,00 €"), ("480", "48", "528")),
        (("Total HT", "TVA (10 %)", "Total TTC", "480,00 €", "48,00 €", "528,00 €"), ("480", "48", "528")),
        (("Montant HT : 1 480.50", "TVA 20,00 % 296.10", "Montant TTC : 1 776.60"), ("1480.50", "296.10", "1776.60")),
        (("TVA 10 % sur 100,00 : 10,00", "TVA 20 % sur 50,00 : 10,00", "Total HT 150,00", "Total TTC 170,00"),
         ("150", "20", "170")),
        (("Total HT 300,00 €", "TVA non applicable, art. 293 B du CGI"), ("300", "0", "300")),
        (("Net à payer : 85 €",), (None, None, "85")),
        (("Subtotal €480.00", "VAT 10% €48.00", "Total due €528.00"), ("480", "48", "528")),
        (("Total HT 480,00", "TVA 10 % 48,00", "Total TTC 528,00", "Acompte versé 100,00", "Reste à payer 428,00"),
         ("480", "48", "528")),
    ],
)  # fmt: skip
def test_totals_are_found_however_they_are_laid_out(
    said: tuple[str, ...], expected: tuple[str | None, str | None, str | None]
) -> None:
    read = sums(read_document(lines("Facture 12", *said)))
    assert read == tuple(None if value is None else Decimal(value) for value in expected)


def test_bank_details_are_read_and_a_wrong_account_is_none() -> None:
    document = read_document(lines("Relevé d’identité bancaire", "Titulaire : Durand", f"IBAN {IBAN} BIC AGRIFRPP"))
    assert (document.paper, document.iban) == (Paper.BANK_DETAILS, IBAN)
    assert read_document(lines("RIB", "IBAN FR76 3000 6000 0112 3456 7890 188")).iban == ""


@pytest.mark.parametrize(
    ("said", "issued"),
    [
        ("Lyon, le 20/11/2026", date(2026, 11, 20)),
        ("Échéance : 01/01/2027 — Date de facture : 20.11.26", date(2026, 11, 20)),
        ("Invoice date: November 20, 2026", date(2026, 11, 20)),
        ("le 1er décembre 2026", date(2026, 12, 1)),
        ("émise le 2026-11-20", date(2026, 11, 20)),
        ("valable jusqu’au 20/11/2026", None),
        ("le 31/02/2026", None),
    ],
)
def test_the_day_of_a_paper(said: str, issued: date | None) -> None:
    assert read_document(lines("Facture", said)).issued == issued


@pytest.mark.parametrize(("said", "order"), [("BT-9040", "BT-9040"), ("OS n° 2026-0187", "OS-2026-0187"), ("OS", "")])
def test_the_order_that_a_paper_names(said: str, order: str) -> None:
    assert read_document(lines("Facture", f"Votre référence : {said}")).order_number == order


def test_the_figures_for_programs_win_over_the_printed_ones() -> None:
    document = read_document(pdf(INVOICE, CII.format(type=380, iban=IBAN)))
    assert document.factur_x
    assert (document.paper, document.number, document.issued) == (Paper.INVOICE, "F2026-119", date(2026, 11, 21))
    assert sums(document) == (Decimal("120.00"), Decimal("12.00"), Decimal("132.00"))
    assert (document.iban, document.order_number) == (IBAN, "OS-2026-0190")


def test_other_syntaxes_and_credit_notes_are_known() -> None:
    german = read_document(pdf("<p>Rechnung</p>", UBL, "xrechnung.xml"))
    assert (german.paper, german.number, german.incl_tax) == (Paper.INVOICE, "R-7", Decimal("120.00"))
    credit = read_document(pdf("<p>Avoir</p>", CII.format(type=381, iban=""), "zugferd-invoice.xml"))
    assert (credit.paper, credit.factur_x) == (Paper.CREDIT_NOTE, True)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + CII.format(type=380, iban="")[39:],
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Invoice><ID>&b;</ID></Invoice>',
        "<a>" * 5_000,
        CII.format(type=380, iban="")[:700],
        "x" * 1_500_000,
        "not xml",
    ],
)
def test_a_hostile_embedded_invoice_leaves_the_printed_one(xml: str) -> None:
    document = read_document(pdf(INVOICE, xml))
    assert (document.factur_x, document.number, document.incl_tax) == (False, "F2026-118", Decimal("528.00"))


def test_a_scan_is_known_by_its_name_only() -> None:
    scan = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(scan, "PDF")
    document = read_document(scan.getvalue(), "devis_petit.pdf")
    assert (document.paper, document.trouble, document.text.strip()) == (Paper.QUOTE, Trouble.NO_TEXT, "")
    assert read_document(scan.getvalue(), "Scan 20261120.pdf").paper is Paper.OTHER


def encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(INVOICE))))
    writer.encrypt(password, owner_password="owner", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_file_is_said_to_be_so(algorithm: str) -> None:
    assert read_document(encrypted("secret", algorithm)).trouble is Trouble.ENCRYPTED


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert read_document(encrypted("", "AES-256")).number == "F2026-118"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a document of another program", b"\xff\xd8\xff\xe0", b"<html>"])
def test_what_is_no_pdf_is_said_to_be_so(content: bytes) -> None:
    assert read_document(content, "facture.pdf").trouble is Trouble.NOT_A_PDF


def test_a_truncated_file_is_broken_and_harms_nobody() -> None:
    whole = pdf(INVOICE)
    assert read_document(whole[: len(whole) // 3]).trouble is Trouble.BROKEN
    assert read_document(b"%PDF-1.7\n").trouble is Trouble.BROKEN
    for cut in range(0, len(whole), 997):
        read_document(whole[:cut])


def test_a_file_too_large_is_not_opened() -> None:
    content = b"%PDF-1.7" + b" " * 30_000_000
    start = time.process_time()
    assert read_document(content).trouble is Trouble.TOO_LARGE
    assert LARGEST < 30_000_000
    assert time.process_time() - start < 1.0


def made_of(*objects: bytes) -> bytes:
    """A file of these objects; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)


def stream(data: bytes, more: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    return b"<</Length %d/Filter%b%b>>stream\n%b\nendstream" % (len(data), filters, more, data)


WORDS = b"BT /F 9 Tf (Facture) Tj ET "
HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: made_of(CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b" " * 200_000_000, 9)), FONT),
    "bomb_in_a_bomb": lambda: made_of(
        CATALOG, ONE_PAGE, PAGE,
        stream(zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9), b"", b"[/FlateDecode/FlateDecode]"), FONT,
    ),
    "operators": lambda: made_of(CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b"(x) Tj " * 500_000)), FONT),
    "numbers": lambda: made_of(CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b"1 " * 1_900_000)), FONT),
    "pages_in_a_circle": lambda: made_of(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "catalog_in_a_circle": lambda: made_of(b"1 0 R", ONE_PAGE),
    "contents_in_a_circle": lambda: made_of(CATALOG, ONE_PAGE, PAGE, b"4 0 R", FONT),
    "deep_arrays": lambda: made_of(CATALOG, ONE_PAGE, b"[" * 50_000),
    "deep_dictionaries": lambda: made_of(CATALOG, ONE_PAGE, b"<</A" * 50_000),
    "form_in_a_circle": lambda: made_of(
        CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b"/X Do " * 1_000)), FONT,
        stream(zlib.compress(b"/X Do " * 1_000), b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "forms_without_end": lambda: made_of(
        CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b"/X Do " * 2_000)), FONT,
        stream(zlib.compress(WORDS * 9_000), b"/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>>>"),
    ),
    "many_fonts": lambda: made_of(
        CATALOG, ONE_PAGE, PAGE.replace(b"/F 5 0 R", b" ".join(b"/F%d 5 0 R" % n for n in range(500))),
        stream(zlib.compress(WORDS)), FONT[:-2] + b"/ToUnicode 6 0 R>>",
        stream(zlib.compress(b"90000 beginbfchar " + b"<0001> <0041>" * 90_000 + b" endbfchar")),
    ),
    "form_with_many_fonts": lambda: made_of(
        CATALOG, ONE_PAGE, PAGE, stream(zlib.compress(b"/X Do " * 50)), FONT[:-2] + b"/ToUnicode 7 0 R>>",
        stream(zlib.compress(WORDS), b"/Type/XObject/Subtype/Form/Resources<</Font<<"
               + b" ".join(b"/F%d 5 0 R" % n for n in range(500)) + b">>>>"),
        stream(zlib.compress(b"90000 beginbfchar " + b"<0001> <0041>" * 90_000 + b" endbfchar")),
    ),
    "no_objects": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 50_000,
    "references": lambda: b"%PDF-1.7\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "zeros": lambda: b"%PDF-1.7\n" + b"\0" * 5_000_000,
    "spaces": lambda: b"%PDF-1.7\n" + b" " * 5_000_000 + b"startxref\n0\n%%EOF",
}  # fmt: skip


@cache
def hostile(name: str) -> bytes:
    """Made when it is asked for: a worker of the tests that never comes here has not made it."""
    return HOSTILE[name]()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little_and_raises_nothing(name: str) -> None:
    content = hostile(name)
    start = time.process_time()
    document = read_document(content)
    assert time.process_time() - start < 6.0
    assert document.trouble in {Trouble.TOO_LARGE, Trouble.BROKEN, Trouble.NO_TEXT, None}
    assert len(document.text) <= LONGEST_TEXT + 10


SWELLING = ("bomb", "bomb_in_a_bomb", "operators", "forms_without_end", "many_fonts")
_READER = """
import json, os, sys
from pathlib import Path
from mailbot.inbound.reading.documents import read_document
def megabytes(which):
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith(which))) / 1000
read_document(Path(sys.argv[1]).read_bytes())  # what is loaded at its first use
for path in map(Path, sys.argv[2:]):
    content = path.read_bytes()
    if os.fork() == 0:
        idle = megabytes("VmRSS")
        trouble = read_document(content).trouble
        print(json.dumps([path.name, trouble, megabytes("VmHWM") - idle]), flush=True)
        os._exit(0)
    os.wait()
"""


def test_a_stream_that_swells_is_refused(tmp_path: Path) -> None:
    """Each in a process of its own, whose whole memory counts: to have every allocation traced takes five times as
    long as to read them."""
    (tmp_path / "plain").write_bytes(pdf(INVOICE))
    for name in SWELLING:
        (tmp_path / name).write_bytes(hostile(name))
    done = subprocess.run(
        [sys.executable, "-c", _READER, *(str(tmp_path / name) for name in ("plain", *SWELLING))],
        capture_output=True, text=True, timeout=300, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(name, trouble) for name, trouble, _ in told] == [(name, Trouble.TOO_LARGE.value) for name in SWELLING]
    assert {name: taken for name, _, taken in told if taken > 60} == {}


def test_a_paper_that_is_spoken_of_first_is_not_the_title() -> None:
    assert read_document(lines("Plomberie Durand", "selon devis n° 9", "FACTURE F-12")).paper is Paper.INVOICE


def test_of_ten_thousand_pages_the_first_five_and_the_last_are_read() -> None:
    pages = [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %d 0 R/Resources<</Font<</F 10003 0 R>>>>>>"
        % {0: 10004, 9_999: 10005}.get(number, 10006)
        for number in range(10_000)
    ]
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    content = made_of(
        CATALOG, b"<</Type/Pages/Kids[%b]/Count 10000>>" % kids, *pages, FONT,
        stream(zlib.compress(b"BT /F 9 Tf (Facture 12) Tj ET")),
        stream(zlib.compress(b"BT /F 9 Tf (Net a payer : 85,00) Tj ET")),
        stream(zlib.compress(b"BT /F 9 Tf (page) Tj ET")),
    )  # fmt: skip
    start = time.process_time()
    document = read_document(content)
    assert time.process_time() - start < 4.0
    assert (document.paper, document.incl_tax) == (Paper.INVOICE, Decimal("85.00"))
    assert document.text.count("page") == 4


def test_an_ordinary_paper_is_read_in_an_instant() -> None:
    content = pdf(INVOICE)
    read_document(content)
    start = time.process_time()
    read_document(content)
    assert time.process_time() - start < 1.0


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 20_000), st.binary(max_size=30))
def test_no_damaged_file_raises(place: int, damage: bytes) -> None:
    whole = pdf(QUOTE)
    place %= len(whole)
    read = read_document(whole[:place] + damage + whole[place + len(damage) :], "devis.pdf")
    assert read.paper in Paper
