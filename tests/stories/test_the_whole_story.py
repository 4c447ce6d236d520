"""The story that everything else stands on: a photo, an answer, a reply from each mail program, and the end of it."""

from sqlalchemy import select

from mailbot.model import Comment, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import InboundFate, OutboundFate, ReportStatus
from tests.inbound.reading.clients import CLIENTS, mail_of
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

PROGRAMS = (
    "gmail_fr", "gmail_en", "outlook_desktop_fr", "outlook_ios_fr", "apple_mail_en", "iphone_fr", "thunderbird_fr",
    "orange_fr", "yahoo_fr", "free_zimbra_fr", "samsung_fr", "proton_fr",
)  # fmt: skip


def test_a_tenant_reports_with_a_photo_is_answered_replies_from_every_program_and_closes(house: LivingHouse) -> None:
    opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(opened, NADIA, "T-01"))
    answered = house.told(
        mail(
            "Bonjour Madame Belkacem, depuis quand exactement ?\n",
            sender=SOPHIE,
            to=reply_to(letter_to(opened, SOPHIE, "G-01")),
            subject="Re: [SIG-1046] Fuite évier cuisine",
            message_id="<asks@agence.example>",
        ),
        sender=SOPHIE,
        to=reply_to(letter_to(opened, SOPHIE, "G-01")),
    )
    assert reply_to(letter_to(answered, NADIA, "T-04")) == hers

    for client in (client for client in CLIENTS if client.name in PROGRAMS):
        words = f"Depuis mardi soir, et c’est pire.\n\nVu dans {client.name} aussi."
        raw = mail_of(client.answer(words)).replace(b"<answer-1042@", f"<{client.name}@".encode())
        told = house.told(raw, sender=NADIA, to=hers)
        assert who_got_what(told) == {(YANIS, "T-04"), (SOPHIE, "G-02")}, client.name
        read = text_of(letter_to(told, SOPHIE, "G-02"))
        assert f"Vu dans {client.name} aussi." in read
        assert "depuis quand exactement" not in read, "history is never told again"
        assert "Répondez simplement à ce message : votre réponse sera ajoutée" not in read

    closed = house.told(
        mail("C'est réglé, merci !\n", sender=NADIA, to=hers, subject="Re: x", message_id="<over@gmail.example>"),
        sender=NADIA,
        to=hers,
    )
    assert (NADIA, "T-17") in who_got_what(closed)
    _all_is_told_and_nothing_waits(house)


def _all_is_told_and_nothing_waits(house: LivingHouse) -> None:
    with house.world.database.looking() as session:
        report = session.scalars(select(Report).where(Report.ref == "SIG-1046")).one()
        said = session.scalars(select(Comment).where(Comment.report_id == report.id).order_by(Comment.id)).all()
        assert report.status is ReportStatus.CLOSED
        assert [comment.text for comment in said[2:-1]] == [
            f"Depuis mardi soir, et c’est pire.\n\nVu dans {client.name} aussi."
            for client in CLIENTS
            if client.name in PROGRAMS
        ]
        assert {row.fate for row in session.scalars(select(InboundMail))} == {InboundFate.TAKEN}
        letters = session.scalars(select(OutboundMail)).all()
    assert {letter.fate for letter in letters} == {OutboundFate.SENT}
    assert sorted(letter.message_id for letter in letters) == sorted(each.mail.message_id for each in house.boxes)
