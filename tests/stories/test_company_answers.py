"""A company answers a request for a quote: the managers read it all, the home never a price, a refusal or a paper."""

import re
from decimal import Decimal

import pytest

from mailbot.model import Comment, Participant, Person, PersonAddress, ProviderContact, Thread
from mailbot.model_mails import Attachment, InboundMail
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Alerts, Channel, InboundFate, QuoteSight, QuoteState, ReportStatus, ThreadKind
from tests.answering import MOREL, PATRICK, QUOTE_PDF, a_request, address_of, answers, pdf, quote_of, quote_row
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of, the_leak

AT_HOME = (NADIA, YANIS, BERNARD)
PRICES = ("528", "480", "540", "320", "CANARIPRIX", "FR76", "45B12", "TTC")


def asked(house: LivingHouse, **more: object) -> str:
    """Nadia's leak, and a request to Durand: its number."""
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    return a_request(house, **more)  # type: ignore[arg-type]


def nobody_at_home_read_a_price(house: LivingHouse, *more: str) -> None:
    """Nothing decoded of any letter to those who live there, or own it, holds a price, a paper or a code."""
    letters = [each for each in house.boxes if each.recipient in AT_HOME]
    assert letters
    for each in letters:
        html = re.sub(r"<style.*?</style>", "", each.mail.html, flags=re.DOTALL)
        said = "\n".join((each.mail.text, html, each.mail.subject, *(file.name for file in each.mail.files)))
        for private in (*PRICES, *more):
            assert not re.search(rf"(?<!\w){re.escape(private)}", said), (each.recipient, private)
        assert b"CANARIPRIX" not in each.raw
        assert all(file.media_type.startswith("image/") for file in each.mail.files)
        assert not any(b"%PDF" in file.content for file in each.mail.files)


