"""Senders that an agency wants to hear no more of: their mails are kept, and nobody is told of them (MAIL_RULES, A)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model import Agency, Person, PersonAddress
from mailbot.model_gate import BlockedSender
from mailbot.threads.addresses import normal_address

PUBLIC_HOSTS = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com"),
        *("live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com"),
        *("orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr", "numericable.fr"),
        *("club-internet.fr", "aliceadsl.fr", "gmx.com", "gmx.fr", "gmx.net", "gmx.de", "web.de", "t-online.de"),
        *("proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "mailo.com", "zoho.com", "yandex.com"),
        *("fastmail.com", "hey.com", "qq.com", "163.com", "126.com", "mail.ru", "libero.it", "btinternet.com"),
    }
)
"""Where everybody may have an address: blocking all of it would keep tenants out, too."""


def why_not(session: Session, agency: Agency, address: str, *, sure: bool) -> str:
    """Why an address, or `@domain`, is not to be blocked, as a code; empty when it may be.

    `sure`: a manager has said that somebody on file is meant.
    """
    domain = address.rpartition("@")[2]
    if not domain:
        return "no_address"
    if domain == agency.mail_domain:
        return "own_domain"
    if address.startswith("@") and domain in PUBLIC_HOSTS:
        return "public_host"
    return "known" if not sure and _is_known(session, agency.id, address) else ""


def block(session: Session, agency: Agency, manager: Person, address: str, *, now: datetime) -> None:
    """Keep a sender out from now on; one who is kept out already stays so."""
    known = select(BlockedSender.id).where(BlockedSender.agency_id == agency.id, BlockedSender.address == address)
    if session.scalars(known).first() is None:
        session.add(BlockedSender(agency_id=agency.id, address=address, blocked_by=manager.id, blocked_at=now))
        session.flush()


def unblock(session: Session, agency: Agency, number: int) -> bool:
    """Let a sender in again; False when none of this agency's has this number."""
    row = session.scalars(
        select(BlockedSender).where(BlockedSender.id == number, BlockedSender.agency_id == agency.id)
    ).one_or_none()
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def all_blocked(session: Session, agency_id: int) -> Sequence[BlockedSender]:
    """Who is kept out, the latest first."""
    return session.scalars(
        select(BlockedSender).where(BlockedSender.agency_id == agency_id).order_by(BlockedSender.id.desc())
    ).all()


def domain_of(sender: str) -> str:
    """`@domain`, for everybody there; empty where everybody may have an address."""
    domain = normal_address(sender).rpartition("@")[2]
    return f"@{domain}" if domain and domain not in PUBLIC_HOSTS else ""


def _is_known(session: Session, agency_id: int, address: str) -> bool:
    """Whether somebody on file writes from there."""
    on_file = select(PersonAddress.id).where(PersonAddress.agency_id == agency_id)
    if address.startswith("@"):
        end = func.substr(PersonAddress.address, func.length(PersonAddress.address) - len(address) + 1)
        return session.scalars(on_file.where(end == address).limit(1)).first() is not None
    return session.scalars(on_file.where(PersonAddress.address == address)).first() is not None
