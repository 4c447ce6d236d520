"""What a manager's line has prepared about a household: looked through, changed, sent or thrown away (G-14)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Landlord, Occupancy, Ownership, Person
from mailbot.model_desk import Draft
from mailbot.threads.pages import unbrief
from mailbot.vocabulary import DraftKind, Role
from mailbot.web import household_forms as forms
from mailbot.web import household_page
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import drafts, owners, stays
from mailbot.workflow.moves import hold_home

_OURS = frozenset({DraftKind.INVITATION, DraftKind.REMOVAL})


def show(visit: Visit, typed: Typed) -> Sheet:
    """The form, filled in; or what became of it."""
    draft = _draft(visit)
    dwelling = _dwelling(visit, draft)
    fields = _fields(draft, typed)
    filled = Typed(typed.form, fields)
    is_open = draft.done_at is None and draft.cancelled_at is None
    return visit.sheet(
        "own_draft", status=422 if typed.trouble == "fields" else 200, trouble=typed.trouble, act=fields["act"],
        typed=fields, troubles=_troubles(visit, draft, dwelling, filled) if typed.trouble and is_open else {},
        place=f"{dwelling.key}, {dwelling.name}", command=draft.content.get("command", ""),
        state="open" if is_open else "cancelled" if draft.cancelled_at is not None else "done",
        language_of_agency=visit.profile.language, home=household_page.link_to(visit, dwelling),
        who=_who(visit, draft),
    )  # fmt: skip


def press(visit: Visit, typed: Typed) -> None:
    """Send it, or throw it away."""
    draft = _draft(visit)
    visit.session.refresh(draft, with_for_update=True)  # its page may be open twice
    if typed.text("button") == "cancel":
        drafts.cancel(draft, now=visit.now)
        return
    dwelling, desk = _dwelling(visit, draft), forms.desk_of(visit)
    hold_home(visit.session, dwelling)
    filled = Typed(typed.form, _fields(draft, typed))
    if draft.done_at is None and draft.cancelled_at is None and _troubles(visit, draft, dwelling, filled):
        raise Incomplete("fields")
    drafts.settle(draft, now=visit.now)
    command = str(draft.content["command"])
    match draft.content["act"]:
        case "tenant":
            newcomer, _ = forms.newcomer(visit, dwelling, filled)
            stays.invite_tenant(visit.session, desk, dwelling, newcomer, now=visit.now, command=command)
        case "landlord":
            owner, _ = forms.owner(visit, dwelling, filled)
            owners.register_landlord(visit.session, desk, dwelling, owner, now=visit.now, command=command)
        case "leave":
            last, _ = forms.last_day(filled, "departure")
            stays.remove_tenant(visit.session, desk, _stay(visit, draft), last, now=visit.now, command=command)
        case "end":
            last, _ = forms.last_day(filled, "until")
            owners.remove_landlord(visit.session, desk, _owning(visit, draft), last, now=visit.now, command=command)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What was done, or that nothing was."""
    draft = _draft(visit)
    return household_page.done(visit, at) if draft.cancelled_at is None else show(visit, Typed())


def _draft(visit: Visit) -> Draft:
    if visit.role is not Role.MANAGER:
        raise Nowhere
    try:
        draft = drafts.open_draft(visit.session, visit.person, unbrief(visit.page.with_))
    except Refused:
        raise Nowhere from None
    if draft is None or draft.kind not in _OURS:
        raise Nowhere
    return draft


def _fields(draft: Draft, typed: Typed) -> dict[str, str]:
    """What the draft keeps, and over it what has been typed since. Which act it is nobody changes."""
    kept: Mapping[str, Any] = draft.content
    fields = forms.as_fields(kept)
    if typed.fields:
        fields = {name: value for name, value in fields.items() if name != "on_lease"} | dict(typed.fields)
    return fields | {"act": str(kept["act"])}


def _troubles(visit: Visit, draft: Draft, dwelling: Dwelling, filled: Typed) -> dict[str, str]:
    match draft.content["act"]:
        case "tenant":
            return forms.newcomer(visit, dwelling, filled)[1]
        case "landlord":
            return forms.owner(visit, dwelling, filled)[1]
        case "leave":
            last, unread = forms.last_day(filled, "departure")
            return unread or stays.departure_troubles(_stay(visit, draft), last, today=visit.today)
    last, unread = forms.last_day(filled, "until")
    return unread or owners.removal_troubles(_owning(visit, draft), last, today=visit.today)


def _who(visit: Visit, draft: Draft) -> str:
    match draft.content["act"]:
        case "leave":
            stay = visit.session.get(Occupancy, draft.content["which"])
            return visit.session.get_one(Person, stay.person_id).name if stay is not None else ""
        case "end":
            owning = visit.session.get(Ownership, draft.content["which"])
            return visit.session.get_one(Landlord, owning.landlord_id).name if owning is not None else ""
    return str(draft.content["name"])


def _dwelling(visit: Visit, draft: Draft) -> Dwelling:
    return visit.session.get_one(Dwelling, draft.content["dwelling"])


def _stay(visit: Visit, draft: Draft) -> Occupancy:
    """Raises Refused when it was taken out in the meantime."""
    stay = visit.session.get(Occupancy, draft.content["which"])
    if stay is None:
        raise Refused(Reason.ALREADY_SO)
    return stay


def _owning(visit: Visit, draft: Draft) -> Ownership:
    """Raises Refused when it was taken out in the meantime."""
    owning = visit.session.get(Ownership, draft.content["which"])
    if owning is None:
        raise Refused(Reason.ALREADY_SO)
    return owning
