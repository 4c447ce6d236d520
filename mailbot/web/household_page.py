"""A dwelling: its name, who lives there and when, who owns it under which mandate: for managers (S1-13, S1-27)."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Building, Dwelling, Event, Landlord, LandlordContact, Mandate, Occupancy, Ownership, Person
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import DecisionRule, EventKind
from mailbot.web import form_numbers
from mailbot.web import household_forms as forms
from mailbot.web.address_links import put_right
from mailbot.web.household_list import listed
from mailbot.web.visit_sight import number_in
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow import owners, stays, taking_back
from mailbot.workflow.household_facts import UNDO
from mailbot.workflow.journal import PAGE
from mailbot.workflow.managing import give_name
from mailbot.workflow.mandates import decision_rule
from mailbot.workflow.moves import hold_home, iso
from mailbot.workflow.renewing import renew_tokens

_FORMS = ("rename", "tenant", "landlord", "leave", "end", "renew")


def show(visit: Visit, typed: Typed) -> Sheet:
    """All the homes; one of them; or, behind « Défaire », what would be taken back."""
    managers_only(visit)
    if not visit.page.with_:
        return listed(visit, typed)
    if visit.page.with_.startswith(UNDO):
        return _before_undoing(visit, typed)
    return _home(visit, _dwelling(visit), typed)


def press(visit: Visit, typed: Typed) -> None:
    """Do what one of its forms asks for."""
    managers_only(visit)
    if visit.page.with_.startswith(UNDO):
        taking_back.take_back(visit.session, forms.desk_of(visit), _event(visit), now=visit.now, by=PAGE)
        return
    dwelling, desk, act = _dwelling(visit), forms.desk_of(visit), typed.text("act")
    hold_home(visit.session, dwelling)
    if _troubles(visit, dwelling, typed):
        raise Incomplete(act)
    match act:
        case "rename":
            give_name(visit.session, desk, dwelling, typed.text("home_name"), now=visit.now, by=PAGE)
        case "tenant":
            found, _ = forms.newcomer(visit, dwelling, typed)
            stays.invite_tenant(visit.session, desk, dwelling, found, now=visit.now, by=PAGE)
        case "landlord":
            owner, _ = forms.owner(visit, dwelling, typed)
            owners.register_landlord(visit.session, desk, dwelling, owner, now=visit.now, by=PAGE)
        case "leave":
            last, _ = forms.last_day(typed, "departure")
            stays.remove_tenant(visit.session, desk, _stay(visit, dwelling, typed), last, now=visit.now, by=PAGE)
        case "end":
            last, _ = forms.last_day(typed, "until")
            owning = _owning(visit, dwelling, typed)
            owners.remove_landlord(visit.session, desk, owning, last, now=visit.now, by=PAGE)
        case "renew":
            person = _person(visit, dwelling, typed)
            renew_tokens(visit.session, visit.agency, person, by=visit.person, now=visit.now)
        case _:
            raise Refused(Reason.ALREADY_SO)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What was changed by that button, and the button that takes it back."""
    event = visit.session.scalars(
        select(Event)
        .where(Event.agency_id == visit.agency.id, Event.actor_id == visit.person.id, Event.at == (at or visit.now))
        .where(Event.kind.in_([*taking_back.UNDOABLE, EventKind.TOKENS_REVOKED]))
        .order_by(Event.id)
    ).first()
    facts: dict[str, Any] = {"done": "", "home": link_to(visit), "undo": ""}
    if event is not None and event.kind is EventKind.TOKENS_REVOKED:
        who = visit.session.get_one(Person, event.facts["person"]).name
        facts |= {"done": "tokens_renewed", "who": who, "home": link_to(visit, _dwelling(visit)), "warning": None}
    elif event is not None:
        dwelling = taking_back.dwelling_of_event(visit.session, event)
        person = visit.session.get(Person, event.facts.get("person", 0))
        known = ("since", "until", "warning", "mandate", "share")
        facts |= {name: event.facts.get(name) for name in known} | {
            "done": event.facts.get("done", "renamed"), "place": f"{dwelling.key}, {dwelling.name}",
            "who": person.name if person is not None else "", "home": link_to(visit, dwelling),
            "undo": _undo_link(visit, event),
        }  # fmt: skip
    return visit.sheet("household_done", at=at, **facts)


