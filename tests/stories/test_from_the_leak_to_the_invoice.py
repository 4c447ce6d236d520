"""One leak from its first photo to its invoice, through SMTP alone: each person has letters, and answers them.

The one thing that words never do is to engage money: those buttons are pressed on their page, and the first of them in
a browser is confirmed from the address on file (X-16).
"""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mailbot.calendars import Event, events_in
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Report
from mailbot.model_desk import Quote
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import (
    InboundFate,
    InvoiceState,
    MissionState,
    OutboundFate,
    QuoteState,
    ReportStatus,
    VisitState,
)
from tests.answering import QUOTE_PDF, pdf
from tests.billing import account, file_bank, invoice_pdf, invoices_now, picture
from tests.corresponding import Post
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    text_of,
    who_got_what,
)
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import photo, report_of

LEAK, ORDER = "SIG-1046", "OS-2026-0190"
PARIS = ZoneInfo("Europe/Paris")
AT_HOME = (NADIA, YANIS)
BANK = account("3104")
CONFIRMED = "confirmé"


@pytest.fixture(params=["sqlite", "scaled"])
def house(request: pytest.FixtureRequest) -> LivingHouse:
    """A whole house of each size in turn."""
    house: LivingHouse = request.getfixturevalue(f"{request.param}_house")
    return house


def home(code: str) -> set[tuple[str, str]]:
    """Both occupants get this letter."""
    return {(who, code) for who in AT_HOME}


def at(house: LivingHouse, day: int, hour: int, minute: int = 0, *, month: int = 11) -> list[Delivered]:
    """The clock strikes then, in Paris: what leaves by itself, but for the recaps of everybody."""
    house.clock.now = datetime(2026, month, day, hour, minute, tzinfo=PARIS).astimezone(house.clock.now.tzinfo)
    return [each for each in house.strike() if each.mail.header("x-mailbot-letter") not in ("G-03", "T-20", "T-26")]


def reported(post: Post) -> Delivered:
    """Nadia writes to the agency with a photo; Sophie's letter of it."""
    words = "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n\nNadia Belkacem"
    letters = post.writes(
        f"Nadia Belkacem <{NADIA}>", words, to=INTAKE, subject="Fuite évier cuisine",
        files=[("IMG_2041.jpg", photo())],
    )  # fmt: skip
    assert who_got_what(letters) == home("T-01") | {(SOPHIE, "G-01")}
    assert report_of(post.house, LEAK).status is ReportStatus.TODO
    return letter_to(letters, SOPHIE, "G-01")


def agreed_by_landlord(post: Post, received: Delivered) -> list[Delivered]:
    """Sophie asks the landlord about the quote of this letter; he agrees by mail, validates, and his time passes."""
    letters = post.presses(
        SOPHIE, "Demander l’accord du bailleur", received, act="ask", advice="Le prix est juste", answer_by="2026-12-15"
    )
    assert who_got_what(letters) == {(BERNARD, "B-02")}
    assert quote(post.house).state is QuoteState.WITH_LANDLORD
    letters = post.writes(BERNARD, "OK pour moi, bon pour accord.", to=letter_to(letters, BERNARD, "B-02"))
    assert who_got_what(letters) == {(BERNARD, "X-12")}
    read = text_of(letter_to(letters, BERNARD, "X-12"))
    assert "Nous l’avons lu comme : accord, devis DEV-2026-0092 de Plomberie Durand, 528,00 € TTC." in read
    assert "prochaine étape : votre accord (vous)" in read
    assert quote(post.house).leaves_at is None
    letters = post.presses(BERNARD, "Valider", letter_to(letters, BERNARD, "X-12"), act="yes")
    assert who_got_what(letters) == {(BERNARD, "B-04"), (SOPHIE, "G-07")}
    assert post.house.strike() == []
    post.house.clock.forward(minutes=16)
    letters = post.house.strike()
    assert quote(post.house).state is QuoteState.APPROVED
    return letters


def quote(house: LivingHouse) -> Quote:
    """The one quote of the story."""
    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref=LEAK).one()
        return session.query(Quote).filter_by(report_id=report.id).one()


def nothing_was_confirmed_early(house: LivingHouse) -> None:
    """« Confirmé » is the word of a visit that is planned, and of a repair (FEATURES, rule 7)."""
    for each in house.boxes:
        if each.recipient in (*AT_HOME, DURAND):
            assert CONFIRMED not in text_of(each).lower(), (each.recipient, each.mail.header("x-mailbot-letter"))


