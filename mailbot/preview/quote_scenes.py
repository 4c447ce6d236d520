"""Scenes about prices: a company is asked, answers with a paper, the landlord decides, and money needs a yes."""

from datetime import timedelta

from mailbot.demo.letterboxes import Delivered
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.preview.guide import BERNARD, SOPHIE, Guide, letter_to
from mailbot.preview.home_scenes import LEAK
from mailbot.preview.props import paper
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Channel, ThreadKind

MARTIN = "plomberie.martin@mail.example"


def ask_companies(guide: Guide) -> None:
    """A request: nobody chosen, a yes from the address on file, sent; and one whose draft was thrown away."""
    page = guide.see("filled in", SOPHIE, guide.case(Page.ASK_QUOTE, SOPHIE, LEAK))
    guide.press("no company chosen", SOPHIE, page, "", company="", motif="")
    durand = {"company": f"p{guide.provider('durand')}", "motif": guide.words["motif"]}
    before = len(guide.house.boxes)
    guide.press("a letter asks for a yes", SOPHIE, page, "", **durand)
    [url] = guide.links_since(before)
    waits = guide.see("waits for a yes", SOPHIE, url)
    guide.press("sent", SOPHIE, waits, "confirm")
    guide.see("confirmed already", SOPHIE, url)
    told = guide.writes(SOPHIE, guide.words["line_quote"], ref=LEAK, channel=Channel.AGENCY)
    draft = guide.see("a draft", SOPHIE, guide.links(letter_to(told, SOPHIE, "G-14"))[0])
    guide.press("its draft thrown away", SOPHIE, draft, "cancel")
    page = guide.browser(SOPHIE).open(guide.case(Page.ASK_QUOTE, SOPHIE, LEAK))
    other = {"company": "other", "company_name": guide.words["other_company"], "address": MARTIN}
    guide.press("", SOPHIE, page, "", **other)


def receive_quotes(guide: Guide) -> None:
    """Two companies answer; a manager looks at one quote, and at both."""
    durand, martin = quotes_of(guide, LEAK)
    guide.see("asked, not answered", SOPHIE, guide.case(Page.QUOTE, SOPHIE, LEAK, brief(durand)))
    sent = paper(guide.words["quote_paper"], number="D2026-311", excl="480,00", tax="48,00", incl="528,00")
    company_answers(guide, durand, guide.words["quote_sent"], files=(("devis-durand.pdf", sent),))
    sent = paper(guide.words["quote_paper"], number="2026/88", excl="440,00", tax="44,00", incl="484,00")
    company_answers(guide, martin, guide.words["quote_sent"], who=MARTIN, files=(("devis-martin.pdf", sent),))
    url = guide.case(Page.QUOTE, SOPHIE, LEAK, brief(durand))
    page = guide.see("to be decided", SOPHIE, url)
    guide.press("no reason given", SOPHIE, page, "refuse", why="")
    guide.press("figures that cannot be", SOPHIE, page, "correct", incl_tax="100", excl_tax="101")
    guide.press("put right", SOPHIE, url, "correct", incl_tax="528", excl_tax="480", vat_rate="10")
    guide.see("every one", SOPHIE, guide.own(Page.ALL_QUOTES, SOPHIE))


def ask_the_landlord(guide: Guide) -> None:
    """Both are laid before Bernard, who asks back, agrees, and may come back to it."""
    durand, martin = quotes_of(guide, LEAK)
    url = guide.case(Page.QUOTES, SOPHIE, LEAK)
    page = guide.see("side by side", SOPHIE, url)
    picked = {f"quote_{durand}": "yes", f"quote_{martin}": "yes"}
    guide.press("no advice typed", SOPHIE, page, "ask", advice="", **picked)
    by = (guide.house.clock.now + timedelta(days=4)).date().isoformat()
    told = {"advice": guide.words["advice"], "reason": "charge", "answer_by": by} | picked
    guide.press("the landlord is asked", SOPHIE, page, "ask", **told)
    guide.see("while the landlord thinks", SOPHIE, url)
    decide = guide.case(Page.DECIDE, BERNARD, LEAK, guide.last(LandlordAsk), kind=ThreadKind.PRIVATE)
    page = guide.see("two quotes", BERNARD, decide)
    guide.press("a question without words", BERNARD, page, "question", words="")
    guide.press("a question", BERNARD, page, "question", words=guide.words["landlord_asks"])
    look_over_the_reading(guide)
    page = guide.browser(BERNARD).open(decide)
    before = len(guide.house.boxes)
    guide.press("a letter asks for a yes, to a landlord", BERNARD, page, "yes", quote=str(durand))
    [url] = guide.links_since(before)[:1]
    waits = guide.see("waits for a landlord's yes", BERNARD, url)
    guide.press("agreed", BERNARD, waits, "confirm")
    guide.see("agreed, a while later", BERNARD, decide)
    guide.house.clock.forward(minutes=16)
    guide.house.strike()
    guide.see("the company is told", BERNARD, decide)
    guide.see("decided", SOPHIE, guide.case(Page.QUOTE, SOPHIE, LEAK, brief(durand)))
    guide.see("decided", SOPHIE, guide.case(Page.QUOTES, SOPHIE, LEAK))


def look_over_the_reading(guide: Guide) -> None:
    """Bernard writes, and Sophie looks at what was read in it: exact, and then not quite."""
    guide.writes(BERNARD, guide.words["landlord_writes"], ref=LEAK, channel=Channel.PRIVATE, kind=ThreadKind.PRIVATE)
    url = guide.case(Page.READING, SOPHIE, LEAK, guide.last(LandlordAnswer), kind=ThreadKind.PRIVATE)
    page = guide.see("read in a mail", SOPHIE, url)
    guide.press("no reading chosen", SOPHIE, page, "correct")
    guide.press("exact", SOPHIE, url, "exact")
    page = guide.see("confirmed", SOPHIE, url)
    guide.press("put right", SOPHIE, page, "correct", says="condition")
    guide.see("read otherwise since", SOPHIE, url)


def company_answers(
    guide: Guide, quote: int, words: str, *, who: str = "patrick@plomberie-durand.example",
    files: tuple[tuple[str, bytes], ...] = (),
) -> list[Delivered]:  # fmt: skip
    """A company answers to a request."""
    return guide.writes(who, words, ref=LEAK, kind=ThreadKind.QUOTE, about=quote, files=files)


def quotes_of(guide: Guide, ref: str) -> list[int]:
    """The quotes of a report that are not dropped, in the order in which they were asked for."""
    with guide.house.world.database.looking() as session:
        rows = session.query(Quote).filter(Quote.report_id == guide.report(ref)).order_by(Quote.id)
        return [row.id for row in rows]
