"""What tenants write at some length: the fault behind the praise, who will open, what they cannot say yet."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.outcome import Ask, IntentType
from tests.cases import every
from tests.inbound.reading.test_say_tenants import REPAIRED, UNASKED, types
from tests.inbound.reading.test_say_tenants_beside import AFTER, INTAKE, values

T = IntentType

# --- It works, and then it does not ----------------------------------------------------------------------------------


@every(
    "words",
    [
        "Oui mais la chaudière s'arrête au bout de 5 minutes",
        "Pas vraiment : la VMC démarre mais s'éteint",
        "Le volet descend mais se bloque à mi-hauteur",
        "ça marche puis ça s'arrête",
        "Le ballon se met en sécurité toutes les nuits",
        "The heating works but switches off after ten minutes",
        "Super réparation, l'eau coule maintenant chez la voisine",
        "Bravo, ça goutte du plafond",
    ],
)
def test_what_stops_by_itself_or_runs_where_it_should_not_is_not_repaired(words: str) -> None:
    found = types(words, REPAIRED)[0]
    assert T.CONTEST_WORKS in found
    assert T.CONFIRM_WORKS not in found


@every(
    "words",
    [
        "La chaudière ne se coupe plus, c'est parfait",
        "Tout est bon, la chaudière ne s'arrête plus toute seule",
        "Le volet descend et s'arrête bien en bas",
        "Tout marche. Le technicien s'arrête demain pour la facture",
        "Oui, l'eau coule normalement dans la douche",
        "Oui c'est réparé, il a rebouché le trou",
        "Ça ne coule plus mais il a laissé un trou dans le mur, qui rebouche ?",
    ],
)
def test_what_stops_as_it_should_or_no_longer_is(words: str) -> None:
    found = types(words, REPAIRED)[0]
    assert T.CONFIRM_WORKS in found
    assert T.CONTEST_WORKS not in found


def test_praise_of_water_that_runs_at_the_neighbours_is_irony() -> None:
    assert T.COMPLAINT in types("Ah super réparation, l'eau coule chez le voisin du dessous, bravo", REPAIRED)[0]
    assert T.COMPLAINT not in types("Super, ça ne coule plus nulle part, bravo", REPAIRED)[0]


# --- Danger ----------------------------------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("The light fitting in the bedroom is dripping water", "water"),
        ("Water is dripping out of the ceiling light", "water"),
        ("The socket in the kitchen is wet", "water"),
        ("The fuse box is crackling", "electricity"),
        ("The fuse box gets very hot", "electricity"),
        ("The heating hasn't come on since Wednesday and my two-year-old is freezing", "no_heating"),
        ("No heating since Monday and I have a 3 year old", "no_heating"),
    ],
)
def test_danger_told_in_english(words: str, reason: str) -> None:
    assert [found["reason"] for found in values(words, INTAKE, T.URGENT_FLAG)] == [reason]


@every(
    "words",
    [
        "The fitting under the sink is dripping",
        "The kitchen light is out and the tap is dripping",
        "My five year old boiler gives no heat",
        "We have a two year old boiler and no heating",
        "The light on the boiler is red",
    ],
)
def test_no_danger_told_in_english(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, INTAKE)[0]


# --- At home ---------------------------------------------------------------------------------------------------------


@every("words", ["La chasse est morte", "notre chasse tire mal", "la chasse se remplit plus"])
def test_the_flush_by_its_short_name_is_plumbing(words: str) -> None:
    assert [found["category"] for found in values(words, INTAKE, T.REPORT_NEW)] == ["plumbing"]


@every(
    "words",
    [
        "J'aurai du retard pour le loyer, ma paie tombe le 10",
        "mon salaire arrive le 5, je paierai le loyer après",
        "Je pars à la chasse aux champignons",
    ],
)
def test_pay_day_is_no_fault(words: str) -> None:
    assert T.REPORT_NEW not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "Je souhaiterais faire installer la fibre",
        "Nous aimerions poser une climatisation dans la chambre",
    ],
)
def test_who_would_like_to_install_something_asks_leave(words: str) -> None:
    assert [found["topic"] for found in values(words, INTAKE, T.OUT_OF_SCOPE)] == ["permission"]


def test_heated_for_nothing_is_no_visit_missed() -> None:
    wide_open = replace(UNASKED, work_order=AFTER.work_order)
    assert T.MISSED_VISIT not in types("La fenêtre laisse passer l'air, on chauffe pour rien", INTAKE)[0]
    assert T.MISSED_VISIT not in types("On chauffe pour rien avec cette fenêtre", AFTER)[0]
    assert T.MISSED_VISIT in types("J'ai attendu pour rien", AFTER)[0]
    assert T.MISSED_VISIT in types("Je me suis déplacée pour rien", wide_open)[0]


def test_a_plain_not_really_is_asked_about() -> None:
    assert types("Pas vraiment", REPAIRED) == (set(), Ask.IS_IT_REPAIRED)


@every(
    "words",
    [
        "Le radiateur de la chambre a besoin d'être changé",
        "The kitchen tap needs replacing",
        "The boiler needs to be fixed",
    ],
)
def test_what_needs_to_be_mended_is_reported(words: str) -> None:
    assert T.REPORT_NEW in types(words, INTAKE)[0]
    assert T.REPORT_NEW not in types("Le plombier a besoin d'être prévenu la veille", UNASKED)[0]
