"""« Messages en attente »: a manager reads what was held or parked, and decides about it once."""

import re

import pytest

from mailbot.inbound.authentication.results import Authentication, Result
from mailbot.model import Comment, Event, Participant, PersonAddress, Report
from mailbot.model_gate import BlockedSender
from mailbot.model_mails import Attachment, InboundMail
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import Channel, EventKind, InboundFate, Role
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_landlords import says
from tests.web.conftest import BASE, Visitor, own_link, said

KARIM = "karim.haddad@agence-tilleul.example"
GILBERT = "gilbert.roux@laposte.example"
STRANGER = "someone@elsewhere.example"


def last_mail(house: LivingHouse) -> InboundMail:
    with house.world.database.looking() as session:
        row = session.query(InboundMail).order_by(InboundMail.id.desc()).first()
        assert row is not None
        return row


def mail_numbered(house: LivingHouse, number: int) -> InboundMail:
    with house.world.database.looking() as session:
        return session.query(InboundMail).filter_by(id=number).one()


def mail_link(house: LivingHouse, number: int, who: str = SOPHIE) -> str:
    """The page of one mail, as a letter to this manager carries it."""
    with house.world.database.looking() as session:
        person = session.query(PersonAddress).filter_by(address=who).one().person_id
    return page_link(
        house.world.keyring, BASE, Page.WAITING, person, today=house.world.today(), with_=brief(number)
    )  # fmt: skip


def press(visitor: Visitor, url: str, **fields: str) -> str:
    """Press a button of a page that has several; what is said then."""
    found = re.search(r'name="form" value="([0-9a-f]{32})"', visitor.get(url).text)
    assert found is not None
    answer = visitor.post(url, form=found[1], **fields)
    visitor.house.settle()
    return said(answer)


def a_strangers_mail(house: LivingHouse, text: str = "L'ascenseur est en panne.", photos: int = 0) -> int:
    says(house, STRANGER, INTAKE, text, subject="Ascenseur <b>", photos=photos)
    return last_mail(house).id


def held_in_nadias_name(house: LivingHouse, text: str, sender: str = "nadia.b@travail.example") -> int:
    """Somebody nobody knows writes with Nadia's own address."""
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    says(house, sender, address, text)
    assert last_mail(house).fate is InboundFate.HELD
    return last_mail(house).id


def test_the_list_says_who_when_and_why(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)

    page = sqlite_visitor.get(own_link(house, Page.WAITING, SOPHIE))

    assert page.status_code == 200
    assert f"{STRANGER}" in said(page)
    assert "adresse inconnue · domaine non confirmé" in said(page)
    assert mail_link(house, number) in page.text
    assert sqlite_visitor.get(own_link(house, Page.WAITING, NADIA)).status_code == 404
    assert "1 message en attente" in said(sqlite_visitor.get(own_link(house, Page.DASHBOARD, SOPHIE)))


def test_one_mail_is_shown_as_plain_words_with_its_photos(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house, "<script>alert(1)</script> L'ascenseur.", photos=1)
    url = mail_link(house, number)

    page = sqlite_visitor.get(url)

    assert "<script>" not in page.text
    assert "L'ascenseur" in said(page)
    assert "Écrit à l’adresse des signalements" in said(page)
    photo = sqlite_visitor.get(f"{url}/photo/1")
    assert (photo.status_code, photo.headers["content-type"]) == (200, "image/jpeg")
    assert sqlite_visitor.get(f"{url}/photo/2").status_code == 404
    assert sqlite_visitor.get(f"{url}/paper/9").status_code == 404


def test_looking_changes_nothing(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)
    before = mail_numbered(house, number)

    sqlite_visitor.get(mail_link(house, number))
    sqlite_visitor.get(f"{mail_link(house, number)}?q=SIG")

    after = mail_numbered(house, number)
    assert (before.fate, before.trail, before.decided_by) == (after.fate, after.trail, after.decided_by)


