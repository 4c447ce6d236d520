"""A visit in people's calendars: invited, changed, called off, and what of it each of them is shown (S2-06)."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from mailbot.calendars import Method, appointment_facts
from mailbot.model_orders import Visit
from mailbot.templating import Templates
from mailbot.vocabulary import LANGUAGES, LetterKind, Role
from mailbot.workflow.occasions import Told
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken

INVITATION = "invitation"
"""The detail of an event that names what changes in calendars: the letters of CARRIERS then bring it."""
CARRIERS = frozenset(
    {
        LetterKind.VISIT_CONFIRMED,
        LetterKind.VISIT_PLANNED,
        LetterKind.VISIT_CHANGED,
        LetterKind.OTHER_SLOTS,
        LetterKind.ORDER_CANCELLED,
        LetterKind.COMPANY_CHANGED,
        LetterKind.WORKS_DONE,
        LetterKind.DONE_NOTED,
    }
)
"""T-10, P-07, T-12, P-09, P-18, T-25; T-15 and P-14 of works that were done before their visit."""


def invite(visit: Visit) -> dict[str, Any]:
    """What the event of a planned visit says besides: it goes into calendars, or changes what stands there. A visit has
    one UID for its whole life, and one SEQUENCE more at each change (RFC 5545, section 3.8.7.4)."""
    if visit.is_invited or visit.sequence:
        visit.sequence += 1
    visit.is_invited = True
    return {INVITATION: _kept(visit, Method.REQUEST)}


def call_off(visit: Visit) -> dict[str, Any]:
    """What the event of a visit that falls says besides: it goes out of the calendars in which it stands. Nothing when
    it stands in none."""
    if not visit.is_invited:
        return {}
    visit.sequence += 1
    visit.is_invited = False
    return {INVITATION: _kept(visit, Method.CANCEL)}


def stands(visit: Visit, uid: str, sequence: int) -> bool:
    """Whether an answer is about the invitation that stands today: one to an earlier time says nothing of this one."""
    return visit.is_invited and visit.uid == uid and visit.sequence == sequence


def invitation_for(scene: Scene, invitation: Mapping[str, Any], told: Told) -> dict[str, str | int]:
    """The facts "calendar" of a letter. Nobody else's name, telephone or code is in anybody's calendar: it is synced to
    telephones, and shown to whoever looks over a shoulder."""
    company, building = scene.company, scene.home.building
    assert company is not None, "a company comes"
    reader, words = ("provider" if told.role is Role.PROVIDER else "tenant"), _words(spoken(told.person))
    order = company.order
    known = {
        "company": str(invitation.get("company") or company.provider.company),
        "number": str(invitation["number"]),
        "case": company.number if told.role is Role.PROVIDER else scene.report.ref,
        "object": (order.motif if order is not None else company.quote.motif)
        if told.role is Role.PROVIDER
        else scene.report.object,
        "town": building.town,
    }
    return appointment_facts(
        Method(invitation["method"]),
        uid=invitation["uid"],
        sequence=invitation["sequence"],
        starts=datetime.fromisoformat(invitation["starts"]),
        ends=datetime.fromisoformat(invitation["ends"]),
        title=words["TITLES"][reader].format_map(known),
        place=f"{building.street}, {building.postcode} {building.town}",
        description=words["DESCRIPTIONS"][reader].format_map(known),
    )


def standing(visit: Visit) -> dict[str, Any]:
    """The invitation as it stands, for whoever wants it once more. It changes nothing."""
    return _kept(visit, Method.REQUEST)


def _kept(visit: Visit, method: Method) -> dict[str, Any]:
    assert visit.starts_at is not None, "an invitation has a time"
    assert visit.ends_at is not None
    return {
        "method": method.value,
        "uid": visit.uid,
        "sequence": visit.sequence,
        "number": visit.number,
        "starts": visit.starts_at.isoformat(),
        "ends": visit.ends_at.isoformat(),
    }


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> Mapping[str, Any]:
    return Templates(language, autoescape=False, prose=True).tables(f"calendar/{language}.jinja")
