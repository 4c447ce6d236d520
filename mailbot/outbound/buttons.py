"""What a button in a letter does when it is pressed in a mail program: an answer that is already half written."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from mailbot.templating import Templates
from mailbot.threads.addresses import mailto
from mailbot.threads.pages import Page

_TO_INTAKE = "new_report"
# What opens as a page, where a letter's facts name it in `pages`; the answer by mail stays beside it.
_PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "report": Page.REPORT,
        "write": Page.ANSWER,
        "canned": Page.CANNED,
        "close": Page.CLOSE,
        "reopen": Page.REOPEN,
        "closed_message": Page.CLOSED_MESSAGE,
        "landlord": Page.LANDLORD,
        "alerts": Page.ALERTS,
        "cases": Page.CASES,
        "quote": Page.ASK_QUOTE,
        "one_quote": Page.QUOTE,
        "quotes": Page.QUOTES,
        "decide": Page.DECIDE,
        "reading": Page.READING,
        "draft": Page.DRAFT,
        "own_draft": Page.OWN_DRAFT,
        "publish": Page.PUBLISH,
        "sort": Page.SORT,
        "household": Page.HOUSEHOLD,
        "providers": Page.PROVIDERS,
        "account": Page.ACCOUNT,
        "new_address": Page.NEW_ADDRESS,
        "confirm": Page.CONFIRM,
        "dashboard": Page.DASHBOARD,
        "history": Page.HISTORY,
        "all_quotes": Page.ALL_QUOTES,
        "send_order": Page.SEND_ORDER,
        "order": Page.ORDER,
        "orders": Page.ORDERS,
        "mission": Page.MISSION,
        "slots": Page.SLOTS,
        "choose": Page.CHOOSE,
        "plan": Page.PLAN,
        "change_visit": Page.CHANGE_VISIT,
        "calendar": Page.CALENDAR,
        "next_step": Page.NEXT_STEP,
        "repaired": Page.REPAIRED,
        "invoice": Page.INVOICE,
        "one_invoice": Page.ONE_INVOICE,
        "my_time": Page.MY_TIME,
        "missions": Page.MISSIONS,
        "bank": Page.BANK,
        "address": Page.ADDRESS,
        "waiting": Page.WAITING,
        "alarm": Page.ALARM,
        "relaunch": Page.RELAUNCH,
        "save_address": Page.CONTACT,
    }
)
# What a button downloads lies below its page.
_BELOW: Mapping[str, str] = MappingProxyType({"export": "/export"})
BY_MAIL = "_by_mail"
"""What follows the name of a button that exists as a page too."""
_CALLS = frozenset({"call_on_call", "call_occupant", "call_landlord", "call_agency", "call_company", "call_person"})


def links_for(
    wanted: Iterable[str], *, language: str, reply_to: str, subject: str, intake: str, call: str = "",
    reader: str = "", times: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:  # fmt: skip
    """The address behind each button of a letter, by its name. A button that has none is left out by the letter.

    `reader`: the role of whoever presses it. `call`: the telephone number that the letter's button calls, as people
    write it. `times`: what a slot's number means in this letter, because a mail that a button writes answers none.
    """
    links = {}
    for name in wanted:
        if name == _TO_INTAKE:
            links[name] = f"mailto:{intake}"
        elif name in _CALLS and any(sign.isdigit() for sign in call):
            links[name] = "tel:" + "".join(sign for sign in call if sign.isdigit() or sign == "+")
        elif reply_to and (said := _says(name, reader)) is not None:
            body = said[language]
            if name in times:
                body = f"{body.removesuffix('.')}{' :' if language == 'fr' else ':'} {times[name]}."
            links[name] = mailto(reply_to, subject=f"Re: {subject}", body=body)
    return links


def _says(name: str, reader: str) -> Mapping[str, str] | None:
    """What is sent by pressing a button, by language; None for one that writes no mail."""
    words, number = _answers(), name.removeprefix("slot_")
    if number != name and number.isdecimal():
        return {language: said.format(number=number) for language, said in words["slot"].items()}
    return words.get(f"{name} by {reader}", words.get(name))


@lru_cache(maxsize=1)
def _answers() -> Mapping[str, Mapping[str, str]]:
    answers: Mapping[str, Mapping[str, str]] = Templates("fr", autoescape=False).tables("letters/answers.jinja")[
        "ANSWERS"
    ]
    return answers


def pages_for(
    wanted: Iterable[str], link: Callable[[Page, str], str], links: Mapping[str, str]
) -> dict[str, str]:  # fmt: skip
    """The buttons with pages behind those that have one. `link` makes the address of a page; `canned:MT02` opens the
    page of one ready message, `correct=alerts` is a button of another name than its page. An act that can be done by
    an answer too keeps it, as « close_by_mail »."""
    found = dict(links)
    for wish in wanted:
        name, _, other = wish.partition("=")
        page, _, with_ = (other or name).partition(":")
        if name in links:
            found[f"{name}{BY_MAIL}"] = links[name]
        found[name] = link(_PAGES[page], with_) + _BELOW.get(name, "")
    return found


def lines_with_pages(lines: Iterable[Mapping[str, Any]], link: Callable[[Page, int, str], str]) -> list[dict[str, Any]]:
    """The lines of a digest, each with the pages behind its own buttons: `pages` names them, `seat` is whose they are.
    `link` makes the address of a page for a seat."""
    return [
        {**line, "links": {name.partition(":")[0]: _of_line(line, name, link) for name in line["pages"]}}
        for line in lines
    ]


def _of_line(line: Mapping[str, Any], name: str, link: Callable[[Page, int, str], str]) -> str:
    page, _, with_ = name.partition(":")
    return link(_PAGES[page], line["seat"], with_)
