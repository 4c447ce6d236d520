"""The history: searched by a form that only looks, fifty at a time; kept as a list, and each report with its papers."""

import csv
import io
import re
import zipfile
from datetime import timedelta

import pytest

from mailbot.inbound.reading.pdf_pages import contents_of
from mailbot.model import Agency, Dwelling, Person, Provider, Report
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import Category, QuoteState, ReportStatus, Role
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_dashboard import ask_quotes
from tests.stories.test_digests import KARIM
from tests.stories.test_landlords import CANARY, HANNAH, hannah_reports, says
from tests.stories.test_monthly_recap import at, recaps
from tests.web.conftest import BASE, Visitor, case_link, counts, form_of, own_link, said


def refs(page: str) -> list[str]:
    return re.findall(r"<span>(SIG-\d+) ·", page)


def with_month(house: LivingHouse, month: str) -> str:
    with house.world.database.looking() as session:
        person = session.query(Person).filter_by(key="sophie").one().id
    return page_link(house.world.keyring, BASE, Page.HISTORY, person, today=house.world.today(), with_=month)


@pytest.mark.feature("S1-16", "S1-42")
def test_closed_reports_are_found_by_place_kind_word_status_and_time(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        lilas = session.query(Dwelling).filter_by(key="L-A12").one()
    url = own_link(house, Page.HISTORY, SOPHIE)
    before = counts(house)
    for question, expected in (
        ("", ["SIG-1046", "SIG-1045", "SIG-1044", "SIG-1043", "SIG-1042", "SIG-1031", "SIG-0988"]),
        (f"building={lilas.building_id}", ["SIG-1046", "SIG-1042", "SIG-0988"]),
        (f"dwelling={lilas.id}&status=closed", ["SIG-0988"]),
        ("category=heating", ["SIG-1043", "SIG-1031"]),
        ("q=EVIER+fuite", ["SIG-1046", "SIG-1042"]),
        ("q=d%E2%80%99entr%C3%A9e", ["SIG-1045"]),
        ("q=d%27entree", ["SIG-1045"]),
        ("q=sig-1031", ["SIG-1031"]),
        ("since=2026-08-21&until=2026-08-21", ["SIG-0988"]),
        ("since=2026-08-04&until=2026-08-20", []),
        ("since=2026-11-21", ["SIG-1046"]),
        ("until=2026-08-31", ["SIG-0988"]),
        # What no form sends is not asked.
        ("building=x&dwelling=-1&status=none&category=%00&since=9999-12-31&until=2026-02-30&page=0", None),
    ):
        page = visitor.get(f"{url}?{question}")
        assert page.status_code == 200
        assert refs(page.text) == (expected if expected is not None else refs(visitor.get(url).text)), question
    page = visitor.get(f"{url}?q=evier&status=in_progress&category=plumbing")
    assert 'value="evier"' in page.text
    assert '<option value="in_progress" selected>' in page.text
    assert "Clôturé : réparé · reçu le lundi 3 août 2026, clôturé le vendredi 21 août 2026" in said(visitor.get(url))
    assert counts(house) == before


@pytest.mark.feature("S1-32", "S1-31", "S1-16")
def test_past_quotes_stay_listed_with_their_outcome_and_are_found_by_their_company(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    ask_quotes(house, "SIG-1042", QuoteState.REFUSED, QuoteState.APPROVED)
    with house.world.database.looking() as session:
        first, second, third = session.query(Provider).order_by(Provider.id).limit(3)
    url = own_link(house, Page.HISTORY, SOPHIE)
    text = said(sqlite_visitor.get(f"{url}?company={first.id}&quotes=closed"))
    assert re.search(r"DEV-2026-0092, [^:]+ : non retenu, 528,00 € TTC", text)
    assert re.search(r"DEV-2026-0093, [^:]+ : validé, 528,00 € TTC", text)
    assert refs(sqlite_visitor.get(f"{url}?company={second.id}").text) == ["SIG-1042"]
    assert refs(sqlite_visitor.get(f"{url}?quotes=todo").text) == []
    page = said(sqlite_visitor.get(url))
    assert second.company in page
    assert third.company not in page  # never asked for anything


@pytest.mark.feature("S1-16")
def test_a_long_history_is_turned_fifty_at_a_time_and_keeps_its_question(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    with house.world.database.transaction() as session:
        known = session.query(Report).filter_by(ref="SIG-0988").one()
        for number in range(120):
            at_ = known.created_at - timedelta(days=number)
            session.add(
                Report(
                    agency_id=known.agency_id, dwelling_id=known.dwelling_id, ref=f"SIG-{2000 + number}",
                    object="robinet <b>qui</b> goutte", category=Category.PLUMBING, status=ReportStatus.CLOSED,
                    closing_reason=known.closing_reason, author_id=known.author_id, author_role=Role.TENANT,
                    created_at=at_, closed_at=at_ + timedelta(days=1), merged_into_id=None,
                )
            )  # fmt: skip
    url = f"{own_link(house, Page.HISTORY, SOPHIE)}?q=robinet"
    seen: list[str] = []
    for number in (1, 2, 3):
        page = sqlite_visitor.get(url)
        assert f"120 signalements page {number} sur 3" in said(page)
        assert "<b>qui</b>" not in page.text
        seen += refs(page.text)
        older = re.findall(r'href="([^"]+)">Plus anciens', page.text)
        assert len(older) == (1 if number < 3 else 0)
        url = older[0].replace("&amp;", "&") if older else url
    assert len(set(seen)) == 120
    assert refs(sqlite_visitor.get(f"{own_link(house, Page.HISTORY, SOPHIE)}?page=99").text) == []


@pytest.mark.feature("S1-16", "S1-28")
def test_a_report_of_a_colleague_is_opened_by_a_button_and_its_letters_stay_where_they_went(
    sqlite_visitor: Visitor,
) -> None:
    sqlite_house = sqlite_visitor.house
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    page = sqlite_visitor.get(f"{own_link(sqlite_house, Page.HISTORY, KARIM)}?q=SIG-1046")
    [url] = re.findall(r'<li><a href="([^"]+)"', page.text)
    before = counts(sqlite_house)
    asking = sqlite_visitor.get(url)
    assert "Ouvrir le dossier" in said(asking)
    assert counts(sqlite_house) == before  # looking gives nobody a seat
    form = form_of(asking)
    opened = sqlite_visitor.post(url, form=form)
    [report] = re.findall(r'href="([^"]+)">Voir le signalement', opened.text)
    assert "L'évier de la cuisine fuit" in said(sqlite_visitor.get(report))
    assert counts(sqlite_house)["participants"] == before["participants"] + 1
    again = sqlite_visitor.post(url, form=form)
    assert report in again.text
    assert counts(sqlite_house)["participants"] == before["participants"] + 1
    [row] = re.findall(
        r'<li><a href="([^"]+)"', sqlite_visitor.get(f"{own_link(sqlite_house, Page.HISTORY, KARIM)}?q=SIG-1046").text
    )
    assert row == report

    address = reply_to(letter_to(first, NADIA, "T-01"))
    more = mail("Ça déborde.", sender=NADIA, to=address, subject="Re: x", message_id="<d@x.example>")
    assert KARIM not in {who for who, _ in who_got_what(sqlite_house.told(more, sender=NADIA, to=address))}


def test_a_link_to_a_report_opens_none_of_another_agency_and_none_that_there_is_not(sqlite_visitor: Visitor) -> None:
    for with_ in (f"r{brief(99999)}", "r!", "r"):
        url = with_month(sqlite_visitor.house, with_)
        assert sqlite_visitor.get(url).status_code == 404
    with sqlite_visitor.house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        number, ours = report.id, session.query(Agency).one()
        session.add(
            Agency(
                id=ours.id + 1, key="other", mail_domain="suivi.other.example", name="Other", created_at=ours.created_at
            )
        )
        session.flush()
    url = with_month(sqlite_visitor.house, f"r{brief(number)}")
    assert sqlite_visitor.get(url).status_code == 200
    with sqlite_visitor.house.world.database.transaction() as session:
        session.get_one(Report, number).agency_id += 1
    assert sqlite_visitor.get(url).status_code == 404


@pytest.mark.feature("S1-16", "S1-82")
def test_a_report_is_kept_as_a_pdf_with_its_photos_and_its_documents_as_they_came(visitor: Visitor) -> None:
    house = visitor.house
    message = the_leak()
    message.add_attachment(b"%PDF-1.4 a quote", maintype="application", subtype="pdf", filename="../Devis été.pdf")
    first = house.told(message, sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, SOPHIE, "G-01"))
    answer = mail(
        "Prix : 528 € — « c’est noté » œ", sender=SOPHIE, to=address, subject="Re: x", message_id="<p@x.example>"
    )
    house.told(answer, sender=SOPHIE, to=address)
    before = counts(house)

    page = visitor.get(case_link(house, Page.REPORT, SOPHIE))
    [path] = re.findall(r'href="([^"]+/export)"', page.text)
    kept = visitor.get(path)
    assert kept.headers["content-type"] == "application/zip"
    assert kept.headers["content-disposition"] == 'attachment; filename="SIG-1046.zip"'
    archive = zipfile.ZipFile(io.BytesIO(kept.content))
    assert sorted(archive.namelist()) == ["SIG-1046.pdf", "documents/Devis été.pdf", "photos/01.jpg"]
    assert archive.read("documents/Devis été.pdf") == b"%PDF-1.4 a quote"
    text = " ".join(contents_of(archive.read("SIG-1046.pdf"))[0].split())
    assert "L'évier de la cuisine fuit depuis ce matin" in text
    assert "Prix : 528 € — « c’est noté » œ" in text
    assert f"signalement enregistré — Nadia Belkacem, {NADIA}" in text
    assert "À traiter → En cours" in text
    assert "Devis été.pdf" in text
    assert counts(house) == before

    assert "/export" not in visitor.get(case_link(house, Page.REPORT, NADIA)).text
    assert visitor.get(f"{case_link(house, Page.REPORT, NADIA)}/export").status_code == 404
    assert visitor.get(f"{case_link(house, Page.CLOSE, SOPHIE)}/export").status_code == 404
    with house.world.database.looking() as session:
        gone = session.query(Attachment).filter_by(media_type="application/pdf").one().fingerprint
    (house.world.blobs._place(gone)).unlink()  # type: ignore[attr-defined]
    archive = zipfile.ZipFile(io.BytesIO(visitor.get(path).content))
    assert "documents/Devis été.pdf" not in archive.namelist()
    assert "[effacé]" in contents_of(archive.read("SIG-1046.pdf"))[0]


@pytest.mark.feature("S1-90", "S1-16")
def test_what_a_landlord_said_is_kept_apart_and_only_for_managers(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    hannah_reports(house)
    archive = zipfile.ZipFile(io.BytesIO(sqlite_visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/export").content))
    text = " ".join(contents_of(archive.read("SIG-1046.pdf"))[0].split())
    assert "Signalement privé" in text
    assert text.index("Échanges privés") < text.index(f"{CANARY} : la chaudière fuit.")
    assert "privé, bailleur" in text
    assert sqlite_visitor.get(f"{case_link(house, Page.REPORT, HANNAH)}/export").status_code == 404


@pytest.mark.feature("S1-16", "S1-83")
def test_the_month_s_letter_leads_to_its_history_and_to_its_list(sqlite_visitor: Visitor) -> None:
    sqlite_house = sqlite_visitor.house
    says(sqlite_house, NADIA, INTAKE, "L’eau coule.", subject='=HYPERLINK("https://evil.example";"T2")')
    at(sqlite_house, 2026, 12, 1)
    letter = letter_to(recaps(sqlite_house), SOPHIE, "G-22").mail.text
    history, export = (
        re.search(rf"→ {name}\s+(https://\S+)", letter)[1]  # type: ignore[index]
        for name in ("Ouvrir l’historique", "Exporter")
    )
    page = sqlite_visitor.get(history)
    assert 'value="2026-11-01"' in page.text
    assert 'value="2026-11-30"' in page.text
    assert refs(page.text) == ["SIG-1046", "SIG-1045", "SIG-1044", "SIG-1043", "SIG-1042", "SIG-1031"]
    assert len(refs(sqlite_visitor.get(f"{history}?q=").text)) == 7

    kept = sqlite_visitor.get(export)
    assert kept.headers["content-type"] == "text/csv; charset=utf-8"
    assert kept.headers["content-disposition"] == 'attachment; filename="historique-2026-11.csv"'
    assert kept.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(kept.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[:4] == ["Référence", "Immeuble", "Logement", "Objet"]
    assert [row[0] for row in rows] == refs(page.text)
    assert rows[0][3].startswith("'=HYPERLINK")
    assert rows[-1][6:8] == ["Clôturé", "à la demande de son auteur"]

    sqlite_house.clock.forward(days=31)
    over = sqlite_visitor.get(export)
    assert over.status_code == 410
    assert "nouveau lien" in said(over)
