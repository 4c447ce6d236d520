"""What is counted when all is quiet again: from the rows, and from what the relay's far end was given."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import func, select

from bench.surviving.far_end import Received
from bench.surviving.town import Posting
from mailbot.db import Database, Session
from mailbot.errors import Refused
from mailbot.model import Comment, Event, Press
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import EventKind, InboundFate, LetterKind, OutboundFate

Effect = tuple[str, ...]
"""What one posting caused, as words: its kind, its fate, its comments, and each event with the letters that tell of
it. Two postings of a kind that did the same have the same."""


@dataclass
class Reckoning:
    """What was found. Everything that is a list must be empty."""

    mails: int = 0
    presses: int = 0
    kills: int = 0
    letters: int = 0
    received: int = 0
    repeated: int = 0
    """Letters that the relay was given more than once, as it may be: always under one Message-ID."""
    uncertain: int = 0
    """Letters of which the relay twice gave no answer (RFC 1047)."""
    lost: list[str] = field(default_factory=list)
    """Answered 250, or pressed, and without a fate."""
    doubled: list[str] = field(default_factory=list)
    """Done more than once."""
    parked: list[str] = field(default_factory=list)
    """Given up, though nothing was wrong with it."""
    unlike: list[str] = field(default_factory=list)
    """What one posting caused, when none of its kind causes that in a house that nobody kills: a change without its
    letter, a letter without its change, half a change."""
    untold: list[str] = field(default_factory=list)
    """Letters whose row is there and which the relay never had."""
    strays: list[str] = field(default_factory=list)
    """What the relay was given and no row has: another Message-ID, another recipient, another return path."""
    papers: list[str] = field(default_factory=list)
    """Papers that were not the same for everybody."""
    fell: int = 0
    """Processes that ended though nobody had killed them."""

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong, and something was done."""
        wrong = (self.lost, self.doubled, self.parked, self.unlike, self.untold, self.strays, self.papers)
        return not any(wrong) and self.fell == 0 and self.mails > 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.mails} mails answered 250 and {self.presses} presses: {len(self.lost)} lost, "
            f"{len(self.doubled)} done twice, {len(self.parked)} parked, {len(self.unlike)} unlike those of a house "
            f"that nobody kills; {self.letters} letters: {len(self.untold)} never arrived, {len(self.strays)} strays, "
            f"{self.repeated} repeated, {self.uncertain} uncertain; {len(self.papers)} papers differ; {self.fell} "
            "processes fell by themselves"
        )

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {"good": self.is_good, **asdict(self)}


def waiting(session: Session) -> tuple[int, int]:
    """How many mails, and how many letters, are still to be done."""
    mails = session.scalar(select(func.count()).where(InboundMail.due_at.is_not(None))) or 0
    letters = session.scalar(select(func.count()).where(OutboundMail.due_at.is_not(None))) or 0
    return mails, letters


def is_settled(database: Database, number: int) -> bool:
    """Whether the mail of a posting has its fate."""
    with database.looking() as session:
        mark = f"<numero-{number}@survival.example>"
        fates = session.scalars(select(InboundMail.fate).where(InboundMail.message_id == mark)).all()
    return bool(fates) and fates[0] is not None


def effects(database: Database, postings: Iterable[Posting]) -> dict[int, list[Effect]]:
    """What each posting caused: one effect, when all is well. A mail that has no row, or no fate, has none."""
    with database.looking() as session:
        rows = session.execute(
            select(InboundMail.id, InboundMail.message_id, InboundMail.fate, InboundMail.trouble).where(
                InboundMail.message_id.like("<numero-%")
            )
        ).all()
        told = _letters_of_events(session)
        comments = session.execute(select(Comment.id, Comment.mail_id, Comment.text)).all()
        events = session.execute(select(Event.id, Event.kind, Event.mail_id, Event.comment_id)).all()
    said_in = Counter(comment.mail_id for comment in comments)
    by_words = defaultdict(list)
    for comment in comments:
        if comment.mail_id is None:
            by_words[comment.text].append(comment.id)
    of_mail, of_comment = defaultdict(list), defaultdict(list)
    for event in events:
        line = f"{event.kind.value}: {told[event.id]}"
        of_mail[event.mail_id].append(line)
        of_comment[event.comment_id].append(line)
    of_number = defaultdict(list)
    for row in rows:
        of_number[row.message_id.removeprefix("<").partition("@")[0]].append(row)
    found: dict[int, list[Effect]] = {}
    for posting in postings:
        if posting.kind == "press":
            found[posting.number] = [("press", *sorted(of_comment[comment])) for comment in by_words[posting.text]]
        else:
            found[posting.number] = [
                (posting.kind, row.fate.value, row.trouble, f"{said_in[row.id]} comments", *sorted(of_mail[row.id]))
                for row in of_number[posting.mark]
                if row.fate is not None
            ]
    return found


