"""What sort of thing wrote a mail: a person, or a program (and which). Structure first, then words (READING § 3)."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailbot.inbound import machine_words, notice_words
from mailbot.inbound.absence_dates import back_on, until
from mailbot.inbound.machine_words import ENOUGH, Table, Where
from mailbot.inbound.notices import Delivery, DeliveryAction, complained_address, noticed_delivery, reported_delivery
from mailbot.inbound.notices import returned_id as letter_id
from mailbot.inbound.parsing import ParsedMail
from mailbot.vocabulary import MailKind

OUR_LETTER = "x-mailbot-letter"
"""The header that every letter of ours carries."""

_PARIS = ZoneInfo("Europe/Paris")
_MOST_WORDS = 3_000
"""Characters that are looked at: notices say what they are in their first lines."""


class Evidence(StrEnum):
    """What gave a mail away."""

    NOTHING = "nothing"
    """No sign of a program: a person wrote it."""
    OWN_LETTER = "own_letter"
    """One of our letters came back to us."""
    DELIVERY_STATUS = "delivery_status"
    """RFC 3464."""
    FEEDBACK_REPORT = "feedback_report"
    """RFC 5965."""
    NON_DELIVERY_WORDS = "non_delivery_words"
    CALENDAR_METHOD = "calendar_method"
    """RFC 5546: REPLY or COUNTER."""
    READ_RECEIPT = "read_receipt"
    """RFC 8098, or the words of one."""
    AUTO_SUBMITTED = "auto_submitted"
    """RFC 3834, section 5."""
    AUTOMATIC_HEADER = "automatic_header"
    """X-Autoreply and its cousins."""
    ABSENCE_WORDS = "absence_words"
    ACKNOWLEDGEMENT_WORDS = "acknowledgement_words"
    CHALLENGE_WORDS = "challenge_words"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What wrote the mail, how we know, and what else it says."""

    kind: MailKind
    reason: Evidence
    until: date | None = None
    """Of a dated absence: its last day, or the day of return when only that is said."""
    back_on: date | None = None
    """Of a dated absence: the first day on which the person is there again."""
    address: str = ""
    """Of a bounce or a complaint: the recipient it is about; "" when it is not told."""
    code: str = ""
    """Of a bounce: the enhanced status (RFC 3463), as "5.2.2"; "" when there is none."""
    action: DeliveryAction | None = None
    """Of a bounce: what became of our letter (RFC 3464, section 2.3.3)."""
    about: str = ""
    """Of a bounce or a complaint: the Message-ID of our letter, with its angle brackets; "" when it is not told."""
    loop: bool = False
    """One of our own letters came back."""

    @property
    def is_machine(self) -> bool:
        """Whether no person wrote it: it is filed, and never answered."""
        return self.kind in _MACHINES or self.loop


_MACHINES = frozenset({MailKind.AUTO_REPLY, MailKind.BOUNCE, MailKind.COMPLAINT, MailKind.CALENDAR_REPLY})


@dataclass(frozen=True, slots=True)
class _Look:
    """A mail as the checks see it: its own words folded, and what is known of its envelope."""

    mail: ParsedMail
    own_words: str
    """Without the history below them."""
    has_history: bool
    places: dict[Where, str]
    """Folded."""
    everything: str
    """The places one below the other: most tables find nothing in any of them."""
    null_sender: bool


def screen(mail: ParsedMail, *, envelope_from: str = "") -> Verdict:
    """Return what wrote this mail. Pure, never raises, linear.

    `envelope_from` is MAIL FROM as the door heard it, "<>" for the null sender; when it is "" (unknown), the mail's
    own Return-Path stands for it. Relative dates are told from the mail's Date.
    """
    look = _look(mail, envelope_from)
    return next(verdict for check in _CHECKS if (verdict := check(look)) is not None)


def fold(text: str) -> str:
    """Return text as the tables are written: ASCII, lower case, no accents, straight apostrophes, single blanks."""
    if not text.isascii():
        text = text.replace("’", "'").replace("œ", "oe").replace("\u2014", "-").replace("\u2013", "-")
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return " ".join(text.lower().split())


# ---- The checks, in the order of READING § 3