@pytest.mark.feature("S1-58", "S1-54", "S1-89")
def test_a_quote_is_read_shown_back_and_told_without_its_price(house: LivingHouse) -> None:
    number = asked(house)

    letters = answers(
        house, number, "Bonjour,\nvoici notre devis. Le chauffe-eau est à surveiller.\nCordialement",
        files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)), ("siphon.jpg", photo())),
    )  # fmt: skip

    assert who_got_what(letters) == {
        (NADIA, "T-13"), (YANIS, "T-13"), (NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-06"), (PATRICK, "P-11"),
    }  # fmt: skip
    told, receipt = letter_to(letters, SOPHIE, "G-06"), letter_to(letters, PATRICK, "P-11")
    said = text_of(told)
    assert said.startswith("Devis Plomberie Durand : 528,00 € TTC — à décider")
    for fact in (
        f"Plomberie Durand, devis D2026-311 ({number}) du lundi 23 novembre 2026 (joint) : 528,00 € TTC (480,00 € HT,"
        " TVA 10 %). Validité : samedi 23 janvier 2027. Plafond du mandat : 150,00 € TTC.",
        "Lu dans le document : « Total TTC : 528,00 € »",
        "Le chauffe-eau est à surveiller.",
        "Contrôles : adresse du logement citée · HT + TVA = TTC · taux de TVA indiqué · assurance mentionnée.",
        "Lot : T2 Lilas 3e gauche. Demande de devis seule : un ordre de service suit. À la charge de : à décider.",
        "Lu comme : devis de 528,00 € TTC (480,00 € HT), TVA 10 %. Corriger",
        "→ Valider le devis", "→ Demander l’accord du bailleur", "→ Refuser", "→ Demander une précision à l’entreprise",
        "→ Voir le signalement initial",
        "Répondre à ce mail = consigne pour nous ; rien n’est publié.",
    ):  # fmt: skip
        assert fact in said, fact
    assert [file.name for file in told.mail.files] == ["devis-D2026-311.pdf"]
    assert told.mail.files[0].content.startswith(b"%PDF")
    said = text_of(receipt)
    assert f"votre devis D2026-311, enregistré sous {number} : 528,00 € TTC (480,00 € HT, TVA 10 %)." in said
    assert "Si un chiffre est inexact, répondez-nous." in said
    assert "S’il est validé, un ordre de service vous sera adressé : merci de ne rien engager avant." in said
    assert receipt.mail.subject == f"[{number}] Demande de devis : remplacer le siphon"
    assert "Plomberie Durand nous a remis son devis pour « Fuite évier cuisine »." in text_of(
        letter_to(letters, NADIA, "T-13")
    )
    assert "Le chauffe-eau est à surveiller." in text_of(letter_to(letters, NADIA, "T-04"))
    assert "Plomberie Durand écrit" in text_of(letter_to(letters, NADIA, "T-04"))
    assert len(letter_to(letters, NADIA, "T-04").mail.files) == 1
    nobody_at_home_read_a_price(house)

    with house.world.database.looking() as session:
        quote = quote_row(session, number)
        assert (quote.state, quote.amount_incl_tax, quote.amount_excl_tax, quote.vat_rate) == (
            QuoteState.RECEIVED, Decimal("528.00"), Decimal("480.00"), Decimal(10),
        )  # fmt: skip
        assert (quote.company_number, str(quote.dated_on), str(quote.valid_until)) == (
            "D2026-311", "2026-11-23", "2027-01-23",
        )  # fmt: skip
        [paper] = quote.papers
        assert session.get_one(Attachment, paper["attachment"]).name == "devis-D2026-311.pdf"
        assert (paper["read_in"], paper["sentence"], paper["applied"]) == ("page", "Total TTC : 528,00 €", True)
        seats = session.query(Participant).join(Thread, Thread.id == Participant.thread_id)
        [company] = seats.filter(Thread.kind == ThreadKind.QUOTE).all()
        assert company.asked is None
        questions = [seat.asked for seat in seats.filter(Thread.kind == ThreadKind.REPORT) if seat.asked]
        assert questions == [
            {
                "question": "approve_quote", "quote_ids": [quote.id],
                "quotes": [{"label": None, "amount_incl_tax": "528.00", "provider": "Plomberie Durand"}],
            }
        ]  # fmt: skip
    assert report_of(house, "SIG-1046").status is ReportStatus.TODO


@pytest.mark.feature("S1-58")
def test_other_figures_are_shown_back_again_and_the_home_is_told_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)
    first = answers(house, number, "Devis : 480 € HT soit 528 € TTC.")
    assert (NADIA, "T-13") in who_got_what(first)
    assert (NADIA, "T-04") not in who_got_what(first)
    assert "Lu dans le message : « Devis : 480 € HT soit 528 € TTC. »" in text_of(letter_to(first, SOPHIE, "G-06"))

    agency = reply_to(letter_to(first, PATRICK, "P-11"))
    letters = answers(house, number, "C’est 540 et non 528.", to=agency)

    assert who_got_what(letters) == {(SOPHIE, "G-06"), (PATRICK, "P-11")}
    assert "540,00 € TTC (TVA à préciser)" in text_of(letter_to(letters, PATRICK, "P-11"))
    assert "Ces chiffres remplacent les précédents, qui sont gardés." in text_of(letter_to(letters, SOPHIE, "G-06"))
    quote = quote_of(house, number)
    assert (quote.amount_incl_tax, quote.amount_excl_tax, len(quote.papers)) == (Decimal("540.00"), None, 2)

    # Before the landlord, and once it is decided on, the figures wait for a manager.
    for state in (QuoteState.WITH_LANDLORD, QuoteState.APPROVED):
        with house.world.database.transaction() as session:
            quote_row(session, number).state = state
        letters = answers(house, number, "Voici le devis rectifié : 610 € TTC")
        assert who_got_what(letters) == {(SOPHIE, "G-06")}
        said = text_of(letter_to(letters, SOPHIE, "G-06"))
        assert "Devis Plomberie Durand : 610,00 € TTC — chiffres à vérifier" in said
        assert "ceux du devis n’ont pas changé" in said
        assert "→ Valider le devis" not in said
        quote = quote_of(house, number)
        assert (quote.state, quote.amount_incl_tax, quote.papers[-1]["applied"]) == (state, Decimal("540.00"), False)
    nobody_at_home_read_a_price(house, "610")