def clock_effects(database: Database) -> set[Effect]:
    """The letters of every event that no mail and no page caused."""
    with database.looking() as session:
        told = _letters_of_events(session)
        events = session.execute(
            select(Event.id, Event.kind).where(Event.mail_id.is_(None), Event.comment_id.is_(None))
        ).all()
    return {("clock", f"{event.kind.value}: {told[event.id]}") for event in events}


def _letters_of_events(session: Session) -> Mapping[int, str]:
    kinds: defaultdict[int, list[str]] = defaultdict(list)
    for event_id, kind in session.execute(
        select(OutboundMail.event_id, OutboundMail.kind).where(OutboundMail.event_id.is_not(None))
    ):
        kinds[event_id or 0].append(kind.value)
    told: defaultdict[int, str] = defaultdict(str)
    for event_id, of_event in kinds.items():
        told[event_id] = " ".join(sorted(of_event))
    return told


def reckon(
    database: Database, keyring: Keyring, accepted: Sequence[Posting], received: Sequence[Received],
    usual: set[Effect],
) -> Reckoning:  # fmt: skip
    """Count. `usual`: the effects that a posting has in a house that nobody kills."""
    count = Reckoning(
        mails=sum(posting.kind != "press" for posting in accepted),
        presses=sum(posting.kind == "press" for posting in accepted),
    )
    for number, done in effects(database, accepted).items():
        if not done:
            count.lost.append(f"numero-{number}")
        elif len(done) > 1:
            count.doubled.append(f"numero-{number}")
        elif done[0][1:3] == (InboundFate.PARKED.value, "fault"):
            count.parked.append(f"numero-{number}")
        elif done[0] not in usual:
            count.unlike.append(f"numero-{number}: {' | '.join(done[0])}")
    count.unlike += [" | ".join(each) for each in clock_effects(database) - usual - _OF_DOUBT]
    with database.looking() as session:
        forms = set(session.scalars(select(Press.form)))
        pressed = [posting for posting in accepted if posting.kind == "press"]
        count.lost += [f"form of {each.mark}" for each in pressed if each.form()["form"] not in forms]
        rows = {row.message_id: row for row in session.execute(_LETTERS)}
    count.letters = len(rows)
    _count_received(count, keyring, rows, received)
    return count


_ARRIVED = (OutboundFate.SENT, OutboundFate.DELIVERED)
_OF_DOUBT = {("clock", f"{EventKind.LETTER_BOUNCED.value}: {LetterKind.LETTER_BOUNCED.value}")}
"""No relay cuts the line in a house that nobody kills: a manager is told of the order that was in doubt."""
_LETTERS = select(
    OutboundMail.id,
    OutboundMail.message_id,
    OutboundMail.recipient,
    OutboundMail.fate,
    OutboundMail.due_at,
    OutboundMail.answer,
).where(OutboundMail.tries > 0)


def _count_received(count: Reckoning, keyring: Keyring, rows: Mapping[str, Any], received: Sequence[Received]) -> None:
    times: Counter[str] = Counter()
    papers: defaultdict[str, set[str]] = defaultdict(set)
    for letter in received:
        count.received += 1
        row = rows.get(letter.message_id)
        if row is None or row.recipient != letter.recipient or row.id != _letter_at(keyring, letter.return_path):
            count.strays.append(f"{letter.message_id} {letter.code}")
        times[letter.message_id] += letter.kept
        for name, sha256 in letter.papers.items():
            papers[name].add(sha256)
    for message_id, row in rows.items():
        if row.due_at is None and (
            row.fate is OutboundFate.UNCERTAIN or (not times[message_id] and _was_answered(row))
        ):
            count.uncertain += 1
        elif row.fate not in _ARRIVED or times[message_id] == 0:
            count.untold.append(f"{row.id} {row.fate.value}")
    count.repeated = sum(each > 1 for each in times.values())
    # A company's own paper goes on under a name of its own making: ours alone have a number of ours.
    count.papers = [name for name, prints in papers.items() if len(prints) > 1 and name.startswith(("OS-", "DEV-"))]


def _was_answered(row: Any) -> bool:
    """Whether it was in doubt until its reader wrote. Companies here write by plan, whether the order came or not."""
    return row.fate is OutboundFate.DELIVERED and row.answer == "answered"


def _letter_at(keyring: Keyring, return_path: str) -> int:
    try:
        return keyring.read(return_path.partition("@")[0].partition("-")[2]).subject
    except Refused:
        return 0