def _own_letter(look: _Look) -> Verdict | None:
    if not look.mail.header(OUR_LETTER):
        return None
    return Verdict(MailKind.AUTO_REPLY, Evidence.OWN_LETTER, loop=True)


def _delivery_report(look: _Look) -> Verdict | None:
    delivery = reported_delivery(look.mail)
    return _bounce(Evidence.DELIVERY_STATUS, delivery, look.mail) if delivery else None


def _complaint(look: _Look) -> Verdict | None:
    address = complained_address(look.mail)
    if address is None:
        return None
    about = letter_id(look.mail)
    return Verdict(MailKind.COMPLAINT, Evidence.FEEDBACK_REPORT, address=address, about=about)


def _non_delivery_notice(look: _Look) -> Verdict | None:
    # The null sender alone proves nothing: some answer holidays with it. Beside a mailer-daemon it does.
    if _points(notice_words.NON_DELIVERY, look) + 2 * look.null_sender < ENOUGH:
        return None
    delivery = noticed_delivery(look.mail, _visible(look.mail))
    return _bounce(Evidence.NON_DELIVERY_WORDS, delivery, look.mail)


def _calendar_answer(look: _Look) -> Verdict | None:
    for part in look.mail.machine_parts:
        if part.media_type != "text/calendar":
            continue
        written = _METHOD.search(part.content)
        method = part.parameters.get("method", "") or (written[1].decode("ascii") if written else "")
        if method.upper() in ("REPLY", "COUNTER"):
            return Verdict(MailKind.CALENDAR_REPLY, Evidence.CALENDAR_METHOD)
    return None


def _read_receipt(look: _Look) -> Verdict | None:
    mail = look.mail
    announced = mail.media_type == "multipart/report" and mail.parameters.get("report-type", "").lower()
    parts = any(part.media_type.endswith("disposition-notification") for part in mail.machine_parts)
    if announced == "disposition-notification" or parts or _points(notice_words.READ_RECEIPT, look) >= ENOUGH:
        return Verdict(MailKind.AUTO_REPLY, Evidence.READ_RECEIPT)
    return None


def _automatic_header(look: _Look) -> Verdict | None:
    for name, value in look.mail.headers:
        told = _AUTOMATIC_HEADERS.get(name)
        if told and told.match(value.strip().lower()):
            evidence = Evidence.AUTO_SUBMITTED if name == "auto-submitted" else Evidence.AUTOMATIC_HEADER
            return _automatic(evidence, look)
    return None


def _challenge(look: _Look) -> Verdict | None:
    asks = _points(notice_words.CHALLENGE_ASKS, look) and _points(notice_words.CHALLENGE, look) >= ENOUGH
    return _automatic(Evidence.CHALLENGE_WORDS, look) if asks else None


def _absence(look: _Look) -> Verdict | None:
    table = machine_words.ABSENCE
    points = _points(table, look) - 2 * look.has_history
    if points == ENOUGH - 1 and not look.has_history and _says_nothing_else(table, look):
        points += 1
    return _automatic(Evidence.ABSENCE_WORDS, look) if points >= ENOUGH else None


def _acknowledgement(look: _Look) -> Verdict | None:
    points = _points(machine_words.ACKNOWLEDGEMENT, look) - 2 * look.has_history
    return _automatic(Evidence.ACKNOWLEDGEMENT_WORDS, look) if points >= ENOUGH else None


def _person(_look: _Look) -> Verdict:
    return Verdict(MailKind.HUMAN, Evidence.NOTHING)


_CHECKS: tuple[Callable[[_Look], Verdict | None], ...] = (
    _own_letter,
    _delivery_report,
    _complaint,
    _non_delivery_notice,
    _calendar_answer,
    _read_receipt,
    _automatic_header,
    _challenge,
    _absence,
    _acknowledgement,
    _person,
)