@pytest.mark.feature("S2-01", "S2-09", "S2-12", "S2-13", "S2-14", "S2-15", "S2-16", "S2-18", "S2-19", "S2-23", "S2-27")
def test_an_order_two_visits_and_a_landlord_s_yes_between_them(house: LivingHouse, loop: Loop) -> None:
    file_bank(house, BANK)
    post = Post(house, loop)
    first_visit(post, reported(post))
    works = quote_and_second_visit(post)
    invoiced_and_closed(post, works)
    all_is_told_once(house)


def first_visit(post: Post, report: Delivered) -> None:
    house = post.house
    letters = post.writes(SOPHIE, "Envoyer un OS à Durand", to=report)
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    letters = post.presses(SOPHIE, "Valider et envoyer", letter_to(letters, SOPHIE, "G-14"))
    assert who_got_what(letters) == home("T-06") | {(DURAND, "P-02"), (SOPHIE, "G-21")}
    order = letter_to(letters, DURAND, "P-02")
    assert [each.name for each in order.mail.files] == [f"{ORDER}.pdf", "IMG_2041.jpg"]
    assert (order_now(house, ORDER).state, report_of(house, LEAK).status) == (
        MissionState.NEW,
        ReportStatus.IN_PROGRESS,
    )

    letters = post.writes(DURAND, "Bonjour, mardi 24 entre 9h et 11h ou jeudi aprem.\nPatrick", to=order)
    assert home("T-08") <= who_got_what(letters) <= home("T-08") | {(SOPHIE, "G-02")}
    offered = letter_to(letters, NADIA, "T-08")
    for slot in ("1) mardi 24 novembre, 9 h – 11 h → ", "2) jeudi 26 novembre, 14 h – 18 h → "):
        assert slot in text_of(offered)
    assert order_now(house, ORDER).state is MissionState.SLOTS_PROPOSED
    letters = post.writes(NADIA, "Le 2", to=offered)
    assert who_got_what(letters) == home("T-09") | {(DURAND, "P-06")}
    assert order_now(house, ORDER).state is MissionState.SLOT_CHOSEN
    nothing_was_confirmed_early(house)

    letters = post.writes(DURAND, "ok", to=letter_to(letters, DURAND, "P-06"))
    assert who_got_what(letters) == home("T-10") | {(DURAND, "P-07")}
    assert "C’est confirmé" in text_of(letter_to(letters, NADIA, "T-10"))
    invitations = [*calendar(letter_to(letters, NADIA, "T-10")), *calendar(letter_to(letters, DURAND, "P-07"))]
    assert len({each.uid for each in invitations}) == 1
    assert [(each.number, each.state) for each in visits_now(house, ORDER)] == [(1, VisitState.PLANNED)]
    assert at(house, 25, 16, 59) == []
    assert who_got_what(at(house, 25, 17)) == home("T-11") | {(DURAND, "P-08")}
    assert at(house, 25, 17, 5) == []
    assert who_got_what(at(house, 26, 18, 31)) == {(DURAND, "P-10")}


def calendar(letter: Delivered) -> list[Event]:
    """The appointments that a letter brings."""
    parts = [each for each in letter.mail.machine_parts if each.media_type == "text/calendar"]
    return [event for each in parts for event in events_in(each.content)]


