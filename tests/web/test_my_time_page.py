"""« Indiquer mes disponibilités »: from the button of a letter to what the company reads, and what it does not."""

import re

import pytest

from mailbot.model import Comment
from mailbot.model_orders import AccessNote, Availability
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Channel
from tests.living import NADIA, SOPHIE, letter_to, text_of, who_got_what
from tests.ordering import DURAND, ordered
from tests.web.conftest import Visitor, case_link, said
from tests.web.test_pressing import settled


@pytest.mark.feature("S2-10", "S2-05", "S1-88")
def test_times_ticked_on_the_page_reach_the_company_and_codes_wait_for_the_visit(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    _, letters = ordered(house)
    [url] = re.findall(r"→ Indiquer mes disponibilités\s+(https://\S+)", letter_to(letters, NADIA, "T-06").mail.text)
    page = sqlite_visitor.get(url)
    assert "lundi 23 novembre" in said(page) or "mardi 24 novembre" in said(page)
    assert "L’agence transmet à Plomberie Durand ce qui touche au passage" in said(page)
    assert settled(house) == []

    done = sqlite_visitor.press(
        url, **{
            "morning-2026-11-24": "yes", "on": "2026-11-26", "opens": "17:00", "closes": "18:30", "code": "4512B",
            "telephone": "06 39 98 77 61", "pet": "un chien", "words": "Mon fils est malade, merci de sonner.",
        }
    )  # fmt: skip

    assert (done.status_code, "C’est noté" in said(done)) == (200, True)
    told = settled(house)
    assert who_got_what(told) == {(DURAND, "P-20"), (SOPHIE, "G-02")}
    passed = " ".join(text_of(each) for each in told if each.recipient == DURAND)
    assert "mardi 24 novembre, 8 h – 12 h ou jeudi 26 novembre, 17 h – 18 h 30" in passed
    assert "Animal : un chien" in passed
    for private in ("4512B", "06 39 98 77", "malade"):
        assert private not in passed, private
    assert "Mon fils est malade" in text_of(letter_to(told, SOPHIE, "G-02"))
    with house.world.database.looking() as session:
        assert session.query(Availability).count() == 1
        assert "4512B" in session.query(AccessNote).one().words
        assert session.query(Comment).order_by(Comment.id.desc()).first().channel is Channel.AGENCY  # type: ignore[union-attr]


@pytest.mark.feature("S2-10")
def test_what_must_be_put_right_stands_beside_its_field_and_nothing_typed_is_lost(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    order, _ = ordered(house)
    url = case_link(house, Page.MY_TIME, NADIA, ref="SIG-1042", with_=brief(order.id))
    for fields, field in (
        ({"on": "2026-11-20"}, "on"), ({"on": "2026-11-26", "opens": "18:00", "closes": "9:00"}, "opens"),
        ({"on": "2026-11-26", "opens": "18:00", "closes": "09:00"}, "opens"), ({"on": "2027-11-26"}, "on"),
        ({"telephone": "appelez-moi"}, "telephone"),
    ):  # fmt: skip
        wrong = sqlite_visitor.press(url, **fields, pet="un chat roux", **{"morning-2026-11-25": "yes"})
        assert wrong.status_code == 422, fields
        assert f'id="{field}-error"' in wrong.text
        assert "un chat roux" in wrong.text
        assert re.search(r'name="morning-2026-11-25" value="yes" checked', wrong.text)
    empty = sqlite_visitor.press(url)
    assert (empty.status_code, "Indiquez au moins un moment" in said(empty)) == (422, True)
    assert settled(house) == []


@pytest.mark.feature("S2-10", "S1-27")
def test_the_page_is_the_occupants_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    order, _ = ordered(house)
    for who in (SOPHIE,):
        assert sqlite_visitor.get(case_link(house, Page.MY_TIME, who, ref="SIG-1042")).status_code == 404
    other = case_link(house, Page.MY_TIME, NADIA, ref="SIG-1042", with_=brief(order.id + 7))
    assert sqlite_visitor.get(other).status_code == 404
    ticked = sqlite_visitor.get(
        case_link(house, Page.MY_TIME, NADIA, ref="SIG-1042", with_=f"{brief(order.id)}!")
    )  # fmt: skip
    assert re.search(r'name="any_time" value="yes" checked', ticked.text)
