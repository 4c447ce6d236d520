"""« Mes informations »: what is on file about oneself, put right by oneself (S1-71, S1-72)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.telemetry import logger
from mailbot.threads.pages import Page
from mailbot.vocabulary import LANGUAGES, Role
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import accounts, address_changes
from mailbot.workflow.accounts import Identity, editable

log = logger(__name__)

_NEW_ADDRESS = "a"


def show(visit: Visit, typed: Typed) -> Sheet:
    """What is on file, in fields; or the field for another address."""
    if _is_about_address(visit):
        return _address_sheet(visit, typed)
    return _sheet(visit, typed)


def press(visit: Visit, typed: Typed) -> None:
    """Keep what was put right; or write to both addresses."""
    may = editable(visit.profile, visit.person)
    if _is_about_address(visit):
        if not may.address:
            raise Refused(Reason.NOT_YOURS_TO_SAY)
        _ask_address(visit, typed)
        return
    identity = Identity(*(typed.text(name) for name in ("civility", "full_name", "family_name", "telephone")))
    try:
        tidy = accounts.checked(identity) if may.identity else None
        changed = may.language and accounts.speak(visit.person, typed.text("language"))
    except accounts.Wrong as what:
        raise Incomplete(str(what)) from None
    if tidy is not None:
        changed = accounts.correct(visit.person, tidy) or changed
    if changed:
        visit.session.flush()
        log.info("account_changed", person_id=visit.person.id)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What is on file now; or that both addresses were written to."""
    if _is_about_address(visit):
        return _address_sheet(visit, Typed(), is_done=True)
    return _sheet(visit, Typed(), is_saved=True, at=at)


def _is_about_address(visit: Visit) -> bool:
    if visit.page.with_ not in ("", _NEW_ADDRESS):
        raise Nowhere
    return visit.page.with_ == _NEW_ADDRESS


def _ask_address(visit: Visit, typed: Typed) -> None:
    try:
        address = address_changes.checked(typed.text("address"), visit.profile)
        address_changes.ask_change(
            visit.session, visit.agency, visit.person, visit.role, address, now=visit.now
        )  # fmt: skip
    except address_changes.NoAddress as what:
        raise Incomplete(str(what)) from None


def _sheet(visit: Visit, typed: Typed, *, is_saved: bool = False, at: datetime | None = None) -> Sheet:
    person, may = visit.person, editable(visit.profile, visit.person)
    kept = {
        "civility": person.civility, "full_name": person.name, "family_name": person.family_name,
        "telephone": person.telephone, "language_chosen": visit.language,
    }  # fmt: skip
    if typed.trouble:
        kept |= {name: typed.text(name) for name in ("civility", "full_name", "family_name", "telephone")}
        kept["language_chosen"] = typed.text("language") or visit.language
    facts: dict[str, Any] = {
        "may": {"identity": may.identity, "language": may.language, "address": may.address},
        "in_file": accounts.is_in_file(visit.profile, person),
        "interconnected": visit.profile.rules.interconnected,
        "languages": list(LANGUAGES),
        "addresses": [known.address for known in person.addresses],
        "change": _waiting(visit),
        "new_address": visit.link(Page.ACCOUNT, person.id, _NEW_ADDRESS) if may.address else "",
        "alerts": visit.link(Page.ALERTS, person.id) if visit.role is not Role.PROVIDER else "",
    }
    return visit.sheet(
        "account", status=422 if typed.trouble else 200, trouble=typed.trouble, is_saved=is_saved, at=at, **kept,
        **facts,
    )  # fmt: skip


def _address_sheet(visit: Visit, typed: Typed, *, is_done: bool = False) -> Sheet:
    return visit.sheet(
        "account_address", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=is_done,
        address=typed.text("address"), present=visit.person.addresses[0].address, change=_waiting(visit),
        may=editable(visit.profile, visit.person).address, account=visit.link(Page.ACCOUNT, visit.person.id),
    )  # fmt: skip


def _waiting(visit: Visit) -> dict[str, Any] | None:
    """The change that waits, its address covered: whoever holds a forwarded link learns none from it."""
    change = address_changes.waiting_change(visit.session, visit.person, now=visit.now)
    if change is None:
        return None
    return {
        "masked": address_changes.covered(change.new_address),
        "until": change.asked_at + address_changes.FOR,
        "old_said_yes": change.old_said_yes_at is not None,
        "new_said_yes": change.new_said_yes_at is not None,
    }
