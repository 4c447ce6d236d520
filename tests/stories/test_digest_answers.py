"""Answers to the letters of eight o'clock: line by line from a manager, by its number from a tenant."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Person, Report
from mailbot.model_mails import Attachment, DigestLine, InboundMail
from mailbot.vocabulary import Alerts, Channel, EventKind, InboundFate, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of, the_leak
from tests.stories.test_digests import KARIM, MORNING, choose, quiet, waiting, write


def another(subject: str, number: int) -> bytes:
    leak = the_leak()
    leak.replace_header("Subject", subject)
    leak.replace_header("Message-ID", f"<{number}@gmail.example>")
    return leak.as_bytes()


def the_morning(house: LivingHouse) -> Delivered:
    """Three reports wait for Sophie: A1 and A2 to be answered, A3 said to be settled by somebody else."""
    quiet(house)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(minutes=1)
    house.told(another("Volet bloqué", 2), sender=NADIA, to=INTAKE)
    house.clock.forward(minutes=1)
    third = house.told(another("Porte du hall", 3), sender=NADIA, to=INTAKE)
    yanis = reply_to(letter_to(third, YANIS, "T-01"))
    write(house, "C'est réglé, vous pouvez clôturer.", sender=YANIS, to=yanis, message_id="settled")
    house.clock.now = MORNING
    letter = letter_to(house.strike(), SOPHIE, "G-03")
    told = text_of(letter)
    assert "A1 · SIG-1046" in told
    assert "A2 · SIG-1047" in told
    assert "A3 · SIG-1048, T2 Lilas 3e gauche : « Porte du hall », clôture proposée" in told
    return letter


def answer(house: LivingHouse, text: str, letter: Delivered, *, number: int = 1) -> list[Delivered]:
    return write(house, text, sender=letter.recipient, to=reply_to(letter), message_id=f"answer{number}")


@pytest.mark.feature("S1-76", "S1-47", "S1-21")
def test_each_line_that_is_named_is_obeyed(house: LivingHouse) -> None:
    letters = answer(house, "A1 MT-01\nA2 répondez que le menuisier passe jeudi.\nA3 clôturez", the_morning(house))

    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04"), (NADIA, "T-17"), (YANIS, "T-17")}
    words = [text_of(each) for each in letters if each.recipient == NADIA]
    assert any("je m’en occupe" in told and "SIG-1046" in told for told in words)
    assert any("Le menuisier passe jeudi." in told and "répondez" not in told for told in words)
    assert [report_of(house, f"SIG-104{n}").status for n in (6, 7, 8)] == [
        ReportStatus.IN_PROGRESS, ReportStatus.IN_PROGRESS, ReportStatus.CLOSED,
    ]  # fmt: skip
    with house.world.database.looking() as session:
        [mail_id] = {
            event.mail_id
            for event in session.query(Event).filter(
                Event.kind.in_([EventKind.CANNED_REPLY_SENT, EventKind.COMMENT_ADDED_BY_MANAGER,
                                EventKind.REPORT_CLOSED_BY_MANAGER])
            )
            if event.at > MORNING
        }  # fmt: skip
        assert session.get_one(InboundMail, mail_id).fate is InboundFate.TAKEN


@pytest.mark.feature("S1-76")
def test_a_yes_closes_the_line_that_waits_for_it_and_the_rest_is_asked_in_one_letter(sqlite_house: LivingHouse) -> None:
    letters = answer(sqlite_house, "A1 ok, A3 ok, A9 clôturez", the_morning(sqlite_house))

    asked = text_of(letter_to(letters, SOPHIE, "X-13"))
    assert "Nous n’avons pas compris ce que vous souhaitez pour : – A1 (SIG-1046) – A9" in asked
    assert "C’est fait : – A3 (SIG-1048) : signalement clôturé" in asked
    assert report_of(sqlite_house, "SIG-1048").status is ReportStatus.CLOSED
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO

    again = answer(sqlite_house, "A1 MT-01", letter_to(letters, SOPHIE, "X-13"), number=2)
    assert who_got_what(again) == {(NADIA, "T-04"), (YANIS, "T-04")}


@pytest.mark.feature("S1-76")
def test_what_cannot_be_done_yet_is_explained_and_what_can_is_done(sqlite_house: LivingHouse) -> None:
    letters = answer(sqlite_house, "A1 OS à Dupond SA, A3 clôturez", the_morning(sqlite_house))

    told = text_of(letter_to(letters, SOPHIE, "X-14"))
    assert "A1 (SIG-1046) : envoyer un ordre de service, nous ne savons pas de quelle entreprise il s’agit" in told
    assert "A3 (SIG-1048) : signalement clôturé" in told
    assert letter_to(letters, SOPHIE, "X-14").mail.subject == "Votre message est enregistré, mais…"


@pytest.mark.feature("S1-76")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("A1 répondez au propriétaire que le devis est trop cher", "X-13"),
        ("A1 je trouve ce locataire pénible", "X-13"),
        ("clôturez", "X-13"),
        ("A2 MT-07", "X-14"),
        ("A1 #facturer 120", "X-13"),
    ],
)
def test_nothing_is_published_or_closed_by_a_guess(house: LivingHouse, words: str, code: str) -> None:
    letters = answer(house, words, the_morning(house))
    assert who_got_what(letters) == {(SOPHIE, code)}
    with house.world.database.looking() as session:
        assert not [said for said in session.query(Comment) if said.created_at > MORNING]
        assert {report_of(house, f"SIG-104{n}").status for n in (6, 7, 8)} == {ReportStatus.TODO}


@pytest.mark.feature("S1-76")
@pytest.mark.parametrize(
    "words",
    ["A1 répondez que le plombier passe jeudi.\nA1 clôturez", "A1 clôturez\nA1 répondez que le plombier passe jeudi."],
)
def test_two_wishes_for_one_line_are_never_done_by_halves(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    letters = answer(house, f"{words}\nA3 clôturez", the_morning(house))

    told = text_of(letter_to(letters, SOPHIE, "X-13"))
    assert "– A1 (SIG-1046)" in told
    assert "A3 (SIG-1048) : signalement clôturé" in told
    assert report_of(house, "SIG-1046").status is ReportStatus.TODO
    with house.world.database.looking() as session:
        assert not [said for said in session.query(Comment) if said.created_at > MORNING]


@pytest.mark.feature("S1-76", "S1-17")
@pytest.mark.parametrize("words", ["A3 clôturez\nA2 répondez que le volet est celui de la photo", "A3 clôturez"])
def test_a_photo_beside_several_lines_is_kept(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    letter = the_morning(house)
    message = mail(words, sender=SOPHIE, to=reply_to(letter), subject="Re: x", message_id="<photo@agency.example>")
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="volet.jpg")

    letters = house.told(message, sender=SOPHIE, to=reply_to(letter))

    with house.world.database.looking() as session:
        kept = session.query(Attachment).filter_by(name="volet.jpg").one()
        assert (kept.comment_id is not None) == ("A2" in words)
    told = [each for each in letters if "volet est celui" in text_of(each)]
    assert all(each.mail.files for each in told)
    assert bool(told) == ("A2" in words)


@pytest.mark.feature("S1-76")
def test_a_digest_is_answered_by_its_reader_alone(sqlite_house: LivingHouse) -> None:
    letter = the_morning(sqlite_house)
    told = ((KARIM, "G-13"), (NADIA, "G-13"), ("somebody@else.example", "X-11"))
    for number, (sender, code) in enumerate(told):
        letters = write(sqlite_house, "A3 clôturez", sender=sender, to=reply_to(letter), message_id=f"o{number}")
        assert who_got_what(letters) == {(SOPHIE, code)}
    assert report_of(sqlite_house, "SIG-1048").status is ReportStatus.TODO
    with sqlite_house.world.database.looking() as session:
        mails = session.query(InboundMail).order_by(InboundMail.id.desc()).limit(3).all()
        assert {each.fate for each in mails} == {InboundFate.PARKED, InboundFate.HELD}


@pytest.mark.feature("S1-76", "S1-28")
def test_point_brings_the_digest_on_the_spot_with_what_waits(house: LivingHouse) -> None:
    choose(house, "Sophie Lambert")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia, sophie = (reply_to(letter_to(first, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
    write(house, "Ça coule.", sender=NADIA, to=nadia, message_id="n")
    assert waiting(house) == 1

    letters = write(house, "Point svp", sender=SOPHIE, to=sophie, message_id="p")

    assert who_got_what(letters) == {(SOPHIE, "G-03")}
    assert "Depuis le dernier récapitulatif (1) : – SIG-1046" in text_of(letter_to(letters, SOPHIE, "G-03"))
    assert waiting(house) == 0
    again = answer(house, "où en est-on ?", letter_to(letters, SOPHIE, "G-03"))
    assert "Depuis le dernier récapitulatif : rien de nouveau." in text_of(letter_to(again, SOPHIE, "G-03"))
    with house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert (said.text, said.channel) == ("Point svp", Channel.AGENCY)
    many = [answer(house, "point", letter_to(again, SOPHIE, "G-03"), number=n) for n in range(5, 12)]
    assert sum(len(each) for each in many) == 3


# -- Tenants ----------------------------------------------------------------------------------------------------------


def the_tenants_morning(house: LivingHouse) -> Delivered:
    """Nadia chose one mail a day; Sophie wrote on two of her reports."""
    choose(house, "Nadia Belkacem")
    for number, first in enumerate((the_leak().as_bytes(), another("Volet bloqué", 2))):
        sophie = reply_to(letter_to(house.told(first, sender=NADIA, to=INTAKE), SOPHIE, "G-01"))
        write(house, "Bonjour, nous nous en occupons.", sender=SOPHIE, to=sophie, message_id=f"s{number}")
    house.clock.now = MORNING
    return letter_to(house.strike(), NADIA, "T-26")


@pytest.mark.feature("S1-73")
def test_an_answer_that_names_a_report_is_taken_for_it(sqlite_house: LivingHouse) -> None:
    letters = answer(sqlite_house, "SIG-1047 : le volet s'est rouvert tout seul.", the_tenants_morning(sqlite_house))

    assert who_got_what(letters) == {(SOPHIE, "G-02")}
    assert "à l’agence seule" in text_of(letter_to(letters, SOPHIE, "G-02"))
    with sqlite_house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert said.channel is Channel.AGENCY
        assert session.get_one(Report, said.report_id).ref == "SIG-1047"


@pytest.mark.feature("S1-73")
def test_one_that_names_none_is_asked_about_and_its_words_are_not_lost(house: LivingHouse) -> None:
    letters = answer(house, "C'est réglé, vous pouvez clôturer.", the_tenants_morning(house))
    asked = letter_to(letters, NADIA, "T-03")
    assert "de quel dossier s’agit-il ?" in text_of(asked)
    assert asked.mail.subject == "Une précision pour avancer plus vite : de quel dossier s’agit-il ?"
    assert who_got_what(letters) == {(NADIA, "T-03")}

    letters = answer(house, "le SIG-1046", asked, number=2)
    assert {(NADIA, "T-17"), (YANIS, "T-17")} <= who_got_what(letters)
    assert report_of(house, "SIG-1046").status is ReportStatus.CLOSED
    assert report_of(house, "SIG-1047").status is ReportStatus.IN_PROGRESS
    assert "C'est réglé, vous pouvez clôturer." in text_of(letter_to(letters, SOPHIE, "G-02"))


@pytest.mark.feature("S1-73", "S1-17")
def test_the_photo_of_one_that_names_none_joins_the_report_that_is_named_later(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letter = the_tenants_morning(house)
    message = mail("Voici la photo.", sender=NADIA, to=reply_to(letter), subject="Re:", message_id="<p@nadia.example>")
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="volet.jpg")
    asked = letter_to(house.told(message, sender=NADIA, to=reply_to(letter)), NADIA, "T-03")
    with house.world.database.looking() as session:
        unrouted = session.query(Event).filter_by(kind=EventKind.MAIL_LEFT_UNROUTED).one()
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        assert session.query(DigestLine).filter_by(event_id=unrouted.id, person_id=sophie.id).count() == 1

    answer(house, "le SIG-1047", asked, number=2)

    with house.world.database.looking() as session:
        kept = session.query(Attachment).filter_by(name="volet.jpg").one()
        assert session.get_one(Report, kept.report_id).ref == "SIG-1047"
        assert "Voici la photo." in session.get_one(Comment, kept.comment_id).text


@pytest.mark.feature("S1-77")
def test_danger_in_an_answer_is_never_asked_about_first(sqlite_house: LivingHouse) -> None:
    letters = answer(sqlite_house, "Ça sent le gaz dans la cuisine !", the_tenants_morning(sqlite_house))
    assert {(NADIA, "T-02"), (YANIS, "T-02"), (SOPHIE, "G-24")} <= who_got_what(letters)


# -- Choosing ---------------------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-26", "S1-73", "S1-75")
@pytest.mark.parametrize(
    ("words", "before", "after", "read_as"),
    [
        ("Récapitulatif", Alerts.IMMEDIATE, Alerts.DAILY, "un seul message par jour"),
        ("Un mail par jour svp", Alerts.IMMEDIATE, Alerts.DAILY, "un seul message par jour"),
        ("Immédiat, merci", Alerts.DAILY, Alerts.IMMEDIATE, "un message à chaque nouvelle"),
    ],
)
@pytest.mark.parametrize("who", ["tenant", "manager"])
def test_any_answer_chooses_how_often_and_the_next_letter_says_it_back(
    sqlite_house: LivingHouse, words: str, before: Alerts, after: Alerts, read_as: str, who: str
) -> None:
    name, address, code = ("Nadia Belkacem", NADIA, "T-01") if who == "tenant" else ("Sophie Lambert", SOPHIE, "G-01")
    choose(sqlite_house, name, before)
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)

    assert (
        write(sqlite_house, words, sender=address, to=reply_to(letter_to(first, address, code)), message_id="a") == []
    )

    with sqlite_house.world.database.looking() as session:
        people = {person.name: person.alerts for person in session.query(Person)}
        assert people[name] is after
        assert {alerts for other, alerts in people.items() if other != name} == {Alerts.IMMEDIATE}
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert said.channel is Channel.AGENCY
        assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO
    second = sqlite_house.told(another("Volet bloqué", 2), sender=NADIA, to=INTAKE)
    assert f"Lu comme : {read_as}." in text_of(letter_to(second, address, code))
    third = sqlite_house.told(another("Porte", 3), sender=NADIA, to=INTAKE)
    assert "Lu comme" not in text_of(letter_to(third, address, code))


@pytest.mark.feature("S1-26")
def test_a_choice_with_news_beside_it_is_obeyed_and_the_news_are_told(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia = reply_to(letter_to(first, NADIA, "T-01"))
    letters = write(
        sqlite_house, "Un mail par jour svp. La bassine déborde.", sender=NADIA, to=nadia, message_id="both"
    )
    assert who_got_what(letters) == {(YANIS, "T-04"), (SOPHIE, "G-02")}
    with sqlite_house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Nadia Belkacem").one().alerts is Alerts.DAILY


@pytest.mark.feature("S1-26", "S1-73")
def test_a_choice_in_answer_to_a_digest_and_on_a_closed_report(house: LivingHouse) -> None:
    letter = the_tenants_morning(house)
    assert answer(house, "immédiat", letter) == []
    with house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Nadia Belkacem").one().alerts is Alerts.IMMEDIATE
    with house.world.database.transaction() as session:
        session.query(Report).filter_by(ref="SIG-1046").one().status = ReportStatus.CLOSED
    t01 = next(each for each in house.boxes if each.recipient == NADIA and "SIG-1046" in text_of(each))
    assert write(house, "récapitulatif", sender=NADIA, to=reply_to(t01), message_id="closed") == []
    with house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Nadia Belkacem").one().alerts is Alerts.DAILY