_UNLESS_NO = re.compile(r"(?!(?:no|false|0)\b)\S")
_AUTOMATIC_HEADERS = {
    "auto-submitted": _UNLESS_NO,
    "x-autoreply": _UNLESS_NO,
    "x-auto-reply": _UNLESS_NO,
    "x-autorespond": _UNLESS_NO,
    "x-autoresponder": _UNLESS_NO,
    "x-autoreply-from": _UNLESS_NO,
    "x-mail-autoreply": _UNLESS_NO,
    # « bulk », « list » and « junk » are on what people write through lists and gateways.
    "precedence": re.compile(r"auto[-_ ]?reply"),
    "x-precedence": re.compile(r"auto[-_ ]?reply"),
    "delivered-to": re.compile(r"autoresponder$"),  # Vpopmail, DirectAdmin
}
"""Header, and the beginning of a value with which it tells of a program."""

_METHOD = re.compile(rb"^METHOD:[ \t]*([A-Za-z]{1,20})", re.MULTILINE | re.IGNORECASE)


def _bounce(evidence: Evidence, delivery: Delivery, mail: ParsedMail) -> Verdict:
    return Verdict(
        MailKind.BOUNCE,
        evidence,
        address=delivery.address,
        code=delivery.code,
        action=delivery.action,
        about=letter_id(mail),
    )


def _automatic(evidence: Evidence, look: _Look) -> Verdict:
    sent = look.mail.date.astimezone(_PARIS).date() if look.mail.date else None
    words = look.places[Where.WORDS]
    return Verdict(MailKind.AUTO_REPLY, evidence, until=until(words, sent), back_on=back_on(words, sent))


# ---- Words and points


def _points(table: Table, look: _Look) -> int:
    """Return what the signs of a table are worth together in this mail."""
    if not any(hint in look.everything for hint in table.hints):
        return 0
    return sum(sign.points for sign in table.signs if sign.pattern.search(look.places[sign.where]))


def _says_nothing_else(table: Table, look: _Look) -> bool:
    """Return whether each sentence is one of the table's, or too short to be more than a greeting or a name.

    A question is something else: programs ask none.
    """
    if "?" in look.own_words:
        return False
    sentences = [fold(sentence) for sentence in _SENTENCE_END.split(look.own_words)]
    signs = [sign.pattern for sign in table.signs if sign.where is Where.WORDS and sign.points > 0]
    return all(len(told.split()) <= _LONGEST_GREETING or any(sign.search(told) for sign in signs) for told in sentences)


_LONGEST_GREETING = 4
"""Words: « Merci de votre compréhension »."""
_SENTENCE_END = re.compile(r"[.!?\n]")
_HISTORY = re.compile(
    r"^(?:>"
    r"|-{2,} ?(?:message|original|forwarded|transf|begin)"
    r"|_{10,}"
    r"|(?:le|on)\b.{5,160}(?:a écrit|wrote) ?:"
    r"|(?:de|from) ?: ?\S)",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"<[^<>]*>")
_ENDS_A_LINE = re.compile(r"</?(?:br|p|div|tr|li|h[1-6]|blockquote|table)\b[^<>]*>", re.IGNORECASE)


def _look(mail: ParsedMail, envelope_from: str) -> _Look:
    words = _visible(mail)
    history = _HISTORY.search(words)
    own = words[: history.start()] if history else words
    if not own.strip():
        own, history = words, None
    places = {
        Where.SUBJECT: fold(mail.subject[:_MOST_WORDS]),
        Where.WORDS: fold(own),
        Where.SENDER: fold(f"{mail.sender.name} <{mail.sender.address}>"[:_MOST_WORDS]),
    }
    return _Look(
        mail=mail,
        own_words=own,
        has_history=history is not None,
        places=places,
        everything="\n".join(places.values()),
        null_sender=(envelope_from or mail.header("return-path")).strip() == "<>",
    )


def _visible(mail: ParsedMail) -> str:
    """Return the beginning of what a reader of the mail sees."""
    if mail.text.strip():
        return mail.text.strip()[:_MOST_WORDS]
    shown = _without(_without(mail.html, "style"), "head")[: 10 * _MOST_WORDS]
    return html.unescape(_TAG.sub(" ", _ENDS_A_LINE.sub("\n", shown))).strip()[:_MOST_WORDS]


def _without(page: str, tag: str) -> str:
    """Return a page without the first element of that name, where programs put what is not read."""
    lower = page[: 100 * _MOST_WORDS].lower()
    start = lower.find(f"<{tag}")
    end = lower.find(f"</{tag}", start)
    return page[:start] + page[end:] if 0 <= start < end else page
