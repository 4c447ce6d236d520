"""Unknown senders, people in Cc, forwarded letters, and mail that comes twice (MAIL_RULES A, GAP-17)."""

import re
from collections import Counter
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Participant, Person, PersonAddress, ProviderContact, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel, InboundFate, OutboundFate, QuoteState
from tests.answering import PATRICK, a_request, quote_of
from tests.answering import answers as by_company
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

pytestmark = pytest.mark.feature("GAP-17")

WORK = "n.belkacem@travail.example"


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    """What became of every mail, in the order in which they came."""
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.scalars(select(InboundMail).order_by(InboundMail.id))]


def reports_of(house: LivingHouse) -> int:
    with house.world.database.looking() as session:
        return len(session.scalars(select(Report.id)).all())


def from_work(
    text: str = "La chaudière est en panne depuis ce matin.", *, number: str = "w1", to: str = INTAKE
) -> EmailMessage:
    return mail(text, sender=WORK, to=to, subject="Chaudière", message_id=f"<{number}@travail.example>")


def answers(house: LivingHouse, letter: Delivered, words: str, *, number: str = "yes") -> list[Delivered]:
    to = reply_to(letter)
    answer = mail(words, sender=letter.recipient, to=to, subject="Re: x", message_id=f"<{number}@x.example>")
    return house.told(answer, sender=letter.recipient, to=to)


# -- T-22: one letter a day, and only to whom the domain vouches for --------------------------------------------------


def it_is_me(letter: Delivered) -> str:
    """The page behind [C'est bien moi]."""
    [link] = set(re.findall(r"https?://[^\s<>]+/p/[a-z2-7]+", letter.mail.text))
    return str(link)


def test_a_stranger_whose_domain_vouches_for_them_has_one_letter_a_day_that_says_nothing(house: LivingHouse) -> None:
    house.vouches("travail.example")

    told = house.told(from_work(), sender=WORK, to=INTAKE)

    assert who_got_what(told) == {(WORK, "T-22"), (SOPHIE, "G-13")}  # no heating: it cannot wait for the digest
    written = letter_to(told, WORK, "T-22")
    assert written.mail.header("auto-submitted").startswith("auto-")
    assert written.mail.reply_to == ()
    for private in ("SIG-", "chaudière", "Belkacem", "L-A12", "Tilleuls"):
        assert private not in written.mail.subject + written.mail.text.replace(WORK, "") + written.mail.html
    assert "son adresse est inconnue" in text_of(letter_to(told, SOPHIE, "G-13"))
    assert fates(house) == [(InboundFate.PARKED, "unknown_sender")]

    again = house.told(from_work("Bonjour, une question.", number="w2"), sender=WORK, to=INTAKE)
    assert again == []  # the managers read of it in their digest
    house.clock.forward(hours=24)
    tomorrow = house.told(from_work("Bonjour, une autre.", number="w3"), sender=WORK, to=INTAKE)
    assert (WORK, "T-22") in who_got_what(tomorrow)
    house.clock.forward(hours=22.1)
    digest = letter_to(house.strike(), SOPHIE, "G-03")
    assert "message d’une adresse inconnue" in text_of(digest).replace("'", "’")


@pytest.mark.parametrize("proof", ["nothing is published", "its domain denies it", "a newsletter", "nobody reads it"])
def test_nothing_leaves_to_an_address_that_somebody_else_may_have_written(
    sqlite_house: LivingHouse, proof: str
) -> None:
    letter, sender = from_work("Bonjour, une question."), WORK
    match proof:
        case "its domain denies it":
            sqlite_house.publishes("travail.example")
        case "a newsletter":
            sqlite_house.vouches("travail.example")
            letter["List-Unsubscribe"] = "<https://travail.example/leave>"
        case "nobody reads it":
            sqlite_house.vouches("travail.example")
            sender = "no-reply@travail.example"
            letter.replace_header("From", sender)

    assert sqlite_house.told(letter, sender=sender, to=INTAKE) == []
    assert fates(sqlite_house) == [(InboundFate.PARKED, "unknown_sender")]


def test_a_thousand_strangers_make_no_thousand_letters(sqlite_house: LivingHouse) -> None:
    sqlite_house.vouches("flood.example")
    told = []
    for number in range(34):
        sender = f"n{number}@flood.example"
        letter = mail(
            "Il y a une odeur de gaz !", sender=sender, to=INTAKE, subject="x", message_id=f"<{number}@flood>"
        )
        told += sqlite_house.told(letter, sender=sender, to=INTAKE)

    codes = Counter(each.mail.header("x-mailbot-letter") for each in told)
    assert codes == {"T-22": 30, "G-13": 30}
    assert set(fates(sqlite_house)) == {(InboundFate.PARKED, "unknown_sender")}


