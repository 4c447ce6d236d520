"""Tenants and landlords come and leave by a line of a mail: shown first, done by a button, told in its time."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.errors import Refused
from mailbot.model import Agency, Dwelling, Event, Occupancy, Ownership, Person, PersonAddress
from mailbot.model_desk import Draft
from mailbot.vocabulary import EventKind, Role
from mailbot.web.app import web_app
from mailbot.workflow import owners, stays
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.managing import Desk
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_command_lines import told

AWA = "awa.diop@mail.example"
CLAIRE = "claire@mail.example"


def press(house: LivingHouse, loop: Loop, url: str, **fields: str) -> httpx.Response:
    """Open a page and press one of its buttons."""

    async def pressed() -> httpx.Response:
        transport = httpx.ASGITransport(app=web_app(house.world), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            page = await client.get(url)
            number = re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)[0]
            house.clock.forward(seconds=3)
            return await client.post(url, data={"form": number, **fields})

    answer: httpx.Response = loop.run(pressed())
    return answer


def asked_for(house: LivingHouse, loop: Loop, url: str) -> httpx.Response:
    """What stands at an address, for whoever only looks."""

    async def looked() -> httpx.Response:
        transport = httpx.ASGITransport(app=web_app(house.world), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url)

    answer: httpx.Response = loop.run(looked())
    return answer


def link_of(letter: Delivered, label: str) -> str:
    """The address behind a button of a letter."""
    return str(re.findall(r"https://\S+", letter.mail.text.split(f"→ {label}")[1])[0])


@pytest.mark.feature("S1-13", "S1-25", "S1-69", "S1-70", "S1-27")
def test_a_tenant_is_invited_by_a_line_and_nothing_leaves_before_the_day(house: LivingHouse, loop: Loop) -> None:
    line = f"#inviter locataire: Awa Diop, {AWA}, L-F03, 01/12/2026"
    shown = told(house, line)
    assert who_got_what(shown) == {(SOPHIE, "G-14")}
    first = letter_to(shown, SOPHIE, "G-14")
    for expected in (
        "Prêt à partir : invitation à Awa Diop",
        "L-F03, T2 Fabriques 1er",
        "locataire",
        "Rien n’est parti",
    ):
        assert expected in text_of(first)
    assert "mardi 1er décembre 2026" in text_of(first)
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=AWA).count() == 0
        assert session.query(Draft).one().done_at is None

    url, before = link_of(first, "Valider et envoyer"), len(house.boxes)
    page = press(house, loop, url, button="send", name="Awa Diop", address=AWA, arrival="2026-12-01", on_lease="yes")
    assert page.status_code == 200
    house.settle()
    receipts = list(house.boxes)[before:]
    assert who_got_what(receipts) == {(SOPHIE, "G-21")}
    receipt = letter_to(receipts, SOPHIE, "G-21")
    assert "C’est fait : Awa Diop figure parmi les locataires de L-F03" in text_of(receipt)
    assert "avant, rien ne part" in text_of(receipt)
    assert receipt.mail.subject.startswith("Votre commande : #inviter")
    with house.world.database.looking() as session:
        event = session.query(Event).filter_by(kind=EventKind.TENANT_INVITED).one()
        assert "Awa" not in str(event.facts)
        assert session.query(Occupancy).filter_by(person_id=event.facts["person"]).count() == 1

    house.clock.now = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
    letters = house.strike()
    assert {who for who, code in who_got_what(letters) if code == "T-20"} >= {AWA}
    assert not {NADIA, YANIS, BERNARD} & {who for who, _ in who_got_what(letters)}
    welcome = letter_to(letters, AWA, "T-20")
    url = link_of(welcome, "Enregistrer l’adresse")
    page, kept = asked_for(house, loop, url), asked_for(house, loop, f"{url}/contact.vcf")
    assert "Enregistrer dans mes contacts" in page.text
    assert f'href="{url.removeprefix("https://pages.test.example")}/contact.vcf"' in page.text
    assert kept.headers["content-type"] == "text/vcard; charset=utf-8"
    assert f"EMAIL;TYPE=INTERNET,PREF:{INTAKE}\r\n" in kept.text
    assert asked_for(house, loop, f"{link_of(welcome, 'Modifier mes alertes')}/contact.vcf").status_code == 404
    # What the newcomer answers is read by the agency alone.
    thanks = mail(
        "Merci ! Où se trouve le local à vélos ?", sender=AWA, to=reply_to(welcome), subject="Re", message_id="<w@x>"
    )
    answered = house.told(thanks, sender=AWA, to=reply_to(welcome))
    assert who_got_what(answered) == {(SOPHIE, "G-13")}
    assert "local à vélos" in text_of(letter_to(answered, SOPHIE, "G-13"))


@pytest.mark.feature("S1-13", "S1-70")
def test_a_tenant_is_removed_by_a_line_and_what_he_writes_then_goes_to_the_manager(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    first = letter_to(told(house, f"#retirer {NADIA}, L-A12, 30/11/2026"), SOPHIE, "G-14")
    assert "Nadia Belkacem" in text_of(first)
    assert "lundi 30 novembre 2026" in text_of(first)
    before = len(house.boxes)
    press(house, loop, link_of(first, "Valider et envoyer"), button="send", departure="2026-11-30")
    house.settle()
    done = list(house.boxes)[before:]
    assert who_got_what(done) == {(SOPHIE, "G-21")}
    assert "quitte L-A12, T2 Lilas 3e gauche le lundi 30 novembre 2026" in text_of(letter_to(done, SOPHIE, "G-21"))
    with house.world.database.looking() as session:
        event = session.query(Event).filter_by(kind=EventKind.DEPARTURE_PLANNED).one()
        assert event.facts["until"] == "2026-11-30"
        assert "Nadia" not in str(event.facts)
    house.clock.now = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)  # late: nobody was at work on the day itself
    letters = house.strike()
    farewell = letter_to(letters, NADIA, "T-21")
    assert "ni votre bail ni l’état des lieux" in text_of(farewell)
    assert (YANIS, "T-21") not in who_got_what(letters)
    late = mail("Et ma caution ?", sender=NADIA, to=reply_to(farewell), subject="Re", message_id="<late@x>")
    assert who_got_what(house.told(late, sender=NADIA, to=reply_to(farewell))) == {(SOPHIE, "G-13")}
    house.clock.forward(days=1)
    assert NADIA not in {who for who, _ in who_got_what(house.strike())}


@pytest.mark.feature("S1-69", "GAP-20")
def test_a_landlord_is_registered_by_a_line_and_welcomed_in_private(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    first = letter_to(told(house, f"#inviter bailleur: Claire Vasseur, {CLAIRE}, L-A12, 21/11/2026"), SOPHIE, "G-14")
    assert "Mandat : 1187" in text_of(first)
    before = len(house.boxes)
    url = link_of(first, "Valider et envoyer")
    fields = {"name": "Claire Vasseur", "address": CLAIRE, "mandate": "1187", "since": "2026-11-21", "rule": "all"}
    assert press(house, loop, url, button="send", **fields, share="101").status_code == 422
    assert press(house, loop, url, button="send", **fields, share="40").status_code == 200
    house.settle()
    assert who_got_what(list(house.boxes)[before:]) == {(SOPHIE, "G-21"), (CLAIRE, "B-09")}
    welcome = letter_to(list(house.boxes), CLAIRE, "B-09")
    asked = mail("point", sender=CLAIRE, to=reply_to(welcome), subject="Re", message_id="<point@x>")
    assert (CLAIRE, "B-11") in who_got_what(house.told(asked, sender=CLAIRE, to=reply_to(welcome)))
    removal = letter_to(told(house, f"#retirer {CLAIRE}, L-A12, 30/11/2026"), SOPHIE, "G-14")
    press(house, loop, link_of(removal, "Valider et envoyer"), button="send", until="2026-11-30")
    with house.world.database.looking() as session:
        ends = {owning.ends_on for owning in session.query(Ownership).filter(Ownership.share.is_not(None))}
        assert {str(day) for day in ends} == {"2026-11-30"}
    house.clock.now = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    gone = mail("point", sender=CLAIRE, to=INTAKE, subject="point", message_id="<gone@x>")
    assert CLAIRE not in {who for who, _ in who_got_what(house.told(gone, sender=CLAIRE, to=INTAKE))}


@pytest.mark.feature("S1-25")
def test_a_draft_that_is_thrown_away_does_nothing(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    first = letter_to(told(house, f"#inviter locataire: Awa Diop, {AWA}, L-F03, 01/12/2026"), SOPHIE, "G-14")
    url = link_of(first, "Annuler")
    assert "rien n’est parti" in press(house, loop, url, button="cancel").text
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=AWA).count() == 0
        assert session.query(Draft).one().cancelled_at is not None


@pytest.mark.feature("S1-69")
def test_a_line_that_cannot_be_followed_says_which_part_of_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    for line, words in (
        (f"#inviter locataire: Awa Diop, {AWA}, L-Z99, 01/12/2026", "nous ne connaissons pas ce logement"),
        (f"#inviter locataire: Awa Diop, {AWA}, L-F03, 31/02/2027", "cette date n’existe pas"),
        (f"#inviter locataire: Awa Diop, {AWA}, L-F03", "il manque la date"),
        (f"#inviter: Awa Diop, {AWA}, L-F03, 01/12/2026", "la ligne ne dit pas s’il s’agit d’un locataire"),
        (f"#inviter locataire: Awa Diop, {NADIA}, L-F03, 01/12/2026", "déjà celle d’une autre personne"),
        ("#retirer quelqu.un@mail.example, L-A12", "personne de ce nom ou de cette adresse"),
    ):
        house.clock.forward(hours=2)  # nobody is answered too often within the hour
        letters = told(house, line)
        assert who_got_what(letters) == {(SOPHIE, "X-14")}, line
        assert words in text_of(letter_to(letters, SOPHIE, "X-14"))
    house.clock.forward(hours=2)
    asked = told(house, "#inviter locataire: Awa Diop, L-F03, 01/12/2026")
    assert "#inviter locataire: Prénom Nom, adresse, L-A12" in text_of(letter_to(asked, SOPHIE, "X-13"))
    with house.world.database.looking() as session:
        assert session.query(Draft).count() == 0


@pytest.mark.feature("S1-25", "S1-27")
@pytest.mark.parametrize("role", [Role.TENANT, Role.LANDLORD, Role.PROVIDER])
def test_nobody_but_a_manager_invites_or_removes(sqlite_house: LivingHouse, role: Role) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        desk = Desk(agency, profile_of(session, agency), nadia, role, None)
        home, now = session.query(Dwelling).filter_by(key="L-A12").one(), house.clock()
        day = now.date()
        with pytest.raises(Refused):
            stays.invite_tenant(session, desk, home, stays.Newcomer("Awa Diop", AWA, day), now=now)
        with pytest.raises(Refused):
            stays.remove_tenant(session, desk, stays.stays_at(session, home)[0], None, now=now)
        with pytest.raises(Refused):
            owners.register_landlord(
                session, desk, home, owners.NewOwner("Awa Diop", AWA, "1187", day), now=now
            )  # fmt: skip
        with pytest.raises(Refused):
            owners.remove_landlord(session, desk, owners.owned(session, home)[0], None, now=now)


@pytest.mark.feature("S1-27")
def test_no_letter_names_another_occupant_to_a_tenant_a_landlord_or_a_company(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, YANIS, "T-01"))
    word = mail("Ça coule encore, appelez Nadia.", sender=YANIS, to=address, subject="Re", message_id="<y@x>")
    house.told(word, sender=YANIS, to=address)
    told(house, "#occupants")
    house.clock.now = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
    house.strike()
    for each in house.boxes:
        assert len(each.mail.to) == 1
        if each.recipient == NADIA:
            assert "Yanis" not in text_of(each)
        if each.recipient in (YANIS, BERNARD):
            assert "Nadia Belkacem" not in text_of(each)
