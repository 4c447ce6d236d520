"""The pages' door to the database: looking opens nothing, pressing is one transaction, and the same form acts once."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy.exc import IntegrityError

from mailbot.blobs import fingerprint as fingerprint_of
from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.files import videos
from mailbot.pictures import PRINTS
from mailbot.points import Point, reach
from mailbot.telemetry import logger
from mailbot.threads.pages import HAVE_THEIR_OWN_LIFE, Page
from mailbot.vocabulary import Alerts, Role
from mailbot.web import (
    alerts_page,
    all_quotes_page,
    confirming,
    form_numbers,
    handing_in,
    it_is_me_page,
    mask_page,
    mission_page,
    one_invoice_page,
    orders_page,
    papers_sent,
    pressing,
    programs,
    report_page,
    waiting_page,
)
from mailbot.web.forms import written
from mailbot.web.kinds import OFFERED, TAKE_FILES, kind_of
from mailbot.web.visits import Carried, CaseVisit, Incomplete, Nowhere, Sheet, Shut, Typed, Visit, enter, understood
from mailbot.workflow.fresh_links import send_fresh_link
from mailbot.world import World

log = logger(__name__)

_DRAWING = threading.BoundedSemaphore(2)
"""Photos that are drawn at once: each takes tens of megabytes."""


def show(world: World, sealed: str, asked: Mapping[str, str] = MappingProxyType({})) -> Sheet:
    """The page behind a link. `asked`: what its address looks for, on a page that has such a field. Raises Nowhere."""
    page = understood(world, sealed)
    with world.database.looking() as session:
        if page.is_of_stranger:
            return it_is_me_page.show(it_is_me_page.come_in(session, sealed, page, now=world.clock(), acts=False))
        return _shown(session, world, sealed, Typed(form=form_numbers.draw(world.clock())), asked)


def show_too_large(world: World, sealed: str, fields: Mapping[str, str]) -> Sheet:
    """The page with what was typed beside files that are too large, and with those that it had before them. Raises
    Nowhere."""
    handed = handing_in.keep(world.blobs, (), fields)
    with world.database.looking() as session:
        return _shown(
            session, world, sealed, Typed(form_numbers.draw(world.clock()), fields, "too_large", handed=handed)
        )


def takes_files(world: World, sealed: str) -> bool:
    """Whether the page behind a link takes files. Raises Nowhere."""
    return understood(world, sealed).page in TAKE_FILES


def press(world: World, sealed: str, typed: Typed, files: Sequence[tuple[str, bytes]] = ()) -> Sheet:
    """Do what the button of a page does, once, and say so. `files`: those that its form brought. Raises Nowhere."""
    page = understood(world, sealed)
    if page.is_of_stranger:
        with world.database.transaction() as session:
            visit = it_is_me_page.come_in(session, sealed, page, now=world.clock(), acts=True)
            return it_is_me_page.press(visit, typed)
    if takes_files(world, sealed):
        if handing_in.brings_files(files, typed.fields) and not world.has_room():
            return _no_room(world, sealed, typed, names=[name for name, _ in files])
        typed = replace(typed, handed=handing_in.keep(world.blobs, files, typed.fields))
        reach(Point.PRESS_FILES_KEPT)
    now = world.clock()
    if not form_numbers.is_number(typed.form) or form_numbers.is_too_fast(typed.form, now=now):
        again = Typed(form_numbers.draw_again(typed.form, now=now), typed.fields, "again", handed=typed.handed)
        with world.database.looking() as session:
            return replace(_shown(session, world, sealed, again), pressed=typed.fields)
    try:
        return _once(world, sealed, _carried(world, sealed, typed))
    except Incomplete as what:
        handed = tuple(each for each in typed.handed if each.fingerprint not in what.drops)
        typed = Typed(typed.form, typed.fields, str(what), handed=handed)
    except Refused:
        typed = Typed(typed.form, typed.fields, "too_late", handed=typed.handed)
    with world.database.looking() as session:
        return _shown(session, world, sealed, typed)


def _no_room(world: World, sealed: str, typed: Typed, *, names: Sequence[str]) -> Sheet:
    """What is left of the disk is for what was begun: words come back, and files are to be chosen again later."""
    log.warning("form_put_off", trouble="disk_reserve")
    facts = {"here": f"/p/{sealed}", "form": typed.form, "fields": dict(typed.fields), "words": typed.text("words")}
    with world.database.looking() as session:
        try:
            visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=False)
        except Shut as shut:
            return _shut(shut, sealed, typed)
        return Sheet("busy", {**facts, "files": names}, visit.language, visit.profile, status=503)


def send_fresh(world: World, sealed: str) -> Sheet:
    """Send a new link to the address on file, and say the same thing in every case. Raises Nowhere."""
    try:
        with world.database.transaction() as session:
            visit = enter(
                session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False, even_old=True,
                even_revoked=True,
            )  # fmt: skip
            if visit.page.page not in HAVE_THEIR_OWN_LIFE:
                send_fresh_link(session, visit.agency, visit.person, visit.role, visit.page, now=visit.now)
            return Sheet("fresh", {}, visit.language, visit.profile)
    except Shut as shut:
        return Sheet("fresh", {}, shut.language, shut.profile)


def note_program(world: World, sealed: str) -> None:
    """The form that no person sees was posted. Raises Nowhere."""
    with suppress(Shut, IntegrityError), world.database.transaction() as session:  # another one noted it at once
        visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        programs.note_press(visit)


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
        if visit.page.page is Page.WAITING:
            # It waits, and no row names its photos yet.
            _, content = waiting_page.file_seen(visit, number, photo=True)
            fingerprint = fingerprint_of(content)
        elif not isinstance(visit, CaseVisit) or (seen := _PHOTOS.get(visit.page.page)) is None:
            raise Nowhere
        else:
            fingerprint, content = seen(visit, number), None
    if content is None:
        content = _bytes_of(world, fingerprint)
    try:
        with _DRAWING:
            return PRINTS.of(fingerprint, content)
    except (ValueError, OverflowError, OSError):
        raise Nowhere from None  # nobody can draw it


def _bytes_of(world: World, fingerprint: str) -> bytes:
    """Raises Nowhere when they were erased, OSError when they cannot be read now: a page says later then."""
    try:
        return world.blobs.get(fingerprint)
    except KeyError:
        raise Nowhere from None


def video(world: World, sealed: str, number: int) -> tuple[str, bytes]:
    """A video or a sound of the report behind a link, without the place where it was taken; the agency may have one
    that nobody can free of it. Raises Nowhere for one that this reader may not have."""
    with world.database.looking() as session:
        try:
            visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        except Shut:
            raise Nowhere from None
        if not isinstance(visit, CaseVisit) or visit.page.page is not Page.REPORT:
            raise Nowhere
        name, fingerprint = report_page.video_seen(visit, number)
        inside = visit.role is Role.MANAGER
    content = _bytes_of(world, fingerprint)
    given = videos.for_others(content)
    if given is None and not inside:
        raise Nowhere
    return name, content if given is None else given


def paper(world: World, sealed: str, number: int) -> tuple[str, bytes]:
    """A document of a quote, by its attachment, behind the link to the table of them; behind a page of a report, one
    that we sent: its name and bytes. Raises Nowhere for one that this reader may not see."""
    with world.database.looking() as session:
        try:
            visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        except Shut:
            raise Nowhere from None
        if visit.page.page is Page.WAITING:
            return waiting_page.file_seen(visit, number, photo=False)
        name, fingerprint = _paper_seen(visit, number)
    return name, _bytes_of(world, fingerprint)


def _paper_seen(visit: Visit, number: int) -> tuple[str, str]:
    if visit.page.page is Page.ALL_QUOTES:
        return all_quotes_page.paper_seen(visit, number)
    if not isinstance(visit, CaseVisit):
        raise Nowhere
    return _PAPERS.get(visit.page.page, papers_sent.paper_sent)(visit, number)


# Which page hands out papers of its own, beside those that we sent on the report.
_PAPERS: Mapping[Page, Callable[[CaseVisit, int], tuple[str, str]]] = MappingProxyType(
    {Page.ORDERS: orders_page.paper_seen, Page.ONE_INVOICE: one_invoice_page.paper_seen}
)
_PHOTOS: Mapping[Page, Callable[[CaseVisit, int], str]] = MappingProxyType(
    {
        Page.REPORT: report_page.photo_seen,
        Page.MISSION: mission_page.photo_seen,
        Page.ONE_INVOICE: report_page.photo_seen,
        Page.MASK: mask_page.photo_below,
    }
)


def _carried(world: World, sealed: str, typed: Typed) -> Typed:
    """The same, with the mail that its files stand for kept: before any transaction. Raises Incomplete."""
    if not takes_files(world, sealed):
        return typed
    handing_in.check(typed.handed)
    with world.database.looking() as session:
        try:
            visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=False)
        except Shut:
            return typed  # the press says so
        carries = kind_of(visit).carries
        raw = carries(visit, typed) if carries is not None else None
    return typed if raw is None else replace(typed, carried=Carried(world.blobs.put(raw), len(raw)))


def _once(world: World, sealed: str, typed: Typed) -> Sheet:
    try:
        try:
            return _in_one_transaction(world, sealed, typed)
        except IntegrityError:
            # The same thing was done twice at once: the other one did it, and its row is there now.
            return _in_one_transaction(world, sealed, typed)
    except Shut as shut:
        return _shut(shut, sealed, typed)


def _in_one_transaction(world: World, sealed: str, typed: Typed) -> Sheet:
    with world.database.transaction() as session:
        sheet = _pressed(session, world, sealed, typed)
        reach(Point.PRESS_DONE)
    reach(Point.PRESS_COMMITTED)
    return sheet


def _shown(
    session: Session, world: World, sealed: str, typed: Typed, asked: Mapping[str, str] = MappingProxyType({})
) -> Sheet:
    try:
        visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=False)
    except Shut as shut:
        return _shut(shut, sealed, typed)
    if visit.page.page is Page.CONFIRM:
        return confirming.show(visit, typed)
    kind = kind_of(visit)
    looked_for = {name: words for name, words in asked.items() if name in kind.asks}
    return kind.show(visit, replace(typed, fields=looked_for) if looked_for else typed)


def _pressed(session: Session, world: World, sealed: str, typed: Typed) -> Sheet:
    visit = enter(session, world, sealed, form=typed.form, offers=OFFERED, now=world.clock(), acts=True)
    if programs.press_now(visit):
        again = pressing.anew(visit)
        asked = Typed(again.form, typed.fields, "again", handed=typed.handed)
        sheet = confirming.show(again, asked) if visit.page.page is Page.CONFIRM else kind_of(visit).show(again, asked)
        return replace(sheet, pressed=typed.fields)
    if visit.page.page is Page.CONFIRM:
        return confirming.press(visit, typed)
    if (before := pressing.pressed_before(visit, typed)) is not None:
        return before
    return confirming.ask(visit, typed) if confirming.must_wait(visit, typed) else pressing.do(visit, typed)


def _shut(shut: Shut, sealed: str, typed: Typed) -> Sheet:
    facts = {"here": f"/p/{sealed}", "words": written(typed.fields)}
    return Sheet(shut.page, facts, shut.language, shut.profile, status=410)