@pytest.mark.feature("S1-58", "GAP-06")
def test_of_several_options_none_is_chosen(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)

    letters = answers(house, number, "Voici nos devis.\nOption A : 320 € TTC.\nOption B : 480 € HT soit 528 € TTC.")

    told = text_of(letter_to(letters, SOPHIE, "G-06"))
    assert told.startswith("Devis Plomberie Durand : 2 options — à décider")
    assert "– option A : 320,00 € TTC (TVA à préciser) – option B : 528,00 € TTC (480,00 € HT, TVA à préciser)" in told
    assert "Aucune option n’est retenue" in told
    assert "2 options" in text_of(letter_to(letters, PATRICK, "P-11"))
    quote = quote_of(house, number)
    assert (quote.state, quote.amount_incl_tax, quote.amount_excl_tax) == (QuoteState.RECEIVED, None, None)
    assert [option["label"] for option in quote.papers[0]["options"]] == ["A", "B"]
    nobody_at_home_read_a_price(house)


@pytest.mark.feature("S1-89")
def test_public_words_reach_the_home_without_what_is_private_in_them(house: LivingHouse) -> None:
    number = asked(house)
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Yanis Belkacem").one().alerts = Alerts.DAILY
        session.query(Person).filter_by(name="Bernard Vasseur").one().alerts = Alerts.DAILY
    words = (
        "Bonjour,\nPassage fait, pièce commandée. Le code 45B12 ne marche plus.\nComptez 480 € HT environ.\n"
        "Mon RIB : FR76 3000 6000 0112 3456 7890 189\nJe rappelle lundi."
    )

    letters = answers(house, number, words)

    news = text_of(letter_to(letters, NADIA, "T-04"))
    assert "Passage fait, pièce commandée. [transmis à l’agence] [transmis à l’agence] [transmis à l’agence]" in news
    assert "Je rappelle lundi." in news
    assert "06 39 98 00 31" not in news
    # Other bank details than those on file are an alert of their own.
    assert {code for who, code in who_got_what(letters) if who == SOPHIE} == {"G-02", "G-16"}
    told = text_of(letter_to(letters, SOPHIE, "G-02"))
    assert "Comptez 480 € HT environ." in told
    assert "Patrick Durand, Plomberie Durand (entreprise)" in told
    assert quote_of(house, number).follow_up["answered_at"]
    with house.world.database.looking() as session:
        assert [each.text.strip() for each in session.query(Comment).filter(Comment.text.contains("480"))] == [words]

    house.clock.forward(hours=23)
    digests = house.strike()
    assert "Passage fait, pièce commandée. [transmis à l’agence]" in text_of(letter_to(digests, YANIS, "T-26"))
    assert letter_to(digests, BERNARD, "B-07")
    nobody_at_home_read_a_price(house)


@pytest.mark.feature("S1-89")
def test_words_to_the_agency_alone_are_read_by_the_managers_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)

    letters = answers(house, number, "Entre nous, CANARIPRIX : le locataire a forcé le siphon.", channel=Channel.AGENCY)

    assert who_got_what(letters) == {(SOPHIE, "G-02")}
    told = text_of(letter_to(letters, SOPHIE, "G-02"))
    assert "Patrick Durand, Plomberie Durand (entreprise), à l’agence seule" in told
    assert "Répondre à ce mail = consigne pour nous ; rien n’est publié." in told
    with house.world.database.looking() as session:
        assert session.query(Comment).order_by(Comment.id.desc()).first().channel is Channel.AGENCY  # type: ignore[union-attr]
    nobody_at_home_read_a_price(house)


