"""A manager sends us to somebody: nobody at home reads of it, and nobody is written to in words that are not theirs."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment
from mailbot.vocabulary import Channel
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

KARIM = "karim.haddad@agence-tilleul.example"


def told(house: LivingHouse, words: str, *, below: str = "G-01") -> list[Delivered]:
    """What leaves when Sophie answers her last letter of this kind."""
    if not house.boxes.of(SOPHIE):
        house.told(the_leak(), sender=NADIA, to=INTAKE)
    letter = [each for each in house.boxes.of(SOPHIE) if each.mail.header("x-mailbot-letter") == below][-1]
    message_id = f"<{len(house.boxes)}@x.example>"
    answer = mail(words, sender=SOPHIE, to=reply_to(letter), subject="Re: [SIG-1046]", message_id=message_id)
    return house.told(answer, sender=SOPHIE, to=reply_to(letter))


def read_by_the_home(house: LivingHouse) -> list[str]:
    with house.world.database.looking() as session:
        return [each.text for each in session.query(Comment).filter_by(channel=Channel.PUBLIC)]


@pytest.mark.feature("S1-92")
@pytest.mark.parametrize("words", ["demande à M. Vasseur s'il est d'accord pour 418 €", "Voyez avec le proprio svp"])
def test_what_the_landlord_shall_be_asked_is_read_by_nobody(house: LivingHouse, words: str) -> None:
    letters = told(house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    text = text_of(letter_to(letters, SOPHIE, "X-14"))
    assert "qu’avec vos propres mots, et rien n’a été publié" in text
    assert "→ Écrire au bailleur (privé)" in text
    assert words not in read_by_the_home(house)


@pytest.mark.feature("S1-92")
def test_words_for_the_landlord_are_shown_before_they_leave(sqlite_house: LivingHouse) -> None:
    letters = told(sqlite_house, "dis au proprio que le siphon est à changer")
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    text = text_of(letter_to(letters, SOPHIE, "G-14"))
    assert "– Destinataire : Bernard Vasseur" in text
    assert "– Texte : Le siphon est à changer" in text
    assert not [each for each in sqlite_house.boxes if each.recipient == BERNARD]


@pytest.mark.feature("S1-42")
def test_words_for_the_occupants_reach_them_as_they_were_meant(sqlite_house: LivingHouse) -> None:
    letters = told(sqlite_house, "dis à la locataire que le plombier passe vendredi")
    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(letters)
    assert read_by_the_home(sqlite_house)[-1] == "Le plombier passe vendredi"


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    "words",
    ["dis à la locataire que le plombier passe vendredi", "Bonjour Madame Belkacem, il passe vendredi."],
)
def test_words_to_an_address_from_which_nothing_is_published_are_not_silently_kept(
    sqlite_house: LivingHouse, words: str
) -> None:
    told(sqlite_house, "dis au proprio que le siphon est à changer")
    letters = told(sqlite_house, words, below="G-14")
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    assert "est pour l’agence seule, et rien n’en a été publié" in text_of(letter_to(letters, SOPHIE, "X-14"))


@pytest.mark.feature("S1-92")
@pytest.mark.parametrize("below", ["G-01", "G-14"])
def test_a_letter_to_the_landlord_is_shown_to_its_writer_and_read_by_nobody_at_home(
    sqlite_house: LivingHouse, below: str
) -> None:
    if below == "G-14":
        told(sqlite_house, "dis au proprio que le siphon est à changer")
    words = "Bonjour Monsieur Vasseur,\n\nÊtes-vous d'accord pour 418 € ?"
    letters = told(sqlite_house, words, below=below)
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    assert "– Destinataire : Bernard Vasseur" in text_of(letter_to(letters, SOPHIE, "G-14"))
    assert not [each for each in read_by_the_home(sqlite_house) if "418" in each]


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize("words", ["Bonjour Karim,\n\nTu peux prendre ce dossier ?", "@Karim pour info, impayé"])
def test_a_letter_to_a_colleague_reaches_them_and_is_answered(house: LivingHouse, words: str) -> None:
    letters = told(house, words)
    assert who_got_what(letters) == {(KARIM, "G-02")}
    letter = letter_to(letters, KARIM, "G-02")
    answer = mail("Je prends.", sender=KARIM, to=reply_to(letter), subject="Re: x", message_id="<k@x.example>")
    assert who_got_what(house.told(answer, sender=KARIM, to=reply_to(letter))) == {(SOPHIE, "G-02")}
    assert not {words, "Je prends."} & set(read_by_the_home(house))


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize("greeting", ["Bonjour Patrick", "Bonjour Monsieur Durand", "Bonjour Plomberie Durand"])
def test_a_letter_to_the_company_of_the_mission_reaches_it_alone(sqlite_house: LivingHouse, greeting: str) -> None:
    house = sqlite_house
    words = f"{greeting}, 700 € c'est trop cher, faites un effort."
    assert who_got_what(told(house, words)) == {(SOPHIE, "X-14")}
    ordered(house, ref="SIG-1046")
    assert who_got_what(told(house, words)) == {(DURAND, "P-20")}
    assert not [each for each in read_by_the_home(house) if "700" in each]


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    "words",
    [
        "Bonjour Nadya, je m'en occupe.",
        "Bonjour à tous, Patrick passera mardi.",
        "Bonjour Karim, bonjour Nadia, le plombier passe mardi.",
        "Bonjour Monsieur Vasseur, Madame Belkacem,\n\nLe plombier passe mardi.",
        "Bonjour Monsieur Vasseur,\nBonjour Madame Belkacem,\n\nLe plombier passe mardi.",
        "Bonjour Karim, bonjour à tous, le plombier passe mardi.",
        "M. Vasseur, votre bailleur, est d'accord.",
        "Bernard, le propriétaire, vous rappellera.",
    ],
)
def test_a_letter_to_whoever_lives_there_is_published_as_ever(sqlite_house: LivingHouse, words: str) -> None:
    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(told(sqlite_house, words))


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("Monsieur Vasseur, Madame Belkacem, votre locataire, se plaint du bruit.", {(SOPHIE, "G-14")}),
        ("Monsieur Vasseur, votre locataire signale une fuite, êtes-vous d'accord ?", {(SOPHIE, "G-14")}),
        ("Bonjour Karim, Nadia est encore en impayé, tu suis ?", {(KARIM, "G-02")}),
        ("Bonjour Patrick, bonjour Karim,\n\nVoyez-vous à deux.", {(SOPHIE, "X-14")}),
    ],
)
def test_who_is_spoken_of_is_not_greeted_and_two_strangers_to_the_home_are_written_to_one_by_one(
    sqlite_house: LivingHouse, words: str, letters: set[tuple[str, str]]
) -> None:
    told(sqlite_house, "Bonjour Nadia, c'est noté.")
    ordered(sqlite_house, ref="SIG-1046")
    assert who_got_what(told(sqlite_house, words)) == letters
    assert words not in read_by_the_home(sqlite_house)


@pytest.mark.feature("S1-42")
def test_a_letter_to_the_company_that_names_a_day_is_read_by_both_sides(sqlite_house: LivingHouse) -> None:
    told(sqlite_house, "Bonjour Nadia, c'est noté.")
    ordered(sqlite_house, ref="SIG-1046")
    both = {(NADIA, "T-04"), (YANIS, "T-04"), (DURAND, "P-20")}
    for words in ("Bonjour Patrick, venez plutôt vendredi à 10h.", "Bonjour Patrick, le rendez-vous est annulé."):
        assert who_got_what(told(sqlite_house, words)) == both
    letters = told(sqlite_house, "Bonjour Patrick, 700 € c'est trop cher, répondez-moi avant jeudi.")
    assert who_got_what(letters) == {(DURAND, "P-20")}


@pytest.mark.feature("S1-42")
def test_a_letter_to_several_below_a_letter_for_the_agency_alone_is_not_silently_kept(
    sqlite_house: LivingHouse,
) -> None:
    told(sqlite_house, "dis au proprio que le siphon est à changer")
    words = "Bonjour Karim, bonjour Nadia, le plombier passe mardi."
    assert who_got_what(told(sqlite_house, words, below="G-14")) == {(SOPHIE, "X-14")}
    assert words not in read_by_the_home(sqlite_house)


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    "words",
    ["Dites-leur que vous êtes absente.", "Le plombier passera mardi à 9h. À voir avec le syndic pour la suite."],
)
def test_what_speaks_to_whoever_lives_there_is_published(sqlite_house: LivingHouse, words: str) -> None:
    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(told(sqlite_house, words))


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("C'est un doublon de SIG-1042", "→ Trier ce dossier"),
        ("Quel est le numéro de la locataire ?", "écrire vous-même à la personne"),
    ],
)
def test_what_is_jotted_down_for_us_is_not_published(sqlite_house: LivingHouse, words: str, way: str) -> None:
    letters = told(sqlite_house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    text = text_of(letter_to(letters, SOPHIE, "X-14"))
    assert "ils semblent écrits pour nous" in text
    assert way in text
    assert words not in read_by_the_home(sqlite_house)


@pytest.mark.feature("S1-61")
@pytest.mark.parametrize(
    "words", ["Trouvez quelqu'un d'autre", "Refusé, trop cher", "annulez la visite", "ok pour 90 €"]
)
def test_what_is_done_on_the_page_of_a_mission_is_shown_it_and_read_by_nobody_else(
    sqlite_house: LivingHouse, words: str
) -> None:
    house = sqlite_house
    assert who_got_what(told(house, words)) == {(SOPHIE, "X-14")}
    assert "→ Envoyer un OS" in text_of(letter_to(house.boxes.of(SOPHIE), SOPHIE, "X-14"))
    ordered(house, ref="SIG-1046")
    letters = told(house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    assert "→ Ouvrir la mission" in text_of(letter_to(letters, SOPHIE, "X-14"))
    assert words not in read_by_the_home(house)


CLOSED = {(NADIA, "T-17"), (YANIS, "T-17")}
TOLD = {(NADIA, "T-04"), (YANIS, "T-04")}


@pytest.mark.feature("S1-50")
@pytest.mark.parametrize(
    ("words", "letters", "published"),
    [
        ("C'est réglé, clôturez", CLOSED, ""),
        ("C'est réparé. Vous pouvez clôturer, merci", CLOSED, ""),
        ("Le joint est changé. Clôturez svp.", CLOSED | TOLD, "Le joint est changé."),
        ("Clôturez, le syndic s'en charge", CLOSED | TOLD, "Le syndic s'en charge"),
        ("Dis à la locataire que c'est réglé et clôture", CLOSED, ""),
        ("Dites aux locataires que le syndic s'en charge et clôturez", CLOSED | TOLD, "Le syndic s'en charge"),
        ("Dites-lui que c'est réglé et clôturez", {(SOPHIE, "X-14")}, ""),
    ],
)
def test_nobody_at_home_reads_the_order_to_close(
    house: LivingHouse, words: str, letters: set[tuple[str, str]], published: str
) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    before = read_by_the_home(house)
    assert who_got_what(told(house, words)) == letters
    assert read_by_the_home(house)[len(before) :] == ([published] if published else [])


@pytest.mark.feature("S1-87")
@pytest.mark.parametrize("words", ["relance Durand", "Relancez le plombier svp"])
def test_a_company_that_owes_an_answer_is_asked_again(house: LivingHouse, words: str) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    order, _ = ordered(house, ref="SIG-1046")
    house.clock.forward(hours=2)
    letters = told(house, words)
    assert who_got_what(letters) == {(DURAND, "P-03"), (SOPHIE, "G-21")}
    assert "Relance envoyée à Plomberie Durand" in text_of(letter_to(letters, SOPHIE, "G-21"))
    assert len(order_now(house, order.number).follow_up["relaunched"]) == 1
    again = told(house, words)
    assert who_got_what(again) == {(SOPHIE, "X-14")}
    assert "elle a déjà été relancée aujourd’hui" in text_of(letter_to(again, SOPHIE, "X-14"))


@pytest.mark.feature("S1-87")
def test_another_company_is_not_asked_in_the_place_of_the_one_that_was_named(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(sqlite_house, ref="SIG-1046")
    sqlite_house.clock.forward(hours=2)
    assert who_got_what(told(sqlite_house, "relance Petit")) == {(SOPHIE, "X-14")}


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize("words", ["Entre nous, ce locataire est en impayé.", "note interne : bail résilié en mars"])
def test_what_a_manager_says_in_confidence_is_not_published(sqlite_house: LivingHouse, words: str) -> None:
    letters = told(sqlite_house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    assert "seule l’agence le lit, et rien n’a été publié" in text_of(letter_to(letters, SOPHIE, "X-14"))
    assert words not in read_by_the_home(sqlite_house)


@pytest.mark.feature("S1-42")
def test_what_a_tenant_says_in_confidence_is_for_the_agency_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(house.boxes.of(NADIA)[0])
    words = "Ne le dites pas à mon mari : c'est lui qui a percé le tuyau."
    letters = house.told(
        mail(words, sender=NADIA, to=address, subject="Re: x", message_id="<c@x.example>"), sender=NADIA, to=address
    )
    assert who_got_what(letters) == {(SOPHIE, "G-02")}
    assert "à l’agence seule" in text_of(letter_to(letters, SOPHIE, "G-02"))
    assert words not in read_by_the_home(house)


@pytest.mark.feature("S1-10", "S1-42")
def test_a_report_in_confidence_is_known_to_the_home_by_its_object_alone(house: LivingHouse) -> None:
    words = "Bonjour, la chasse d'eau fuit. Ne le dites pas à mon mari : c'est moi qui l'ai cassée."
    message = mail(words, sender=NADIA, to=INTAKE, subject="Chasse d'eau", message_id="<secret@x.example>")
    letters = house.told(message, sender=NADIA, to=INTAKE)
    assert who_got_what(letters) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01")}
    told = text_of(letter_to(letters, SOPHIE, "G-01"))
    assert "c'est moi qui l'ai cassée" in told
    assert "les autres occupants n’en lisent que l’objet" in told
    assert "cassée" not in text_of(letter_to(letters, YANIS, "T-01"))
    assert not [each for each in read_by_the_home(house) if "cassée" in each]


@pytest.mark.feature("S1-10", "S1-42")
@pytest.mark.parametrize("subject", ["", "Re:", "Confidentiel : c'est moi qui ai cassé la porte"])
def test_nothing_of_what_is_confided_becomes_the_object_of_a_report(sqlite_house: LivingHouse, subject: str) -> None:
    words = "Ne le dites pas à mon mari, mais j'ai cassé le lavabo et il fuit."
    message = mail(words, sender=NADIA, to=INTAKE, subject=subject, message_id="<secret@x.example>")
    letters = sqlite_house.told(message, sender=NADIA, to=INTAKE)
    assert "cassé" in text_of(letter_to(letters, SOPHIE, "G-01"))
    letter = letter_to(letters, YANIS, "T-01")
    assert "cassé" not in f"{letter.mail.subject} {text_of(letter)}"


@pytest.mark.feature("S1-42")
def test_words_for_the_company_of_the_mission_reach_it_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(house, ref="SIG-1046")
    letters = told(house, "dis au plombier que la cave est ouverte", below="G-21")
    assert who_got_what(letters) == {(DURAND, "P-20")}
    assert "La cave est ouverte" in text_of(letter_to(letters, DURAND, "P-20"))
    assert who_got_what(told(house, "dis à Petit que la cave est ouverte", below="G-21")) == {(SOPHIE, "X-14")}


@pytest.mark.feature("S1-42")
@pytest.mark.parametrize(
    "words",
    [
        "Bonjour, demande au proprio s'il paie les 418 €",
        "Bonjour Madame Belkacem, le plombier passe mardi.\n\nNote interne : locataire en impayé",
        "Dis au proprio que le devis est de 418 €. Et clôture le dossier.",
        "ok pour le devis et préviens la locataire",
        "Préviens la locataire dès que Durand a confirmé mardi",
    ],
)
def test_two_things_at_once_or_behind_a_greeting_are_not_published(sqlite_house: LivingHouse, words: str) -> None:
    letters = told(sqlite_house, words)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    assert not any("418" in each or "impayé" in each for each in read_by_the_home(sqlite_house))


@pytest.mark.feature("S1-87")
@pytest.mark.parametrize("words", ["Ne relance pas Durand, il m'a appelée", "Relance Durand lundi si pas de réponse"])
def test_a_company_is_not_asked_again_by_words_that_say_otherwise(sqlite_house: LivingHouse, words: str) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(sqlite_house, ref="SIG-1046")
    sqlite_house.clock.forward(hours=2)
    assert who_got_what(told(sqlite_house, words)) == {(SOPHIE, "X-14")}


@pytest.mark.feature("S1-42")
def test_what_is_confided_about_getting_in_is_not_passed_on_to_the_company(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(house, ref="SIG-1046")
    address = reply_to(house.boxes.of(NADIA)[0])
    words = "Ne le dites pas au plombier : la clé est chez la gardienne, au 2e étage."
    answer = mail(words, sender=NADIA, to=address, subject="Re: x", message_id="<k@x.example>")
    assert who_got_what(house.told(answer, sender=NADIA, to=address)) == {(SOPHIE, "G-02")}
