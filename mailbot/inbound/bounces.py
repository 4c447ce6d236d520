"""Delivery reports (RFC 3464) and complaints (RFC 5965): they settle the very letter that they are about (GAP-23).

The return path of a letter is sealed, and nobody but the mail systems on its way has it: a report that comes there is
believed. A Message-ID is known to whoever the letter was shown to: a report that proves itself by that alone marks the
letter and is told to a manager, and never turns an address off.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.notices import Delivery, DeliveryAction, delivery_to
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.screening import Verdict
from mailbot.model_mails import OutboundMail
from mailbot.telemetry import logger
from mailbot.threads.addresses import domain_of, normal_address, understand
from mailbot.threads.lives import BOUNCE_DAYS
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import MailKind, OutboundFate
from mailbot.workflow.agencies import agency_of_domain
from mailbot.workflow.returned_letters import arrived, came_back, complained
from mailbot.workflow.why_returned import why_returned

log = logger(__name__)

NOTICES = frozenset({MailKind.BOUNCE, MailKind.COMPLAINT})
FOR = timedelta(days=BOUNCE_DAYS)
"""How long a return path is believed: no mail system tries for longer, and an address that leaks is worth no more."""
_MAY_COME_BACK = frozenset(
    {OutboundFate.SENDING, OutboundFate.SENT, OutboundFate.UNCERTAIN, OutboundFate.DELIVERED, OutboundFate.PENDING}
)
_COMPLAINT = "complaint: "
"""How the answer of a letter begins that somebody has called unwanted."""
_MAY_ARRIVE = _MAY_COME_BACK - {OutboundFate.DELIVERED}


def take_notice(
    session: Session, recipient: str, mail: ParsedMail, verdict: Verdict, *, keyring: Keyring, received_at: datetime,
    now: datetime, mail_id: int,
) -> str:  # fmt: skip
    """Settle the letter that a bounce or a complaint is about; what was done, as a code."""
    letter, is_sealed = _letter(session, recipient, verdict, keyring)
    if letter is None:
        return "no_letter"
    if is_over(token_day(recipient, keyring) if is_sealed else letter.created_at.date(), received_at):
        return "too_late"
    if letter.erased_at is not None or not letter.tries:
        return "no_letter"
    if verdict.kind is MailKind.COMPLAINT:
        return _take_complaint(session, letter, verdict, now=now, mail_id=mail_id)
    delivery = delivery_to(mail, verdict.address, verdict.action, verdict.code, letter.recipient)
    if delivery is None or (not is_sealed and not delivery.address):
        return "another_recipient"
    return _take_delivery(session, letter, delivery, counts=is_sealed, now=now, mail_id=mail_id)


def is_over(issued: date, received_at: datetime) -> bool:
    """Whether a return path is too old to be believed."""
    return received_at.date() - issued > FOR


def token_day(recipient: str, keyring: Keyring) -> date:
    """The day on which a return path was made."""
    token = _return_path(recipient, keyring)
    assert token is not None, "it was sealed a moment ago"
    return token.issued


def _letter(
    session: Session, recipient: str, verdict: Verdict, keyring: Keyring
) -> tuple[OutboundMail | None, bool]:  # fmt: skip
    """The letter, ours until the transaction ends; and whether the sealed return path says which."""
    agency = agency_of_domain(session, domain_of(recipient))
    if agency is None:
        return None, False
    if (token := _return_path(recipient, keyring)) is not None:
        letter = session.get(OutboundMail, token.subject, with_for_update=True)
        return (letter if letter is not None and letter.agency_id == agency.id else None), True
    if not verdict.about:
        return None, False
    wanted = select(OutboundMail).where(OutboundMail.message_id == verdict.about, OutboundMail.agency_id == agency.id)
    return session.scalars(wanted.with_for_update()).one_or_none(), False


def _return_path(recipient: str, keyring: Keyring) -> Token | None:
    domain = domain_of(recipient)
    try:
        address = understand(recipient, intakes={domain: ""}, keyring=keyring)
    except Refused:
        return None
    token = address.token if address is not None else None
    return token if token is not None and token.kind is TokenKind.BOUNCE else None


def _take_delivery(
    session: Session, letter: OutboundMail, delivery: Delivery, *, counts: bool, now: datetime, mail_id: int
) -> str:  # fmt: skip
    match delivery.action:
        case DeliveryAction.DELAYED:
            letter.answer = f"delayed {delivery.code}".strip()
            return "delayed"
        case DeliveryAction.FAILED if letter.fate in _MAY_COME_BACK:
            why = why_returned(delivery.code, delivery.said)
            _settle(letter, OutboundFate.BOUNCED, f"{delivery.code} {_short(delivery.said)}".strip(), now=now)
            log.info("letter_bounced", letter_id=letter.id, why=why.value, counts=counts)
            came_back(session, letter, why, delivery.code, now=now, mail_id=mail_id, counts=counts)
            return "bounced"
        case DeliveryAction.FAILED:
            return "known_already"
        case _ if letter.fate in _MAY_ARRIVE:
            _settle(letter, OutboundFate.DELIVERED, f"{delivery.action.value} {delivery.code}".strip(), now=now)
            if counts:
                arrived(session, letter)
            return "delivered"
    return "known_already"


def _settle(letter: OutboundMail, fate: OutboundFate, answer: str, *, now: datetime) -> None:
    # A report may be faster than our own record of the relay's answer: without its mark that finds nothing to write.
    letter.fate, letter.answer, letter.settled_at = fate, answer[:500], now
    letter.due_at, letter.claimed_by = None, None


def _take_complaint(
    session: Session, letter: OutboundMail, verdict: Verdict, *, now: datetime, mail_id: int
) -> str:  # fmt: skip
    # Most services take the address out of what they pass on: the letter itself says whose it was.
    if verdict.address and normal_address(verdict.address) != letter.recipient:
        return "another_recipient"
    # Once a letter: whoever knows its Message-ID has no second word.
    if letter.answer.startswith(_COMPLAINT) or not complained(session, letter, now=now, mail_id=mail_id):
        return "known_already"
    letter.answer = f"{_COMPLAINT}{letter.answer}"[:500]
    return "complained"


def _short(words: str) -> str:
    """The diagnosis, on one line."""
    return " ".join(words.split())[:200]
