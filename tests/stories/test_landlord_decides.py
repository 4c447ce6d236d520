"""A landlord is asked about a quote: what he answers, by mail or on his page, and who learns what of it."""

from datetime import date, timedelta

import pytest

from mailbot.model import Event, Participant, Person, Report
from mailbot.model_desk import LandlordAnswer
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, EventKind, LandlordSays, QuoteState, ReportStatus, Urgency
from tests.deciding import (
    ADVICE,
    PATRICK,
    answers,
    ask_bernard,
    asked_letter,
    desk,
    last_ask,
    leak_with_quotes,
    nobody_at_home_or_outside_read,
    quote_of,
    quote_received,
    rules,
)
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail

CANARY = "kanarienvogel 4711"
ROCHE, ROCHE_2 = "sci.glycines@wanadoo.example", "a.roche@mail.example"
ODETTE = "odette.perrin@orange.example"


def odette_is_cold(house: LivingHouse) -> None:
    """Two people own her home, and both must agree."""
    cold = mail("Le chauffage est en panne.", sender=ODETTE, to=INTAKE, subject="Froid", message_id="<o@x.example>")
    house.told(cold, sender=ODETTE, to=INTAKE)


@pytest.mark.feature("S1-08", "S1-12", "S1-92")
def test_whoever_asks_where_things_stand_is_told_that_a_decision_waits_and_not_which(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)

    def told(number: int) -> str:
        question = mail("Point", sender=BERNARD, to=INTAKE, subject="Point", message_id=f"<point{number}@x.example>")
        return text_of(letter_to(house.told(question, sender=BERNARD, to=INTAKE), BERNARD, "B-11"))

    waits = told(1)
    assert "Votre décision est attendue pour SIG-1046 : voyez notre message privé du samedi 21 novembre." in waits
    assert "Aucune décision" not in waits
    assert "528" not in waits
    desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    assert "Aucune décision n’est attendue de vous." in told(2)


