"""Words that came on a closed report: a manager makes a new report of them, or leaves it closed (G-17)."""

from dataclasses import replace

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Event, Participant, Person, PersonAddress, Report
from mailbot.model_mails import Attachment, InboundMail
from mailbot.threads.pages import Page
from mailbot.vocabulary import AttachmentUse, EventKind, InboundFate, ReportStatus
from mailbot.workflow.filing import Decider, release
from mailbot.workflow.works import CONFIRMATION, DOUBTED
from tests.deciding import answers, desk
from tests.filing_cabinet import photo
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, reply_to, text_of, who_got_what
from tests.ordering import order_now
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_missions_and_closings import closed_once_done
from tests.working import home_says

WORDS = "Au fait, j'ai encore un souci."


def said_on_closed(house: LivingHouse, words: str = WORDS) -> tuple[Delivered, int]:
    """Nadia's leak is closed, and she writes on it, with a photo: Sophie's letter, and the event."""
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = letter_to(first, NADIA, "T-01")
    answers(house, hers, "C'est réglé, clôturez.", sender=NADIA)
    letter = mail(words, sender=NADIA, to=reply_to(hers), subject="Re: x", message_id="<again@x.example>")
    letter.add_attachment(photo(), maintype="image", subtype="jpeg", filename="volet.jpg")
    told = house.told(letter, sender=NADIA, to=reply_to(hers))
    assert who_got_what(told) == {(NADIA, "T-18"), (SOPHIE, "G-17")}
    with house.world.database.looking() as session:
        number = session.query(Event.id).filter_by(kind=EventKind.CLOSED_REPORT_ANSWERED).one()[0]
    return letter_to(told, SOPHIE, "G-17"), number


def reports(house: LivingHouse) -> list[Report]:
    with house.world.database.looking() as session:
        return list(session.query(Report).order_by(Report.id))


