"""A house of true processes that are killed, and what is done in it meanwhile: for the tests of every named point."""

import os
import smtplib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import httpx
from sqlalchemy import func, select

from bench.kills import free_port
from bench.surviving.far_end import FarEnd, Moods, read_log
from bench.surviving.mortal import Cradle, Mortal, Nursery, Pace
from bench.surviving.reckoning import Effect, Reckoning, clock_effects, reckon, waiting
from bench.surviving.town import COMPANIES, MORNING, Posting, Seat, build, ordered, posting
from mailbot.db import Database
from mailbot.model import Provider, Report
from mailbot.model_mails import Attachment, Duty, InboundMail, MailBytes, MovingBytes, OutboundMail
from mailbot.points import Point
from mailbot.threads.pages import Page, page_link
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import AttachmentUse
from mailbot.web.form_numbers import draw
from mailbot.workflow.mistakes import erase_one_file
from mailbot.workflow.scene import set_scene
from tests.billing import invoice_pdf

SECRET = "5a" * 32
LEASE = 300.0
PATIENCE = 240.0
"""Seconds that anything may take on a machine that has no time for us."""
_NUDGE, _STEP = 0.5, 6.0
"""Seconds after which the clock is set forward, and by how many: so much that the worker looks at its schedule, and so
little that no lease of a worker that lives ends before half a minute of ours, which is longer than a mail takes
anywhere. What the dead had claimed is anybody's at once (`outlived`)."""
USUAL: frozenset[Effect] = frozenset(
    {
        ("tenant", "taken", "", "1 comments", "COMMENT_ADDED_BY_TENANT: G-02"),
        ("manager", "taken", "", "1 comments", "COMMENT_ADDED_BY_MANAGER: T-04"),
        ("command", "taken", "", "1 comments", "LIST_ASKED: G-21"),
        ("report", "taken", "", "1 comments", "REPORT_OPENED_BY_TENANT: G-01 T-01"),
        ("photo", "taken", "", "1 comments", "REPORT_OPENED_BY_TENANT: G-01 T-01"),
        ("close", "taken", "", "1 comments", "COMMENT_ADDED_BY_TENANT: G-02", "REPORT_CLOSED_BY_AUTHOR: T-17"),
        ("reopen", "taken", "", "1 comments", "COMMENT_ADDED_BY_TENANT: ", "REPORT_REOPENED: G-17 T-19"),
        (
            *("slots", "taken", "", "1 comments"),
            *("COMMENT_ADDED_BY_PROVIDER: ", "SLOTS_PROPOSED: T-08", "WORK_ORDER_ACCEPTED: "),
        ),
        ("choice", "taken", "", "1 comments", "COMMENT_ADDED_BY_TENANT: ", "SLOT_CHOSEN: P-06 T-09"),
        ("planned", "taken", "", "1 comments", "COMMENT_ADDED_BY_PROVIDER: ", "VISIT_PLANNED: P-07 T-10"),
        (
            *("quote", "taken", "", "1 comments"),
            *("COMMENT_ADDED_BY_PROVIDER: ", "QUOTE_RECEIVED: G-06 P-11 T-13"),
        ),
        ("press", "COMMENT_ADDED_BY_TENANT: G-02"),
        ("clock", "PAPER_PRINTED: "),
        ("clock", "QUOTE_REQUESTED: G-21 P-01 T-05"),
        ("clock", "REPORT_CLOSED_BY_AUTHOR: "),
        ("clock", "WORK_ORDER_SENT: G-21 P-02 T-06"),
    }
)
"""What one mail or one press causes when nobody kills anything."""