@pytest.mark.feature("S1-08", "S1-76")
def test_a_landlord_s_daily_letter_counts_the_decisions_that_wait(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Bernard Vasseur").one().alerts = Alerts.DAILY
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    house.clock.forward(days=1)
    digest = letter_to(house.strike(), BERNARD, "B-07")
    said = text_of(digest)
    assert "Aucune action n’est attendue de vous, sauf : 1 décision demandée par message privé." in said
    assert "528" not in said


@pytest.mark.feature("GAP-06", "S1-31", "S1-92", "S2-18")
def test_his_yes_validates_once_the_time_to_take_it_back_is_over(house: LivingHouse, loop: Loop) -> None:
    [quote] = leak_with_quotes(house)

    letters = ask_bernard(house, loop, quote)

    assert who_got_what(letters) == {(BERNARD, "B-02")}
    asked = asked_letter(letters)
    assert asked.mail.subject == "[Privé SIG-1046] Message de l’agence"
    assert asked.mail.text.startswith("Une décision vous est demandée")
    said = text_of(asked)
    assert "Plomberie Durand propose 528,00 € TTC (480,00 € HT, TVA 10 %)" in said
    assert f"Notre avis : {ADVICE}. La réparation est à votre charge." in said
    assert quote_of(house, quote).state is QuoteState.WITH_LANDLORD
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.IN_PROGRESS

    letters = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    assert who_got_what(letters) == {(BERNARD, "B-04"), (SOPHIE, "G-07")}
    assert "jusque-là, un mot de votre part suffit pour revenir en arrière" in text_of(
        letter_to(letters, BERNARD, "B-04")
    )
    told = text_of(letter_to(letters, SOPHIE, "G-07"))
    assert "Lu comme : accord, Plomberie Durand, 528,00 € TTC." in told
    # It leaves by itself.
    for each in letters:
        assert "prochaine étape : travaux (l’entreprise)" in text_of(each)

    leaves_at = quote_of(house, quote).leaves_at
    assert leaves_at is not None
    house.clock.now = leaves_at - timedelta(milliseconds=20)
    assert house.strike() == []
    house.clock.now = leaves_at
    letters = house.strike()
    assert who_got_what(letters) == {(PATRICK, "P-12"), (NADIA, "T-14"), (YANIS, "T-14"), (SOPHIE, "G-14")}
    approved = text_of(letter_to(letters, PATRICK, "P-12"))
    assert "Votre devis D-118 (DEV-2026-0092) de 528,00 € TTC est validé" in approved
    assert house.strike() == []
    done = quote_of(house, quote)
    assert (done.state, done.leaves_at, done.decided_as) == (QuoteState.APPROVED, None, "landlord")
    nobody_at_home_or_outside_read(house, ADVICE, "Vasseur", "Bernard")
    nobody_at_home_or_outside_read(house, "528,00", but=(SOPHIE, BERNARD, PATRICK))
    with house.world.database.looking() as session:
        kept = str([event.facts for event in session.query(Event)])
        assert "528.00" not in kept
        assert "canari" not in kept
        # The order that follows waits for its button; nobody is asked anything else.
        waiting = [seat.asked or {} for seat in session.query(Participant).filter(Participant.asked.is_not(None))]
        assert [each.get("question") for each in waiting] == ["confirm_draft"]

    late = answers(house, letter_to(list(house.boxes), BERNARD, "B-04"), f"Non finalement, {CANARY}.")
    assert who_got_what(late) == {(SOPHIE, "G-19")}
    assert quote_of(house, quote).state is QuoteState.APPROVED
    nobody_at_home_or_outside_read(house, CANARY)


@pytest.mark.feature("GAP-06")
def test_a_yes_is_taken_back_in_time_by_a_word_or_a_button(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    bernard, ask = desk(house, loop, BERNARD), last_ask(house).id
    letters = bernard.pressed(Page.DECIDE, ask, "yes")
    house.clock.forward(minutes=14)

    undone = answers(house, letter_to(letters, BERNARD, "B-04"), f"non finalement, {CANARY}")

    assert who_got_what(undone) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    assert "retrait de votre accord. Rien n’est engagé." in text_of(letter_to(undone, BERNARD, "B-05"))
    assert CANARY in text_of(letter_to(undone, SOPHIE, "G-07"))
    house.clock.forward(minutes=2)
    assert house.strike() == []
    assert (quote_of(house, quote).state, quote_of(house, quote).leaves_at) == (QuoteState.WITH_LANDLORD, None)

    assert who_got_what(bernard.pressed(Page.DECIDE, ask, "yes")) == {(BERNARD, "B-04"), (SOPHIE, "G-07")}
    assert who_got_what(bernard.pressed(Page.DECIDE, ask, "undo")) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    unclear = bernard.pressed(Page.DECIDE, ask, "yes")
    again = answers(house, letter_to(unclear, BERNARD, "B-04"), "Ce n’est pas ce que j’ai voulu dire.")
    assert who_got_what(again) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    house.clock.forward(hours=1)
    assert house.strike() == []
    with house.world.database.looking() as session:
        kinds = [event.kind for event in session.query(Event)]
        assert kinds.count(EventKind.LANDLORD_UNDID_APPROVAL) == 3
        assert EventKind.QUOTE_APPROVED not in kinds
    nobody_at_home_or_outside_read(house, CANARY, "528,00")


@pytest.mark.feature("GAP-06")
def test_a_written_yes_waits_for_its_button(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))

    letters = answers(house, asked, "OK, bon pour accord")

    assert who_got_what(letters) == {(BERNARD, "X-12")}
    echo = letter_to(letters, BERNARD, "X-12")
    assert echo.mail.text.startswith("À confirmer\n")
    assert "« OK, bon pour accord »" in text_of(echo)
    assert "Nous l’avons lu comme : accord, devis DEV-2026-0092 de Plomberie Durand, 528,00 € TTC" in text_of(echo)
    assert (quote_of(house, quote).state, quote_of(house, quote).leaves_at) == (QuoteState.WITH_LANDLORD, None)
    assert who_got_what(answers(house, echo, "oui")) == {(BERNARD, "X-12")}
    assert who_got_what(answers(house, echo, "non")) == {(BERNARD, "X-13")}
    both = answers(house, asked, f"Oui. Quand passent-ils ? {CANARY}")
    assert who_got_what(both) == {(BERNARD, "X-12"), (SOPHIE, "G-19")}
    refused = answers(house, letter_to(both, BERNARD, "X-12"), f"Je refuse, {CANARY}")
    assert who_got_what(refused) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    nobody_at_home_or_outside_read(house, CANARY, "528,00")


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("OK si moins de 450", "accord sous condition, jusqu’à 450,00 € TTC"),
        ("OK si moins de 600 euros", "accord sous condition, jusqu’à 600,00 € TTC"),
        ("Demandez un autre devis", "autre devis souhaité"),
        ("Combien de temps durent les travaux ?", "question"),
        ("Trop cher, non", "refus"),
    ],
)
def test_what_is_no_yes_engages_nothing_and_reaches_the_manager_whole(
    sqlite_house: LivingHouse, loop: Loop, words: str, read: str
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    letters = answers(house, asked_letter(ask_bernard(house, loop, quote)), words)

    assert who_got_what(letters) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    told = text_of(letter_to(letters, SOPHIE, "G-07"))
    assert f"« {words} »" in told.replace("\u00a0", " ")
    assert f"Lu comme : {read}. Rien n’est engagé" in told
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    house.clock.forward(hours=200)
    assert not {code for _, code in who_got_what(house.strike())} & {"B-03", "G-08", "P-12"}


def test_a_price_that_is_not_the_quote_s_is_asked_back(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))
    letters = answers(house, asked, "accord pour 490 €")
    assert who_got_what(letters) == {(BERNARD, "X-13")}
    assert "est-ce un accord ou un refus ?" in text_of(letter_to(letters, BERNARD, "X-13"))
    assert who_got_what(answers(house, letter_to(letters, BERNARD, "X-13"), "non")) == {
        (BERNARD, "B-05"), (SOPHIE, "G-07"),
    }  # fmt: skip
    assert quote_of(house, quote).leaves_at is None