@pytest.mark.feature("S1-58")
@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Quel est le diamètre du tuyau ?", QuoteState.QUESTION),
        ("Je souhaite passer voir sur place avant de chiffrer.", QuoteState.VISIT_WANTED),
    ],
)
def test_a_question_or_a_wish_to_come_is_one_letter_to_the_managers(
    sqlite_house: LivingHouse, words: str, state: QuoteState
) -> None:
    number = asked(sqlite_house)

    letters = answers(sqlite_house, number, words)

    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-02")}
    assert len([each for each in letters if each.recipient == SOPHIE]) == 1
    assert words in text_of(letter_to(letters, SOPHIE, "G-02"))
    assert "Lu comme :" in text_of(letter_to(letters, SOPHIE, "G-02"))
    assert quote_of(sqlite_house, number).state is state


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize("words", ["Pas disponible avant janvier, voyez un confrère.", "Je ne peux pas répondre."])
def test_a_refusal_is_told_to_the_managers_with_whom_to_ask_instead(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    number = asked(house, category="hot_water")

    letters = answers(house, number, words)

    assert who_got_what(letters) == {(SOPHIE, "G-05")}
    told = text_of(letter_to(letters, SOPHIE, "G-05"))
    assert told.startswith("Plomberie Durand ne fera pas de devis")
    assert words in told
    assert "★ Chauffage Morel" in told
    assert "→ Demander à ★ Chauffage Morel https://pages.test.example/p/" in told
    assert quote_of(house, number).state is QuoteState.DECLINED
    nobody_at_home_read_a_price(house, words)
    # A quote all the same, later: it is heard. Once it is decided on, a no is for the managers alone.
    answers(house, number, "Finalement, notre devis : 528 € TTC")
    assert quote_of(house, number).state is QuoteState.RECEIVED
    with house.world.database.transaction() as session:
        quote_row(session, number).state = QuoteState.APPROVED
    assert who_got_what(answers(house, number, words)) == {(SOPHIE, "G-02")}


@pytest.mark.feature("S1-58")
def test_a_price_without_a_quote_is_asked_to_become_one(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)

    letters = answers(house, number, "Il y en aura pour environ 300 à 400 €", channel=Channel.AGENCY)

    assert who_got_what(letters) == {(SOPHIE, "G-02"), (PATRICK, "P-21")}
    assert "pouvez-vous joindre le devis chiffré en PDF ?" in text_of(letter_to(letters, PATRICK, "P-21"))
    assert quote_of(house, number).state is QuoteState.SENT
    # 130 without tax is 156 with it, at the usual rate: above the threshold. 85 is not.
    assert (PATRICK, "P-21") in who_got_what(answers(house, number, "Ce sera 130 € HT", channel=Channel.AGENCY))
    assert who_got_what(answers(house, number, "Ce sera 85 € ttc", channel=Channel.AGENCY)) == {(SOPHIE, "G-02")}
    # Words that announce a paper which is not there.
    forgot = answers(house, number, "Voici mon devis.", channel=Channel.AGENCY)
    assert who_got_what(forgot) == {(SOPHIE, "G-02"), (PATRICK, "P-21")}
    # A scan: it is here, and nobody has read it yet.
    scan = answers(house, number, "Ci-joint.", files=(("devis.pdf", pdf("<img alt=''>")),), channel=Channel.AGENCY)
    assert "montant à lire" in text_of(letter_to(scan, SOPHIE, "G-06"))
    assert "Nous n’avons pas pu y lire le montant" in text_of(letter_to(scan, PATRICK, "P-11"))
    nobody_at_home_read_a_price(house, "300", "85")


@pytest.mark.feature("S1-58")
def test_a_price_alone_is_no_news_at_home_and_one_beside_times_is_asked_to_become_a_quote(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = asked(house)

    alone = answers(house, number, "Bonjour, 269,50 € TTC pose comprise.")

    assert who_got_what(alone) == {(SOPHIE, "G-02"), (PATRICK, "P-21")}
    beside = answers(house, number, "269,50 € TTC pose comprise. Je peux passer voir jeudi 26 à 9h.")
    assert (NADIA, "T-08") in who_got_what(beside)
    assert (PATRICK, "P-21") in who_got_what(beside)
    [told] = [each for each in beside if each.recipient == SOPHIE]
    assert "Lu comme : un prix, sans devis" in text_of(told)


@pytest.mark.feature("S1-58")
def test_what_is_unclear_is_asked_once_and_what_is_clear_is_done(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)

    letters = answers(house, number, "mardi 25 novembre je peux passer voir")

    assert letter_to(letters, PATRICK, "P-21")
    assert (PATRICK, "X-13") not in who_got_what(letters)
    assert quote_of(house, number).state is QuoteState.VISIT_WANTED
    lost = answers(house, number, "bonjour")
    assert who_got_what(lost) == {(PATRICK, "X-13")}
    # A company closes nothing.
    closing = answers(house, number, "C’est réparé, vous pouvez clôturer")
    assert {(PATRICK, "X-14"), (SOPHIE, "G-02")} <= who_got_what(closing)
    assert report_of(house, "SIG-1046").status is ReportStatus.TODO


@pytest.mark.feature("S1-58", "GAP-05")
def test_a_danger_waits_for_no_digest_and_a_closed_report_is_not_added_to(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)
    with house.world.database.transaction() as session:
        for person in session.query(Person):
            person.alerts = Alerts.DAILY

    letters = answers(house, number, "Attention, ça sent le gaz chez le locataire")

    assert who_got_what(letters) == {(SOPHIE, "G-02"), (NADIA, "T-04"), (YANIS, "T-04")}
    receipt = next(each for each in house.boxes if each.recipient == NADIA)
    closed = mail(
        "C'est réglé, merci.", sender=NADIA, to=reply_to(receipt), subject="Re: x", message_id="<c@x.example>"
    )
    house.told(closed, sender=NADIA, to=reply_to(receipt))
    late = answers(house, number, "Notre devis : 528 € TTC", files=(("devis.pdf", pdf(QUOTE_PDF)),))
    assert who_got_what(late) == {(SOPHIE, "G-17")}
    assert "528 € TTC" in text_of(letter_to(late, SOPHIE, "G-17"))
    assert "l’entreprise n’a reçu aucune réponse" in text_of(letter_to(late, SOPHIE, "G-17"))
    assert quote_of(house, number).papers == []
    nobody_at_home_read_a_price(house)


@pytest.mark.feature("S1-58", "GAP-17")
def test_only_the_company_itself_speaks_at_its_addresses(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = asked(house)

    # Another company, and somebody of the home: no rights there, and the company learns nothing of who wrote.
    for sender in (MOREL, NADIA):
        letters = answers(house, number, "Notre devis : 410 € TTC", sender=sender)
        assert who_got_what(letters) == {(SOPHIE, "G-13")}
    # A colleague from an address that we do not know: the company is asked, and its yes lets the mail through.
    held = answers(house, number, "Devis : 528 € TTC", sender="atelier@plomberie-durand.example")
    assert who_got_what(held) == {(PATRICK, "X-11")}
    assert quote_of(house, number).state is QuoteState.SENT
    yes = answers(house, number, "Oui, c'était bien moi.", to=reply_to(letter_to(held, PATRICK, "X-11")))
    assert {(SOPHIE, "G-06"), (PATRICK, "P-11")} <= who_got_what(yes)
    with house.world.database.transaction() as session:
        assert InboundFate.HELD not in {each.fate for each in session.query(InboundMail)}
        patrick = session.query(PersonAddress).filter_by(address=PATRICK).one().person_id
        session.query(ProviderContact).filter_by(person_id=patrick).delete()
    # Whoever has left the company writes for it no more.
    with house.world.database.looking() as session:
        seat = session.query(Participant).filter_by(person_id=patrick).one().id
    to = reply_address(house.world.keyring, seat, Channel.PUBLIC, INTAKE.partition("@")[2], today=house.world.today())
    assert answers(house, number, "Devis : 528 € TTC", to=to) == []
    with house.world.database.looking() as session:
        last = session.query(InboundMail).order_by(InboundMail.id.desc()).first()
        assert last is not None
        assert (last.fate, last.trouble) == (InboundFate.PARKED, "former_provider")


@pytest.mark.feature("S1-53")
def test_a_request_that_managers_alone_see_is_told_to_nobody_at_home(sqlite_house: LivingHouse) -> None:
    number = asked(sqlite_house, sight=QuoteSight.MANAGERS)
    before = len(sqlite_house.boxes)

    answers(sqlite_house, number, "Passage fait. Devis : 528 € TTC")
    answers(sqlite_house, number, "Quelle est la marque ?")

    after = list(sqlite_house.boxes)[before:]
    assert {each.recipient for each in after} == {SOPHIE, PATRICK}
    assert address_of(sqlite_house, number)
