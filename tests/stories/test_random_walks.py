"""Whatever people do, in whatever order: the columns move by the table alone, and each event reaches each reader once.

Both tables are written here a second time, from the specification (FEATURES SM1, AUDIENCE): code and test must agree.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from mailbot.model import Comment, Event, Participant, Person, PersonAddress, Report, Thread
from mailbot.model_mails import DigestLine, OutboundMail
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Alerts, Channel, EventKind, OutboundFate, ReportStatus, ThreadKind
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, open_house
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

TODO, IN_PROGRESS, CLOSED = ReportStatus
REF = "SIG-1046"

# What people write, and what it is. The same words from another person are another act.
WORDS: Mapping[tuple[str, str], str] = {
    (NADIA, "news"): "La bassine se remplit en deux heures maintenant.",
    (NADIA, "settled"): "C'est réglé, vous pouvez clôturer.",
    (NADIA, "not settled"): "Ce n'est pas réglé, ça coule encore.",
    (NADIA, "thanks"): "Merci beaucoup !",
    (NADIA, "danger"): "Ça sent très fort le gaz dans la cuisine !",
    (NADIA, "where"): "Où en est-on ?",
    (YANIS, "news"): "Il y a aussi une tache au plafond de la salle de bain.",
    (YANIS, "settled"): "C'est réglé, vous pouvez clôturer.",
    (SOPHIE, "news"): "Un plombier passera cette semaine, je vous tiens au courant.",
    (SOPHIE, "ready"): "#MT-02",
    (SOPHIE, "settled"): "C'est réglé, vous pouvez clôturer ce signalement.",
    (SOPHIE, "private"): "Bonjour Monsieur Vasseur, je fais venir un plombier cette semaine.",
    (BERNARD, "news"): "Envoyez un plombier, mais pas avant lundi.",
}
ACTS = st.sampled_from(
    [*WORDS, *((who, mode) for who in (NADIA, YANIS, SOPHIE, BERNARD) for mode in Alerts), ("nobody", "a day passes")]
)


def after(status: ReportStatus, who: str, act: str) -> ReportStatus:
    """SM1, for the acts of this walk."""
    match who, act, status:
        case _, "settled", ReportStatus.TODO | ReportStatus.IN_PROGRESS if who in (NADIA, SOPHIE):
            return CLOSED
        case "nadia.belkacem@gmail.example", "not settled", ReportStatus.CLOSED:
            return TODO
        case "sophie.lambert@agence-tilleul.example", "news" | "ready" | "private", ReportStatus.TODO:
            return IN_PROGRESS
    return status


# AUDIENCE: author, other occupants, landlord, managers. « others »: all but the one whose act it is.
NEWS = ("alerts others", "alerts others", "digest", "alerts others")
TABLE: Mapping[EventKind, tuple[str, str, str, str]] = {
    EventKind.REPORT_OPENED_BY_TENANT: ("now", "now", "digest", "now"),
    EventKind.COMMENT_ADDED_BY_TENANT: NEWS,
    EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT: NEWS,
    EventKind.COMMENT_ADDED_BY_MANAGER: ("alerts", "alerts", "digest", "digest others"),
    EventKind.CANNED_REPLY_SENT: ("alerts", "alerts", "digest", "digest others"),
    EventKind.STATUS_ASKED: ("now speaker", "now speaker", "-", "alerts others"),
    EventKind.URGENCY_RAISED: ("now", "now", "digest", "now"),
    EventKind.CLOSING_SUGGESTED: ("now speaker", "now speaker", "-", "now others"),
    EventKind.REPORT_CLOSED_BY_AUTHOR: ("now", "now", "digest", "digest"),
    EventKind.REPORT_CLOSED_BY_MANAGER: ("now", "now", "digest", "digest others"),
    EventKind.REPORT_REOPENED: ("now", "now", "digest", "now others"),
    EventKind.CLOSED_REPORT_ANSWERED: ("now speaker", "now speaker", "-", "digest others"),
    EventKind.ACT_REFUSED: ("now speaker", "now speaker", "-", "now speaker"),
    EventKind.COMMENT_ADDED_BY_LANDLORD: ("-", "-", "-", "now"),
    EventKind.PRIVATE_MESSAGE_SENT: ("-", "-", "now", "digest others"),
    EventKind.READING_FOUND_UNCLEAR: ("now speaker", "now speaker", "-", "digest others"),
}


# One mail, one letter: the managers read the same words in what they made of it (S1-04).
SAID_BY = {EventKind.COMMENT_ADDED_BY_TENANT, EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT}
SAID_INSTEAD = {EventKind.CLOSING_SUGGESTED, EventKind.REPORT_REOPENED}


@dataclass
class Walk:
    """A house, and what was chosen when."""

    house: LivingHouse
    chosen: list[tuple[datetime, str, Alerts]] = field(default_factory=list)
    count: int = 0

    def take(self, who: str, act: str) -> None:
        self.count += 1
        if act == "a day passes":
            self.house.clock.forward(days=1)
            self.house.strike()
        elif act in list(Alerts):
            self._choose(who, Alerts(act))
        else:
            self._write(who, act)

    def _choose(self, who: str, alerts: Alerts) -> None:
        with self.house.world.database.transaction() as session:
            person = session.scalars(select(Person).join(PersonAddress).where(PersonAddress.address == who)).one()
            person.alerts = alerts
        self.chosen.append((self.house.clock(), who, alerts))

    def _write(self, who: str, act: str) -> None:
        # A landlord answers where he happens to be: at the address of somebody of the home.
        kind, seat_of = (ThreadKind.PRIVATE, SOPHIE) if act == "private" else (ThreadKind.REPORT, who)
        seat = self.seat(YANIS if who == BERNARD else seat_of, kind)
        if seat is None:
            return
        channel = Channel.PRIVATE if act == "private" else Channel.PUBLIC
        domain, today = INTAKE.partition("@")[2], self.house.world.today()
        address = reply_address(self.house.world.keyring, seat, channel, domain, today=today)
        name = f"<w{self.count}@mail.example>"
        self.house.told(
            mail(WORDS[who, act], sender=f"<{who}>", to=address, subject="Re: x", message_id=name),
            sender=who, to=address,
        )  # fmt: skip

    def seat(self, who: str, kind: ThreadKind) -> int | None:
        with self.house.world.database.looking() as session:
            return session.scalars(
                select(Participant.id)
                .join(Thread)
                .join(Report, Report.id == Thread.report_id)
                .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
                .where(Report.ref == REF, Thread.kind == kind, PersonAddress.address == who)
            ).one_or_none()

    def status(self) -> ReportStatus:
        with self.house.world.database.looking() as session:
            return session.scalars(select(Report.status).where(Report.ref == REF)).one()

    def alerts_of(self, who: str, at: datetime) -> Alerts:
        return next(
            (mode for since, person, mode in reversed(self.chosen) if person == who and since < at), Alerts.IMMEDIATE
        )


def expected(cell: str, *, is_actor: bool, is_manager: bool, alerts: Alerts, urgent: bool) -> str:
    """A letter at once, a line of a digest, or nothing, from one cell of the table."""
    how, _, whom = cell.partition(" ")
    if how == "-" or (whom == "others" and is_actor) or (whom == "speaker" and not is_actor):
        return "nothing"
    if how == "now" or (how == "alerts" and (alerts is Alerts.IMMEDIATE or urgent)):
        return "letter"
    return "line" if is_manager or alerts is Alerts.DAILY else "nothing"


@contextmanager
def a_house(template: Path, folder: Path, loop: Loop) -> Iterator[LivingHouse]:
    shutil.copy(template, folder / "mailbot.db")
    house, close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop)
    try:
        yield house
    finally:
        close()


@pytest.mark.long
@pytest.mark.feature("S1-39", "S1-43", "S1-73", "S1-76", "S1-08")
@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(walk=st.lists(ACTS, min_size=4, max_size=14))
@example(walk=[(NADIA, "news"), (NADIA, "danger"), (YANIS, Alerts.DAILY), (NADIA, "danger")])
@example(walk=[(NADIA, "news"), (NADIA, "danger"), (NADIA, Alerts.DAILY), (SOPHIE, "news")])
@example(walk=[(NADIA, "news"), (NADIA, "danger"), (NADIA, Alerts.DAILY), (SOPHIE, "ready")])
def test_columns_move_by_the_table_and_each_event_reaches_each_reader_once(
    walk: list[tuple[str, str]], sqlite_cast: Path, tmp_path_factory: pytest.TempPathFactory, loop: Loop
) -> None:
    with a_house(sqlite_cast, tmp_path_factory.mktemp("walk"), loop) as house:
        house.told(the_leak(), sender=NADIA, to=INTAKE)
        taken = Walk(house)
        status = TODO
        for who, act in walk:
            taken.take(who, act)
            if act != "private" or taken.seat(SOPHIE, ThreadKind.PRIVATE) is not None:
                status = after(status, who, act)
            assert taken.status() is status, (who, act)
        house.clock.now = datetime.combine(house.clock.now.date() + timedelta(days=1), datetime.min.time(), UTC)
        house.clock.forward(hours=8)
        house.strike()
        check_each_reader_was_told_once(taken)
        check_nothing_waits(house)


def check_each_reader_was_told_once(walk: Walk) -> None:
    with walk.house.world.database.looking() as session:
        report = session.scalars(select(Report).where(Report.ref == REF)).one()
        addresses = session.execute(select(PersonAddress.address, PersonAddress.person_id))
        numbers = dict(iter(addresses))
        columns = {NADIA: 0, YANIS: 1, BERNARD: 2, SOPHIE: 3}
        letters = Counter(
            (event, person) for event, person in session.execute(select(OutboundMail.event_id, OutboundMail.person_id))
        )
        lines = Counter(
            (event, person) for event, person in session.execute(select(DigestLine.event_id, DigestLine.person_id))
        )
        # Said a second time within the hour, a danger is raised no more, and read at once all the same.
        dangers = set(session.scalars(select(Comment.mail_id).where(Comment.text == WORDS[NADIA, "danger"])))
        in_danger = False
        for event in session.scalars(select(Event).where(Event.report_id == report.id).order_by(Event.id)):
            in_danger = in_danger or event.kind is EventKind.URGENCY_RAISED
            beside = set(session.scalars(select(Event.kind).where(Event.mail_id == event.mail_id)))
            contests = event.facts.get("contests")
            for who, column in columns.items():
                known = (event.id, numbers[who])
                told = {"letter": letters[known], "line": lines[known]}
                cell = TABLE[event.kind][column]
                if who == SOPHIE and event.kind in SAID_BY and beside & SAID_INSTEAD:
                    cell = "-"
                if who == SOPHIE and contests:
                    cell = "now"
                wanted = expected(
                    cell, is_actor=event.actor_id == numbers[who], is_manager=who == SOPHIE,
                    alerts=walk.alerts_of(who, event.at),
                    urgent=EventKind.URGENCY_RAISED in beside or event.mail_id in dangers
                    or (in_danger and event.kind is EventKind.COMMENT_ADDED_BY_MANAGER),  # it waits for no morning
                )  # fmt: skip
                assert told == {"letter": int(wanted == "letter"), "line": int(wanted == "line")}, (event.kind, who)


def check_nothing_waits(house: LivingHouse) -> None:
    with house.world.database.looking() as session:
        fates = dict(session.execute(select(OutboundMail.fate, func.count()).group_by(OutboundMail.fate)).all())
        assert fates == {OutboundFate.SENT: len(house.boxes)}
        waiting = select(func.count()).select_from(DigestLine).where(DigestLine.letter_id.is_(None))
        assert session.scalar(waiting) == 0
