"""Refusals on terms, days refused beside others, findings with a reserve, what is told beside a yes."""

from __future__ import annotations

from mailbot.inbound.reading.desk_notes import DeskNote, desk_note_in
from mailbot.inbound.reading.outcome import Ask, IntentType
from tests.cases import every
from tests.inbound.reading.test_meant_by_trades import slots
from tests.inbound.reading.test_say_providers import read
from tests.inbound.reading.test_say_tenants import REPAIRED, types
from tests.inbound.reading.test_say_tenants_beside import BEFORE

T = IntentType


# --- a job ---


@every(
    "words",
    [
        "S'il faut une échelle double c'est non, sinon c'est oui",
        "Si c'est au-dessus du 4e je refuse, autrement pas de souci",
        "If it needs two men it's a no, otherwise fine",
    ],
)
def test_a_no_on_terms_is_asked_about(words: str) -> None:
    found, ask = read("take", words)
    assert (set(found) & {T.ACCEPT_MISSION, T.REFUSE_MISSION}, ask) == (set(), Ask.TAKE_MISSION)


@every(
    "words",
    ["Jeudi matin, et non vendredi", "Mardi ou jeudi, mais pas mercredi", "Thursday at 2pm, and not Friday"],
)
def test_a_day_refused_beside_others_refuses_no_job(words: str) -> None:
    found, _ = read("take", words)
    assert T.REFUSE_MISSION not in found
    assert T.PROPOSE_SLOTS in found


@every("words", ["Et non, pas mercredi ni un autre jour, je refuse", "C'est non, sinon rien de neuf"])
def test_a_plain_no_stays_one(words: str) -> None:
    assert T.REFUSE_MISSION in read("take", words)[0]


def test_a_no_of_money_behind_a_day_takes_no_day_away() -> None:
    assert slots("slots", "Jeudi à 14h et non, je ne compte pas de déplacement") == ["26/11 14:00-16:00"]
    assert slots("slots", "Jeudi à 14h et non vendredi") == ["26/11 14:00-16:00"]


# --- on the spot ---


@every(
    ("words", "type_", "there"),
    [
        ("J'ai détartré le mousseur mais ça ne suffit pas", T.DECLARE_DONE, False),
        ("J'ai détartré le mousseur, ça coule bien", T.DECLARE_DONE, True),
        ("Réparé, mais le compteur disjoncte encore", T.DECLARE_DONE, False),
        ("La porte ferme à clé de nouveau", T.MISSED_VISIT, False),
        ("porte fermée à clé, personne", T.MISSED_VISIT, True),
        ("Les stores ferment", T.MISSED_VISIT, False),
        ("La porte ferme maintenant", T.MISSED_VISIT, False),
        ("Volets fermés", T.MISSED_VISIT, True),
    ],
)
def test_what_was_found_on_the_spot(words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read("next", words)[0]) is there


# --- who opens ---


@every(
    ("words", "there"),
    [
        ("Mon voisin, qui habite au 2e, ouvrira", True),
        ("Mon voisin ne sera pas là pour ouvrir", False),
        ("Ma sœur ne sera pas là pour ouvrir", False),
    ],
)
def test_who_does_not_open_is_no_news_of_access(words: str, there: bool) -> None:
    assert (T.PROVIDE_INFO in types(words, BEFORE)[0]) is there


# --- a yes, and another matter ---


@every(
    ("words", "another"),
    [
        ("Oui, par contre la lampe de l'entrée ne marche plus", True),
        ("Oui, en revanche le volet de la chambre ne descend plus", True),
        ("Oui, par contre ça fuit encore", False),
        ("Oui, par contre la prise ne marche toujours pas", False),
    ],
)
def test_a_yes_and_a_fault_elsewhere(words: str, another: bool) -> None:
    assert (T.REPORT_NEW in types(words, REPAIRED)[0]) is another


# --- the office ---


@every(
    "words",
    [
        "Il exagère",
        "Franchement elle abuse",
        "le propriétaire refuse de payer",
        "Le bailleur ne veut rien entendre",
        "La locataire ne paie plus son loyer",
        "Le proprio ne paiera rien",
        "pour ton information",
        "FYI",
    ],
)
def test_what_is_said_of_people_stays_in_the_office(words: str) -> None:
    assert desk_note_in(words) is DeskNote.OTHER


@every(
    "words",
    [
        "Pour info, l'eau sera coupée mardi",
        "Voir ci-dessous. Le plombier passe mardi.",
        "Le propriétaire paie la moitié",
        "Elle est assurée que la pièce arrive",
    ],
)
def test_what_is_news_for_those_who_live_there(words: str) -> None:
    assert desk_note_in(words) is None
