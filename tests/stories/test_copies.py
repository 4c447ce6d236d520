"""Cc, forwarded letters, and the same mail twice (MAIL_RULES A)."""

import smtplib
from email import policy
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from mailbot.inbound.twice import of_author
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate, ReportStatus, Role
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_strangers import answers, fates, reports_of

pytestmark = pytest.mark.feature("GAP-17")


def nadias_address(house: LivingHouse) -> str:
    return reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))


def comments(house: LivingHouse) -> list[str]:
    with house.world.database.looking() as session:
        return list(session.scalars(select(Comment.text).where(Comment.mail_id.is_not(None)).order_by(Comment.id)))


def by_way_of(letter: EmailMessage, server: str) -> bytes:
    """The same letter with the traces of another way."""
    trace = (
        f"Return-Path: <{NADIA}>\r\nDelivered-To: x@{server}\r\nReceived: from a by {server} with ESMTPS id 1;\r\n"
        " Sat, 21 Nov 2026 10:00:01 +0100\r\nX-Spam-Status: No, score=-1.0\r\n"
    )
    return trace.encode() + letter.as_bytes(policy=policy.SMTP)


def test_the_same_mail_by_two_servers_is_taken_once(house: LivingHouse) -> None:
    address = nadias_address(house)
    letter = mail("Le joint est changé.", sender=NADIA, to=address, subject="Re: x", message_id="<twice@x.example>")
    first = house.told(by_way_of(letter, "mx1.example"), sender=NADIA, to=address)
    assert (SOPHIE, "G-02") in who_got_what(first)

    second = house.told(by_way_of(letter, "mx2.example") + b"\r\n\r\n", sender=NADIA, to=address)

    assert second == []
    assert comments(house)[1:] == ["Le joint est changé."]
    assert fates(house)[-1] == (InboundFate.AUTOMATIC, "same_mail")
    letter.set_content("Le joint fuit encore.")
    other = house.told(by_way_of(letter, "mx2.example"), sender=NADIA, to=address)
    assert (SOPHIE, "G-02") in who_got_what(other)  # other words under the same Message-ID are another mail
    house.clock.forward(days=8)
    house.told(by_way_of(letter, "mx3.example"), sender=NADIA, to=address)
    assert fates(house)[-1][0] is InboundFate.TAKEN


def test_a_mail_to_a_thread_and_to_the_intake_is_taken_by_the_thread(house: LivingHouse) -> None:
    address = nadias_address(house)
    letter = mail("Le joint fuit encore.", sender=NADIA, to=address, subject="Re: x", message_id="<both@x.example>")
    letter["Cc"] = INTAKE
    with smtplib.SMTP("127.0.0.1", house.smtp_port, timeout=60) as client:
        client.sendmail(NADIA, [INTAKE, address], letter.as_bytes(policy=policy.SMTP))
    house.settle()
    house.clock.forward(seconds=11)
    house.settle()

    assert reports_of(house) == reports_of_one_more(house)
    assert comments(house)[1:] == ["Le joint fuit encore."]
    with house.world.database.looking() as session:
        found = {row.recipient: (row.fate, row.trouble) for row in session.scalars(select(InboundMail))}
    assert found[address] == (InboundFate.TAKEN, "")
    assert sorted(fates(house), key=str)[0] == (InboundFate.AUTOMATIC, "same_mail")


def reports_of_one_more(house: LivingHouse) -> int:
    """How many reports there are with Nadia's, and no other."""
    with house.world.database.looking() as session:
        return len(session.scalars(select(Report.id).where(Report.ref <= "SIG-1046")).all())


