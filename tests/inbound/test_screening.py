"""Who wrote: a person, or which program. Each mail of `tests/mails/kinds` has what is expected of it beside it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from mailbot.inbound.absence_dates import until
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.screening import Evidence, fold, screen
from mailbot.vocabulary import MailKind
from tests.cases import every

KINDS = Path(__file__).parent.parent / "mails" / "kinds"
NAMES = sorted(mail.stem for mail in KINDS.glob("*.eml"))


def parsed(name: str) -> ParsedMail:
    return parse_mail((KINDS / f"{name}.eml").read_bytes())


@every("name", NAMES)
def test_a_mail_is_known_for_what_it_is(name: str) -> None:
    verdict = screen(parsed(name))
    expected = json.loads((KINDS / f"{name}.expected.json").read_text(encoding="utf-8"))
    found = {field: getattr(verdict, field) for field in expected}
    assert {field: str(value) if isinstance(value, date) else value for field, value in found.items()} == expected


def test_there_are_mails_of_every_kind() -> None:
    assert {screen(parsed(name)).kind for name in NAMES} == set(MailKind)


def test_the_null_sender_counts_beside_a_daemon_and_not_beside_a_person() -> None:
    daemon = parse_mail(b"From: MAILER-DAEMON@relais.example\r\nSubject: Info\r\n\r\nErreur.\r\n")
    assert screen(daemon).kind is MailKind.HUMAN
    assert screen(daemon, envelope_from="<>").kind is MailKind.BOUNCE
    assert screen(parsed("person_auto_submitted_no"), envelope_from="<>").kind is MailKind.HUMAN


def test_what_the_door_heard_counts_more_than_what_the_mail_says() -> None:
    mail = parsed("bounce_null_sender_and_daemon")
    assert screen(mail).kind is MailKind.BOUNCE
    assert screen(mail, envelope_from="quelqu.un@relais.example").kind is MailKind.HUMAN


def test_one_of_our_letters_coming_back_is_a_loop_whatever_it_looks_like() -> None:
    bounce = parsed("bounce_postfix")
    returned = replace(bounce, headers=(*bounce.headers, ("x-mailbot-letter", "T-01")))
    assert screen(returned).loop
    assert not screen(bounce).loop  # our letter inside a bounce is no loop


def test_a_report_that_names_no_recipient_is_still_a_bounce() -> None:
    raw = (
        b"From: MAILER-DAEMON@relais.example\r\nTo: suivi@suivi.agence-tilleul.example\r\n"
        b'Content-Type: multipart/report; report-type="Delivery-Status"; boundary=b\r\n\r\n'
        b"--b\r\n\r\nodette.perrin@orange.example: 550 5.1.1 unknown\r\n--b--\r\n"
    )
    verdict = screen(parse_mail(raw))
    assert (verdict.kind, verdict.reason) == (MailKind.BOUNCE, Evidence.DELIVERY_STATUS)
    assert (verdict.address, verdict.code) == ("odette.perrin@orange.example", "5.1.1")


def test_a_notice_that_names_our_own_address_first_is_about_the_other() -> None:
    mail = parsed("bounce_qmail_in_words")
    notice = mail.text.replace("<odette", f"{mail.to[0].address} wrote to:\n<odette")
    assert screen(replace(mail, text=notice)).address == "odette.perrin@orange.example"


def test_of_several_recipients_the_gravest_fate_is_told() -> None:
    status = (
        b"Reporting-MTA: dns; relais.example\r\n\r\n"
        b"Final-Recipient: rfc822; yanis.b@outlook.example\r\nAction: delivered\r\nStatus: 2.1.5\r\n\r\n"
        b"Final-Recipient: rfc822; odette.perrin@orange.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )
    raw = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    assert screen(parse_mail(raw + status + b"--b--\r\n")).address == "odette.perrin@orange.example"


def test_of_what_a_program_tells_the_first_200_kb_are_read() -> None:
    raw = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    first = b"Final-Recipient: rfc822; yanis.b@outlook.example\r\nAction: delayed\r\nStatus: 4.2.2\r\n\r\n"
    last = b"Final-Recipient: rfc822; odette.perrin@orange.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    for between, told in ((100_000, "odette.perrin@orange.example"), (200_000, "yanis.b@outlook.example")):
        status = first + b"X-A: b\r\n" * (between // 8) + b"\r\n" + last
        assert screen(parse_mail(raw + status + b"--b--\r\n")).address == told


def test_a_notice_that_stands_below_somebodys_own_words_is_theirs() -> None:
    mail = parsed("absence_fr_re")
    quoted = replace(mail, text="Merci.\n\n> " + mail.text.replace("\n", "\n> "))
    assert screen(mail).kind is MailKind.AUTO_REPLY
    assert screen(quoted).kind is MailKind.HUMAN


@every(
    ("said", "kind"),
    [
        ("Afin de lutter contre les spams, merci de confirmer que vous êtes un humain : cliquez ici, et votre message"
         " me sera transmis.", MailKind.AUTO_REPLY),
        ("Prouvez que vous n’êtes pas un robot : votre message sera alors remis à son destinataire.",
         MailKind.AUTO_REPLY),
        ("Please verify that you are not a robot. Your email will then be delivered.", MailKind.AUTO_REPLY),
        ("Votre demande sera transmise à notre technicien, il passera jeudi à 9h.\n\nEmail protégé contre les spams par"
         " Mailinblack", MailKind.HUMAN),
        ("Votre demande sera remise au gérant dès demain.\n\nFiltré par Vade Retro", MailKind.HUMAN),
        ("Votre message était bloqué par notre anti-spam, désolé ! Jeudi 9h me va.", MailKind.HUMAN),
        ("Votre mail était en attente dans mes spams, désolée. Merci de confirmer que vous êtes disponible jeudi.",
         MailKind.HUMAN),
        ("Sorry, your email was held by our anti-spam. Please confirm that you are coming on Friday.", MailKind.HUMAN),
        ("Votre message était retenu par l’anti-spam. Cliquez sur ma vidéo, le robinet coule fort.", MailKind.HUMAN),
    ],
)  # fmt: skip
def test_a_person_who_tells_of_their_filter_asks_nobody_to_prove_anything(said: str, kind: MailKind) -> None:
    mail = replace(parsed("challenge_en"), text=said, subject="Re: fuite")
    assert screen(mail).kind is kind


SENT = date(2026, 11, 23)


@every(
    ("words", "day"),
    [
        ("Absent du 20 au 30 novembre inclus.", date(2026, 11, 30)),
        ("Absente du 26 novembre au 3 décembre, de retour le 4", date(2026, 12, 3)),
        ("Je suis en congés jusqu’au lundi 4 janvier.", date(2027, 1, 4)),
        ("jusqu’au 1er décembre", date(2026, 12, 1)),
        ("jusqu’au 15/01", date(2027, 1, 15)),
        ("du 23.11.26 au 05.12.26", date(2026, 12, 5)),
        ("until 2026-12-24", date(2026, 12, 24)),
        ("from 20 November to 5 December", date(2026, 12, 5)),
        ("I will be back on Monday, December 7th, 2026", date(2026, 12, 7)),
        ("will not return until 11/30/2026", date(2026, 11, 30)),
        ("De retour lundi", date(2026, 11, 30)),
        ("jusqu’à vendredi", date(2026, 11, 27)),
        ("Je reprendrai mes fonctions le 2 décembre", date(2026, 12, 2)),
        ("nos bureaux rouvriront le jeudi 2 janvier", date(2027, 1, 2)),
        ("jusqu’au 31 novembre", None),
        ("Je suis absent.", None),
        ("Vous avez écrit le 20 novembre.", None),
        ("until further notice", None),
        ("Je ne consulterai pas mes messages avant le 4 janvier", date(2027, 1, 4)),
        ("ne pourrai pas répondre avant le 7 décembre", date(2026, 12, 7)),
        ("I won't be reading mail before 7 December", date(2026, 12, 7)),
        ("Je vous répondrai avant le 7 décembre", None),
        ("Ne passez pas avant le 7 décembre", None),
        ("I will reply before 7 December", None),
        ("Je ne pourrai pas vous répondre avant le 7 décembre", date(2026, 12, 7)),
        ("Nous ne traiterons pas votre demande avant le 7 décembre", date(2026, 12, 7)),
        ("Merci de ne pas répondre à ce mail avant le 7 décembre", None),
        ("Please do not reply before 7 December", None),
        ("If we do not answer before 7 December, call us", None),
        ("Vous ne répondrez pas avant le 7 décembre ?", None),
        ("Je traiterai pas à pas vos demandes avant le 7 décembre", None),
    ],
)
def test_an_absence_is_dated_by_its_own_words(words: str, day: date | None) -> None:
    assert until(fold(words), SENT) == day


def test_without_a_date_of_its_own_a_mail_dates_only_what_has_a_year() -> None:
    assert until(fold("jusqu’au 4 décembre"), None) is None
    assert until(fold("jusqu’à lundi"), None) is None
    assert until(fold("jusqu’au 4 décembre 2026"), None) == date(2026, 12, 4)


def test_the_day_of_a_mail_is_told_in_paris() -> None:
    mail = replace(parsed("absence_en_weekday"), date=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))  # Monday in Paris
    assert screen(mail).until == date(2026, 11, 30)