def link_to(visit: Visit, dwelling: Dwelling | None = None) -> str:
    """The page of a dwelling; without one, of all of them."""
    return visit.link(Page.HOUSEHOLD, visit.person.id, brief(dwelling.id) if dwelling is not None else "")


# -- One home ---------------------------------------------------------------------------------------------------------


def _home(visit: Visit, dwelling: Dwelling, typed: Typed) -> Sheet:
    building = visit.session.get_one(Building, dwelling.building_id)
    act = typed.text("act") if typed.fields else ""
    troubles: dict[str, str] = {}
    with suppress(Refused):  # the one that the form names is gone, and the page says so
        troubles = _troubles(visit, dwelling, typed)
    # Each form has a number of its own: one that was sent keeps none of the others from being sent.
    numbers = {name: form_numbers.part(visit.form, name) for name in _FORMS}
    return visit.sheet(
        "household", status=422 if typed.trouble else 200, trouble=typed.trouble, act=act, troubles=troubles,
        typed=dict(typed.fields), numbers=numbers, key=dwelling.key, dwelling=dwelling.name,
        address=f"{building.street}, {building.postcode} {building.town}", place=dwelling.place,
        tenants=_tenants(visit, dwelling), landlords=_landlords(visit, dwelling),
        rule=decision_rule(visit.session, dwelling.id, today=visit.today).value,
        mandate=owners.mandate_of(visit.session, dwelling, today=visit.today),
        language_of_agency=visit.profile.language, all=link_to(visit),
    )  # fmt: skip


def _troubles(visit: Visit, dwelling: Dwelling, typed: Typed) -> dict[str, str]:
    match typed.text("act"):
        case "rename":
            return {} if typed.text("home_name") else {"home_name": "missing_name"}
        case "tenant":
            return forms.newcomer(visit, dwelling, typed)[1]
        case "landlord":
            return forms.owner(visit, dwelling, typed)[1]
        case "leave":
            last, unread = forms.last_day(typed, "departure")
            return unread or stays.departure_troubles(_stay(visit, dwelling, typed), last, today=visit.today)
        case "end":
            last, unread = forms.last_day(typed, "until")
            return unread or owners.removal_troubles(_owning(visit, dwelling, typed), last, today=visit.today)
    return {}


def _tenants(visit: Visit, dwelling: Dwelling) -> list[dict[str, Any]]:
    rows = []
    for stay in stays.stays_at(visit.session, dwelling):
        person = visit.session.get_one(Person, stay.person_id)
        rows.append(
            {
                "number": stay.id, "person": person.id, "name": person.name,
                "addresses": [each.address for each in person.addresses],
                "telephone": person.telephone, "since": stay.starts_on.isoformat(), "until": iso(stay.ends_on),
                "put_right": put_right(visit, person),
                "on_lease": stay.on_lease, "when": _when(stay.starts_on, stay.ends_on, visit.today),
                "data": visit.link(Page.PERSON, visit.person.id, brief(person.id)),
            }
        )  # fmt: skip
    return rows


def _landlords(visit: Visit, dwelling: Dwelling) -> list[dict[str, Any]]:
    rows = []
    for owning in owners.owned(visit.session, dwelling):
        landlord = visit.session.get_one(Landlord, owning.landlord_id)
        rows.append(
            {
                "number": owning.id, "name": landlord.name, "people": _people(visit, landlord),
                "mandate": visit.session.get_one(Mandate, owning.mandate_id).number,
                "since": owning.starts_on.isoformat(),
                "until": iso(owning.ends_on), "share": f"{owning.share.normalize():f}" if owning.share else "",
                "asks_all": landlord.rule is DecisionRule.ALL,
                "when": _when(owning.starts_on, owning.ends_on, visit.today),
            }
        )  # fmt: skip
    return rows


