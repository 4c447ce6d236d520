"""What delivery reports and complaints say of a letter of ours: which recipient, what became of it, which letter."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from mailbot.inbound.fields import Fields, first, message_ids, split_fields
from mailbot.inbound.mailboxes import read_mailboxes
from mailbot.inbound.parsing import MachinePart, ParsedMail
from mailbot.threads.addresses import normal_address


class DeliveryAction(StrEnum):
    """What a mail system did with a letter (RFC 3464, section 2.3.3), the gravest first."""

    FAILED = "failed"
    DELAYED = "delayed"
    """It is still trying."""
    RELAYED = "relayed"
    EXPANDED = "expanded"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one recipient's letter."""

    address: str
    """As we wrote it, when the report knows; "" when it is not told."""
    action: DeliveryAction
    code: str
    """Enhanced status (RFC 3463), "" when there is none."""
    said: str = ""
    """What the mail system wrote beside it, as it wrote it."""
    final: str = ""
    """Where it went in the end, when that is another address."""


_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_COMPLAINT_PARTS = frozenset({"message/feedback-report"})
_RETURNED_PARTS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"})
_GRAVITY = {action: gravity for gravity, action in enumerate(DeliveryAction)}

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_STILL_TRYING = re.compile(
    r"delay|will (?:be retried|keep trying|continue to (?:try|be attempted))|not yet been delivered|still trying"
    r"|retard|differe|nouvelles? tentatives?",
    re.IGNORECASE,
)
_RETURNED_ID = re.compile(r"^[ \t>]{0,10}Message-ID:[ \t]*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
# Where a notice ends and the copy of what came back begins.
_COPY = re.compile(
    r"^(?:-{2,}.{0,80}(?:copy|original|message|copie).{0,80}$"
    r"|[ \t>]{0,10}(?:Return-Path|Received|Message-ID|DKIM-Signature):[ \t])",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"<[^<>]*>")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_MOST_OF_A_HEADER = 50_000
_MOST_OF_A_NOTICE = 5_000
_MOST_OF_A_REPORT = 200_000
"""Octets of what a program tells of the recipients of one letter; a letter of ours has one."""


def reported_delivery(mail: ParsedMail) -> Delivery | None:
    """Return what a delivery report (RFC 3464) says, of its gravest recipient; None when the mail is none.

    A letter of ours has one recipient, and so have the reports on it.
    """
    announced = mail.media_type == "multipart/report" and mail.parameters.get("report-type", "").lower()
    parts = [part for part in mail.machine_parts if part.media_type in _STATUS_PARTS]
    if announced != "delivery-status" and not parts:
        return None
    told = [delivery for part in parts for fields in _groups(part) if (delivery := _delivery(fields)) is not None]
    return min(told, key=lambda delivery: _GRAVITY[delivery.action]) if told else noticed_delivery(mail, mail.text)


def delivery_to(
    mail: ParsedMail, address: str, action: DeliveryAction | None, code: str, recipient: str
) -> Delivery | None:
    """What a report says of this one recipient; None when it is about others alone. `address`, `action` and `code` are
    what was seen of it at first sight. An empty address in the answer: the report names nobody at all."""
    parts = [part for part in mail.machine_parts if part.media_type in _STATUS_PARTS]
    told = [delivery for part in parts for fields in _groups(part) if (delivery := _delivery(fields)) is not None]
    if told:
        ours = [each for each in told if recipient in (normal_address(each.address), normal_address(each.final))]
        ours = ours or ([] if any(each.address for each in told) else told)
        return min(ours, key=lambda delivery: _GRAVITY[delivery.action]) if ours else None
    notice = _own_words(mail)
    seen = Delivery(address, action or DeliveryAction.FAILED, code, said=notice[:_MOST_OF_A_NOTICE])
    if recipient in (normal_address(address), *map(normal_address, _ADDRESS.findall(notice))):
        return replace(seen, address=recipient)
    return seen if not address else None


def _own_words(mail: ParsedMail) -> str:
    """What a notice for people says, without the copy of our letter below it."""
    shown = mail.text.strip() or _TAG.sub(" ", mail.html)
    copy = _COPY.search(shown[:_MOST_OF_A_HEADER])
    return shown[: copy.start() if copy and copy.start() > 0 else _MOST_OF_A_NOTICE][:_MOST_OF_A_NOTICE]


def noticed_delivery(mail: ParsedMail, notice: str) -> Delivery:
    """Return what a notice for people says, in whatever words: the first address that is not the one it came to."""
    notice = notice[:_MOST_OF_A_NOTICE]
    failed = [mailbox.address for mailbox in read_mailboxes(mail.header("x-failed-recipients"))]
    ours = {mailbox.normalised for mailbox in mail.to} | {mail.sender.normalised}
    named = [address for address in _ADDRESS.findall(notice) if address.lower() not in ours]
    code = _CODE.search(notice)
    trying = _STILL_TRYING.search(mail.subject) or _STILL_TRYING.search(notice)
    return Delivery(
        address=next(iter([*failed, *named]), ""),
        action=DeliveryAction.DELAYED if trying else DeliveryAction.FAILED,
        code=code[1] if code else "",
    )


def complained_address(mail: ParsedMail) -> str | None:
    """Return who complained of a letter (RFC 5965), "" when the report hides it; None when the mail is no complaint."""
    announced = mail.media_type == "multipart/report" and mail.parameters.get("report-type", "").lower()
    parts = [part for part in mail.machine_parts if part.media_type in _COMPLAINT_PARTS]
    if announced != "feedback-report" and not parts:
        return None
    told = [value for part in parts for fields in _groups(part) for value in _named(fields, "original-rcpt-to")]
    told += [value for fields in _returned(mail) for value in _named(fields, "to")]
    return next((mailbox.address for value in told for mailbox in read_mailboxes(value)), "")


def returned_id(mail: ParsedMail) -> str:
    """Return the Message-ID of our letter in a bounce or a complaint, with its brackets; "" when it is not told."""
    for fields in _returned(mail):
        if found := message_ids(first(fields, "message-id")):
            return found[0]
    quoted = _RETURNED_ID.search(mail.text[:_MOST_OF_A_HEADER])
    return quoted[1] if quoted else next(iter([*mail.in_reply_to, *reversed(mail.references)]), "")


def _delivery(fields: Fields) -> Delivery | None:
    """Read one group of fields; None for the one about the whole message."""
    original, final = (_typed(first(fields, name)) for name in ("original-recipient", "final-recipient"))
    action, status = first(fields, "action").lower(), first(fields, "status")
    if not (original or final or action):
        return None
    code, diagnosed = _CODE.search(status), _CODE.search(first(fields, "diagnostic-code"))
    if diagnosed and (code is None or code[1].endswith(".0.0")):
        code = diagnosed  # « 5.0.0 » means that its writer did not look
    known = next((known for known in DeliveryAction if known.value == action.partition(" ")[0]), None)
    return Delivery(
        address=original if "@" in original else final,
        action=known or (DeliveryAction.DELAYED if status.startswith("4") else DeliveryAction.FAILED),
        code=code[1] if code else "",
        said=_typed(first(fields, "diagnostic-code"))[:_MOST_OF_A_NOTICE],
        final=final,
    )


def _typed(value: str) -> str:
    """Return the address of « rfc822; odette.perrin@orange.example »."""
    address = value.partition(";")[2].strip().strip("<>") if ";" in value else value.strip("<>")
    # RFC 3461, section 4: « + » and « = » are written as hex in ORCPT, and some reports leave them so.
    is_coded = "+2B" in address or "+3D" in address
    return _XTEXT.sub(lambda found: chr(int(found[1], 16)), address) if is_coded else address


def _groups(part: MachinePart) -> list[Fields]:
    text = part.content[:_MOST_OF_A_REPORT].decode("latin-1").replace("\r\n", "\n").strip("\n")
    return [split_fields(group)[0] for group in _BLANK_LINE.split(text)]


def _returned(mail: ParsedMail) -> list[Fields]:
    """Return the header of what came back with the report."""
    return [
        split_fields(file.content[:_MOST_OF_A_HEADER].decode("latin-1").lstrip("\r\n"))[0]
        for file in mail.files
        if file.media_type in _RETURNED_PARTS
    ]


def _named(fields: Fields, name: str) -> list[str]:
    return [_typed(value) if name.endswith("-to") else value for field, value in fields if field == name]
