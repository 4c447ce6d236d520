"""Reports that nobody answers and reports that stand still: the managers are told by the clock, once."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mailbot.agency import profile_from_json
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, AgencyProfileRow, Event, Report, TeamMember
from mailbot.model_mails import OutboundMail, ScheduledRun
from mailbot.vocabulary import EventKind, LetterKind, ReportStatus
from mailbot.worker import run_schedule
from mailbot.workflow.agencies import save_agency
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

KARIM = "karim.haddad@agence-tilleul.example"


def at(house: LivingHouse, day: int, hour: int, minute: int = 0, *, month: int = 11) -> None:
    """Set the clock, in Paris in winter."""
    house.clock.now = datetime(2026, month, day, hour - 1, minute, 30, tzinfo=UTC)


def answer(house: LivingHouse, words: str, first: list[Delivered], *, who: str = SOPHIE, code: str = "G-01") -> None:
    address = reply_to(letter_to(first, who, code))
    message_id = f"<{len(house.boxes)}@x.example>"
    house.told(mail(words, sender=who, to=address, subject="Re: x", message_id=message_id), sender=who, to=address)


def events(house: LivingHouse, kind: EventKind) -> list[str]:
    with house.world.database.looking() as session:
        return [
            ref
            for (ref,) in session.query(Report.ref)
            .join(Event, Event.report_id == Report.id)
            .filter(Event.kind == kind)
            .order_by(Event.id)
        ]


def change_rules(house: LivingHouse, **rules: Any) -> None:
    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        content = dict(session.get_one(AgencyProfileRow, agency.profile_id).content)
        content["rules"] = {**content["rules"], **rules}
        save_agency(session, profile_from_json(content), now=house.clock())


def recalled(house: LivingHouse) -> list[Delivered]:
    """What leaves by the clock because nobody answered or nothing moved."""
    return [each for each in house.strike() if each.mail.header("x-mailbot-letter") in ("G-20", "G-23", "T-23")]


@pytest.mark.feature("S1-78")
def test_a_report_without_an_answer_is_recalled_after_24_working_hours_once(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)  # Saturday
    for day, hour in ((21, 15), (22, 11), (23, 10), (26, 11)):
        at(house, day, hour, 58)
        assert recalled(house) == []
    at(house, 26, 13)  # lunch: the 24th hour ended at noon
    assert recalled(house) == []

    at(house, 26, 14, 1)
    told = recalled(house)

    assert who_got_what(told) == {(SOPHIE, "G-23")}
    letter = letter_to(told, SOPHIE, "G-23")
    text = text_of(letter)
    assert letter.mail.subject == "1 signalement attend votre première réponse"
    assert "A1 · SIG-1046, T2 Lilas 3e gauche : « Fuite évier cuisine », reçu le samedi 21 novembre à 10 h" in text
    assert "« A1 MT-01 » en réponse" in text
    assert "https://pages.test.example/p/" in text
    assert reply_to(letter).startswith("l-")
    assert events(house, EventKind.REPORT_LEFT_UNTREATED) == ["SIG-1046"]
    for day, hour in ((26, 16), (27, 10), (28, 10)):
        at(house, day, hour)
        assert recalled(house) == []


@pytest.mark.feature("S1-78", "S1-81")
def test_what_is_answered_or_closed_is_not_recalled_and_several_come_in_one_letter(house: LivingHouse) -> None:
    answered = house.told(the_leak(), sender=NADIA, to=INTAKE)
    answer(house, "Je m'en occupe.", answered)
    for number, subject in enumerate(("Prise cassée", "Volet bloqué")):
        report = mail(f"Bonjour, {subject}.", sender=NADIA, to=INTAKE, subject=subject, message_id=f"<s{number}@x>")
        house.told(report, sender=NADIA, to=INTAKE)
    at(house, 26, 14, 1)
    told = recalled(house)
    text = text_of(letter_to(told, SOPHIE, "G-23"))
    assert "A1 · SIG-1047" in text
    assert "A2 · SIG-1048" in text
    assert "SIG-1046" not in text
    with house.world.database.looking() as session:
        [letter] = session.query(OutboundMail).filter_by(kind=LetterKind.UNTREATED_REPORTS).all()
        assert [(item["code"], item["report"]) for item in letter.facts["digest_items"]] == [
            ("A1", "SIG-1047"), ("A2", "SIG-1048"),
        ]  # fmt: skip


@pytest.mark.feature("S1-78", "GAP-21")
def test_in_an_absence_the_back_up_reads_it_too(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        session.query(TeamMember).filter_by(in_charge=True).one().absent_until = date(2026, 12, 1)
    at(sqlite_house, 26, 14, 1)
    told = recalled(sqlite_house)
    assert who_got_what(told) == {(SOPHIE, "G-23"), (KARIM, "G-23")}
    assert "Karim Haddad reçoit aussi cette lettre" in text_of(letter_to(told, SOPHIE, "G-23"))
    assert "pendant votre absence" not in text_of(letter_to(told, KARIM, "G-23"))


@pytest.mark.feature("S1-78")
def test_nothing_is_recalled_on_a_holiday(sqlite_house: LivingHouse) -> None:
    sqlite_house.clock.now = datetime(2026, 12, 21, 9, tzinfo=UTC)
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    at(sqlite_house, 25, 10, month=12)  # 24 hours were over at noon on the 24th; the 25th is a Friday
    assert [each for each in recalled(sqlite_house) if each.mail.header("x-mailbot-letter") == "G-23"] == []
    at(sqlite_house, 28, 9, 1, month=12)
    assert (SOPHIE, "G-23") in who_got_what(recalled(sqlite_house))


def at_once(work: Callable[[], Any], times: int) -> None:
    start = threading.Barrier(times)

    def begin() -> None:
        start.wait()
        work()

    threads = [threading.Thread(target=begin) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.feature("S1-78", "S1-84")
def test_two_processes_at_the_same_instant_write_one_letter(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    at(house, 30, 10)  # a Monday: both tasks are due

    at_once(lambda: run_schedule(house.world), 2)
    house.settle()

    with house.world.database.looking() as session:
        kinds = [row.kind for row in session.query(OutboundMail).filter(OutboundMail.participant_id.is_(None))]
        assert sorted(kinds) == [
            LetterKind.DIGEST_OF_MANAGER, LetterKind.DORMANT_REPORTS, LetterKind.UNTREATED_REPORTS
        ]  # fmt: skip
        ran = [row.task for row in session.query(ScheduledRun)]
        assert {"digests", "dormant", "untreated"} <= set(ran)
        assert len(ran) == len(set(ran)), "each of them once"
    assert events(house, EventKind.REPORT_LEFT_UNTREATED) == ["SIG-1046"]


@pytest.mark.feature("S1-84", "S1-14")
def test_on_monday_the_managers_read_which_reports_their_tenants_saw_nothing_move(sqlite_house: LivingHouse) -> None:
    at(sqlite_house, 30, 7, 59)
    assert recalled(sqlite_house) == []
    at(sqlite_house, 30, 8, 1)

    told = recalled(sqlite_house)

    assert who_got_what(told) == {(SOPHIE, "G-20")}
    letter = letter_to(told, SOPHIE, "G-20")
    text = text_of(letter)
    assert letter.mail.subject == "4 dossiers sans nouvelle depuis 10 jours"
    assert "SIG-1042, T2 Lilas 3e gauche" in text
    assert "Dernier événement, mercredi 18 novembre : signalement enregistré" in text
    assert "On attend : décision de l’agence" in text
    assert "Rassurer (MT-12) <https://pages.test.example/p/" in text
    assert "Clôturer <https://pages.test.example/p/" in text
    assert "SIG-0988" not in text
    assert events(sqlite_house, EventKind.REPORT_LEFT_DORMANT) == ["SIG-1042", "SIG-1043", "SIG-1044", "SIG-1045"]
    assert recalled(sqlite_house) == []
    at(sqlite_house, 1, 8, 1, month=12)
    assert recalled(sqlite_house) == []


@pytest.mark.feature("S1-84")
def test_what_a_tenant_has_seen_move_does_not_sleep(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    at(sqlite_house, 30, 9)
    answer(sqlite_house, "Je m'en occupe.", first)
    at(sqlite_house, 7, 8, 1, month=12)
    assert "SIG-1046" not in text_of(letter_to(recalled(sqlite_house), SOPHIE, "G-20"))
    at(sqlite_house, 14, 8, 1, month=12)
    assert "SIG-1046" in text_of(letter_to(recalled(sqlite_house), SOPHIE, "G-20"))


@pytest.mark.feature("S1-84")
def test_where_the_agency_chose_so_the_tenant_is_told_each_week_where_it_stands(sqlite_house: LivingHouse) -> None:
    change_rules(sqlite_house, dormant_news=True)
    at(sqlite_house, 30, 8, 1)
    told = recalled(sqlite_house)
    assert (NADIA, "T-23") in who_got_what(told)
    assert (YANIS, "T-23") not in who_got_what(told)
    text = text_of(letter_to(told, NADIA, "T-23"))
    assert "Voici où nous en sommes pour « fuite sous l’évier »" in text
    assert "a aussi reçu votre message" not in text
    at(sqlite_house, 7, 8, 1, month=12)
    assert (NADIA, "T-23") in who_got_what(recalled(sqlite_house))


@pytest.mark.feature("S1-14")
def test_what_a_manager_does_stands_dated_under_the_next_letters_of_the_tenant(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    answer(sqlite_house, "Je m'en occupe.", first)
    sqlite_house.clock.forward(hours=1)
    answer(sqlite_house, "C'est réglé, clôturez ce dossier.", first)
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.CLOSED
    last = text_of(sqlite_house.boxes.of(NADIA)[-1])
    assert "samedi 21 novembre à 10 h : message de l’agence" in last
    assert "samedi 21 novembre à 11 h : signalement clôturé par l’agence" in last


@pytest.mark.feature("S1-78", "S1-47")
def test_the_recall_is_answered_line_by_line(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    at(sqlite_house, 26, 14, 1)
    letter = letter_to(sqlite_house.strike(), SOPHIE, "G-23")
    answer = mail("A1 MT-01", sender=SOPHIE, to=reply_to(letter), subject="Re", message_id="<recall@agence.example>")
    assert who_got_what(sqlite_house.told(answer, sender=SOPHIE, to=reply_to(letter))) == {
        (NADIA, "T-04"),
        (YANIS, "T-04"),
    }
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.IN_PROGRESS
