"""Scenes of whoever lives there: a report with its photo, its answers, closing and coming back, one's own pages."""

from mailbot.preview.guide import INTAKE, NADIA, ODETTE, SOPHIE, TOM, YANIS, Guide, letter_to
from mailbot.preview.props import photo
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel

LEAK = "SIG-1046"


def report_the_leak(guide: Guide) -> None:
    """Nadia writes, and everybody looks at the report."""
    files = (("IMG_2041.jpg", photo("leak.jpg")), ("IMG_2042.jpg", photo("ceiling.jpg")))
    guide.house.mail(
        NADIA, INTAKE, guide.words["leak"], subject=guide.words["leak_subject"], files=files, name="Nadia Belkacem"
    )  # fmt: skip
    guide.see("new, to its author", NADIA, guide.case(Page.REPORT, NADIA, LEAK))
    guide.see("new, to a manager", SOPHIE, guide.case(Page.REPORT, SOPHIE, LEAK))
    guide.writes(SOPHIE, guide.words["taken_in_hand"], ref=LEAK)
    guide.writes(YANIS, guide.words["same_here"], ref=LEAK)
    guide.writes(NADIA, guide.words["times_in_private"], ref=LEAK, channel=Channel.AGENCY)
    guide.see("with answers, to its author", NADIA, guide.case(Page.REPORT, NADIA, LEAK))
    guide.see("with answers, to a manager", SOPHIE, guide.case(Page.REPORT, SOPHIE, LEAK))
    guide.see("closed long ago, to its author", NADIA, guide.case(Page.REPORT, NADIA, "SIG-0988"))
    guide.see("in English", TOM, guide.case(Page.REPORT, TOM, "SIG-1045"))


def answer_it(guide: Guide) -> None:
    """The empty field, a press without words, and words that are passed on."""
    url = guide.case(Page.ANSWER, YANIS, LEAK)
    page = guide.see("empty", YANIS, url)
    guide.press("nothing typed", YANIS, page, words="")
    guide.press("sent", YANIS, page, words=guide.words["still_dripping"])
    guide.see("by a manager", SOPHIE, guide.case(Page.ANSWER, SOPHIE, LEAK))


def close_and_bring_back(guide: Guide) -> None:
    """Odette closes her own report and brings it back; Yanis may not close what Nadia reported."""
    url = guide.case(Page.CLOSE, ODETTE, "SIG-1044")
    guide.see("by its author", ODETTE, url)
    guide.see("somebody else's", YANIS, guide.case(Page.CLOSE, YANIS, LEAK))
    manager = guide.see("by a manager", SOPHIE, guide.case(Page.CLOSE, SOPHIE, "SIG-1044"))
    guide.press("no reason chosen", SOPHIE, manager, reason="", words=guide.words["thank_you"])
    guide.press("done, by its author", ODETTE, url, words=guide.words["it_works"])
    guide.press("too late", SOPHIE, manager, reason="repaired")
    guide.see("closed, to its author", ODETTE, guide.case(Page.REPORT, ODETTE, "SIG-1044"))
    _write_on_closed(guide)
    back = guide.see("by its author", ODETTE, guide.case(Page.REOPEN, ODETTE, "SIG-1044"))
    guide.press("done", ODETTE, back, words=guide.words["it_is_back"])


def _write_on_closed(guide: Guide) -> None:
    """Odette writes on it twice: once it stays closed, once it is another problem."""
    urls = []
    for _ in range(2):
        told = guide.writes(ODETTE, guide.words["still_something"], ref="SIG-1044")
        # Rouvrir, then the page for the rest.
        urls.append(guide.links(letter_to(told, SOPHIE, "G-17"))[1])
    guide.see("another problem, or nothing", SOPHIE, urls[0])
    guide.press("left closed", SOPHIE, urls[0], "leave")
    guide.see("decided", SOPHIE, urls[0])
    guide.press("a new report", SOPHIE, urls[1], "new")


def ones_own_pages(guide: Guide) -> None:
    """Lists, alerts, what is on file about oneself, and another address."""
    guide.see("of a tenant", NADIA, guide.own(Page.CASES, NADIA))
    guide.see("of a tenant with nothing", "chen.wei@mail.example", guide.own(Page.CASES, "chen.wei@mail.example"))
    alerts = guide.see("of a tenant", NADIA, guide.own(Page.ALERTS, NADIA))
    guide.press("changed", NADIA, alerts, alerts="daily")
    account = guide.see("as it is on file", NADIA, guide.own(Page.ACCOUNT, NADIA))
    wrong = {"full_name": "", "telephone": guide.words["no_number"], "family_name": ""}
    guide.press("to be put right", NADIA, account, **wrong)
    guide.press("saved", NADIA, account, telephone="06 39 98 10 77")
    guide.see("of a company", "patrick@plomberie-durand.example",
              guide.own(Page.ACCOUNT, "patrick@plomberie-durand.example"))  # fmt: skip
    guide.see("of a tenant", NADIA, guide.own(Page.CONTACT, NADIA))
    address = guide.see("empty", YANIS, guide.own(Page.ACCOUNT, YANIS, "a"))
    guide.press("not an address", YANIS, address, address="yanis(at)ailleurs")
    before = len(guide.house.boxes)
    guide.press("asked for", YANIS, address, address="yanis.belkacem@ailleurs.example")
    for state, letter in zip(("at the new address", "at the old address"), guide.links_since(before), strict=False):
        guide.see(state, YANIS, letter)


def by_letter(guide: Guide) -> None:
    """Pages of strangers: « C'est bien moi »."""
    work = "n.belkacem@travail.example"
    letters = guide.house.mail(work, INTAKE, guide.words["from_work"], subject=guide.words["from_work_subject"])
    [url] = guide.links(letter_to(letters, work, "T-22"))
    page = guide.see("asks for the usual address", "", url)
    guide.press("nothing typed", "", page, address="")
    guide.press("sent", "", page, address=NADIA)
