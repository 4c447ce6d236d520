"""The pages where a manager erases what should never have come, and what is on file about one person."""

import io
import re
import zipfile
from datetime import date
from email.message import EmailMessage

from mailbot.erasing_desk import forget_person
from mailbot.model import Comment, Event, Occupancy, Person, PersonAddress, Report
from mailbot.model_gate import Erasure
from mailbot.model_mails import Attachment, OutboundMail
from mailbot.model_orders import Paper
from mailbot.sweeping import sweep_blobs
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import AttachmentUse, ErasureReason, EventKind, ReportStatus
from tests.keeping import files_in, holds, settle_blobs
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of
from tests.quoting import DURAND, requested
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import BASE, Visitor, case_link, form_of, said
from tests.web.test_ask_quote_page import proven

CANARY = "Zanzibar"


def passport(house: LivingHouse) -> None:
    """Nadia reports a leak, and answers with a passport that nobody asked for; everybody talks about it."""
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, his = reply_to(letter_to(first, NADIA, "T-01")), reply_to(letter_to(first, YANIS, "T-01"))
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"], letter["Message-ID"] = NADIA, hers, "Re: Fuite", "<p@x>"
    letter.set_content(f"Voici ma pièce d'identité, numéro {CANARY}.")
    letter.add_attachment(b"%PDF-1.4 passeport " + CANARY.encode() + b" " * 12_000, maintype="application",
                          subtype="pdf", filename="passeport-belkacem.pdf")  # fmt: skip
    house.told(letter, sender=NADIA, to=hers)
    house.clock.forward(minutes=5)
    quoting = mail(f"Cela coule.\n\nLe 21 nov. 2026, Nadia a écrit :\n> pièce d'identité, numéro {CANARY}.",
                   sender=YANIS, to=his, subject="Re: Fuite", message_id="<q@x>")  # fmt: skip
    house.told(quoting, sender=YANIS, to=his)


def value_of(page: str, label: str) -> str:
    found = re.search(rf'value="(\w+)"[^>]*> <span>[^<]*{re.escape(label)}', page)
    assert found is not None, page
    return found[1]