@pytest.mark.feature("GAP-17")
def test_a_stranger_is_attached_to_a_case_and_only_the_agency_reads_it(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house, "C'est la voisine : l'eau vient de chez vous.", photos=1)
    before = len(house.boxes)

    told = press(sqlite_visitor, mail_link(house, number), act="attach", ref="sig-1042")

    assert "rejoint SIG-1042, comme une note que l’agence seule peut lire" in told
    assert len(house.boxes) == before
    row = mail_numbered(house, number)
    assert (row.fate, row.trouble) == (InboundFate.TAKEN, "")
    with house.world.database.looking() as session:
        note = session.query(Comment).filter_by(mail_id=number).one()
        file = session.query(Attachment).filter_by(mail_id=number).one()
        decided = session.query(Event).filter_by(kind=EventKind.WAITING_MAIL_DECIDED).one()
        report = session.query(Report).filter_by(ref="SIG-1042").one()
    assert (note.channel, note.role, note.report_id) == (Channel.AGENCY, Role.MANAGER, report.id)
    assert note.text == f"{STRANGER}\n\nC'est la voisine : l'eau vient de chez vous."
    assert (file.report_id, file.comment_id) == (report.id, note.id)
    assert (decided.mail_id, decided.facts["act"], decided.facts["by"]) == (number, "attached", "page")
    assert row.decided_by == decided.actor_id


def test_a_case_that_there_is_not_is_asked_for_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)

    told = press(sqlite_visitor, mail_link(house, number), act="attach", ref="SIG-9999")

    assert "Choisissez un dossier, ou écrivez son numéro" in told
    assert mail_numbered(house, number).fate is InboundFate.PARKED
    found = sqlite_visitor.get(f"{mail_link(house, number)}?q=SIG-1042")
    assert 'value="SIG-1042"' in found.text


@pytest.mark.feature("GAP-17")
def test_a_held_mail_is_released_as_the_person_whose_address_it_used(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = held_in_nadias_name(house, "Le plombier peut venir lundi.")
    url = mail_link(house, number)

    assert "Cochez « Je réponds de cet expéditeur »" in press(sqlite_visitor, url, act="release")
    assert mail_numbered(house, number).fate is InboundFate.HELD
    [old, *_] = re.findall(r'name="form" value="([0-9a-f]{32})"', sqlite_visitor.get(url).text)
    before = len(house.boxes)
    told = press(sqlite_visitor, url, act="release", vouch="yes")

    assert "pris comme venant de Nadia Belkacem" in told
    assert (SOPHIE, "G-02") in who_got_what(list(house.boxes)[before:])
    row = mail_numbered(house, number)
    assert row.fate is InboundFate.TAKEN
    assert row.trail[0][:2] == ["decided", "released"]
    assert row.sender == "nadia.b@travail.example"
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address="nadia.b@travail.example").count() == 0
        assert session.query(Comment).filter_by(mail_id=number).one().role is Role.TENANT
    # Once: it waits no longer, and a page that was opened before says so.
    assert "N’attend plus" in said(sqlite_visitor.get(url))
    assert "Ce n’est plus possible" in said(sqlite_visitor.post(url, form=old, act="release", vouch="yes"))
    house.settle()
    with house.world.database.looking() as session:
        assert session.query(Comment).filter_by(mail_id=number).count() == 1