def quote_and_second_visit(post: Post) -> Delivered:
    house = post.house
    paper = ("devis-D2026-311.pdf", pdf(QUOTE_PDF))
    letters = post.writes(DURAND, "Veuillez trouver notre devis.", to=post.last(DURAND, "P-10"), files=[paper])
    assert who_got_what(letters) == home("T-13") | {(DURAND, "P-11"), (SOPHIE, "G-06")}
    assert (order_now(house, ORDER).state, quote(house).state) == (MissionState.QUOTE_SUBMITTED, QuoteState.RECEIVED)
    assert [each.state for each in visits_now(house, ORDER)] == [VisitState.HONOURED]
    for each in letters:
        if each.recipient in AT_HOME:
            assert "528" not in text_of(each) + each.mail.html
            assert "prochaine étape : décision de l’agence" in text_of(each)

    letters = agreed_by_landlord(post, letter_to(letters, SOPHIE, "G-06"))
    assert who_got_what(letters) == home("T-14") | {(DURAND, "P-12")}
    assert "prochaine étape : proposition de créneaux (l’entreprise)" in text_of(letter_to(letters, NADIA, "T-14"))
    assert order_now(house, ORDER).state is MissionState.QUOTE_APPROVED

    slots = "Jeudi 3 décembre à 9h ou vendredi 4 décembre entre 14h et 16h."
    letters = post.writes(DURAND, slots, to=letter_to(letters, DURAND, "P-12"))
    assert who_got_what(letters) == home("T-08")
    letters = post.writes(YANIS, "vendredi", to=letter_to(letters, YANIS, "T-08"))
    assert who_got_what(letters) == home("T-09") | {(DURAND, "P-06")}
    letters = post.writes(DURAND, "C'est planifié.", to=letter_to(letters, DURAND, "P-06"))
    assert who_got_what(letters) == home("T-10") | {(DURAND, "P-07")}
    visits = [(each.number, each.state) for each in visits_now(house, ORDER)]
    assert visits == [(1, VisitState.HONOURED), (2, VisitState.PLANNED)]
    planned = letter_to(letters, DURAND, "P-07")
    assert who_got_what(at(house, 3, 17, month=12)) == home("T-11") | {(DURAND, "P-08")}
    return planned


def invoiced_and_closed(post: Post, works: Delivered) -> None:
    house = post.house
    at(house, 4, 16, month=12)
    letters = post.writes(DURAND, "Réalisé.", to=works, files=[("apres-1.jpg", picture()), ("apres-2.jpg", picture())])
    assert home("T-15") | {(DURAND, "P-14")} <= who_got_what(letters)
    assert order_now(house, ORDER).state is MissionState.DONE_TO_CONFIRM
    letters = post.writes(NADIA, "Oui nickel, merci !", to=letter_to(letters, NADIA, "T-15"))
    assert (DURAND, "P-15") in who_got_what(letters)
    assert (NADIA, "T-17") not in who_got_what(letters)
    assert order_now(house, ORDER).state is MissionState.DONE

    paper = ("facture.pdf", invoice_pdf(ORDER, incl="528,00", excl="480,00", iban=BANK))
    letters = post.writes(DURAND, "Voici notre facture.", to=letter_to(letters, DURAND, "P-15"), files=[paper])
    assert who_got_what(letters) == {(DURAND, "P-17"), (SOPHIE, "G-10"), (BERNARD, "B-08")}
    assert "Complète : elle est en cours de vérification à l’agence." in text_of(letter_to(letters, DURAND, "P-17"))
    told = letter_to(letters, BERNARD, "B-08")
    assert [each.name for each in told.mail.files] == ["facture.pdf", "apres-1.jpg", "apres-2.jpg"]
    complete = letter_to(letters, SOPHIE, "G-10")
    for each in (told, complete):
        assert "prochaine étape : clôture du dossier (l’agence)" in text_of(each)
    [invoice] = invoices_now(house, ORDER)
    assert (invoice.state, invoice.gaps) == (InvoiceState.RECEIVED, [])
    assert (order_now(house, ORDER).state, report_of(house, LEAK).status) == (
        MissionState.COMPLETE,
        ReportStatus.IN_PROGRESS,
    )

    letters = post.writes(SOPHIE, "#bon-a-payer", to=complete)
    assert who_got_what(letters) == {(SOPHIE, "X-12")}
    letters = post.presses(SOPHIE, "Valider", letter_to(letters, SOPHIE, "X-12"), act="approve")
    assert who_got_what(letters) == {(SOPHIE, "G-21")}
    assert invoices_now(house, ORDER)[0].state is InvoiceState.PAYABLE
    letters = post.writes(SOPHIE, "Clôturez ce signalement.", to=complete)
    assert home("T-17") <= who_got_what(letters)
    assert not {BERNARD, DURAND} & {each.recipient for each in letters}
    assert report_of(house, LEAK).status is ReportStatus.CLOSED


def all_is_told_once(house: LivingHouse) -> None:
    """Every mail was taken, every letter left, and nobody was told twice of one thing."""
    with house.world.database.looking() as session:
        assert InboundFate.PARKED not in {mail.fate for mail in session.query(InboundMail)}
        letters = session.query(OutboundMail).all()
    assert {letter.fate for letter in letters} == {OutboundFate.SENT}
    sent = sorted(letter.message_id for letter in letters)
    assert sent == sorted(each.mail.message_id for each in house.boxes)
    assert len(sent) == len(set(sent))
    told = Counter((letter.event_id, letter.recipient) for letter in letters if letter.event_id is not None)
    assert {reader: times for reader, times in told.items() if times > 1} == {}