def test_an_address_that_refused_the_letter_has_no_other(sqlite_house: LivingHouse) -> None:
    sqlite_house.vouches("travail.example")
    sqlite_house.told(from_work("Bonjour."), sender=WORK, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        session.execute(update(OutboundMail).values(fate=OutboundFate.BOUNCED))

    sqlite_house.clock.forward(hours=48)
    assert sqlite_house.told(from_work("Bonjour ?", number="w2"), sender=WORK, to=INTAKE) == []


def test_a_valid_address_used_by_a_stranger_asks_its_owner_and_tells_the_stranger_the_same(house: LivingHouse) -> None:
    house.vouches("travail.example")
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))

    told = house.told(from_work("Le plombier peut venir lundi.", to=address), sender=WORK, to=address)

    assert who_got_what(told) == {(NADIA, "X-11"), (WORK, "T-22")}
    assert "SIG-" not in letter_to(told, WORK, "T-22").raw.decode()
    assert fates(house)[-1] == (InboundFate.HELD, "unknown_sender")
    urgent = house.told(from_work("Je sens une odeur de gaz !", number="w2", to=address), sender=WORK, to=address)
    assert who_got_what(urgent) == {(SOPHIE, "G-13")}  # asked once, told once; but gas does not wait for a yes
    asked = text_of(letter_to(told, NADIA, "X-11"))
    assert "seule l’agence peut le lire" in asked
    assert "retiendrons cette adresse" in asked
    answers(house, letter_to(told, NADIA, "X-11"), "Oui, c'était bien moi.")
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


def test_a_thousand_strangers_with_one_address_of_ours_make_no_thousand_letters(sqlite_house: LivingHouse) -> None:
    """An address that leaked: whoever cries from many is read in the digest, after the first thirty of an hour."""
    address = reply_to(letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    told = []
    for number in range(33):
        sender = f"n{number}@flood.example"
        letter = mail(
            "Il y a une odeur de gaz !", sender=sender, to=address, subject="x", message_id=f"<{number}@flood>"
        )
        told += sqlite_house.told(letter, sender=sender, to=address)

    codes = Counter(each.mail.header("x-mailbot-letter") for each in told)
    assert codes == {"X-11": 5, "G-13": 30}


# -- Colleagues of a company ------------------------------------------------------------------------------------------

TECHNICIAN = "julien@plomberie-durand.example"


def test_a_technician_at_an_unknown_address_of_the_company_is_held_until_its_contact_says_yes(
    sqlite_house: LivingHouse,
) -> None:
    """The same domain proves nothing of who works there; the address becomes the contact's, who said yes."""
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(sqlite_house)

    told = by_company(sqlite_house, number, "Voici notre devis : 480 € HT soit 528 € TTC.", sender=TECHNICIAN)

    assert who_got_what(told) == {(PATRICK, "X-11")}
    assert fates(sqlite_house)[-1] == (InboundFate.HELD, "unknown_sender")
    assert quote_of(sqlite_house, number).state is QuoteState.SENT
    letters = answers(sqlite_house, letter_to(told, PATRICK, "X-11"), "Oui, c'était bien moi.")
    assert SOPHIE in {each.recipient for each in letters}
    with sqlite_house.world.database.looking() as session:
        whose = select(PersonAddress.person_id).where(PersonAddress.address.in_((TECHNICIAN, PATRICK)))
        assert len(set(session.scalars(whose))) == 1


def test_a_known_contact_of_the_company_speaks_for_it_with_a_colleagues_address(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        patrick = session.scalars(select(PersonAddress).where(PersonAddress.address == PATRICK)).one()
        company = session.scalars(select(ProviderContact).where(ProviderContact.person_id == patrick.person_id)).one()
        now = sqlite_house.clock()
        julien = Person(agency_id=patrick.agency_id, name="Julien Roy", language="fr", telephone="", created_at=now)
        session.add(julien)
        session.flush()
        session.add_all(
            [
                ProviderContact(provider_id=company.provider_id, person_id=julien.id),
                PersonAddress(agency_id=patrick.agency_id, person_id=julien.id, address=TECHNICIAN, added_at=now),
            ]
        )
    number = a_request(sqlite_house)
    with sqlite_house.world.database.looking() as session:
        seat = session.scalars(select(Participant).where(Participant.person_id == patrick.person_id)).one()
    to = reply_address(
        sqlite_house.world.keyring, seat.id, Channel.PUBLIC, "suivi.agence-tilleul.example",
        today=sqlite_house.world.today(),
    )  # fmt: skip

    by_company(sqlite_house, number, "Nous ne sommes pas disponibles.", sender=TECHNICIAN, to=to)

    assert fates(sqlite_house)[-1][0] is InboundFate.TAKEN
    assert quote_of(sqlite_house, number).state is QuoteState.DECLINED
