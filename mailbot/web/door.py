"""The pages' door to the database: looking opens nothing, pressing is one transaction, and the same form acts once."""

import re
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.model import Comment, Press
from mailbot.pictures import for_others
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts
from mailbot.web import alerts_page, report_page
from mailbot.web.kinds import OF_A_CASE, OF_ONES_OWN, OFFERED, Kind
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Shut, Typed, Visit, enter, understood
from mailbot.workflow.fresh_links import send_fresh_link
from mailbot.world import World

_DRAWING = threading.BoundedSemaphore(2)
"""Photos that are drawn at once: each takes tens of megabytes."""
_FORM = re.compile(r"[0-9a-f]{32}")


def show(world: World, sealed: str, asked: Mapping[str, str] = MappingProxyType({})) -> Sheet:
    """The page behind a link. `asked`: what its address asks, for the pages that may be asked. Raises Nowhere."""
    with world.database.looking() as session:
        return _shown(session, world, sealed, Typed(form=secrets.token_hex(16)), asked)


def press(world: World, sealed: str, typed: Typed) -> Sheet:
    """Do what the button of a page does, once, and say so. Raises Nowhere."""
    if _FORM.fullmatch(typed.form) is None:
        with world.database.looking() as session:
            return _shown(session, world, sealed, Typed(secrets.token_hex(16), typed.fields, "again"))
    try:
        return _once(world, sealed, typed)
    except Incomplete as what:
        typed = Typed(typed.form, typed.fields, str(what))
    except Refused:
        typed = Typed(typed.form, typed.fields, "too_late")
    with world.database.looking() as session:
        return _shown(session, world, sealed, typed)


def send_fresh(world: World, sealed: str) -> Sheet:
    """Send a new link to the address on file, and say the same thing in every case. Raises Nowhere."""
    try:
        with world.database.transaction() as session:
            visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False, even_old=True)
            send_fresh_link(session, visit.agency, visit.person, visit.role, visit.page, now=visit.now)
            return Sheet("fresh", {}, visit.language, visit.profile)
    except Shut as shut:
        return Sheet("fresh", {}, shut.language, shut.profile)


def unsubscribe(world: World, sealed: str) -> None:
    """One click in a mail program (RFC 8058): whoever leaves the news has them once a day, whoever leaves a daily
    letter has it no more; the link says which letter it was. Raises Nowhere.

    However old the letter is: whoever has left has none any more.
    """
    if understood(world, sealed).page is not Page.ALERTS:
        raise Nowhere
    with suppress(Shut), world.database.transaction() as session:
        visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=True, even_old=True)
        instead = Alerts.IMMEDIATE if visit.page.with_ == Alerts.IMMEDIATE.value[0] else Alerts.DAILY
        alerts_page.choose(visit, instead, by="unsubscribe")


def photo(world: World, sealed: str, number: int) -> bytes:
    """A photo of the report behind a link, as others see it. Raises Nowhere for one that this reader may not see."""
    with world.database.looking() as session:
        try:
            visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        except Shut:
            raise Nowhere from None
        if visit.page.page is not Page.REPORT or not isinstance(visit, CaseVisit):
            raise Nowhere
        fingerprint = report_page.photo_seen(visit, number)
    try:
        with _DRAWING:
            return for_others(world.blobs.get(fingerprint))
    except (KeyError, ValueError, OverflowError, OSError):
        raise Nowhere from None  # its bytes were erased, or nobody can draw it


def _once(world: World, sealed: str, typed: Typed) -> Sheet:
    try:
        with world.database.transaction() as session:
            return _pressed(session, world, sealed, typed)
    except IntegrityError:
        # The same form came twice at once: the other one did it, and its row is there now.
        with world.database.transaction() as session:
            return _pressed(session, world, sealed, typed)
    except Shut as shut:
        return _shut(shut, sealed, typed)


def _shown(
    session: Session, world: World, sealed: str, typed: Typed, asked: Mapping[str, str] = MappingProxyType({})
) -> Sheet:
    try:
        visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=False)
    except Shut as shut:
        return _shut(shut, sealed, typed)
    kind = _kind(visit)
    return kind.show(visit, replace(typed, fields=asked) if asked and kind.asks else typed)


def _pressed(session: Session, world: World, sealed: str, typed: Typed) -> Sheet:
    visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=True)
    kind = _kind(visit)
    if kind.press is None or kind.done is None:
        return kind.show(visit, typed)
    earlier = session.get(Press, typed.form)
    if earlier is not None:
        is_theirs = (earlier.person_id, earlier.page) == (visit.person.id, visit.page.page.value)
        if is_theirs and not _says_else(visit, earlier, typed):
            return kind.done(visit, earlier.pressed_at)
        # What was typed since is not lost: it is shown in a form of its own, to be sent or not.
        new = secrets.token_hex(16)
        return kind.show(replace(visit, form=new), Typed(new, typed.fields, "other" if is_theirs else typed.trouble))
    session.add(
        Press(
            form=typed.form, agency_id=visit.agency.id, person_id=visit.person.id, page=visit.page.page.value,
            report_id=visit.seat.report.id if isinstance(visit, CaseVisit) else None, pressed_at=visit.now,
        )
    )  # fmt: skip
    session.flush()
    kind.press(visit, typed)
    return kind.done(visit, None)


def _says_else(visit: Visit, earlier: Press, typed: Typed) -> bool:
    """Whether a form that comes again brings other words than those that were kept of it."""
    words = typed.text("words")
    if not words or not isinstance(visit, CaseVisit) or visit.page.page is Page.CANNED:
        return False
    kept = select(Comment.text).where(
        Comment.report_id == visit.seat.report.id,
        Comment.author_id == visit.person.id,
        Comment.created_at == earlier.pressed_at,
    )
    return words not in visit.session.scalars(kept).all()


def _kind(visit: Visit) -> Kind[Any]:
    page = visit.page.page
    return OF_ONES_OWN[page] if visit.page.is_own else OF_A_CASE[page]


def _shut(shut: Shut, sealed: str, typed: Typed) -> Sheet:
    facts = {"here": f"/p/{sealed}", "words": typed.text("words")}
    return Sheet(shut.page, facts, shut.language, shut.profile, status=410)