class FrailHouse:
    """The front and the worker as processes of their own, the relay's far end, and a clock that is set forward."""

    def __init__(self, folder: Path, url: str, nursery: Nursery) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.keyring = Keyring({1: bytes.fromhex(SECRET)})
        self.web_port, self.smtp_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.web_port}"
        self.town = build(url, self.keyring, self.base, tenants=4, missions=0, now=MORNING)
        self.database = Database(url)
        with self.database.looking() as session:
            reports = session.scalars(select(Report.id).order_by(Report.id.desc()).limit(12)).all()
            self._to_order = [*reports[::3], *reports[2::3]]  # those that nobody talks about
        self.far_end = FarEnd(folder / "received", moods=Moods(), seed=1)
        self.far_end.start()
        self.pace = Pace(folder / "pace", MORNING)
        self._cradle = Cradle(nursery, folder, self._environment(url), self.pace)
        self._alive: dict[str, Mortal] = {}
        self.accepted: list[Posting] = []
        self._written = 0
        self._lock = threading.Lock()

    def _environment(self, url: str) -> dict[str, str]:
        return {
            "MAILBOT_DATA_DIR": str(self.folder / "data"),
            "MAILBOT_DATABASE_URL": url,
            "MAILBOT_KEYS": f"1:{SECRET}",
            "MAILBOT_SMTP_PORT": str(self.smtp_port),
            "MAILBOT_WEB_PORT": str(self.web_port),
            "MAILBOT_PUBLIC_URL": self.base,
            "MAILBOT_RELAY_URL": f"smtp://127.0.0.1:{self.far_end.port}",
            "MAILBOT_LEASE_SECONDS": str(LEASE),
            "MAILBOT_SWEEP_SECONDS": "0.1",
            "MAILBOT_AUTHENTICATION": "off",
            "MAILBOT_LOG_LEVEL": "warning",
            "MAILBOT_MAIL_DAYS": "1",
        }

    # -- Life and death ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Whatever does not live begins."""
        for command in ("front", "work"):
            if command not in self._alive:
                self._alive[command] = self._cradle.start(command)

    def killed_at(self, point: Point, command: str, act: Callable[[], None], *, times: int = 1) -> None:
        """Let something be done, in which a process is killed at a point; so often, at its next start again."""
        doom = self._cradle.doom(command)
        doom.at(point)
        with ThreadPoolExecutor(1) as another:
            doing = another.submit(act)
            for _ in range(times):
                self.begin()
                self.until(self._alive[command].is_dead, f"{command} never came to {point.value}", doing)
                del self._alive[command]
                if command == "work":
                    self.outlived()
            doom.nowhere()
            self.begin()
            doing.result(PATIENCE)

    def until(self, true: Callable[[], bool], what: str, doing: Future[None] | None = None) -> None:
        """Wait for something; leases end meanwhile. Fails with the processes' own log, or as what is done fails."""
        latest = time.monotonic() + PATIENCE
        nudged = time.monotonic() + _NUDGE
        while not true():
            assert time.monotonic() < latest, f"{what}\n{self._log()}"
            if doing is not None and doing.done():
                doing.result()
            if time.monotonic() > nudged:
                nudged = time.monotonic() + _NUDGE
                self.pace.forward(seconds=_STEP)
            time.sleep(0.01)

    def outlived(self) -> None:
        """No worker lives: the leases of those that did are over."""
        with self.database.looking() as session:
            ends = [
                session.scalar(select(func.max(each))) for each in (InboundMail.due_at, OutboundMail.due_at, Duty.until)
            ]
        latest = max((each for each in ends if each is not None), default=self.pace())
        self.pace.forward(seconds=max(0.0, (latest - self.pace()).total_seconds()) + 1)

    def _log(self) -> str:
        return (self.folder / "log").read_text()[-4000:]

    def settle(self) -> None:
        """Until no mail and no letter waits."""
        self.begin()

        def is_quiet() -> bool:
            with self.database.looking() as session:
                return waiting(session) == (0, 0)

        self.until(is_quiet, "it was never quiet")

    def close(self) -> None:
        """Everything ends."""
        for process in self._alive.values():
            process.kill()
        self.far_end.stop()
        self.database.close()

    # -- What is done --------------------------------------------------------------------------------------------------

    def write(self, kind: str = "tenant") -> Posting:
        """One mail, or one press, again and again until it is answered."""
        with self._lock:
            self._written += 1
            number = self._written
        seats = self.town.managers if kind == "manager" else self.town.tenants
        written = posting(number, kind, seats[number % len(seats)])
        self._insist(lambda: self._hand_in(written))
        with self._lock:
            self.accepted.append(written)
        return written

    def _hand_in(self, written: Posting) -> None:
        if written.kind == "press":
            httpx.post(written.seat.page, data=written.form(), timeout=60).raise_for_status()
            return
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=60) as client:
            client.sendmail(written.seat.sender, [written.to], written.raw(MORNING))

    def _insist(self, act: Callable[[], None]) -> None:
        latest = time.monotonic() + PATIENCE
        while True:
            try:
                return act()
            except httpx.HTTPStatusError as answer:
                # « Réessayez »: what 451 is at the door. Nothing was done, and whoever pressed does so again.
                if answer.response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise
                assert time.monotonic() < latest, self._log()
            except (OSError, smtplib.SMTPException, httpx.TransportError):
                assert time.monotonic() < latest, self._log()
            time.sleep(0.02)

    def order(self) -> Seat:
        """A manager sends a company an order, which has a paper: the company, with the page for its invoice."""
        with self.database.transaction() as session:
            report = session.get_one(Report, self._to_order.pop())
            company = session.scalars(select(Provider).where(Provider.key == COMPANIES[0])).one()
            scene = ordered(session, report, company, now=self.pace())
            assert scene.company is not None
            seat = next(iter(scene.company.seats.values()))
        page = page_link(self.keyring, self.base, Page.INVOICE, seat.id, today=self.pace().date())
        return Seat(scene.company.people[0].addresses[0].address, "", page)

    def hand_in_invoice(self, company: Seat) -> None:
        """The company sends its invoice from its page, until that is answered."""
        form = draw(MORNING - timedelta(hours=2))
        fields = {"form": form, "number": "F-2026-88", "incl_tax": "132,00", "dated_on": "2026-11-22"}
        files = {"files": ("facture.pdf", invoice_pdf("OS"), "application/pdf")}
        self._insist(lambda: _good(httpx.post(company.page, data=fields, files=files, timeout=60)))

    def next_morning(self) -> None:
        """It is five past eight where the agency lives."""
        now = self.pace()
        eight = datetime(now.year, now.month, now.day, 7, 5, tzinfo=UTC)
        self.pace.forward(seconds=(eight + timedelta(days=now >= eight) - now).total_seconds())

    def grow_old(self) -> None:
        """A mail comes, and two days pass: its bytes leave the database."""
        self.write("tenant")
        self.next_morning()
        self.next_morning()

    def without_bytes(self) -> list[int]:
        """Mails that are kept, and whose bytes stand nowhere."""
        with self.database.looking() as session:
            kept = session.execute(
                select(InboundMail.id, InboundMail.fingerprint)
                .outerjoin(MailBytes, MailBytes.fingerprint == InboundMail.fingerprint)
                .where(InboundMail.erased_at.is_(None), MailBytes.fingerprint.is_(None))
            ).all()
        there = {path.name for path in self.blobs()}  # looked at last: they come before the others go
        return [number for number, name in kept if name not in there]

    def moved(self) -> int:
        """Small mails whose bytes have left the database; none while a worker is at it."""
        with self.database.looking() as session:
            rows = select(func.count()).select_from(MailBytes)
            if session.scalars(select(MovingBytes)).all():
                return 0
            return int(session.scalar(select(func.count(InboundMail.fingerprint.distinct()))) or 0) - int(
                session.scalar(rows) or 0
            )

    def erase_photo(self) -> list[Path]:
        """A manager erases a photo that came: where its bytes, and those of its mail, stand."""
        with self.database.transaction() as session:
            photo = session.scalars(
                select(Attachment).where(Attachment.use == AttachmentUse.PHOTO, Attachment.erased_at.is_(None))
            ).first()
            assert photo is not None
            report = session.get_one(Report, photo.report_id)
            scene = set_scene(session, report, now=self.pace())
            before = set(self.blobs())
            erase_one_file(session, scene, photo, scene.home.managers[0], now=self.pace())
            prints = {photo.fingerprint}
        for path in before:
            os.utime(path, (0, 0))  # they were put down long ago
        self.pace.forward(minutes=1)
        return [path for path in before if path.name in prints]

    def blobs(self) -> list[Path]:
        """Every file in the folder of blobs."""
        return [path for path in (self.folder / "data" / "blobs").rglob("*") if path.is_file()]

    # -- What became of it ---------------------------------------------------------------------------------------------

    def reckon(self) -> Reckoning:
        """Everything that was accepted, against everything that was done and sent."""
        received = list(read_log(self.folder / "received"))
        usual = set(USUAL) | clock_effects(self.database)
        return reckon(self.database, self.keyring, self.accepted, received, usual)


def _good(answer: httpx.Response) -> None:
    answer.raise_for_status()
