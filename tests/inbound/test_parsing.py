"""What is read out of a mail, however badly it was written. The mails are in `tests/mails/hostile`."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.inbound.charsets import decode_header, decode_text, unflow
from mailbot.inbound.mailboxes import Mailbox, read_mailboxes
from mailbot.inbound.parsing import ParsedMail, Trouble, parse_mail

MAILS = Path(__file__).parent.parent / "mails" / "hostile"
COMPLAINT = "Bonjour, l’eau déborde encore de l’évier, ça goutte côté fenêtre. Réparé à 50 €, c’était trop beau.\n"
PLAIN_COMPLAINT = COMPLAINT.replace("’", "'").replace("€", "euros")


@pytest.fixture(autouse=True)
def _zone_given_back() -> Iterator[None]:
    yield
    time.tzset()


def parsed(name: str) -> ParsedMail:
    return parse_mail((MAILS / f"{name}.eml").read_bytes())


# ---- Charsets


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("utf8_called_ascii", COMPLAINT),
        ("utf8_without_label", COMPLAINT),
        ("utf16_in_name_only", COMPLAINT),
        ("unknown_charset", COMPLAINT),
        ("windows1252_called_latin1", COMPLAINT),
        ("latin1_called_utf8", PLAIN_COMPLAINT),
        ("one_stray_byte_in_utf8", COMPLAINT + "Pièce jointe : devis signé par l’artisan.\n"),
        ("iso_2022_jp", "水漏れがあります。\n"),
        ("iso_2022_jp_without_label", "水漏れ\n"),
        ("shift_jis_and_nuls", "水漏れ ok\n"),
        ("utf8_with_a_bom", "Bonjour\n"),
        ("utf7_refused", "Bonjour +AOk-vier +ADw-script+AD4-\n"),
        ("python_codec_as_charset", "Le code est \\u0041 puis \\x42.\n"),
        ("carriage_returns_only", COMPLAINT),
        ("quoted_printable", "L’évier fuit = beaucoup, 5=ZZ fois. \n"),
    ],
)
def test_the_words_survive_whatever_the_label_says(name: str, text: str) -> None:
    assert parsed(name).text == text


@pytest.mark.parametrize(
    "name", ["utf8_called_ascii", "unknown_charset", "utf7_refused", "latin1_called_utf8", "one_stray_byte_in_utf8"]
)
def test_a_charset_that_lies_is_told(name: str) -> None:
    assert Trouble.BAD_CHARSET in parsed(name).troubles


def test_a_charset_that_is_true_is_no_trouble() -> None:
    assert parsed("windows1252_called_latin1").troubles == ()
    assert parsed("iso_2022_jp").troubles == ()


def test_latin1_that_happens_to_hold_holes_of_windows_1252_is_kept_whole() -> None:
    assert decode_text(b"\x81\xe9\x9d", "iso-8859-1") == ("\x81é\x9d", True)


def test_a_label_is_understood_with_what_hangs_on_it() -> None:
    assert decode_text("é".encode(), "UTF-8*fr") == ("é", True)
    assert decode_text(b"\xe9", " 'iso_8859-1'; x") == ("é", True)
    assert decode_text(b"Bonjour.", "utf-16")[0] == "Bonjour."


@pytest.mark.parametrize("name", ["eight_bit_header_utf8", "eight_bit_header_latin1"])
def test_an_accent_written_bare_in_a_header_is_no_mojibake(name: str) -> None:
    mail = parsed(name)
    assert mail.subject == "Clé cassée dans la serrure"
    assert mail.sender == Mailbox("Élodie Marchand", "elodie.marchand@orange.example")


def test_a_letter_cut_in_two_by_the_fold_of_a_subject_is_mended() -> None:
    assert parsed("encoded_words_cut_in_a_letter").subject == "Dégât des eaux € au plafond"


def test_encoded_words_badly_written_are_read_as_far_as_they_go() -> None:
    mail = parsed("encoded_words_badly_written")
    assert mail.subject == "Re: Fuite à côtédéjà =?utf-8?X?a?= fin!"
    assert mail.sender == Mailbox("Marchand, Élodie", "elodie.marchand@orange.example")
    assert decode_header("=?utf-8*fr?q?d=C3=A9g=C3=A2t?=") == "dégât"
    assert decode_header("=?utf-8?b?ZMOpZ8OidA?=") == "dégât"  # without its padding
    assert decode_header("=?utf-8?q?jamais fini") == "=?utf-8?q?jamais fini"


def test_an_encoded_subject_cannot_forge_a_header() -> None:
    assert parsed("encoded_word_that_forges_a_header").subject == "Bonjour Bcc: tous@mail.example"


# ---- People


def test_a_comma_in_a_name_does_not_cut_it() -> None:
    mail = parsed("name_with_a_bare_comma")
    assert mail.sender == Mailbox("Marchand, Élodie", "elodie.marchand@orange.example")
    assert [(box.name, box.address) for box in mail.cc] == [
        ("", "a.roche@mail.example"),
        ("Roche, Paul", "sci.glycines@wanadoo.example"),
        ("", "b.vasseur@orange.example"),
    ]


def test_groups_comments_and_routes_are_understood() -> None:
    mail = parsed("groups_comments_and_routes")
    assert mail.sender == Mailbox("Nadia (la locataire) Belkacem", "nadia.belkacem@gmail.example")
    assert mail.cc == (
        Mailbox('Perrin "Odette", Mme', "odette.perrin@orange.example"),
        Mailbox("", "julien.marchand@free.example"),
        Mailbox("", "tom.whitaker@mail.example"),
    )
    assert [box.normalised for box in mail.reply_to] == ["nadia.belkacem@gmail.example"]


def test_addresses_are_compared_in_one_form() -> None:
    mail = parsed("international_addresses")
    assert mail.sender.address == "mehmet@Yıldız.example"
    assert mail.sender.normalised == mail.cc[0].normalised == "mehmet@xn--yldz-lzac.example"
    assert Mailbox("", "A@" + "é" * 300 + ".example").normalised.startswith("a@é")


def test_a_sender_hidden_in_one_encoded_word_is_found() -> None:
    sender = parsed("encoded_from_with_its_address").sender
    assert sender == Mailbox("Élodie Marchand", "elodie.marchand@orange.example")


def test_of_several_senders_the_first_is_taken_and_it_is_told() -> None:
    mail = parsed("several_senders")
    assert mail.sender.address == "nadia.belkacem@gmail.example"
    assert mail.troubles == (Trouble.SEVERAL_SENDERS,)


def test_a_sender_without_address_keeps_the_name() -> None:
    mail = parsed("sender_without_address")
    assert mail.sender == Mailbox("Nadia Belkacem", "")
    assert mail.troubles == (Trouble.NO_SENDER,)
    assert read_mailboxes("undisclosed-recipients:;") == ()


def test_identifiers_are_found_in_prose_folds_and_encoded_words() -> None:
    mail = parsed("odd_identifiers")
    assert mail.message_id == "<20261123081244.9F1C@mail.example>"
    assert mail.in_reply_to == ("<m.1@suivi.agence-tilleul.example>",)
    assert mail.references == tuple(f"<m.{number}@suivi.agence-tilleul.example>" for number in range(3))


def test_the_date_is_an_instant_in_utc_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    assert parsed("mbox_line_first").date == datetime(2026, 11, 23, 8, 12, 44, tzinfo=UTC)
    assert parsed("date_that_is_none").date is None
    assert parse_mail(b"Date: Mon, 23 Nov 2026 09:12:44 -0000\n\n").date == datetime(
        2026, 11, 23, 9, 12, 44, tzinfo=UTC
    )
    for instant in ("31 Dec 9999 23:00:00 -0500", "31 Dec 9999 23:30:00 +0000", "1 Jan 1600 00:00:00 +0000"):
        assert parse_mail(f"Date: {instant}\n\n".encode()).date is None


def test_headers_are_asked_by_any_case_and_kept_in_order() -> None:
    mail = parse_mail(b"Received: b\r\nX-Mailbot-Letter: T-01\r\nReceived:\r\n  a\r\n\r\n")
    assert mail.headers_named("RECEIVED") == ("b", "a")
    assert (mail.header("received"), mail.header("x-absent")) == ("b", "")
    assert [name for name, _value in mail.headers] == ["received", "x-mailbot-letter", "received"]


# ---- Words


def test_flowed_lines_become_paragraphs_again() -> None:
    assert parsed("flowed").text == (
        "Bonjour, je serai là mardi entre 9h et 11h.\n\n"
        "> Pouvez-vous nous dire quand passer ?\n>> Merci \nOui. \n-- \nNadia\n"
    )
    assert parsed("flowed_delsp").text == "Le chauffage est en panne.\n"
    assert unflow(">\n> a \nb ", delete_space=False) == ">\n> a \nb "


def test_text_before_and_after_a_photo_stays_in_order() -> None:
    mail = parsed("apple_text_image_text")
    assert mail.text == "Voici le mur :\net le plafond est pareil."
    assert [(file.name, file.inline) for file in mail.files] == [("IMG_2041.jpeg", True)]


def test_a_text_that_is_attached_is_a_file_and_not_words() -> None:
    mail = parsed("text_attached")
    assert (mail.text, mail.html) == ("Ci-joint mes notes.", "")
    assert [file.name for file in mail.files] == ["notes.txt", "page.html"]
    named = b"--b\r\nContent-Type: text/plain; name=a.log\r\n\r\na\r\n--b--"
    mail = parse_mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + named)
    assert [file.name for file in mail.files] == ["a.log"]


def test_a_forwarded_mail_is_a_file_and_its_words_are_not_ours() -> None:
    mail = parsed("forwarded_as_attachment")
    assert mail.text == "Voyez ci-joint."
    [file] = mail.files
    assert file.media_type == "message/rfc822"
    assert file.content.startswith(b"From: Bernard Vasseur <b.vasseur@orange.example>\r\nSubject: devis\r\n")
    assert file.content.endswith(b"\r\n\r\nJe valide le devis.")


def test_an_image_that_the_html_shows_is_inline_and_the_words_in_amp_are_dropped() -> None:
    mail = parsed("alternative_with_related")
    assert mail.html == '<p>Bonjour <img src="cid:Logo@mail.example"></p>'
    assert [(file.name, file.content_id, file.inline) for file in mail.files] == [
        ("logo.png", "logo@mail.example", True)
    ]


def test_a_calendar_attached_by_hand_is_also_a_file() -> None:
    mail = parsed("calendar_attached_by_hand")
    assert [file.name for file in mail.files] == ["dispos.ics"]
    assert [part.media_type for part in mail.machine_parts] == ["text/calendar"]


def test_what_outlook_wraps_up_is_given_as_it_came() -> None:
    [file] = parsed("outlook_tnef").files
    assert (file.name, file.media_type) == ("winmail.dat", "application/ms-tnef")
    assert file.content == b"\x78\x9f\x3e\x22 tnef"


def test_uuencoded_lines_stay_in_the_text() -> None:
    assert "begin 644 fuite.jpg\n" in parsed("uuencoded").text


def test_file_names_are_decoded_and_lead_out_of_no_folder() -> None:
    assert [file.name for file in parsed("file_names").files] == [
        "dégât des eaux.pdf",
        "très long nom.pdf",
        "réception; n°1.pdf",
        "facture été.pdf",
        "devis.pdf",
        "photo du mur.jpg",
        "",
        "sans fin.heic",
    ]


def test_a_semicolon_in_an_encoded_name_does_not_cut_it() -> None:
    raw = b"Content-Disposition: attachment; filename==?utf-8?Q?r=C3=A9ception;_n1.pdf?=; size=3\r\n\r\na"
    assert [file.name for file in parse_mail(raw).files] == ["réception; n1.pdf"]


def test_a_mail_of_nothing_is_still_a_mail() -> None:
    assert parsed("empty").troubles == (Trouble.NO_BODY, Trouble.NO_SENDER, Trouble.NO_DATE)
    assert parsed("headers_only").troubles == (Trouble.NO_BODY,)
    assert parsed("no_header_at_all").text == "Bonjour, il n’y a plus d’eau chaude.\n"
