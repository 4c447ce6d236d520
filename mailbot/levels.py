"""What stands in the whole house, looked up for the metrics: a few statements on indexes, now and then."""

import os
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.last_backup import last_backup
from mailbot.measures import Standing, stand
from mailbot.model import Agency
from mailbot.model_mails import Duty, InboundMail, OutboundMail, ScheduledRun
from mailbot.settings import Settings
from mailbot.status import not_taken
from mailbot.vocabulary import InboundFate
from mailbot.world import World

_OFTEN, _SELDOM = 5.0, 60.0
"""Seconds for which an answer stands: of the queues, and of what asks more of the database."""
_A_DAY = timedelta(days=1)
CLOCK = "schedule"
"""The duty of whoever keeps the clock."""


class Levels:
    """What the house stands at, kept for a moment: however many ask, the database is asked now and then."""

    def __init__(self, world: World, settings: Settings) -> None:
        self._world, self._settings = world, settings
        self._lock = threading.Lock()
        self._queues: Standing = {}
        self._others: Standing = {}
        self._queues_at = self._others_at = -_SELDOM

    def look(self) -> None:
        """Tell how it stands now."""
        with self._lock:
            stand(self._seen())

    def _seen(self) -> Standing:
        machine = of_this_machine(self._settings, now=self._world.clock())
        if time.monotonic() - self._queues_at >= _OFTEN:
            try:
                self._ask()
            except TryAgain:
                return {("mailbot_up",): 0.0, **machine}
        most = self._settings.most_waiting_mails
        return {("mailbot_up",): 1.0, ("mailbot_mails_waiting_most",): most, **self._queues, **self._others, **machine}

    def _ask(self) -> None:
        now = self._world.clock()
        with self._world.database.looking() as session:
            self._queues = queues(session, now=now)
            if time.monotonic() - self._others_at >= _SELDOM:
                self._others = people_and_digests(session, now=now)
                self._others_at = time.monotonic()
        self._queues_at = time.monotonic()


def queues(session: Session, *, now: datetime) -> Standing:
    """What waits for a worker or for the relay, and who keeps the clock: what the indexes of what is due know."""
    mails = session.execute(
        select(func.count(), func.min(InboundMail.received_at)).where(InboundMail.due_at.is_not(None))
    ).one()
    waits = OutboundMail.due_at.is_not(None)
    stopped = func.count().filter(OutboundMail.answer.startswith("relay "))
    letters = session.execute(select(func.count(), func.min(OutboundMail.created_at), stopped).where(waits)).one()
    until = session.scalar(select(Duty.until).where(Duty.name == CLOCK))
    return {
        ("mailbot_mails_waiting",): mails[0],
        ("mailbot_oldest_mail_seconds",): _age(mails[1], now),
        ("mailbot_letters_waiting",): letters[0],
        ("mailbot_oldest_letter_seconds",): _age(letters[1], now),
        ("mailbot_letters_stopped",): letters[2],
        **({} if until is None else {("mailbot_clock_unheld_seconds",): _age(until, now)}),
    }


def people_and_digests(session: Session, *, now: datetime) -> Standing:
    """What waits for somebody, and the daily letters: a walk along an index, once a minute."""
    found: dict[tuple[str, ...], float] = {}
    for fate in (InboundFate.HELD, InboundFate.PARKED):
        # All agencies, and those mails that belong to none.
        count, since = session.execute(
            select(func.count(), func.min(InboundMail.received_at)).where(not_taken(fate))
        ).one()
        found["mailbot_mails_for_a_person", fate.value] = count
        found["mailbot_oldest_mail_for_a_person_seconds", fate.value] = _age(since, now)
    found["mailbot_agencies",] = session.scalar(select(func.count()).select_from(Agency)) or 0
    # It leaves each day at an hour that the agency chooses: whichever it is, there is one for the day before.
    since_then = exists().where(
        ScheduledRun.agency_id == Agency.id, ScheduledRun.task == "digests",
        ScheduledRun.on >= (now - _A_DAY).date() - _A_DAY,
    )  # fmt: skip
    missing = select(func.count()).select_from(Agency).where(Agency.created_at < now - 3 * _A_DAY, ~since_then)
    found["mailbot_agencies_without_digest",] = session.scalar(missing) or 0
    last = session.scalar(
        select(ScheduledRun.ran_at).where(ScheduledRun.task == "digests").order_by(ScheduledRun.on.desc()).limit(1)
    )
    if last is not None:
        found["mailbot_last_digest_seconds",] = _age(last, now)
    return found


def of_this_machine(settings: Settings, *, now: datetime) -> Standing:
    """The disk of the data folder, when something of the house is kept there, and the backup noted beside it."""
    found: dict[tuple[str, ...], float] = {}
    for folder in settings.own_folders[:1]:
        with suppress(OSError):
            disk = os.statvfs(folder)
            found["mailbot_disk_free_bytes",] = disk.f_bavail * disk.f_frsize
            found["mailbot_disk_reserve_bytes",] = settings.disk_reserve
    if (made := last_backup(settings.data_dir)) is not None:
        found["mailbot_last_backup_seconds",] = _age(made.made_at, now)
    return found


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
