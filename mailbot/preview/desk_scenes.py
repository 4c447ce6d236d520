"""Scenes of the manager's desk: what is to be done, what was, ready messages, filing, and what waits for a person."""

from mailbot.demo.letterboxes import Delivered
from mailbot.outbound.relay import PutOff
from mailbot.preview.files_kept import person_paper, report_paper
from mailbot.preview.guide import BERNARD, GILBERT, INTAKE, KARIM, NADIA, ON_CALL, SOPHIE, TOM, Guide, letter_to
from mailbot.preview.home_scenes import LEAK
from mailbot.preview.props import photo
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Channel, ThreadKind

_STRANGER = "syndic@residence-lilas.example"


def look_over_everything(guide: Guide) -> None:
    """The dashboard, the lists, the history and one report of it."""
    guide.see("in the middle of the day", SOPHIE, guide.own(Page.DASHBOARD, SOPHIE))
    guide.see("of a manager", SOPHIE, guide.own(Page.CASES, SOPHIE))
    guide.see("of a landlord", BERNARD, guide.own(Page.CASES, BERNARD))
    guide.see("of a manager", SOPHIE, guide.own(Page.ALERTS, SOPHIE))
    history = guide.own(Page.HISTORY, SOPHIE)
    guide.see("all of it", SOPHIE, history)
    guide.see("searched", SOPHIE, f"{history}?q=evier&category=plumbing")
    guide.see("nothing found", SOPHIE, f"{history}?q=ascenseur")
    one = guide.own(Page.HISTORY, KARIM, f"r{brief(guide.report(LEAK))}")
    guide.see("to be opened", KARIM, one)
    guide.press("opened", KARIM, one)


def use_ready_messages(guide: Guide) -> None:
    """The set, one message, in both hands: to be sent, and to be rewritten."""
    guide.see("all of them", SOPHIE, guide.own(Page.CANNED_SET, SOPHIE))
    text = guide.see("ours", SOPHIE, guide.own(Page.CANNED_SET, SOPHIE, "MT02fr"))
    guide.press("nothing typed", SOPHIE, text, "keep", words="")
    guide.press("kept", SOPHIE, text, "keep", label=guide.words["canned_label"], words=guide.words["canned_words"])
    guide.see("for a report", SOPHIE, guide.case(Page.CANNED, SOPHIE, LEAK))
    page = guide.see("filled in", SOPHIE, guide.case(Page.CANNED, SOPHIE, LEAK, "MT01"))
    guide.press("nothing left of it", SOPHIE, page, words="")
    guide.press("sent", SOPHIE, page)
    blank = guide.see("with a blank to fill in", SOPHIE, guide.case(Page.CANNED, SOPHIE, LEAK, "MT07"))
    guide.press("with a blank left", SOPHIE, blank)


def file_reports(guide: Guide) -> None:
    """Sorted, written to the landlord alone, told to the home, and drafts that wait for a yes."""
    sort = guide.see("open", SOPHIE, guide.case(Page.SORT, SOPHIE, LEAK))
    guide.press("filed", SOPHIE, sort, "sort", urgency="urgent")
    landlord = guide.see("to the landlord", SOPHIE, guide.case(Page.LANDLORD, SOPHIE, LEAK))
    guide.press("to the landlord, sent", SOPHIE, landlord, words=guide.words["to_landlord"])
    guide.see("private, to the landlord", BERNARD, guide.case(Page.REPORT, BERNARD, LEAK, kind=ThreadKind.PRIVATE))
    guide.see("private, to a manager", SOPHIE, guide.case(Page.REPORT, SOPHIE, LEAK, kind=ThreadKind.PRIVATE))
    page = guide.see("empty", SOPHIE, guide.own(Page.PRIVATE_REPORT, SOPHIE))
    home = next(value for name, value in guide.choices(page, "dwelling").items() if name.startswith("L-A12"))
    told = {"dwelling": home, "object": guide.words["boiler"], "category": "heating"}
    guide.press("nothing typed", SOPHIE, page, **told, words="")
    opened = guide.press("opened", SOPHIE, page, **told, words=guide.words["boiler_to_landlord"])
    assert opened.sheet is not None
    publish = guide.case(Page.PUBLISH, SOPHIE, str(opened.sheet.facts["ref"]), kind=ThreadKind.PRIVATE)
    page = guide.see("a private report", SOPHIE, publish)
    guide.press("nothing typed", SOPHIE, page, words="")
    guide.press("told", SOPHIE, page, object=guide.words["boiler"], words=guide.words["boiler_to_home"])


