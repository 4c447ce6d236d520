"""« Voir le signalement »: the report as its reader may see it, and what they may do there (S1-44, S1-45)."""

from typing import Any

from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Role
from mailbot.web.answer_page import may_write
from mailbot.web.case_sight import comments_seen, past_of, photos_seen, said_to, videos_seen
from mailbot.web.order_sight import orders_listed
from mailbot.web.papers_sent import papers_listed
from mailbot.web.quote_sight import quotes_listed
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed
from mailbot.workflow import closings
from mailbot.workflow.canned import has_photo, labels, offered
from mailbot.workflow.facts import scene_band
from mailbot.workflow.journal import filed, journal_of
from mailbot.workflow.orders import orders_of, works_are_done


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Everything that this reader may see, at once."""
    report, home = visit.scene.report, visit.scene.home
    comments = comments_seen(visit)
    photos = photos_seen(visit, comments)
    said = said_to(visit, comments, photos)
    loose = [photo.number for photo in photos if photo.comment_id == 0]
    return visit.case_sheet(
        "report",
        band=scene_band(visit.scene, visit.role),
        closing_reason=report.closing_reason.value if report.closing_reason is not None else "",
        urgency=report.urgency.value,
        category=report.category.value,
        opened=report.created_at,
        address=f"{home.building.street}, {home.building.postcode} {home.building.town}",
        said=said,
        loose=loose,
        videos=[{"number": each.number, "name": each.name} for each in videos_seen(visit, comments)],
        past=past_of(visit),
        journal=_journal(visit),
        acts=_acts(visit),
        household=_household(visit),
        quotes=quotes_listed(visit),
        papers=papers_listed(visit) if visit.role is Role.MANAGER else [],
        orders=orders_listed(visit, orders_of(visit.session, report.id)),
        canned=_canned(visit),
    )


def _journal(visit: CaseVisit) -> list[dict[str, Any]]:
    """Who, when, from which address, by which words of which mail: for managers alone (S1-82)."""
    if visit.role is not Role.MANAGER:
        return []
    return [
        {
            "at": entry.at,
            "kind": entry.act.value,
            "who": entry.who,
            "from_where": entry.from_where,
            "mail": entry.mail_id or 0,
            "because": [f"{start}–{end}" for start, end in entry.because],
            "before": entry.changed.get("from", ""),
            "after": entry.changed.get("to", ""),
            "filed": filed(entry),
        }
        for entry in journal_of(visit.session, visit.scene.report)
    ]


def _acts(visit: CaseVisit) -> dict[str, str]:
    """What they may do here, by name: each is a page of its own."""
    is_open = not visit.scene.is_closed
    wanted = {
        Page.ANSWER: is_open and may_write(visit),
        Page.CLOSE: is_open and closings.may_close(visit.scene, visit.seat),
        Page.REOPEN: not is_open and closings.may_reopen(visit.scene, visit.seat, now=visit.now),
        Page.LANDLORD: visit.role is Role.MANAGER and bool(visit.scene.home.landlords),
        Page.ASK_QUOTE: is_open and visit.role is Role.MANAGER,
        Page.SEND_ORDER: is_open and visit.role is Role.MANAGER,
        Page.ORDERS: visit.role is Role.MANAGER and not visit.scene.report.is_private,
        Page.PUBLISH: visit.role is Role.MANAGER and is_open and visit.scene.report.is_private,
        Page.SORT: visit.role is Role.MANAGER,
        Page.MASK: visit.role is Role.MANAGER,
        Page.ERASE: visit.role is Role.MANAGER,
    }
    seat = visit.seat.participant.id
    return {
        page.name.lower(): visit.link(page, seat) if may and page in visit.offers else ""
        for page, may in wanted.items()
    }


def _household(visit: CaseVisit) -> str:
    """The page of the dwelling, for managers alone (S1-27)."""
    if visit.role is not Role.MANAGER or Page.HOUSEHOLD not in visit.offers:
        return ""
    return visit.link(Page.HOUSEHOLD, visit.person.id, brief(visit.scene.home.dwelling.id))


def _canned(visit: CaseVisit) -> list[dict[str, str]]:
    """The ready messages, each with its page, for a manager whose report is open."""
    is_open = not visit.scene.is_closed
    # They speak to the occupants: of a private report these know nothing.
    is_private = visit.scene.report.is_private
    if visit.role is not Role.MANAGER or not is_open or is_private or Page.CANNED not in visit.offers:
        return []
    report, seat = visit.scene.report, visit.seat.participant.id
    keys = offered(
        report.category, report.status, has_photo=has_photo(visit.session, report.id),
        is_done=works_are_done(visit.session, report.id),
    )  # fmt: skip
    named = labels(visit.session, report.agency_id, keys, visit.language)
    return [
        {"label": label, "url": visit.link(Page.CANNED, seat, key.replace("-", ""))} for key, label in named.items()
    ]


def photo_seen(visit: CaseVisit, number: int) -> str:
    """The fingerprint of a photo by its number on the page. Raises Nowhere when this reader may not see it."""
    for photo in photos_seen(visit, comments_seen(visit)):
        if photo.number == number:
            return photo.fingerprint
    raise Nowhere


def video_seen(visit: CaseVisit, number: int) -> tuple[str, str]:
    """The name and the fingerprint of a video by its number on the page. Raises Nowhere, as above."""
    for video in videos_seen(visit, comments_seen(visit)):
        if video.number == number:
            return video.name, video.fingerprint
    raise Nowhere
