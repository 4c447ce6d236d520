"""A button that engages money: done at once in a proven browser, elsewhere after a yes from the address on file."""

import re
from dataclasses import replace
from typing import Any

import httpx
import pytest

from mailbot.errors import Reason, Refused
from mailbot.model import Event, PersonAddress
from mailbot.model_desk import Confirmation, ProvenBrowser
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import EventKind, ReportStatus
from mailbot.web import close_page, kinds
from mailbot.web.app import web_app
from mailbot.web.visits import CaseVisit, Engagement, Typed
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link, counts, form_of, own_link, said
from tests.web.test_pressing import report_of, settled

PROVEN = re.compile(r"^(proven-\d+)=([\w-]+); HttpOnly; Max-Age=(\d+); Path=(\S+); SameSite=lax; Secure$")


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What the button of this test does: it closes a report, as if that cost something."""
    report, home = visit.scene.report, visit.scene.home
    if report.status is ReportStatus.CLOSED:
        raise Refused(Reason.ALREADY_SO)
    return Engagement("_case", {"ref": report.ref, "object": report.object, "dwelling": home.dwelling.name})


COSTLY: kinds.Kind[CaseVisit] = kinds.Kind(
    close_page.show, close_page.press, close_page.done, money=lambda _, typed: typed.text("reason") == "repaired",
    engages=engages,
)  # fmt: skip


@pytest.fixture(autouse=True)
def costly(monkeypatch: pytest.MonkeyPatch) -> None:
    """« Clôturer » for « réparé » engages money here, and for any other reason it does not."""
    monkeypatch.setattr(kinds, "OF_A_CASE", {**kinds.OF_A_CASE, Page.CLOSE: COSTLY})


def another_browser(house: LivingHouse, loop: Loop) -> Visitor:
    transport = httpx.ASGITransport(app=web_app(house.world), raise_app_exceptions=False)
    return Visitor(loop, httpx.AsyncClient(transport=transport, base_url=BASE), house)


def link_in(letter: Any) -> str:
    [url] = set(re.findall(r"https?://\S+/p/\w+", letter.mail.text.split("Modifier mes alertes")[0]))
    return str(url)


def asked(visitor: Visitor) -> tuple[str, str]:
    """Sophie presses a button that costs something: the page of the button, and the link in her letter."""
    visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(visitor.house, Page.CLOSE, SOPHIE)
    page = visitor.press(url, reason="repaired", words="Voilà qui est fait.")
    assert "Nous venons de vous envoyer une confirmation à votre adresse habituelle" in said(page)
    return url, link_in(letter_to(settled(visitor.house), SOPHIE, "X-16"))


def waiting(house: LivingHouse) -> list[Confirmation]:
    with house.world.database.looking() as session:
        return session.query(Confirmation).order_by(Confirmation.id).all()


def browsers(house: LivingHouse) -> list[ProvenBrowser]:
    with house.world.database.looking() as session:
        return session.query(ProvenBrowser).all()


@pytest.mark.feature("S1-58", "S1-67")
def test_in_an_unproven_browser_nothing_is_done_before_a_yes_from_the_address_on_file(
    sqlite_visitor: Visitor, loop: Loop
) -> None:
    sqlite_house = sqlite_visitor.house
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(sqlite_house, Page.CLOSE, SOPHIE)
    form = form_of(sqlite_visitor.get(url))
    first = sqlite_visitor.post(url, form=form, reason="repaired", words="Voilà qui est fait.")
    again = sqlite_visitor.post(url, form=form, reason="repaired", words="Voilà qui est fait.")

    assert (first.status_code, said(first)) == (200, said(again))
    assert "Nous venons de vous envoyer une confirmation à votre adresse habituelle" in said(first)
    assert "set-cookie" not in first.headers
    assert report_of(sqlite_house).status is ReportStatus.TODO
    letters = settled(sqlite_house)
    assert who_got_what(letters) == {(SOPHIE, "X-16")}
    assert len(letters) == 1
    letter = letter_to(letters, SOPHIE, "X-16")
    told = text_of(letter)
    assert letter.mail.header("subject") == "Votre confirmation est demandée"
    assert "un bouton qui engage une dépense a été pressé en votre nom" in told
    assert "avant le samedi 21 novembre à 10 h 30" in told
    assert not [word for word in ("SIG-1046", "évier", "Nadia", "Clôturer", "Voilà") if word in told]
    assert letter.mail.reply_to == ()

    mine = another_browser(sqlite_house, loop)
    before = counts(sqlite_house)
    page = mine.get(link_in(letter))
    assert counts(sqlite_house) == before
    assert "SIG-1046 — « Fuite évier cuisine », T2 Lilas 3e gauche" in said(page)
    assert "reconnu pendant 90 jours" in said(page)
    done = mine.post(link_in(letter), form=form_of(page), act="confirm")
    assert "C’est clôturé" in said(done)
    assert report_of(sqlite_house).status is ReportStatus.CLOSED
    assert {(NADIA, "T-17"), (NADIA, "T-04")} <= who_got_what(settled(sqlite_house))
    kept = PROVEN.match(done.headers["set-cookie"])
    assert kept is not None
    assert (int(kept[3]), kept[4]) == (90 * 24 * 3600, "/p/")
    assert [each.mark for each in browsers(sqlite_house)] != [kept[2]]  # what is kept is a fingerprint
    with sqlite_house.world.database.looking() as session:
        event = session.query(Event).filter_by(kind=EventKind.MONEY_BUTTON_PRESSED_UNPROVEN).one()
        assert (event.facts, event.report_id) == ({"by": "page"}, report_of(sqlite_house).id)
    assert waiting(sqlite_house)[0].fields == {}  # what was typed has served


def test_a_proven_browser_acts_at_once_for_its_person_alone_and_for_ninety_days(
    sqlite_visitor: Visitor, loop: Loop
) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    _, link = asked(visitor)
    visitor.press(link, act="confirm")
    settled(house)
    visitor.press(case_link(house, Page.REOPEN, SOPHIE), words="Ça recommence.")
    assert report_of(house).status is not ReportStatus.CLOSED
    settled(house)

    url = case_link(house, Page.CLOSE, SOPHIE)
    stranger = another_browser(house, loop)
    stranger.client.cookies.set("proven-1", "x" * 43, domain="pages.test.example", path="/p/")
    assert "Nous venons" in said(stranger.press(url, reason="repaired"))
    # A secret of one person proves nothing about another one.
    [name] = [each.name for each in visitor.client.cookies.jar]
    secret = visitor.client.cookies[name]
    stranger.client.cookies.set(f"proven-{person_of(house, NADIA)}", secret, domain="pages.test.example", path="/p/")
    assert "Nous venons" in said(stranger.press(case_link(house, Page.CLOSE, NADIA), reason="repaired"))
    done = visitor.press(url, reason="repaired")
    assert "C’est clôturé" in said(done)

    visitor.press(case_link(house, Page.REOPEN, SOPHIE), words="Encore.")
    house.clock.forward(days=91)
    assert "Nous venons" in said(visitor.press(case_link(house, Page.CLOSE, SOPHIE), reason="repaired"))


def own_page(house: LivingHouse, address: str, with_: str) -> str:
    keys, number = house.world.keyring, person_of(house, address)
    return page_link(keys, BASE, Page.CONFIRM, number, today=house.world.today(), with_=with_)


def person_of(house: LivingHouse, address: str) -> int:
    with house.world.database.looking() as session:
        return session.query(PersonAddress).filter_by(address=address).one().person_id


def test_a_browser_may_be_proven_for_several_people(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    _, link = asked(visitor)
    visitor.press(case_link(house, Page.CLOSE, NADIA), reason="repaired")
    other = own_page(house, NADIA, brief(waiting(house)[1].id))
    assert "C’est clôturé" in said(visitor.press(other, act="confirm"))
    assert "clôturé" in said(visitor.post(link, form="0" * 32, act="confirm"))
    assert len({each.name for each in visitor.client.cookies.jar}) == 2


def test_what_engages_nothing_acts_at_once(sqlite_visitor: Visitor) -> None:
    sqlite_visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    done = sqlite_visitor.press(case_link(sqlite_visitor.house, Page.CLOSE, SOPHIE), reason="duplicate")
    assert "C’est clôturé" in said(done)
    assert waiting(sqlite_visitor.house) == []


def test_a_no_is_for_good(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    _, link = asked(sqlite_visitor)
    form = form_of(sqlite_visitor.get(link))
    no = sqlite_visitor.post(link, form=form, act="refuse")
    assert "vous nous avez dit que ce n’était pas vous" in said(no)
    assert "set-cookie" not in no.headers
    late = sqlite_visitor.post(link, form="0" * 32, act="confirm")
    assert "C’est écarté" in said(late)
    assert report_of(house).status is ReportStatus.TODO
    assert browsers(house) == []


def test_a_yes_serves_once_and_for_half_an_hour(visitor: Visitor, loop: Loop) -> None:
    house = visitor.house
    url, link = asked(visitor)
    house.clock.forward(minutes=31)
    assert "Le bouton peut être pressé de nouveau" in said(visitor.get(link))
    assert "Ce lien n’est plus valable" in said(visitor.post(link, form="0" * 32, act="confirm"))
    assert (report_of(house).status, browsers(house)) == (ReportStatus.TODO, [])

    [old] = waiting(house)
    # The same form, from the page that is still open: it must be pressed once more, and then writes again.
    stale = visitor.post(url, form=old.form, reason="repaired", words="Voilà qui est fait.")
    assert (stale.status_code, form_of(stale) != old.form) == (422, True)
    visitor.post(url, form=form_of(stale), reason="repaired", words="Voilà qui est fait.")
    link = link_in(letter_to(settled(house), SOPHIE, "X-16"))
    form = form_of(visitor.get(link))
    answers = visitor.post_at_once(link, 3, form=form, act="confirm")
    assert [answer.status_code for answer in answers] == [200] * 3
    assert sorted("set-cookie" in answer.headers for answer in answers) == [False, False, True]
    assert "Vous aviez confirmé" in said(visitor.get(link))
    settled(house)
    # From a third browser, the link that has served proves nothing.
    other = another_browser(house, loop)
    assert "set-cookie" not in other.post(link, form="1" * 32, act="confirm").headers
    assert len(browsers(house)) == 1
    with house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.REPORT_CLOSED_BY_MANAGER).count() == 1


def test_a_link_that_proves_somebody_is_never_sent_anew(sqlite_visitor: Visitor) -> None:
    _, link = asked(sqlite_visitor)
    sqlite_visitor.house.clock.forward(days=20)
    page = sqlite_visitor.get(link)
    assert "Le bouton peut être pressé de nouveau" in said(page)
    assert "/fresh" not in page.text


def test_what_is_not_possible_any_more_says_so_and_the_browser_is_proven_all_the_same(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    _, link = asked(sqlite_visitor)
    form = form_of(sqlite_visitor.get(link))
    sqlite_visitor.press(case_link(house, Page.CLOSE, NADIA))
    assert "Ce n’est plus possible" in said(sqlite_visitor.get(link))
    before = [counts(house)[table] for table in ("events", "presses", "comments")]
    late = sqlite_visitor.post(link, form=form, act="confirm")
    assert "Il a été clôturé par" in said(late)
    assert "set-cookie" in late.headers
    assert [counts(house)[table] for table in ("events", "presses", "comments")] == before


def test_what_lacks_something_is_said_before_anybody_is_written_to(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    before = counts(house)
    page = sqlite_visitor.press(case_link(house, Page.CLOSE, SOPHIE), reason="repaired", words="#MT-02")
    assert (page.status_code, "consigne pour nous" in said(page)) == (422, True)
    assert counts(house) == before


def test_nobody_is_flooded(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.CLOSE, SOPHIE)
    for _ in range(5):
        assert sqlite_visitor.press(url, reason="repaired").status_code == 200
    sixth = sqlite_visitor.press(url, reason="repaired")
    assert (sixth.status_code, "réessayez dans une heure" in said(sixth)) == (429, True)
    assert len(settled(house)) == 5
    house.clock.forward(hours=1)
    assert sqlite_visitor.press(url, reason="repaired").status_code == 200


def test_only_the_sealed_link_of_its_own_person_confirms(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    asked(sqlite_visitor)
    [row] = waiting(house)
    for who, with_ in ((NADIA, brief(row.id)), (SOPHIE, brief(row.id + 1)), (SOPHIE, ""), (SOPHIE, "é")):
        url = own_page(house, who, with_)
        assert sqlite_visitor.get(url).status_code == 404
        assert sqlite_visitor.post(url, form="0" * 32, act="confirm").status_code == 404
    url = own_link(house, Page.CONFIRM, SOPHIE)
    assert "messagerie" in said(sqlite_visitor.post(f"{url}/fresh"))
    assert settled(house) == []
    assert browsers(house) == []


def test_over_plain_http_the_secret_is_kept_too(sqlite_visitor: Visitor, loop: Loop) -> None:
    house = sqlite_visitor.house
    _, link = asked(sqlite_visitor)
    house.world = replace(house.world, page_base="http://localhost/suivi")
    done = another_browser(house, loop).press(link, act="confirm")
    assert done.headers["set-cookie"].endswith("Path=/suivi/p/; SameSite=lax")


def test_every_button_that_engages_money_says_what_it_does() -> None:
    every: list[kinds.Kind[Any]] = [*kinds.OF_A_CASE.values(), *kinds.OF_ONES_OWN.values()]
    for kind in every:
        assert kind.money is None or None not in (kind.engages, kind.press, kind.done)
