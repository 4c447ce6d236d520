"""A manager writes a line that begins with `#`: it is done, or they are told why not; nobody else ever reads it."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.errors import Refused
from mailbot.model import Agency, Comment, Dwelling, Event, Person
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, Channel, EventKind, LetterKind, Role
from mailbot.workflow import managing
from mailbot.workflow.agencies import profile_of
from tests.deciding import ask_bernard, desk, last_ask, leak_with_quotes
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


def told(house: LivingHouse, words: str, *, who: str = SOPHIE, code: str = "G-01") -> list[Delivered]:
    """What leaves when somebody answers the first letter about a leak."""
    if not house.boxes.of(who):
        house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(house.boxes.of(who)[0])
    message_id = f"<{len(house.boxes)}@x.example>"
    answer = mail(words, sender=who, to=address, subject="Re: [SIG-1046]", message_id=message_id)
    return house.told(answer, sender=who, to=address)


def last_event(house: LivingHouse) -> Event:
    with house.world.database.looking() as session:
        found = session.query(Event).order_by(Event.id.desc()).first()
        assert found is not None
        return found


@pytest.mark.feature("S1-27")
@pytest.mark.parametrize("words", ["#occupants", "Bonjour,\n\n#occupants L-A12\n\nMerci d'avance !"])
def test_the_occupants_of_a_dwelling_are_listed_to_the_manager_alone(house: LivingHouse, words: str) -> None:
    letters = told(house, words)
    assert who_got_what(letters) == {(SOPHIE, "G-21")}
    letter = letter_to(letters, SOPHIE, "G-21")
    text = text_of(letter)
    assert "Vous nous avez écrit : « #occupants" in text
    for expected in ("Nadia Belkacem", NADIA, "Yanis Belkacem", YANIS, "depuis le vendredi 1er septembre 2023"):
        assert expected in text
    assert "rien n’est publié" in text
    assert letter.mail.subject.startswith("[SIG-1046]")
    event = last_event(house)
    assert (event.kind, event.facts["list"], event.facts["count"]) == (EventKind.LIST_ASKED, "occupants", 2)
    [[start, end]] = event.facts["because"]
    assert words[start:end].startswith("#occupants")
    assert "Nadia" not in str(event.facts)


@pytest.mark.feature("S1-27")
@pytest.mark.parametrize("who", [NADIA, YANIS])
def test_for_a_tenant_the_same_line_is_only_words(sqlite_house: LivingHouse, who: str) -> None:
    letters = told(sqlite_house, "#occupants", who=who)
    assert not any(code == "G-21" for _, code in who_got_what(letters))
    assert all(each.recipient != BERNARD for each in letters)
    for each in letters:
        if each.recipient in (NADIA, YANIS):
            assert SOPHIE not in text_of(each)
            assert (YANIS if each.recipient == NADIA else NADIA) not in text_of(each)


@pytest.mark.feature("S1-35")
def test_the_companies_of_a_trade_are_listed_with_favourites_first(sqlite_house: LivingHouse) -> None:
    text = text_of(letter_to(told(sqlite_house, "#prestataires plomberie"), SOPHIE, "G-21"))
    assert "★ Plomberie Durand, plomberie et eau chaude" in text
    assert "patrick@plomberie-durand.example" in text
    assert "Serrurerie Azur" not in text
    whole = text_of(letter_to(told(sqlite_house, "#prestataires"), SOPHIE, "G-21"))
    assert whole.index("★ Chauffage Morel") < whole.index("Serrurerie Azur")
    none = text_of(letter_to(told(sqlite_house, "#prestataires toiture"), SOPHIE, "G-21"))
    assert "Aucune entreprise n’est inscrite pour : toiture" in none


@pytest.mark.feature("S1-24")
def test_a_dwelling_gets_another_name_and_open_threads_keep_their_subject(sqlite_house: LivingHouse) -> None:
    letters = told(sqlite_house, "#renommer L-A12: T2 Lilas côté cour")
    letter = letter_to(letters, SOPHIE, "G-21")
    assert "L-A12 s’appelle désormais « T2 Lilas côté cour » (avant : « T2 Lilas 3e gauche »)" in text_of(letter)
    assert letter.mail.subject == "[SIG-1046] Fuite évier cuisine — T2 Lilas 3e gauche"
    assert last_event(sqlite_house).kind is EventKind.DWELLING_RENAMED
    assert "Lilas" not in str(last_event(sqlite_house).facts)

    again = mail("Une prise est cassée.", sender=NADIA, to=INTAKE, subject="Prise cassée", message_id="<p@x>")
    later = letter_to(sqlite_house.told(again, sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    assert later.mail.subject == "[SIG-1047] Prise cassée — T2 Lilas côté cour"
    no = text_of(letter_to(told(sqlite_house, "#renommer L-A12: T2 Lilas côté cour"), SOPHIE, "X-14"))
    assert "renommer ce logement : c’est déjà fait" in no


@pytest.mark.feature("S1-26")
def test_a_manager_chooses_their_alerts_by_a_line(sqlite_house: LivingHouse) -> None:
    assert "récapitulatif du matin" in text_of(letter_to(told(sqlite_house, "#alertes récapitulatif"), SOPHIE, "G-21"))
    with sqlite_house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Sophie Lambert").one().alerts is Alerts.DAILY
    assert last_event(sqlite_house).kind is EventKind.ALERTS_CHANGED
    assert who_got_what(told(sqlite_house, "#alertes immédiat")) == {(SOPHIE, "G-21")}
    assert "changer vos alertes : c’est déjà fait" in text_of(
        letter_to(told(sqlite_house, "#alertes immédiat"), SOPHIE, "X-14")
    )


def test_what_stands_beside_a_line_is_published_and_the_line_is_not(sqlite_house: LivingHouse) -> None:
    words = "Bonjour,\n\nje passe demain matin avec le plombier.\n\n#occupants\n#prestataires plomberie"
    letters = told(sqlite_house, words)
    assert who_got_what(letters) == {(SOPHIE, "G-21"), (NADIA, "T-04"), (YANIS, "T-04")}
    assert len(letters) == 4
    for who in (NADIA, YANIS):
        text = text_of(letter_to(letters, who, "T-04"))
        assert "je passe demain matin avec le plombier" in text
        assert "#" not in text.split("→")[0]
        assert "prestataires" not in text
    with sqlite_house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert (said.text, said.channel) == ("Bonjour,\n\nje passe demain matin avec le plombier.", Channel.PUBLIC)


@pytest.mark.parametrize(
    ("line", "act", "instead"),
    [
        ("#bon-a-payer OS-2026-0187", "enregistrer ce bon à payer", "aucune facture n’attend"),
        ("#occupants L-Z99", "lister les occupants", "le code du logement"),
    ],
)
def test_a_known_line_that_cannot_be_done_says_so_and_does_nothing(
    sqlite_house: LivingHouse, line: str, act: str, instead: str
) -> None:
    letters = told(sqlite_house, line)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    text = text_of(letter_to(letters, SOPHIE, "X-14"))
    assert f"nous n’avons pas pu {act}" in text
    assert instead in text
    assert "rien n’est publié" in text
    assert line.split()[0] not in str(last_event(sqlite_house).facts)


@pytest.mark.parametrize(
    ("line", "closest"),
    [
        ("#prestatire plomberie", "#prestataires"),
        ("#ocupants", "#occupants"),
        ("#alertes", "#alertes récapitulatif ou #alertes immédiat"),
    ],
)
def test_a_line_that_is_not_known_is_asked_about_with_the_nearest_ones(
    sqlite_house: LivingHouse, line: str, closest: str
) -> None:
    letters = told(sqlite_house, line)
    assert who_got_what(letters) == {(SOPHIE, "X-13")}
    assert f"vouliez-vous dire {closest}" in text_of(letter_to(letters, SOPHIE, "X-13"))


def test_three_nearest_words_are_proposed(sqlite_house: LivingHouse) -> None:
    text = text_of(letter_to(told(sqlite_house, "#facturer 120"), SOPHIE, "X-13"))
    assert text.split("vouliez-vous dire ")[1].split(" ?")[0].count("#") == 3


def test_a_line_about_no_report_is_answered_in_a_letter_of_its_own(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        desk = managing.Desk(agency, profile_of(session, agency), sophie, Role.MANAGER, None)
        home = session.query(Dwelling).filter_by(key="L-A12").one()
        now = house.clock()
        managing.list_occupants(session, desk, managing.Line("#occupants L-A12"), home, now=now)
        managing.rename_dwelling(session, desk, managing.Line("#renommer L-A12: Lilas"), home, "Lilas", now=now)
        managing.ask_back(session, desk, ["#occupants", "#prestataires"], now=now)
        managing.explain(
            session, desk, managing.Line("#occupants"), act="list_occupants", reason="unknown_dwelling",
            next_step="name_dwelling", now=now,
        )  # fmt: skip
    house.settle()
    subjects = [(each.mail.header("x-mailbot-letter"), each.mail.subject) for each in house.boxes.of(SOPHIE)]
    assert subjects == [
        ("G-21", "Votre commande : #occupants L-A12"),
        ("G-21", "Votre commande : #renommer L-A12: Lilas"),
        ("X-13", "Une précision, s’il vous plaît"),
        ("X-14", "Votre message est enregistré, mais…"),
    ]
    assert "Sur ce dossier" not in text_of(house.boxes.of(SOPHIE)[0])
    with house.world.database.looking() as session:
        assert session.query(OutboundMail).filter_by(kind=LetterKind.ACT_DONE, report_id=None).count() == 2


@pytest.mark.feature("S1-27", "S1-24", "S1-35")
@pytest.mark.parametrize("role", [Role.TENANT, Role.LANDLORD, Role.PROVIDER])
def test_nobody_but_a_manager_may_list_or_rename(sqlite_house: LivingHouse, role: Role) -> None:
    with sqlite_house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        desk = managing.Desk(agency, profile_of(session, agency), nadia, role, None)
        home, line, now = (
            session.query(Dwelling).filter_by(key="L-A12").one(),
            managing.Line("#x"),
            sqlite_house.clock(),
        )
        with pytest.raises(Refused):
            managing.list_occupants(session, desk, line, home, now=now)
        with pytest.raises(Refused):
            managing.list_providers(session, desk, line, None, now=now)
        with pytest.raises(Refused):
            managing.rename_dwelling(session, desk, line, home, "x", now=now)
        assert home.name == "T2 Lilas 3e gauche"


def test_a_word_with_a_sign_that_only_looks_like_a_number_is_asked_about(sqlite_house: LivingHouse) -> None:
    opened = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(opened, SOPHIE, "G-01"))
    for number, word in enumerate(("#appartement45m²", "#" + "9" * 5000)):
        line = mail(word, sender=SOPHIE, to=address, subject="Re", message_id=f"<odd{number}@agence.example>")
        assert who_got_what(sqlite_house.told(line, sender=SOPHIE, to=address)) == {(SOPHIE, "X-13")}


# -- A blank behind the sign ------------------------------------------------------------------------------------------

ORDER_LINE = "# envoyer un OS à Durand, urgent, plafond 200 €"


def test_a_line_with_a_blank_behind_its_sign_is_done_too(sqlite_house: LivingHouse) -> None:
    letters = told(
        sqlite_house, f"Bonjour,\n\n{ORDER_LINE}\n# prestataires plomberie\n#occupants\n\u00a0# facturer\nMerci"
    )
    assert sorted(letter.mail.header("x-mailbot-letter") for letter in letters) == ["G-14", "G-21", "G-21", "X-13"]
    assert {letter.recipient for letter in letters} == {SOPHIE}
    assert "200,00 €" in text_of(letter_to(letters, SOPHIE, "G-14"))


def test_an_order_line_in_private_is_prepared_and_never_reaches_the_landlord(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    letters = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "no")
    private = reply_to(letter_to(letters, SOPHIE, "G-07"))
    for number, line in enumerate((ORDER_LINE, ORDER_LINE.replace("# ", "#"), "# le plombier est trop cher")):
        answer = mail(line, sender=SOPHIE, to=private, subject="Re:", message_id=f"<private{number}@x.example>")
        letters = house.told(answer, sender=SOPHIE, to=private)
        assert who_got_what(letters) == {(SOPHIE, "G-14" if "OS" in line else "X-13")}
