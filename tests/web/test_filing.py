"""A manager begins with the landlord alone, tells the home in new words, sorts a report, merges two of one matter."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Person, Report
from mailbot.model_desk import Draft
from mailbot.model_mails import DigestLine
from mailbot.threads.pages import Page
from mailbot.vocabulary import Charge, ClosingReason, EventKind, ReportStatus, Role
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import report_of, the_leak
from tests.stories.test_landlords import CANARY, HANNAH, TOM, hannah_reports, nobody_else_saw_it, says
from tests.web.conftest import Visitor, case_link, form_of, own_link, said
from tests.web.test_canned_page import link_in, message_on
from tests.web.test_private_side import private_link, settled


def dwelling_value(page: str, key: str) -> str:
    found = re.search(rf'<option value="(\w+)"[^>]*>{key}, ', page)
    assert found is not None
    return found[1]


@pytest.mark.feature("S1-91", "S1-90", "S1-92")
def test_a_manager_opens_a_report_with_the_landlord_alone(visitor: Visitor) -> None:
    house = visitor.house
    board = visitor.get(own_link(house, Page.CASES, SOPHIE))
    [url] = re.findall(r'href="([^"]+)">Nouveau dossier avec le bailleur seul<', board.text)
    page = visitor.get(url)
    home = dwelling_value(page.text, "L-A12")
    fields = {"dwelling": home, "object": f"chaudière {CANARY}", "category": "heating", "words": ""}

    again = visitor.post(url, form=form_of(page), **fields)

    assert (again.status_code, "Écrivez d’abord votre message" in said(again)) == (422, True)
    assert f'value="chaudière {CANARY}"' in again.text, "what was typed is kept"
    assert 'aria-describedby="words-hint words-wrong"' in again.text
    fields["words"] = f"Bonjour Monsieur, {CANARY} : la chaudière est-elle sous garantie ?"
    done = visitor.post(url, form=form_of(again), **fields)
    assert "SIG-1046" in said(done)
    assert "C’était déjà fait" in said(visitor.post(url, form=form_of(again), **fields))

    letters = settled(house)
    assert who_got_what(letters) == {(BERNARD, "B-01")}
    private = letter_to(letters, BERNARD, "B-01")
    assert private.mail.subject == "[Privé SIG-1046] Message de l’agence"
    assert "Restez factuel" in text_of(private)
    report = report_of(house, "SIG-1046")
    assert (report.is_private, report.author_role, report.status) == (True, Role.MANAGER, ReportStatus.IN_PROGRESS)
    answer = says(house, BERNARD, reply_to(private), f"Oui, jusqu'en mars. {CANARY}")
    assert who_got_what(answer) == {(SOPHIE, "G-19")}
    assert "SIG-1046" not in visitor.get(own_link(house, Page.CASES, NADIA)).text
    nobody_else_saw_it(house, SOPHIE, BERNARD)


@pytest.mark.feature("S1-91")
def test_the_page_of_a_private_report_is_a_managers(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    for who in (NADIA, BERNARD):
        assert visitor.get(own_link(house, Page.PRIVATE_REPORT, who)).status_code == 404
    page = own_link(house, Page.PRIVATE_REPORT, SOPHIE)
    bad = visitor.press(page, dwelling="zzzz", object="x", category="heating", words="Bonjour")
    assert "Choisissez d’abord un logement" in said(bad)
    line = visitor.press(page, dwelling="1", object="x", category="heating", words="#clore")
    assert "consigne pour nous" in said(line)
    assert settled(house) == []


@pytest.mark.feature("S1-91", "S1-93")
def test_a_line_to_the_landlord_is_shown_first_and_leaves_by_its_button(sqlite_visitor: Visitor) -> None:
    sqlite_house = sqlite_visitor.house
    told = letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")

    letters = says(
        sqlite_house, SOPHIE, reply_to(told), f"#bailleur Bonjour Monsieur, {CANARY},\nqui paie la recherche ?"
    )

    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    shown = letter_to(letters, SOPHIE, "G-14")
    assert "message privé" in text_of(shown)
    assert "qui paie la recherche ?" in text_of(shown)
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO, "nothing has left"
    url = link_in(shown, "Valider et envoyer")
    page = sqlite_visitor.get(url)
    assert "qui paie la recherche ?" in message_on(page.text)
    assert "Bernard Vasseur" in said(page)
    done = sqlite_visitor.post(url, form=form_of(page), act="send", words=message_on(page.text))
    assert "Votre message est envoyé" in said(done)
    sent = settled(sqlite_house)
    assert who_got_what(sent) == {(BERNARD, "B-01")}
    assert "qui paie la recherche ?" in text_of(letter_to(sent, BERNARD, "B-01"))
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.IN_PROGRESS
    again = sqlite_visitor.get(url)
    assert "Il ne part pas une seconde fois" in said(again)
    assert sqlite_visitor.post(url, form="0" * 32, act="send", words="Encore").status_code == 409
    assert settled(sqlite_house) == []
    nobody_else_saw_it(sqlite_house, SOPHIE, BERNARD)


@pytest.mark.feature("S1-91")
def test_a_line_to_the_landlord_that_is_cancelled_never_leaves(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    told = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    url = link_in(
        letter_to(says(house, SOPHIE, reply_to(told), "#bailleur Qui paie ?"), SOPHIE, "G-14"), "Valider et envoyer"
    )
    assert "Ce message ne partira pas" in said(visitor.press(url, act="cancel", words=""))
    visitor.post(url, form="1" * 32, act="send", words="Qui paie ?")
    assert settled(house) == []
    with house.world.database.looking() as session:
        draft = session.query(Draft).one()
        assert draft.cancelled_at is not None
        assert draft.done_at is None
    assert visitor.get(case_link(house, Page.DRAFT, NADIA, with_="1")).status_code == 404
    outside = says(house, SOPHIE, INTAKE, "#bailleur Qui paie ?", subject="x")
    assert BERNARD not in {who for who, _ in who_got_what(outside)}


@pytest.mark.feature("S1-92", "S1-90", "S1-94")
def test_a_private_report_is_told_in_new_words_and_nothing_of_the_old_ones(visitor: Visitor) -> None:
    house = visitor.house
    told = letter_to(hannah_reports(house), SOPHIE, "G-01")
    visitor.press(private_link(house, Page.CLOSE, "Sophie Lambert"), reason="repaired")
    visitor.press(private_link(house, Page.REOPEN, "Sophie Lambert"))
    settled(house)
    answer = says(house, HANNAH, _private_of(house), "Vous pouvez en informer le locataire.")
    assert "SIG-1046" in told.mail.subject
    url = link_in(letter_to(answer, SOPHIE, "G-19"), "Écrire au locataire, à partir de zéro…")
    house.clock.forward(hours=2)
    page = visitor.get(url)
    assert page.status_code == 200
    assert message_on(page.text) == ""
    assert 'name="object" value=""' in page.text
    assert page.text.count(CANARY) == 1, "the head names the private case to the manager; no field does"
    empty = visitor.press(url, object="", category="heating", words="Bonjour")
    assert "Dites d’abord" in said(empty)

    done = visitor.press(
        url, object="chauffage à vérifier", category="heating",
        words="Bonjour, nous faisons vérifier le chauffage de votre logement.",
    )  # fmt: skip

    assert "Tom Whitaker" in said(done)
    letters = settled(house)
    assert who_got_what(letters) == {(TOM, "T-01")}
    first = letter_to(letters, TOM, "T-01")
    assert first.mail.subject == "[SIG-1046] chauffage à vérifier"
    assert "landlord" not in text_of(first).replace("the landlord of the home", "")
    assert "reopened" not in text_of(first).lower()
    assert "closed" not in text_of(first).lower(), "what was done in private is no fact of the home"
    seen = visitor.get(case_link(house, Page.REPORT, TOM))
    assert "nous faisons vérifier le chauffage" in said(seen)
    assert CANARY not in seen.text
    assert "/photo/1" not in seen.text
    assert seen.text.count("<li><time") == 1
    assert visitor.get(f"{case_link(house, Page.REPORT, TOM)}/photo/1").status_code == 404
    status = says(house, TOM, reply_to(first), "Any news?")
    assert CANARY not in text_of(letter_to(status, TOM, "T-23"))
    assert "Ce n’est plus possible" not in said(visitor.get(url))
    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        assert (report.is_private, report.object) == (False, "chauffage à vérifier")
        hannah = session.query(Person).filter_by(name="Hannah Weiss").one()
        assert session.query(DigestLine).filter_by(person_id=hannah.id).count() == 0
        assert session.query(Event).filter_by(kind=EventKind.REPORT_PUBLISHED).one().facts["category"] == "heating"
    nobody_else_saw_it(house, SOPHIE, HANNAH)


def _private_of(house: LivingHouse) -> str:
    return next(reply_to(each) for each in house.boxes if each.recipient == HANNAH)


@pytest.mark.feature("S1-92", "S1-90")
def test_a_photo_of_the_landlord_is_shown_when_it_is_ticked(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    hannah_reports(house)
    url = private_link(house, Page.PUBLISH, "Sophie Lambert")
    assert "Montrer la photo 1" in said(visitor.get(url))
    visitor.press(url, object="chauffage", category="heating", words="Bonjour.", photo1="yes")
    settled(house)
    seen = case_link(house, Page.REPORT, TOM)
    assert visitor.get(f"{seen}/photo/1").status_code == 200
    assert visitor.get(f"{seen}/photo/2").status_code == 404
    later = visitor.press(private_link(house, Page.PUBLISH, "Sophie Lambert"), words="Et le radiateur ?")
    assert later.status_code == 200
    assert (TOM, "T-04") in who_got_what(settled(house)), "from then on it is one more public word"


@pytest.mark.feature("GAP-15", "GAP-16")
def test_a_report_is_sorted_and_the_home_never_reads_who_pays(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    letters = says(house, YANIS, INTAKE, "Bonjour, le joint du robinet de la cuisine est à changer.", subject="Robinet")
    told = letter_to(letters, SOPHIE, "G-01")
    assert "Qui paie ? À première vue, le locataire (entretien courant)" in text_of(told)
    assert "à vous de décider" in text_of(told)
    for each in letters:
        if each.recipient != SOPHIE:
            assert "Qui paie" not in text_of(each)
            assert "entretien courant" not in text_of(each)
    url = link_in(told, "Trier ce dossier")
    page = visitor.get(url)
    assert "paraît locatif" in said(page)
    done = visitor.press(url, category="hot_water", urgency="urgent", charge="landlord")
    assert "C’est enregistré" in said(done)
    assert settled(house) == []
    report = report_of(house, "SIG-1046")
    assert (report.category.value, report.urgency.value, report.charge) == ("hot_water", "urgent", Charge.LANDLORD)
    assert visitor.press(url, category="hot_water", urgency="vital", charge="landlord").status_code == 422
    for who in (NADIA, YANIS):
        seen = said(visitor.get(case_link(house, Page.REPORT, who)))
        assert "charge" not in seen.lower()
        assert visitor.get(case_link(house, Page.SORT, who)).status_code == 404


@pytest.mark.feature("GAP-16")
def test_a_common_part_is_the_syndics(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    letters = says(
        house, NADIA, INTAKE, "Bonjour, l'ampoule du hall de l'immeuble ne marche plus.", subject="Lumière du hall"
    )
    told = letter_to(letters, SOPHIE, "G-01")
    assert "(MT-14)" in text_of(told)
    assert "Qui paie" not in text_of(told)
    assert "Transmis au syndic (MT-14)" in said(visitor.get(link_in(told, "Trier ce dossier")))


def yanis_reports_it_too(house: LivingHouse) -> list[Delivered]:
    return says(house, YANIS, INTAKE, "Bonjour, l'évier de la cuisine fuit.", subject="Fuite sous l'évier")


def merged(visitor: Visitor) -> list[Delivered]:
    """Nadia and Yanis have both told of the leak; Sophie joins his report to hers."""
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    told = letter_to(yanis_reports_it_too(house), SOPHIE, "G-01")
    assert "Dossiers proches : doublon possible SIG-1046" in text_of(told)
    assert "e dossier de plomberie en 6 mois" in text_of(told), text_of(told)[:700]
    url = link_in(told, "Trier ce dossier")
    page = visitor.get(url)
    assert "doublon possible" in said(page)
    assert "Fusionner avec SIG-1046" in said(page)
    visitor.post(url, form=form_of(page), into="SIG-1046")
    return settled(house)


@pytest.mark.feature("GAP-16")
def test_two_reports_of_one_matter_are_merged_and_both_are_its_authors(visitor: Visitor) -> None:
    house = visitor.house

    letters = merged(visitor)

    assert who_got_what(letters) == {(YANIS, "T-17"), (NADIA, "T-17")}
    his = text_of(letter_to(letters, YANIS, "T-17"))
    assert "votre signalement « Fuite sous l'évier » : doublon du dossier SIG-1046" in his
    assert "elle figure au dossier SIG-1046" in his
    assert "Yanis" not in text_of(letter_to(letters, NADIA, "T-17"))
    report = report_of(house, "SIG-1047")
    assert (report.status, report.closing_reason) == (ReportStatus.CLOSED, ClosingReason.DUPLICATE)
    assert report.merged_into_id == report_of(house, "SIG-1046").id

    # What he answers to the old thread goes on in the other report, as its author's.
    address = reply_to(letter_to(letters, YANIS, "T-17"))
    news = says(house, YANIS, address, "Ça coule plus fort ce soir.")
    assert who_got_what(news) == {(NADIA, "T-04"), (SOPHIE, "G-02")}
    assert letter_to(news, NADIA, "T-04").mail.subject.startswith("[SIG-1046]")
    assert "Yanis" not in text_of(letter_to(news, NADIA, "T-04"))
    with house.world.database.looking() as session:
        said_last = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said_last is not None
        assert said_last.report_id == report_of(house, "SIG-1046").id
    assert "l'évier de la cuisine fuit." in visitor.get(case_link(house, Page.REPORT, NADIA)).text.replace("&#39;", "'")

    closed = says(house, YANIS, address, "C'est réglé, vous pouvez clôturer.")
    assert {(YANIS, "T-17"), (NADIA, "T-17")} <= who_got_what(closed)
    assert report_of(house, "SIG-1046").status is ReportStatus.CLOSED
    assert "à votre demande" in text_of(letter_to(closed, YANIS, "T-17"))
    assert "à votre demande" not in text_of(letter_to(closed, NADIA, "T-17"))
    opened = says(house, NADIA, reply_to(letter_to(closed, NADIA, "T-17")), "Le problème n'est pas réglé.")
    assert {(YANIS, "T-19"), (NADIA, "T-19")} <= who_got_what(opened)


@pytest.mark.feature("GAP-16", "S1-47")
def test_the_ready_message_about_a_duplicate_does_the_merge(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    yanis_reports_it_too(house)
    url = case_link(house, Page.CANNED, SOPHIE, ref="SIG-1047", with_="MT17")
    page = visitor.get(url)
    assert "SIG-1046 — Fuite évier cuisine" in said(page)
    text = message_on(page.text)
    assert "{" in text, "two cases could go on: the number waits for the choice"

    sent = visitor.post(url, form=form_of(page), words=text, into="SIG-1046")
    assert sent.status_code == 200, said(sent)

    letters = settled(house)
    assert who_got_what(letters) == {(YANIS, "T-17"), (NADIA, "T-17")}
    assert "déjà suivi sous le numéro SIG-1046" in text_of(letter_to(letters, YANIS, "T-17"))
    assert report_of(house, "SIG-1047").merged_into_id == report_of(house, "SIG-1046").id


@pytest.mark.feature("GAP-16")
def test_a_merge_takes_no_case_away_and_a_manager_undoes_it(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    merged(visitor)
    assert "Le problème n’est pas réglé" not in said(visitor.get(case_link(house, Page.REPORT, YANIS, ref="SIG-1047")))
    visitor.press(case_link(house, Page.REOPEN, SOPHIE, ref="SIG-1047"))
    report = report_of(house, "SIG-1047")
    assert (report.status, report.merged_into_id) == (ReportStatus.IN_PROGRESS, None)
    settled(house)
    # Of a report that began before he came, Yanis reads nothing: his own is not put there.
    with house.world.database.transaction() as session:
        session.query(Report).filter_by(ref="SIG-1046").one().created_at = house.clock().replace(year=2020)
        session.query(Report).filter_by(ref="SIG-1042").one().created_at = house.clock().replace(year=2020)
    page = visitor.get(case_link(house, Page.SORT, SOPHIE, ref="SIG-1047"))
    assert "Fusionner avec" not in said(page)
    visitor.post(case_link(house, Page.SORT, SOPHIE, ref="SIG-1047"), form="2" * 32, into="SIG-1046")
    assert report_of(house, "SIG-1047").merged_into_id is None
