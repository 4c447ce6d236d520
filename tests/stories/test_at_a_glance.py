"""What whoever runs a house is told of it when they look: the daily letter, the worker, what waits."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from mailbot.duties import OnDuty
from mailbot.findings import Grade
from mailbot.glance import DailyLetter, Glance, as_json, findings, glance
from mailbot.levels import CLOCK
from mailbot.model import Agency
from mailbot.settings import Settings
from mailbot.worker import run_schedule
from tests.living import INTAKE, NADIA, LivingHouse
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_what_can_go_wrong import STRANGER


def looked(house: LivingHouse) -> Glance:
    with house.world.database.looking() as session:
        return glance(session, Settings(data_dir=Path("/"), disk_reserve=0), now=house.clock())


def said(seen: Glance, about: str) -> list[tuple[Grade, str]]:
    return [(each.grade, each.says) for each in findings(seen) if each.about == about]


def test_a_daily_letter_that_should_have_left_is_missed_until_it_has(sqlite_house: LivingHouse) -> None:
    assert said(looked(sqlite_house), "daily letter") == [(Grade.GOOD, "tilleul: none has left yet.")]

    sqlite_house.clock.forward(days=1)

    [(grade, words)] = said(looked(sqlite_house), "daily letter")
    assert (grade, words) == (
        Grade.WRONG, "tilleul: none has left yet. One should have left since: is a worker running?",
    )  # fmt: skip

    run_schedule(sqlite_house.world)

    assert said(looked(sqlite_house), "daily letter") == [(Grade.GOOD, "tilleul: left today at 10:00.")]
    sqlite_house.clock.forward(days=2)
    seen = looked(sqlite_house)
    assert said(seen, "daily letter")[0][0] is Grade.WRONG
    assert as_json(seen)["daily_letters"][0]["missed"] is True


def test_mails_that_nobody_takes_are_wrong_after_a_while_and_those_of_strangers_wait_for_a_person(
    sqlite_house: LivingHouse,
) -> None:
    sqlite_house.mail(the_leak(), sender=NADIA, to=INTAKE)
    assert said(looked(sqlite_house), "mails in")[0][0] is Grade.GOOD
    sqlite_house.clock.forward(minutes=11)

    [(grade, words)] = said(looked(sqlite_house), "mails in")

    assert (grade, words) == (
        Grade.WRONG, "1 waits, the oldest for 11 minutes. Nobody takes them: is a worker running?",
    )  # fmt: skip
    letter = mail("Ma chaudière est en panne.", sender=STRANGER, to=INTAKE, subject="Panne", message_id="<s@x>")
    sqlite_house.told(letter, sender=STRANGER, to=INTAKE)
    sqlite_house.clock.forward(hours=3)
    seen = looked(sqlite_house)
    assert said(seen, "mails in") == [(Grade.GOOD, "None waits. The last came 3 hours ago.")]
    assert said(seen, "for a person")[0][1].startswith("1 mail waits for a manager's decision, the oldest for 3 hours")
    assert as_json(seen)["mails"]["for_a_person"] == 1


def test_whether_anybody_keeps_the_clock_and_in_which_agency_most_waits(sqlite_house: LivingHouse) -> None:
    assert said(looked(sqlite_house), "clock")[0][0] is Grade.DOUBTFUL
    duty = OnDuty(sqlite_house.world, CLOCK)
    assert duty.take()
    sqlite_house.mail(the_leak(), sender=NADIA, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        first = session.scalars(select(Agency)).one()
        session.add(
            Agency(
                key="alone", mail_domain="alone.example", name="Alone", profile_id=first.profile_id,
                created_at=sqlite_house.clock(),
            )
        )  # fmt: skip

    seen = looked(sqlite_house)

    assert said(seen, "clock") == [(Grade.GOOD, "A worker keeps it.")]
    assert as_json(seen)["backlogs"] == [{"agency": "tilleul", "mails": 1, "letters": 0, "for_a_person": 0}]
    sqlite_house.clock.forward(minutes=16)
    [(grade, words)] = said(looked(sqlite_house), "clock")
    assert grade is Grade.WRONG
    assert "nobody is reminded" in words


def test_of_many_daily_letters_those_that_are_missing_come_first(sqlite_house: LivingHouse) -> None:
    at = sqlite_house.clock()
    daily = tuple(DailyLetter(f"a{n}", at, is_missed=n > 7) for n in range(10))

    lines = said(replace(looked(sqlite_house), daily_letters=daily), "daily letter")

    assert [grade for grade, _ in lines] == [Grade.WRONG] * 2 + [Grade.GOOD] * 4
    assert lines[0][1].startswith("a8: ")
    assert lines[-1] == (Grade.GOOD, "5 more: 0 without one that should have left.")