def _people(visit: Visit, landlord: Landlord) -> list[dict[str, Any]]:
    found = visit.session.scalars(
        select(Person)
        .join(LandlordContact, LandlordContact.person_id == Person.id)
        .where(LandlordContact.landlord_id == landlord.id)
        .order_by(Person.id)
    ).all()
    return [
        {
            "number": each.id, "name": each.name,
            "address": each.addresses[0].address if each.addresses else "",
            "put_right": put_right(visit, each),
        }
        for each in found
    ]  # fmt: skip


def _when(since: date, until: date | None, today: date) -> str:
    """« past », « present » or « future »."""
    if until is not None and until < today:
        return "past"
    return "future" if since > today else "present"


# -- Which one --------------------------------------------------------------------------------------------------------


def _before_undoing(visit: Visit, typed: Typed) -> Sheet:
    event = _event(visit)
    dwelling = taking_back.dwelling_of_event(visit.session, event)
    person = visit.session.get(Person, event.facts.get("person", 0))
    may = taking_back.may_be_taken_back(visit.session, visit.profile, event)
    return visit.sheet(
        "household_undo", status=409 if typed.trouble and not may else 200, may=may,
        trouble=typed.trouble, kind=event.kind.value,
        when=event.at, who=person.name if person is not None else "", place=f"{dwelling.key}, {dwelling.name}",
        home=link_to(visit, dwelling),
    )  # fmt: skip


def _undo_link(visit: Visit, event: Event) -> str:
    may = taking_back.may_be_taken_back(visit.session, visit.profile, event)
    return visit.link(Page.HOUSEHOLD, visit.person.id, f"{UNDO}{brief(event.id)}") if may else ""


def _event(visit: Visit) -> Event:
    event = visit.session.get(Event, number_in(visit.page.with_.removeprefix(UNDO)))
    if event is None or event.agency_id != visit.agency.id or event.kind not in taking_back.UNDOABLE:
        raise Nowhere
    return event


def _dwelling(visit: Visit) -> Dwelling:
    dwelling = visit.session.get(Dwelling, number_in(visit.page.with_))
    if dwelling is None or dwelling.agency_id != visit.agency.id:
        raise Nowhere
    return dwelling


def _stay(visit: Visit, dwelling: Dwelling, typed: Typed) -> Occupancy:
    """The one that a form names. Raises Refused when it is of another home, or was taken out in the meantime."""
    for stay in stays.stays_at(visit.session, dwelling):
        if str(stay.id) == typed.text("which"):
            return stay
    raise Refused(Reason.ALREADY_SO)


def _owning(visit: Visit, dwelling: Dwelling, typed: Typed) -> Ownership:
    """The same of an owner."""
    for owning in owners.owned(visit.session, dwelling):
        if str(owning.id) == typed.text("which"):
            return owning
    raise Refused(Reason.ALREADY_SO)


def _person(visit: Visit, dwelling: Dwelling, typed: Typed) -> Person:
    """Somebody who lives in this home, or owns it, or will. Raises Refused for anybody else."""
    tenants = [each for each in _tenants(visit, dwelling) if each["when"] != "past"]
    contacts = [who for each in _landlords(visit, dwelling) if each["when"] != "past" for who in each["people"]]
    theirs = {each["person"] for each in tenants} | {who["number"] for who in contacts}
    wanted = next((number for number in theirs if str(number) == typed.text("which")), None)
    if wanted is None:
        raise Refused(Reason.ALREADY_SO)
    return visit.session.get_one(Person, wanted)
