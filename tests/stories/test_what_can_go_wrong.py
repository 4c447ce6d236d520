"""Bad input: nothing is lost, nobody is impersonated, machines are not answered, and people are told."""

import smtplib
from email.message import EmailMessage

import pytest
from sqlalchemy import delete, select

from mailbot.model import Comment, Event, Person, PersonAddress, Report, TeamMember
from mailbot.model_mails import Attachment, InboundMail
from mailbot.status import standing, waiting_mails
from mailbot.vocabulary import AttachmentUse, EventKind, InboundFate, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

STRANGER = "someone@elsewhere.example"


def nadias_address(house: LivingHouse) -> str:
    return reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.scalars(select(InboundMail).order_by(InboundMail.id))]


def comments(house: LivingHouse) -> list[str]:
    with house.world.database.looking() as session:
        return list(session.scalars(select(Comment.text).where(Comment.mail_id.is_not(None)).order_by(Comment.id)))


@pytest.mark.feature("GAP-17")
def test_a_token_used_from_an_unknown_address_is_held_and_publishes_nothing(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    forged = mail("C'est réglé, clôturez !", sender=STRANGER, to=address, subject="Re: x", message_id="<f@x.example>")

    told = sqlite_house.told(forged, sender=STRANGER, to=address)

    assert fates(sqlite_house)[-1] == (InboundFate.HELD, "unknown_sender")
    assert len(comments(sqlite_house)) == 1
    assert all(each.recipient != STRANGER for each in told)
    assert {code for _, code in who_got_what(told)} <= {"X-11"}
    with sqlite_house.world.database.looking() as session:
        assert session.scalars(select(Report).where(Report.ref == "SIG-1046")).one().status is ReportStatus.TODO


@pytest.mark.feature("GAP-17")
def test_the_owner_of_the_address_is_asked_and_a_yes_lets_the_mail_through(house: LivingHouse) -> None:
    address = nadias_address(house)
    other = "nadia.b@travail.example"
    letter = mail(
        "Le plombier peut venir lundi.", sender=other, to=address, subject="Re: x", message_id="<w@x.example>"
    )
    asked = letter_to(house.told(letter, sender=other, to=address), NADIA, "X-11")
    assert other in text_of(asked)

    yes = mail("Oui, c'était bien moi.", sender=NADIA, to=reply_to(asked), subject="Re: x", message_id="<y@x.example>")
    told = house.told(yes, sender=NADIA, to=reply_to(asked))

    assert (SOPHIE, "G-02") in who_got_what(told)
    assert comments(house)[-1] == "Le plombier peut venir lundi."
    again = mail("Merci bien.", sender=other, to=address, subject="Re: x", message_id="<again@x.example>")
    house.told(again, sender=other, to=address)
    assert fates(house)[-1] == (InboundFate.TAKEN, "")


@pytest.mark.feature("GAP-17")
def test_a_no_sets_the_mail_aside_for_good(house: LivingHouse) -> None:
    address = nadias_address(house)
    forged = mail("Clôturez.", sender=STRANGER, to=address, subject="Re: x", message_id="<f@x.example>")
    asked = letter_to(house.told(forged, sender=STRANGER, to=address), NADIA, "X-11")

    no = mail("Non, ce n'était pas moi.", sender=NADIA, to=reply_to(asked), subject="Re: x", message_id="<n@x.example>")
    house.told(no, sender=NADIA, to=reply_to(asked))

    assert [fate for fate, _ in fates(house)] == [InboundFate.TAKEN, InboundFate.REFUSED, InboundFate.TAKEN]
    assert len(comments(house)) == 1


def test_a_known_person_with_anothers_address_acts_with_their_own_rights(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    closing = mail(
        "C'est réglé, clôturez.", sender="yanis.b@outlook.example", to=address, subject="Re: x", message_id="<z@x>"
    )

    told = sqlite_house.told(closing, sender="yanis.b@outlook.example", to=address)

    assert ("yanis.b@outlook.example", "X-14") in who_got_what(told)
    with sqlite_house.world.database.looking() as session:
        assert session.scalars(select(Report).where(Report.ref == "SIG-1046")).one().status is ReportStatus.TODO


@pytest.mark.feature("GAP-23")
def test_an_automatic_mail_is_filed_and_never_answered(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    absence = mail(
        "Je suis absente jusqu'au 3 décembre.", sender=NADIA, to=address, subject="Absence", message_id="<a@x>"
    )
    absence["Auto-Submitted"] = "auto-replied"

    assert sqlite_house.told(absence, sender=NADIA, to=address) == []
    assert fates(sqlite_house)[-1][0] is InboundFate.AUTOMATIC
    assert len(comments(sqlite_house)) == 1


def test_our_own_letter_coming_back_is_not_a_comment(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(letters, NADIA, "T-01"))

    assert sqlite_house.told(letter_to(letters, NADIA, "T-01").raw, sender=NADIA, to=address) == []
    assert fates(sqlite_house)[-1][0] is InboundFate.AUTOMATIC


def test_a_mail_that_nobody_can_read_is_kept_marked_and_its_sender_asked(house: LivingHouse) -> None:
    address = nadias_address(house)
    raw = (
        b"From: " + NADIA.encode() + b"\r\nMessage-ID: <u@x>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\x00\xff%%%\r\n"
    )

    told = house.told(raw, sender=NADIA, to=address)

    assert who_got_what(told) == {(NADIA, "T-03")}
    assert fates(house)[-1] == (InboundFate.ASKED, "unreadable")
    with house.world.database.looking() as session:
        assert standing(session, now=house.clock()).unreadable == 1
        [listed] = waiting_mails(session, limit=10)
    assert listed.trouble == "unreadable"


def test_an_unknown_sender_whom_no_domain_vouches_for_is_parked_and_gets_nothing(sqlite_house: LivingHouse) -> None:
    letter = mail("Ma chaudière est en panne.", sender=STRANGER, to=INTAKE, subject="Panne", message_id="<s@x>")

    assert who_got_what(sqlite_house.told(letter, sender=STRANGER, to=INTAKE)) == {(SOPHIE, "G-13")}
    assert fates(sqlite_house) == [(InboundFate.PARKED, "unknown_sender")]


def test_a_former_tenant_writes_into_no_thread(sqlite_house: LivingHouse) -> None:
    gilbert = "gilbert.roux@laposte.example"
    letter = mail("J'ai oublié mes clés.", sender=gilbert, to=INTAKE, subject="Clés", message_id="<g@x>")

    assert who_got_what(sqlite_house.told(letter, sender=gilbert, to=INTAKE)) == {(SOPHIE, "G-13")}
    assert fates(sqlite_house) == [(InboundFate.PARKED, "former_tenant")]


@pytest.mark.feature("GAP-18")
def test_a_program_is_refused_by_its_content_and_named_and_the_text_is_taken(house: LivingHouse) -> None:
    address = nadias_address(house)
    letter = mail("Voici la vidéo.", sender=NADIA, to=address, subject="Re: x", message_id="<p@x>")
    letter.add_attachment(b"MZ\x90\x00" + b"\x00" * 900, maintype="video", subtype="mp4", filename="fuite.mp4")

    told = house.told(letter, sender=NADIA, to=address)

    assert "fuite.mp4" in text_of(letter_to(told, NADIA, "X-15"))
    assert comments(house)[-1] == "Voici la vidéo."
    with house.world.database.looking() as session:
        [kept] = session.scalars(select(Attachment).where(Attachment.name == "fuite.mp4"))
    assert (kept.use, kept.why) == (AttachmentUse.REFUSED, "forbidden_type")


@pytest.mark.feature("S1-50", "S1-81")
def test_a_closed_discussion_stays_closed_and_nothing_said_is_lost(house: LivingHouse) -> None:
    address = nadias_address(house)
    house.told(
        mail("C'est réglé, clôturez.", sender=NADIA, to=address, subject="Re: x", message_id="<c@x>"),
        sender=NADIA,
        to=address,
    )
    before = comments(house)
    late = mail("Au fait, j'ai encore un souci.", sender=NADIA, to=address, subject="Re: x", message_id="<l@x>")

    told = house.told(late, sender=NADIA, to=address)

    assert who_got_what(told) == {(NADIA, "T-18"), (SOPHIE, "G-17")}
    assert "j'ai encore un souci" in text_of(letter_to(told, SOPHIE, "G-17"))
    assert comments(house) == before
    with house.world.database.looking() as session:
        assert session.scalars(select(Event.kind).order_by(Event.id.desc())).first() is EventKind.CLOSED_REPORT_ANSWERED
    thanks = mail("Merci beaucoup !", sender=NADIA, to=address, subject="Re: x", message_id="<t@x>")
    assert house.told(thanks, sender=NADIA, to=address) == []


def test_the_same_mail_delivered_three_times_is_one_comment(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    letter = mail("Une seule fois.", sender=NADIA, to=address, subject="Re: x", message_id="<d@x>")

    for _ in range(3):
        sqlite_house.mail(letter, sender=NADIA, to=address)
    sqlite_house.settle()

    assert comments(sqlite_house).count("Une seule fois.") == 1


def test_a_forged_address_is_refused_at_the_door(sqlite_house: LivingHouse) -> None:
    forged = "r-" + "a" * 36 + "@suivi.agence-tilleul.example"

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        sqlite_house.mail(EmailMessage(), sender=NADIA, to=forged)
    assert refused.value.recipients[forged][0] == 550


def test_another_occupant_never_reads_a_telephone_number_or_a_code(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    letter = mail(
        "Appelez-moi au 06 39 98 10 12, le code est 45B12, ou nadia@perso.example.",
        sender=NADIA, to=address, subject="Re: x", message_id="<m@x>",
    )  # fmt: skip

    told = sqlite_house.told(letter, sender=NADIA, to=address)

    to_yanis = letter_to(told, "yanis.b@outlook.example", "T-04").raw
    for canary in (b"06 39 98 10 12", b"45B12", b"nadia@perso.example"):
        assert canary not in to_yanis
    assert "45B12" in text_of(letter_to(told, SOPHIE, "G-02"))


def closed_by_nadia(house: LivingHouse) -> str:
    address = nadias_address(house)
    closing = mail("C'est réglé, clôturez.", sender=NADIA, to=address, subject="Re: x", message_id="<c@x>")
    house.told(closing, sender=NADIA, to=address)
    return address


def status(house: LivingHouse) -> ReportStatus:
    with house.world.database.looking() as session:
        return session.scalars(select(Report).where(Report.ref == "SIG-1046")).one().status


@pytest.mark.feature("GAP-05")
@pytest.mark.parametrize("words", ["Ce n'est pas réglé en fait, ça coule encore.", "C’est le même problème."])
def test_its_author_brings_a_closed_report_back_within_thirty_days(sqlite_house: LivingHouse, words: str) -> None:
    address = closed_by_nadia(sqlite_house)
    if words.startswith("C’est"):
        unclear = mail("Au fait, j'ai encore un souci.", sender=NADIA, to=address, subject="Re: x", message_id="<u@x>")
        sqlite_house.told(unclear, sender=NADIA, to=address)

    told = sqlite_house.told(
        mail(words, sender=NADIA, to=address, subject="Re: x", message_id="<back@x>"), sender=NADIA, to=address
    )

    assert status(sqlite_house) is ReportStatus.TODO
    assert {(NADIA, "T-19"), ("yanis.b@outlook.example", "T-19"), (SOPHIE, "G-17")} <= who_got_what(told)
    assert (SOPHIE, "G-02") not in who_got_what(told)
    assert comments(sqlite_house)[-1] == words


@pytest.mark.feature("GAP-05")
def test_after_thirty_days_nothing_comes_back_by_itself_and_the_manager_is_told(sqlite_house: LivingHouse) -> None:
    address = closed_by_nadia(sqlite_house)
    sqlite_house.clock.forward(days=31)

    told = sqlite_house.told(
        mail("Ce n'est pas réglé, ça coule.", sender=NADIA, to=address, subject="Re: x", message_id="<b@x>"),
        sender=NADIA,
        to=address,
    )

    assert status(sqlite_house) is ReportStatus.CLOSED
    assert who_got_what(told) == {(NADIA, "T-18"), (SOPHIE, "G-17")}


def test_a_from_with_two_people_in_it_speaks_for_neither(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    raw = (
        f"From: {NADIA}, thief@evil.example\r\nTo: {address}\r\nMessage-ID: <two@x>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nC'est réglé, clôturez.\r\n"
    ).encode()

    sqlite_house.told(raw, sender=NADIA, to=address)
    assert status(sqlite_house) is ReportStatus.TODO
    assert fates(sqlite_house)[-1] == (InboundFate.PARKED, "several_senders")
    assert len(comments(sqlite_house)) == 1
    sqlite_house.told(raw.replace(b"<two@x>", b"<three@x>"), sender=NADIA, to=INTAKE)
    assert fates(sqlite_house)[-1] == (InboundFate.PARKED, "several_senders")


def test_a_manager_who_left_the_agency_speaks_for_it_no_more(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(letters, SOPHIE, "G-01"))
    with house.world.database.transaction() as session:
        sophie = session.scalars(select(Person).where(Person.key == "sophie")).one()
        session.execute(delete(TeamMember).where(TeamMember.person_id == sophie.id))

    told = house.told(
        mail("Je clôture.", sender=SOPHIE, to=hers, subject="Re: x", message_id="<gone@x>"), sender=SOPHIE, to=hers
    )

    assert told == []
    assert fates(house)[-1] == (InboundFate.PARKED, "former_manager")


def test_a_yes_for_somebody_elses_address_settles_the_mail_and_does_not_ask_for_ever(house: LivingHouse) -> None:
    address = nadias_address(house)
    told = mail("Bonjour.", sender=STRANGER, to=address, subject="Re: x", message_id="<k@x>")
    asked = letter_to(house.told(told, sender=STRANGER, to=address), NADIA, "X-11")
    with house.world.database.transaction() as session:  # before she answers, it comes on file for somebody else
        karim = session.query(Person).filter_by(key="karim").one()
        session.add(
            PersonAddress(agency_id=karim.agency_id, person_id=karim.id, address=STRANGER, added_at=house.clock.now)
        )

    yes = mail("oui", sender=NADIA, to=reply_to(asked), subject="Re: x", message_id="<y@x>")
    assert house.told(yes, sender=NADIA, to=reply_to(asked)) == []
    assert (InboundFate.PARKED, "known_as_somebody_else") in fates(house)


def test_whoever_was_refused_once_is_not_asked_about_again(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    first = mail("Clôturez.", sender=STRANGER, to=address, subject="Re: x", message_id="<f1@x>")
    asked = letter_to(sqlite_house.told(first, sender=STRANGER, to=address), NADIA, "X-11")
    no = mail("non", sender=NADIA, to=reply_to(asked), subject="Re: x", message_id="<n@x>")
    sqlite_house.told(no, sender=NADIA, to=reply_to(asked))

    again = mail("Clôturez donc.", sender=STRANGER, to=address, subject="Re: x", message_id="<f2@x>")
    assert sqlite_house.told(again, sender=STRANGER, to=address) == []
    assert fates(sqlite_house)[-1][0] is InboundFate.REFUSED


def test_a_subject_tells_nobody_who_wrote_it_nor_how_to_get_in(sqlite_house: LivingHouse) -> None:
    letter = mail(
        "C'est Nadia Belkacem, 06 39 98 10 12, code 45B12, la chaudière est en panne.",
        sender=NADIA, to=INTAKE, subject="", message_id="<bare@x>",
    )  # fmt: skip
    code = mail("Il fait froid.", sender=NADIA, to=INTAKE, subject="Panne, code 45B12", message_id="<code@x>")

    for each in (letter, code):
        to_yanis = letter_to(sqlite_house.told(each, sender=NADIA, to=INTAKE), "yanis.b@outlook.example", "T-01")
        shown = to_yanis.mail.subject + to_yanis.mail.text + to_yanis.mail.html
        for canary in ("Nadia", "06 39 98 10 12", "45B12"):
            assert canary not in shown


def test_a_broken_photo_alone_is_named_to_its_sender(sqlite_house: LivingHouse) -> None:
    address = nadias_address(sqlite_house)
    letter = mail("", sender=NADIA, to=address, subject="Re: x", message_id="<broken@x>")
    letter.add_attachment(b"\xff\xd8\xff no picture", maintype="image", subtype="jpeg", filename="IMG_7.jpg")

    told = sqlite_house.told(letter, sender=NADIA, to=address)

    assert who_got_what(told) == {(NADIA, "X-15")}
    assert "IMG_7.jpg" in text_of(letter_to(told, NADIA, "X-15"))


def test_a_full_disk_is_a_451_and_the_mail_is_kept_when_it_comes_again(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_house
    big = mail("Voici. " * 60_000, sender=NADIA, to=INTAKE, subject="Fuite", message_id="<big@x>")

    def full(_content: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.world.blobs), "put", lambda _self, content: full(content))
        with pytest.raises(smtplib.SMTPDataError) as refused:
            house.mail(big, sender=NADIA, to=INTAKE)
    assert refused.value.smtp_code == 451
    assert "space" not in str(refused.value.smtp_error)
    assert (NADIA, "T-01") in who_got_what(house.told(big, sender=NADIA, to=INTAKE))


@pytest.mark.feature("GAP-23")
def test_a_robot_that_nobody_recognised_is_answered_five_times_an_hour_and_no_more(sqlite_house: LivingHouse) -> None:
    address = closed_by_nadia(sqlite_house)
    answers = 0
    for number in range(8):
        again = mail(
            "Votre demande est prise en charge.", sender=NADIA, to=address, subject="x", message_id=f"<{number}@x>"
        )
        answers += sum(code == "T-18" for _, code in who_got_what(sqlite_house.told(again, sender=NADIA, to=address)))
    assert answers == 5
    sqlite_house.clock.forward(hours=2)
    later = mail("Votre demande est prise en charge.", sender=NADIA, to=address, subject="x", message_id="<later@x>")
    assert (NADIA, "T-18") in who_got_what(sqlite_house.told(later, sender=NADIA, to=address))


def test_a_disk_that_is_full_for_a_while_parks_nobody(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_house
    house.mail(the_leak(), sender=NADIA, to=INTAKE)

    def full(_self: object, _content: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.world.blobs), "put", full)
        for _ in range(12):
            house.settle()
            house.clock.forward(seconds=30)
        assert fates(house) == [(None, "")]
    house.settle()
    assert fates(house) == [(InboundFate.TAKEN, "")]


def test_a_fault_of_ours_is_tried_a_few_times_then_waits_for_a_person(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_house
    house.mail(the_leak(), sender=NADIA, to=INTAKE)

    def broken(_self: object, _content: bytes) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(type(house.world.blobs), "put", broken)
    for _ in range(12):
        house.settle()
        house.clock.forward(minutes=2)
    assert fates(house) == [(InboundFate.PARKED, "fault")]
