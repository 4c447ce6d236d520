"""« C'est bien moi »: somebody whose address nobody knows types the one that we may know, and learns nothing (T-22)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import OurPage
from mailbot.vocabulary import LetterKind
from mailbot.web import form_numbers
from mailbot.web.visits import Nowhere, Sheet, Typed
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.strangers import note_typed


@dataclass(frozen=True, slots=True)
class StrangersVisit:
    """Somebody nobody knows, with a letter of ours in their hand: no person, no case, nothing to be looked at."""

    session: Session
    sealed: str
    page: OurPage
    profile: AgencyProfile
    letter: OutboundMail
    now: datetime

    def sheet(self, state: str, *, trouble: str = "", typed: str = "", form: str = "") -> Sheet:
        facts: Mapping[str, Any] = {
            "state": state, "trouble": trouble, "form": form or form_numbers.draw(self.now),
            "here": f"/p/{self.sealed}", "address": typed,
        }  # fmt: skip
        pressed = {"address": typed} if typed else None
        return Sheet("it_is_me", facts, self.letter.language, self.profile, 422 if trouble else 200, pressed=pressed)


def come_in(session: Session, sealed: str, page: OurPage, *, now: datetime, acts: bool) -> StrangersVisit:
    """The visit behind a link of T-22. `acts`: its letter is ours until the transaction ends. Raises Nowhere."""
    letter = session.get(OutboundMail, page.subject, with_for_update=acts)
    if letter is None or letter.kind is not LetterKind.ADDRESS_UNKNOWN:
        raise Nowhere
    profile = profile_of(session, session.get_one(Agency, letter.agency_id))
    return StrangersVisit(session, sealed, page, profile, letter, now)


def show(visit: StrangersVisit) -> Sheet:
    """The field, and nothing of the mail nor of anybody."""
    return visit.sheet("over" if _is_over(visit) else "open")


def press(visit: StrangersVisit, typed: Typed) -> Sheet:
    """The same words whatever was typed; whether it is on file is looked up once this page has been shown."""
    if _is_over(visit):
        return visit.sheet("over")
    address = typed.text("address")
    if not address:
        return visit.sheet("open", trouble="address")
    if not form_numbers.is_number(typed.form) or form_numbers.is_too_fast(typed.form, now=visit.now):
        again = form_numbers.draw_again(typed.form, now=visit.now)
        return visit.sheet("open", trouble="again", typed=address, form=again)
    note_typed(visit.session, visit.letter, address, now=visit.now)
    return visit.sheet("done")


def _is_over(visit: StrangersVisit) -> bool:
    return visit.page.is_over(visit.now.date())