@pytest.mark.feature("GAP-06")
def test_of_several_quotes_one_is_named(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    dear, cheap = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    asked = asked_letter(ask_bernard(house, loop, dear, cheap))
    said = text_of(asked)
    assert "A. Plomberie Durand : 528,00 € TTC" in said
    assert "B. Serrurerie Azur : 490,00 € TTC" in said

    unclear = answers(house, asked, "accord")
    assert who_got_what(unclear) == {(BERNARD, "X-13")}
    assert "de quel devis s’agit-il ?" in text_of(letter_to(unclear, BERNARD, "X-13"))
    named = answers(house, asked, "ok pour le B")
    assert "Serrurerie Azur, 490,00 € TTC" in text_of(letter_to(named, BERNARD, "X-12"))

    bernard, ask = desk(house, loop, BERNARD), last_ask(house).id
    assert bernard.press(Page.DECIDE, ask, "yes").status_code == 422
    letters = bernard.pressed(Page.DECIDE, ask, "yes", quote=str(cheap))
    assert "devis B, Serrurerie Azur, 490,00 € TTC" in text_of(letter_to(letters, SOPHIE, "G-07"))
    house.clock.forward(minutes=15)
    letters = house.strike()
    assert ("serrurerie.azur@mail.example", "P-12") in who_got_what(letters)
    assert PATRICK not in {who for who, _ in who_got_what(letters)}
    assert (quote_of(house, dear).state, quote_of(house, cheap).state) == (QuoteState.RECEIVED, QuoteState.APPROVED)
    nobody_at_home_or_outside_read(house, "528,00", "DEV-2026-0092")


@pytest.mark.feature("S1-07")
def test_where_all_must_agree_each_yes_is_kept_until_the_last(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    report = mail(
        "Le chauffage est en panne.", sender=ODETTE, to=INTAKE, subject="Chauffage", message_id="<o@x.example>"
    )
    house.told(report, sender=ODETTE, to=INTAKE)
    house.world.blobs.put(b"the first file")  # a folder that is not there would be a disk that is away
    quote = quote_received(house, "morel", "310.00")
    letters = ask_bernard(house, loop, quote)
    assert who_got_what(letters) == {(ROCHE, "B-02"), (ROCHE_2, "B-02")}
    ask = last_ask(house).id

    first = desk(house, loop, ROCHE).pressed(Page.DECIDE, ask, "yes")
    assert who_got_what(first) == {(ROCHE, "B-04"), (SOPHIE, "G-07")}
    assert "tous les accords sont nécessaires : il en manque encore" in text_of(letter_to(first, ROCHE, "B-04"))
    assert quote_of(house, quote).leaves_at is None
    house.clock.forward(hours=24)
    assert {row for row in who_got_what(house.strike()) if row[1] == "B-03"} == {(ROCHE_2, "B-03")}

    second = desk(house, loop, ROCHE_2).pressed(Page.DECIDE, ask, "yes")
    assert who_got_what(second) == {(ROCHE_2, "B-04"), (SOPHIE, "G-07")}
    house.clock.forward(minutes=5)
    back = answers(house, letter_to(first, ROCHE, "B-04"), f"Non finalement. {CANARY}", sender=ROCHE)
    assert who_got_what(back) == {(ROCHE, "B-05"), (SOPHIE, "G-07")}
    desk(house, loop, ROCHE).pressed(Page.DECIDE, ask, "yes")
    house.clock.forward(minutes=16)
    assert {(ODETTE, "T-14"), ("sav@chauffage-morel.example", "P-12")} <= who_got_what(house.strike())
    nobody_at_home_or_outside_read(house, CANARY, but=(SOPHIE, ROCHE))
    with house.world.database.looking() as session:
        assert [row.says for row in session.query(LandlordAnswer)] == [
            LandlordSays.YES, LandlordSays.YES, LandlordSays.UNDONE, LandlordSays.YES,
        ]  # fmt: skip


@pytest.mark.feature("S1-07")
def test_where_all_must_agree_one_no_is_enough(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    report = mail(
        "Le chauffage est en panne.", sender=ODETTE, to=INTAKE, subject="Chauffage", message_id="<o@x.example>"
    )
    house.told(report, sender=ODETTE, to=INTAKE)
    quote = quote_received(house, "morel", "310.00")
    ask_bernard(house, loop, quote)
    ask = last_ask(house).id
    desk(house, loop, ROCHE).pressed(Page.DECIDE, ask, "yes")
    letters = desk(house, loop, ROCHE_2).pressed(Page.DECIDE, ask, "no", words=CANARY)
    assert who_got_what(letters) == {(ROCHE_2, "B-05"), (SOPHIE, "G-07")}
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    nobody_at_home_or_outside_read(house, CANARY, but=(SOPHIE,))


@pytest.mark.feature("GAP-07")
def test_a_silent_landlord_is_reminded_by_the_hour_and_then_told_of(house: LivingHouse, loop: Loop) -> None:
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)  # a Saturday
    began = last_ask(house).asked_at
    for hours, letter in ((24, (BERNARD, "B-03")), (72, (BERNARD, "B-03")), (96, (SOPHIE, "G-08"))):
        house.clock.now = began + timedelta(hours=hours) - timedelta(milliseconds=20)
        house.strike()
        # The silence is counted from the reminder itself, which left a moment after its hour.
        house.clock.now = began + timedelta(hours=hours, seconds=hours == 96)
        letters = house.strike()
        assert letter in who_got_what(letters), hours
        assert {code for _, code in who_got_what(letters)} & {"B-03", "G-08"} == {letter[1]}
        assert not {code for _, code in who_got_what(house.strike())} & {"B-03", "G-08"}
    told = text_of(letter_to(letters, SOPHIE, "G-08"))
    assert "vous pouvez engager jusqu’à 150,00 € TTC" in told
    assert "Engager : mandat à vérifier" in told
    assert "tel:0465712001" in letter_to(letters, SOPHIE, "G-08").mail.text

    sophie = desk(house, loop)
    assert who_got_what(sophie.pressed(Page.QUOTE, quote, "remind")) == {(BERNARD, "B-03")}
    house.clock.forward(hours=24, seconds=1)
    assert (SOPHIE, "G-08") in who_got_what(house.strike())
    sophie.pressed(Page.QUOTE, quote, "suspend", until=(house.clock.now + timedelta(days=7)).date().isoformat())
    house.clock.forward(days=6)
    assert not {code for _, code in who_got_what(house.strike())} & {"B-03", "G-08"}
    house.clock.forward(days=1)
    assert (SOPHIE, "G-08") in who_got_what(house.strike())
    nobody_at_home_or_outside_read(house, "528,00", ADVICE)


@pytest.mark.feature("GAP-07")
def test_an_urgent_one_after_four_hours_then_twenty_eight(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    with house.world.database.transaction() as session:
        session.query(Report).filter_by(ref="SIG-1046").one().urgency = Urgency.URGENT
    ask_bernard(house, loop, quote)
    began = last_ask(house).asked_at
    house.clock.now = began + timedelta(hours=4)
    assert (BERNARD, "B-03") in who_got_what(house.strike())
    house.clock.now = began + timedelta(hours=28) - timedelta(milliseconds=20)
    assert not {code for _, code in who_got_what(house.strike())} & {"B-03", "G-08"}
    house.clock.now = began + timedelta(hours=28, seconds=1)
    assert (SOPHIE, "G-08") in who_got_what(house.strike())


@pytest.mark.feature("GAP-07")
def test_engaged_urgently_the_landlord_is_told_and_the_company_goes(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    sophie = desk(house, loop)
    warned = sophie.press(Page.QUOTE, quote, "engage")
    assert warned.status_code == 422
    assert "Mandat à vérifier" in warned.text
    assert quote_of(house, quote).state is QuoteState.WITH_LANDLORD

    letters = sophie.pressed(Page.QUOTE, quote, "engage", checked="yes")

    assert who_got_what(letters) == {
        (BERNARD, "B-06"), (PATRICK, "P-12"), (NADIA, "T-14"), (YANIS, "T-14"), (SOPHIE, "G-14"),
    }  # fmt: skip
    told = text_of(letter_to(letters, BERNARD, "B-06"))
    assert "nous avons fait intervenir Plomberie Durand aujourd’hui, pour un montant limité à 528,00 € TTC" in told
    assert "mandat" not in told
    assert quote_of(house, quote).state is QuoteState.APPROVED
    assert last_ask(house).closed_at is not None


def test_where_the_agency_wants_it_his_yes_only_informs(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    rules(house, landlord_yes_validates=False)
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    letters = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    assert "il vous reste à valider le devis" in text_of(letter_to(letters, SOPHIE, "G-07"))
    house.clock.forward(days=1)
    assert "P-12" not in {code for _, code in who_got_what(house.strike())}
    assert (PATRICK, "P-12") in who_got_what(desk(house, loop).pressed(Page.QUOTE, quote, "approve"))


def test_without_time_to_take_it_back_the_company_is_told_at_once(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    rules(house, undo_minutes=0)
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    letters = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    assert {(BERNARD, "B-04"), (SOPHIE, "G-07"), (PATRICK, "P-12"), (NADIA, "T-14")} <= who_got_what(letters)
    assert "L’entreprise est prévenue. Une erreur ?" in text_of(letter_to(letters, BERNARD, "B-04"))
    assert date(2026, 11, 21) == house.clock.now.date()


@pytest.mark.feature("GAP-06")
def test_thanks_and_other_news_take_no_yes_back(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    agreed = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    noted = letter_to(agreed, BERNARD, "B-04")
    for words in ("Merci beaucoup, bon dimanche.", "Ma belle-sœur a un chat.", "Quand viennent-ils ?", "Parfait !"):
        house.clock.forward(minutes=1)
        assert (BERNARD, "B-05") not in who_got_what(answers(house, noted, words)), words
    house.clock.forward(minutes=12)
    assert (PATRICK, "P-12") in who_got_what(house.strike())


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize("words", ["Attendez, je réfléchis", "Je me suis trompé", "Annulez mon accord", "Wait please"])
def test_a_word_takes_a_yes_back(sqlite_house: LivingHouse, loop: Loop, words: str) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    agreed = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    undone = answers(house, letter_to(agreed, BERNARD, "B-04"), words)
    assert who_got_what(undone) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    house.clock.forward(minutes=20)
    assert (PATRICK, "P-12") not in who_got_what(house.strike())
