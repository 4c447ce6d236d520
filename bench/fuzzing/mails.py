"""Mails that nobody sent: our own after an accident, and others put together by a grammar of horrors."""

import base64
import quopri
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from bench.fuzzing.mutations import OF_MAILS, mutated
from bench.fuzzing.words import text_of
from tests.filing_cabinet import pdf, photo, tnef, zip_of

_MAILS = Path(__file__).resolve().parents[2] / "tests" / "mails"


@cache
def fixtures() -> Sequence[bytes]:
    """Every mail of the tests."""
    return tuple(path.read_bytes() for path in sorted(_MAILS.rglob("*.eml")))


def hostile_mail(chance: random.Random) -> bytes:
    """One mail."""
    how = chance.random()
    if how < 0.5:
        return mutated(chance, chance.choice(fixtures()), fixtures(), OF_MAILS)
    made = grammar_mail(chance)
    return mutated(chance, made, fixtures(), OF_MAILS) if how < 0.7 else made


def grammar_mail(chance: random.Random) -> bytes:
    """A mail that is well formed more or less, whose every place may hold something odd."""
    fields = [
        f"From: {_mailbox(chance)}",
        f"To: {', '.join(_mailbox(chance) for _ in range(chance.choice((1, 1, 1, 2, 40))))}",
        f"Subject: {_header(chance)}",
        f"Date: {chance.choice(_DATES)}",
        f"Message-ID: {chance.choice(_IDS)}",
        *(chance.choice(_MACHINES) for _ in range(chance.choice((0, 0, 0, 1, 2)))),
        *(f"{chance.choice(_NAMES)}: {_header(chance)}" for _ in range(chance.choice((0, 0, 1, 5)))),
    ]
    if chance.random() < 0.2:
        chance.shuffle(fields)
    end = "\r\n" if chance.random() < 0.9 else "\n"
    head = end.join(fields).encode("utf-8" if chance.random() < 0.8 else "latin-1", "replace")
    return head + end.encode() + b"MIME-Version: 1.0" + end.encode() + _part(chance, 0)


_DATES = (
    *("Sat, 21 Nov 2026 10:00:00 +0100", "21 Nov 2026 10:00", "", "Sat, 31 Feb 2026 99:99:99 +9999", "0", "\0"),
    *("Thu, 01 Jan 0001 00:00:00 +2359", "Fri, 31 Dec 9999 23:59:59 -2359", "Sat, 21 Nov 99999999999 10:00 UTC"),
    *("Sat, 21 Nov 2026 10:00:00 EST (Eastern (Standard) Time)", "Nov Nov Nov", "1 1 1 1 1 1 1 1"),
)
_IDS = ("<a@b.example>", "<>", "a", "<a@b> <c@d>", "<" * 500, "<\0@b>", "<é@è>", "<" + "x" * 2_000 + "@b>", " ")
_NAMES = (
    *("Cc", "Reply-To", "Sender", "In-Reply-To", "References", "X-A", "Received", "Bcc", "Return-Path", "Precedence"),
    *("List-Id", "Content-Type", "Content-Disposition", "Auto-Submitted", "Authentication-Results", "Content-ID"),
    *("Resent-From", "Thread-Index", "X-Mailbot-Letter", "DKIM-Signature", "ARC-Seal", "Content-Language", "From"),
)
_MACHINES = (
    *("Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Precedence: bulk", "List-Id: <a.b>"),
    *("X-Auto-Response-Suppress: All", "X-Autoreply: yes", "Return-Path: <>", "X-Loop: a", "Importance: high"),
    *("X-Mailbot-Letter: T-04", "Content-Type: multipart/report; report-type=delivery-status; boundary=z"),
)
_ADDRESSES = (
    *("nadia.belkacem@gmail.example", "sophie.lambert@agence-tilleul.example", "b.vasseur@orange.example"),
    *("a@b", "a@[127.0.0.1]", "@b.example", "a@", '"a b"@c.example', "a@@b", "é@è.example", "a@xn--caf-dma.example"),
    *("a@b.example\0", "a" * 300 + "@b.example", "a@" + "b." * 200 + "example", "a%b@c.example", "<>", "a@.", "-@-.-"),
    *("a@xn--a", "a@xn--\u200b", "a@ßß.example", "a@\u2024\u2025.example", "MAILER-DAEMON", "a@b.example>\r\n <c@d"),
)


def _mailbox(chance: random.Random) -> str:
    address = chance.choice(_ADDRESSES)
    match chance.randrange(6):
        case 0:
            return address
        case 1:
            return f"{_header(chance)} <{address}>"
        case 2:
            return f'"{_header(chance)}" <{address}>'
        case 3:
            return f"{'(' * chance.choice((1, 3, 200))}{_header(chance)}) <{address}>"
        case 4:
            return f"{_header(chance)}: {address}, {address};"
        case _:
            return f"=?utf-8?B?{base64.b64encode(f'{address} <a@b>'.encode()).decode()}?= <{address}>"


