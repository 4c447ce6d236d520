"""Scenes in which something is in the way: old links, foreign ones, too much at once, and faults of ours."""

from dataclasses import replace
from datetime import datetime

from mailbot.preview.browsers import Browser
from mailbot.preview.guide import NADIA, SOPHIE, Guide
from mailbot.preview.home_scenes import LEAK
from mailbot.preview.mission_scenes import FIRST
from mailbot.threads.pages import Page
from mailbot.web.app import web_app
from mailbot.web.rates import Rates

_MORE = 250_000
"""Octets that nobody types."""
_NOWHERE = "/p/" + "a" * 36


def links_that_lead_nowhere(guide: Guide) -> None:
    """A link that is none, one of another site, and addresses that nobody has."""
    guide.see("a link that we never made", "", _NOWHERE)
    guide.see("an address that there is not", "", "/admin")
    page = guide.browser(NADIA).open(guide.case(Page.ANSWER, NADIA, LEAK))
    guide.noted("a request that no page makes", NADIA, guide.browser(NADIA).ask("PUT", page.url))
    foreign = {"sec-fetch-site": "cross-site"}
    guide.noted("a form of another site", NADIA, guide.browser(NADIA).ask("POST", page.url, b"words=x", **foreign))
    long = b"words=" + b"x" * _MORE
    kind = "application/x-www-form-urlencoded"
    guide.noted("more than anybody writes", NADIA, guide.browser(NADIA).ask("POST", page.url, long, kind))


def somebody_who_guesses(guide: Guide) -> None:
    """Too many links that are none, from one address."""
    browser = Browser(web_app(guide.house.world, Rates()), guide.house, host="203.0.113.7")
    answers = [browser.open(f"{_NOWHERE[:-3]}{number:03}".replace("0", "b").replace("1", "c")) for number in range(60)]
    guide.noted("too many at once", "", next(each for each in answers if each.status == 429))


def faults_of_ours(guide: Guide) -> None:
    """The disk is full, and a fault that nobody foresaw: what was typed comes back."""
    full = Browser(web_app(replace(guide.house.world, has_room=lambda: False)), guide.house)
    url = guide.mission(Page.INVOICE, FIRST)
    page = full.open(url)
    sent = (("files", ("F-2026-88.pdf", b"%PDF-1.7 ")),)
    guide.noted("the disk is full", "", full.press(page, "", sent, {}))

    def broken() -> datetime:
        raise ZeroDivisionError("a fault for the workshop")

    faulty = Browser(web_app(replace(guide.house.world, clock=broken)), guide.house)
    page = guide.browser(NADIA).open(guide.case(Page.ANSWER, NADIA, LEAK))
    words = {"words": guide.words["still_dripping"]}
    guide.noted("with what was typed", "", faulty.press(page, "", (), words))


def links_that_are_over(guide: Guide) -> None:
    """An old link asks for a new one; somebody who has left finds the agency's number."""
    old = guide.case(Page.ANSWER, NADIA, LEAK)
    left = guide.own(Page.CASES, "gilbert.roux@laposte.example")
    guide.see("of a former tenant", "", left)
    guide.house.clock.forward(days=20)
    guide.see("too old", NADIA, old)
    guide.noted("asked for", NADIA, guide.browser(NADIA).ask("POST", f"{old}/fresh"))
    guide.see("three weeks later", SOPHIE, guide.own(Page.DASHBOARD, SOPHIE))