def prepare_by_mail(guide: Guide) -> None:
    """A line of a manager prepares a letter or an invitation, and its page shows it first."""
    told = guide.writes(SOPHIE, guide.words["line_to_landlord"], ref=LEAK, channel=Channel.AGENCY)
    page = guide.see("ready", SOPHIE, guide.links(letter_to(told, SOPHIE, "G-14"))[0])
    guide.press("thrown away", SOPHIE, page, "cancel")
    told = guide.writes(SOPHIE, guide.words["line_invites"], ref=LEAK, channel=Channel.AGENCY)
    page = guide.see("ready", SOPHIE, guide.links(letter_to(told, SOPHIE, "G-14"))[0])
    guide.press("a date that is none", SOPHIE, page, "send", arrival="31/02/2027")
    guide.press("done", SOPHIE, page, "send")


def keep_homes_and_companies(guide: Guide) -> None:
    """The homes, one of them, each change and its undoing; the companies."""
    homes = guide.see("all of them", SOPHIE, guide.own(Page.HOUSEHOLD, SOPHIE))
    guide.see("searched in vain", SOPHIE, f"{homes.url}?q=zzz")
    url = guide.own(Page.HOUSEHOLD, SOPHIE, brief(guide.dwelling("L-F03")))
    home = guide.see("with who comes and who goes", SOPHIE, url)
    guide.press("an invitation to be put right", SOPHIE, home, "tenant", name="", address="awa", arrival="")
    guide.press("renamed", SOPHIE, home, "rename", home_name=guide.words["new_home_name"])
    awa = {"name": "Awa Diop", "address": "awa.diop@mail.example", "arrival": "2027-01-04", "on_lease": "yes"}
    done = guide.press("a tenant invited", SOPHIE, url, "tenant", **awa)
    assert done.sheet is not None
    undo = guide.see("before it is taken back", SOPHIE, str(done.sheet.facts["undo"]))
    guide.press("taken back", SOPHIE, undo)
    guide.see("all of them", SOPHIE, guide.own(Page.PROVIDERS, SOPHIE))
    guide.see("of one trade", SOPHIE, guide.own(Page.PROVIDERS, SOPHIE, ".plumbi"))
    guide.see("one of them", SOPHIE, guide.own(Page.PROVIDERS, SOPHIE, brief(guide.provider("durand"))))
    new = guide.see("empty", SOPHIE, guide.own(Page.PROVIDERS, SOPHIE, "+"))
    guide.press("to be put right", SOPHIE, new, company=guide.words["new_company"], address="contact")
    guide.press("a new one among them", SOPHIE, new, company=guide.words["new_company"], contact="Léa Martin",
                address="lea@toiture-martin.example", telephone="06 39 98 00 36", trade_roofing="yes")  # fmt: skip


def answer_an_alarm(guide: Guide) -> None:
    """Gas at night: who is on call takes it, a colleague comes too late, and it was a false alarm."""
    told = guide.house.mail(TOM, INTAKE, guide.words["smells_of_gas"], subject=guide.words["gas"])
    page = guide.see("to be taken", ON_CALL, guide.links(letter_to(told, ON_CALL, "G-24"))[0])
    take, false = guide.links(letter_to(told, SOPHIE, "G-24"))[:2]
    slow = guide.browser(SOPHIE).open(take)
    guide.press("taken", ON_CALL, page, "take")
    guide.press("taken by somebody else meanwhile", SOPHIE, slow, "take")
    page = guide.see("to be called false", ON_CALL, guide.links(letter_to(told, ON_CALL, "G-24"))[1])
    guide.press("called false, on call", ON_CALL, page, "false")
    guide.press("called false, by a manager", SOPHIE, guide.see("called false already", SOPHIE, false), "false")


