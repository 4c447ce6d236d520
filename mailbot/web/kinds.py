"""Which page is behind which link: one row a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from mailbot.threads.pages import Page
from mailbot.web import (
    account_page,
    address_page,
    alarm_page,
    alerts_page,
    all_quotes_page,
    answer_page,
    ask_quote_page,
    bank_page,
    calendar_page,
    canned_page,
    canned_set_page,
    cases_page,
    change_visit_page,
    choose_page,
    close_page,
    closed_message_page,
    contact_page,
    dashboard_page,
    decide_page,
    draft_page,
    erase_page,
    history_page,
    household_page,
    invoice_page,
    landlord_page,
    mask_page,
    mission_page,
    missions_page,
    my_time_page,
    new_address_page,
    next_step_page,
    one_invoice_page,
    order_page,
    orders_page,
    own_draft_page,
    person_page,
    plan_page,
    private_report_page,
    providers_page,
    publish_page,
    quote_page,
    quotes_page,
    reading_page,
    relaunch_page,
    reopen_page,
    repaired_page,
    report_page,
    send_order_page,
    slots_page,
    sort_page,
    waiting_page,
)
from mailbot.web.visits import CaseVisit, Engagement, Sheet, Typed, Visit

V = TypeVar("V", bound=Visit)


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """What a page does. Whoever only looks has no `press`."""

    show: Callable[[V, Typed], Sheet]
    """The page as things stand, with what was typed. It only reads: for a GET, and for a POST that came too late."""
    press: Callable[[V, Typed], None] | None = None
    """What the button does. Raises Refused or Incomplete before it has changed anything: the page is shown again."""
    done: Callable[[V, datetime | None], Sheet] | None = None
    """What is said once it is done; with the moment when the same form comes a second time."""
    money: Callable[[V, Typed], bool] | None = None
    """Whether this press engages money: it then acts in a proven browser alone (FEATURES, rule 4). None: never."""
    engages: Callable[[V, Typed], Engagement] | None = None
    """What such a press would do, for the page that asks for a yes. It only reads; a page with `money` has it."""
    carries: Callable[[V, Typed], bytes | None] | None = None
    """The mail that the files of its form stand for, made before the press; None when no file came. Raises Incomplete.
    Only a page that has it takes files."""
    asks: frozenset[str] = frozenset()
    """The fields that its address may carry (?q=…), to look something up: they are shown as typed."""


OF_A_CASE: Mapping[Page, Kind[CaseVisit]] = MappingProxyType(
    {
        Page.REPORT: Kind(report_page.show),
        Page.ANSWER: Kind(answer_page.show, answer_page.press, answer_page.done),
        Page.CLOSE: Kind(close_page.show, close_page.press, close_page.done),
        Page.REOPEN: Kind(reopen_page.show, reopen_page.press, reopen_page.done),
        Page.CLOSED_MESSAGE: Kind(closed_message_page.show, closed_message_page.press, closed_message_page.done),
        Page.LANDLORD: Kind(landlord_page.show, landlord_page.press, landlord_page.done),
        Page.ASK_QUOTE: Kind(
            ask_quote_page.show,
            ask_quote_page.press,
            ask_quote_page.done,
            money=ask_quote_page.engages_money,
            engages=ask_quote_page.engages,
        ),
        Page.SEND_ORDER: Kind(
            send_order_page.show,
            send_order_page.press,
            send_order_page.done,
            money=send_order_page.engages_money,
            engages=send_order_page.engages,
        ),
        Page.ORDER: Kind(order_page.show, order_page.press, order_page.done),
        Page.ORDERS: Kind(orders_page.show),
        Page.CANNED: Kind(canned_page.show, canned_page.press, canned_page.done),
        Page.QUOTES: Kind(quotes_page.show, quotes_page.press, quotes_page.done),
        Page.QUOTE: Kind(
            quote_page.show, quote_page.press, quote_page.done, quote_page.engages_money, quote_page.engages
        ),
        Page.DECIDE: Kind(
            decide_page.show, decide_page.press, decide_page.done, decide_page.engages_money, decide_page.engages
        ),
        Page.READING: Kind(
            reading_page.show, reading_page.press, reading_page.done, reading_page.engages_money, reading_page.engages
        ),
        Page.DRAFT: Kind(draft_page.show, draft_page.press, draft_page.done),
        Page.PUBLISH: Kind(publish_page.show, publish_page.press, publish_page.done),
        Page.MY_TIME: Kind(my_time_page.show, my_time_page.press, my_time_page.done),
        Page.CHANGE_VISIT: Kind(change_visit_page.show, change_visit_page.press, change_visit_page.done),
        Page.CALENDAR: Kind(calendar_page.show),
        Page.ERASE: Kind(
            erase_page.show,
            erase_page.press,
            erase_page.done,
            money=erase_page.engages_money,
            engages=erase_page.engages,
        ),
        Page.MASK: Kind(
            mask_page.show, mask_page.press, mask_page.done, money=mask_page.engages_money, engages=mask_page.engages
        ),
        Page.SORT: Kind(sort_page.show, sort_page.press, sort_page.done),
        Page.NEXT_STEP: Kind(
            next_step_page.show, next_step_page.press, next_step_page.done, carries=next_step_page.carries
        ),
        Page.REPAIRED: Kind(repaired_page.show, repaired_page.press, repaired_page.done, carries=repaired_page.carries),
        Page.INVOICE: Kind(invoice_page.show, invoice_page.press, invoice_page.done, carries=invoice_page.carries),
        Page.ONE_INVOICE: Kind(
            one_invoice_page.show,
            one_invoice_page.press,
            one_invoice_page.done,
            money=one_invoice_page.engages_money,
            engages=one_invoice_page.engages,
        ),
        Page.MISSION: Kind(mission_page.show, mission_page.press, mission_page.done),
        Page.SLOTS: Kind(slots_page.show, slots_page.press, slots_page.done),
        Page.CHOOSE: Kind(choose_page.show, choose_page.press, choose_page.done),
        Page.RELAUNCH: Kind(relaunch_page.show, relaunch_page.press, relaunch_page.done),
        Page.ALARM: Kind(alarm_page.show, alarm_page.press, alarm_page.done),
        Page.PLAN: Kind(plan_page.show, plan_page.press, plan_page.done),
    }
)
"""Pages of a report: their reader has a seat there."""

OF_ONES_OWN: Mapping[Page, Kind[Visit]] = MappingProxyType(
    {
        Page.CASES: Kind(cases_page.show),
        Page.PRIVATE_REPORT: Kind(private_report_page.show, private_report_page.press, private_report_page.done),
        Page.ALERTS: Kind(alerts_page.show, alerts_page.press, alerts_page.done),
        Page.DASHBOARD: Kind(dashboard_page.show),
        Page.HISTORY: Kind(history_page.show, history_page.press, history_page.done, asks=history_page.FIELDS),
        Page.ALL_QUOTES: Kind(all_quotes_page.show, asks=all_quotes_page.FIELDS),
        Page.HOUSEHOLD: Kind(household_page.show, household_page.press, household_page.done, asks=frozenset({"q"})),
        Page.OWN_DRAFT: Kind(own_draft_page.show, own_draft_page.press, own_draft_page.done),
        Page.CANNED_SET: Kind(canned_set_page.show, canned_set_page.press, canned_set_page.done),
        Page.ACCOUNT: Kind(account_page.show, account_page.press, account_page.done),
        Page.NEW_ADDRESS: Kind(new_address_page.show, new_address_page.press, new_address_page.done),
        Page.PERSON: Kind(
            person_page.show,
            person_page.press,
            person_page.done,
            money=person_page.engages_money,
            engages=person_page.engages,
        ),
        Page.ADDRESS: Kind(address_page.show, address_page.press, address_page.done),
        Page.BANK: Kind(
            bank_page.show, bank_page.press, bank_page.done, money=bank_page.engages_money, engages=bank_page.engages
        ),
        Page.PROVIDERS: Kind(providers_page.show, providers_page.press, providers_page.done),
        Page.MISSIONS: Kind(missions_page.show, missions_page.press, missions_page.done),
        Page.CONTACT: Kind(contact_page.show),
        Page.WAITING: Kind(waiting_page.show, waiting_page.press, waiting_page.done, asks=waiting_page.FIELDS),
    }
)
"""Pages that belong to a person."""

TAKE_FILES: frozenset[Page] = frozenset(page for page, kind in OF_A_CASE.items() if kind.carries is not None)
"""The pages that take files."""
OFFERED: frozenset[Page] = frozenset({*OF_A_CASE, *OF_ONES_OWN, Page.CONFIRM})


def kind_of(visit: Visit) -> Kind[Any]:
    """What the page of a visit does."""
    page = visit.page.page
    return OF_ONES_OWN[page] if visit.page.is_own else OF_A_CASE[page]
