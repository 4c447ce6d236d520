"""Who proved to read their own mail, in which browser; and what waits for a yes from there (FEATURES, rule 4; X-16)."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, select

from mailbot.db import Session
from mailbot.model import Agency, Person
from mailbot.model_desk import Confirmation, ProvenBrowser
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import EventKind, LetterKind, Role
from mailbot.workflow.apart import Around, record_apart

FOR = timedelta(minutes=30)
"""How long a yes is waited for."""
_MOST = 5
"""Letters X-16 to one person within an hour: whoever holds a link cannot flood the one whose link it is."""


def is_proven(session: Session, person: Person, secret: str, *, days: int, now: datetime) -> bool:
    """Whether a browser that keeps this secret is proven for this person."""
    if not secret:
        return False
    browser = session.get(ProvenBrowser, _mark(secret))
    return browser is not None and browser.person_id == person.id and now < browser.proven_at + timedelta(days=days)


def prove(session: Session, person: Person, *, days: int, now: datetime) -> str:
    """The secret that a browser keeps from now on. Those of the agency that are too old are forgotten."""
    secret = secrets.token_urlsafe(32)
    session.execute(
        delete(ProvenBrowser).where(
            ProvenBrowser.agency_id == person.agency_id, ProvenBrowser.proven_at <= now - timedelta(days=days)
        )
    )
    session.add(ProvenBrowser(mark=_mark(secret), agency_id=person.agency_id, person_id=person.id, proven_at=now))
    session.flush()
    return secret


ABOUT_DATA = frozenset({Page.ERASE, Page.PERSON, Page.MASK})
"""The pages whose buttons engage no money, and ask for the same proof: what somebody wrote, sent, or is on file."""


def forget_browsers(session: Session, person: Person) -> None:
    """None is proven any more for a person: their mail goes elsewhere from now on."""
    session.execute(delete(ProvenBrowser).where(ProvenBrowser.person_id == person.id))


def waits_for_yes(session: Session, form: str) -> Confirmation | None:
    """What was asked when this form came before."""
    return session.scalars(select(Confirmation).where(Confirmation.form == form)).one_or_none()


def is_open(confirmation: Confirmation, *, now: datetime) -> bool:
    """Whether a yes can still be said."""
    settled = confirmation.confirmed_at or confirmation.refused_at
    return settled is None and now < confirmation.asked_at + FOR


def ask_for_yes(
    session: Session, agency: Agency, person: Person, role: Role, *, page: Page, sealed: str, form: str,
    fields: Mapping[str, Any], report_id: int | None, days: int, now: datetime,
) -> Confirmation | None:  # fmt: skip
    """Keep a press until its person says yes, and write to the address on file. None when too many left already."""
    if not may_be_asked(session, person, now=now):
        return None
    asked = Confirmation(
        agency_id=agency.id, person_id=person.id, sealed=sealed, form=form, fields=dict(fields), asked_at=now
    )
    session.add(asked)
    session.flush()
    confirms = {
        "about": "data" if page in ABOUT_DATA else "money",
        "asked_at": now.isoformat(),
        "until": (now + FOR).isoformat(),
        "days": days,
        "opens": {"page": Page.CONFIRM.value, "with": brief(asked.id)},
    }
    record_apart(
        session, Around(agency, ()), EventKind.MONEY_BUTTON_PRESSED_UNPROVEN, actor=person, role=role, now=now,
        report_id=report_id, details={"confirms": confirms, "by": "page"},
    )  # fmt: skip
    return asked


def may_be_asked(session: Session, person: Person, *, now: datetime) -> bool:
    """Whether somebody has not had too many letters X-16 within the hour. Two presses at once take their turns."""
    session.get_one(Person, person.id, with_for_update=True)
    had = session.scalars(
        select(func.count())
        .select_from(OutboundMail)
        .where(
            OutboundMail.person_id == person.id,
            OutboundMail.kind == LetterKind.ONE_TIME_CONFIRMATION,
            OutboundMail.created_at > now - timedelta(hours=1),
        )
    ).one()
    return had < _MOST


def confirmation_of(session: Session, person: Person, number: int, *, acts: bool) -> Confirmation | None:
    """What waits for this person's yes under this number. `acts`: it is ours until the transaction ends."""
    asked = session.get(Confirmation, number, with_for_update=acts)
    return asked if asked is not None and asked.person_id == person.id else None


def confirm(confirmation: Confirmation, *, now: datetime) -> None:
    """What waited is done: it has served, once."""
    confirmation.confirmed_at = now
    _forget_form(confirmation)


def refuse(confirmation: Confirmation, *, now: datetime) -> None:
    """It was not they who pressed: it serves nobody any more."""
    confirmation.refused_at = now
    _forget_form(confirmation)


def _forget_form(confirmation: Confirmation) -> None:
    """What was typed is kept no longer than it waits."""
    confirmation.fields = {}


def _mark(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
