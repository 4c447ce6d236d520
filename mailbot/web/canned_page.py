"""A ready message, filled in and to be changed: one link, one button, the same as a written answer (S1-47, S1-79)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.model import Report
from mailbot.threads.pages import Page
from mailbot.vocabulary import ReportStatus, Role
from mailbot.web.answer_page import check_words
from mailbot.web.forms import written
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import canned, reports
from mailbot.workflow.canned_texts import fill, left_open, speaks_to_author
from mailbot.workflow.merging import may_take_in, target_named
from mailbot.workflow.orders import works_are_done
from mailbot.workflow.tongues import spoken


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The message as it would leave, or, behind a link that names none, all of them."""
    if visit.role is not Role.MANAGER or visit.scene.report.is_private:
        return visit.case_sheet("not_yours", status=403, words=written(typed.fields))
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    if not visit.page.with_:
        return _all_of_them(visit)
    key = _key(visit)
    near = may_take_in(visit.session, visit.scene) if key == canned.MERGES else []
    into = next((other for other in near if other.ref == typed.text("into")), near[0] if len(near) == 1 else None)
    ready = canned.make_ready(visit.session, visit.scene, visit.person, key, now=visit.now, into=into)
    text = typed.text("words") if typed.fields else ready.own.text
    return visit.case_sheet(
        "canned", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble, key=ready.key,
        label=ready.own.label, text=text, left_open=left_open(text), too_early=ready.too_early,
        closing_reason=_reason(ready.key), moves=visit.scene.report.status is ReportStatus.TODO,
        readers=[person.name for person in visit.scene.home.occupants],
        translated=any(spoken(person) != visit.language for person in visit.scene.home.occupants),
        to_author=speaks_to_author(ready.own.text),
        sent_at=canned.last_sent(visit.session, visit.scene.report.id, ready.key, now=visit.now),
        others=_link(visit, ""), rewrite=_rewriting(visit, ready.key), into=into.ref if into is not None else "",
        near=[{"ref": other.ref, "object": other.object} for other in near],
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Send it: as it stands to each reader in their own language, or as the manager has changed it to all of them."""
    report = visit.scene.report
    is_open = report.status is not ReportStatus.CLOSED and not report.is_private
    if visit.role is not Role.MANAGER or not is_open or not visit.page.with_:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    into = _into(visit, typed)
    ready = canned.make_ready(visit.session, visit.scene, visit.person, _key(visit), now=visit.now, into=into)
    words = typed.text("words")
    if into is not None:
        words = fill(words, {"duplicate_ref": into.ref}, visit.language).text
    as_it_stands = words.split() == ready.own.text.split()
    if not words:
        raise Incomplete("nothing")
    check_words(visit, words)
    if left_open(words):
        raise Incomplete("left_open")
    if as_it_stands and ready.too_early:
        raise Incomplete("too_early")
    changed = "" if as_it_stands and not ready.missing else words
    reports.send_canned(visit.session, visit.scene, visit.seat, ready, instead=changed, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It has left, once."""
    key = _key(visit)
    return visit.case_sheet(
        "canned", is_done=True, at=at, key=key, closing_reason=_reason(key),
        label=canned.wording(visit.session, visit.agency.id, key, visit.language).label,
        readers=[person.name for person in visit.scene.home.occupants],
        report=visit.link(Page.REPORT, visit.seat.participant.id) if Page.REPORT in visit.offers else "",
    )  # fmt: skip


def _into(visit: CaseVisit, typed: Typed) -> Report | None:
    """The report into which this one is merged with the message. Raises Incomplete for one that cannot take it in."""
    if _key(visit) != canned.MERGES or not typed.text("into"):
        return None
    target = target_named(visit.session, visit.scene, typed.text("into"))
    if target is None:
        raise Incomplete("into")
    return target


def _all_of_them(visit: CaseVisit) -> Sheet:
    """Every ready message, those that fit this report first."""
    report = visit.scene.report
    photo = canned.has_photo(visit.session, report.id)
    is_done = works_are_done(visit.session, report.id)
    fitting = canned.offered(report.category, report.status, has_photo=photo, is_done=is_done)
    names = canned.labels(visit.session, visit.agency.id, canned.KEYS, visit.language)
    rows = {key: {"key": key, "label": names[key], "url": _link(visit, key)} for key in canned.KEYS}
    return visit.case_sheet(
        "canned_list", fitting=[rows[key] for key in fitting],
        others=[row for key, row in rows.items() if key not in fitting], rewrite=_rewriting(visit, ""),
    )  # fmt: skip


def _key(visit: CaseVisit) -> str:
    """The message that a link names: « MT02 » is MT-02. Raises Nowhere for one that there is not."""
    key = f"{visit.page.with_[:2]}-{visit.page.with_[2:]}"
    if key not in canned.KEYS:
        raise Nowhere
    return key


def _link(visit: CaseVisit, key: str) -> str:
    return visit.link(Page.CANNED, visit.seat.participant.id, key.replace("-", ""))


def _rewriting(visit: CaseVisit, key: str) -> str:
    """Where the agency puts this message in its own words; the list of them for no key."""
    if Page.CANNED_SET not in visit.offers:
        return ""
    return visit.link(Page.CANNED_SET, visit.person.id, key.replace("-", "") + (visit.language if key else ""))


def _reason(key: str) -> str:
    reason = canned.CLOSES.get(key)
    return "" if reason is None else reason.value
