"""One mission from the order to the confirmed repair: what is private of each reaches no wrong reader, at any step.

Every private fact is a word or a figure that stands nowhere else. Each letter that leaves, and each page that its links
open, is searched for all of them; and each is found where it belongs, so that the search itself is known to see.
"""

import re
from collections.abc import Mapping

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person
from mailbot.model_desk import Quote
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, Channel, MissionState
from tests.answering import QUOTE_PDF, pdf
from tests.billing import invoice_pdf, invoices_now, picture
from tests.deciding import desk
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, reply_to, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.quoting import PETIT
from tests.reading_papers import all_of
from tests.stories.test_landlords import says
from tests.stories.test_sixteen_roads import everything
from tests.visiting import answers
from tests.web.conftest import case_link
from tests.web.test_private_side import settled
from tests.working import company_says

NUMBER = "OS-2026-0190"
PHONE, CODE = "06 39 98 77 61", "8421B7"
"""Of the tenant, in answer to « dites-nous vos disponibilités »."""
REASON, FREE = "chimiothérapie", "Blaireaupourpre"
"""Why she is away; what she tells the agency alone."""
PUBLIC = "Hérissonviolet"
PRIVATE = "Ocelotrose"
"""Of her family, in public: those she lives with and the agency read it, no company and no owner."""
"""Of the tenant, in public: the company at work reads it, the one that was never on this matter does not."""
ASIDE, PRICE, REMARK = "Marmottejaune", "517,23", "Castorvert"
"""Of the company to the agency alone; its price, in public; of the agency to the company."""
NOTE, OPINION = "Ornithorynxblanc", "Tamanoirbleu"
"""Between manager and landlord."""
QUOTED, ADVICE, AGREED = "939,17", "Fenneceblouissant", "Zibelinedouce"
"""What its quote costs; what the agency advises the landlord; what he says with his yes."""
INVOICED, RUMOUR, MISSING = "F-CANARI-77", "Lycaonpourpre", "Oryxargent"
"""The number of the invoice; of the company, to the agency alone, with its works; of the agency, about its invoice."""
DONE, LEFT = "Genetteverte", "Pangolindor"
"""Of the company, in public, with « réalisé »; of the tenant, to whoever works, about what is left to do."""

MAY_READ: Mapping[str, frozenset[str]] = {
    PHONE: frozenset({NADIA, SOPHIE}),
    CODE: frozenset({NADIA, SOPHIE}),
    REASON: frozenset({NADIA, SOPHIE}),
    FREE: frozenset({NADIA, SOPHIE}),
    PUBLIC: frozenset({NADIA, YANIS, SOPHIE, BERNARD, DURAND}),
    PRIVATE: frozenset({NADIA, YANIS, SOPHIE}),
    ASIDE: frozenset({SOPHIE, DURAND}),
    PRICE: frozenset({SOPHIE, DURAND}),
    REMARK: frozenset({SOPHIE, DURAND}),
    NOTE: frozenset({SOPHIE, BERNARD}),
    OPINION: frozenset({SOPHIE, BERNARD}),
    QUOTED: frozenset({SOPHIE, BERNARD, DURAND}),
    ADVICE: frozenset({SOPHIE, BERNARD}),
    AGREED: frozenset({SOPHIE, BERNARD}),
    INVOICED: frozenset({SOPHIE, BERNARD, DURAND}),
    RUMOUR: frozenset({SOPHIE, DURAND}),
    MISSING: frozenset({SOPHIE, DURAND}),
    DONE: frozenset({NADIA, YANIS, SOPHIE, BERNARD, DURAND}),
    LEFT: frozenset({NADIA, YANIS, SOPHIE, BERNARD, DURAND}),
}
LATER = frozenset({QUOTED, ADVICE, AGREED, INVOICED, RUMOUR, MISSING, DONE, LEFT})
"""What is said only once the visit was planned."""
ONCE_PLANNED = frozenset({PHONE, CODE})
"""What the company has with P-07 and what follows it, and with nothing before."""
AFTER = frozenset({"P-07", "P-08"})
NEVER: Mapping[str, frozenset[str]] = {
    "Yanis": frozenset({NADIA, BERNARD, DURAND, PETIT}),
    "Vasseur": frozenset({PETIT, NADIA, YANIS}),  # the company at work writes its invoice in this name
    BERNARD: frozenset({DURAND, PETIT, NADIA, YANIS}),
    "SIG-1042": frozenset({DURAND, PETIT}),
    "Petit": frozenset({DURAND, NADIA, YANIS}),
    "Plomberie Durand": frozenset({PETIT}),
    NADIA: frozenset({DURAND, PETIT, YANIS, BERNARD}),
    "plafond": frozenset({NADIA, YANIS}),
}
"""Words that one's own letters would hold, were they another reader's."""