def sort_what_waits(guide: Guide) -> None:
    """Mails that nobody may take by themselves: the list, one mail, and what becomes of it."""
    hall = ("hall.jpg", photo("ceiling.jpg"))
    guide.house.mail(_STRANGER, INTAKE, guide.words["from_syndic"], subject=guide.words["from_syndic_subject"],
                     files=[hall])  # fmt: skip
    guide.house.mail(GILBERT, INTAKE, guide.words["from_gilbert"], subject="Studio Foch")
    listed = guide.see("two of them", SOPHIE, guide.own(Page.WAITING, SOPHIE))
    guide.see("the blocked shelf, empty", SOPHIE, f"{listed.url}?shelf=decided")
    url = guide.own(Page.WAITING, SOPHIE, brief(guide.last_mail(_STRANGER)))
    page = guide.see("from somebody unknown", SOPHIE, url)
    guide.see("searched for a report", SOPHIE, f"{url}?q=SIG-1042")
    guide.press("nothing chosen", SOPHIE, page, "attach")
    guide.press("attached", SOPHIE, page, "attach", report=LEAK)
    one = guide.own(Page.WAITING, SOPHIE, brief(guide.last_mail(GILBERT)))
    guide.see("from a former tenant", SOPHIE, one)


def letters_that_come_back(guide: Guide) -> None:
    """An address that refuses, and letters that never left."""
    for _ in range(3):
        letter = guide.writes(SOPHIE, guide.words["reminder"], ref="SIG-1045")[0]
        guide.house.hand_in(_came_back(letter), sender="", to=letter.return_path)
    number = guide.address(TOM)
    page = guide.see("refuses our letters", SOPHIE, guide.own(Page.ADDRESS, SOPHIE, brief(number)))
    guide.press("no address typed", SOPHIE, page, "correct", address="tom")
    guide.press("put right", SOPHIE, page, "correct", address="tom.w@mail.example")
    maria = "maria.dossantos@mail.example"
    guide.house.troubles[maria] = PutOff("connection refused")
    guide.house.mail(maria, INTAKE, guide.words["from_maria"], subject=guide.words["from_maria_subject"])
    guide.house.clock.forward(hours=2)
    guide.house.settle()
    guide.house.troubles.clear()
    page = guide.see("that never left", SOPHIE, guide.own(Page.ADDRESS, SOPHIE))
    guide.press("sent again", SOPHIE, page, "all")


def erase_and_cover(guide: Guide) -> None:
    """What should never have come is covered or erased; what is on file about one person."""
    page = guide.see("nothing covered", SOPHIE, guide.case(Page.MASK, SOPHIE, LEAK))
    message = next(iter(guide.choices(page, "what")))
    guide.press("no reason chosen", SOPHIE, page, "cover", what=message)
    guide.press("covered", SOPHIE, page, "cover", what=message, why="health")
    page = guide.see("what there is", SOPHIE, guide.case(Page.ERASE, SOPHIE, LEAK))
    guide.press("not yet sure", SOPHIE, page)
    page = guide.see("of a tenant", SOPHIE, guide.own(Page.PERSON, SOPHIE, brief(guide.person(NADIA))))
    guide.press("put together", SOPHIE, page, "export")
    guide.papers.append(person_paper(guide, "of a tenant", SOPHIE, NADIA))
    guide.papers.append(report_paper(guide, "with photos and quotes", SOPHIE, LEAK))
    gilbert = guide.own(Page.PERSON, SOPHIE, brief(guide.person(GILBERT)))
    page = guide.see("of a former tenant", SOPHIE, gilbert)
    guide.press("not yet sure", SOPHIE, page, "forget")


def _came_back(letter: Delivered) -> bytes:
    """What a mail system sends back for a letter to an address that is none (RFC 3464)."""
    head = letter.raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace")
    report = _REPORT.format(recipient=letter.recipient, path=letter.return_path, number=letter.number, head=head)
    return report.replace("\r\n", "\n").replace("\n", "\r\n").encode()


_REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.mail.example>
To: {path}
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn.{number}@mx.mail.example>
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<{recipient}>: user unknown
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b
Content-Type: text/rfc822-headers

{head}

--b--
"""
