"""The page where a manager covers words and pictures, takes a cover away, and looks below one."""

import re

import httpx

from mailbot.model import Comment, Dwelling, Event, Report
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import EventKind
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, said
from tests.web.test_ask_quote_page import proven

WORDS = "évier"


def message_of(house: LivingHouse, words: str) -> str:
    """What the page calls the message that has these words."""
    with house.world.database.looking() as session:
        row = session.query(Comment).filter(Comment.text.contains(words)).order_by(Comment.id.desc()).first()
        assert row is not None
        return f"m{brief(row.id)}"


def act(visitor: Visitor, name: str, **fields: str) -> httpx.Response:
    url = case_link(visitor.house, Page.MASK, SOPHIE)
    number = re.findall(r'name="form" value="([0-9a-f]{32})"', visitor.get(url).text)[0]
    return visitor.post(url, form=number, act=name, **fields)


def covers(visitor: Visitor, what: str, **fields: str) -> httpx.Response:
    if what.startswith("f"):
        what = f"f{brief(int(what[1:]))}"
    return act(visitor, "cover", what=what, **fields)


def reported(visitor: Visitor) -> str:
    visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    return message_of(visitor.house, WORDS)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_covered(sqlite_visitor: Visitor) -> None:
    message = reported(sqlite_visitor)
    for fields, told in (
        ({"why": "health"}, "Choisissez d’abord"),
        ({"what": "m99999", "why": "health"}, "Choisissez d’abord"),
        ({"what": message}, "Choisissez un motif"),
        ({"what": message, "why": "gossip"}, "Choisissez un motif"),
        ({"what": message, "why": "other", "words": "Jamais dit"}, "Ces mots ne sont pas dans le message"),
    ):
        page = act(sqlite_visitor, "cover", **fields)
        assert page.status_code == 422, fields
        assert told in said(page), fields
        if "words" in fields:
            assert "Jamais dit" in page.text
            assert 'aria-describedby="words-wrong"' in page.text
    with sqlite_visitor.house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.MESSAGE_MASKED).count() == 0
        assert all(not each.masked for each in session.query(Comment))


def test_the_page_is_for_managers_and_each_message_leads_to_it(sqlite_visitor: Visitor) -> None:
    house, message = sqlite_visitor.house, reported(sqlite_visitor)
    assert sqlite_visitor.get(case_link(house, Page.MASK, NADIA)).status_code == 404
    page = sqlite_visitor.get(case_link(house, Page.REPORT, SOPHIE)).text
    assert "Masquer un message ou une photo" in page
    [link] = re.findall(r'href="([^"]+)">Masquer…', page)
    opened = sqlite_visitor.get(link)
    assert f'value="{message}" checked' in opened.text
    assert "Masquer…" not in sqlite_visitor.get(case_link(house, Page.REPORT, NADIA)).text


def test_the_original_is_seen_in_a_proven_browser_alone_with_a_line_in_the_journal(sqlite_visitor: Visitor) -> None:
    house, message = sqlite_visitor.house, reported(sqlite_visitor)
    with house.world.database.looking() as session:
        words = session.query(Comment).filter(Comment.text.contains(WORDS)).order_by(Comment.id.desc()).first()
        assert words is not None
        first = words.text.strip().split("\n")[0]
        file = session.query(Attachment).filter(Attachment.comment_id == words.id).first()
        file_id = file.id if file is not None else 0
    covers(sqlite_visitor, message, why="other")
    assert first not in said(sqlite_visitor.get(case_link(house, Page.MASK, SOPHIE)))
    assert "Nous venons de vous envoyer une confirmation" in said(act(sqlite_visitor, "look", what=message))
    house.settle()
    with house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.COVERED_SHOWN).count() == 0

    visitor = proven(sqlite_visitor)
    assert " ".join(first.split()) in said(act(visitor, "look", what=message))
    with house.world.database.looking() as session:
        [event] = session.query(Event).filter_by(kind=EventKind.COVERED_SHOWN).all()
        assert event.actor_id is not None
        assert "message" in event.facts
    # The report itself keeps the cover, and ten minutes later it is below again.
    assert first not in said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    house.clock.forward(minutes=11)
    assert first not in said(visitor.get(case_link(house, Page.MASK, SOPHIE)))

    if file_id:
        url = case_link(house, Page.MASK, SOPHIE)
        assert visitor.get(f"{url}/photo/1").status_code == 200
        covers(visitor, f"f{file_id}", why="third_party")
        for page in (Page.MASK, Page.REPORT):
            assert visitor.get(f"{case_link(house, page, SOPHIE)}/photo/1").status_code == 404
        act(visitor, "look", what=f"f{brief(file_id)}")
        assert visitor.get(f"{url}/photo/1").status_code == 200
        assert visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/photo/1").status_code == 404


def test_a_code_of_the_home_is_dots_until_somebody_asks_and_the_journal_says_who(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    reported(sqlite_visitor)
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        session.get_one(Dwelling, report.dwelling_id).access = {"code": "8421B7"}
    visitor = proven(sqlite_visitor)
    page = visitor.get(case_link(house, Page.MASK, SOPHIE))
    assert "•••" in page.text
    assert "8421B7" not in page.text
    assert "8421B7" in act(visitor, "access").text
    with house.world.database.looking() as session:
        [event] = session.query(Event).filter_by(kind=EventKind.COVERED_SHOWN).all()
        assert set(event.facts) >= {"code"}
        assert "8421B7" not in str(event.facts)
    assert "contenu masqué consulté" in said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    house.clock.forward(minutes=11)
    assert "8421B7" not in visitor.get(case_link(house, Page.MASK, SOPHIE)).text
