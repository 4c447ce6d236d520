"""What mail systems send back for a letter of ours, in the shapes of twenty of them: written for these tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailbot.demo.letterboxes import Delivered
from tests.living import LivingHouse

_POSTFIX = """\
This is the mail system at host mx.relais.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{to}>: host mx.far.example[192.0.2.4] said: {reply} (in reply to RCPT TO command)
"""


@dataclass(frozen=True)
class Shape:
    """One mail system's way of saying that it did not deliver: what is expected of it is beside it."""

    why: str
    make: Callable[[Delivered, str], bytes]
    action: str = "failed"


def _report(
    letter: Delivered, words: str, fields: str, *, sender: str = "MAILER-DAEMON@mx.relais.example",
    subject: str = "Undelivered Mail Returned to Sender", returned: str = "text/rfc822-headers", kind: str = "",
) -> bytes:  # fmt: skip
    header = letter.raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    status_type = kind or "message/delivery-status"
    return "\r\n".join(
        f"""\
From: Mail Delivery System <{sender}>
To: {letter.return_path}
Subject: {subject}
Date: Sat, 21 Nov 2026 10:01:00 +0100
Message-ID: <report.{letter.number}.{abs(hash((words, fields)))}@mx.relais.example>
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{words}
--=_b
Content-Type: {status_type}

{fields}
--=_b
Content-Type: {returned}

{header}

--=_b--
""".split("\n")
    ).encode()


def _words(
    letter: Delivered, words: str, *, sender: str, subject: str, headers: str = "", below: str = ""
) -> bytes:  # fmt: skip
    header = letter.raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    return "\r\n".join(
        f"""\
From: {sender}
To: {letter.return_path}
Subject: {subject}
Date: Sat, 21 Nov 2026 10:01:00 +0100
Message-ID: <words.{letter.number}.{abs(hash(words))}@mx.relais.example>
{headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{words}
{below}

{header}
""".split("\n")
    ).encode()


def _status(to: str, code: str, reply: str, *, action: str = "failed", original: str = "", mta: str = "dns") -> str:
    first = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return (
        f"Reporting-MTA: {mta}; mx.relais.example\nArrival-Date: Sat, 21 Nov 2026 10:00:00 +0100\n\n"
        f"{first}Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {code}\n"
        f"Remote-MTA: dns; mx.far.example\nDiagnostic-Code: smtp; {reply}\n"
    )


def _dsn(code: str, reply: str, words: str = _POSTFIX, **more: str) -> Callable[[Delivered, str], bytes]:
    def make(letter: Delivered, to: str) -> bytes:
        said = reply.format(to=to)
        action = more.get("action", "failed")
        return _report(
            letter, words.format(to=to, reply=said), _status(to, code, said, action=action),
            sender=more.get("sender", "MAILER-DAEMON@mx.relais.example"), kind=more.get("kind", ""),
            subject=more.get("subject", "Undelivered Mail Returned to Sender"),
            returned=more.get("returned", "text/rfc822-headers"),
        )  # fmt: skip

    return make


def _notice(words: str, *, sender: str, subject: str, headers: str = "", below: str = "") -> Callable[..., bytes]:
    def make(letter: Delivered, to: str) -> bytes:
        return _words(
            letter, words.format(to=to), sender=sender, subject=subject, headers=headers.format(to=to), below=below
        )

    return make


