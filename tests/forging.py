"""Mails as a thief sends them, and what a house has made of what came."""

from collections.abc import Iterator
from email.message import EmailMessage

from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Report
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate, ReportStatus
from tests.living import LivingHouse
from tests.stories.test_a_report_from_first_to_last import mail

THIEF = "mallory@evil.example"
_numbers: Iterator[int] = iter(range(1_000_000))


def letter_from(sender: str, text: str, *, to: str, subject: str = "Re: x", message_id: str = "") -> EmailMessage:
    """One mail, of which the first word is enough."""
    return mail(text, sender=sender, to=to, subject=subject, message_id=message_id or f"<{next(_numbers)}@who.example>")


def writes(house: LivingHouse, sender: str, text: str, *, to: str) -> list[Delivered]:
    """Somebody writes with their own hand; the letters that it caused."""
    return house.told(letter_from(sender, text, to=to), sender=sender, to=to)


def forges(house: LivingHouse, name: str, text: str, *, to: str, subject: str = "Re: x") -> list[Delivered]:
    """Somebody else writes with this name in From: the envelope, and the host, are the thief's."""
    return house.told(letter_from(name, text, to=to, subject=subject), sender=THIEF, to=to)


def vouched(house: LivingHouse, *addresses: str) -> None:
    """The domains of these people stand for what they write themselves, and for nothing else."""
    for domain in sorted({address.rpartition("@")[2] for address in addresses}):
        house.vouches(domain)


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    """What became of each mail, in the order in which they came."""
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.scalars(select(InboundMail).order_by(InboundMail.id))]


def comments(house: LivingHouse) -> list[str]:
    """What was said by mail, in the order in which it was taken."""
    with house.world.database.looking() as session:
        return list(session.scalars(select(Comment.text).where(Comment.mail_id.is_not(None)).order_by(Comment.id)))


def reports(house: LivingHouse) -> int:
    """How many reports there are."""
    with house.world.database.looking() as session:
        return session.query(Report).count()


def status_of(house: LivingHouse, ref: str = "SIG-1046") -> ReportStatus:
    """Where a report stands."""
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref=ref).one().status


def nobody_read(house: LivingHouse, *words: str) -> None:
    """No byte of any letter to anybody holds one of these words."""
    for each in house.boxes:
        said = each.mail.subject + each.mail.text + each.mail.html
        for word in words:
            assert word not in said, (each.recipient, word)
            assert word.encode() not in each.raw, (each.recipient, word)