def before_the_visit(house: LivingHouse, loop: Loop) -> None:
    sophie = desk(house, loop)
    sophie.visitor.press(
        case_link(house, Page.LANDLORD, SOPHIE, ref="SIG-1042"), words=f"Bonjour, {NOTE} : j'envoie quelqu'un."
    )
    private = letter_to(settled(house), BERNARD, "B-01")
    _, letters = ordered(house)
    says(house, BERNARD, reply_to(private), f"Faites au moins cher, {OPINION}.")
    says(house, BERNARD, reply_to(letter_to(letters, NADIA, "T-06")), f"Et pour moi ? {OPINION}.")
    says(
        house, NADIA, reply_to(letter_to(letters, NADIA, "T-06")),
        f"Mardi matin, pas lundi : {REASON} à l'hôpital. Le code est {CODE}.\n"
        f"Mon numéro : {PHONE}\n{FREE} : le voisin crie.",
    )  # fmt: skip
    answers(house, NADIA, f"{PUBLIC} : la fuite gagne le salon. Ma sœur est enceinte, {PRIVATE}.\n"
            f"Appelez le {PHONE}, code {CODE}.")  # fmt: skip
    company_says(house, NUMBER, f"Bonjour, comptez {PRICE} € TTC si le siphon est mort. Est-ce en cuivre ?")
    company_says(house, NUMBER, f"Entre nous, {ASIDE} : installation mal tenue.", channel=Channel.AGENCY)
    sophie.visitor.press(case_link(house, Page.ANSWER, SOPHIE, ref="SIG-1042"), words="Merci de votre patience.")
    settled(house)


