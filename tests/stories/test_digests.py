"""The letters of eight o'clock: whatever waits is told once, to whoever it waits for."""

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Occupancy, Person, Report, TeamMember
from mailbot.model_mails import DigestLine, OutboundMail, ScheduledRun
from mailbot.vocabulary import Alerts, LetterKind, ReportStatus
from mailbot.worker import run_schedule
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

KARIM = "karim.haddad@agence-tilleul.example"
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
"""Eight o'clock in Paris, the morning after."""


def choose(house: LivingHouse, name: str, alerts: Alerts = Alerts.DAILY) -> None:
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(name=name).one().alerts = alerts


def write(house: LivingHouse, text: str, *, sender: str, to: str, message_id: str) -> list[Delivered]:
    return house.told(
        mail(text, sender=sender, to=to, subject="Re: [SIG-1046]", message_id=f"<{message_id}@x.example>"),
        sender=sender, to=to,
    )  # fmt: skip


def waiting(house: LivingHouse) -> int:
    with house.world.database.looking() as session:
        return session.query(DigestLine).filter(DigestLine.letter_id.is_(None)).count()


def quiet(house: LivingHouse) -> None:
    """The cast's own open cases are closed, so that a digest tells of this story alone."""
    with house.world.database.transaction() as session:
        for report in session.query(Report):
            report.status = ReportStatus.CLOSED


def told_to(letters: Sequence[Delivered], address: str) -> set[str]:
    return {code for recipient, code in who_got_what(list(letters)) if recipient == address}


@pytest.mark.feature("S1-76", "S1-30", "S1-28", "S1-29")
def test_at_eight_the_manager_reads_what_is_to_be_decided_and_what_happened(house: LivingHouse) -> None:
    quiet(house)
    choose(house, "Sophie Lambert")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    yanis = reply_to(letter_to(first, YANIS, "T-01"))
    assert told_to(write(house, "La bassine déborde.", sender=YANIS, to=yanis, message_id="y"), SOPHIE) == set()

    house.clock.now = MORNING - timedelta(seconds=5)
    assert house.strike() == []
    house.clock.now = MORNING
    letter = letter_to(house.strike(), SOPHIE, "G-03")

    told = text_of(letter)
    with house.world.database.looking() as session:
        reports = session.query(Report).count()
    assert "Récapitulatif du dimanche 22 novembre : 1 à traiter, 1 à décider" in told
    assert f"1 à traiter · 0 en cours · {reports - 1} clôturés" in told
    assert "Parc : 10 lots." in told
    assert "A1 · SIG-1046" in told
    assert "« Fuite évier cuisine », à traiter depuis le samedi 21 novembre" in told
    assert "Depuis le dernier récapitulatif (1) : – SIG-1046" in told
    assert "message d’un occupant" in told
    assert "https://pages.test.example/p/" in told
    assert waiting(house) == 0


@pytest.mark.feature("S1-76")
def test_nothing_to_say_no_letter_and_nothing_twice(sqlite_house: LivingHouse) -> None:
    quiet(sqlite_house)
    sqlite_house.clock.now = MORNING
    assert sqlite_house.strike() == []

    choose(sqlite_house, "Yanis Belkacem")
    choose(sqlite_house, "Sophie Lambert")
    sqlite_house.clock.now = MORNING + timedelta(hours=2)
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia = reply_to(letter_to(first, NADIA, "T-01"))
    write(sqlite_house, "Ça coule toujours.", sender=NADIA, to=nadia, message_id="n")
    write(sqlite_house, "C'est réglé, vous pouvez clôturer.", sender=NADIA, to=nadia, message_id="c")
    sqlite_house.clock.now = MORNING + timedelta(days=1)
    told = sqlite_house.strike()
    assert who_got_what(told) >= {(SOPHIE, "G-03"), (YANIS, "T-26")}
    sqlite_house.clock.forward(minutes=10)
    assert sqlite_house.strike() == []
    sqlite_house.clock.now = MORNING + timedelta(days=2)
    assert sqlite_house.strike() == []