SHAPES: Mapping[str, Shape] = {
    "postfix, unknown": Shape("unknown", _dsn("5.1.1", "550 5.1.1 <{to}>: Recipient address rejected: User unknown")),
    "postfix, full": Shape("full", _dsn("5.2.2", "552 5.2.2 <{to}>: user is over quota")),
    "postfix, refused": Shape("refused", _dsn("5.7.1", "554 5.7.1 Service unavailable; Client host blocked")),
    "postfix, gave up": Shape("refused", _dsn("4.4.1", "connect to mx.far.example[192.0.2.4]:25: timed out")),
    "postfix, gave up on a full box": Shape("full", _dsn("4.2.2", "452 4.2.2 <{to}> mailbox full")),
    "postfix, no such domain": Shape("unknown", _dsn("5.4.4", "Host or domain name not found. Name service error")),
    "exim": Shape(
        "unknown",
        _dsn(
            "5.0.0", "550 No such user here",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
            "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:"
            "\n\n  {to}\n    {reply}\n",
            subject="Mail delivery failed: returning message to sender", returned="message/rfc822",
        ),
    ),
    "exim, in words alone": Shape(
        "unknown",
        _notice(
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
            "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:"
            "\n\n  {to}\n    host mx.far.example [192.0.2.4]\n    SMTP error from remote mail server after RCPT TO:"
            "<{to}>:\n    550 5.1.1 Unknown user\n",
            sender="Mail Delivery System <Mailer-Daemon@mx.relais.example>",
            subject="Mail delivery failed: returning message to sender", headers="X-Failed-Recipients: {to}\n",
            below="------ This is a copy of the message, including all the headers. ------",
        ),
    ),
    "sendmail": Shape(
        "unknown",
        _dsn(
            "5.1.1", "550 5.1.1 <{to}>... User unknown",
            "The original message was received at Sat, 21 Nov 2026 10:00:00 +0100\n\n   ----- The following addresses "
            "had permanent fatal errors -----\n<{to}>\n    (reason: {reply})\n",
            subject="Returned mail: see transcript for details",
        ),
    ),
    "exchange": Shape(
        "unknown",
        _dsn(
            "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {to} not found by SMTP address lookup",
            "Échec de la remise à ces destinataires :\n\n{to}\nL’adresse de courrier électronique entrée est "
            "introuvable.\n\nInformations de diagnostic : {reply}\n",
            sender="postmaster@far.example", subject="Non remis : message", returned="message/rfc822",
        ),
    ),
    "exchange, full": Shape(
        "full",
        _dsn(
            "5.2.2", "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException",
            "Échec de la remise : {to}\nLa boîte aux lettres du destinataire est pleine.\n",
            sender="postmaster@far.example", subject="Non remis : message",
        ),
    ),
    "outlook.com, policy": Shape(
        "refused", _dsn("5.7.606", "550 5.7.606 Access denied, banned sending IP", sender="postmaster@outlook.example")
    ),
    "gmail": Shape(
        "unknown",
        _dsn(
            "5.1.1", "550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 "
            "double-checking the recipient's email address",
            "** Adresse introuvable **\n\nVotre message n'a pas été remis à {to}, car l'adresse est introuvable.\n",
            sender="mailer-daemon@googlemail.example", subject="Delivery Status Notification (Failure)",
        ),
    ),
    "gmail, full": Shape(
        "full",
        _dsn(
            "5.2.2", "552-5.2.2 The recipient's inbox is out of storage space.",
            "** Boîte de réception saturée **\n\nLa boîte de {to} est pleine.\n",
            sender="mailer-daemon@googlemail.example", subject="Delivery Status Notification (Failure)",
        ),
    ),
    "yahoo": Shape(
        "unknown",
        _dsn(
            "5.0.0", "554 30 Sorry, your message to {to} cannot be delivered. This mailbox is disabled (554.30): "
            "account is disabled",
            "Sorry, we were unable to deliver your message to the following address.\n\n<{to}>:\n{reply}\n",
            subject="Failure Notice",
        ),
    ),
    "qmail": Shape(
        "unknown",
        _notice(
            "Hi. This is the qmail-send program at relais.example.\nI'm afraid I wasn't able to deliver your message "
            "to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out."
            "\n\n<{to}>:\nSorry, no mailbox here by that name. (#5.1.1)\n",
            sender="MAILER-DAEMON@relais.example", subject="failure notice",
            below="--- Below this line is a copy of the message.",
        ),
    ),
    "orange": Shape(
        "unknown",
        _dsn(
            "5.1.1", "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]",
            sender="MAILER-DAEMON@smtp.orange.example", subject="Undelivered Mail Returned to Sender",
        ),
    ),
    "la poste": Shape(
        "full",
        _dsn(
            "5.2.2", "552 5.2.2 La boîte aux lettres du destinataire est pleine (quota dépassé)",
            sender="MAILER-DAEMON@smtp.laposte.example", subject="Undelivered Mail Returned to Sender",
        ),
    ),
    "free": Shape("unknown", _dsn("5.1.1", "550 5.1.1 <{to}>: Recipient address rejected: User unknown in local")),
    "courier": Shape(
        "refused",
        _dsn(
            "5.7.0", "550 5.7.0 Message refused by the recipient's filter",
            "This is a delivery status notification from relais.example.\n\nThe message could not be delivered to {to}."
            "\n{reply}\n",
            subject="NOTICE: mail delivery status.",
        ),
    ),
    "international (RFC 6533)": Shape(
        "unknown", _dsn("5.1.1", "550 5.1.1 no such user", kind="message/global-delivery-status")
    ),
}  # fmt: skip
"""By the mail system that says it."""

DELAYED = _dsn("4.4.1", "connect to mx.far.example: timed out; will keep trying", action="delayed")
DELIVERED = _dsn("2.0.0", "250 2.0.0 delivered to mailbox", action="delivered", subject="Successful Mail Delivery")


def comes_back(
    house: LivingHouse, letter: Delivered, shape: str = "postfix, unknown", *, of: str = "", to: str = ""
) -> list[Delivered]:
    """What leaves because this letter came back. `of`: another recipient that the report is about; `to`: another
    address of ours that it comes to."""
    return handed_in(house, SHAPES[shape].make(letter, of or letter.recipient), to=to or letter.return_path)


def handed_in(house: LivingHouse, raw: bytes, *, to: str) -> list[Delivered]:
    """Hand in a report, as mail systems do: from nobody."""
    before = len(house.boxes)
    house.mail(raw, sender="", to=to)
    house.settle()
    return list(house.boxes)[before:]


def complaint(letter: Delivered, *, service: str = "outlook", recipient: str = "") -> bytes:
    """A spam complaint in the shape of RFC 5965. Outlook hides the recipient; Yahoo names it."""
    header = letter.raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    who = recipient or letter.recipient
    if service == "outlook":
        header = header.replace(letter.recipient, "redacted")
        fields = "Feedback-Type: abuse\nUser-Agent: OutlookFeedback/1.0\nVersion: 1\nSource-IP: 192.0.2.9\n"
        sender = "staff@jmrp.example"
    else:
        fields = (
            f"Feedback-Type: abuse\nUser-Agent: Yahoo!-Mail-Feedback/2.0\nVersion: 0.1\nOriginal-Mail-From: "
            f"<{letter.return_path}>\nOriginal-Rcpt-To: {who}\n"
        )
        sender = "feedback@arf.yahoo.example"
    return "\r\n".join(
        f"""\
From: <{sender}>
To: {letter.return_path}
Subject: complaint about message
Date: Sat, 21 Nov 2026 11:00:00 +0100
Message-ID: <arf.{letter.number}.{service}@jmrp.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_c"

--=_c
Content-Type: text/plain; charset=us-ascii

This is an email abuse report.

--=_c
Content-Type: message/feedback-report

{fields}
--=_c
Content-Type: message/rfc822

{header}

Bonjour
--=_c--
""".split("\n")
    ).encode()