@pytest.mark.long
@pytest.mark.feature("S1-89", "S2-05", "S1-27", "S1-90", "S1-92")
def test_a_mission_tells_nobody_what_is_another_readers(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        for person in session.query(Person).filter(Person.name.in_(["Yanis Belkacem", "Bernard Vasseur"])):
            person.alerts = Alerts.DAILY
    before_the_visit(house, loop)
    reads_nothing_of_others(house, loop, planned=False)

    company_says(house, NUMBER, "Je peux passer mardi 24 entre 9h et 11h, ou jeudi entre 14h et 16h.")
    answers(house, NADIA, "Le 1")
    company_says(house, NUMBER, "OK, noté pour mardi.")
    says(house, BERNARD, INTAKE, "point")
    answers(house, NADIA, "Où en est-on ?")
    house.clock.forward(days=1)
    house.clock.now = house.clock.now.replace(hour=7, minute=5)
    house.strike()
    codes = who_got_what(list(house.boxes))
    for expected in (
        (DURAND, "P-02"), (DURAND, "P-20"), (DURAND, "P-06"), (DURAND, "P-07"), (NADIA, "T-08"), (NADIA, "T-09"),
        (NADIA, "T-10"), (BERNARD, "B-11"), (BERNARD, "B-07"), (YANIS, "T-26"), (SOPHIE, "G-03"), (NADIA, "T-23"),
    ):  # fmt: skip
        assert expected in codes, expected
    found = reads_nothing_of_others(house, loop, planned=True)
    assert found >= set(MAY_READ) - {REMARK} - LATER

    until_its_end(house, loop)
    codes = who_got_what(list(house.boxes))
    for expected in (
        (DURAND, "P-12"), (DURAND, "P-14"), (DURAND, "P-15"), (DURAND, "P-17"), (BERNARD, "B-02"),
        (BERNARD, "B-08"), (NADIA, "T-15"), (NADIA, "T-17"), (SOPHIE, "G-10"),
    ):  # fmt: skip
        assert expected in codes, expected
    found = reads_nothing_of_others(house, loop, planned=True)
    assert found >= set(MAY_READ) - {REMARK}


def until_its_end(house: LivingHouse, loop: Loop) -> None:
    """A quote that the landlord is asked about, works, the invoice, and the end of the report."""
    sophie, bernard = desk(house, loop), desk(house, loop, BERNARD)
    sophie.ref = bernard.ref = "SIG-1042"
    house.clock.forward(days=1)
    house.strike()
    paper = QUOTE_PDF.replace("480,00", "853,79").replace("48,00", "85,38").replace("528,00", QUOTED)
    company_says(house, NUMBER, "Voici notre devis.", files=(("devis.pdf", pdf(paper)),))
    with house.world.database.looking() as session:
        quote = session.query(Quote).filter(Quote.order_id.is_not(None)).one().id
    asked = letter_to(
        sophie.pressed(Page.QUOTE, quote, "ask", advice=f"{ADVICE} : le prix est juste", answer_by="2026-12-15"),
        BERNARD, "B-02",
    )  # fmt: skip
    says(house, BERNARD, reply_to(asked), f"Une question : {AGREED}, est-ce durable ?")
    letters = sophie.pressed(Page.QUOTE, quote, "approve")
    assert (DURAND, "P-12") in who_got_what(letters)
    company_says(house, NUMBER, f"Terminé. {DONE}.", files=(("apres.jpg", picture()),))
    company_says(house, NUMBER, f"{RUMOUR} : le locataire bricole.", channel=Channel.AGENCY)
    answers(house, NADIA, f"Ça goutte encore, appelez-moi au {PHONE}. {LEFT}.")
    company_says(house, NUMBER, "Repassé ce matin, c’est terminé.")
    answers(house, NADIA, "oui, c'est réparé")
    bill = invoice_pdf(NUMBER, incl=QUOTED, excl="853,79", name=INVOICED)
    company_says(house, NUMBER, "Voici notre facture.", files=(("facture.pdf", bill),))
    assert order_now(house, NUMBER).state is MissionState.COMPLETE
    [invoice] = invoices_now(house, NUMBER)
    sophie.press(Page.ONE_INVOICE, invoice.id, "ask", words=f"{MISSING} : il manque le lot.")
    settled(house)
    says(house, BERNARD, INTAKE, "point")
    answers(house, NADIA, "Où en est-on ?")
    house.clock.forward(days=1)
    house.clock.now = house.clock.now.replace(hour=7, minute=5)
    house.strike()
    sophie.visitor.press(case_link(house, Page.CLOSE, SOPHIE, ref="SIG-1042"), reason="repaired")
    settled(house)


def reads_nothing_of_others(house: LivingHouse, loop: Loop, *, planned: bool) -> set[str]:
    """Every letter so far, and every page behind its links, says nothing that is not its reader's; what was found."""
    stranger, found = desk(house, loop, NADIA, proven=False).visitor, set()
    seen: dict[str, str] = {}
    for letter in house.boxes:
        code = letter.mail.header("x-mailbot-letter")
        whole = everything(letter)
        for link in set(re.findall(r"https://pages\.test\.example/p/[a-z2-7]+", letter.mail.text)):
            whole += seen.get(link) or seen.setdefault(link, stranger.get(link).text)
        for word, strangers in NEVER.items():  # an order names the report and the client, as its document must
            assert letter.recipient not in strangers or word not in whole, (word, letter.recipient, code)
        whole = "\n".join([whole, *papers_in(letter)])
        for word, readers in MAY_READ.items():
            if word in whole or word.replace(",", ".") in whole:
                is_his = planned and letter.recipient == DURAND and word in ONCE_PLANNED
                assert letter.recipient in readers or is_his, (word, letter.recipient, code)
                # The letters of before say it in no byte of their own; their page may, since it shows today's mission.
                assert not is_his or code in AFTER or word not in everything(letter), (word, code)
                found.add(word)
    return found


def papers_in(letter: Delivered) -> list[str]:
    """What stands in the PDFs that a letter brings."""
    return [all_of(each.content) for each in letter.mail.files if each.content[:5] == b"%PDF-"]
