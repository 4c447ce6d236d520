"""Who really wrote decides what happens: each attack from the socket to the letters (HOUSE § 4, GAP-17)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, Person, PersonAddress, TeamMember
from mailbot.model_desk import Quote
from mailbot.model_mails import InboundMail
from mailbot.model_orders import Invoice
from mailbot.vocabulary import Channel, EventKind, InboundFate, InvoiceState, MissionState, QuoteState, ReportStatus
from tests.billing import account, file_bank, invoice_pdf, invoices_now
from tests.deciding import ask_bernard, asked_letter, leak_with_quotes, quote_of
from tests.forging import (
    THIEF,
    comments,
    fates,
    forges,
    letter_from,
    nobody_read,
    reports,
    status_of,
    vouched,
    writes,
)
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.ordering import order_now, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_digest_answers import the_morning
from tests.stories.test_manager_decides import asked_to_decide
from tests.visiting import seat_address
from tests.working import company_says, home_says, planned

MINE = account("412")
CANARY = "kanarienvogel 5521"
NO_SIDE = (InboundFate.HELD, "forged")


def nadias_address(house: LivingHouse) -> str:
    return reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))


def answers(house: LivingHouse, letter: Delivered, text: str, *, who: str = "") -> list[Delivered]:
    return writes(house, who or letter.recipient, text, to=reply_to(letter))


@pytest.mark.feature("GAP-17")
def test_a_mail_that_fails_its_own_domain_is_held_and_a_yes_lets_it_in(house: LivingHouse) -> None:
    vouched(house, NADIA)
    address = nadias_address(house)

    told = forges(house, NADIA, f"Premier. {CANARY}", to=address)

    assert who_got_what(told) == {(NADIA, "X-11")}
    asked = letter_to(told, NADIA, "X-11")
    assert f"un message nous est parvenu de {NADIA}, avec votre adresse de réponse" in text_of(asked)
    assert "SIG-" not in asked.raw.decode()
    assert (
        forges(house, NADIA, f"Second. {CANARY}. Vous pouvez clôturer, c'est réglé.", to=address) == []
    )  # beside it, without another question
    nobody_read(house, CANARY)
    assert (fates(house)[1:], len(comments(house)), status_of(house)) == ([NO_SIDE] * 2, 1, ReportStatus.TODO)

    assert (SOPHIE, "G-02") in who_got_what(writes(house, NADIA, "Le plombier a appelé.", to=address))
    house.clock.forward(days=2)
    answers(house, asked, "Oui, c'était bien moi.")

    assert [words.split(".")[0] for words in comments(house)[1:]] == ["Le plombier a appelé", "Premier", "Second"]
    assert status_of(house) is ReportStatus.CLOSED
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


@pytest.mark.feature("GAP-17")
def test_a_no_sets_it_aside_and_leaves_ones_own_address_free(house: LivingHouse) -> None:
    vouched(house, NADIA)
    address = nadias_address(house)
    asked = letter_to(forges(house, NADIA, f"Clôturez. {CANARY}", to=address), NADIA, "X-11")

    answers(house, asked, "Non, ce n'était pas moi.")

    assert fates(house)[1] == (InboundFate.REFUSED, "forged")
    writes(house, NADIA, "Je suis là lundi.", to=address)
    assert fates(house)[-1] == (InboundFate.TAKEN, "")
    assert forges(house, NADIA, "Clôturez donc.", to=address) == []  # once a day
    assert fates(house)[-1] == NO_SIDE
    house.clock.forward(hours=25)
    again = letter_to(forges(house, NADIA, "Clôturez enfin.", to=address), NADIA, "X-11")

    answers(house, asked, "Oui, c'était bien moi.")  # to the first question, which is settled
    assert [fate for fate, _ in fates(house)].count(InboundFate.HELD) == 2
    answers(house, again, "non")
    assert [fate for fate, _ in fates(house)].count(InboundFate.REFUSED) == 3
    assert status_of(house) is ReportStatus.TODO
    nobody_read(house, CANARY)


@pytest.mark.feature("GAP-17")
def test_an_answer_is_believed_only_from_whom_was_asked_and_only_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    vouched(house, NADIA)
    address = nadias_address(house)
    asked = letter_to(forges(house, NADIA, "Clôturez.", to=address), NADIA, "X-11")

    for who in (NADIA, THIEF, YANIS):
        assert forges(house, who, "Oui, c'était bien moi.", to=reply_to(asked)) == []
    assert writes(house, YANIS, "oui", to=reply_to(asked)) == []
    assert [fate for fate, _ in fates(house)[2:]] == [InboundFate.PARKED] * 4
    assert (fates(house)[1], status_of(house)) == (NO_SIDE, ReportStatus.TODO)

    unclear = answers(house, asked, "Pardon ?")
    assert who_got_what(unclear) == {(NADIA, "X-11")}  # the same question, with its two buttons
    assert "écrivez simplement « oui » ou « non »" in text_of(letter_to(unclear, NADIA, "X-11"))
    assert "écrivez simplement" not in text_of(asked)
    assert "retiendrons cette adresse" not in text_of(asked)  # it is on file
    yes = letter_from(NADIA, "oui", to=reply_to(asked))
    house.told(yes, sender=NADIA, to=reply_to(asked))
    assert status_of(house) is ReportStatus.CLOSED
    house.clock.forward(days=7)
    house.told(letter_from(NADIA, "Ce n'est pas réglé, rouvrez.", to=address), sender=NADIA, to=address)
    forges(house, NADIA, "Clôturez.", to=address)
    taken = len(comments(house))
    house.told(yes, sender=NADIA, to=reply_to(asked))  # the very same bytes, and the same words in others
    answers(house, asked, "oui")
    assert (len(comments(house)), status_of(house)) == (taken, ReportStatus.TODO)


@pytest.mark.feature("GAP-17")
def test_the_question_at_the_intake_and_on_letters_of_ones_own(house: LivingHouse) -> None:
    vouched(house, NADIA, SOPHIE)
    told = forges(house, NADIA, f"La chaudière est en panne. {CANARY}", to=INTAKE, subject="Panne")

    assert who_got_what(told) == {(NADIA, "X-11")}
    asked = letter_to(told, NADIA, "X-11")
    assert f"un message nous est parvenu de {NADIA}, en votre nom" in text_of(asked)
    assert (fates(house), reports(house)) == ([NO_SIDE], reports(house))
    before = reports(house)
    nobody_read(house, CANARY)
    opened = answers(house, asked, "Oui, c'est moi.")
    assert {(NADIA, "T-01"), (SOPHIE, "G-01")} <= who_got_what(opened)
    assert reports(house) == before + 1


@pytest.mark.feature("GAP-17")
def test_nobody_answers_a_digest_in_another_name(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    digest = the_morning(house)
    house.publishes("agence-tilleul.example")

    told = forges(house, SOPHIE, f"A3 clôturez\nA1 répondez que {CANARY}", to=reply_to(digest))

    assert who_got_what(told) == {(SOPHIE, "X-11")}
    assert fates(house)[-1] == NO_SIDE
    assert status_of(house, "SIG-1048") is ReportStatus.TODO
    house.names.forget("_dmarc.agence-tilleul.example")
    assert (NADIA, "T-17") in who_got_what(answers(house, letter_to(told, SOPHIE, "X-11"), "oui"))
    assert status_of(house, "SIG-1048") is ReportStatus.CLOSED


# -- Money ------------------------------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-17", "GAP-06")
def test_a_landlords_yes_counts_as_much_as_his_domain_stands_for_it(house: LivingHouse, loop: Loop) -> None:
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))

    assert who_got_what(answers(house, asked, "OK, bon pour accord")) == {(BERNARD, "X-12")}
    assert quote_of(house, quote).leaves_at is None

    vouched(house, BERNARD)
    told = forges(house, BERNARD, f"OK, bon pour accord. {CANARY}", to=reply_to(asked))
    assert who_got_what(told) == {(BERNARD, "X-11"), (SOPHIE, "G-16")}
    alert = letter_to(told, SOPHIE, "G-16")
    assert alert.mail.subject == "ATTENTION : expéditeur douteux"
    assert f"au nom de Bernard Vasseur ({BERNARD})" in text_of(alert)
    assert alert.mail.header("importance") == "high"
    assert forges(house, BERNARD, "Je valide.", to=reply_to(asked)) == []  # once an hour, and one question
    assert (quote_of(house, quote).state, quote_of(house, quote).leaves_at) == (QuoteState.WITH_LANDLORD, None)
    nobody_read(house, CANARY)

    released = answers(house, letter_to(told, BERNARD, "X-11"), "Oui, c'était bien moi.")
    # He has not read what he answered for: money in it is shown back.
    assert {code for who, code in who_got_what(released) if who == BERNARD} == {"X-12"}
    assert quote_of(house, quote).leaves_at is None

    done = answers(house, asked, "OK, bon pour accord")
    assert who_got_what(done) == {(BERNARD, "B-04"), (SOPHIE, "G-07")}
    leaves_at = quote_of(house, quote).leaves_at
    assert leaves_at is not None
    back = answers(house, letter_to(done, BERNARD, "B-04"), "Non finalement, attendez.")
    assert (BERNARD, "B-05") in who_got_what(back)
    assert quote_of(house, quote).leaves_at is None


def repriced(house: LivingHouse, number: int, price: str) -> None:
    with house.world.database.transaction() as session:
        session.get_one(Quote, number).amount_incl_tax = Decimal(price)


@pytest.mark.feature("GAP-17", "GAP-06", "S2-18")
@pytest.mark.parametrize(
    ("words", "state", "receipt"),
    [("Validez", QuoteState.APPROVED, "est validé"), ("Refusez", QuoteState.REFUSED, "n’est pas retenu")],
)
def test_a_manager_decides_on_a_quote_by_words_that_her_domain_stands_for(
    sqlite_house: LivingHouse, words: str, state: QuoteState, receipt: str
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    vouched(house, SOPHIE)
    asked = asked_to_decide(house, quote)

    told = forges(house, SOPHIE, words, to=reply_to(asked))
    assert who_got_what(told) == {(SOPHIE, "X-11"), (SOPHIE, "G-16")}
    assert quote_of(house, quote).state is QuoteState.RECEIVED

    if state is QuoteState.APPROVED:  # a corrected price has crossed her words
        repriced(house, quote, "628.00")
        assert {code for _, code in who_got_what(writes(house, SOPHIE, words, to=reply_to(asked)))} == {"X-12"}
        repriced(house, quote, "528.00")
        asked = asked_to_decide(house, quote)
    done = writes(house, SOPHIE, words, to=reply_to(asked))
    assert receipt in text_of(letter_to(done, SOPHIE, "G-21"))
    assert quote_of(house, quote).state is state
    assert "X-12" not in {code for _, code in who_got_what(done)}


@pytest.mark.feature("GAP-17", "GAP-12")
def test_an_order_is_called_off_by_proven_words_and_never_sent_by_any(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    public = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01"))
    order, _ = ordered(house, ref="SIG-1046")
    [echo] = writes(house, SOPHIE, "Annulez l'OS Durand", to=public)
    assert echo.mail.header("x-mailbot-letter") == "X-12"

    vouched(house, SOPHIE)
    told = forges(house, SOPHIE, "Annulez l'OS Durand", to=public)
    assert who_got_what(told) == {(SOPHIE, "X-11"), (SOPHIE, "G-16")}
    assert order_now(house, order.number).state is MissionState.NEW

    done = answers(house, echo, "oui")
    assert (SOPHIE, "G-21") in who_got_what(done)
    assert order_now(house, order.number).state is MissionState.CANCELLED
    prepared = writes(house, SOPHIE, "Envoyez un OS à Durand, urgent. Demandez un devis à Morel.", to=public)
    assert [each.mail.header("x-mailbot-letter") for each in prepared] == ["G-14", "G-14"]


@pytest.mark.feature("GAP-17", "S2-32")
def test_an_invoice_is_to_be_paid_by_a_proven_line_and_by_no_other(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    letters = company_says(house, number, "Terminé, facture jointe.", files=(("f.pdf", paper),))
    home_says(house, "oui")
    here = letter_to(letters, SOPHIE, "G-12")

    def state() -> InvoiceState:
        return invoices_now(house, number)[0].state

    assert who_got_what(answers(house, here, "#bon-a-payer")) == {(SOPHIE, "X-12")}
    vouched(house, SOPHIE)
    told = forges(house, SOPHIE, f"#bon-a-payer\n\n{CANARY}", to=reply_to(here))
    assert who_got_what(told) == {(SOPHIE, "X-11"), (SOPHIE, "G-16")}
    assert state() is InvoiceState.RECEIVED
    with house.world.database.transaction() as session:  # its sum was corrected since the letter that she answers
        session.query(Invoice).one().amount_incl_tax = Decimal("962.00")
    line = letter_from(SOPHIE, "#bon-a-payer", to=reply_to(here))
    line["In-Reply-To"] = here.mail.message_id
    assert who_got_what(house.told(line, sender=SOPHIE, to=reply_to(here))) == {(SOPHIE, "X-12")}
    with house.world.database.transaction() as session:
        session.query(Invoice).one().amount_incl_tax = Decimal("262.00")
    line.replace_header("Message-ID", "<again@agency.example>")
    receipt = letter_to(house.told(line, sender=SOPHIE, to=reply_to(here)), SOPHIE, "G-21")
    assert "262,00 € TTC, est bonne à payer" in text_of(receipt)
    assert state() is InvoiceState.PAYABLE
    nobody_read(house, CANARY)


def below(house: LivingHouse, letter: Delivered, words: str) -> list[Delivered]:
    """Sophie answers a letter, as mail programs do: with its number in the head."""
    line = letter_from(SOPHIE, words, to=reply_to(letter))
    line["In-Reply-To"] = letter.mail.message_id
    return house.told(line, sender=SOPHIE, to=reply_to(letter))


@pytest.mark.feature("GAP-17", "S2-32")
def test_what_is_said_of_an_invoice_in_a_few_words_is_read_by_nobody_at_home(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    letters = company_says(house, number, "Terminé, facture jointe.", files=(("f.pdf", paper),))
    home_says(house, "oui")
    here = letter_to(letters, SOPHIE, "G-12")
    public = seat_address(house, SOPHIE, "SIG-1042", Channel.PUBLIC)
    assert who_got_what(writes(house, SOPHIE, "Refusez la facture, trop chère", to=public)) == {(SOPHIE, "X-14")}
    assert who_got_what(writes(house, SOPHIE, "ok pour la facture", to=public)) == {(SOPHIE, "X-12")}
    other = letter_to(writes(house, SOPHIE, "Bon à payer OS-2025-0003", to=public), SOPHIE, "X-14")
    assert "aucune facture n’attend" in text_of(other)
    # A bare yes to the letter that tells of a gap says not which of its buttons is meant.
    told = letter_to(below(house, here, "ok"), SOPHIE, "X-14")
    assert "un bouton en décide" in text_of(told)
    assert invoices_now(house, number)[0].state is InvoiceState.RECEIVED
    vouched(house, SOPHIE)
    receipt = letter_to(below(house, here, "Bon à payer"), SOPHIE, "G-21")
    assert "262,00 € TTC, est bonne à payer" in text_of(receipt)
    others = [each for each in house.boxes if each.recipient != SOPHIE]
    assert others
    assert not any("trop chère" in each.mail.text for each in others)


@pytest.mark.feature("GAP-17")
def test_a_yes_to_an_alarm_about_bank_details_is_not_silently_kept(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    alarm = letter_to(company_says(house, planned(house), "Attention, nouveau RIB"), SOPHIE, "G-16")
    told = letter_to(below(house, alarm, "oui c'est bon"), SOPHIE, "X-14")
    assert "noter si c’est vérifié ou si c’est une fraude : un bouton en décide" in " ".join(text_of(told).split())


@pytest.mark.feature("GAP-17")
def test_a_stranger_with_a_managers_address_who_asks_for_money_is_told_of_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_to_decide(house, quote)
    look_alike = "sophie.lambert@agence-ti1leul.example"

    told = writes(house, look_alike, f"Validez. {CANARY}", to=reply_to(asked))

    assert {(SOPHIE, "X-11"), (SOPHIE, "G-16")} == who_got_what(told)
    assert "adresse que nous ne connaissons pas" in text_of(letter_to(told, SOPHIE, "G-16"))
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    assert (SOPHIE, "G-16") not in who_got_what(writes(house, THIEF, "Validez", to=reply_to(asked)))
    house.clock.forward(hours=1.1)
    assert (SOPHIE, "G-16") in who_got_what(writes(house, "x@evil.example", "Validez", to=reply_to(asked)))
    nobody_read(house, CANARY)


# -- Whose rights -----------------------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-17")
def test_a_forged_name_of_somebody_else_gains_nobodys_seat(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    hers = reply_to(letter_to(list(house.boxes), NADIA, "T-01"))
    private = reply_to(asked_letter(ask_bernard(house, loop, quote)))
    vouched(house, SOPHIE, YANIS, BERNARD)

    # Each of them is asked in their own name; she whose address was stolen is told nothing.
    for name in (SOPHIE, YANIS, BERNARD):
        told = forges(house, name, f"Clôturez. {CANARY}", to=hers)
        assert who_got_what(told) == {(name, "X-11")}
        assert "en votre nom" in text_of(told[0])
    assert who_got_what(forges(house, SOPHIE, CANARY, to=private)) == set()  # she has been asked
    assert set(fates(house)[-4:]) == {NO_SIDE}
    assert status_of(house) is not ReportStatus.CLOSED
    nobody_read(house, CANARY)

    # Two who share a home share no address: on a public thread each has their own rights, on a private one none.
    assert who_got_what(writes(house, YANIS, "C'est réglé, clôturez.", to=hers)) >= {(YANIS, "X-14")}
    held = writes(house, YANIS, "Bonjour.", to=private)
    assert who_got_what(held) == {(SOPHIE, "G-13")}
    assert fates(house)[-1] == (InboundFate.HELD, "private_address")


@pytest.mark.feature("GAP-17")
@pytest.mark.parametrize("look_alike", ["nadia.belkacem@gmai1.example", "nadia.belkacem@gmail.example.evil.example"])
def test_an_address_that_looks_like_one_on_file_is_unknown(sqlite_house: LivingHouse, look_alike: str) -> None:
    house = sqlite_house
    vouched(house, NADIA)
    address = nadias_address(house)

    told = writes(house, look_alike, "C'est réglé, clôturez.", to=address)
    assert who_got_what(told) == {(NADIA, "X-11")}
    assert look_alike in text_of(told[0])
    writes(house, look_alike, "La chaudière est en panne.", to=INTAKE)
    assert [fate for fate, _ in fates(house)[1:]] == [InboundFate.HELD, InboundFate.PARKED]
    assert status_of(house) is ReportStatus.TODO


@pytest.mark.feature("GAP-17")
def test_the_same_mail_again_changes_nothing_more(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    vouched(house, NADIA)
    address = nadias_address(house)
    said = letter_from(NADIA, "Le joint est changé ?", to=address, message_id="<once@gmail.example>")
    house.told(said, sender=NADIA, to=address)

    # Replayed by somebody else: the bytes are ours already; other bytes under its name are theirs, and held.
    assert house.told(said, sender=THIEF, to=address) == []
    other = letter_from(NADIA, "C'est réglé, clôturez.", to=address, message_id="<once@gmail.example>")
    assert who_got_what(house.told(other, sender=THIEF, to=address)) == {(NADIA, "X-11")}
    assert (len(comments(house)), status_of(house)) == (2, ReportStatus.TODO)


@pytest.mark.feature("GAP-17")
def test_without_an_answer_of_the_dns_nothing_is_lost_and_no_money_moves(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    vouched(house, BERNARD, NADIA)
    house.names.silent |= {
        name for domain in ("orange.example", "gmail.example") for name in (domain, f"_dmarc.{domain}")
    }  # fmt: skip
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))

    assert status_of(house) is not ReportStatus.CLOSED
    assert who_got_what(answers(house, asked, "OK, bon pour accord")) == {(BERNARD, "X-12")}
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN, InboundFate.ASKED}
    assert quote_of(house, quote).leaves_at is None


# -- What cannot wait, and what waits too long ------------------------------------------------------------------------


@pytest.mark.feature("GAP-17", "GAP-14")
def test_danger_in_a_held_mail_reaches_the_managers_at_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    vouched(house, NADIA)
    address = nadias_address(house)
    forges(house, NADIA, "Bonjour.", to=address)

    told = forges(house, NADIA, "Ça sent le gaz dans l'escalier !", to=address)

    assert who_got_what(told) == {(SOPHIE, "G-13")}
    alarm = text_of(letter_to(told, SOPHIE, "G-13"))
    assert "Ça sent le gaz dans l'escalier !" in alarm.replace("’", "'")
    assert "rien ne prouve qu’il vient de cette adresse" in alarm
    assert "Quelqu’un est peut-être en danger" in alarm
    assert letter_to(told, SOPHIE, "G-13").mail.subject.startswith("À lire maintenant")
    for _ in range(4):
        told = forges(house, NADIA, "Ça sent le gaz dans l'escalier !", to=address)
    assert told == []  # the managers know


@pytest.mark.feature("GAP-17", "GAP-21")
def test_nobody_is_away_or_back_by_a_forged_mail(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01"))
    vouched(house, SOPHIE)
    absence = letter_from(SOPHIE, "Je suis absente jusqu'au 3 décembre.", to=address, subject="Absence")
    absence["Auto-Submitted"] = "auto-replied"

    def until() -> object:
        with house.world.database.looking() as session:
            person = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
            return session.get_one(TeamMember, person).absent_until

    house.told(absence, sender=THIEF, to=address)
    assert until() is None
    absence.replace_header("Message-ID", "<hers@agency.example>")
    house.told(absence, sender=SOPHIE, to=address)
    assert until() is not None
    forges(house, SOPHIE, "Je suis là.", to=address)
    assert until() is not None


@pytest.mark.feature("GAP-17")
def test_what_nobody_answers_for_in_a_month_is_asked_about_no_more(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    vouched(house, NADIA)
    address = nadias_address(house)
    asked = letter_to(forges(house, NADIA, "Clôturez.", to=address), NADIA, "X-11")

    house.clock.forward(days=30, hours=1)
    assert answers(house, asked, "oui") == []
    assert fates(house)[1] == NO_SIDE
    house.clock.now += timedelta(days=1) - timedelta(hours=house.clock.now.hour - 3)
    house.strike()
    assert fates(house)[1] == (InboundFate.DISCARDED, "unanswered")  # its bytes are gone by then
    assert (NADIA, "X-11") in who_got_what(forges(house, NADIA, "Clôturez.", to=address))
    assert status_of(house) is ReportStatus.TODO


@pytest.mark.feature("GAP-17")
def test_what_was_asked_since_is_not_answered_by_an_ok_of_before(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    hers = reply_to(letter_to(list(house.boxes), SOPHIE, "G-01"))
    vouched(house, SOPHIE)
    told = forges(house, SOPHIE, "Validez", to=hers)  # nothing was asked then
    asked_to_decide(house, quote)

    answers(house, letter_to(told, SOPHIE, "X-11"), "oui")

    assert quote_of(house, quote).state is QuoteState.RECEIVED
    assert not [each for each in house.boxes if each.mail.header("x-mailbot-letter") == "X-12"]


@pytest.mark.feature("GAP-17")
def test_a_yes_adds_an_address_from_the_one_on_file_and_never_takes_somebody_elses(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    address = nadias_address(house)
    other = "n.belkacem@travail.example"
    asked = letter_to(writes(house, other, "Bonjour.", to=address), NADIA, "X-11")
    with house.world.database.transaction() as session:  # a manager has put it on file for somebody else meanwhile
        yanis = session.query(PersonAddress).filter_by(address=YANIS).one()
        session.add(
            PersonAddress(agency_id=yanis.agency_id, person_id=yanis.person_id, address=other, added_at=house.clock())
        )

    answers(house, asked, "oui")

    assert fates(house)[1] == (InboundFate.PARKED, "known_as_somebody_else")
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=other).one().person_id == yanis.person_id
        assert session.query(Person).count() > 1
        assert session.query(InboundMail).count() == 3
        held = session.query(Event).filter_by(kind=EventKind.MAIL_HELD_FOR_IDENTITY).one()
        assert other not in str(held.facts)  # the journal keeps no stranger's address
