"""What nobody types and somebody sends: numbers that no row has, signs that no database keeps, very long fields."""

import pytest

from mailbot.model import Dwelling, Event
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind
from tests.living import INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, own_link, said
from tests.web.test_household_page import home_page, invite, press

KNOWN = {"civility": "", "full_name": "Nadia Belkacem", "family_name": "", "telephone": "", "language": "fr"}


@pytest.mark.feature("S1-69", "GAP-20")
def test_a_share_is_written_as_people_write_it(sqlite_visitor: Visitor) -> None:
    page = home_page(sqlite_visitor.house, "L-F03")
    owner = {"name": "Claire Vasseur", "address": "claire@mail.example", "mandate": "M-1", "since": "2026-11-01"}
    done = press(sqlite_visitor, page, "landlord", **owner, share="50 %")
    assert "part de 50 %" in said(done)
    assert "part de 50 %" in said(sqlite_visitor.get(page))


@pytest.mark.feature("S1-36", "S1-69")
@pytest.mark.parametrize("number", ["z" * 14, "-1", "1_0", "٣", "\x00", ""])
def test_a_number_of_no_row_finds_nothing(visitor: Visitor, number: str) -> None:
    house = visitor.house
    answer = visitor.press(own_link(house, Page.PROVIDERS, SOPHIE), add=number)
    assert answer.status_code in (404, 422)
    assert press(visitor, home_page(house, "L-F03"), "leave", which=number, departure="").status_code < 500
    page = own_link(house, Page.HISTORY, SOPHIE)
    for field in ("building", "dwelling", "company", "page", "since", "status", "q"):
        assert visitor.get(f"{page}?{field}=99999999999").status_code == 200
        assert visitor.get(f"{page}/export?{field}=99999999999").status_code == 200


@pytest.mark.feature("S1-69")
def test_hard_words_in_every_field_of_a_form(visitor: Visitor) -> None:
    for words in ("a" * 40_000, "Zoé 🦊\u202eexe.fdp\x00\x07", "עדי לוי", "=1+1", "<b>x</b>{{ 7*7 }}", "İ"):
        for field in ("name", "address", "arrival", "departure", "language"):
            answer = invite(
                visitor, **{field: words, "address": words if field == "address" else f"{len(words)}{field}@x.example"}
            )
            assert answer.status_code in (200, 422), (field, words[:20])
            assert "\u202e" not in answer.text.split("<h1>")[-1].split("<form")[0]
        owner = {"name": "Claire", "address": "c@x.example", "mandate": words, "since": words, "share": words}
        assert press(visitor, home_page(visitor.house, "L-F03"), "landlord", **owner).status_code == 422
        press(visitor, home_page(visitor.house, "L-F03"), "rename", home_name=words)
    with visitor.house.world.database.looking() as session:
        name = session.query(Dwelling).filter_by(key="L-F03").one().name
        assert len(name) <= 200
    own = own_link(visitor.house, Page.ACCOUNT, NADIA)
    for words in ("a" * 40_000, "Zoé 🦊\u202e\x00", "\x07"):
        for field in ("civility", "full_name", "family_name", "telephone", "language"):
            assert visitor.press(own, **(KNOWN | {field: words})).status_code in (200, 422)
    for words in (
        "a" * 40_000,
        "é@x.example",
        "x@[127.0.0.1]",
        "a@b.c,d@e.f",
        "a@b\n.example",
        "x@xn--",
        "x" * 64 + "@" + "a." * 130 + "example",
    ):
        link = visitor.get(own).text.split('">Changer d’adresse<')[0].rpartition('href="')[2]
        assert visitor.press(link, address=words).status_code == 422, words[:40]


@pytest.mark.feature("S1-82")
def test_the_journal_says_how_a_report_was_filed_before(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.SORT, SOPHIE)
    before = len(house.boxes)
    visitor.press(url, category="heating", urgency="normal", charge="landlord")
    house.settle()
    assert len(house.boxes) == before, "it is told to nobody"
    with house.world.database.looking() as session:
        event = session.query(Event).filter_by(kind=EventKind.REPORT_SORTED).one()
        assert (event.facts["was_category"], event.facts["category"], event.facts["by"]) == (
            "plumbing",
            "heating",
            "page",
        )
    visitor.press(url, category="heating", urgency="normal", charge="landlord")
    with house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.REPORT_SORTED).count() == 1, "nothing changed again"
    journal = said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    assert "classement modifié — Sophie Lambert, par la page : plomberie → chauffage" in journal
    assert "à décider → bailleur" in journal
    assert "classement" not in said(visitor.get(case_link(house, Page.REPORT, NADIA)))
    assert visitor.get(case_link(house, Page.REPORT, SOPHIE) + "/export").status_code == 200
