"""A mail as a manager may look at it before anybody has taken it: plain words and its files, nothing of its HTML."""

from mailbot.inbound.attachments import sort_files
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import fresh_text
from mailbot.world import OpenedFile, OpenedMail

MOST_WORDS = 40_000
"""Characters that a page shows; the rest is in the mail, which is kept."""


def open_mail(raw: bytes) -> OpenedMail:
    """What these bytes say. Never raises; nothing is fetched, and no HTML comes out."""
    mail = parse_mail(raw)
    return OpenedMail(
        subject=mail.subject,
        name=mail.sender.name,
        words=fresh_text(mail).source.strip()[:MOST_WORDS],
        files=tuple(OpenedFile(each.file.name, each.use, each.file.content) for each in sort_files(mail)),
    )
