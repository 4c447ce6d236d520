"""A tenant reports with a photo, the manager answers, the tenant replies from every program, the tenant closes."""

import io
from email.message import EmailMessage
from functools import lru_cache

import pytest
from PIL import Image

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import Attachment
from mailbot.vocabulary import AttachmentUse, Category, EventKind, ReportStatus
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what


@lru_cache
def photo() -> bytes:
    """Taken by a telephone that says where it was."""
    picture = Image.radial_gradient("L").resize((2000, 1500))
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (45.0, 45.0, 36.0)}
    place[0x010F] = "Telephone of Nadia"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=place)
    return kept.getvalue()


def mail(text: str, *, sender: str, to: str, subject: str, message_id: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Message-ID"] = sender, to, subject, message_id
    message["Date"] = "Sat, 21 Nov 2026 10:00:00 +0100"
    message.set_content(text)
    return message


def the_leak() -> EmailMessage:
    message = mail(
        "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n\nNadia Belkacem\n",
        sender=f"Nadia Belkacem <{NADIA}>",
        to=INTAKE,
        subject="Fuite évier cuisine",
        message_id="<first@gmail.example>",
    )
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_2041.jpg")
    return message


def report_of(house: LivingHouse, ref: str) -> Report:
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref=ref).one()


@pytest.mark.feature("S1-10", "S1-77", "S1-78")
def test_a_mail_to_the_intake_address_opens_a_report_and_everybody_concerned_is_told(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)

    assert who_got_what(letters) == {
        (NADIA, "T-01"),
        (YANIS, "T-01"),
        (SOPHIE, "G-01"),
    }
    report = report_of(house, "SIG-1046")
    assert (report.object, report.status, report.category) == (
        "Fuite évier cuisine",
        ReportStatus.TODO,
        Category.PLUMBING,
    )
    told = text_of(letter_to(letters, SOPHIE, "G-01"))
    assert "L'évier de la cuisine fuit depuis ce matin" in told
    assert "1 photo" in told
    with house.world.database.looking() as session:
        [attachment] = session.query(Attachment).filter_by(report_id=report.id).all()
        assert attachment.use is AttachmentUse.PHOTO
        assert house.world.blobs.get(attachment.fingerprint)[:2] == b"\xff\xd8"


def test_the_manager_sees_the_photo_and_not_where_it_was_taken(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)

    told = letter_to(letters, SOPHIE, "G-01")
    [shown] = told.mail.files
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert max(picture.size) == 1600
        assert not picture.getexif()
    assert b"Telephone of Nadia" not in shown.content
    assert shown.name == "IMG_2041.jpg"


@pytest.mark.feature("S1-08", "S1-27")
def test_the_landlord_is_left_in_peace_and_no_letter_shows_another_occupant(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)

    assert BERNARD not in {each.recipient for each in letters}
    for each in letters:
        assert len(each.mail.to) == 1
        assert not each.mail.cc
    assert b"Nadia" not in letter_to(letters, YANIS, "T-01").raw


@pytest.mark.feature("S1-20", "S1-39", "S1-43", "S1-46")
def test_the_manager_answers_by_reply_and_that_alone_moves_the_report(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    answer = mail(
        "Bonjour Madame Belkacem, je m'en occupe : un plombier vous appellera.\n\nSophie Lambert\n",
        sender=SOPHIE,
        to=reply_to(letter_to(letters, SOPHIE, "G-01")),
        subject="Re: [SIG-1046] Fuite évier cuisine",
        message_id="<answer@agence.example>",
    )

    told = sqlite_house.told(answer, sender=SOPHIE, to=str(answer["To"]))

    assert who_got_what(told) == {
        (NADIA, "T-04"),
        (YANIS, "T-04"),
    }
    assert "un plombier vous appellera" in text_of(letter_to(told, NADIA, "T-04"))
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.IN_PROGRESS


def test_a_tenants_reply_moves_nothing(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    reply = mail(
        "La bassine se remplit en deux heures.\n",
        sender=NADIA,
        to=reply_to(letter_to(letters, NADIA, "T-01")),
        subject="Re: [SIG-1046] Fuite évier cuisine",
        message_id="<more@gmail.example>",
    )

    told = sqlite_house.told(reply, sender=NADIA, to=str(reply["To"]))

    assert who_got_what(told) == {
        (YANIS, "T-04"),
        (SOPHIE, "G-02"),
    }
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO


@pytest.mark.feature("S1-21", "S1-51", "S1-85")
def test_the_author_closes_with_a_few_words(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    reply = mail(
        "C'est réglé, vous pouvez clôturer. Merci !\n",
        sender=NADIA,
        to=reply_to(letter_to(letters, NADIA, "T-01")),
        subject="Re: [SIG-1046] Fuite évier cuisine",
        message_id="<done@gmail.example>",
    )

    told = house.told(reply, sender=NADIA, to=str(reply["To"]))

    report = report_of(house, "SIG-1046")
    assert report.status is ReportStatus.CLOSED
    assert who_got_what(told) == {
        (YANIS, "T-04"),
        (SOPHIE, "G-02"),
        (NADIA, "T-17"),
        (YANIS, "T-17"),
    }
    assert "à votre demande" in text_of(letter_to(told, NADIA, "T-17"))
    assert "Statut : Clôturé" in text_of(letter_to(told, SOPHIE, "G-02"))
    assert "Lu comme : c’est réglé" in text_of(letter_to(told, SOPHIE, "G-02"))
    with house.world.database.looking() as session:
        kinds = [event.kind for event in session.query(Event).filter_by(report_id=report.id).order_by(Event.id)]
    assert kinds[-1] is EventKind.REPORT_CLOSED_BY_AUTHOR


@pytest.mark.feature("S1-21")
def test_another_occupants_closing_words_are_kept_and_explained_but_close_nothing(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    reply = mail(
        "C'est réglé, vous pouvez clôturer.\n",
        sender=YANIS,
        to=reply_to(letter_to(letters, YANIS, "T-01")),
        subject="Re: [SIG-1046] Fuite évier cuisine",
        message_id="<yanis@outlook.example>",
    )

    told = sqlite_house.told(reply, sender=YANIS, to=str(reply["To"]))

    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO
    assert "la personne qui a signalé le problème" in text_of(letter_to(told, YANIS, "X-14"))
    with sqlite_house.world.database.looking() as session:
        assert session.query(Comment).filter_by(text="C'est réglé, vous pouvez clôturer.").count() == 1


def threads_of(letters: list[Delivered]) -> set[tuple[str, str]]:
    return {(each.mail.subject, each.mail.references[0]) for each in letters}


def test_one_thread_keeps_one_subject_and_one_root(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    for number in range(2):
        reply = mail(
            f"Encore une précision, numéro {number}.\n",
            sender=NADIA,
            to=reply_to(letter_to(letters, NADIA, "T-01")),
            subject="Re: autre chose",
            message_id=f"<{number}@gmail.example>",
        )
        sqlite_house.told(reply, sender=NADIA, to=str(reply["To"]))

    [(subject, root)] = threads_of(sqlite_house.boxes.of(SOPHIE))
    assert subject == "[SIG-1046] Fuite évier cuisine — T2 Lilas 3e gauche"
    assert root.startswith("<thread.")
    assert len(sqlite_house.boxes.of(SOPHIE)) == 3
