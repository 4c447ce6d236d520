"""Mails that wait together are settled in one commit, and none of them notices."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from mailbot.inbound import together
from mailbot.inbound.line import due_mails
from mailbot.inbound.processing import Opened, process, settle_opened
from mailbot.inbound.queue import claim
from mailbot.inbound.together import take_mails
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import Channel, MissionState, VisitState
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, open_house, reply_to
from tests.ordering import DURAND, mission_address, ordered
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.visiting import TWO_SLOTS, says, seat_address

_SAID = (
    (NADIA, "Le voisin voit de l'eau, lui aussi."),
    (SOPHIE, "Je m'en occupe."),
    (NADIA, "Je suis là mardi matin."),
    (NADIA, "C'est réglé, clôturez."),
    (SOPHIE, "Merci de votre retour."),
    (NADIA, "Ah, ça fuit de nouveau."),
)


def _claimed(house: LivingHouse) -> list[Any]:
    """What six mails say of one report, all of them waiting."""
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    where = {NADIA: reply_to(letter_to(letters, NADIA, "T-01")), SOPHIE: reply_to(letter_to(letters, SOPHIE, "G-01"))}
    for number, (sender, words) in enumerate(_SAID):
        raw = mail(words, sender=sender, to=where[sender], subject="x", message_id=f"<{number}@x>")
        house.mail(raw, sender=sender, to=where[sender])
    with house.world.database.looking() as session:
        due = due_mails(session, now=house.clock(), limit=100)
    return claim(house.world, due)


def _done(house: LivingHouse) -> tuple[Any, ...]:
    """Everything that came of it, but for instants and seals."""
    with house.world.database.looking() as session:
        return (
            session.execute(select(InboundMail.id, InboundMail.fate, InboundMail.trouble, InboundMail.tries)).all(),
            session.execute(select(Comment.author_id, Comment.text, Comment.mail_id).order_by(Comment.id)).all(),
            session.execute(select(Event.kind, Event.actor_id, Event.mail_id).order_by(Event.id)).all(),
            session.execute(select(OutboundMail.kind, OutboundMail.recipient).order_by(OutboundMail.id)).all(),
            session.execute(select(Report.ref, Report.status).order_by(Report.id)).all(),
        )


def test_mails_that_wait_together_come_to_the_same_in_one_commit(house: LivingHouse) -> None:
    commits: list[Any] = []
    claimed = _claimed(house)
    event.listen(house.world.database.engine, "commit", commits.append)

    assert take_mails(house.world, claimed) == len(_SAID)

    assert len(commits) == 1
    assert None not in {row.fate for row in _done(house)[0]}


@pytest.fixture
def second_house(tmp_path: Path, sqlite_cast: Path, loop: Loop, press_of_stories: None) -> Iterator[LivingHouse]:
    """Another house with the same cast."""
    folder = tmp_path / "second"
    folder.mkdir()
    shutil.copy(sqlite_cast, folder / "mailbot.db")
    house, close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop)
    yield house
    close()


def test_together_and_one_by_one_come_to_the_same(sqlite_house: LivingHouse, second_house: LivingHouse) -> None:
    take_mails(sqlite_house.world, _claimed(sqlite_house))
    for each in _claimed(second_house):
        process(second_house.world, each)

    assert _done(sqlite_house) == _done(second_house)


@pytest.mark.parametrize("broken", [0, 2, 5])
def test_one_that_breaks_keeps_none_of_the_others(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    claimed = _claimed(sqlite_house)
    settle = settle_opened

    def breaks(world: Any, session: Any, opened: Opened) -> Any:
        fate = settle(world, session, opened)
        if opened.claimed.id == claimed[broken].id:
            raise ZeroDivisionError
        return fate

    monkeypatch.setattr(together, "settle_opened", breaks)
    monkeypatch.setattr("mailbot.inbound.processing.settle_opened", breaks)

    assert take_mails(sqlite_house.world, claimed) == len(_SAID)

    mails, comments, *_ = _done(sqlite_house)
    assert {row.id for row in mails if row.fate is None} == {claimed[broken].id}
    assert claimed[broken].id not in {row.mail_id for row in comments}
    assert len({row.mail_id for row in comments if row.mail_id is not None}) == len(
        [row for row in comments if row.mail_id is not None]
    )


def _of_a_mission(house: LivingHouse) -> list[Any]:
    """What four mails say of one mission, all of them waiting: words, a choice among its slots, words, the plan."""
    number = ordered(house)[0].number
    says(house, number, TWO_SLOTS)
    for at, (sender, words) in enumerate(
        (
            (YANIS, "Le voisin voit de l'eau, lui aussi."),
            (NADIA, "le 2, merci"),
            (YANIS, "Je préviens le gardien."),
            (DURAND, "ok"),
        )
    ):
        to = (
            mission_address(house, number)
            if sender == DURAND
            else seat_address(house, sender, "SIG-1042", Channel.PUBLIC)
        )
        raw = mail(words, sender=sender, to=to, subject="x", message_id=f"<mission-{at}@x>")
        house.mail(raw, sender=sender, to=to)
    with house.world.database.looking() as session:
        return claim(house.world, due_mails(session, now=house.clock(), limit=100))


def test_what_one_mail_changes_on_a_mission_is_in_its_row_when_the_next_one_looks(
    sqlite_house: LivingHouse, second_house: LivingHouse
) -> None:
    commits: list[Any] = []
    waiting = _of_a_mission(sqlite_house)
    event.listen(sqlite_house.world.database.engine, "commit", commits.append)
    take_mails(sqlite_house.world, waiting)
    for each in _of_a_mission(second_house):
        process(second_house.world, each)

    assert len(commits) == 1
    assert _mission(sqlite_house) == [(MissionState.PLANNED, VisitState.PLANNED, 1)]
    assert _mission(sqlite_house) == _mission(second_house)
    assert _done(sqlite_house) == _done(second_house)


def _mission(house: LivingHouse) -> list[Any]:
    """Where the missions of the house stand, and their visits."""
    with house.world.database.looking() as session:
        found = select(WorkOrder.state, Visit.state, Visit.number).join(Visit, Visit.order_id == WorkOrder.id)
        return [tuple(row) for row in session.execute(found.order_by(Visit.id))]
