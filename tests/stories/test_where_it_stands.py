"""« Où en est-on ? »: answered at once from what is public, and without anybody's work."""

from datetime import date

import pytest

from mailbot.model import Comment, Event, Occupancy, Person, Report
from mailbot.vocabulary import EventKind, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def from_nadia(text: str, *, to: str, message_id: str) -> bytes:
    return mail(
        text, sender=f"Nadia Belkacem <{NADIA}>", to=to, subject="Re: [SIG-1046]", message_id=message_id
    ).as_bytes()


@pytest.mark.feature("S1-02", "S1-15")
def test_a_question_about_progress_is_answered_at_once(house: LivingHouse) -> None:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-01"))

    letters = house.told(
        from_nadia("Bonjour, où en est-on svp ?", to=address, message_id="<where@x.example>"), sender=NADIA, to=address
    )

    assert who_got_what(letters) == {(NADIA, "T-23"), (SOPHIE, "G-02")}
    told = text_of(letter_to(letters, NADIA, "T-23"))
    assert "Voici où nous en sommes pour « Fuite évier cuisine »" in told
    assert "Statut : À traiter — prochaine étape : réponse de l’agence" in told
    assert "signalement enregistré" in told
    assert reply_to(letter_to(letters, NADIA, "T-23")) == address
    with house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert said.text == "Bonjour, où en est-on svp ?"
        last = session.query(Event).order_by(Event.id.desc()).first()
        assert last is not None
        assert last.kind is EventKind.STATUS_ASKED
        assert last.facts == {"because": [[9, 25]]}


@pytest.mark.feature("S1-02", "S1-20")
def test_news_beside_the_question_reach_everybody_as_news(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-01"))
    words = "Vous en êtes où ? Je suis disponible mardi matin. La fuite a repris dans l'entrée."

    letters = sqlite_house.told(from_nadia(words, to=address, message_id="<more@x.example>"), sender=NADIA, to=address)

    assert who_got_what(letters) == {(NADIA, "T-23"), (YANIS, "T-04"), (SOPHIE, "G-02")}


@pytest.mark.feature("S1-12", "S1-06")
def test_all_ones_cases_are_those_of_ones_own_time_here(house: LivingHouse) -> None:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-01"))
    with house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        home = session.query(Occupancy).filter_by(person_id=nadia.id).one()
        home.starts_on = date(2026, 11, 1)
        here = session.query(Report).filter_by(dwelling_id=home.dwelling_id).order_by(Report.id).all()
        since = [r.ref for r in here if r.created_at.date() >= date(2026, 11, 1) and not r.is_private]
        before = [r.ref for r in here if r.created_at.date() < date(2026, 11, 1) or r.is_private]

    letters = house.told(
        from_nadia("Où en sont tous mes dossiers ?", to=address, message_id="<all@x.example>"), sender=NADIA, to=address
    )

    told = text_of(letter_to(letters, NADIA, "T-23"))
    assert "SIG-1046" in since
    assert all(f"{ref}, «" in told or len(since) == 1 for ref in since)
    assert not any(ref in told for ref in before)


@pytest.mark.feature("S1-39", "S1-02")
def test_asking_moves_no_column_and_many_questions_get_few_answers(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-01"))
    answers = 0
    for number in range(8):
        letters = sqlite_house.told(
            from_nadia("Des nouvelles ?", to=address, message_id=f"<{number}@x.example>"), sender=NADIA, to=address
        )
        answers += sum(code == "T-23" for _, code in who_got_what(letters))
    assert answers == 5
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO
