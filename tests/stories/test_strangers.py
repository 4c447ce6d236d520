"""Unknown senders, people in Cc, forwarded letters, and mail that comes twice (MAIL_RULES A, GAP-17)."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, InboundMail, PersonAddress, Report
from mailbot.threads.participants import person_at
from mailbot.vocabulary import InboundFate
from mailbot.workflow.identity import ask_person
from tests.living import INTAKE, NADIA, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail

pytestmark = pytest.mark.feature("GAP-17")

WORK = "n.belkacem@travail.example"


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    """What became of every mail, in the order in which they came."""
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.scalars(select(InboundMail).order_by(InboundMail.id))]


def reports_of(house: LivingHouse) -> int:
    with house.world.database.looking() as session:
        return len(session.scalars(select(Report.id)).all())


def from_work(text: str = "La chaudière est en panne depuis ce matin.", *, number: str = "w1", to: str = INTAKE):
    return mail(text, sender=WORK, to=to, subject="Chaudière", message_id=f"<{number}@travail.example>")


def asked_of(house: LivingHouse, address: str, *, about: int, sender: str = WORK) -> Sequence[Delivered]:
    """X-11 to whoever has this address on file, about a mail that waits: as the page of T-22 asks for it."""
    before = len(house.boxes)
    with house.world.database.transaction() as session:
        agency = session.scalars(select(Agency)).one()
        person = person_at(session, agency.id, address)
        assert person is not None
        ask_person(session, agency, person, sender, about, house.clock())
    house.settle()
    return list(house.boxes)[before:]


def answers(house: LivingHouse, letter: Delivered, words: str, *, number: str = "yes") -> list[Delivered]:
    to = reply_to(letter)
    answer = mail(words, sender=letter.recipient, to=to, subject="Re: x", message_id=f"<{number}@x.example>")
    return house.told(answer, sender=letter.recipient, to=to)


def test_a_yes_without_any_report_makes_the_address_theirs_and_takes_what_waited(house: LivingHouse) -> None:
    house.told(from_work(), sender=WORK, to=INTAKE)
    assert fates(house) == [(InboundFate.PARKED, "unknown_sender")]
    asked = letter_to(list(asked_of(house, NADIA, about=1)), NADIA, "X-11")
    assert "en votre nom" in text_of(asked)
    assert WORK in text_of(asked)
    assert "chaudière" not in text_of(asked).casefold()
    assert asked_of(house, NADIA, about=1) == []  # once a day about one address

    unclear = answers(house, asked, "Pardon ?", number="what")
    assert who_got_what(unclear) == {(NADIA, "X-11")}
    told = answers(house, asked, "Oui, c'était bien moi.")

    assert (NADIA, "T-01") in who_got_what(told)
    assert fates(house)[0] == (InboundFate.TAKEN, "")
    with house.world.database.looking() as session:
        theirs = session.scalars(select(PersonAddress).where(PersonAddress.address == WORK)).one()
        assert theirs.person_id == person_at(session, theirs.agency_id, NADIA).id


def test_a_no_without_any_report_sets_it_aside_and_nobody_else_can_say_yes(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(from_work(), sender=WORK, to=INTAKE)
    [asked] = asked_of(sqlite_house, NADIA, about=1)

    yanis = mail("Oui, c'était moi.", sender=YANIS, to=reply_to(asked), subject="Re: x", message_id="<o@x.example>")
    sqlite_house.told(yanis, sender=YANIS, to=reply_to(asked))
    assert fates(sqlite_house)[0] == (InboundFate.PARKED, "unknown_sender")

    answers(sqlite_house, asked, "Non, ce n'était pas moi.")
    assert fates(sqlite_house)[0] == (InboundFate.REFUSED, "not_theirs")
    with sqlite_house.world.database.looking() as session:
        assert session.scalars(select(PersonAddress).where(PersonAddress.address == WORK)).all() == []
