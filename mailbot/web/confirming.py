"""Buttons that engage money act in a proven browser alone; elsewhere they wait for a yes from the address on file.

Why no other token guards these forms: a form is posted to a sealed link, which no other site can know (a seal of 96
bits, and no page tells where it was opened: Referrer-Policy). Whoever holds a link all the same, from a letter that was
forwarded, can have it posted by a page of theirs; the cookie is SameSite=Lax and does not come along with that, so that
such a press is one from an unproven browser.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.model_desk import Confirmation
from mailbot.telemetry import logger
from mailbot.threads.pages import PREFIX, unbrief
from mailbot.web import pressing
from mailbot.web.kinds import OFFERED, kind_of
from mailbot.web.visits import (
    CaseVisit,
    Cookie,
    Engagement,
    Incomplete,
    Nowhere,
    Sheet,
    Shut,
    Typed,
    Visit,
    enter,
)
from mailbot.workflow import proofs

log = logger(__name__)


def must_wait(visit: Visit, typed: Typed) -> bool:
    """Whether this press engages money, in a browser that is not proven for its person."""
    money = kind_of(visit).money
    return money is not None and money(visit, typed) and not is_proven(visit, typed.cookies)


def is_proven(visit: Visit, cookies: Mapping[str, str]) -> bool:
    """Whether this browser is proven for the person whose page it shows."""
    secret, days = cookies.get(_cookie_name(visit), ""), visit.profile.rules.browser_days
    return proofs.is_proven(visit.session, visit.person, secret, days=days, now=visit.now)


def ask(visit: Visit, typed: Typed) -> Sheet:
    """Do nothing but keep the press, and write to the address on file; the same form again writes no second letter.

    Raises Refused or Incomplete when the press would come to nothing: nobody is made to confirm that.
    """
    earlier = proofs.waits_for_yes(visit.session, typed.form)
    if earlier is not None:
        is_same = (earlier.person_id, earlier.sealed) == (visit.person.id, visit.sealed)
        if is_same and proofs.is_open(earlier, now=visit.now) and earlier.fields == dict(typed.fields):
            return _asked(visit, earlier)
        return pressing.ask_again(visit, typed, "again")
    _try(visit, typed)
    asked = proofs.ask_for_yes(
        visit.session, visit.agency, visit.person, visit.role, page=visit.page.page, sealed=visit.sealed,
        form=typed.form, fields=typed.fields, days=visit.profile.rules.browser_days, now=visit.now,
        report_id=visit.seat.report.id if isinstance(visit, CaseVisit) else None,
    )  # fmt: skip
    return _asked(visit, asked)


def show(visit: Visit, typed: Typed) -> Sheet:
    """What waits for a yes, or what became of it. It only reads."""
    return _told(visit, _found(visit, acts=False), typed.trouble)


def press(visit: Visit, typed: Typed) -> Sheet:
    """A yes does what was pressed, everything checked anew, and proves this browser; a no does nothing, for good."""
    asked = _found(visit, acts=True)
    act = typed.text("act")
    if not proofs.is_open(asked, now=visit.now) or act not in ("confirm", "refuse"):
        return _told(visit, asked, "act" if act not in ("confirm", "refuse") else "")
    if act == "refuse":
        proofs.refuse(asked, now=visit.now)
        log.warning("confirmation_refused", person_id=visit.person.id, confirmation_id=asked.id)
        return _told(visit, asked)
    pressed = Typed(asked.form, dict(asked.fields))
    proofs.confirm(asked, now=visit.now)
    sheet = _replayed(visit, asked, pressed)
    days = visit.profile.rules.browser_days
    secret = proofs.prove(visit.session, visit.person, days=days, now=visit.now)
    log.info("browser_proven", person_id=visit.person.id, confirmation_id=asked.id)
    base = urlsplit(visit.world.page_base)
    kept_for = int(timedelta(days=days).total_seconds())
    cookie = Cookie(_cookie_name(visit), secret, base.path.rstrip("/") + PREFIX, kept_for, base.scheme == "https")
    return replace(sheet, cookie=cookie)


def _cookie_name(visit: Visit) -> str:
    """One for each person: a couple of managers, or a landlord and his wife, may share a browser."""
    return f"proven-{visit.person.id}"


def _try(visit: Visit, typed: Typed) -> None:
    """Press, and take it all back: whatever is missing or too late is said before anybody is written to."""
    trial = visit.session.begin_nested()
    try:
        press = kind_of(visit).press
        assert press is not None, "a button that engages money does something"
        press(visit, typed)
    finally:
        trial.rollback()


def _asked(visit: Visit, asked: Confirmation | None) -> Sheet:
    """« Nous venons de vous envoyer une confirmation ». None: too many letters have left already."""
    return visit.sheet(
        "confirm_sent", status=200 if asked is not None else 429,
        until=asked.asked_at + proofs.FOR if asked is not None else None,
        about="data" if visit.page.page in proofs.ABOUT_DATA else "money",
    )  # fmt: skip


def _found(visit: Visit, *, acts: bool) -> Confirmation:
    try:
        number = unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None
    asked = proofs.confirmation_of(visit.session, visit.person, number, acts=acts)
    if asked is None:
        raise Nowhere
    return asked


def _told(visit: Visit, asked: Confirmation, trouble: str = "") -> Sheet:
    at = asked.confirmed_at or asked.refused_at
    if not proofs.is_open(asked, now=visit.now):
        state = "confirmed" if asked.confirmed_at else "refused" if asked.refused_at else "over"
        return visit.sheet("confirm_over", state=state, at=at, back=f"{PREFIX}{asked.sealed}")
    engagement = _engagement(visit, asked)
    if engagement is None:
        return visit.sheet("confirm_over", state="too_late", at=None, back=f"{PREFIX}{asked.sealed}")
    return visit.sheet(
        "confirm", status=422 if trouble else 200, trouble=trouble, piece=engagement.piece,
        asked_at=asked.asked_at, until=asked.asked_at + proofs.FOR, days=visit.profile.rules.browser_days,
        **engagement.facts,
    )  # fmt: skip


def _engagement(visit: Visit, asked: Confirmation) -> Engagement | None:
    """What was pressed, as its own page says it; None when it can be done no more."""
    try:
        other = _visit_of(visit, asked, acts=False)
        engages = kind_of(other).engages
        assert engages is not None, "a page with a button that engages money says what it does"
        return engages(other, Typed(asked.form, dict(asked.fields)))
    except (Shut, Refused):
        return None


def _replayed(visit: Visit, asked: Confirmation, pressed: Typed) -> Sheet:
    """What was pressed, done now; or its page, which says why it cannot be any more."""
    try:
        other = _visit_of(visit, asked, acts=True)
        before = pressing.pressed_before(other, pressed)
        return before or _done(visit.session, other, pressed)
    except Incomplete as what:
        trouble = str(what)
    except Refused:
        trouble = "too_late"
    except Shut:
        return visit.sheet("confirm_over", status=409, state="too_late", at=None, back=f"{PREFIX}{asked.sealed}")
    return pressing.ask_again(_visit_of(visit, asked, acts=False), pressed, trouble)


def _done(session: Session, visit: Visit, typed: Typed) -> Sheet:
    attempt = session.begin_nested()
    try:
        sheet = pressing.do(visit, typed)
    except BaseException:
        attempt.rollback()
        raise
    attempt.commit()
    return sheet


def _visit_of(visit: Visit, asked: Confirmation, *, acts: bool) -> Visit:
    """The visit in which the button was pressed, as things stand now."""
    return enter(
        visit.session, visit.world, asked.sealed, form=asked.form, offers=OFFERED, now=visit.now, acts=acts
    )  # fmt: skip
