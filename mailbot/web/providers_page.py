"""« Les entreprises »: all of them or those of a trade, which are favourites, one of them, a new one (S1-35, S1-36)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Refused
from mailbot.model import Provider
from mailbot.telemetry import logger
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import Category
from mailbot.web import form_numbers
from mailbot.web.address_links import put_right
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow import company_list
from mailbot.workflow.company_list import Listed, NewCompany
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.renewing import renew_tokens

log = logger(__name__)

_NEW = "+"
_OF_TRADE = "."
_LETTERS = 6
"""Of a category, in a link: no two begin alike."""
_FIELDS = ("company", "contact", "address", "telephone", "siret")


def show(visit: Visit, typed: Typed) -> Sheet:
    """The list, one of them, or the fields of a new one."""
    managers_only(visit)
    if visit.page.with_ == _NEW:
        return _new_sheet(visit, typed)
    return _sheet(visit, trouble=typed.trouble)


def press(visit: Visit, typed: Typed) -> None:
    """Make one a favourite or not, work with it no more or again, or keep a new one."""
    managers_only(visit)
    check(Act.KEEP_PROVIDERS, visit.role)
    if visit.page.with_ == _NEW:
        _register(visit, typed)
        return
    if typed.text("renew"):
        _renew(visit, typed.text("renew"))
        return
    act, number = next(((act, typed.text(act)) for act in _ACTS if typed.text(act)), ("", ""))
    provider = _company(visit, number) if act else None
    if provider is None:
        raise Incomplete("act")
    match act:
        case "add":
            company_list.make_favourite(visit.session, visit.person, provider)
        case "drop":
            company_list.drop_favourite(visit.session, visit.person, provider)
        case "retire":
            company_list.retire(visit.session, provider, now=visit.now)
        case "back":
            company_list.bring_back(visit.session, provider)
    log.info("company_kept", person_id=visit.person.id, provider_id=provider.id, act=act)


_ACTS = ("add", "drop", "retire", "back")


def _renew(visit: Visit, number: str) -> None:
    """Make worthless what one of the people of the company was sent. Raises Incomplete for anybody else."""
    wanted = _company(visit, visit.page.with_)
    every = company_list.companies(visit.session, visit.agency.id, visit.person)
    people = next(each.people for each in every if each.provider.id == wanted.id)
    person = next((each for each in people if brief(each.id) == number), None)
    if person is None:
        raise Incomplete("act")
    renew_tokens(visit.session, visit.agency, person, by=visit.person, now=visit.now)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """The same page as it stands now."""
    return _sheet(visit, is_saved=True, at=at)


def _sheet(visit: Visit, *, trouble: str = "", is_saved: bool = False, at: datetime | None = None) -> Sheet:
    with_ = visit.page.with_
    every = company_list.companies(visit.session, visit.agency.id, visit.person)
    facts = {"trouble": trouble, "is_saved": is_saved, "at": at, "all": _link(visit), "new": _link(visit, _NEW)}
    status = 422 if trouble else 200
    if with_ and with_ != _NEW and not with_.startswith(_OF_TRADE):
        wanted = _company(visit, with_)
        one = next(each for each in every if each.provider.id == wanted.id)
        renewing = form_numbers.part(visit.form, "renew")
        return visit.sheet("provider", status=status, company=_row(visit, one), renewing_form=renewing, **facts)
    trade = _trade(with_)
    used = {each for listed in every for each in listed.provider.trades}
    trades = [{"trade": each.value, "url": _link(visit, _short(each))} for each in Category if each.value in used]
    shown = [each for each in every if trade is None or trade.value in each.provider.trades]
    return visit.sheet(
        "providers", status=status, rows=[_row(visit, each) for each in shown], trades=trades,
        trade=trade.value if trade is not None else "", **facts,
    )  # fmt: skip


def _row(visit: Visit, listed: Listed) -> dict[str, Any]:
    provider = listed.provider
    return {
        "number": brief(provider.id),
        "company": provider.company,
        "trades": list(provider.trades),
        "telephone": provider.telephone,
        "siret": provider.siret,
        "postal_address": provider.postal_address,
        "insurance": provider.insurance,
        "people": [
            {
                "number": brief(person.id),
                "name": person.name,
                "addresses": [known.address for known in person.addresses],
                "put_right": put_right(visit, person),
            }
            for person in listed.people
        ],
        "is_favourite": listed.is_favourite,
        "retired_at": provider.retired_at,
        "url": _link(visit, brief(provider.id)),
    }


def _new_sheet(visit: Visit, typed: Typed) -> Sheet:
    return visit.sheet(
        "provider_new", status=422 if typed.trouble else 200, trouble=typed.trouble, all=_link(visit),
        trades=[each.value for each in Category], chosen=list(_chosen(typed)),
        **{name: typed.text(name) for name in _FIELDS},
    )  # fmt: skip


def _register(visit: Visit, typed: Typed) -> None:
    company, contact, address, telephone, siret = (typed.text(name) for name in _FIELDS)
    new = NewCompany(company, contact, address, telephone, siret, _chosen(typed))
    try:
        made = company_list.register(visit.session, visit.agency, visit.profile, new, now=visit.now)
    except company_list.Wrong as what:
        raise Incomplete(str(what)) from None
    log.info("company_registered", person_id=visit.person.id, provider_id=made.id)


def _chosen(typed: Typed) -> tuple[str, ...]:
    """A form brings each ticked box under a name of its own."""
    return tuple(each.value for each in Category if typed.text(f"trade_{each.value}"))


def _company(visit: Visit, number: str) -> Provider:
    try:
        provider = company_list.company_numbered(visit.session, visit.agency.id, unbrief(number))
    except Refused:
        raise Nowhere from None
    if provider is None:
        raise Nowhere
    return provider


def _short(category: Category) -> str:
    return _OF_TRADE + category.value[:_LETTERS]


def _trade(with_: str) -> Category | None:
    if not with_.startswith(_OF_TRADE):
        return None
    found = [each for each in Category if _short(each) == with_]
    if not found:
        raise Nowhere
    return found[0]


def _link(visit: Visit, with_: str = "") -> str:
    return visit.link(Page.PROVIDERS, visit.person.id, with_)
