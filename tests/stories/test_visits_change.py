"""A visit that cannot stand as it was arranged: moved, called off, late, missed; and the clock around one that can."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from mailbot.calendars import Event, events_in
from mailbot.demo.letterboxes import Delivered
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import AccessNote, Visit
from mailbot.outbound.letters import write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.vocabulary import InboundFate, LetterKind, MissionState, VisitState
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.quoting import requested
from tests.visiting import TWO_SLOTS, answers, instructs, says, wrote

TUESDAY = "mardi 24 novembre"
AT_NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def planned(house: LivingHouse) -> tuple[str, list[Delivered]]:
    """A visit on Tuesday the 24th from 9 to 11, as mails plan it: the order, and the letters that said so."""
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "Le 1")
    return order.number, says(house, order.number, "ok")


def visit_now(house: LivingHouse, number: str) -> Visit:
    return visits_now(house, number)[-1]


def invited(letter: Delivered) -> Event:
    """The one event of the calendar that a letter brings."""
    parts = [part for part in letter.mail.machine_parts if part.media_type == "text/calendar"]
    [event] = [event for part in parts for event in events_in(part.content)]
    return event


def until(house: LivingHouse, at: datetime) -> None:
    house.clock.forward(seconds=(at - house.clock.now).total_seconds())


# -- Moved ------------------------------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-11", "S2-06")
def test_a_visit_that_the_tenant_moves_is_planned_again_in_one_step(house: LivingHouse) -> None:
    number, letters = planned(house)
    first = invited(letter_to(letters, NADIA, "T-10"))
    assert (first.method, first.sequence) == ("REQUEST", 0)
    assert invited(letter_to(letters, DURAND, "P-07")).uid == first.uid

    letters = answers(house, NADIA, "Désolée, j'ai l'hôpital mardi matin : plutôt jeudi 26 à 14h ?")

    told = text_of(letter_to(letters, NADIA, "T-12"))
    assert "Le passage de Plomberie Durand prévu mardi 24 novembre, 9 h – 11 h, n’aura pas lieu." in told
    assert "Nous demandons d’autres créneaux à l’entreprise" in told
    assert "Lu comme : visite à déplacer ; propose jeudi 26 novembre" in told
    assert "Lu comme" not in text_of(letter_to(letters, YANIS, "T-12"))
    wanted = text_of(letter_to(letters, DURAND, "P-09"))
    assert "L’occupant ne peut pas au rendez-vous du mardi 24 novembre : il est annulé." in wanted
    assert "jeudi 26 novembre" in wanted
    assert not any("hôpital" in text_of(each) for each in letters if each.recipient in (DURAND, YANIS))
    assert (DURAND, "P-20") not in who_got_what(letters)
    for who, code in ((NADIA, "T-12"), (YANIS, "T-12"), (DURAND, "P-09")):
        gone = invited(letter_to(letters, who, code))
        assert (gone.method, gone.uid, gone.sequence) == ("CANCEL", first.uid, 1)
    visit = visit_now(house, number)
    assert (visit.state, visit.number, visit.starts_at) == (VisitState.MOVED, 1, None)
    assert order_now(house, number).state is MissionState.ACCEPTED

    letters = says(house, number, "Jeudi 26 à 14h, c'est possible")

    told = text_of(letter_to(letters, NADIA, "T-10"))
    assert "jeudi 26 novembre" in told
    assert (NADIA, "T-08") not in who_got_what(letters)
    again = invited(letter_to(letters, DURAND, "P-07"))
    assert (again.method, again.uid, again.sequence) == ("REQUEST", first.uid, 2)
    assert len(visits_now(house, number)) == 1
    assert order_now(house, number).state is MissionState.PLANNED


@pytest.mark.feature("GAP-11")
def test_a_wish_that_was_taken_back_plans_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)
    answers(house, NADIA, "Désolée, j'ai l'hôpital mardi matin : plutôt jeudi 26 à 14h ?")
    answers(house, NADIA, "Finalement jeudi je ne peux plus, plutôt vendredi 27 à 9h.")

    letters = says(house, number, "Jeudi 26 à 14h, c'est possible")

    assert (NADIA, "T-08") in who_got_what(letters)
    assert not {(NADIA, "T-10"), (DURAND, "P-07")} & who_got_what(letters)
    assert visit_now(house, number).state is VisitState.PROPOSED


@pytest.mark.feature("GAP-11")
def test_a_company_that_moves_a_visit_waits_for_the_homes_yes(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)

    letters = says(house, number, "Je suis malade, je ne pourrai pas venir mardi. Jeudi 26 à 14h à la place ?")

    offered = letter_to(letters, NADIA, "T-12")
    assert "Nouvelle proposition de l’entreprise : jeudi 26 novembre, 14 h – 16 h." in text_of(offered)
    assert invited(offered).method == "CANCEL"
    assert who_got_what(letters) >= {(NADIA, "T-12"), (YANIS, "T-12")}
    assert not any("malade" in text_of(each) for each in letters if each.recipient in (NADIA, YANIS))
    assert order_now(house, number).state is MissionState.SLOTS_PROPOSED

    letters = answers(house, NADIA, "Oui, ce créneau me convient.", to=reply_to(offered))

    assert {(NADIA, "T-10"), (YANIS, "T-10"), (DURAND, "P-07")} <= who_got_what(letters)
    assert (DURAND, "P-06") not in who_got_what(letters)
    assert invited(letter_to(letters, NADIA, "T-10")).sequence == 2
    assert visit_now(house, number).state is VisitState.PLANNED

    # Several times are slots like any others, and the home chooses; « ça ne va pas » is one answer to them.
    letters = says(house, number, "Finalement je dois décaler : vendredi 27 à 9h ou lundi 30 à 14h")
    assert "dans notre message suivant" in text_of(letter_to(letters, NADIA, "T-12"))
    assert "vendredi 27 novembre" in text_of(letter_to(letters, NADIA, "T-08"))
    letters = answers(house, NADIA, "Le 2")
    assert (DURAND, "P-06") in who_got_what(letters)

    # The 25th is a Wednesday: Monday is free again, and which day was meant is asked of the company: it reads
    # nothing else of the move.
    says(house, number, "ok")
    letters = says(house, number, "Un pb de camion, je peux pas lundi finalement, mardi 25 à 14h ça irait ?")
    assert "n’aura pas lieu" in text_of(letter_to(letters, NADIA, "T-12"))
    assert "« mardi 25 à 14h »" in text_of(letter_to(letters, DURAND, "P-21"))
    letters = says(house, number, "Mercredi 25 à 14h ou jeudi 26 à 9h")
    assert "mercredi 25 novembre" in text_of(letter_to(letters, NADIA, "T-08"))
    answers(house, NADIA, "Le 2")

    # « Ce n'est plus possible », before it was planned.
    letters = says(house, number, "Ce n’est plus possible.")
    assert "n’aura pas lieu" in text_of(letter_to(letters, NADIA, "T-12"))
    assert visit_now(house, number).state is VisitState.MOVED
    letters = says(house, number, "Jeudi 3 décembre entre 9h et 11h")
    assert "jeudi 3 décembre" in text_of(letter_to(letters, NADIA, "T-08"))


@pytest.mark.feature("GAP-11")
def test_either_side_calls_a_visit_off_and_the_manager_knows_at_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)

    letters = answers(house, NADIA, "J'annule le rendez-vous de mardi.")

    assert "est annulé, à votre demande." in text_of(letter_to(letters, NADIA, "T-12"))
    assert "à votre demande" not in text_of(letter_to(letters, YANIS, "T-12"))
    assert "J'annule" in text_of(letter_to(letters, SOPHIE, "G-02"))
    assert "il est annulé" in text_of(letter_to(letters, DURAND, "P-09"))
    assert visit_now(house, number).state is VisitState.CANCELLED
    assert order_now(house, number).state is MissionState.ACCEPTED

    says(house, number, "Mercredi 25 entre 9h et 11h")
    answers(house, NADIA, "oui")
    says(house, number, "ok")
    letters = instructs(house, "Plomberie Durand annule le rendez-vous de mercredi.")
    assert "est annulé." in text_of(letter_to(letters, NADIA, "T-12"))
    assert (DURAND, "P-09") not in who_got_what(letters)

    # On the very day, a manager reads of a move at once.
    says(house, number, "Jeudi 26 entre 14h et 16h")
    answers(house, NADIA, "oui")
    says(house, number, "ok")
    until(house, datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    letters = answers(house, NADIA, "Je ne pourrai pas être là cet après-midi, il faut décaler.")
    assert (SOPHIE, "G-02") in who_got_what(letters)
    assert (DURAND, "P-09") in who_got_what(letters)


# -- Late, missed, given back -----------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-10")
def test_a_visit_is_late_then_missed_and_never_counts_as_done(house: LivingHouse) -> None:
    number, _ = planned(house)

    # Before it has begun, it is asked about and not believed.
    letters = answers(house, NADIA, "Personne n'est venu au rendez-vous.")
    assert "n’a pas encore commencé" in text_of(letter_to(letters, NADIA, "T-03"))
    assert visit_now(house, number).state is VisitState.PLANNED
    assert (DURAND, "P-16") not in who_got_what(letters)

    until(house, AT_NINE + timedelta(minutes=10))
    letters = says(house, number, "Bonjour, 30 min de retard, désolé.")
    assert "aura du retard ; arrivée estimée vers 9 h 30." in text_of(letter_to(letters, NADIA, "T-12"))
    assert visit_now(house, number).state is VisitState.PLANNED

    until(house, AT_NINE + timedelta(hours=3))
    letters = answers(house, NADIA, "Personne n'est venu ce matin, j'ai attendu pour rien. Mon code est le 45B12.")

    assert "personne n’est venu" in text_of(letter_to(letters, NADIA, "T-27"))
    contested = text_of(letter_to(letters, SOPHIE, "G-11"))
    assert "personne n’est venu" in contested
    assert "j'ai attendu pour rien" in contested
    problem = text_of(letter_to(letters, DURAND, "P-16"))
    assert "personne n’est venu le mardi 24 novembre" in problem
    assert "45B12" not in problem
    assert (NADIA, "T-15") not in who_got_what(letters)
    order = order_now(house, number)
    assert (order.state, visit_now(house, number).state) == (MissionState.ACCEPTED, VisitState.MISSED_BY_PROVIDER)

    letters = says(house, number, "Toutes nos excuses, mercredi 25 entre 14h et 16h ?")
    assert "mercredi 25 novembre" in text_of(letter_to(letters, NADIA, "T-08"))


@pytest.mark.feature("GAP-10")
def test_an_absent_occupant_is_never_named_and_the_journey_is_the_managers_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)
    until(house, AT_NINE + timedelta(hours=1))

    letters = says(house, number, "Locataire absent, personne n'a ouvert. Déplacement facturé 45 € TTC.")

    for who in (NADIA, YANIS):
        told = text_of(letter_to(letters, who, "T-12"))
        assert "n’a pas pu se faire" in told
        assert "absent" not in told
    assert {code for who, code in who_got_what(letters) if who in (NADIA, YANIS)} == {"T-12"}
    assert not any("45" in text_of(each).replace("45 0", "") for each in letters if each.recipient in (NADIA, YANIS))
    flagged = text_of(letter_to(letters, SOPHIE, "G-02"))
    assert "Déplacement facturé 45 € TTC" in flagged
    assert visit_now(house, number).state is VisitState.MISSED_BY_OCCUPANT
    assert order_now(house, number).state is MissionState.ACCEPTED


@pytest.mark.feature("GAP-24")
def test_a_company_gives_the_mission_back_after_its_yes(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)

    letters = says(house, number, "Je ne peux plus assurer cette mission, voyez un confrère.")

    told = letter_to(letters, NADIA, "T-12")
    assert "n’aura pas lieu. Sophie Lambert suit votre dossier" in text_of(told)
    assert "confrère" not in text_of(told)
    assert invited(told).method == "CANCEL"
    asked = text_of(letter_to(letters, SOPHIE, "G-05"))
    assert "voyez un confrère" in asked
    assert "avait accepté" in asked
    order, visit = order_now(house, number), visit_now(house, number)
    assert (order.state, visit.state, visit.is_invited) == (MissionState.WITHDRAWN, VisitState.CANCELLED, False)

    # Nothing comes of what it says next, and the home hears of nobody until another company is found.
    letters = says(house, number, "Mardi 1er décembre à 9h finalement ?")
    assert (NADIA, "T-08") not in who_got_what(letters)


# -- Calendars --------------------------------------------------------------------------------------------------------


def answered(
    house: LivingHouse, sender: str, letter: Delivered, partstat: str, *, method: str = "REPLY", start: str = "",
    sequence: int | None = None,
) -> list[Delivered]:  # fmt: skip
    """A calendar program answers an invitation: the letters that it caused."""
    event = invited(letter)
    times = f"DTSTART:{start}T130000Z\r\nDTEND:{start}T150000Z\r\n" if start else ""
    body = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{event.uid}\r\n"
        f"SEQUENCE:{event.sequence if sequence is None else sequence}\r\nDTSTAMP:20261121T100000Z\r\n{times}"
        f"ORGANIZER:mailto:{reply_to(letter)}\r\nATTENDEE;PARTSTAT={partstat}:mailto:{sender}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    house.clock.forward(minutes=2)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, reply_to(letter), f"{partstat}: passage"
    message["Message-ID"] = f"<{house.clock.now.timestamp()}@calendar.example>"
    message.set_content(" ")
    message.add_alternative(body.encode(), maintype="text", subtype="calendar", params={"method": method})
    return house.told(message, sender=sender, to=reply_to(letter))


@pytest.mark.feature("S2-06")
def test_calendar_programs_answer_for_their_owners(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, letters = planned(house)
    home, company = letter_to(letters, NADIA, "T-10"), letter_to(letters, DURAND, "P-07")
    [there] = invited(home).attendees
    assert there.address == NADIA
    for brought in (home, company):
        [part] = [part for part in brought.mail.machine_parts if part.media_type == "text/calendar"]
        assert not any(word in part.content.decode() for word in ("45B12", "06 39 98 10 12", "06 39 98 00 31"))
    [part] = [part for part in company.mail.machine_parts if part.media_type == "text/calendar"]
    assert "Belkacem" not in part.content.decode()

    assert answered(house, NADIA, home, "ACCEPTED") == []
    assert answered(house, NADIA, home, "TENTATIVE") == []
    assert visit_now(house, number).follow_up["present"]
    assert answered(house, DURAND, company, "DECLINED", sequence=7) == []
    assert visit_now(house, number).state is VisitState.PLANNED

    letters = answered(house, NADIA, home, "DECLINED", method="COUNTER", start="20261126")
    assert {(NADIA, "T-12"), (YANIS, "T-12"), (DURAND, "P-09")} <= who_got_what(letters)
    assert "jeudi 26 novembre" in text_of(letter_to(letters, DURAND, "P-09"))
    with house.world.database.looking() as session:
        fates = {mail.fate for mail in session.query(InboundMail).filter(InboundMail.trouble == "calendar_method")}
    assert fates == {InboundFate.AUTOMATIC}

    # An answer to the invitation that has been called off changes nothing more.
    assert answered(house, DURAND, company, "DECLINED") == []

    says(house, number, "Jeudi 26 novembre entre 14h et 16h")
    letters = answered(house, DURAND, letter_to(list(house.boxes)[-6:], DURAND, "P-07"), "DECLINED")
    assert (NADIA, "T-12") in who_got_what(letters)
    assert visit_now(house, number).state is VisitState.MOVED


# -- By the clock -----------------------------------------------------------------------------------------------------


@pytest.mark.feature("S2-14", "S2-15")
def test_a_visit_is_recalled_the_evening_before_and_asked_about_afterwards(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned(house)
    until(house, datetime(2026, 11, 23, 15, 50, tzinfo=UTC))
    assert not {code for _, code in who_got_what(house.strike())} & {"T-11", "P-08"}

    house.clock.forward(minutes=15)
    letters = house.strike()
    recalled = letter_to(letters, NADIA, "T-11")
    assert "passe demain, mardi 24 novembre, entre 9 h et 11 h" in text_of(recalled)
    assert (YANIS, "T-11") in who_got_what(letters)
    company = text_of(letter_to(letters, DURAND, "P-08"))
    assert "Nadia Belkacem (06 39 98 10 12)" in company
    assert "12 rue des Lilas" in company
    assert not {code for _, code in who_got_what(house.strike())} & {"T-11", "P-08"}

    # « Je serai là » is nothing more; the button to move is a mail as well.
    letters = answers(house, NADIA, "Je serai là.", to=reply_to(recalled))
    assert not {code for _, code in who_got_what(letters)} & {"T-12", "P-09", "T-03"}
    assert visit_now(house, number).state is VisitState.PLANNED

    until(house, AT_NINE + timedelta(hours=2, minutes=25))
    assert (DURAND, "P-10") not in who_got_what(house.strike())
    house.clock.forward(minutes=10)
    assert (DURAND, "P-10") in who_got_what(house.strike())
    assert (DURAND, "P-10") not in who_got_what(house.strike())
    assert visit_now(house, number).state is VisitState.PLANNED


@pytest.mark.feature("S2-14")
def test_how_one_gets_in_is_gone_a_week_after_the_mission(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, letters = ordered(house)
    answers(house, NADIA, "Le code est 45B12, sonnez fort.", to=reply_to(letter_to(letters, NADIA, "T-06")))
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "Le 1")
    letters = says(house, order.number, "ok")
    assert "45B12" in text_of(letter_to(letters, DURAND, "P-07"))
    until(house, AT_NINE + timedelta(hours=3))
    says(house, order.number, "Je ne peux plus assurer cette mission, voyez un confrère.")

    for days in (6, 3):
        house.clock.forward(days=days)
        house.strike()
        with house.world.database.looking() as session:
            [note] = session.query(AccessNote).all()
        assert bool(note.erased_at) is (days == 3)
    assert note.words == ""
    with house.world.database.looking() as session:
        told = session.query(OutboundMail).filter(OutboundMail.kind == "P-07").one().facts
    kept = write_letter(LetterKind.VISIT_PLANNED, "fr", told | {"addresses": {"agency_only": "a@b.example"}}, TILLEUL)
    assert "[effacé le jeudi 3 décembre 2026]" in " ".join(kept.text.split())
    assert "45B12" not in everything(house)
    assert "06 39 98 10 12" not in everything(house)


def everything(house: LivingHouse) -> str:
    """The facts of every letter to the company about its visit, as they are kept."""
    with house.world.database.looking() as session:
        rows = session.query(OutboundMail).filter(OutboundMail.kind.in_(["P-07", "P-08"])).all()
        assert rows
        assert all("erased" in row.facts for row in rows)
        return str([row.facts for row in rows])


# -- Before a quote ---------------------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-11", "GAP-24")
def test_a_visit_before_a_quote_changes_as_one_of_a_mission(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    quote, letters = requested(house)
    theirs = reply_to(letter_to(letters, DURAND, "P-01"))
    wrote(house, DURAND, theirs, "Il faut que je voie sur place : mardi 24 entre 9h et 11h.")
    answers(house, NADIA, "oui")
    assert (NADIA, "T-10") in who_got_what(wrote(house, DURAND, theirs, "ok"))

    letters = wrote(house, DURAND, theirs, "Je dois décaler, jeudi 26 à 14h plutôt ?")
    assert "Nouvelle proposition" in text_of(letter_to(letters, NADIA, "T-12"))
    letters = answers(house, NADIA, "Oui, ce créneau me convient.")
    assert invited(letter_to(letters, DURAND, "P-07")).sequence == 2

    letters = wrote(house, DURAND, theirs, "Finalement nous déclinons, voyez un confrère.")
    told = letter_to(letters, NADIA, "T-12")
    assert "est annulé. Votre dossier reste ouvert." in text_of(told)
    assert invited(told).method == "CANCEL"
    assert "confrère" not in text_of(told)
    assert [code for who, code in who_got_what(letters) if who == SOPHIE] == ["G-05"]
    with house.world.database.looking() as session:
        [visit] = session.query(Visit).filter_by(quote_id=quote.id).all()
    assert visit.state is VisitState.CANCELLED


@pytest.mark.feature("GAP-10")
def test_what_is_said_beside_a_delay_is_read_at_home(sqlite_house: LivingHouse) -> None:
    number, _ = planned(sqlite_house)
    until(sqlite_house, AT_NINE - timedelta(minutes=10))
    late = says(sqlite_house, number, "Bonjour, 20 min de retard.")
    assert (NADIA, "T-04") not in who_got_what(late)
    more = says(sqlite_house, number, "Plutôt 40 min de retard, merci de vider le meuble sous l'évier.")
    assert "merci de vider le meuble" in text_of(letter_to(more, NADIA, "T-04"))
