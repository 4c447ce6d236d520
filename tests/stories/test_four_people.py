"""Four kinds of people around one home: what each of them is to it, what they see of it, what moves it."""

import pytest
from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Occupancy, Participant, Person, Report, Thread
from mailbot.vocabulary import ReportStatus, Role
from mailbot.workflow.permissions import RIGHTS, Act, Right
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def say(house: LivingHouse, words: str, *, to: Delivered, name: str) -> list[Delivered]:
    address, sender = reply_to(to), to.recipient
    answer = mail(words, sender=f"X <{sender}>", to=address, subject="Re: x", message_id=f"<{name}@mail.example>")
    return house.told(answer, sender=sender, to=address)


def column(house: LivingHouse, ref: str = "SIG-1046") -> ReportStatus:
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref=ref).one().status


@pytest.mark.feature("S1-01")
def test_a_report_is_of_one_home_and_each_person_has_a_thread_of_their_own(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        seats = session.scalars(
            select(Participant).join(Thread, Thread.id == Participant.thread_id).where(Thread.report_id == report.id)
        ).all()
        homes = set(session.scalars(select(Occupancy.dwelling_id).join(Person).where(Person.name == "Nadia Belkacem")))
    assert {report.dwelling_id} == homes
    assert sorted(seat.role for seat in seats) == [Role.MANAGER, Role.TENANT, Role.TENANT]
    addresses = {each.recipient: reply_to(each) for each in letters}
    assert len(set(addresses.values())) == len(addresses) == 3, "writing back is writing in one's own thread"


@pytest.mark.feature("S1-05")
def test_three_roles_have_rights_of_their_own_and_a_company_only_speaks() -> None:
    assert {act for act in Act if RIGHTS[act][Role.MANAGER] is Right.YES} == set(Act)
    for role in (Role.TENANT, Role.LANDLORD):
        assert RIGHTS[Act.CLOSE][role] is Right.AUTHOR
        assert RIGHTS[Act.REPORT][role] is Right.OWN_HOME
    # Its own mission beside, and nothing of anybody else's (FEATURES, final permission matrix).
    assert {act for act in Act if RIGHTS[act].get(Role.PROVIDER, Right.NO) is not Right.NO} == {
        Act.COMMENT, Act.PROPOSE_SLOTS, Act.PLAN_VISIT, Act.CHANGE_VISIT, Act.DECLARE_WORKS, Act.SEND_INVOICE,
    }  # fmt: skip
    assert all(Role.UNKNOWN not in rights for rights in RIGHTS.values())


@pytest.mark.feature("S1-11", "S1-14")
def test_the_author_sees_each_step_in_one_conversation_with_the_last_events_at_its_foot(house: LivingHouse) -> None:
    opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
    sophies = letter_to(opened, SOPHIE, "G-01")
    say(house, "Je m'en occupe dès demain.", to=sophies, name="one")
    say(house, "Le plombier est prévenu.", to=sophies, name="two")
    closed = say(house, "C'est réglé, merci à vous.", to=letter_to(opened, NADIA, "T-01"), name="three")

    hers = house.boxes.of(NADIA)
    assert [each.mail.header("x-mailbot-letter") for each in hers] == ["T-01", "T-04", "T-04", "T-17"]
    assert len({each.mail.subject for each in hers}) == 1
    assert len({each.mail.references[0] for each in hers}) == 1
    told = text_of(letter_to(closed, NADIA, "T-17"))
    assert told.count("message de l’agence") == 2, "what the agency did is seen"
    assert told.index("message de l’agence") < told.index("signalement enregistré"), "newest first"


@pytest.mark.feature("S1-39", "S1-40", "S1-41", "S1-43", "S1-51")
def test_only_what_the_manager_does_moves_a_report_until_its_author_closes_it(house: LivingHouse) -> None:
    opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadias, yanis, sophies = (
        letter_to(opened, address, code) for address, code in ((NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01"))
    )
    assert column(house) is ReportStatus.TODO, "an acknowledgement is no act of the manager"
    say(house, "La bassine déborde.", to=nadias, name="a")
    say(house, "Chez nous aussi dans la salle de bain.", to=yanis, name="b")
    say(house, "Où en est-on ?", to=nadias, name="c")
    assert column(house) is ReportStatus.TODO

    say(house, "Un plombier passera cette semaine.", to=sophies, name="d")
    assert column(house) is ReportStatus.IN_PROGRESS
    say(house, "Il n'est pas venu.", to=nadias, name="e")
    say(house, "C'est réglé.", to=yanis, name="f")
    assert column(house) is ReportStatus.IN_PROGRESS

    told = say(house, "C'est réglé, vous pouvez clôturer.", to=nadias, name="g")
    assert column(house) is ReportStatus.CLOSED
    assert (NADIA, "T-17") in who_got_what(told)


@pytest.mark.feature("S1-45", "S1-51")
def test_the_manager_s_button_closes_by_mail_and_its_words_are_read_by_nobody(house: LivingHouse) -> None:
    sophies = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    assert "Cl%C3%B4turez%20ce%20signalement." in sophies.mail.text.replace("\n", "")
    told = say(house, "Clôturez ce signalement.", to=sophies, name="button")
    assert who_got_what(told) == {(NADIA, "T-17"), (YANIS, "T-17")}
    assert column(house) is ReportStatus.CLOSED
    assert "Clôturez ce signalement" not in text_of(letter_to(told, NADIA, "T-17"))


@pytest.mark.feature("S1-45", "S1-51")
def test_closing_with_thanks_is_for_us_and_closing_with_a_word_asks_nobody_to_close(sqlite_house: LivingHouse) -> None:
    sophies = letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    told = say(sqlite_house, "close it thanks", to=sophies, name="thanks")
    assert who_got_what(told) == {(NADIA, "T-17"), (YANIS, "T-17")}
    assert column(sqlite_house) is ReportStatus.CLOSED

    second = letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    told = say(sqlite_house, "Le joint a été changé hier.\n\nClôturez ce signalement.", to=second, name="word")
    news = text_of(letter_to(told, NADIA, "T-04"))
    assert "Le joint a été changé hier." in news
    assert "→ Clôturer" not in news


@pytest.mark.feature("S1-27")
def test_what_one_tenant_says_reaches_the_other_with_what_is_private_covered(sqlite_house: LivingHouse) -> None:
    opened = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    words = "La bassine déborde, appelez-moi au 06 12 34 56 78."
    told = say(sqlite_house, words, to=letter_to(opened, NADIA, "T-01"), name="a")
    assert "La bassine déborde, appelez-moi au •••." in text_of(letter_to(told, YANIS, "T-04"))
    assert "06 12 34 56 78" in text_of(letter_to(told, SOPHIE, "G-02"))