def test_what_the_intake_took_already_is_not_taken_by_the_thread(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    letter = mail("La porte ne ferme plus.", sender=NADIA, to=INTAKE, subject="Porte", message_id="<late@x.example>")
    letter["Cc"] = address
    opened = sqlite_house.told(letter, sender=NADIA, to=INTAKE)
    assert (NADIA, "T-01") in who_got_what(opened)

    assert sqlite_house.told(by_way_of(letter, "slow.example"), sender=NADIA, to=address) == []
    assert fates(sqlite_house)[-1] == (InboundFate.AUTOMATIC, "same_mail")


def test_a_copy_to_the_address_of_no_conversation_keeps_nothing_out(sqlite_house: LivingHouse) -> None:
    desk = "suivi@suivi.agence-tilleul.example"
    letter = the_leak()
    letter["Cc"] = desk
    sqlite_house.told(letter, sender=NADIA, to=desk)
    told = sqlite_house.told(by_way_of(letter, "b.example"), sender=NADIA, to=INTAKE)
    assert (NADIA, "T-01") in who_got_what(told)


def test_two_occupants_addresses_of_one_thread_hear_it_once(sqlite_house: LivingHouse) -> None:
    told = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, his = reply_to(letter_to(told, NADIA, "T-01")), reply_to(letter_to(told, YANIS, "T-01"))
    letter = mail("Le joint fuit encore.", sender=NADIA, to=hers, subject="Re: x", message_id="<all@x.example>")
    letter["Cc"] = his

    first = sqlite_house.told(letter, sender=NADIA, to=hers)
    assert sqlite_house.told(letter, sender=NADIA, to=his) == []

    assert (SOPHIE, "G-02") in who_got_what(first)
    assert comments(sqlite_house)[1:] == ["Le joint fuit encore."]


def test_a_forged_copy_does_not_keep_the_real_one_out(sqlite_house: LivingHouse) -> None:
    """Copies that wait for a yes stand for nothing that is better proven."""
    stranger = "n.belkacem@travail.example"
    address = nadias_address(sqlite_house)
    letter = mail("Lundi me va.", sender=stranger, to=address, subject="Re: x", message_id="<real@x.example>")
    sqlite_house.publishes("travail.example")
    told = sqlite_house.told(by_way_of(letter, "a.example"), sender=stranger, to=address)
    sqlite_house.told(by_way_of(letter, "b.example"), sender=stranger, to=address)
    assert [fate for fate, _ in fates(sqlite_house)][1:] == [InboundFate.HELD, InboundFate.AUTOMATIC]
    sqlite_house.vouches("travail.example")
    sqlite_house.clock.forward(hours=2)
    sqlite_house.told(by_way_of(letter, "c.example"), sender=stranger, to=address)
    assert fates(sqlite_house)[-1][0] is InboundFate.HELD

    answers(sqlite_house, letter_to(told, NADIA, "X-11"), "Oui, c'était bien moi.")

    assert comments(sqlite_house)[1:] == ["Lundi me va."]


def test_a_copy_sent_first_as_a_programs_keeps_nothing_out(sqlite_house: LivingHouse) -> None:
    """Whoever was sent the same mail may hand it in before it comes, with a header of a program."""
    address = nadias_address(sqlite_house)
    letter = mail("Lundi me va.", sender=NADIA, to=address, subject="Re: x", message_id="<race@x.example>")
    first = b"Auto-Submitted: auto-replied\r\n" + by_way_of(letter, "evil.example")
    assert sqlite_house.told(first, sender="x@evil.example", to=address) == []
    assert fates(sqlite_house)[-1][0] is InboundFate.AUTOMATIC

    sqlite_house.told(by_way_of(letter, "mx1.example"), sender=NADIA, to=address)

    assert comments(sqlite_house)[1:] == ["Lundi me va."]


def test_what_a_program_sends_by_two_servers_is_taken_once(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    notice = mail("Je suis absente.", sender=NADIA, to=address, subject="Absence", message_id="<auto@x.example>")
    notice["Auto-Submitted"] = "auto-replied"
    for server in ("mx1.example", "mx2.example"):
        sqlite_house.told(by_way_of(notice, server), sender="<>", to=address)
    assert [trouble for _, trouble in fates(sqlite_house)][1:] == ["auto_submitted", "same_mail"]


def test_a_copy_that_was_refused_keeps_no_better_proven_one_out(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    sqlite_house.vouches(NADIA.rpartition("@")[2])
    letter = mail("Lundi me va.", sender=NADIA, to=address, subject="Re: x", message_id="<no@x.example>")
    forged = sqlite_house.told(by_way_of(letter, "evil.example"), sender="x@evil.example", to=address)
    answers(sqlite_house, letter_to(forged, NADIA, "X-11"), "Non, ce n'était pas moi.")
    assert (InboundFate.REFUSED, "forged") in fates(sqlite_house)

    sqlite_house.told(by_way_of(letter, "mx1.example"), sender=NADIA, to=address)

    assert comments(sqlite_house)[1:] == ["Lundi me va."]


def test_what_an_author_wrote_is_told_from_what_servers_add() -> None:
    letter = mail("Bonjour.", sender=NADIA, to=INTAKE, subject="Re: x", message_id="<a@x.example>")
    raw = letter.as_bytes(policy=policy.SMTP)
    assert of_author(by_way_of(letter, "mx.example")) == of_author(raw)
    assert of_author(raw.replace(b"\r\n", b"\n")) == of_author(raw)
    assert of_author(raw.replace(b"Bonjour", b"bonjour")) != of_author(raw)
    assert of_author(raw.replace(NADIA.encode(), YANIS.encode())) != of_author(raw)
    assert of_author(raw.replace(b"Subject: Re: x", b"Subject: Re:\r\n x")) == of_author(raw)
    assert len({of_author(hostile) for hostile in (b"", b"\n\n", b"\0" * 1000, b":" * 1000)}) >= 1


# -- Forwarded mail: the outer person speaks --------------------------------------------------------------------------

_INNER = "C'est réglé, vous pouvez clôturer le dossier. Je valide le devis."
_FORWARDS = (
    "---------- Forwarded message ---------\nDe : Patrick <patrick@plomberie-durand.example>\n"
    f"Date: ven. 20 nov. 2026 à 18:02\nSubject: Fuite\nTo: <{NADIA}>\n\n{_INNER}\n",
    f"-------- Message transféré --------\nSujet : Fuite\nDate : Fri, 20 Nov 2026 18:02:11 +0100\n"
    f"De : Patrick <patrick@plomberie-durand.example>\nPour : {NADIA}\n\n{_INNER}\n",
    f"De : Patrick <patrick@plomberie-durand.example>\nEnvoyé : vendredi 20 novembre 2026 18:02\nÀ : {NADIA}\n"
    f"Objet : Fuite\n\n{_INNER}\n",
    f"Début du message transféré :\n\n> De: Patrick <patrick@plomberie-durand.example>\n> Objet: Fuite\n"
    f"> Date: 20 novembre 2026 à 18:02:11 UTC+1\n> À: {NADIA}\n>\n> {_INNER}\n",
    "Begin forwarded message:\n\n> From: Patrick <patrick@plomberie-durand.example>\n> Subject: Leak\n"
    f"> Date: 20 November 2026 at 18:02:11 CET\n> To: {NADIA}\n>\n> It is settled, you can close it. Approved.\n",
)


def test_the_inner_text_of_a_forward_is_read_as_nobodys_instruction(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    for number, forwarded in enumerate(_FORWARDS):
        letter = mail(
            f"Voici ce que j'ai reçu, numéro {number}.\n\n{forwarded}", sender=NADIA, to=address,
            subject="TR: Fuite" if number % 2 else "Fwd: Fuite", message_id=f"<fwd{number}@x.example>",
        )  # fmt: skip
        told = sqlite_house.told(letter, sender=NADIA, to=address)
        assert (SOPHIE, "G-02") in who_got_what(told)
        assert "vous pouvez clôturer" not in text_of(letter_to(told, SOPHIE, "G-02")).partition("Statut")[0]
    attached = mail("Voyez ci-joint.", sender=NADIA, to=address, subject="Fwd: x", message_id="<att@x.example>")
    inner = mail(_INNER, sender="patrick@plomberie-durand.example", to=NADIA, subject="Fuite", message_id="<in@x>")
    attached.add_attachment(inner)
    sqlite_house.told(attached, sender=NADIA, to=address)

    with sqlite_house.world.database.looking() as session:
        assert session.scalars(select(Report).where(Report.ref == "SIG-1046")).one().status is ReportStatus.TODO
    assert all("clôturer" not in text and "close it" not in text for text in comments(sqlite_house))
    assert "Voyez ci-joint." in comments(sqlite_house)


def test_whoever_answers_a_letter_that_was_forwarded_to_them_is_a_stranger(sqlite_house: LivingHouse) -> None:
    told = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    friend = "cousine@elsewhere.example"
    answer = mail(
        "Clôturez, c'est bon !", sender=friend, to=reply_to(letter_to(told, NADIA, "T-01")), subject="Re: Fwd: x",
        message_id="<friend@x.example>",
    )  # fmt: skip
    answer["In-Reply-To"] = letter_to(told, NADIA, "T-01").mail.message_id

    letters = sqlite_house.told(answer, sender=friend, to=answer["To"])

    assert who_got_what(letters) == {(NADIA, "X-11")}
    assert fates(sqlite_house)[-1] == (InboundFate.HELD, "unknown_sender")
    assert len(comments(sqlite_house)) == 1


def test_a_manager_who_forwards_a_tenants_mail_to_the_intake_is_the_one_who_speaks(sqlite_house: LivingHouse) -> None:
    forwarded = mail(
        "Pour l'appartement L-A12.\n\n---------- Forwarded message ---------\n"
        f"De : Nadia Belkacem <{NADIA}>\nDate: ven. 20 nov. 2026 à 18:02\nSubject: Chaudière\nTo: <{SOPHIE}>\n\n"
        "La chaudière ne démarre plus, nous n'avons plus de chauffage.\n",
        sender=SOPHIE, to=INTAKE, subject="Fwd: Chaudière", message_id="<sophie@x.example>",
    )  # fmt: skip
    told = sqlite_house.told(forwarded, sender=SOPHIE, to=INTAKE)

    assert who_got_what(told) == {(SOPHIE, "G-21"), (NADIA, "T-01"), (YANIS, "T-01")}
    with sqlite_house.world.database.looking() as session:
        report = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
        assert report.author_role is Role.MANAGER


# -- Cc --------------------------------------------------------------------------------------------------------------


def test_somebody_in_copy_is_named_to_the_managers_and_written_to_by_nobody(house: LivingHouse) -> None:
    report = the_leak()
    report["Cc"] = f"Cousine <cousine@elsewhere.example>, {YANIS}, {SOPHIE}"
    opened = house.told(report, sender=NADIA, to=INTAKE)
    assert who_got_what(opened) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01")}
    assert "En copie : cousine@elsewhere.example." in text_of(letter_to(opened, SOPHIE, "G-01"))
    address = reply_to(letter_to(opened, NADIA, "T-01"))
    letter = mail("Le joint fuit encore.", sender=NADIA, to=address, subject="Re: x", message_id="<cc@x.example>")
    letter["Cc"] = f"voisin@elsewhere.example, {YANIS}, Patrick <patrick@plomberie-durand.example>"

    told = house.told(letter, sender=NADIA, to=address)

    assert who_got_what(told) == {(YANIS, "T-04"), (SOPHIE, "G-02")}
    named = text_of(letter_to(told, SOPHIE, "G-02"))
    assert "En copie : voisin@elsewhere.example, patrick@plomberie-durand.example." in named
    assert b"voisin@" not in letter_to(told, YANIS, "T-04").raw
    with house.world.database.looking() as session:
        journal = str([event.facts for event in session.scalars(select(Event))])
    assert "voisin" not in journal


def test_a_letter_goes_to_one_person_and_its_answer_to_one_address(sqlite_house: LivingHouse) -> None:
    report = the_leak()
    report["Cc"] = "cousine@elsewhere.example"
    told = sqlite_house.told(report, sender=NADIA, to=INTAKE)
    for each in told:
        mail_ = each.mail
        assert [box.address for box in mail_.to] == [each.recipient]
        assert mail_.cc == ()
        assert not mail_.header("bcc")
        assert len(mail_.reply_to) == 1
        assert mail_.reply_to[0].address.endswith("@suivi.agence-tilleul.example")
    assert len({reply_to(each) for each in told}) == len(told)