def _header(chance: random.Random) -> str:
    words = text_of(chance, chance.choice((1, 3, 8)))
    match chance.randrange(8):
        case 0:
            return f"=?utf-8?B?{base64.b64encode(words.encode()).decode()}?="
        case 1:
            charset = chance.choice(("utf-8", "iso-8859-1", "utf-16", "utf-7", "x", "iso-2022-jp", "utf-8*fr"))
            return f"=?{charset}?q?{quopri.encodestring(words.encode(), header=True).decode()}?="
        case 2:
            return "=?utf-8?q?a=0D=0ABcc:_b@c.example=00=ED=A0=80?=" * chance.choice((1, 3, 100))
        case 3:
            return chance.choice(("=?", "=?a?q?", "?=", "=?utf-8?B?====?=", "=?utf-8?B?/?=")) * chance.choice(
                (1, 9, 400)
            )
        case 4:
            return words.replace(" ", "\r\n ")
        case 5:
            return words.replace("\n", " ") * chance.choice((1, 30))
        case 6:
            return words + chance.choice(("\0", "\x85", "\u2028", "\x0b", "\x1f", "\u202e", "\U000e0041", "\ufeff"))
        case _:
            return words.replace("\n", " ")


def _part(chance: random.Random, depth: int) -> bytes:
    """The header fields and the body of a part, which may hold others."""
    if depth < 5 and chance.random() < (0.6 if depth == 0 else 0.3):
        boundary = chance.choice(("b", "b", "=_x", "a b", "b--", "-", f"d{depth}", "x" * 70, "x" * 200, "'()+_,-./:=?"))
        kind = chance.choice(("mixed", "alternative", "related", "report; report-type=delivery-status", "signed", "x"))
        inner = b"".join(
            b"--" + boundary.encode() + chance.choice((b"\r\n", b"\r\n", b"\r\n", b" \t\r\n", b"\n"))
            + _part(chance, depth + 1) + b"\r\n"
            for _ in range(chance.choice((0, 1, 2, 2, 3, 6)))
        )  # fmt: skip
        ending = chance.choice((b"--" + boundary.encode() + b"--\r\n",) * 4 + (b"", b"--"))
        return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + inner + ending
    kind, body = chance.choice(_BODIES)(chance)
    head = f"Content-Type: {kind}\r\n"
    if chance.random() < 0.3:
        name = chance.choice(_FILE_NAMES)
        head += f"Content-Disposition: {chance.choice(('attachment', 'inline', 'x', ''))}; filename{name}\r\n"
    if chance.random() < 0.2:
        head += f"Content-ID: <{chance.choice(('a', 'image001.png@x', '', chr(233)))}>\r\n"
    match chance.randrange(5):
        case 0 | 1:
            return (head + "Content-Transfer-Encoding: base64\r\n\r\n").encode() + base64.encodebytes(body)
        case 2:
            return (head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n").encode() + quopri.encodestring(body)
        case _:
            return (head + "\r\n").encode("utf-8") + body


_FILE_NAMES = (
    *('="fuite.jpg"', '="../../etc/passwd"', "*=utf-8''%00%0d%0aX.pdf", "*0=a; filename*1=.exe", '=""', "*=x'y'%ff"),
    *('="a\\"b.pdf"', '="' + "a" * 400 + '.pdf"', '="=?utf-8?q?=E2=80=AEgpj.exe?="', '="CON.jpg"', '="a.pdf.exe"', "="),
)


def _plain(chance: random.Random) -> tuple[str, bytes]:
    charset = chance.choice(("utf-8", "utf-8", "iso-8859-1", "windows-1252", "utf-16", "us-ascii", "x", "iso-2022-jp"))
    flowed = chance.choice(("", "; format=flowed", "; format=flowed; delsp=yes"))
    encoding = charset if charset not in ("x", "us-ascii") else "utf-8"
    return f"text/plain; charset={charset}{flowed}", text_of(chance, chance.choice((3, 20, 80))).encode(
        encoding, "replace"
    )


_TAGS = (
    *("p", "div", "blockquote", "table", "tr", "td", "span", "b", "font", "style", "script", "title", "body", "html"),
    *("pre", "ul", "li", "br", "hr", "img", "a", "svg", "math", "template", "noscript", "textarea", "select", "o:p"),
    *("plaintext", "frameset", "object", "iframe", "form", "input", "base", "meta", "x" * 60, "w:\0", "é", "!--"),
)
_ATTRIBUTES = (
    *('class="gmail_quote"', 'style="display:none"', 'id="divRplyFwdMsg"', 'type="cite"', 'src="cid:a"', "onerror=x"),
    *('href="javascript:alert(1)"', 'style="border-top:solid #E1E1E1"', "a='", 'b="', "=", "\0", 'class="' + "a " * 99),
    *('style="mso-element:para-border-div;' + ";" * 300 + '"', 'dir="rtl"', "hidden", 'class="moz-cite-prefix"'),
)


def hostile_html(chance: random.Random) -> str:
    """HTML whose tags are never sure of their end."""
    pieces: list[str] = []
    for _ in range(chance.choice((3, 20, 100))):
        tag = chance.choice(_TAGS)
        match chance.randrange(8):
            case 0:
                pieces.append(f"</{tag}>")
            case 1:
                pieces.append(
                    chance.choice(("<", "&", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "<![CDATA[", "<?x", "-->"))
                )
            case 2 | 3:
                pieces.append(f"<{tag}>" * chance.choice((1, 1, 2, 50)))
            case 4:
                pieces.append(f"<{tag} {chance.choice(_ATTRIBUTES)} {chance.choice(_ATTRIBUTES)}>")
            case _:
                pieces.append(text_of(chance, 3))
    return "".join(pieces)


def _html(chance: random.Random) -> tuple[str, bytes]:
    return "text/html; charset=utf-8", hostile_html(chance).encode("utf-8", "replace")


_LINES_OF_STATUS = (
    *("Reporting-MTA: dns; mx.example", "", "Final-Recipient: rfc822; nadia.belkacem@gmail.example", "Action: failed"),
    *("Status: 5.1.1", "Status: 9.99.999", "Action: delayed", "Diagnostic-Code: smtp; 550 no", "Final-Recipient: x"),
    *("Original-Recipient: rfc822;", "Status:", ": ", "Action: " + "a" * 500, "Final-Recipient: utf-8; é@è", "\0"),
    *(
        "Feedback-Type: abuse",
        "Original-Rcpt-To: b.vasseur@orange.example",
        "Remote-MTA: dns;" * 50,
        "Will-Retry-Until: x",
    ),
)


def _status(chance: random.Random) -> tuple[str, bytes]:
    kind = chance.choice(("delivery-status", "feedback-report", "disposition-notification", "global-delivery-status"))
    lines = (chance.choice(_LINES_OF_STATUS) for _ in range(chance.choice((2, 8, 30))))
    return f"message/{kind}", "\r\n".join(lines).encode()


_LINES_OF_EVENT = (
    *("BEGIN:VCALENDAR", "METHOD:REPLY", "VERSION:2.0", "BEGIN:VEVENT", "UID:mission-1@suivi.agence-tilleul.example"),
    *("UID:x", "SEQUENCE:1", "SEQUENCE:99999999999999999999", "DTSTART:20261124T090000Z", "DTSTART;TZID=/x:00000000"),
    *(
        "DTEND:20261124T090000",
        "DTSTART;VALUE=DATE:20269999",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY;UNTIL=x;COUNT=-1",
    ),
    *("ATTENDEE;PARTSTAT=ACCEPTED:mailto:nadia.belkacem@gmail.example", "ATTENDEE;PARTSTAT=TENTATIVE:x", "ATTENDEE:"),
    *('ATTENDEE;PARTSTAT=DECLINED;CN="a:b;c":MAILTO:a@b', "COMMENT:" + "a" * 300, " folded", "\tfolded", "END:VEVENT"),
    *(
        "DURATION:P99999999W",
        "BEGIN:VTIMEZONE",
        "TZID:x",
        "TZOFFSETTO:+9999",
        "END:VTIMEZONE",
        "END:VCALENDAR",
        "\0",
        ":",
    ),
    *("RECURRENCE-ID:20261124T090000Z", "METHOD:COUNTER", "DTSTAMP:0", 'X;A="', ";;;=:", "BEGIN:" * 30),
)


def _calendar(chance: random.Random) -> tuple[str, bytes]:
    lines = ["BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT"] if chance.random() < 0.7 else []
    lines += [chance.choice(_LINES_OF_EVENT) for _ in range(chance.choice((3, 10, 40)))]
    return f"text/calendar; method={chance.choice(('REPLY', 'REQUEST', 'COUNTER', ''))}", "\r\n".join(lines).encode()


@cache
def _files() -> Sequence[tuple[str, bytes]]:
    return (
        ("image/jpeg", photo(width=64, height=48)),
        ("image/png", photo("PNG", 32, 32)),
        ("application/pdf", pdf()),
        ("application/zip", zip_of({"a.jpg": photo(width=64, height=48), "b.pdf": pdf()})),
        ("application/ms-tnef", tnef([("a.jpg", photo(width=64, height=48))], text="Bonjour, la fuite continue.")),
        ("message/rfc822", b"From: a@b.example\r\nSubject: x\r\n\r\nx"),
        ("text/x-vcard", b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD"),
        ("application/pkcs7-signature", b"\x30\x80"),
    )


def _file(chance: random.Random) -> tuple[str, bytes]:
    kind, content = chance.choice(_files())
    if chance.random() < 0.3:
        content = mutated(chance, content, [each for _kind, each in _files()], OF_MAILS[:4])
    return f'{kind}; name="{chance.choice(("a", "a.jpg", "devis.pdf", "winmail.dat", ""))}"', content


_BODIES: Sequence[Callable[[random.Random], tuple[str, bytes]]] = (
    *(_plain, _plain, _plain, _html, _html, _status, _calendar, _file),
)
