"""One leak from the first mail to the decided quote, with everybody's mistakes in it: no byte reaches a wrong reader.

Every private fact is a word or a figure that stands nowhere else. Each letter that leaves, and each page that its links
open, is searched for all of them; and each is found where it belongs, so that the search itself is known to see.
"""

from collections.abc import Mapping

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, Channel
from tests.answering import address_of, pdf
from tests.deciding import PATRICK, desk, form_on, last_ask
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, reply_to, who_got_what
from tests.quoting import PETIT
from tests.stories.test_a_report_from_first_to_last import mail, photo
from tests.stories.test_landlords import says
from tests.stories.test_sixteen_roads import everything, pages_of
from tests.web.conftest import case_link
from tests.web.test_ask_quote_page import company_value, fields_of
from tests.web.test_private_side import settled

PHONE, CODE = "06 39 98 77 61", "8421B7"
"""Of the tenant, in her own words."""
NOTE, CONDITION, ADVICE = "Ornithorynxblanc", "Tamanoirbleu", "Bartavelledoree"
"""Between manager and landlord."""
DURANDS, PETITS = "517,23", "733,91"
ASIDE, FREE, REFUSAL = "Marmottejaune", "Castorviolet", "Loutreverte"
"""Of Durand to the agency alone; of the agency to Durand; why Petit's quote is not retained."""
FILED = "45B12"
"""The door's code, in the agency's file: it leaves once a visit is planned, and never before."""

MAY_READ: Mapping[str, frozenset[str]] = {
    PHONE: frozenset({NADIA, SOPHIE}),
    CODE: frozenset({NADIA, SOPHIE}),
    NOTE: frozenset({SOPHIE, BERNARD}),
    CONDITION: frozenset({SOPHIE, BERNARD}),
    ADVICE: frozenset({SOPHIE, BERNARD}),
    DURANDS: frozenset({SOPHIE, BERNARD, PATRICK}),
    PETITS: frozenset({SOPHIE, BERNARD, PETIT}),
    ASIDE: frozenset({SOPHIE, PATRICK}),
    FREE: frozenset({SOPHIE, PATRICK}),
    REFUSAL: frozenset({SOPHIE, PETIT}),
}
NEVER: Mapping[str, frozenset[str]] = {
    "rue des Lilas": frozenset({PATRICK, PETIT}),
    "Belkacem": frozenset({PATRICK, PETIT}),
    "Plomberie Durand": frozenset({PETIT}),
    "Élec Services Petit": frozenset({PATRICK}),
    FILED: frozenset({NADIA, YANIS, BERNARD, PATRICK, PETIT}),
    "Yanis": frozenset({NADIA, BERNARD, PATRICK, PETIT}),
}
"""Words that one's own letters would hold, were they another reader's."""


def the_report() -> object:
    message = mail(
        "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n"
        f"Appelez-moi au {PHONE}, le code d'entrée est {CODE}.\n",
        sender=NADIA, to=INTAKE, subject="Fuite évier cuisine", message_id="<first@canaries.example>",
    )  # fmt: skip
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_2041.jpg")
    return message


def quote_pdf(number: str, without: str, vat: str, total: str) -> bytes:
    return pdf(
        f"<h1>Devis n° {number}</h1><p>Date : 23/11/2026</p><p>Remplacement du siphon</p>"
        f"<p>Total HT : {without} €</p><p>TVA 10 % : {vat} €</p><p>Total TTC : {total} €</p>"
    )


def delivers(house: LivingHouse, number: str, sender: str, text: str, paper: bytes) -> list[Delivered]:
    house.clock.forward(minutes=1)
    to = address_of(house, number)
    message = mail(text, sender=sender, to=to, subject="Re: devis", message_id=f"<{house.clock.now.timestamp()}@co>")
    message.add_attachment(paper, maintype="application", subtype="pdf", filename=f"devis-{number}.pdf")
    return house.told(message, sender=sender, to=to)


def requests(house: LivingHouse, loop: Loop) -> None:
    """Sophie talks to the landlord in private, and asks two companies."""
    sophie = desk(house, loop)
    visitor = sophie.visitor
    visitor.press(case_link(house, Page.LANDLORD, SOPHIE), words=f"Bonjour, {NOTE} : je demande des devis.")
    for key in ("durand", "petit"):
        url = case_link(house, Page.ASK_QUOTE, SOPHIE)
        page = visitor.get(url)
        company = company_value(house, key)
        done = visitor.post(url, **(fields_of(page) | {"form": form_on(page), "company": company}))
        assert done.status_code == 200, done.text
    settled(house)


def answers_of_companies(house: LivingHouse) -> None:
    said = f"Bonjour, le robinet est ancien. Comptez {DURANDS} € TTC pour le tout. Je peux venir mardi."
    says(house, PATRICK, address_of(house, "DEV-2026-0092"), said)
    aside = f"Entre nous, {ASIDE} : l'installation est mal entretenue."
    says(house, PATRICK, address_of(house, "DEV-2026-0092", channel=Channel.AGENCY), aside)
    paper = quote_pdf("D-1", "470,21", "47,02", DURANDS)
    delivers(house, "DEV-2026-0092", PATRICK, "Bonjour, voici notre devis.", paper)
    paper = quote_pdf("P-7", "667,19", "66,72", PETITS)
    delivers(house, "DEV-2026-0093", PETIT, f"Notre devis de {PETITS} € TTC est joint.", paper)