def test_an_address_is_kept_only_when_the_box_is_ticked(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = held_in_nadias_name(house, "Le plombier peut venir lundi.")

    press(sqlite_visitor, mail_link(house, number), act="release", vouch="yes", keep="yes")

    with house.world.database.looking() as session:
        kept = session.query(PersonAddress).filter_by(address="nadia.b@travail.example").one()
        assert kept.person_id == session.query(PersonAddress).filter_by(address=NADIA).one().person_id


def test_an_address_of_somebody_else_cannot_be_kept(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    says(house, STRANGER, address, "Bonjour.")
    number = last_mail(house).id
    assert mail_numbered(house, number).fate is InboundFate.HELD
    with house.world.database.transaction() as session:  # it comes on file for somebody else meanwhile
        gilbert = session.query(PersonAddress).filter_by(address=GILBERT).one()
        session.add(
            PersonAddress(
                agency_id=gilbert.agency_id, person_id=gilbert.person_id, address=STRANGER, added_at=house.clock.now
            )
        )

    told = press(sqlite_visitor, mail_link(house, number), act="release", vouch="yes", keep="yes")

    assert "déjà celle d’une autre personne" in told
    assert mail_numbered(house, number).fate is InboundFate.HELD


@pytest.mark.feature("GAP-17")
def test_a_forged_address_is_shown_as_such_and_never_kept(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = held_in_nadias_name(house, "Le plombier peut venir lundi.")
    with house.world.database.transaction() as session:
        forged = Authentication(dmarc=Result.FAIL, policy="reject", from_domain="travail.example")
        session.get_one(InboundMail, number).proven = forged.to_json()
    url = mail_link(house, number)

    page = said(sqlite_visitor.get(url))
    assert "domaine falsifié" in page
    assert "dit que le message n’est pas de lui" in page
    assert "ne peut pas être retenue" in press(sqlite_visitor, url, act="release", vouch="yes", keep="yes")
    assert mail_numbered(house, number).fate is InboundFate.HELD
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address="nadia.b@travail.example").count() == 0


def test_a_stranger_is_released_as_somebody_on_file_who_is_named(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house, "Le chauffe-eau fuit depuis ce matin.")
    url = mail_link(house, number)

    assert "Personne ne porte ce nom" in press(sqlite_visitor, url, act="release", vouch="yes", person="Personne Ici")
    press(sqlite_visitor, url, act="release", vouch="yes", person="nadia belkacem")

    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        assert report.author_role is Role.TENANT


def test_a_new_report_is_the_writers_own_or_the_managers_on_behalf(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)
    url = mail_link(house, number)
    home = re.search(r'<option value="([0-9a-z]+)"[^>]*>L-A12', sqlite_visitor.get(url).text)
    assert home is not None
    assert "Choisissez d’abord un logement" in press(sqlite_visitor, url, act="open", dwelling="zzz")

    before = len(house.boxes)
    assert "ouvre un signalement pour" in press(sqlite_visitor, url, act="open", dwelling=home[1])

    assert {(NADIA, "T-01"), (YANIS, "T-01")} <= who_got_what(list(house.boxes)[before:])
    receipt = text_of(letter_to(list(house.boxes)[before:], SOPHIE, "G-21"))
    assert "Vous nous avez écrit" not in receipt  # somebody else did
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().author_role is Role.MANAGER


@pytest.mark.feature("S1-70")
def test_what_a_former_tenant_writes_is_only_stored(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    says(house, GILBERT, INTAKE, "J'ai oublié un carton à la cave.")
    number = last_mail(house).id
    assert last_mail(house).trouble == "former_tenant"
    url = mail_link(house, number)
    page = sqlite_visitor.get(url)
    assert "Ouvrir un signalement" not in said(page)
    assert "Libérer" not in said(page)

    before = len(house.boxes)
    assert "Ce n’est plus possible" in press(sqlite_visitor, url, act="release", vouch="yes")
    press(sqlite_visitor, url, act="attach", ref="SIG-1042", speaks="")

    assert len(house.boxes) == before
    with house.world.database.looking() as session:
        assert session.query(Comment).filter_by(mail_id=number).one().channel is Channel.AGENCY


def test_not_for_us_is_put_aside_and_may_come_back(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)
    url = mail_link(house, number)

    assert "est écarté. Il reste gardé" in press(sqlite_visitor, url, act="discard")

    row = mail_numbered(house, number)
    assert (row.fate, row.trouble) == (InboundFate.DISCARDED, "unknown_sender")
    shelf = sqlite_visitor.get(f"{own_link(house, Page.WAITING, SOPHIE)}?shelf=discarded")
    assert "par Sophie Lambert" in said(shelf)
    assert "Chacun attend votre décision" not in said(shelf)
    press(sqlite_visitor, url, act="attach", ref="SIG-1042")
    assert mail_numbered(house, number).fate is InboundFate.TAKEN


def test_a_blocked_sender_is_kept_out_silently_and_let_in_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = a_strangers_mail(house)
    assert "est écarté" in press(sqlite_visitor, mail_link(house, number), act="block", whole="domain")
    with house.world.database.looking() as session:
        assert session.query(BlockedSender).one().address == "@elsewhere.example"

    before = len(house.boxes)
    says(house, "other@elsewhere.example", INTAKE, "Au feu !")

    assert (last_mail(house).fate, last_mail(house).trouble) == (InboundFate.DISCARDED, "blocked_sender")
    assert len(house.boxes) == before
    listed = own_link(house, Page.WAITING, SOPHIE)
    which = re.search(r'name="which" value="([0-9a-z]+)"', sqlite_visitor.get(listed).text)
    assert which is not None
    press(sqlite_visitor, listed, act="unblock", which=which[1])
    says(house, "other@elsewhere.example", INTAKE, "Toujours là ?")
    assert last_mail(house).fate is InboundFate.PARKED


def test_somebody_on_file_is_not_blocked_by_accident(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    says(house, GILBERT, INTAKE, "J'ai oublié un carton.")
    url = mail_link(house, last_mail(house).id)

    assert "cochez la case pour la bloquer tout de même" in press(sqlite_visitor, url, act="block")
    with house.world.database.looking() as session:
        assert session.query(BlockedSender).count() == 0
    assert "est écarté" in press(sqlite_visitor, url, act="block", sure="yes")


def test_what_was_written_in_private_is_read_by_its_managers_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    letters = says(house, BERNARD, INTAKE, "Je pense à changer la chaudière du T2 Lilas.")
    private = next(each for each in letters if each.recipient == BERNARD)
    says(house, STRANGER, reply_to(private), "Secret 4711 de Bernard.")
    number = last_mail(house).id
    assert last_mail(house).fate is InboundFate.HELD

    assert "Secret 4711" in said(sqlite_visitor.get(mail_link(house, number)))
    assert "Conversation privée" in said(sqlite_visitor.get(mail_link(house, number)))
    assert sqlite_visitor.get(mail_link(house, number, KARIM)).status_code == 404
    assert STRANGER not in said(sqlite_visitor.get(own_link(house, Page.WAITING, KARIM)))
    assert "Ouvrir un signalement" not in said(sqlite_visitor.get(mail_link(house, number)))


@pytest.mark.parametrize("dead", ["revoked", "too old"])
def test_what_was_written_in_private_stays_so_though_the_address_is_dead(sqlite_visitor: Visitor, dead: str) -> None:
    house = sqlite_visitor.house
    letters = says(house, BERNARD, INTAKE, "Je pense à changer la chaudière du T2 Lilas.")
    private = next(each for each in letters if each.recipient == BERNARD)
    if dead == "revoked":
        with house.world.database.transaction() as session:
            for seat in session.query(Participant).filter_by(role=Role.LANDLORD):
                seat.revoked_at = house.clock()
    else:
        house.clock.forward(days=401)
    says(house, BERNARD, reply_to(private), "Secret 4711 de Bernard.")
    row = last_mail(house)
    assert row.trouble in ("address_revoked", "address_too_old")

    assert "Secret 4711" in said(sqlite_visitor.get(mail_link(house, row.id)))
    assert sqlite_visitor.get(mail_link(house, row.id, KARIM)).status_code == 404
