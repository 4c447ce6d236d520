"""A manager answers « #MT-02 » from the inbox: the ready message leaves, and the code is seen by nobody."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import CannedText, Comment, Event, Participant, Person, PersonAddress, Report
from mailbot.outbound.letters import write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import samples
from mailbot.threads.pages import OurPage, Page, understand_page
from mailbot.vocabulary import Channel, ClosingReason, EventKind, LetterKind, ReportStatus
from mailbot.workflow.canned import KEYS
from mailbot.workflow.canned_texts import as_read_by, ours
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def from_sophie(house: LivingHouse, words: str) -> list[Delivered]:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, SOPHIE, "G-01"))
    answer = mail(
        words,
        sender=f"Sophie Lambert <{SOPHIE}>",
        to=address,
        subject="Re: [SIG-1046]",
        message_id="<s@agence.example>",
    )
    letters = house.told(answer, sender=SOPHIE, to=address)
    for letter in letters:
        if letter.recipient in (NADIA, YANIS):
            assert "#" not in text_of(letter).split("→")[0]
    return letters


@pytest.mark.feature("S1-47", "S1-80", "S1-43")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("#MT-02", "Pourriez-vous m’envoyer une ou deux photos"),
        ("MT-01", "je m’en occupe"),
        ("Demander les disponibilités", "Quels jours et quelles heures"),
        ("#mt-10", "fermez le robinet d’arrêt"),
    ],
)
def test_a_ready_message_does_what_a_written_answer_does(sqlite_house: LivingHouse, words: str, said: str) -> None:
    letters = from_sophie(sqlite_house, words)
    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04")}
    told = text_of(letter_to(letters, NADIA, "T-04"))
    assert said in told
    assert told.count("Bonjour") == 1
    assert "Sophie Lambert" in told
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.IN_PROGRESS
        last = session.query(Event).order_by(Event.id.desc()).first()
        assert last is not None
        assert (last.kind, last.facts["canned"][:3]) == (EventKind.CANNED_REPLY_SENT, "MT-")
        kept = session.query(Comment).order_by(Comment.id.desc()).first()
        assert kept is not None
        assert said in " ".join(kept.text.split())


@pytest.mark.feature("S1-47")
def test_what_stands_beside_the_code_goes_along(sqlite_house: LivingHouse) -> None:
    letters = from_sophie(sqlite_house, "#MT-02\n\nSurtout le dessous de l'évier, merci.")
    told = text_of(letter_to(letters, YANIS, "T-04"))
    assert "Pourriez-vous m’envoyer une ou deux photos" in told
    assert "Surtout le dessous de l'évier" in told


@pytest.mark.feature("S1-47")
def test_a_closing_below_the_code_is_done_and_not_read_out(sqlite_house: LivingHouse) -> None:
    letters = from_sophie(sqlite_house, "#MT-02\nClôturez ce signalement.")
    assert {code for _, code in who_got_what(letters)} >= {"T-04", "T-17"}
    for letter in letters:
        if letter.recipient == NADIA:
            assert "Clôturez ce signalement" not in text_of(letter)
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.CLOSED


@pytest.mark.feature("S1-47", "S2-01")
@pytest.mark.parametrize(
    "words", ["#MT-02\nOS à Plomberie Durand", "Bonjour Nadia, c'est noté.\n\nOS à Plomberie Durand"]
)
def test_an_order_below_is_prepared_and_the_rest_is_read(sqlite_house: LivingHouse, words: str) -> None:
    letters = from_sophie(sqlite_house, words)
    assert {(NADIA, "T-04"), (SOPHIE, "G-14")} <= who_got_what(letters)
    assert "Plomberie Durand" not in text_of(letter_to(letters, NADIA, "T-04"))


@pytest.mark.feature("S1-47")
def test_the_next_answer_is_read_as_one_to_the_ready_message(house: LivingHouse) -> None:
    from_sophie(house, "#MT-03")
    with house.world.database.looking() as session:
        asked = [seat.asked for seat in session.query(Participant) if seat.asked]
    assert {"question": "provide_info", "text": "la marque et le modèle de l’appareil"} in asked


@pytest.mark.feature("S1-80", "S1-96")
def test_prise_en_compte_says_by_when_in_working_days(sqlite_house: LivingHouse) -> None:
    # It is Saturday 21 November: « demain soir » is Monday's.
    letters = from_sophie(sqlite_house, "#MT-01")
    told = text_of(letter_to(letters, NADIA, "T-04"))
    assert "Je reviens vers vous d’ici lundi 23 novembre au soir avec la suite. Merci pour ces informations." in told
    assert "{" not in told


@pytest.mark.feature("S1-47")
def test_each_reader_has_it_in_their_own_language(sqlite_house: LivingHouse) -> None:
    speaks_english(sqlite_house, YANIS)
    letters = from_sophie(sqlite_house, "#MT-10")
    assert "fermez le robinet d’arrêt" in text_of(letter_to(letters, NADIA, "T-04"))
    english = text_of(letter_to(letters, YANIS, "T-04"))
    assert "turn the water off at the stopcock" in english
    assert "call us on 04 65 71 00 10." in english


@pytest.mark.feature("S1-47")
def test_the_agency_s_own_words_take_the_place_of_ours(house: LivingHouse) -> None:
    rewrites(house, "MT-02", "Une photo, vite", "Une photo de « {objet} », {{ 7 * 7 }} merci.")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert "Une photo, vite (MT-02)" not in text_of(letter_to(first, SOPHIE, "G-01")), "the leak came with photos"
    letters = answered(house, first, "#MT-02")
    assert who_got_what(letters) == {(SOPHIE, "X-13")}, "« {{ 7 * 7 }} » is something left to fill in, and never run"
    assert "49" not in text_of(letter_to(letters, SOPHIE, "X-13"))

    rewrites(house, "MT-02", "Une photo, vite", "Envoyez-nous une photo pour « {objet} ».\n\n– sans flash")
    told = text_of(letter_to(answered(house, first, "#MT-02"), NADIA, "T-04"))
    assert "Envoyez-nous une photo pour « Fuite évier cuisine ». – sans flash" in told


@pytest.mark.feature("S1-47", "S1-79", "S1-80")
def test_the_letters_offer_those_that_fit(sqlite_house: LivingHouse) -> None:
    rewrites(sqlite_house, "MT-10", "Fermer l’eau", "Fermez l’eau, merci.")
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    new = letter_to(first, SOPHIE, "G-01")
    assert offered_in(new) == ["MT-01", "MT-10", "MT-15", "MT-13", "MT-04", "MT-06"]
    assert "Fermer l’eau (MT-10)" in text_of(new)
    assert "Autre message type" in text_of(new)
    for key in offered_in(new):
        page = page_of(sqlite_house, new, key)
        assert (page.page, page.with_) == (Page.CANNED, key.replace("-", ""))

    answered(sqlite_house, first, "#MT-01")
    address = reply_to(letter_to(first, NADIA, "T-01"))
    more = mail(
        "La bassine déborde.", sender=f"Nadia <{NADIA}>", to=address, subject="Re", message_id="<m@gmail.example>"
    )
    later = letter_to(sqlite_house.told(more, sender=NADIA, to=address), SOPHIE, "G-02")
    assert offered_in(later) == ["MT-10", "MT-15", "MT-13", "MT-04", "MT-06", "MT-12"], "taken in hand already"


@pytest.mark.feature("S1-47", "S1-43")
def test_one_that_closes_closes_and_its_words_are_in_the_letter(sqlite_house: LivingHouse) -> None:
    letters = from_sophie(sqlite_house, "#MT-22\n\nAppelez-moi si besoin.")
    assert who_got_what(letters) == {(NADIA, "T-17"), (YANIS, "T-17")}
    author = text_of(letter_to(letters, NADIA, "T-17"))
    assert "il ne s’agit pas d’une réparation et elle ne pourra pas être suivie pour le moment" in author
    assert "Appelez-moi si besoin." in author
    assert "demande non retenue" in author
    assert "Sophie Lambert" in author
    with sqlite_house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        assert (report.status, report.closing_reason) == (ReportStatus.CLOSED, ClosingReason.NOT_RETAINED)
        kinds = [event.kind for event in session.query(Event).order_by(Event.id.desc()).limit(2)]
        assert kinds == [EventKind.REPORT_CLOSED_BY_MANAGER, EventKind.CANNED_REPLY_SENT]


@pytest.mark.feature("S1-47", "S1-96")
def test_closing_without_news_needs_a_silence_and_tells_the_author_alone_how_to_reopen(
    sqlite_house: LivingHouse,
) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert who_got_what(answered(sqlite_house, first, "#MT-24")) == {(SOPHIE, "X-13")}, (
        "nobody has been asked anything yet"
    )
    answered(sqlite_house, first, "#MT-02")
    sqlite_house.clock.forward(hours=2)
    assert who_got_what(answered(sqlite_house, first, "#MT-24")) == {(SOPHIE, "X-13")}, "two hours are no silence"
    sqlite_house.clock.forward(days=9)
    letters = answered(sqlite_house, first, "#MT-24")
    assert who_got_what(letters) == {(NADIA, "T-17"), (YANIS, "T-17")}
    author, other = (text_of(letter_to(letters, who, "T-17")) for who in (NADIA, YANIS))
    for told in (author, other):
        assert "Sans nouvelle de votre part depuis le samedi 21 novembre, je considère" in told
    assert "Une simple réponse de votre part suffira à le rouvrir pendant 30 jours." in author
    assert "si le problème revient" not in author.casefold(), "said once"
    assert "suffira à le rouvrir" not in other
    assert "À l’auteur" not in author + other


@pytest.mark.feature("S1-47")
def test_what_is_left_to_fill_in_is_asked_for_with_its_page(sqlite_house: LivingHouse) -> None:
    letters = from_sophie(sqlite_house, "#MT-08")
    asked = letter_to(letters, SOPHIE, "X-13")
    assert "« Relance faite »" in text_of(asked)
    assert "il y manque ce que nous ne savons pas (prestataire et date)" in text_of(asked)
    assert (page_of(sqlite_house, asked, "MT-08").page, page_of(sqlite_house, asked, "MT-08").with_) == (
        Page.CANNED,
        "MT08",
    )


@pytest.mark.feature("S1-47")
@pytest.mark.parametrize(
    ("key", "why"), [("MT-05", "aucun ordre"), ("MT-17", "aucun autre"), ("MT-23", "confirmation")]
)
def test_what_would_tell_of_an_act_not_done_does_not_leave(sqlite_house: LivingHouse, key: str, why: str) -> None:
    letters = from_sophie(sqlite_house, f"#{key}")
    assert who_got_what(letters) == {(SOPHIE, "X-13")}
    assert why in text_of(letter_to(letters, SOPHIE, "X-13"))
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO


@pytest.mark.feature("S1-47")
@pytest.mark.parametrize(
    ("words", "near"),
    [("#MT-99", ["#MT-09", "#MT-19"]), ("mt-25", ["#MT-24", "#MT-23"]), ("#occupents", ["#occupants"])],
)
def test_an_unknown_word_is_asked_about_with_the_three_closest(
    sqlite_house: LivingHouse, words: str, near: list[str]
) -> None:
    letters = from_sophie(sqlite_house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-13")}
    asked = text_of(letter_to(letters, SOPHIE, "X-13"))
    assert "vouliez-vous dire #" in asked
    assert all(word in asked for word in near)


@pytest.mark.feature("S1-47")
@pytest.mark.parametrize("words", ["#MT-07", "#facturer 120", "#MT-02\n#MT-03", "#MT-99", "#MT-23"])
def test_a_line_for_the_service_that_cannot_be_followed_is_asked_about_and_never_published(
    sqlite_house: LivingHouse, words: str
) -> None:
    assert who_got_what(from_sophie(sqlite_house, words)) == {(SOPHIE, "X-13")}
    with sqlite_house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert (said.text, said.channel) == (words, Channel.AGENCY)
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO


@pytest.mark.feature("S1-47", "S1-96")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_every_ready_message_has_its_words_in_both_languages(key: str, language: str) -> None:
    sample = next(each for each in samples() if each.code == "T-04" and each.variant == "a ready message")
    words = ours(key, language)
    text = as_read_by(words.text, author=True)
    letter = write_letter(LetterKind.NEWS_OF_REPORT, language, {**sample.facts, "canned_text": text}, TILLEUL)
    said = " ".join(letter.text.split())
    assert " ".join(text.split()) in said
    assert words.label
    assert "MT-" not in letter.text
    # House style: no greeting of its own, no « (e) », no word that this side does not use.
    assert not re.search(r"bonjour|\(e\)|propriétaire|landlord|ticket|plateforme|automatiquement", text, re.IGNORECASE)


# -- What Sophie does, and what her letters hold ----------------------------------------------------------------------


def answered(house: LivingHouse, first: list[Delivered], words: str) -> list[Delivered]:
    address = reply_to(letter_to(first, SOPHIE, "G-01"))
    number = len(house.boxes)
    answer = mail(
        words, sender=f"Sophie Lambert <{SOPHIE}>", to=address, subject="Re: [SIG-1046]",
        message_id=f"<s{number}@agence.example>",
    )  # fmt: skip
    return house.told(answer, sender=SOPHIE, to=address)


def speaks_english(house: LivingHouse, address: str) -> None:
    with house.world.database.transaction() as session:
        person = session.query(Person).join(PersonAddress).filter(PersonAddress.address == address).one()
        person.language = "en"


def rewrites(house: LivingHouse, key: str, label: str, text: str) -> None:
    with house.world.database.transaction() as session:
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        session.merge(
            CannedText(
                agency_id=sophie.agency_id, key=key, language="fr", label=label, text=text, changed_by=sophie.id,
                changed_at=house.clock(),
            )
        )  # fmt: skip


def offered_in(letter: Delivered) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\((MT-\d\d)\)", letter.mail.text)))


def page_of(house: LivingHouse, letter: Delivered, key: str) -> OurPage:
    found = re.search(rf"\({key}\)\s+<?(https://\S+?)>?\s", letter.mail.text)
    assert found is not None, letter.mail.text
    return understand_page(house.world.keyring, found[1].rpartition("/")[2])