def mistakes(house: LivingHouse, private: Delivered, told: Delivered) -> None:
    """Wrong addresses, answers to forwarded letters, answers to all with everything below."""
    below = "\n".join(f"> {line}" for line in told.mail.text.splitlines())
    for writer in (NADIA, YANIS, PETIT):
        says(house, writer, reply_to(told), f"Bonjour, on m'a transmis ceci, merci ?\n\n{below}")
        says(house, writer, reply_to(private), "Bonjour, est-ce pour moi ?")
    says(house, PETIT, address_of(house, "DEV-2026-0092"), "Bonjour, avez-vous eu ma réponse ?")
    says(house, PATRICK, address_of(house, "DEV-2026-0093"), "Bonjour, avez-vous eu ma réponse ?")
    says(house, PATRICK, INTAKE, f"Bonjour, suite à notre devis de {DURANDS} €, êtes-vous d'accord ?")
    first = next(each for each in house.boxes if each.recipient == NADIA)
    says(house, BERNARD, reply_to(first), f"Bonjour, {CONDITION}, je n'ai rien demandé.")
    says(house, SOPHIE, reply_to(first), f"Bonjour, nous nous en occupons.\n\n{below}")


def decisions(house: LivingHouse, loop: Loop) -> None:
    """The landlord is asked about both, sets a condition, and then agrees to one; the other one is refused."""
    sophie = desk(house, loop)
    sophie.pressed(Page.QUOTE, 1, "write", words=f"Bonjour, {FREE} : merci pour votre devis.")
    asked = sophie.pressed(
        Page.QUOTES, None, "ask", advice=ADVICE, reason="charge", answer_by="2026-12-04", quote_1="yes", quote_2="yes"
    )
    says(house, BERNARD, reply_to(letter_to(asked, BERNARD, "B-02")), f"OK si moins de 450, {CONDITION}.")
    says(house, BERNARD, reply_to(letter_to(asked, BERNARD, "B-02")), "Bon pour accord pour Durand.")
    mistakes(house, letter_to(asked, BERNARD, "B-02"), next(x for x in house.boxes if _is(x, SOPHIE, "G-06")))
    bernard = desk(house, loop, BERNARD)
    bernard.pressed(Page.DECIDE, last_ask(house).id, "yes", quote="1", choice="1")
    house.clock.forward(minutes=16)
    house.strike()
    sophie.pressed(Page.QUOTE, 2, "refuse", why=f"Votre délai est trop long, {REFUSAL}.")


def _is(letter: Delivered, recipient: str, code: str) -> bool:
    return letter.recipient == recipient and letter.mail.header("x-mailbot-letter") == code


@pytest.mark.long
@pytest.mark.feature("S1-58", "S1-59", "S1-89", "S1-90", "S1-92", "GAP-06", "GAP-17")
def test_the_whole_story_with_its_mistakes_and_no_byte_to_a_wrong_reader(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        for person in session.query(Person).filter(Person.name.in_(["Yanis Belkacem", "Bernard Vasseur"])):
            person.alerts = Alerts.DAILY
    house.told(the_report(), sender=NADIA, to=INTAKE)  # type: ignore[arg-type]
    requests(house, loop)
    answers_of_companies(house)
    decisions(house, loop)
    says(house, BERNARD, INTAKE, "point")
    says(house, NADIA, reply_to(next(x for x in house.boxes if _is(x, NADIA, "T-01"))), "Où en est-on ?")
    house.clock.forward(days=1)
    house.clock.now = house.clock.now.replace(hour=7, minute=5)
    house.strike()

    codes = who_got_what(list(house.boxes))
    for expected in (
        (PATRICK, "P-01"), (PETIT, "P-01"), (PATRICK, "P-12"), (PETIT, "P-13"), (PATRICK, "P-20"), (NADIA, "T-14"),
        (BERNARD, "B-02"), (BERNARD, "B-04"), (BERNARD, "B-05"), (BERNARD, "B-07"), (YANIS, "T-26"), (SOPHIE, "G-03"),
        (NADIA, "T-23"), (BERNARD, "B-11"), (SOPHIE, "G-13"),
    ):  # fmt: skip
        assert expected in codes, expected
    stranger, found = desk(house, loop, NADIA, proven=False).visitor, set()
    for letter in house.boxes:
        whole = everything(letter) + pages_of(stranger, letter)
        for word, readers in MAY_READ.items():
            if word in whole or word.replace(",", ".") in whole:
                assert letter.recipient in readers, (word, letter.recipient, letter.mail.header("x-mailbot-letter"))
                found.add(word)
        for word, strangers in NEVER.items():
            if letter.recipient in strangers:
                assert word not in whole, (word, letter.recipient, letter.mail.header("x-mailbot-letter"))
    assert found == set(MAY_READ)
