"""Scenes of a mission: the order leaves, a visit is arranged and changed, works are done, confirmed and invoiced."""

from datetime import UTC, datetime

from mailbot.model_orders import BankChange, Invoice
from mailbot.outbound.relay import Uncertain
from mailbot.preview.guide import DURAND, NADIA, SOPHIE, YANIS, Guide, letter_to
from mailbot.preview.props import paper, photo
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Channel

REF, FIRST = "SIG-1042", "OS-2026-0190"
AZUR = "serrurerie.azur@mail.example"
_OTHER_ACCOUNT = "FR4900000000000000000000777"


def send_orders(guide: Guide) -> None:
    """« Envoyer un OS »: the form, a company missing, the order that left, and one whose draft was thrown away."""
    url = guide.case(Page.SEND_ORDER, SOPHIE, REF)
    page = guide.see("filled in", SOPHIE, url)
    guide.press("no company chosen", SOPHIE, page, company="", motif="")
    durand = {"company": f"p{guide.provider('durand')}", "motif": guide.words["motif"]}
    guide.press("sent", SOPHIE, page, **durand, instructions=guide.words["instructions"])
    guide.house.troubles[AZUR] = Uncertain("the connection was lost after the final dot")
    guide.press("", SOPHIE, guide.case(Page.SEND_ORDER, SOPHIE, "SIG-1045"), company=f"p{guide.provider('azur')}")
    guide.house.troubles.clear()
    told = guide.writes(SOPHIE, guide.words["line_order"], ref="SIG-1044", channel=Channel.AGENCY)
    draft = guide.see("a draft", SOPHIE, guide.links(letter_to(told, SOPHIE, "G-14"))[0])
    guide.press("its draft thrown away", SOPHIE, draft, "cancel")
    page = guide.see("not answered yet", SOPHIE, guide.case(Page.RELAUNCH, SOPHIE, REF))
    guide.press("asked again", SOPHIE, page, "relaunch")
    guide.see("asked again today", SOPHIE, guide.case(Page.RELAUNCH, SOPHIE, REF))
    guide.see("nobody to chase", SOPHIE, guide.case(Page.RELAUNCH, SOPHIE, "SIG-1043"))
    page = guide.see("just sent", SOPHIE, guide.case(Page.ORDER, SOPHIE, REF, brief(guide.order(FIRST)[0].id)))
    guide.press("nothing written", SOPHIE, page, "write", words="")
    guide.press("written to", SOPHIE, page, "write", words=guide.words["to_company"])
    guide.see("all of a home", SOPHIE, guide.case(Page.ORDERS, SOPHIE, REF))


def arrange_a_visit(guide: Guide) -> None:
    """Times that suit, times that are offered, the one that is chosen, and the visit that is planned."""
    guide.see("new", DURAND, guide.mission(Page.MISSION, FIRST))
    refused = guide.mission(Page.MISSION, "OS-2026-0191", who=AZUR)
    guide.press("refused", AZUR, refused, "refuse", words=guide.words["not_available"])
    guide.see("of a company", DURAND, guide.own(Page.MISSIONS, DURAND))
    url = guide.case(Page.MY_TIME, NADIA, REF, brief(guide.order(FIRST)[0].id))
    page = guide.see("nothing ticked", NADIA, url)
    guide.press("to be put right", NADIA, page, on="2026-11-20", telephone=guide.words["no_number"])
    guide.press("passed on", NADIA, page, **{"morning-2026-11-24": "yes", "code": "4512B", "pet": guide.words["pet"]})
    slots = guide.mission(Page.SLOTS, FIRST)
    page = guide.see("empty, with what suits the home", DURAND, slots)
    guide.press(
        "a day without hours", DURAND, page, day_1="2026-11-24", from_1="09:00", to_1="11:00", day_2="2026-11-25"
    )
    two = {"day_1": "2026-11-24", "from_1": "09:00", "to_1": "11:00"}
    guide.press("offered", DURAND, page, **two, day_2="2026-11-26", from_2="14:00", to_2="18:00")
    choose = guide.case(Page.CHOOSE, NADIA, REF, guide.visit(FIRST))
    page = guide.see("two times", NADIA, choose)
    guide.press("none chosen", NADIA, page, slot="")
    guide.press("chosen", NADIA, page, slot="1")
    guide.see("chosen by another", YANIS, guide.case(Page.CHOOSE, YANIS, REF, guide.visit(FIRST)))
    plan = guide.see("chosen by the home", DURAND, guide.mission(Page.PLAN, FIRST, guide.visit(FIRST)))
    guide.press("planned", DURAND, plan)
    guide.see("planned, with the way in", DURAND, guide.mission(Page.MISSION, FIRST))
    guide.see("with a visit to come", NADIA, guide.case(Page.REPORT, NADIA, REF))
    guide.see("of a visit", NADIA, guide.case(Page.CALENDAR, NADIA, REF, guide.visit(FIRST)))