@pytest.mark.feature("S1-49", "S2-01", "S2-17", "S2-21", "GAP-20")
def test_a_quote_first_its_visit_a_landlord_s_yes_and_the_order_that_names_it(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    post = Post(house, loop)
    letters = post.writes(SOPHIE, "Demandez un devis à Durand.", to=reported(post))
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    letters = post.presses(SOPHIE, "Valider et envoyer", letter_to(letters, SOPHIE, "G-14"))
    assert who_got_what(letters) == home("T-05") | {(DURAND, "P-01"), (SOPHIE, "G-21")}
    assert quote(house).state is QuoteState.SENT
    asked = letter_to(letters, DURAND, "P-01")
    assert "Lilas" not in text_of(asked)

    words = "Il faut que je voie sur place. Mardi 24 entre 9h et 11h ou jeudi aprem ?"
    letters = post.writes(DURAND, words, to=asked)
    assert home("T-08") <= who_got_what(letters)
    assert quote(house).state is QuoteState.VISIT_WANTED
    letters = post.writes(NADIA, "le 1", to=letter_to(letters, NADIA, "T-08"))
    assert who_got_what(letters) == home("T-09") | {(DURAND, "P-06")}
    nothing_was_confirmed_early(house)
    letters = post.writes(DURAND, "ok", to=letter_to(letters, DURAND, "P-06"))
    assert who_got_what(letters) == home("T-10") | {(DURAND, "P-07")}
    assert quote(house).state is QuoteState.VISIT_PLANNED
    assert who_got_what(at(house, 24, 11, 31)) == {(DURAND, "P-10")}
    paper = ("devis-D2026-311.pdf", pdf(QUOTE_PDF))
    letters = post.writes(DURAND, "Veuillez trouver notre devis.", to=post.last(DURAND, "P-10"), files=[paper])
    assert who_got_what(letters) == home("T-13") | {(DURAND, "P-11"), (SOPHIE, "G-06")}
    assert "prochaine étape : décision de l’agence" in text_of(letter_to(letters, NADIA, "T-13"))

    letters = agreed_by_landlord(post, letter_to(letters, SOPHIE, "G-06"))
    assert who_got_what(letters) == home("T-14") | {(DURAND, "P-12"), (SOPHIE, "G-14")}
    prepared = letter_to(letters, SOPHIE, "G-14")
    assert "le 1" not in text_of(prepared).split("Photos")[0], "what chose a slot describes no leak"
    letters = post.presses(SOPHIE, "Valider et envoyer", prepared)
    assert who_got_what(letters) == home("T-06") | {(DURAND, "P-02"), (SOPHIE, "G-21")}
    order = letter_to(letters, DURAND, "P-02")
    assert "Devis DEV-2026-0092 validé : 528,00 € TTC, à ne pas dépasser sans notre accord." in text_of(order)

    letters = post.writes(DURAND, "Vendredi 27 entre 9h et 11h.", to=order)
    assert home("T-08") <= who_got_what(letters)
    assert "peut passer pour réaliser les travaux" in text_of(letter_to(letters, NADIA, "T-08"))
    letters = post.writes(NADIA, "oui", to=letter_to(letters, NADIA, "T-08"))
    letters = post.writes(DURAND, "ok", to=letter_to(letters, DURAND, "P-06"))
    next_step = text_of(letter_to(at(house, 27, 11, 31), DURAND, "P-10"))
    assert "s’il y a plus à faire que ce que prévoit le devis DEV-2026-0092 (528,00 € TTC)" in next_step
    letters = post.writes(DURAND, "réalisé", to=post.last(DURAND, "P-10"))
    assert who_got_what(letters) == home("T-15") | {(DURAND, "P-14")}
    letters = post.writes(YANIS, "oui", to=letter_to(letters, YANIS, "T-15"))
    assert who_got_what(letters) == {(DURAND, "P-15"), (NADIA, "T-04")}
    assert order_now(house, ORDER).state is MissionState.DONE
    all_is_told_once(house)
