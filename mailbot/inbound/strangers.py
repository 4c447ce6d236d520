"""A mail of somebody nobody knows: the managers read of it, and its writer learns nothing (GAP-17)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.intake import is_urgent, words_of
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.routes import Stop
from mailbot.model import Agency
from mailbot.threads.addresses import normal_address
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Channel, EventKind, InboundFate, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.budgets import managers_have_many
from mailbot.workflow.households import managers_of_agency
from mailbot.workflow.identity import ASKED_TOO, HELD, UNKNOWN_SENDER
from mailbot.workflow.scene import scene_of_seat
from mailbot.workflow.strangers import look_up, write_to_stranger

# Where a mail stops whose writer nobody knows; `address_revoked` and what is no address of ours at all stay silent.
_REASONS = {
    UNKNOWN_SENDER: "stranger",
    **dict.fromkeys(("former_tenant", "former_manager", "former_landlord", "former_provider"), "others_address"),
}
# RFC 2369, RFC 2919: what goes to many people. RFC 5321 and custom: what nobody reads.
_TO_MANY = ("list-id", "list-unsubscribe", "list-post", "feedback-id")
_NOBODY_READS = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "ne-pas-repondre", "nepasrepondre",
                 "mailer-daemon", "postmaster", "bounce")  # fmt: skip


def is_from_stranger(session: Session, stop: Stop, mail: ParsedMail) -> bool:
    """Whether the walk ended here because nobody knows who writes."""
    if stop.agency is None or stop.why not in _REASONS:
        return False
    return person_at(session, stop.agency.id, mail.sender.address) is None


def standpoint_of_stranger(session: Session, agency: Agency, received_at: datetime) -> Standpoint:
    """All that is known when a stranger writes: when, and that it is nobody we know."""
    return Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone), role=Role.UNKNOWN, channel=Channel.INTAKE
    )


def take_stranger(
    session: Session, stop: Stop, arrived: Arrived, *, fate: InboundFate, stands: bool, null_sender: bool, now: datetime
) -> str:
    """Tell the managers of what is held for nobody, at once when it cannot wait; and the writer that their address is
    unknown, if their domain stands for the mail (`stands`): nothing ever leaves to an address that somebody else may
    have written. Returns what the trail says of it."""
    agency = stop.agency
    assert agency is not None
    sender = normal_address(arrived.mail.sender.address)
    if fate is InboundFate.PARKED:
        _tell_managers(session, stop, agency, arrived, sender, now=now)
    if not stands or null_sender or _is_read_by_nobody(arrived.mail, sender):
        return "nothing_sent"
    language = arrived.reading.language or ""
    sent = write_to_stranger(session, agency, sender, arrived.mail_id, language, now=now)
    return "challenged" if sent else "nothing_sent"


def _tell_managers(
    session: Session, stop: Stop, agency: Agency, arrived: Arrived, sender: str, *, now: datetime
) -> None:  # fmt: skip
    profile = profile_of(session, agency)
    today = now.astimezone(profile.zone).date()
    managers, ref = managers_of_agency(session, agency.id, today=today), None
    if stop.seat is not None:
        scene = scene_of_seat(session, stop.seat, now=now)
        managers, ref = scene.home.managers, scene.report.ref
    record_apart(
        session, Around(agency, managers), EventKind.MAIL_RECEIVED_FROM_STRANGER, actor=None, role=Role.UNKNOWN,
        now=now, mail_id=arrived.mail_id, report_id=stop.seat.report.id if stop.seat is not None else None,
        words=words_of(arrived), photos=photos_in(arrived.files),
        urgent=is_urgent(arrived) and not managers_have_many(session, profile.rules, managers, now=now),
        details={"reason": _REASONS[stop.why], "sender": sender, "ref": ref},
    )  # fmt: skip


def looked_up(
    session: Session, stop: Stop, typed: Sequence[Any], mail: ParsedMail, mail_id: int, trail: Sequence[Sequence[Any]],
    *, received_at: datetime, now: datetime,
) -> tuple[InboundFate, str, int | None, list[list[Any]]]:  # fmt: skip
    """What was typed on the page of T-22 is looked up. The fate of the mail, its trouble, for whom it is held, and what
    its trail goes on to say: it waits for whoever is asked, and for whom it was held already."""
    assert stop.agency is not None
    _, address, before, trouble, held_for = typed
    sender = normal_address(mail.sender.address)
    kept = [list(step) for step in trail if step and step[0] in (HELD, ASKED_TOO)]
    asked = look_up(session, stop.agency, address, sender, mail_id, received_at, now=now)
    if asked is None:
        return InboundFate(before), trouble, held_for, kept
    person, question = asked
    if before == InboundFate.HELD.value:
        return InboundFate.HELD, trouble, held_for, [*kept, [ASKED_TOO, question]]
    return InboundFate.HELD, UNKNOWN_SENDER, person.id, [*kept, [HELD, question, ""]]


def _is_read_by_nobody(mail: ParsedMail, sender: str) -> bool:
    """Newsletters and machines pass DMARC too; a letter to them is noise, or a thousand of them."""
    local = sender.rpartition("@")[0].replace("+", "-")
    if local.startswith(_NOBODY_READS):
        return True
    return any(mail.header(name) for name in _TO_MANY) or mail.header("precedence").strip().lower() in _BULK


_BULK = frozenset({"bulk", "list", "junk"})
