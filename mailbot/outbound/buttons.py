"""What a button in a letter does when it is pressed in a mail program: an answer that is already half written."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from mailbot.threads.addresses import mailto
from mailbot.threads.pages import Page

# What people send by pressing a button: their words, not ours, so that the reader understands them like any other.
_SAYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "settled": {"fr": "C’est finalement réglé.", "en": "It is settled after all."},
        "close": {"fr": "C’est réglé, vous pouvez clôturer.", "en": "It is settled, you can close it."},
        "reopen": {"fr": "Rouvrez ce dossier.", "en": "Please reopen this case."},
        # A manager's is an instruction, and nothing that the home should read.
        "close by manager": {"fr": "Clôturez ce signalement.", "en": "Close this report."},
        "not_settled": {"fr": "Le problème n’est pas réglé.", "en": "The problem is not settled."},
        "same_problem": {"fr": "C’est le même problème.", "en": "It is the same problem."},
        "was_me": {"fr": "Oui, c’était bien moi.", "en": "Yes, it was me."},
        "was_not_me": {"fr": "Non, ce n’était pas moi.", "en": "No, it was not me."},
        "correct": {
            "fr": "Ce n’est pas ce que je voulais dire : le problème n’est pas réglé.",
            "en": "That is not what I meant: the problem is not settled.",
        },
        "safe": {"fr": "Je suis en sécurité.", "en": "I am safe."},
        "reply": {"fr": "", "en": ""},
        "photo": {"fr": "", "en": ""},
        "detail": {"fr": "", "en": ""},
        "may_inform": {"fr": "Vous pouvez en informer le locataire.", "en": "You may tell the tenant."},
        "availability": {"fr": "Mes disponibilités : ", "en": "I am available: "},
        "anytime": {"fr": "Peu importe, prévenez-moi.", "en": "Any time suits me, just let me know."},
        "send_quote": {"fr": "Veuillez trouver notre devis ci-joint.", "en": "Please find our quote attached."},
        "propose_visit": {
            "fr": "Nous souhaitons passer voir sur place. Nos créneaux : ",
            "en": "We would like to see the place first. Our slots: ",
        },
        "cannot_quote": {
            "fr": "Nous déclinons cette demande : nous ne sommes pas disponibles.",
            "en": "We decline this request: we are not available.",
        },
        "propose_slots": {
            "fr": "Nous pouvons intervenir : ",
            "en": "We can come: ",
        },
        "not_available": {
            "fr": "Nous ne sommes pas disponibles.",
            "en": "We are not available.",
        },
        **{
            f"slot_{number}": {"fr": f"Je choisis le créneau {number}.", "en": f"I choose slot {number}."}
            for number in range(1, 10)
        },
        "none_suits": {
            "fr": "Aucun de ces créneaux ne me convient. Je préférerais : ",
            "en": "None of these slots suits me. I would prefer: ",
        },
        "does_not_suit": {
            "fr": "Ce créneau ne me convient pas. Je préférerais : ",
            "en": "This slot does not suit me. I would prefer: ",
        },
        "change_mind": {"fr": "Je change d’avis. Je préfère : ", "en": "I have changed my mind. I prefer: "},
        "plan_it": {"fr": "C’est d’accord, l’intervention est planifiée.", "en": "Agreed, the visit is planned."},
        "no_longer_possible": {
            "fr": "Ce n’est plus possible. Nos autres créneaux : ",
            "en": "It is no longer possible. Our other slots: ",
        },
        "done": {"fr": "Intervention réalisée.", "en": "The works are done."},
        "second_visit": {"fr": "Un second passage est nécessaire : ", "en": "A second visit is needed: "},
        "absent": {"fr": "Occupant absent.", "en": "Nobody was there."},
        "not_done": {"fr": "Ce n’est pas terminé : ", "en": "It is not finished: "},
        "send_photos": {"fr": "Voici les photos de l’état final.", "en": "Here are photos of the finished works."},
        "send_invoice": {"fr": "Veuillez trouver notre facture ci-jointe.", "en": "Please find our invoice attached."},
        "repaired": {"fr": "Oui, c’est réparé.", "en": "Yes, it is repaired."},
        "not_repaired": {"fr": "Non, il reste un problème : ", "en": "No, there is still a problem: "},
        "nobody_came": {"fr": "Personne n’est venu.", "en": "Nobody came."},
        "accept_time": {"fr": "Oui, ce créneau me convient.", "en": "Yes, that time suits me."},
        "refuse_time": {
            "fr": "Ce créneau ne me convient pas. Je préférerais : ",
            "en": "That time does not suit me. I would rather: ",
        },
        "will_be_there": {"fr": "Je serai là.", "en": "I will be there."},
        "move_visit": {
            "fr": "Je dois décaler le rendez-vous. Autres moments possibles : ",
            "en": "I have to move the appointment. Other times that are possible: ",
        },
        "late": {"fr": "Je serai en retard. Arrivée vers : ", "en": "I will be late. Arriving at about: "},
        "validate": {"fr": "Oui, c’est exact.", "en": "Yes, that is right."},
        "not_that": {
            "fr": "Non, ce n’est pas nous : ne changez rien.",
            "en": "No, that was not us: change nothing.",
        },
        "correct_invoice": {
            "fr": "Veuillez trouver notre facture corrigée ci-jointe.",
            "en": "Please find our corrected invoice attached.",
        },
        "correct_amount": {"fr": "Le montant exact est : ", "en": "The right amount is: "},
        "question": {"fr": "", "en": ""},
        "already_came": {
            "fr": "L’intervention a déjà eu lieu.",
            "en": "The work has already been done.",
        },
        "call_me": {"fr": "Appelez-moi, s’il vous plaît.", "en": "Please call me."},
        "attach_1": {"fr": "Rattacher au dossier", "en": "Attach to case"},
        "attach_2": {"fr": "Rattacher au dossier", "en": "Attach to case"},
        "open_report": {"fr": "Nouveau signalement.", "en": "New report."},
        "not_ours": {"fr": "Ce n’est pas pour nous.", "en": "This is not for us."},
        "is_breakdown": {"fr": "En fait, c’est une panne.", "en": "It is a breakdown after all."},
    }
)
_TO_INTAKE = "new_report"
# What opens as a page, where a letter's facts name it in `pages`; the answer by mail stays beside it.
_PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "report": Page.REPORT,
        "write": Page.ANSWER,
        "canned": Page.CANNED,
        "close": Page.CLOSE,
        "reopen": Page.REOPEN,
        "landlord": Page.LANDLORD,
        "alerts": Page.ALERTS,
        "cases": Page.CASES,
        "quote": Page.ASK_QUOTE,
        "one_quote": Page.QUOTE,
        "quotes": Page.QUOTES,
        "decide": Page.DECIDE,
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
        elif name in _SAYS and reply_to:
            body = _says(name, reader)[language]
            if name in times:
                body = f"{body.removesuffix('.')}{' :' if language == 'fr' else ':'} {times[name]}."
            links[name] = mailto(reply_to, subject=f"Re: {subject}", body=body)
    return links


def _says(name: str, reader: str) -> Mapping[str, str]:
    return _SAYS.get(f"{name} by {reader}", _SAYS[name])


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