@pytest.mark.feature("S1-73", "S1-75", "S1-76")
def test_a_tenant_who_chose_one_mail_a_day_reads_the_words_in_it_and_nobodys_name(sqlite_house: LivingHouse) -> None:
    choose(sqlite_house, "Yanis Belkacem")
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia, sophie = (reply_to(letter_to(first, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
    words = "La bassine déborde, appelez-moi au 06 12 34 56 78."
    assert told_to(write(sqlite_house, words, sender=NADIA, to=nadia, message_id="n"), YANIS) == set()
    assert told_to(write(sqlite_house, "Je passe demain.", sender=SOPHIE, to=sophie, message_id="s"), YANIS) == set()
    write(sqlite_house, "#MT-02", sender=SOPHIE, to=sophie, message_id="m")

    sqlite_house.clock.now = MORNING
    letter = letter_to(sqlite_house.strike(), YANIS, "T-26")

    told = text_of(letter)
    assert letter.mail.subject == "Votre récapitulatif du dimanche 22 novembre"
    assert "SIG-1046, « Fuite évier cuisine » — En cours" in told
    assert "Un occupant du logement, samedi 21 novembre" in told
    assert "La bassine déborde, appelez-moi au •••." in told
    assert "L’agence, samedi 21 novembre" in told
    assert "Je passe demain." in told
    assert "Pourriez-vous m’envoyer une ou deux photos" in told
    assert "#MT" not in told
    assert "À faire de votre côté : – SIG-1046 : envoyer une photo" in told
    assert "Nadia" not in told
    assert "Votre réponse ne sera lue que par l’agence." in told
    assert letter.mail.header("x-auto-response-suppress")


@pytest.mark.feature("S1-73", "S1-08")
def test_a_landlord_reads_of_his_homes_only_if_he_chose_it(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    sqlite_house.clock.now = MORNING
    assert BERNARD not in {who for who, _ in who_got_what(sqlite_house.strike())}

    choose(sqlite_house, "Bernard Vasseur")
    sqlite_house.clock.forward(hours=1)
    leak = the_leak()
    leak.replace_header("Subject", "Volet bloqué")
    leak.replace_header("Message-ID", "<second@gmail.example>")
    sqlite_house.told(leak, sender=NADIA, to=INTAKE)
    sqlite_house.clock.now = MORNING + timedelta(days=1)
    letter = letter_to(sqlite_house.strike(), BERNARD, "B-07")
    told = text_of(letter)
    assert letter.mail.subject == "Vos biens : récapitulatif du lundi 23 novembre"
    assert "Volet bloqué : À traiter" in told
    assert "Aucune action n’est attendue de vous." in told
    assert "bassine" not in told


@pytest.mark.feature("S1-77")
def test_new_and_reopened_reports_and_questions_come_at_once_whatever_was_chosen(sqlite_house: LivingHouse) -> None:
    for name in ("Sophie Lambert", "Yanis Belkacem", "Nadia Belkacem"):
        choose(sqlite_house, name)
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert who_got_what(first) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01")}
    nadia = reply_to(letter_to(first, NADIA, "T-01"))

    closed = write(sqlite_house, "C'est réglé, vous pouvez clôturer.", sender=NADIA, to=nadia, message_id="c")
    assert who_got_what(closed) == {(NADIA, "T-17"), (YANIS, "T-17")}
    reopened = write(sqlite_house, "Ce n'est pas réglé, ça fuit encore.", sender=NADIA, to=nadia, message_id="r")
    assert {(NADIA, "T-19"), (YANIS, "T-19")} <= who_got_what(reopened)
    asked = write(sqlite_house, "???", sender=NADIA, to=nadia, message_id="q")
    assert (NADIA, "T-03") in who_got_what(asked)
    danger = write(sqlite_house, "Ça sent le gaz dans la cuisine !", sender=NADIA, to=nadia, message_id="g")
    assert {(NADIA, "T-02"), (YANIS, "T-02"), (SOPHIE, "G-24"), (SOPHIE, "G-02")} <= who_got_what(danger)


@pytest.mark.feature("S1-04")
def test_a_report_resolved_costs_the_manager_one_mail_at_once_and_the_rest_in_a_digest(
    sqlite_house: LivingHouse,
) -> None:
    quiet(sqlite_house)
    choose(sqlite_house, "Sophie Lambert")
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia, sophie = (reply_to(letter_to(first, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
    letters = [
        *first,
        *write(sqlite_house, "Ça coule un peu moins.", sender=NADIA, to=nadia, message_id="1"),
        *write(sqlite_house, "Bonjour, un plombier passe demain.", sender=SOPHIE, to=sophie, message_id="2"),
        *write(sqlite_house, "Merci, je serai là.", sender=NADIA, to=nadia, message_id="3"),
        *write(sqlite_house, "C'est réglé, vous pouvez clôturer.", sender=NADIA, to=nadia, message_id="4"),
    ]
    assert [code for who, code in sorted(who_got_what(letters)) if who == SOPHIE] == ["G-01"]
    sqlite_house.clock.now = MORNING
    told = text_of(letter_to(sqlite_house.strike(), SOPHIE, "G-03"))
    assert "À décider : rien." in told
    assert "Depuis le dernier récapitulatif (4) : – SIG-1046" in told
    assert "message d’un occupant (3), signalement clôturé à la demande de son auteur" in told


@pytest.mark.feature("S1-76")
def test_what_waits_is_told_even_to_whoever_has_gone_back_to_immediate(sqlite_house: LivingHouse) -> None:
    choose(sqlite_house, "Yanis Belkacem")
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    write(sqlite_house, "Ça coule.", sender=NADIA, to=reply_to(letter_to(first, NADIA, "T-01")), message_id="n")
    choose(sqlite_house, "Yanis Belkacem", Alerts.IMMEDIATE)
    sqlite_house.clock.now = MORNING
    assert (YANIS, "T-26") in who_got_what(sqlite_house.strike())


@pytest.mark.feature("S1-76")
@pytest.mark.parametrize("what", ["moved out", "private"])
def test_what_is_not_theirs_any_more_is_told_to_nobody(house: LivingHouse, what: str) -> None:
    choose(house, "Yanis Belkacem")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    write(house, "Ça coule.", sender=NADIA, to=reply_to(letter_to(first, NADIA, "T-01")), message_id="n")
    with house.world.database.transaction() as session:
        if what == "private":
            session.query(Report).filter_by(ref="SIG-1046").one().is_private = True
        else:
            yanis = session.query(Person).filter_by(name="Yanis Belkacem").one()
            session.query(Occupancy).filter_by(person_id=yanis.id).one().ends_on = MORNING.date() - timedelta(days=1)
    house.clock.now = MORNING
    letters = house.strike()
    assert not {(YANIS, "T-26"), (YANIS, "T-04")} & who_got_what(letters)
    if what == "private":
        told = text_of(letter_to(letters, SOPHIE, "G-03"))
        assert "[Privé SIG-1046]" in told
        assert "Fuite évier cuisine" not in told
    assert waiting(house) == 0


@pytest.mark.feature("S1-28")
def test_the_stand_in_reads_who_is_away_and_what_is_to_be_decided_for_them(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    sqlite_house.clock.now = MORNING
    assert (KARIM, "G-03") not in who_got_what(sqlite_house.strike())

    with sqlite_house.world.database.transaction() as session:
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        session.get_one(TeamMember, sophie.id).absent_until = date(2026, 11, 26)
    sqlite_house.clock.now = MORNING + timedelta(days=1)
    told = text_of(letter_to(sqlite_house.strike(), KARIM, "G-03"))
    assert "SIG-1046" in told
    assert "Sophie Lambert, de retour le jeudi 26 novembre ; vous recevez ses décisions" in told


# -- The clock --------------------------------------------------------------------------------------------------------

CHANGES = [
    (datetime(2026, 3, 29, 6, 0, tzinfo=UTC), 2),
    (datetime(2026, 10, 25, 7, 0, tzinfo=UTC), 1),
    (datetime(2027, 3, 28, 6, 0, tzinfo=UTC), 2),
    (datetime(2027, 10, 31, 7, 0, tzinfo=UTC), 1),
]
"""Eight o'clock in Paris on the days on which its clocks change, and how far Paris is ahead then."""


@pytest.mark.feature("S1-76")
@pytest.mark.parametrize(("eight", "ahead"), CHANGES)
def test_on_the_days_of_another_time_it_is_eight_there_too(
    sqlite_house: LivingHouse, eight: datetime, ahead: int
) -> None:
    house = sqlite_house
    house.clock.now = eight - timedelta(hours=24 - (1 if ahead == 2 else -1))
    house.strike()
    house.clock.now = eight - timedelta(hours=1)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.now = eight - timedelta(seconds=2)
    assert house.strike() == []
    house.clock.now = eight
    assert (SOPHIE, "G-03") in who_got_what(house.strike())
    house.clock.forward(hours=1)
    assert house.strike() == []


@pytest.mark.feature("S1-76")
def test_late_is_the_same_day_until_the_evening_and_what_was_missed_is_told_once(sqlite_house: LivingHouse) -> None:
    choose(sqlite_house, "Sophie Lambert")
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadia = reply_to(letter_to(first, NADIA, "T-01"))
    write(sqlite_house, "Ça coule.", sender=NADIA, to=nadia, message_id="1")

    sqlite_house.clock.now = MORNING + timedelta(hours=12, minutes=1)
    assert sqlite_house.strike() == []
    write(sqlite_house, "Ça coule encore.", sender=NADIA, to=nadia, message_id="2")
    sqlite_house.clock.now = MORNING + timedelta(days=2, hours=11)
    letter = letter_to(sqlite_house.strike(), SOPHIE, "G-03")
    assert "message d’un occupant (2)" in text_of(letter)
    sqlite_house.clock.now = MORNING + timedelta(days=3)
    again = [each for each in sqlite_house.strike() if each.recipient == SOPHIE]
    assert all("message d’un occupant" not in text_of(each) for each in again)


@pytest.mark.feature("S1-76")
def test_two_workers_at_the_same_stroke_send_one_digest(house: LivingHouse) -> None:
    choose(house, "Yanis Belkacem")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    write(house, "Ça coule.", sender=NADIA, to=reply_to(letter_to(first, NADIA, "T-01")), message_id="1")
    house.clock.now = MORNING
    start = threading.Barrier(3)
    ran: list[int] = []

    def strike() -> None:
        start.wait()
        ran.append(run_schedule(house.world))

    threads = [threading.Thread(target=strike) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with house.world.database.looking() as session:
        digests = session.scalars(
            select(OutboundMail.recipient).where(
                OutboundMail.kind.in_([LetterKind.DIGEST_OF_MANAGER, LetterKind.DIGEST_OF_TENANT])
            )
        ).all()
        runs = session.query(ScheduledRun).filter_by(task="digests").count()
    assert sorted(digests) == [SOPHIE, YANIS]
    assert runs == 1


@pytest.mark.feature("S1-76")
def test_an_agency_that_came_after_eight_has_its_first_digest_the_next_morning(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert all(each.mail.header("x-mailbot-letter") != "G-03" for each in house.strike())
    house.clock.now = datetime(2026, 11, 22, 7, 1, tzinfo=UTC)
    assert (SOPHIE, "G-03") in who_got_what(house.strike())