@pytest.mark.feature("S1-50", "GAP-05")
def test_a_new_report_is_made_of_them_in_their_writer_s_name(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    told, number = said_on_closed(house)
    assert "Nouveau signalement" in told.mail.text
    before, sophie = len(reports(house)), desk(house, loop)
    assert "encore un souci" in sophie.visitor.get(sophie.link(Page.CLOSED_MESSAGE, number)).text

    letters = sophie.pressed(Page.CLOSED_MESSAGE, number, "new")

    assert who_got_what(letters) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01")}
    assert "encore un souci" in text_of(letter_to(letters, SOPHIE, "G-01"))
    old, new = reports(house)[before - 1], reports(house)[-1]
    assert (old.status, new.status, new.author_id) == (ReportStatus.CLOSED, ReportStatus.TODO, old.author_id)
    assert len(reports(house)) == before + 1
    with house.world.database.looking() as session:
        files = session.query(Attachment).filter_by(report_id=new.id, use=AttachmentUse.PHOTO).all()
        assert len(files) == 1
        asked = [seat.asked for seat in session.query(Participant).filter(Participant.asked.is_not(None))]
        assert {"question": "same_or_new"} not in asked
    seen = sophie.visitor.get(sophie.link(Page.CLOSED_MESSAGE, number)).text
    assert "Sophie Lambert en a fait un nouveau signalement" in seen
    for form, act in enumerate(("new", "leave")):
        again = sophie.visitor.post(sophie.link(Page.CLOSED_MESSAGE, number), form=str(form) * 32, act=act)
        assert "Entre-temps, la situation a changé" in again.text
    house.settle()
    assert len(reports(house)) == before + 1


@pytest.mark.feature("S1-50", "GAP-05")
def test_the_new_report_has_no_object_of_the_old_one(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    hers = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    answers(house, hers, "C'est réglé, clôturez.", sender=NADIA)
    again = mail(
        "Bonjour,\n\nLe volet de la chambre reste bloqué.\n\nNadia Belkacem", sender=NADIA, to=reply_to(hers),
        subject=f"Re: {hers.mail.subject}", message_id="<again@x.example>",
    )  # fmt: skip
    house.told(again, sender=NADIA, to=reply_to(hers))
    with house.world.database.looking() as session:
        number = session.query(Event.id).filter_by(kind=EventKind.CLOSED_REPORT_ANSWERED).one()[0]

    letters = desk(house, loop).pressed(Page.CLOSED_MESSAGE, number, "new")

    assert reports(house)[-1].object == "Le volet de la chambre reste bloqué."
    assert letter_to(letters, YANIS, "T-01").mail.subject == "[SIG-1047] Le volet de la chambre reste bloqué."


@pytest.mark.feature("S1-50", "GAP-05")
def test_it_stays_closed_and_nobody_outside_is_told(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    told, number = said_on_closed(house)
    sophie, before = desk(house, loop), len(reports(house))

    assert sophie.pressed(Page.CLOSED_MESSAGE, number, "leave") == []

    assert "a laissé le dossier clôturé" in sophie.visitor.get(sophie.link(Page.CLOSED_MESSAGE, number)).text
    too_late = answers(house, told, "Nouveau signalement.", sender=SOPHIE)
    assert len(reports(house)) == before
    assert not {who for who, _ in who_got_what(too_late)} & {NADIA, YANIS}
    nadia = desk(house, loop, NADIA)
    assert nadia.visitor.get(nadia.link(Page.CLOSED_MESSAGE, number)).status_code == 404
    elsewhere = replace(sophie, ref="SIG-1042")  # her seat in another case opens nothing of this one
    assert elsewhere.visitor.get(elsewhere.link(Page.CLOSED_MESSAGE, number)).status_code == 404


@pytest.mark.feature("S1-50", "GAP-05")
def test_both_are_done_by_a_word_in_answer_to_the_letter(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    told, _ = said_on_closed(house)
    letters = answers(house, told, "Nouveau signalement.", sender=SOPHIE)
    assert {(NADIA, "T-01"), (SOPHIE, "G-01"), (SOPHIE, "G-21")} <= who_got_what(letters)
    his = letter_to(list(house.boxes), YANIS, "T-17")
    told_again = answers(house, his, "J'ai encore un souci.", sender=YANIS)
    letters = answers(house, letter_to(told_again, SOPHIE, "G-17"), "Laissez-le clôturé.", sender=SOPHIE)
    assert who_got_what(letters) == {(SOPHIE, "G-21")}
    assert "le dossier reste clôturé" in text_of(letter_to(letters, SOPHIE, "G-21"))


def below(house: LivingHouse, letter: Delivered, words: str) -> list[Delivered]:
    """Sophie answers this very letter, as her mail program says."""
    named = letter.mail.message_id
    answer = mail(words, sender=SOPHIE, to=reply_to(letter), subject="Re: x", message_id=f"<b{named[1:]}")
    answer["In-Reply-To"] = named
    return house.told(answer, sender=SOPHIE, to=reply_to(letter))


@pytest.mark.feature("S1-50", "GAP-05")
def test_of_two_such_letters_the_one_that_is_answered_counts_and_a_question_opens_nothing(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    hers, _ = said_on_closed(house)
    his = answers(house, letter_to(list(house.boxes), YANIS, "T-17"), "J'ai encore un souci de volet.", sender=YANIS)
    assert (SOPHIE, "G-17") in who_got_what(his)
    before = len(reports(house))
    below(house, hers, "Est-ce un nouveau signalement ?")
    assert len(reports(house)) == before

    below(house, hers, "Nouveau signalement.")

    with house.world.database.looking() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
    assert len(reports(house)) == before + 1
    assert reports(house)[-1].author_id == nadia


@pytest.mark.feature("GAP-09")
def test_leaving_it_closed_changes_nothing_of_what_silence_says(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    order, sophie = closed_once_done(house), replace(desk(house, loop), ref="SIG-1042")
    for words, doubts in (("Le plombier a laissé ses gants ici.", False), ("Le problème n’est pas réglé.", True)):
        home_says(house, words, sender=YANIS)
        before = order_now(house, order).follow_up
        assert (DOUBTED in before, CONFIRMATION in before) == (doubts, not doubts)
        with house.world.database.looking() as session:
            [*_, said] = session.query(Event.id).filter_by(kind=EventKind.CLOSED_REPORT_ANSWERED).order_by(Event.id)

        sophie.pressed(Page.CLOSED_MESSAGE, said[0], "leave")

        assert order_now(house, order).follow_up == before


@pytest.mark.feature("S1-50", "GAP-17")
def test_a_mail_for_which_a_manager_answers_opens_the_report_of_the_person_it_is_from(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    hers = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    answers(house, hers, "C'est réglé, clôturez.", sender=NADIA)
    answers(house, hers, "Au fait, j'ai encore un souci.", sender="nadia.at.work@elsewhere.example")
    with house.world.database.transaction() as session:
        people = {person.name: person for person in session.query(Person)}
        nadia = people["Nadia Belkacem"]
        held = session.query(InboundMail).filter_by(fate=InboundFate.HELD).one()
        decider = Decider(session.query(Agency).one(), people["Sophie Lambert"])
        release(session, decider, held.id, nadia, keeps_address=False, now=house.clock())
    house.settle()
    with house.world.database.looking() as session:
        number = session.query(Event.id).filter_by(kind=EventKind.CLOSED_REPORT_ANSWERED).one()[0]

    letters = desk(house, loop).pressed(Page.CLOSED_MESSAGE, number, "new")

    assert reports(house)[-1].author_id == nadia.id
    assert "Votre message est bien arrivé" in text_of(letter_to(letters, NADIA, "T-01"))
