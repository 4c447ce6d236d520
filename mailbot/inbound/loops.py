"""Mail that is the other half of a conversation between programs: ours that comes back, and turns without an end."""

import re
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from mailbot.db import Session
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.inbound.senders import Sender
from mailbot.model import Agency
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.addresses import SENDER, normal_address
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow import budgets
from mailbot.workflow.agencies import agency_of_domain, profile_of
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.households import managers_of_agency
from mailbot.workflow.identity import FORGED

OWN = "own_letter"
LOOP = "loop"
AT_ONCE = "answered_at_once"

_AT_ONCE = timedelta(seconds=60)
_TOLD_FOR = timedelta(hours=24)
"""How long the managers hear no more of an address that is in a loop."""
_SEALED = re.compile(r"[rlba]-[a-z2-7]{30,}", re.IGNORECASE)
_OUR_ID = re.compile(r"<m\.[0-9a-f]{24}@")
"""As `new_message_id` makes them."""
_MOST_REFERENCES = 20


def is_our_own(session: Session, mail: ParsedMail) -> bool:
    """Whether a letter of ours came back, its headers taken off by whoever passed it on: it says that it is from an
    address of this service, or it has the Message-ID of a letter that left."""
    local, _, domain = normal_address(mail.sender.address).rpartition("@")
    if (local == SENDER or _SEALED.fullmatch(local)) and agency_of_domain(session, domain) is not None:
        return True
    own_id = mail.message_id if _OUR_ID.match(mail.message_id) else ""
    return own_id != "" and session.connection().execute(_WITH_ID, {"ids": [own_id]}).first() is not None


def has_had_enough(session: Session, agency: Agency, sender: Sender, mail_id: int, *, now: datetime) -> bool:
    """Whether this address and ours have been answering each other: nobody writes that often, and reads as much."""
    most, since = profile_of(session, agency).rules.turns_half_hour, now - budgets.TURNS
    if sender.turn_before is None or sender.turn_before <= since:
        return False
    if sender.person_id is None:
        return False
    if sender.is_in_team:
        most *= budgets.MANAGERS
        given = {"sender": sender.address, "mail": mail_id, "most": most}
        wrote = session.connection().execute(_WROTE, given).scalars()
        if sum(at > since for at in wrote) < most:
            return False
    return budgets.answers_had(session, sender.person_id, since=since) >= most


def tell_managers_once(session: Session, agency: Agency, mail: ParsedMail, mail_id: int, *, now: datetime) -> bool:
    """The managers hear of it, once a day for one address: the mails are kept and none of them is answered."""
    sender = normal_address(mail.sender.address)
    if session.execute(_LOOPED, {"sender": sender, "mail": mail_id, "since": now - _TOLD_FOR}).first() is not None:
        return False
    person = person_at(session, agency.id, sender)
    today = now.astimezone(profile_of(session, agency).zone).date()
    around = Around(agency, managers_of_agency(session, agency.id, today=today))
    record_apart(
        session, around, EventKind.MAIL_LEFT_UNROUTED, actor=person, role=Role.UNKNOWN, now=now, mail_id=mail_id,
        words=mail.subject, urgent=True, details={"reason": LOOP, "sender": mail.sender.address},
    )  # fmt: skip
    return True


def answers_without_a_word(
    session: Session, mail: ParsedMail, reading: Reading, *, has_files: bool, received_at: datetime
) -> bool:
    """Whether a mail came within a minute of the letter of ours that it answers, with nothing of its own in it."""
    types = {intent.type for intent in reading.intents}
    says_nothing = types <= {IntentType.THANKS} and _only_thanks(reading.fresh_text, mail.sender.name)
    if has_files or reading.commands or not says_nothing:
        return False
    answered = [*mail.in_reply_to, *mail.references[-_MOST_REFERENCES:]]
    if not answered:
        return False
    left = session.connection().execute(_WITH_ID, {"ids": answered}).scalars().all()
    return any(timedelta(0) <= received_at - at < _AT_ONCE for at in left)


_WORD = re.compile(r"[^\W\d_]+|\d+")
_BESIDE_THANKS = COURTESY | frozenset(("for", "your", "a", "lot", "very", "all", "the", "thx", "ok", "okay"))


def _only_thanks(words: str, name: str) -> bool:
    """« Merci beaucoup, Nadia », or nothing at all. « My supplier says Monday. Cheers » is somebody's word: thanks
    beside something that the reader has no name for are no sign of a program."""
    return set(_WORD.findall(fold(words))) <= _BESIDE_THANKS | set(_WORD.findall(fold(name)))


_WITH_ID = select(OutboundMail.created_at).where(OutboundMail.message_id.in_(bindparam("ids", expanding=True)))
_WROTE = (
    select(InboundMail.received_at)
    .where(InboundMail.sender == bindparam("sender"), InboundMail.id < bindparam("mail"))
    .where(InboundMail.trouble != FORGED)  # what others write in somebody's name is no turn of theirs
    .order_by(InboundMail.id.desc())
    .limit(bindparam("most"))
)
_LOOPED = (
    select(InboundMail.id)
    .where(
        InboundMail.sender == bindparam("sender"),
        InboundMail.id < bindparam("mail"),
        InboundMail.trouble == LOOP,
        InboundMail.received_at > bindparam("since"),
    )
    .limit(1)
)