def test_a_message_and_a_file_sent_by_mistake_are_in_no_file_any_more(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    passport(house)
    url = case_link(house, Page.ERASE, SOPHIE)
    assert f'href="{url}"'.split("/p/")[0] in sqlite_visitor.get(case_link(house, Page.REPORT, SOPHIE)).text
    assert sqlite_visitor.get(case_link(house, Page.ERASE, NADIA)).status_code == 404
    page = sqlite_visitor.get(url)
    message, file = value_of(page.text, CANARY) if CANARY in page.text else "", value_of(page.text, "passeport")
    assert message

    # In a browser that nobody has proven, nothing is done before a yes.
    first = sqlite_visitor.post(url, form=form_of(page), what=file, sure="yes")
    assert "Nous venons de vous envoyer une confirmation" in said(first)
    assert "ce bouton touche à des données personnelles" in said(first)
    house.settle()
    asked = text_of(letter_to(list(house.boxes), SOPHIE, "X-16"))
    assert "un bouton qui touche à des données personnelles" in asked
    assert "dépense" not in asked
    visitor = proven(sqlite_visitor)
    forgotten = visitor.press(url, what=file)
    assert forgotten.status_code == 422
    assert "Cochez cette case" in said(forgotten)
    assert "Choisissez d’abord" in said(visitor.press(url, what="m99999", sure="yes"))

    assert "C’est effacé" in said(visitor.press(url, what=file, sure="yes"))
    assert "C’est effacé" in said(visitor.press(url, what=message, sure="yes"))
    house.settle()
    house.clock.forward(hours=1)
    settle_blobs(house)
    sweep_blobs(house.world)

    assert holds(house, CANARY) == []
    assert holds(house, "passeport-belkacem") == []
    with house.world.database.looking() as session:
        rows = session.query(Erasure).all()
        assert [row.reason for row in rows] == [ErasureReason.MISTAKE] * 2
        assert all(row.by is not None for row in rows)
        gone = session.query(Attachment).filter(Attachment.erased_at.is_not(None)).all()
        assert [each.use for each in gone] == [AttachmentUse.DOCUMENT]
        kept = session.query(Attachment).filter_by(use=AttachmentUse.PHOTO, erased_at=None).count()
        assert kept == 1  # the photo of the leak
        assert session.query(Comment).filter(Comment.text.contains("Cela coule")).count() == 1
        assert session.query(Event).filter_by(kind=EventKind.DATA_ERASED).count() == 2
    assert files_in(house)
    for who in (SOPHIE, NADIA, YANIS):
        shown = said(visitor.get(case_link(house, Page.REPORT, who)))
        assert "[effacé le 21/11/2026]" in shown
        assert CANARY not in shown
        assert "passeport" not in shown
    kept_file = visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/export")
    with zipfile.ZipFile(io.BytesIO(kept_file.content)) as archive:
        assert not [name for name in archive.namelist() if "passeport" in name]
    house.clock.now = house.clock.now.replace(hour=7, minute=1)
    house.clock.forward(days=1)
    told = text_of(letter_to(house.strike(), SOPHIE, "G-03"))
    assert "Récapitulatif" in told
    assert CANARY not in told


def person_link(house: LivingHouse, address: str, *, of: str = SOPHIE) -> str:
    with house.world.database.looking() as session:
        manager = session.query(PersonAddress).filter_by(address=of).one().person_id
        person = session.query(PersonAddress).filter_by(address=address).one().person_id
    return page_link(
        house.world.keyring, BASE, Page.PERSON, manager, today=house.world.today(), with_=brief(person)
    )  # fmt: skip


def act(visitor: Visitor, url: str, name: str, **fields: str):  # type: ignore[no-untyped-def]
    number = re.findall(r'name="form" value="([0-9a-f]{32})"', visitor.get(url).text)[0]
    return visitor.post(url, form=number, act=name, **fields)


def test_a_manager_puts_the_data_of_one_person_together_and_reads_nothing_of_others(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    passport(house)
    his = reply_to(letter_to(list(house.boxes), YANIS, "T-01"))
    house.told(mail("Nadia Belkacem a tout vu, dit Yanis.", sender=YANIS, to=his, subject="Re", message_id="<n@x>"),
               sender=YANIS, to=his)  # fmt: skip
    url = person_link(house, NADIA)
    assert sqlite_visitor.get(person_link(house, NADIA, of=YANIS)).status_code == 404
    assert sqlite_visitor.get(f"{url}/export").status_code == 404  # nobody has asked for it yet
    assert "cette personne occupe encore un logement" in said(sqlite_visitor.get(url))

    assert "Nous venons de vous envoyer une confirmation" in said(act(sqlite_visitor, url, "export"))
    assert sqlite_visitor.get(f"{url}/export").status_code == 404
    visitor = proven(sqlite_visitor)
    assert "Télécharger le dossier à relire" in said(act(visitor, url, "export"))
    before = len(house.boxes)
    house.settle()
    assert not [each for each in list(house.boxes)[before:] if each.recipient == NADIA]
    kept = dict(visitor.client.cookies)
    visitor.client.cookies.clear()
    assert visitor.get(f"{url}/export").status_code == 404  # the link was passed on
    visitor.client.cookies.update(kept)
    answer = visitor.get(f"{url}/export")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        html = archive.read("donnees-a-relire.html").decode()
    assert any("passeport-belkacem.pdf" in name for name in names)
    assert sum(name.endswith(".jpg") for name in names) == 1
    assert NADIA in html
    assert CANARY in html
    assert "À relire avant de transmettre" in html
    assert "[à vérifier] SIG-1046" in html
    assert "a tout vu" in html
    assert "Yanis" not in html
    assert YANIS not in html
    with house.world.database.looking() as session:
        [event] = session.query(Event).filter_by(kind=EventKind.DATA_EXPORTED).all()
        assert event.actor_id == session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
    house.clock.forward(hours=1, minutes=1)
    assert visitor.get(f"{url}/export").status_code == 404


def test_a_manager_forgets_somebody_who_has_left_and_is_told_what_stays(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    passport(house)
    url = person_link(house, NADIA)
    visitor = proven(sqlite_visitor)
    assert "Rien n’a été effacé" in said(act(visitor, url, "forget", sure="yes"))
    with house.world.database.transaction() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        session.query(Occupancy).filter_by(person_id=nadia).update({"ends_on": date(2026, 11, 1)})
        for report in session.query(Report):
            report.status, report.closed_at = ReportStatus.CLOSED, house.clock()
    assert act(visitor, url, "forget").status_code == 422
    assert "Effacé le" in said(act(visitor, url, "forget", sure="yes"))
    house.settle()
    with house.world.database.looking() as session:
        assert session.get_one(Person, nadia).erased_at is not None
        [row] = session.query(Erasure).all()
        assert (row.reason, row.person_id, row.by is not None) == (ErasureReason.RIGHT, nadia, True)
        assert session.query(OutboundMail).filter_by(person_id=nadia, erased_at=None).count() == 0
    assert "Effacé le" in said(visitor.get(url))
    assert CANARY not in said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))


def test_a_company_opens_no_paper_of_somebody_who_is_forgotten_and_a_manager_does(sqlite_visitor: Visitor) -> None:
    house, visitor = sqlite_visitor.house, sqlite_visitor
    passport(house)
    requested(house, ref="SIG-1046")
    house.settle()
    mine, theirs = case_link(house, Page.QUOTE, DURAND), case_link(house, Page.REPORT, SOPHIE)
    with house.world.database.transaction() as session:
        number = session.query(Paper).one().id
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        session.query(Occupancy).filter_by(person_id=nadia).update({"ends_on": date(2026, 11, 1)})
        for report in session.query(Report):
            report.status, report.closed_at = ReportStatus.CLOSED, house.clock()
    assert visitor.get(f"{mine}/paper/{number}").status_code == 200
    forget_person(house.world, NADIA, "")
    assert visitor.get(f"{mine}/paper/{number}").status_code == 404
    assert visitor.get(f"{theirs}/paper/{number}").status_code == 200