def change_the_visit(guide: Guide) -> None:
    """What either side may still change: the menu, each short form, one that is to be put right, and a delay."""
    visit = guide.visit(FIRST)
    guide.see("the menu, at home", NADIA, guide.case(Page.CHANGE_VISIT, NADIA, REF, visit))
    page = guide.see("moved by the home", NADIA, guide.case(Page.CHANGE_VISIT, NADIA, REF, f"{visit}.m"))
    guide.press("a day without an end", NADIA, page, day1="2026-11-26", from1="14:00", words=guide.words["hospital"])
    guide.see("called off by the home", NADIA, guide.case(Page.CHANGE_VISIT, NADIA, REF, f"{visit}.c"))
    guide.see("the menu, of a company", DURAND, guide.mission(Page.CHANGE_VISIT, FIRST, visit))
    page = guide.see("late", DURAND, guide.mission(Page.CHANGE_VISIT, FIRST, f"{visit}.l"))
    guide.press("late, the home is told", DURAND, page, eta="09:40")
    guide.see("nobody there, too early", DURAND, guide.mission(Page.CHANGE_VISIT, FIRST, f"{visit}.x"))


def do_the_works(guide: Guide) -> None:
    """After the visit: what comes next, done with a photo, a problem that is left, and a yes."""
    guide.house.clock.now = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    guide.house.strike()
    step = guide.mission(Page.NEXT_STEP, FIRST)
    page = guide.see("after the visit", DURAND, step)
    guide.press("a quote without a price", DURAND, page, "quote", incl_tax="")
    after = ("fini.jpg", photo("repaired.jpg"))
    guide.press("done, with a photo", DURAND, page, "done", ("photos", after), words=guide.words["done"])
    order = brief(guide.order(FIRST)[0].id)
    url = guide.case(Page.REPAIRED, NADIA, REF, order)
    page = guide.see("is it repaired", NADIA, url)
    guide.press("a problem without words", NADIA, page, "no", words="")
    guide.see("by a manager who telephoned", SOPHIE, guide.case(Page.REPAIRED, SOPHIE, REF, f"{order}.y"))
    guide.press("it is", NADIA, page, "yes")
    guide.see("answered already", YANIS, guide.case(Page.REPAIRED, YANIS, REF, order))


def invoice_the_works(guide: Guide) -> None:
    """The invoice with another account on it, its checks, and the account that is verified by a call."""
    url = guide.mission(Page.INVOICE, FIRST)
    page = guide.see("empty", DURAND, url)
    guide.press("no file chosen", DURAND, page, number="F-2026-88", incl_tax="132")
    sent = paper(guide.words["invoice_paper"], number="F-2026-88", order=FIRST, excl="120,00", tax="12,00",
                 incl="132,00", iban=_OTHER_ACCOUNT)  # fmt: skip
    guide.press("taken", DURAND, page, "", ("files", ("F-2026-88.pdf", sent)))
    guide.see("as it was read", DURAND, url)
    one = guide.case(Page.ONE_INVOICE, SOPHIE, REF, guide.last(Invoice))
    page = guide.see("with another account", SOPHIE, one)
    guide.press("disputed without words", SOPHIE, page, "dispute", words="")
    bank = guide.see("to be verified by a call", SOPHIE, guide.own(Page.BANK, SOPHIE, guide.last(BankChange)))
    guide.press("nobody was called", SOPHIE, bank, "verify")
    guide.press("verified", SOPHIE, bank, "verify", called="yes", iban=_OTHER_ACCOUNT)
    page = guide.see("all is right", SOPHIE, one)
    guide.press("good to pay", SOPHIE, page, "approve")
    guide.see("that came by another way", SOPHIE,
              guide.case(Page.ONE_INVOICE, SOPHIE, REF, f"o{brief(guide.order(FIRST)[0].id)}"))  # fmt: skip
    guide.see("all done", SOPHIE, guide.case(Page.ORDER, SOPHIE, REF, brief(guide.order(FIRST)[0].id)))
    guide.see("all done", DURAND, guide.mission(Page.MISSION, FIRST))
    guide.see("all done, to a manager", SOPHIE, guide.case(Page.REPORT, SOPHIE, REF))
