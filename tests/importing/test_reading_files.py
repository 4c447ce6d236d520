"""A file is read as its program wrote it, or the report names what cannot be: no letter is ever guessed wrong."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.importing.entries import Entry, entries_of
from mailbot.importing.layout import COLUMNS, FIELDS, Kind, title_form
from mailbot.importing.sheets import Sheet, open_sheet, tidy
from mailbot.importing.troubles import Trouble

TITLES = ["lot", "civilité", "nom", "e-mail", "arrivée"]
FRENCH = "aeinorstlucdpmé èêàçùûôîïœŒÉÈÀÇÊÔ’«»–…\xa0° -'.;,\"\tAEMNR€&/()ß\n"
NAMES = st.text(FRENCH, min_size=1, max_size=12).filter(lambda name: tidy(name).strip("-–"))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def octets(rows: list[list[str]], encoding: str, separator: str, *, quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode(encoding)


def read(data: bytes, name: str = "locataires.csv") -> tuple[list[Entry], list[Trouble], Sheet]:
    sheet = open_sheet(name, data)
    assert isinstance(sheet, Sheet), sheet
    troubles: list[Trouble] = []
    entries = [each for each in entries_of(sheet, troubles) if isinstance(each, Entry)]
    return entries, troubles, sheet


def refused(data: bytes, name: str = "locataires.csv") -> list[str]:
    sheet = open_sheet(name, data)
    return [str(each) for each in sheet] if isinstance(sheet, list) else [str(each) for each in read(data, name)[1]]


@given(
    names=st.lists(NAMES, min_size=1, max_size=6),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(";,\t"),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    titles=st.sampled_from((TITLES, ["lot", "civility", "name", "mail", "arrival"])),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_what_was_written_is_read_or_its_cell_is_named(
    names: list[str], encoding: str, separator: str, quoting: int, titles: list[str]
) -> None:
    rows = [titles, *(["L-1", "Mme", name, f"a{at}@mail.example", "01/02/2024"] for at, name in enumerate(names))]

    entries, troubles, _ = read(octets(rows, encoding, separator, quoting=quoting))

    by_line = {int(entry["addresses"][0][1:].partition("@")[0]): entry["name"] for entry in entries}
    assert all(by_line[at] == tidy(names[at]) for at in by_line)
    in_the_titles = any(each.line == 1 for each in troubles)
    assert in_the_titles or len(by_line) + len({each.line for each in troubles}) >= len(names)
    if encoding != "cp1252" and not encoding.startswith("utf-8"):
        assert not troubles


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_rubbish_is_refused_and_breaks_nothing(rubbish: bytes) -> None:
    assert refused(rubbish) or not rubbish.strip()
    refused("lot;nom;e-mail;arrivée\n".encode() + rubbish)


@pytest.mark.parametrize(
    ("encoding", "separator", "said"),
    [
        ("cp1252", ";", "read as Windows-1252, separator « ; »"),
        ("utf-8-sig", ",", "read as UTF-8 (with its mark), separator « , »"),
        ("utf-8", "\t", "read as UTF-8, separator tab"),
        ("utf-16", "\t", "read as UTF-16, separator tab"),
        ("utf-16-be", ";", "read as UTF-16 (without a mark), separator « ; »"),
    ],
)
def test_the_report_says_how_a_file_was_read(encoding: str, separator: str, said: str) -> None:
    rows = [TITLES, ["L-1", "Mme", "Zoé « L’Étoile »", "zoe@mail.example", "01/02/2024"]]

    entries, troubles, sheet = read(octets(rows, encoding, separator))

    assert (troubles, sheet.how_read()) == ([], said)
    assert entries[0]["name"] == "Zoé « L’Étoile »"


HEAD = "lot;civilité;nom;e-mail;arrivée\r\nL-1;Mme;"
TAIL = ";zoe@mail.example;01/02/2024\r\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD.encode() + b"Zo\xe9" + TAIL.encode(), "holds the octet E9, which is no character of UTF-8"),
        (
            HEAD.encode("cp1252") + b"Zo\x81" + TAIL.encode(),
            "holds the octet 81, which is no character of Windows-1252",
        ),
        (HEAD.encode("cp1252") + b"Zo\x8e" + TAIL.encode(), "holds « oŽ », read as Windows-1252, where no word does"),
        (HEAD.encode("cp1252") + b"Zo\x82" + TAIL.encode(), "holds « o‚ », read as Windows-1252, where no word does"),
        (
            b"lot;nom;e-mail;arriv\xc3\xa9e\nL-1;Zo\xc3\x83\xc2\xa9;z@mail.example;01/02/2024",
            "a letter was spoilt before",
        ),
        (HEAD.encode() + "Zo\ufffd".encode() + TAIL.encode(), "a letter was spoilt before"),
    ],
)
def test_an_octet_that_cannot_be_read_is_named_with_its_line_and_column(data: bytes, reason: str) -> None:
    (said,) = refused(data)

    assert said.startswith("locataires.csv, line 2, column « nom »: « Zo")
    assert reason in said


def test_a_file_that_two_encodings_read_differently_is_not_guessed_at() -> None:
    # In UTF-8 these three octets are one Chinese character; in Windows-1252 an é, a no-break space, a quote.
    data = b"lot;nom;e-mail;date d'entree\nL-1;SCI \xab r\xe9serv\xe9\xa0\xbb;a@mail.example;01/02/2024"
    assert read(data)[0][0]["name"] == "SCI « réservé »"

    (said,) = refused(data.replace(b"\xab r\xe9serv", b"reserv"))

    assert "is one thing in UTF-8" in said
    assert "line 2, column « nom »" in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04rest of a workbook", "it is a workbook"),
        (b"\0\1\2\0\0\3", "holds octets of value nought"),
        (b"rouge;vert\n1;2", "the column « lot » is missing"),
        (b"lot;nom;e-mail;mail;arrivee\n", "says the same as « e-mail »"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert any(reason in said for said in refused(data)), refused(data)


def test_a_quote_that_is_never_closed_is_named_where_it_opens_and_the_lines_after_it_are_read() -> None:
    data = (
        'lot;nom;e-mail;arrivée\nL-1;"Zoé;z@mail.example;01/02/2024\nL-2;"A "" B";a@mail.example;x\n'
        'L-3;"C" D;c@mail.example;y\n'
    )

    said = refused(data.encode())

    assert [each.partition(":")[0] for each in said] == [
        "locataires.csv, line 3, column « arrivée »",
        "locataires.csv, line 2, column « nom »",
        "locataires.csv, line 4, column « nom »",
    ]


def test_a_line_with_a_cell_too_many_is_named_and_its_key_still_stands() -> None:
    data = "lot;nom;adresse;code postal;ville\nL-1;T2;1 rue X, 2;69003;Lyon\nL-2;T2;1 rue X;bât. A;69003;Lyon\n"
    sheet = open_sheet("lots.csv", data.encode())
    assert isinstance(sheet, Sheet)
    troubles: list[Trouble] = []

    read_lines = list(entries_of(sheet, troubles))

    assert read_lines[1] == "L-2"
    assert [str(each) for each in troubles] == ["lots.csv, line 3: it has 6 cells, and the titles are 5."]


def test_the_kind_is_known_by_the_file_s_name_or_by_its_titles() -> None:
    data = octets(
        [["Lot", "NOM", "Courriel", "Date d’entrée", "Loyer"], ["1", "Zoé", "z@mail.example", "2024-02-01", "9"]],
        "utf-8",
        ";",
    )
    for name in ("export locataires 2026.csv", "tenants.csv", "export.csv"):
        sheet = read(data, name)[2]
        assert (sheet.kind, sheet.aside) == (Kind.TENANTS, ["Loyer"])
    assert "its titles fit no kind of file" in refused(b"lot;bailleur\n1;2", "export.csv")[0]


def test_no_title_stands_for_two_columns_of_one_file() -> None:
    for kind, columns in COLUMNS.items():
        titles = [title_form(title) for column in columns for title in dict.fromkeys((column.title, *column.also))]
        whose: dict[str, set[str]] = {}
        for column in columns:
            for title in (column.title, *column.also):
                whose.setdefault(title_form(title), set()).add(column.field)
        assert all(len(fields) == 1 for fields in whose.values()), (kind, whose)
        assert set(titles) == set(FIELDS[kind])
