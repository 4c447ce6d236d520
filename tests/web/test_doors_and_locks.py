"""Who is let in by a link, what looking changes (nothing), and what one meets when something is wrong."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from mailbot.errors import TryAgain
from mailbot.model import Occupancy, Participant, Person, TeamMember
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page
from mailbot.web import close_page
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, counts, form_of, own_link, said

CASE_PAGES = (Page.REPORT, Page.ANSWER, Page.CLOSE, Page.REOPEN)


def dump(house: LivingHouse) -> list[str]:
    """Every row of every table."""
    with house.world.database.looking() as session:
        names = [name for name in counts(house) if name != "mail_bytes"]
        return [str(row) for name in names for row in session.execute(text(f"SELECT * FROM {name}"))]  # noqa: S608


@pytest.mark.feature("S1-79")
def test_looking_changes_nothing(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    links = [case_link(house, page, who) for page in CASE_PAGES for who in (NADIA, YANIS, SOPHIE)]
    links += [own_link(house, page, who) for page in (Page.ALERTS, Page.CASES) for who in (NADIA, SOPHIE)]
    links += [f"{links[0]}/photo/1", f"{links[0]}/fresh", f"{own_link(house, Page.ALERTS, NADIA)}/unsubscribe"]
    before = dump(house)
    for link in links:
        assert visitor.get(link).status_code in (200, 403, 404), link
        assert visitor.head(link).status_code in (200, 403, 404), link
    assert dump(house) == before


@pytest.mark.parametrize("path", ["/p/zzz", "/p/" + "a" * 5000, "/p/", "/nothing", "/p/zzz/photo/1", "/look/x.css"])
def test_a_forged_link_tells_nothing(sqlite_visitor: Visitor, path: str) -> None:
    answer = sqlite_visitor.get(path)
    assert answer.status_code == 404
    assert "Tilleul" not in answer.text


def test_a_link_to_one_page_never_opens_another(sqlite_visitor: Visitor) -> None:
    sqlite_visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(sqlite_visitor.house, Page.REPORT, NADIA)
    for place in (40, 41, 45, 50):
        other = url[:place] + ("a" if url[place] != "a" else "b") + url[place + 1 :]
        assert sqlite_visitor.get(other).status_code == 404


def test_every_answer_runs_nothing_and_is_kept_by_nobody(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.REPORT, NADIA)
    look = re.findall(r'href="(/look/[^"]+)"', sqlite_visitor.get(url).text)[0]
    for each in (url, f"{url}/photo/1", look, "/p/zzz", "/healthz", "/nothing"):
        headers = sqlite_visitor.get(each).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "form-action 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
    page = sqlite_visitor.get(url).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)
    assert "--accent:" in sqlite_visitor.get(look).text


def test_what_people_wrote_is_never_markup(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    words = '<b onclick="x">gras</b></textarea><script>1</script>'
    sqlite_visitor.press(case_link(house, Page.ANSWER, NADIA), words=words)
    for who in (NADIA, YANIS, SOPHIE):
        page = sqlite_visitor.get(case_link(house, Page.REPORT, who)).text
        assert "<script>" not in page
        assert "&lt;b onclick=&#34;x&#34;&gt;gras&lt;/b&gt;" in page


def test_an_old_link_offers_a_new_one_to_the_address_on_file(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url, form = case_link(house, Page.CLOSE, NADIA), "1" * 32
    house.clock.forward(days=15)
    old = visitor.get(url)
    assert old.status_code == 410
    assert "Ce lien n’est plus valable" in said(old)
    assert "Fuite" not in old.text
    assert "04 65 71 00 10" in said(old)
    late = visitor.post(url, form=form, words="C'est réglé !")
    assert late.status_code == 410
    assert "C&#39;est réglé !" in late.text

    before = len(house.boxes)
    first, second = visitor.post(f"{url}/fresh"), visitor.post(f"{url}/fresh")
    assert (first.status_code, first.text) == (200, second.text)
    house.settle()
    letters = list(house.boxes)[before:]
    assert who_got_what(letters) == {(NADIA, "X-17")}
    told = text_of(letters[0])
    assert "valable 14 jours" in told
    assert "SIG-1046" not in letters[0].raw.decode("utf-8", "replace")
    [fresh] = re.findall(r"→ Ouvrir la page\s+(https://\S+)", letters[0].mail.text)
    assert "Vous allez clôturer" in said(visitor.get(fresh))

    house.clock.forward(hours=2)
    visitor.post(f"{url}/fresh")
    house.settle()
    assert len(house.boxes) == before + 2


def test_a_departed_tenant_meets_the_agencys_number_and_gets_no_new_link(sqlite_visitor: Visitor) -> None:
    sqlite_house = sqlite_visitor.house
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    urls = [case_link(sqlite_house, page, YANIS) for page in CASE_PAGES]
    urls += [own_link(sqlite_house, page, YANIS) for page in (Page.ALERTS, Page.CASES)]
    with sqlite_house.world.database.transaction() as session:
        yanis = session.query(Person).filter_by(name="Yanis Belkacem").one()
        for lives in session.query(Occupancy).filter_by(person_id=yanis.id):
            lives.ends_on = sqlite_house.clock().date() - timedelta(
                days=31
            )  # what they see before that: test_household_page
    before = counts(sqlite_house)
    for url in urls:
        page = sqlite_visitor.get(url)
        assert (page.status_code, "04 65 71 00 10" in said(page)) == (410, True)
        assert "SIG-" not in page.text
        kept = sqlite_visitor.post(url, form="2" * 32, words="J'étais là.")
        assert (kept.status_code, "J&#39;étais là." in kept.text) == (410, True)
        assert "Regardez votre messagerie" in said(sqlite_visitor.post(f"{url}/fresh"))
    assert sqlite_visitor.get(f"{urls[0]}/photo/1").status_code == 404
    assert counts(sqlite_house) == before


def test_a_revoked_seat_and_a_former_manager_are_let_in_no_more(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    nadias, sophies = case_link(house, Page.ANSWER, NADIA), case_link(house, Page.CLOSE, SOPHIE)
    own = own_link(house, Page.CASES, SOPHIE)
    with house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        session.query(Participant).filter_by(person_id=nadia.id).update({"revoked_at": house.clock()})
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        session.delete(session.get_one(TeamMember, sophie.id))
    for url in (nadias, sophies, own):
        assert sqlite_visitor.get(url).status_code == 410
        assert sqlite_visitor.post(url, form="3" * 32, words="Bonjour").status_code == 410
    with house.world.database.looking() as session:
        assert session.query(OutboundMail).filter_by(kind="X-17").count() == 0


def test_when_the_database_is_away_what_was_typed_can_be_sent_again(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.ANSWER, NADIA)
    form = form_of(sqlite_visitor.get(url))

    def away() -> None:
        raise TryAgain("database: away")

    with monkeypatch.context() as patch:
        patch.setattr(house.world.database, "transaction", away)
        patch.setattr(house.world.database, "looking", away)
        page = sqlite_visitor.post(url, form=form, words="Elle coule plus fort.")
        assert page.status_code == 503
        assert page.headers["retry-after"] == "30"
        assert "Un instant" in said(page)
        assert "Elle coule plus fort.</textarea>" in page.text
        assert sqlite_visitor.get(url).status_code == 503
        assert sqlite_visitor.send(f"{url}/unsubscribe", b"x", {}).status_code == 400
    again = sqlite_visitor.post(url, form=form_of(page), words="Elle coule plus fort.")
    assert "Votre message est envoyé" in said(again)


def test_a_fault_of_ours_shows_nothing_of_our_insides_and_changes_nothing(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.CLOSE, NADIA)
    form = form_of(sqlite_visitor.get(url))
    before = counts(house)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(close_page, "obey", broken)
    page = sqlite_visitor.post(url, form=form, words="Merci !")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "RuntimeError" not in page.text
    assert "Merci !" in page.text
    assert counts(house) == before


def test_more_than_anybody_writes_is_not_read(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.ANSWER, NADIA)
    before = counts(house)
    assert sqlite_visitor.post(url, form="4" * 32, words="x" * 300_000).status_code == 413
    many = b"&".join(b"a%d=1" % number for number in range(100))
    assert sqlite_visitor.send(url, many, {}).status_code == 413
    assert counts(house) == before


def test_an_english_reader_has_english_pages(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    with house.world.database.looking() as session:
        tom = session.query(Person).filter_by(name="Tom Whitaker").one().addresses[0].address
    for page in CASE_PAGES:
        shown = sqlite_visitor.get(case_link(house, page, tom, ref="SIG-1045"))
        assert '<html lang="en">' in shown.text
    assert "Status: In progress" in said(sqlite_visitor.get(case_link(house, Page.REPORT, tom, ref="SIG-1045")))
    assert "Change my alerts" in said(sqlite_visitor.get(own_link(house, Page.ALERTS, tom)))
    assert "My reports" in said(sqlite_visitor.get(own_link(house, Page.CASES, tom)))


@pytest.mark.feature("S1-95")
def test_a_page_names_whom_to_ask_for_help(sqlite_visitor: Visitor) -> None:
    page = sqlite_visitor.get(own_link(sqlite_visitor.house, Page.ALERTS, NADIA))
    assert 'href="mailto:aide@suivi.agence-tilleul.example"' in page.text
