"""A team looks after the homes: one in charge, a back-up in an absence, and all of them may act (S1-09, S1-07)."""

from datetime import timedelta

import pytest

from mailbot.model import Comment, Dwelling, Person, TeamMember
from mailbot.threads.pages import Page
from mailbot.vocabulary import Role
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import report_of, the_leak
from tests.stories.test_landlords import CANARY, CLAIRE, hannah_reports, says
from tests.web.conftest import Visitor, own_link, said
from tests.web.test_private_side import settled

KARIM = "karim.haddad@agence-tilleul.example"


@pytest.mark.feature("S1-09", "GAP-21")
def test_one_is_in_charge_another_stands_in_and_each_may_act(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    assert (SOPHIE, "G-01") in who_got_what(house.told(the_leak(), sender=NADIA, to=INTAKE))
    assert not [each for each in house.boxes if each.recipient == KARIM]
    with house.world.database.transaction() as session:
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        session.get_one(TeamMember, sophie.id).absent_until = house.clock().date() + timedelta(days=3)

    away = says(house, NADIA, INTAKE, "Bonjour, le volet de la chambre est bloqué.", subject="Volet bloqué")

    assert {(SOPHIE, "G-01"), (KARIM, "G-01")} <= who_got_what(away)
    # He is in charge of nothing here, and answers like any other of the team: from the board, and by mail.
    acted = says(house, KARIM, INTAKE, "SIG-1046 : je m'en occupe avec le plombier.", subject="SIG-1046")
    assert NADIA not in {who for who, _ in who_got_what(acted)}, "that address publishes nothing"
    board = visitor.get(own_link(house, Page.CASES, KARIM))
    assert {"SIG-1046", "SIG-1047"} <= set(said(board).split())
    with house.world.database.transaction() as session:
        karim = session.query(Person).filter_by(name="Karim Haddad").one()
        home = session.query(Dwelling).filter_by(key="L-A12").one()
        home.manager_id = karim.id
    moved = says(house, YANIS, INTAKE, "Bonjour, la fenêtre de la cuisine ne ferme plus.", subject="Fenêtre")
    got = {who for who, code in who_got_what(moved) if code == "G-01"}
    assert got == {KARIM}, "another home, another in charge"
    told = letter_to(moved, KARIM, "G-01")
    answer = says(house, KARIM, told.mail.reply_to[0].address, "Bonjour, un menuisier vous appelle demain.")
    assert "Karim Haddad" in text_of(letter_to(answer, YANIS, "T-04"))
    with house.world.database.looking() as session:
        assert session.query(Comment).filter_by(role=Role.MANAGER).count() >= 1


@pytest.mark.feature("S1-07", "S1-08")
def test_a_landlord_looks_at_his_own_homes_and_no_other(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    hannah_reports(house)
    says(house, CLAIRE, INTAKE, f"Tanneurs : la chaudière, {CANARY}.", subject="Chaudière")
    ordinary = [each for each in house.boxes if each.recipient == BERNARD]
    assert ordinary == [], "no ordinary event is mailed to a landlord"

    page = visitor.get(own_link(house, Page.CASES, BERNARD))

    text = said(page)
    assert "SIG-1046" in text
    assert "T2 Lilas 3e gauche" in text
    for other in ("SIG-1043", "SIG-1045", "SIG-1047", "SIG-1048", "Tanneurs", "Studio Foch"):
        assert other not in text
    point = letter_to(says(house, BERNARD, INTAKE, "", subject="Point"), BERNARD, "B-11")
    lines = text_of(point)
    assert lines.index("T2 Lilas") < lines.index("T3 Mimosas") < lines.index("T2 Fabriques")
    assert "SIG-1043" not in lines
    assert report_of(house, "SIG-1046").ref in lines
    assert settled(house) == []
